import OneBot
import Synchronization
import Testing

@testable import Endpoint

@Suite("Keys of a handshake")
struct KeyTests {
    private static let key = "0123456789abcdefABCDEF%+=0123456"
    private let policy = AccessPolicy(
        key: Secret(Self.key),
        recognise: { bytes in
            switch String(decoding: bytes, as: UTF8.self) {
            case "retired-key-of-yesterday": .retired
            case "graceful-key-of-yesterday": .inGrace
            default: .unknown
            }
        }
    )

    private func decide(_ authorization: String?, query: String = "") -> AccessPolicy.Decision {
        self.policy.decide(self.request(authorization, query: query), address: "10.0.0.9")
    }

    private func request(_ authorization: String?, query: String = "") -> HandshakeRequest {
        let headers = authorization.map { [HandshakeRequest.Header(name: "authorization", value: $0)] } ?? []
        return HandshakeRequest(method: "GET", target: "/" + query, headers: headers)
    }

    @Test("one request tries one header and one query value, and is one wrong key")
    func oneOfEach() {
        let many = "?" + (0..<63).map { "access_token=guess\($0)" }.joined(separator: "&") + "&access_token=\(Self.key)"
        #expect(self.decide("Basic x", query: many) == .wrong)
        let mistake = self.policy.classify(self.request("Basic x", query: "?access_token=guess"))
        #expect(mistake.kind == .different)
        let turned = self.policy.classify(self.request("Bearer guess", query: "?access_token=Basic%20x"))
        let same = self.policy.classify(self.request("Bearer guess", query: "?access_token=guess"))
        let single = self.policy.classify(self.request("Token guess"))
        #expect(mistake.note.fingerprint != nil && mistake.note.fingerprint != turned.note.fingerprint)
        #expect(same.note.fingerprint == single.note.fingerprint)
    }

    @Test("is taken out of whatever is kept of a request")
    func redaction() {
        #expect(!self.policy.redact("/x/\(Self.key)/y").contains(Self.key))
        #expect(self.policy.redact("/onebot") == "/onebot")
    }

    @Test(
        "is taken out in any case, encoded, and in pieces; a replaced one as a word; nothing else",
        arguments: [
            ("/x/\(key.uppercased())/y", "/x/\(dots(32))/y"), ("/x/\(key.prefix(12))/y", "/x/\(dots(12))/y"),
            ("a\(key.suffix(13))b", "a\(dots(13))b"), ("/x/\(key.prefix(11))/y", "/x/\(key.prefix(11))/y"),
            ("%30%31%32%33456789%61bcdefABCDEF%25%2B%3D0123456", dots(48)),
            ("UA/1 (retired-key-of-yesterday; x)", "UA/1 (\(dots(24)); x)"),
            ("/graceful-key-of-yesterday/y", "/\(dots(25))/y"), ("ret%69red-key-of-yesterday", dots(26)),
            ("retired-key-of-yesterday2", "retired-key-of-yesterday2"), ("好的 100%", "好的 100%"), ("%", "%"),
            ("%4", "%4"), ("", ""),
        ]
    )
    func masks(text: String, expected: String) {
        #expect(self.policy.redact(text) == expected)
    }

    private static func dots(_ count: Int) -> String { String(repeating: "•", count: count) }

    @Test("what the request itself presents as its key is taken out wherever it stands")
    func presented() {
        let request = self.request("Bearer some%20other", query: "?access_token=in%2Dthe%2Dquery")
        var mask = KeyMask(self.policy, request: request)
        let texts = ["/SOME%20other/x", "in-the-query", "in%2Dthe%2Dquery in"].map { mask.redact($0) }
        #expect(texts == ["/\(Self.dots(12))/x", Self.dots(12), "\(Self.dots(16)) in"])
    }

    @Test("a stranger cannot make us hash without end, and hides no replaced key behind other words")
    func hashing() {
        let asked = Mutex(0)
        let policy = AccessPolicy(key: Secret(Self.key)) { bytes in
            asked.withLock { $0 += 1 }
            return self.policy.recognise(bytes)
        }
        var mask = KeyMask(policy)
        for text in 0..<10 {
            let words = (0..<40).map { "some-word-\(text)-\($0)" } + ["retired-key-of-yesterday"]
            #expect(!mask.redact(words.joined(separator: " ")).contains("retired"))
            #expect(asked.withLock { $0 } == min(32, 16 * (text + 1)))
        }
    }

    @Test(
        "is right",
        arguments: [
            "Bearer \(key)", "bearer \(key)", "BEARER \(key)", "Token \(key)", "token \(key)", "  Bearer   \(key)  ",
            "Bearer\t\(key)\t", "Bearer \u{A0}\(key)\u{A0}", "Bearer \(key)\u{FFFD}",
            "Bearer graceful-key-of-yesterday",
        ]
    )
    func accepted(authorization: String) {
        #expect(self.decide(authorization).isAccepted)
    }

    @Test("is right in the query, plain or percent-encoded, beside an empty or wrong header")
    func query() {
        let encoded = Self.key.replacing("%", with: "%25").replacing("+", with: "%2B").replacing("=", with: "%3D")
        #expect(self.decide(nil, query: "?access_token=\(Self.key)").isAccepted)
        #expect(self.decide(nil, query: "?a=1&access_token=\(encoded)").isAccepted)
        #expect(self.decide("Bearer ", query: "?access_token=\(Self.key)").isAccepted)
        #expect(self.decide("Bearer stale-key", query: "?access_token=\(Self.key)").isAccepted)
    }

    @Test(
        "is wrong, and how",
        arguments: [
            (nil, KeyMistake.absent), ("", .empty), ("Bearer", .empty), ("Bearer ", .empty), ("Token \t ", .empty),
            ("Bearer \(key.prefix(16)) \(key.dropFirst(16))", .invisibleCharacters),
            ("Bearer \u{200B}\(key)", .invisibleCharacters), ("Bearer \(key)\u{FEFF}", .invisibleCharacters),
            ("Bearer \"\(key)\"", .quoted), ("Bearer “\(key)”", .quoted), ("Bearer '\(key)", .quoted),
            ("Bearer Bearer \(key)", .schemeTypedIn), ("Bearer token \(key)", .schemeTypedIn),
            ("Bearer Bearer Token \(key)", .schemeTypedIn), ("Bearer bearer:\(key)", .schemeTypedIn),
            ("Bearer \(key.uppercased())", .differsInCase),
            ("Bearer \(key.prefix(31))", .cut), ("Bearer \(key.prefix(6))", .cut), ("Bearer \(key.suffix(10))", .cut),
            ("Bearer \(key.prefix(5))", .different), ("Bearer \(key)X", .different),
            ("Bearer 0123456789abcdefABCDEF%25%2B%3D0123456", .percentEncoded),
            ("Bearer retired-key-of-yesterday", .retired), ("retired-key-of-yesterday", .retired),
            (key, .unknownScheme), ("Basic dXNlcjpwYXNz", .unknownScheme), ("Bearer 1c1", .different),
            ("Bearer something-else-entirely", .different),
        ] as [(String?, KeyMistake)]
    )
    func refused(authorization: String?, mistake: KeyMistake) {
        if mistake.isMissing {
            #expect(self.decide(authorization) == .missing(mistake))
        } else {
            #expect(self.decide(authorization) == .wrong)
            #expect(self.policy.classify(self.request(authorization)).kind == mistake)
        }
    }

    @Test("that are all wrong look the same on the wire")
    func noOracle() {
        for mistake in KeyMistake.allCases {
            let refusal = Refusal.key(mistake)
            if mistake.isMissing {
                #expect(refusal.status == 401)
            } else {
                #expect(refusal.status == 403)
                #expect(refusal.publicCause == "AUTH")
            }
        }
    }

    @Test("an empty access key opens only where anonymous is allowed")
    func anonymous() {
        let request = HandshakeRequest(method: "GET", target: "/", headers: [])
        let open = AccessPolicy(key: Secret(""), allowAnonymous: true)
        let shut = AccessPolicy(key: Secret(""), allowAnonymous: false)
        #expect(open.decide(request, address: "10.0.0.9").isAccepted)
        #expect(shut.decide(request, address: "10.0.0.9").isAccepted == false)
        let empty = HandshakeRequest(
            method: "GET",
            target: "/",
            headers: [.init(name: "Authorization", value: "Bearer ")]
        )
        #expect(shut.decide(empty, address: "10.0.0.9").isAccepted == false)
    }

    @Test("bound to an account and to addresses open only for those")
    func bound() throws {
        let policy = AccessPolicy(
            key: Secret(Self.key),
            boundKeys: [
                .init(name: "second", key: Secret("second-key-for-one-bot"), selfID: "42") { $0.hasPrefix("10.") }
            ]
        )
        func request(selfID: String) -> HandshakeRequest {
            HandshakeRequest(
                method: "GET",
                target: "/",
                headers: [
                    .init(name: "X-Self-ID", value: selfID),
                    .init(name: "Authorization", value: "Bearer second-key-for-one-bot"),
                ]
            )
        }
        func decide(selfID: String, address: String) -> AccessPolicy.Decision {
            policy.decide(request(selfID: selfID), address: address)
        }
        #expect(decide(selfID: "42", address: "10.1.2.3").isAccepted)
        for (selfID, address) in [("43", "10.1.2.3"), ("42", "11.1.2.3")] {
            #expect(decide(selfID: selfID, address: address) == .wrong)
            #expect(policy.classify(request(selfID: selfID)).kind == .boundElsewhere)
        }
    }
}

extension AccessPolicy.Decision {
    fileprivate var isAccepted: Bool {
        if case .accepted = self { true } else { false }
    }
}
