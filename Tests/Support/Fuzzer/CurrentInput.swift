import CFuzzing
import Foundation

/// The input that is being tried, in a file that is there when the process is not any more: its length in eight bytes,
/// then the bytes.
struct CurrentInput {
    private static let head = 8
    private let memory: UnsafeMutableRawBufferPointer

    init(path: String, longest: Int) throws {
        let size = Self.head + longest
        guard let memory = cf_map_file(path, size) else { throw Trouble("\(path) cannot be made (errno \(errno))") }
        self.memory = UnsafeMutableRawBufferPointer(start: memory, count: size)
    }

    /// - Precondition: `bytes` are no longer than was said.
    func keep(_ bytes: [UInt8]) {
        self.memory.storeBytes(of: UInt64(bytes.count), as: UInt64.self)
        UnsafeMutableRawBufferPointer(rebasing: self.memory[Self.head...]).copyBytes(from: bytes)
    }

    /// What a process left behind; nil when it is nothing.
    static func read(_ path: String) -> [UInt8]? {
        guard let data = FileManager.default.contents(atPath: path), data.count >= Self.head else { return nil }
        let count = data.prefix(Self.head).reversed().reduce(0) { $0 << 8 | UInt64($1) }
        guard count <= UInt64(data.count - Self.head) else { return nil }
        return Array(data[data.startIndex + Self.head..<data.startIndex + Self.head + Int(count)])
    }
}
