package import OneBot

/// Where NapCat is to connect, and by what an entry of it is recognised as leading there.
package struct EndpointTarget: Equatable, Sendable {
    /// A key beside the access key.
    package struct FurtherKey: Equatable, Sendable {
        package var key: Secret
        /// The only account that it is good for; empty: any.
        package var account: String

        package init(_ key: Secret, account: String = "") {
            self.key = key
            self.account = account
        }

        func isGood(for other: String?) -> Bool {
            guard !self.account.isEmpty, let other else { return true }
            // One number, however it is written.
            return self.account.drop { $0 == "0" } == other.drop { $0 == "0" }
        }
    }

    /// The URL to put in.
    package var url: String
    package var key: Secret
    /// Keys that open the endpoint as well: an entry that has one of them keeps it.
    package var furtherKeys: [FurtherKey]
    /// Whose entries are judged; nil while that is not known, and then any key of ``furtherKeys`` passes.
    package var account: String?
    /// Names and addresses that lead to this console, as seen from NapCat's machine.
    package var hosts: Set<String>
    /// Ports that it is reached by.
    package var ports: Set<Int>
    /// The paths it serves. Slashes at the end and doubled ones make no difference.
    package var paths: Set<String>
    /// Those of ``ports`` where it speaks TLS.
    package var securePorts: Set<Int>
    /// The URL leads to a certificate that nobody vouches for: NapCat must not verify it.
    package var isSelfSigned: Bool
    /// NapCat's loopback is not ours: it is in a container with a network of its own, or on another machine (NET-02).
    package var hasOwnLoopback: Bool
    /// All of 127.0.0.0/8 leads to this console: a listener is on 0.0.0.0 or ::. Otherwise each of these addresses is
    /// one of its own.
    package var answersAllLoopback: Bool
    /// What our entry is called.
    package var entryName: String

    package init(
        url: String,
        key: Secret,
        furtherKeys: [FurtherKey] = [],
        account: String? = nil,
        hosts: Set<String>,
        ports: Set<Int>,
        paths: Set<String> = ["/", "/onebot/v11", "/onebot/v11/ws"],
        securePorts: Set<Int> = [],
        isSelfSigned: Bool = false,
        hasOwnLoopback: Bool = false,
        answersAllLoopback: Bool = false,
        entryName: String = "onebot-console"
    ) {
        self.url = url
        self.key = key
        self.furtherKeys = furtherKeys
        self.account = account
        self.hosts = hosts
        self.ports = ports
        self.paths = paths
        self.securePorts = securePorts
        self.isSelfSigned = isSelfSigned
        self.hasOwnLoopback = hasOwnLoopback
        self.answersAllLoopback = answersAllLoopback
        self.entryName = entryName
    }

    /// Whether what is sent as a key opens the endpoint.
    func isOpened(by bytes: some Collection<UInt8>) -> Bool {
        self.key.matches(bytes)
            || self.furtherKeys.contains { !$0.key.isEmpty && $0.isGood(for: self.account) && $0.key.matches(bytes) }
    }
}
