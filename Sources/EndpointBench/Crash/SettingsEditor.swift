import Control
import Foundation
import NIOCore
import OneBot
import Settings
import Synchronization

/// Changes one setting again and again through the control socket, each time to a value that was never there.
final class SettingsEditor: Sendable {
    static let path = "endpoint.public_url"

    private let client: ControlClient
    private let shared: Mutex<(state: SettingsProof.State, edits: Int)>

    init(home: ConsoleProcess.Home, state: SettingsProof.State) {
        self.client = ControlClient(path: home.controlSocket, deadline: .seconds(20))
        self.shared = Mutex((state: state, edits: 0))
    }

    var state: SettingsProof.State { self.shared.withLock { $0.state } }
    /// Acknowledged ones.
    var edits: Int { self.shared.withLock { $0.edits } }

    /// Until the console is gone.
    func run() async {
        while true {
            let text = self.shared.withLock { shared in
                shared.state.number += 1
                let text = "ws://host-\(shared.state.number).example:8021/onebot/v11/ws"
                shared.state.inFlight = text
                return text
            }
            // Killed in the middle of it, as is meant.
            guard (try? await self.client.change(path: Self.path, text: text)) != nil else { return }
            self.shared.withLock { shared in
                shared.state.acknowledged = text
                shared.state.inFlight = nil
                shared.edits += 1
            }
        }
    }
}

/// Looks at the settings file that a killed console left.
struct SettingsProof {
    struct State: Sendable {
        /// The value that was acknowledged last, and the one on its way.
        var acknowledged = ""
        var inFlight: String?
        var number = 0
    }

    private static let comment = "# what the operator wrote here stays 保留"

    private let home: ConsoleProcess.Home
    private(set) var state = State()

    init(home: ConsoleProcess.Home) {
        self.home = home
    }

    /// Writes a settings file as an operator might have.
    static func prepare(_ home: ConsoleProcess.Home) throws {
        let folder = URL(fileURLWithPath: home.settings).deletingLastPathComponent()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let text = "\(self.comment)\nendpoint:\n  port: 0\n  access_key: \"\(EndpointBench.key)\"\n"
        try Data(text.utf8).write(to: URL(fileURLWithPath: home.settings))
    }

    /// - Throws: ``Broken``.
    mutating func check(_ ended: State) throws {
        let text = try String(contentsOfFile: self.home.settings, encoding: .utf8)
        let loaded: LoadedSettings
        do throws(SettingsRefusal) {
            loaded = try SettingsStore(file: self.home.settings, environment: [:]).load()
        } catch {
            throw Broken("the settings file cannot be read: \(error.sentences(.english)); it holds:\n\(text)")
        }
        let value = loaded.settings.endpoint.publicURL
        guard value == ended.acknowledged || value == ended.inFlight else {
            throw Broken(
                "the settings file has \(value), acknowledged was \(ended.acknowledged), on its way "
                    + (ended.inFlight ?? "nothing")
            )
        }
        guard text.hasPrefix(Self.comment), loaded.settings.endpoint.accessKey.exposed == EndpointBench.key else {
            throw Broken("the settings file has lost what the operator wrote:\n\(text)")
        }
        self.state = State(acknowledged: value, number: ended.number)
    }
}
