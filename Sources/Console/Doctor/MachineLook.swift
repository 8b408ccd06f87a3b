import Foundation
import Host
import Snapshot

/// Looks at this machine for the doctor.
actor MachineLook {
    private let folders: [String]

    /// - Parameter folders: Files and folders of ours.
    init(folders: [String]) {
        self.folders = folders
    }

    func facts(port: Int) async -> MachineFacts {
        MachineFacts(takenAt: Date())
    }
}
