import Foundation
import OneBot

/// The actions that tell of the stand-in itself, its version and its folder; all others are the acted account's.
struct OwnActions {
    private let version: String
    private let folder: String?
    private let folderName: String?

    init(_ configuration: StandInConfiguration) {
        self.version = configuration.version
        self.folder = configuration.tempFolder
        self.folderName = configuration.tempFolderName
    }

    /// - Returns: nil for an action of the account.
    func answer(_ call: BotCall) -> [UInt8]? {
        switch call.action {
        case "get_version_info":
            call.done(
                .object([
                    JSONMember("app_name", .string("NapCat.Onebot")), JSONMember("protocol_version", .string("v11")),
                    JSONMember("app_version", .string(self.version)),
                ])
            )
        case "download_file": self.download(call)
        default: nil
        }
    }

    /// Writes what came as base64; nothing is fetched from anywhere.
    private func download(_ call: BotCall) -> [UInt8] {
        guard let folder = self.folder else { return call.failed("EROFS: read-only file system") }
        guard let text = call.params["base64"]?.string, !text.isEmpty,
            let data = Data(base64Encoded: text, options: .ignoreUnknownCharacters)
        else { return call.failed("下载失败") }
        // The last part of a path and nothing above the folder.
        let wanted = (call.params["name"]?.string ?? "").split(separator: "/").last.map(String.init) ?? ""
        let name = ["", ".", ".."].contains(wanted) ? UUID().uuidString : wanted
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try data.write(to: URL(fileURLWithPath: folder + "/" + name))
        } catch {
            return call.failed("\(error)")
        }
        return call.done(.object([JSONMember("file", .string("\(self.folderName ?? folder)/\(name)"))]))
    }
}
