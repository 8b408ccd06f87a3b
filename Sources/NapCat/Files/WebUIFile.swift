package import OneBot

/// NapCat's `webui.json`: how its WebUI is reached. It is read when NapCat starts; what changes later in the file is not
/// what a running one goes by.
package struct WebUIFile: Equatable, Sendable {
    package let token: Secret
    /// The first one that is tried: where it is taken NapCat goes on to the next.
    package let port: Int
    /// The address it listens on.
    package let host: String
    package let disableWebUI: Bool
    package let enable2FA: Bool

    /// - Throws: ``JSON5Problem``, also where the whole is no object.
    package init(_ bytes: [UInt8]) throws(JSON5Problem) {
        let document = try JSON5Document(bytes)
        let root = document.root
        guard root.members != nil else { throw document.broken(at: root) }
        self.token = Secret(root["token"]?.value.coercedText ?? "")
        let port = root["port"]?.value.coercedInteger ?? 6099
        self.port = (0...65_535).contains(port) ? port : 6099
        self.host = root["host"]?.value.coercedText ?? "::"
        self.disableWebUI = root["disableWebUI"]?.value.coercedFlag ?? false
        self.enable2FA = root["enable2FA"]?.value.coercedFlag ?? false
    }

    package init(in folder: NapCatFolder) throws(NapCatFileProblem) {
        let reading = try FileReading(of: folder.webUI)
        do throws(JSON5Problem) {
            try self.init(reading.bytes)
        } catch {
            throw NapCatFileProblem(folder.webUI, error)
        }
    }
}
