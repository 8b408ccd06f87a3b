import Glibc

package import struct Foundation.Date

/// The folder with NapCat's configuration, found in a data folder.
package struct NapCatFolder: Equatable, Sendable {
    /// One account that NapCat has a configuration of.
    package struct Account: Equatable, Sendable {
        /// The QQ number.
        package let number: String
        package let path: String
        package let modifiedAt: Date
    }

    /// Where it may be in a data folder: Nekro Agent's, NapCat's own, its container's, or the folder itself.
    private static let places = ["napcat_data/napcat", "napcat/config", "config", ""]
    private static let mostNames = 10_000
    private static let head = "onebot11_"
    private static let tail = ".json"

    package let path: String

    /// - Throws: ``NapCatFileProblem/folderMissing``, or `unreadable` where a folder that may be it cannot be looked into.
    package init(dataFolder: String) throws(NapCatFileProblem) {
        var closed: NapCatFileProblem?
        for place in Self.places {
            let path = Self.joined(dataFolder, place)
            do throws(NapCatFileProblem) {
                let names = try Self.names(in: path)
                if names.contains(where: { $0 == "webui.json" || $0 == "onebot11.json" || Self.account($0) != nil }) {
                    self.path = path
                    return
                }
            } catch {
                if case .unreadable = error { closed = closed ?? error }
            }
        }
        throw closed ?? .folderMissing
    }

    package var webUI: String { Self.joined(self.path, "webui.json") }

    /// The configuration of an account; nil for what is no QQ number.
    package func configuration(of account: String) -> String? {
        let name = Self.head + account + Self.tail
        return Self.account(name) == nil ? nil : Self.joined(self.path, name)
    }

    /// The accounts that have a configuration, the one changed last first.
    package func accounts() throws(NapCatFileProblem) -> [Account] {
        let found = try Self.names(in: self.path).compactMap { name -> Account? in
            guard let number = Self.account(name) else { return nil }
            let path = Self.joined(self.path, name)
            var status = stat()
            guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
            let seconds = Double(status.st_mtim.tv_sec) + Double(status.st_mtim.tv_nsec) / 1e9
            return Account(number: number, path: path, modifiedAt: Date(timeIntervalSince1970: seconds))
        }
        return found.sorted { ($1.modifiedAt, $0.number) < ($0.modifiedAt, $1.number) }
    }

    // MARK: - Names

    private static func joined(_ folder: String, _ name: String) -> String {
        guard !name.isEmpty else { return folder }
        return folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
    }

    /// The number in the name of an account's file.
    private static func account(_ name: String) -> String? {
        guard name.hasPrefix(Self.head), name.hasSuffix(Self.tail),
            name.utf8.count > Self.head.utf8.count + Self.tail.utf8.count
        else { return nil }
        let number = name.dropFirst(Self.head.count).dropLast(Self.tail.count)
        let isNumber = number.utf8.count <= 20 && number.utf8.allSatisfy { (0x30...0x39).contains($0) }
        return isNumber ? String(number) : nil
    }

    private static func names(in folder: String) throws(NapCatFileProblem) -> [String] {
        guard !folder.utf8.contains(0) else { throw .folderMissing }
        guard let stream = opendir(folder) else { throw NapCatFileProblem(folder, errno: errno) }
        defer { closedir(stream) }
        var names: [String] = []
        while names.count < Self.mostNames, let entry = readdir(stream) {
            names.append(
                withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                    String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
                }
            )
        }
        return names
    }
}
