import Control
import Settings
import Snapshot

/// What the control socket asks of the core.
extension ConsoleCore {
    func status() async -> Snapshot {
        await self.snapshot()
    }

    func settings() async -> [ControlSetting] {
        let loaded = self.settingsInForce
        return SettingKey.all.map { key in
            let value: ControlSetting.Value =
                switch key.value(in: loaded.settings) {
                case .text(let text): .text(URLSecrets.masked(text))
                case .secret(let secret): .secret(secret)
                case .integer(let number): .integer(number)
                case .flag(let flag): .boolean(flag)
                case .list(let items): .list(items)
                }
            return ControlSetting(path: key.path, value: value, origin: SettingOrigin(loaded.source(of: key.path)))
        }
    }
}
