/// Files beside the settings that only their owner may read: a private key and its certificate.
package enum PrivateFile {
    /// Writes files of one folder, each with mode 0600 and in one step, the folder made where there is none. A reader, and
    /// a crash, sees the old contents of a file or the new; nothing has changed where one of them could not be written.
    ///
    /// What root writes belongs to whom the folder belongs, or the one that it is in.
    ///
    /// - Throws: Why they cannot be written, with the first file's name.
    package static func write(_ files: [(path: String, bytes: [UInt8])]) throws(SettingProblem) {
        guard let first = files.first?.path else { return }
        do throws(FileTrouble) {
            try FileSystem.makeFolder(FileSystem.folder(of: first), likeParent: true)
            for file in files { AtomicFile.removeLeftovers(of: file.path) }
            try AtomicFile.writeSecrets(files)
        } catch {
            throw SettingProblem(.cannotWrite(error), place: .file(first, line: nil, column: nil))
        }
    }

    /// The folder that a file is in.
    package static func folder(of path: String) -> String { FileSystem.folder(of: path) }
}
