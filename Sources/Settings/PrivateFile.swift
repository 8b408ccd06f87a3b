/// Files beside the settings that only their owner may read: a private key.
package enum PrivateFile {
    /// Writes a file with mode 0600 in one step, its folder made where there is none. A reader, and a crash, sees the old
    /// contents or the new.
    ///
    /// - Throws: Why it cannot be written, with the file's name.
    package static func write(_ bytes: [UInt8], to path: String) throws(SettingProblem) {
        do throws(FileTrouble) {
            try FileSystem.makeFolder(FileSystem.folder(of: path))
            AtomicFile.removeLeftovers(of: path)
            try AtomicFile.write(bytes, to: path)
        } catch {
            throw SettingProblem(.cannotWrite(error), place: .file(path, line: nil, column: nil))
        }
    }

    /// The folder that a file is in.
    package static func folder(of path: String) -> String { FileSystem.folder(of: path) }
}
