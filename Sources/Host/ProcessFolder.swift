/// The processes of this machine, as /proc lists them.
enum ProcessFolder {
    /// More than the largest `pid_max` that a system sets by itself.
    private static let mostEntries = 70_000

    /// The process ids, lowest first; empty where /proc cannot be read.
    static func ids(in processFolder: String) -> [Int32] {
        (ProcFile.names(in: processFolder, limit: Self.mostEntries) ?? [])
            .compactMap { Int32($0) }.filter { $0 > 0 }.sorted()
    }

    /// The short name of a process, which it can choose itself; nil when it is gone.
    static func name(of pid: Int32, in processFolder: String) -> String? {
        guard let bytes = ProcFile.read("\(processFolder)/\(pid)/comm", limit: 256) else { return nil }
        let name = String(decoding: bytes.prefix { $0 != 0x0A && $0 != 0 }, as: UTF8.self)
        return name.isEmpty ? nil : name
    }
}
