package import OneBot

/// One entry of `alarms`: which findings, and what is done about them.
package struct AlarmRule: Hashable, Sendable {
    package enum Action: Hashable, Sendable {
        /// A program by its absolute path, and its arguments, which reach it as they are; never a shell.
        case command([String])
        /// Where to POST. The address may hold a token: only the connection sees it.
        case webhook(Secret)
    }

    /// Finding ids (`LIVE-08`) and families (`LIVE`).
    package var on: [String]
    package var action: Action

    package init(on: [String], action: Action) {
        self.on = on
        self.action = action
    }

    /// Whether a finding concerns this rule: by its id or by its family, which is what stands before the first `-`.
    package func matches(_ id: String) -> Bool {
        self.on.contains(id) || self.on.contains(String(id.prefix { $0 != "-" }))
    }
}
