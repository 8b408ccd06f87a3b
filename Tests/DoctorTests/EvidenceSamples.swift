import DoctorTesting
import Foundation
import OneBot
import Snapshot

extension Evidence {
    static let start = sampleTime

    /// A console that listens, a key of 32 characters, nobody connected, nothing wrong.
    static func sample(after seconds: TimeInterval = 0, bots: [BotFacts] = []) -> Evidence {
        Evidence(
            snapshot: Snapshot(
                takenAt: Self.start.addingTimeInterval(seconds),
                console: ConsoleFacts(
                    version: "0",
                    pid: 1,
                    startedAt: Self.start.addingTimeInterval(-3600),
                    stateDirectory: "/state",
                    settingsFile: "/settings.yaml"
                ),
                endpoint: EndpointFacts(
                    path: "/onebot/v11/ws",
                    listeners: [ListenerFacts(host: "0.0.0.0", port: 8021, state: .listening)]
                ),
                access: AccessFacts(key: Secret(String(repeating: "aB3", count: 10) + "xy"), keyOrigin: .file),
                napcat: NapCatFacts(webUI: "http://127.0.0.1:6099/webui"),
                bots: bots,
                journal: JournalFacts(state: .writing)
            )
        )
    }
}
