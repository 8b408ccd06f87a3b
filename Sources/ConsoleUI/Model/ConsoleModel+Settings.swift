import OneBot
package import Snapshot

extension ConsoleModel {
    /// All rows of the form, in its order.
    var settingRows: [SettingRow] {
        SettingField.inOrder.flatMap { field -> [SettingRow] in
            field == .accessKey ? [.field(field), .keys] : [.field(field)]
        } + self.snapshot.alarms.indices.map(SettingRow.alarm)
    }

    /// The row the cursor is on; the last one where an alarm went.
    var selectedSetting: SettingRow {
        guard case .alarm(let place) = self.settings.selected, place >= self.snapshot.alarms.count else {
            return self.settings.selected
        }
        return self.settingRows.last ?? self.settings.selected
    }

    /// The alarm under the cursor; nil on a field.
    package var selectedAlarm: AlarmFacts? {
        guard case .alarm(let place) = self.selectedSetting, self.snapshot.alarms.indices.contains(place) else {
            return nil
        }
        return self.snapshot.alarms[place]
    }

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
