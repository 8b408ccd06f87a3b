import Foundation
import OneBot
import Testing

@testable import Simulator

@Suite("Events of acted bots")
struct EventMakerTests {
    private static func configuration(_ change: (inout FleetConfiguration) -> Void = { _ in }) -> FleetConfiguration {
        var configuration = FleetConfiguration(
            address: EndpointAddress(host: "h", port: 1),
            key: Secret("k"),
            seed: 99
        )
        change(&configuration)
        return configuration
    }

    private static func events(_ count: Int, _ configuration: FleetConfiguration) -> [[UInt8]] {
        var maker = EventMaker(configuration, selfID: 1_000_010_001)
        return (0..<count).map { maker.next(now: 1_785_000_000 + Int64($0)) }
    }

    @Test(
        "a thousand of each implementation are strict JSON, events, and of every kind",
        arguments: Implementation.allCases
    )
    func mix(_ implementation: Implementation) throws {
        var kinds: [Envelope.PostType: Int] = [:]
        for bytes in Self.events(1000, Self.configuration { $0.implementation = implementation }) {
            #expect(JSONReader.isValid(bytes))
            let object = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
            let envelope = EnvelopeScanner.scan(bytes)
            #expect(envelope.kind == .event)
            #expect(envelope.selfID == 1_000_010_001)
            kinds[try #require(envelope.postType), default: 0] += 1
            guard envelope.postType == .message else { continue }
            #expect(object["message"] is [Any] == (implementation != .goCQHTTP))
            #expect(object["raw_message"] is String)
            let id = try #require(envelope.messageID)
            #expect(Int32(exactly: id) != nil)
            if implementation == .napCat { #expect(id > 0) }
        }
        #expect((kinds[.message] ?? 0) > 600)
        #expect((kinds[.notice] ?? 0) > 100)
        #expect((kinds[.request] ?? 0) > 5)
        #expect(kinds[.meta] == nil)
    }

    @Test("a seed repeats its events, another seed makes others")
    func seeds() {
        let first = Self.events(50, Self.configuration())
        #expect(first == Self.events(50, Self.configuration()))
        #expect(first != Self.events(50, Self.configuration { $0.seed = 100 }))
    }

    @Test("NapCat's group message has its fields in its order")
    func napCatOrder() throws {
        let events = Self.events(200, Self.configuration())
        let text = try #require(events.map { String(decoding: $0, as: UTF8.self) }.first { $0.contains("group_name") })
        let keys = [
            "self_id", "user_id", "time", "message_id", "message_seq", "real_id", "real_seq", "message_type", "sender",
            "raw_message", "font", "sub_type", "message", "message_format", "post_type", "group_id", "group_name",
        ]
        let places = keys.map { key in
            // The last: an object inside may have the key too, and every field of a message comes behind it.
            text.ranges(of: "\"\(key)\":").map(\.lowerBound)
        }
        #expect(places.allSatisfy { !$0.isEmpty })
        #expect(text.hasPrefix(#"{"self_id":1000010001,"user_id":"#))
        #expect(text.contains(#""message_format":"array","post_type":"message","group_id":7"#))
    }

    @Test("a wanted size is met to the byte", arguments: [1500, 4096, 65_536, 200_000], Implementation.allCases)
    func sizes(_ size: Int, _ implementation: Implementation) throws {
        let configuration = Self.configuration {
            $0.messageBytes = size
            $0.implementation = implementation
        }
        let events = Self.events(60, configuration)
        let groups = events.filter { EnvelopeScanner.scan($0).messageID != nil && $0.count >= 1500 }
        #expect(groups.count > 20)
        #expect(groups.allSatisfy { $0.count == size && JSONReader.isValid($0) })
        #expect(groups.allSatisfy { $0.withUnsafeBytes { UTF8Check.isValid($0) } })
    }

    @Test("faults of values change these values alone")
    func faults() throws {
        let milliseconds = Self.events(20, Self.configuration { $0.faults = [.timeInMilliseconds] })
        #expect(milliseconds.allSatisfy { (EnvelopeScanner.scan($0).time ?? 0) > 1_785_000_000_000 })
        let big = Self.events(50, Self.configuration { $0.faults = [.bigIDs] }).map { EnvelopeScanner.scan($0) }
        #expect(big.compactMap(\.userID).allSatisfy { $0 > 1 << 53 })
        #expect(big.contains { ($0.groupID ?? 0) > 1 << 53 })
        let strings = Self.events(50, Self.configuration { $0.faults = [.stringFormat] })
            .map { String(decoding: $0, as: UTF8.self) }
        #expect(strings.contains { $0.contains(#""message_format":"string""#) })
        #expect(!strings.contains { $0.contains(#""message":["#) })
        let broken = Self.events(50, Self.configuration { $0.faults = [.badJSON] })
        #expect(broken.allSatisfy { !JSONReader.isValid($0) && EnvelopeScanner.scan($0).kind == .junk })
    }

    @Test("a heartbeat says online or not", arguments: Implementation.allCases, [true, false])
    func heartbeat(_ implementation: Implementation, _ online: Bool) throws {
        let maker = EventMaker(
            Self.configuration {
                $0.implementation = implementation
                $0.faults = online ? [] : [.offline]
            },
            selfID: 5
        )
        let bytes = maker.heartbeat(now: 1, interval: 5000)
        let object = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
        #expect((object["status"] as? [String: Any])?["online"] as? Bool == online)
        #expect(object["interval"] as? Int == 5000)
        #expect(EnvelopeScanner.scan(bytes).metaType == .heartbeat)
    }

    @Test(
        "segments become CQ codes with their escapes",
        arguments: [
            (Segment.text("a[b]&c,d"), "a&#91;b&#93;&amp;c,d"), (.at(5), "[CQ:at,qq=5]"),
            (.reply(-3), "[CQ:reply,id=-3]"),
            (.face(14), "[CQ:face,id=14]"),
            (
                .image(name: "a.jpg", summary: "[图片]", url: "https://x/?a=1&b=2,3"),
                "[CQ:image,summary=&#91;图片&#93;,file=a.jpg,sub_type=0,url=https://x/?a=1&amp;b=2&#44;3,file_size=48213]"
            ),
        ]
    )
    func codes(_ segment: Segment, _ code: String) {
        #expect(segment.code == code)
    }
}
