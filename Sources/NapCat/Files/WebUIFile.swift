package import OneBot

/// What NapCat's `webui.json` says of its WebUI. It is read when NapCat starts; what changes later in the file is not what
/// a running one goes by.
package struct WebUIFile: Equatable, Sendable {
    package let token: Secret

    /// - Throws: ``JSON5Problem``, also where the whole is no object.
    package init(_ bytes: [UInt8]) throws(JSON5Problem) {
        let document = try JSON5Document(bytes)
        let root = document.root
        guard root.members != nil else { throw document.broken(at: root) }
        self.token = Secret(root["token"]?.value.coercedText ?? "")
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
