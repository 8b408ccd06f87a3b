/// What `systemctl show` says of the unit.
struct UnitState: Equatable, Sendable {
    /// `loaded`, `not-found` …
    var load = ""
    /// `enabled`, `disabled` …
    var file = ""
    /// `active`, `inactive`, `failed` …
    var active = ""
    var sub = ""
    /// Of the last run: `success`, `exit-code`, `watchdog` …
    var result = ""
    /// nil when no process runs.
    var process: Int32?
    /// As systemd writes it, in the machine's time zone; empty when it is not active.
    var since = ""
    /// What the service says of itself.
    var status = ""

    /// The names to ask for.
    static let properties =
        "LoadState,UnitFileState,ActiveState,SubState,Result,MainPID,ActiveEnterTimestamp,StatusText"

    var isActive: Bool { self.active == "active" || self.active == "reloading" }

    init(_ text: String) {
        for line in text.split(separator: "\n") {
            guard let equals = line.firstIndex(of: "=") else { continue }
            let value = String(line[line.index(after: equals)...])
            switch line[..<equals] {
            case "LoadState": self.load = value
            case "UnitFileState": self.file = value
            case "ActiveState": self.active = value
            case "SubState": self.sub = value
            case "Result": self.result = value
            case "MainPID": self.process = Int32(value).flatMap { $0 > 0 ? $0 : nil }
            case "ActiveEnterTimestamp": self.since = value
            case "StatusText": self.status = value
            default: break
            }
        }
    }
}
