import Control
import NIOCore
import Snapshot

extension ControlClient {
    /// A client that waits longer than an operator would: the machine of a test may be busy with everything else.
    static func patient(_ path: String, language: Language = .english) -> ControlClient {
        ControlClient(path: path, language: language, deadline: .seconds(60))
    }
}
