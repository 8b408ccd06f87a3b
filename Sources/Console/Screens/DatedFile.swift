import Glibc

/// Names for files that are written now and then and must not overwrite each other.
enum DatedFile {
    /// A path that is free: `FOLDER/NAME-20260102-030405.ENDING`; a second one within the second gets a number.
    static func free(in folder: String, named name: String, ending: String, at seconds: time_t = time(nil)) -> String {
        var seconds = seconds
        var fields = tm()
        localtime_r(&seconds, &fields)
        var buffer = [CChar](repeating: 0, count: 32)
        let count = strftime(&buffer, buffer.count, "%Y%m%d-%H%M%S", &fields)
        let stamp = String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
        var path = "\(folder)/\(name)-\(stamp).\(ending)"
        var number = 2
        while access(path, F_OK) == 0 {
            path = "\(folder)/\(name)-\(stamp)-\(number).\(ending)"
            number += 1
        }
        return path
    }
}
