import CPlatform
import Glibc
import Testing

/// A folder (mode 0700) with everything in it, as long as `body` runs.
func withTemporaryFolder<Result>(_ body: (String) async throws -> Result) async throws -> Result {
    var template = Array("/tmp/console-tests-XXXXXX".utf8CString)
    let made = try #require(mkdtemp(&template))
    let folder = String(cString: made)
    defer { removeTree(folder) }
    return try await body(folder)
}

/// Removes a file or a folder with everything in it.
private func removeTree(_ path: String) {
    var facts = cp_file_facts()
    guard cp_look_at_file(path, 0, &facts) == 0 else { return }
    guard facts.mode & S_IFMT == S_IFDIR else {
        unlink(path)
        return
    }
    chmod(path, 0o700)
    if let stream = opendir(path) {
        var names: [String] = []
        while let entry = readdir(stream) {
            names.append(
                withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
            )
        }
        closedir(stream)
        for name in names where name != "." && name != ".." { removeTree(path + "/" + name) }
    }
    rmdir(path)
}

/// The permission bits of a file.
func mode(_ path: String) -> mode_t? {
    var facts = cp_file_facts()
    return cp_look_at_file(path, 0, &facts) == 0 ? facts.mode & 0o7777 : nil
}

/// Makes a file with some text in it.
func makeFile(_ path: String, _ text: String = "", mode: mode_t = 0o600) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
    _ = Array(text.utf8).withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    fchmod(descriptor, mode)
    close(descriptor)
}

/// The text of a file; empty where there is none.
func contents(_ path: String) -> String {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return "" }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
        let count = read(descriptor, &buffer, buffer.count)
        guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
        bytes.append(contentsOf: buffer[..<count])
    }
}
