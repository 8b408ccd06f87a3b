import OneBot
import Snapshot

extension ConsoleModel {
    /// The fact of a field; the WebUI's port is derived from its URL when the snapshot has no fact of its own.
    func settingFacts(_ field: SettingField) -> SettingFacts? {
        if let facts = self.snapshot.settings.first(where: { $0.path == field.path }) { return facts }
        switch field {
        case .webUIPort:
            let url = self.settingFacts(.webUIURL)
            let port = webPort(in: url?.value ?? self.snapshot.napcat.webUI) ?? ""
            return SettingFacts(path: field.path, value: port, origin: url?.origin ?? .file)
        case .accessKey:
            return SettingFacts(path: field.path, value: "", origin: self.snapshot.access.keyOrigin)
        default:
            return nil
        }
    }

    /// The secret behind a field; nil when it has none.
    func secret(of field: SettingField) -> Secret? {
        switch field {
        case .accessKey: self.snapshot.access.key
        case .webUIToken: self.snapshot.napcat.token
        default: nil
        }
    }

    /// Where a value is pinned from outside; nil when it can be edited.
    func pin(of field: SettingField) -> SettingOrigin? {
        switch self.settingFacts(field)?.origin {
        case .argument: .argument
        case .environment(let name): .environment(name)
        case .file, .builtIn, nil: nil
        }
    }

    var keyIsPinned: Bool {
        switch self.snapshot.access.keyOrigin {
        case .argument, .environment: true
        case .file, .builtIn: false
        }
    }
}
