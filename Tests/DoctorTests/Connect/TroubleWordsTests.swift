import Doctor
import DoctorTesting
import Foundation
import Snapshot
import Testing

@Suite("The words on troubles with NapCat")
struct TroubleWordsTests {
    /// Every kind, so that a new one is missed here.
    private static func kind(_ trouble: NapCatTrouble) -> Int {
        switch trouble {
        case .badAddress: 0
        case .refused: 1
        case .unreachable: 2
        case .timedOut: 3
        case .tls: 4
        case .redirected: 5
        case .otherProgram: 6
        case .addressBlocked: 7
        case .tokenMissing: 8
        case .tokenRefused: 9
        case .codeNeeded: 10
        case .codeRefused: 11
        case .rateLimited: 12
        case .heldBack: 13
        case .notLoggedIn: 14
        case .tooLarge: 15
        case .notTaken: 16
        case .changedMeanwhile: 17
        case .said: 18
        case .folderMissing: 19
        case .fileMissing: 20
        case .fileBroken: 21
        case .fileUnreadable: 22
        case .fileReadOnly: 23
        case .severalAccounts: 24
        case .noContainer: 25
        case .engine: 26
        }
    }

    @Test("the samples are of every kind")
    func complete() {
        #expect(Set(NapCatSymptoms.troubles.map(Self.kind)) == Set(0...26))
    }

    @Test("short, whole, in its own language, and without a token", arguments: Language.allCases)
    func words(_ language: Language) {
        for trouble in NapCatSymptoms.troubles {
            for place in [
                NapCatSymptoms.place(), NapCatSymptoms.place(container: nil), NapCatSymptoms.place(isUp: false),
                NapCatSymptoms.place(inPanel: true),
            ] {
                let words = trouble.words(language, at: place)
                let sentence = trouble.sentence(language, at: place)
                #expect(Words.columns(words.brief) <= 24, "\(words.brief)")
                #expect(Words.columns(trouble.title(language, at: place)) <= 44, "\(words.title)")
                #expect(!words.steps.isEmpty && !words.steps.contains(where: \.isEmpty), "\(words)")
                for short in [words.brief, words.title] {
                    #expect(!short.isEmpty && !short.hasSuffix(".") && !short.hasSuffix("。"), "\(short)")
                }
                #expect(sentence.hasPrefix(words.what) && words.steps.allSatisfy { sentence.contains($0) })
                #expect(sentence.hasSuffix(language == .english ? "." : "。"))
                let all = [words.brief, words.title, words.what] + words.steps
                #expect(!all.contains { $0.contains("0123456789abcdef") }, "\(all)")
                switch language {
                case .english: #expect(!all.contains(where: Words.hasChinese), "\(all)")
                case .chinese:
                    #expect(all.dropLast(words.steps.count).allSatisfy(Words.hasChinese), "\(all)")
                    for part in all { #expect(Words.flaw(in: part) == nil, "\(part)") }
                }
            }
        }
    }

    @Test("each has its own sentence", arguments: Language.allCases)
    func distinct(_ language: Language) {
        let place = NapCatSymptoms.place()
        let sentences = NapCatSymptoms.troubles.map { $0.sentence(language, at: place) }
        #expect(Set(sentences).count == sentences.count)
    }

    @Test(
        "the values are in them",
        arguments: [
            (NapCatTrouble.refused(host: "::1", port: 6100), ["[::1]:6100", "docker ps"]),
            (.otherProgram(status: 502), ["127.0.0.1:6099", "HTTP 502"]),
            (.redirected(to: "/webui/login?token=0123456789abcdef"), ["/webui/login"]),
            (.redirected(to: "https://me:secret@panel.example/x"), ["https://panel.example:443/x"]),
            (.timedOut(seconds: 3), ["3", "docker restart nekro_napcat"]),
            (.otherProgram(status: 0), ["127.0.0.1:6099", "docker logs --tail 20 nekro_napcat"]),
            (.heldBack(until: sampleTime.addingTimeInterval(30)), ["16:00:30"]),
            (.tokenRefused, ["NAPCAT_WEBUI_SECRET_KEY", "docker logs nekro_napcat"]),
            (.rateLimited, ["loginRate"]), (.tooLarge(bytes: 131_072), ["128 KiB", "100 kB"]),
            (.said("Config Get Error"), ["Config Get Error"]), (.engine("no such container"), ["no such container"]),
            (.fileBroken(path: "/d/onebot11_1.json", line: 12, column: 7), ["/d/onebot11_1.json", "12", "7", "+12,7"]),
            (.fileReadOnly(path: "/d a/x.json"), ["'/d a'"]),
            (.severalAccounts(["10001", "10002"]), ["10001", "10002"]),
        ]
    )
    func values(_ trouble: NapCatTrouble, _ parts: [String]) {
        for language in Language.allCases {
            let sentence = trouble.sentence(language, at: NapCatSymptoms.place())
            for part in parts { #expect(sentence.contains(part), "\(sentence)") }
            #expect(!sentence.contains("secret@"))
        }
    }

    @Test("who answers slowly is not behind a firewall, and who says nothing has no HTTP status")
    func slow() {
        let slow = NapCatTrouble.timedOut(seconds: 3)
        for (language, wall, title) in [
            (Language.english, "firewall", "NapCat answers too slowly (more than 3 s)"),
            (.chinese, "防火墙", "NapCat 应答太慢（超过 3 秒）"),
        ] {
            let up = slow.words(language, at: NapCatSymptoms.place())
            let down = slow.words(language, at: NapCatSymptoms.place(isUp: false))
            #expect(up.title == title && !up.what.contains(wall) && down.what.contains(wall))
            let silent = NapCatTrouble.otherProgram(status: 0).sentence(language, at: NapCatSymptoms.place())
            #expect(!silent.contains("HTTP"))
            #expect(silent.contains(language == .english ? "without an answer" : "连接后没有应答就被断开"))
        }
    }

    @Test("a login that is held back: what was typed was not sent")
    func heldBack() {
        let trouble = NapCatTrouble.heldBack(until: sampleTime.addingTimeInterval(30))
        let place = NapCatSymptoms.place(inPanel: true)
        #expect(
            trouble.sentence(.chinese, at: place)
                == "每分钟最多登录两次（NapCat 的限制），16:00:30 后会自动再试。若刚输入了验证码，它没有提交：届时请按 d 输入新的。"
        )
        #expect(trouble.sentence(.english, at: place).hasSuffix("was not sent: type a new one then (d)."))
    }

    @Test(
        "who answers instead of NapCat, for the Overview",
        arguments: [
            (NapCatTrouble.tls, String?.none, String?.none), (.otherProgram(status: 0), nil, nil),
            (.otherProgram(status: 200), "not NapCat", "不是 NapCat"),
            (.redirected(to: "/login"), "redirected", "被重定向"), (.addressBlocked, "refuses us", "拒绝本机"),
        ]
    )
    func short(_ trouble: NapCatTrouble, _ english: String?, _ chinese: String?) {
        #expect(trouble.short(.english) == english && trouble.short(.chinese) == chinese)
    }

    @Test("times of day are the operator's")
    func zone() {
        var place = NapCatSymptoms.place()
        place.utcOffset = 8 * 3600
        let trouble = NapCatTrouble.heldBack(until: sampleTime.addingTimeInterval(30))
        #expect(trouble.title(.english, at: place) == "the next login is at 00:00:30")
        place.utcOffset = 0
        #expect(NapCatTrouble.heldBack(until: .distantFuture).title(.chinese, at: place).hasPrefix("下一次登录在 "))
    }

    @Test("what NapCat says is cut and stays on one line")
    func foreign() {
        let long = String(repeating: "x", count: 9000) + "\n\n"
        let place = NapCatSymptoms.place()
        for trouble in [NapCatTrouble.said(long), .engine("a\nb" + long), .redirected(to: long)] {
            for language in Language.allCases {
                let words = trouble.words(language, at: place)
                #expect(words.what.count < 500 && !words.what.contains("\n"))
                #expect(Words.columns(words.title) <= 44)
            }
        }
    }

    @Test(
        "of a URL only what leads there is shown",
        arguments: [
            ("http://127.0.0.1:6099/webui?token=0123456789abcdef", "127.0.0.1:6099", "http://127.0.0.1:6099/webui"),
            (
                "https://me:0123456789abcdef@napcat.example/webui/", "napcat.example:443",
                "https://napcat.example:443/webui/"
            ),
            ("HTTP://[::1]:6099", "[::1]:6099", "http://[::1]:6099/"),
            ("napcat?token=0123456789abcdef", "napcat", "napcat"), ("", "", ""),
        ]
    )
    func address(_ url: String, _ shown: String, _ page: String) {
        let place = NapCatPlace(NapCatFacts(webUI: url))
        #expect(place.address == shown)
        #expect(place.page == page)
    }

    @Test("faults of entries: short, whole, each its own, without a key", arguments: Language.allCases)
    func faults(_ language: Language) {
        let faults = NapCatSymptoms.faults
        #expect(Set(faults.map { $0.brief(language) }).count == faults.count)
        #expect(Set(faults.map { $0.sentence(language, entry: "ws") }).count == faults.count)
        for fault in faults {
            let (brief, sentence) = (fault.brief(language), fault.sentence(language, entry: "ws"))
            #expect(!brief.isEmpty && Words.columns(brief) <= 24, "\(brief)")
            #expect(sentence.contains("ws") && sentence.hasSuffix(language == .english ? "." : "。"), "\(sentence)")
            #expect(!sentence.contains("0123456789abcdef"))
            #expect(Words.hasChinese(sentence) == (language == .chinese))
            if language == .chinese { #expect(Words.flaw(in: sentence) == nil, "\(sentence)") }
        }
    }
}

/// What is asked of words in general.
enum Words {
    /// Columns of a terminal: two for a character of East Asia.
    static func columns(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x2E80 ? 2 : 1) }
    }

    static func hasChinese(_ text: String) -> Bool {
        text.unicodeScalars.contains { (0x3400...0x9FFF).contains($0.value) || (0xFF00...0xFF5E).contains($0.value) }
    }

    /// A Latin word that touches Chinese, or a blank within Chinese.
    static func flaw(in text: String) -> String? {
        func isHan(_ character: Character) -> Bool {
            character.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
        }
        func isLatin(_ character: Character) -> Bool {
            character.isASCII && (character.isLetter || character.isNumber)
        }
        let letters = Array(text)
        for index in letters.indices.dropFirst() {
            let (before, here) = (letters[index - 1], letters[index])
            let touches = isHan(before) && isLatin(here) || isLatin(before) && isHan(here)
            let isTorn = here == " " && isHan(before) && index + 1 < letters.count && isHan(letters[index + 1])
            if touches || isTorn { return String(letters[max(0, index - 6)..<min(letters.count, index + 6)]) }
        }
        return nil
    }
}
