/// Reads `/proc/self/mountinfo` (proc_pid_mountinfo(5)).
struct MountTable {
    struct Mount: Equatable {
        var point: String
        var type: String
        /// Of the mount or of its file system.
        var isReadOnly: Bool
    }

    private(set) var mounts: [Mount] = []

    /// Rows that do not look as they should are left out.
    init(_ text: String) {
        for line in ProcText.lines(text) {
            // id parent device root point options optional… - type source superoptions
            let words = ProcText.words(line)
            guard words.count >= 9, let sign = words.dropFirst(6).firstIndex(of: "-"), words.count > sign + 2 else {
                continue
            }
            let superOptions = words.count > sign + 3 ? words[sign + 3] : ""
            let options = words[5].split(separator: ",") + superOptions.split(separator: ",")
            self.mounts.append(
                Mount(
                    point: Self.unescaped(words[4]),
                    type: String(words[sign + 1]),
                    isReadOnly: options.contains("ro")
                )
            )
        }
    }

    /// The mount that an absolute path without links lies on: of the longest points the one mounted last.
    func mount(of path: String) -> Mount? {
        var best: Mount?
        for mount in self.mounts where Self.contains(mount.point, path) {
            if mount.point.utf8.count >= best?.point.utf8.count ?? 0 { best = mount }
        }
        return best
    }

    private static func contains(_ point: String, _ path: String) -> Bool {
        point == "/" || path == point || path.hasPrefix(point + "/")
    }

    /// Space, tab, newline and backslash stand there as three octal digits.
    private static func unescaped(_ text: Substring) -> String {
        let bytes = Array(text.utf8)
        var plain: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "\\"), index + 3 < bytes.count,
                let value = UInt8(String(decoding: bytes[index + 1...index + 3], as: UTF8.self), radix: 8)
            {
                plain.append(value)
                index += 4
            } else {
                plain.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: plain, as: UTF8.self)
    }
}
