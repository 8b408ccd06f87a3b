import OneBot
import Testing

import struct Foundation.Data
import class Foundation.FileManager
import struct Foundation.URL

/// Frames as bots of several kinds send them, one in a line; all names and numbers in them are invented.
enum Samples {
    /// Events, each kind at least once.
    static let events = Self.lines("events.jsonl")
    /// Answers to calls, and one frame that is none: the last.
    static let responses = Self.lines("responses.jsonl")

    static var all: [[UInt8]] { self.events + self.responses }

    private static func lines(_ name: String) -> [[UInt8]] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Samples")
        let data = FileManager.default.contents(atPath: folder.appending(path: name).path) ?? Data()
        return data.split(separator: UInt8(ascii: "\n")).map(Array.init)
    }

    /// Frames with a few bytes changed, removed, doubled or cut off.
    static func mutations(of frames: [[UInt8]], count: Int, using random: inout SplitMix) -> [[UInt8]] {
        let marks = Array(#"{}[]":,\0-9eE.u"#.utf8) + [0, 0xFF, 0x80, 0xE4, 0x0A]
        return (0..<count).map { _ in
            var bytes = frames.randomElement(using: &random) ?? []
            for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
                let at = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<5, using: &random) {
                case 0: bytes[at] = marks.randomElement(using: &random) ?? 0
                case 1: bytes.remove(at: at)
                case 2: bytes.insert(marks.randomElement(using: &random) ?? 0, at: at)
                case 3: bytes.append(contentsOf: bytes[at...].prefix(64))
                default: bytes.removeLast(min(bytes.count, Int.random(in: 0..<40, using: &random)))
                }
            }
            return bytes
        }
    }
}

@Suite struct SamplesTests {
    @Test("the sample frames are there")
    func presence() {
        #expect(Samples.events.count == 137)
        #expect(Samples.responses.count == 62)
    }

    @Test("each sample is told for what it is from its outermost keys", arguments: Samples.events)
    func events(bytes: [UInt8]) {
        #expect(EnvelopeScanner.scan(bytes).kind == .event)
    }

    @Test("each answer but the last is told for one")
    func responses() {
        for bytes in Samples.responses.dropLast() {
            #expect(EnvelopeScanner.scan(bytes).kind == .answer, "\(String(decoding: bytes, as: UTF8.self))")
        }
        #expect(Samples.responses.last.map { EnvelopeScanner.scan($0).kind } == .unknown)
    }
}
