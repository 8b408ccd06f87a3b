/// Where the system's own files lie: the true folders, or a copy of some of them for a test.
package struct HostFolders: Equatable, Sendable {
    package var root: String

    /// - Parameter root: what to put before every path; empty for this machine.
    package init(root: String = "") {
        self.root = root
    }

    package var process: String { "\(self.root)/proc" }
    package var system: String { "\(self.root)/sys" }
    package var settings: String { "\(self.root)/etc" }
    package var run: String { "\(self.root)/run" }
    package var library: String { "\(self.root)/usr/lib" }
}
