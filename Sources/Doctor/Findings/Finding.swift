package import struct Foundation.Date

/// How bad a finding is.
package enum Severity: String, Equatable, Hashable, Sendable, CaseIterable, Comparable {
    /// Advice, or something that was seen and harms nobody.
    case notice
    /// It will fail, or is unsafe.
    case warning
    /// A bot cannot work.
    case error

    var rank: Int {
        switch self {
        case .notice: 0
        case .warning: 1
        case .error: 2
        }
    }

    package static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
}

/// How far the evidence carries.
package enum Certainty: String, Equatable, Hashable, Sendable, CaseIterable {
    /// It was seen.
    case proved
    /// A pattern that nearly always means it.
    case likely
    /// It cannot be seen from here; it is named because nothing that can be seen explains what happens.
    case unseen
}

/// What a finding is about.
package enum Subject: Equatable, Hashable, Sendable {
    /// An address without port.
    case address(String)
    /// An account number.
    case bot(String)
    case listener(host: String, port: Int)
    /// A folder, file or mount of ours.
    case path(String)
    /// The access key.
    case key
    /// This machine.
    case machine
    /// A terminal by its `TERM`.
    case terminal(String)

    /// As scripts read it.
    package var text: String {
        switch self {
        case .address(let address): address
        case .bot(let selfID): selfID
        case .listener(let host, let port): host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        case .path(let path): path
        case .key: "access_key"
        case .machine: "host"
        case .terminal(let name): name
        }
    }
}

/// What the console can do about a finding by itself.
package enum Remedy: Equatable, Hashable, Sendable {
    /// Accept the key that was replaced last for ten more minutes.
    case acceptPreviousKey
    /// Accept this path too.
    case addAlias(String)
    /// Close links of a bot: the silent ones, or those that are older than the key.
    case closeLinks(selfID: String, links: [Int])
    /// Listen on this port instead.
    case usePort(Int)
    /// Listen on every address of this machine.
    case listenEverywhere
    /// Make a new access key.
    case rotateKey
    /// Refuse an address from now on.
    case block(String)
    /// Accept a blocked address again.
    case release(String)
}

/// One thing that is wrong, as a value; its words come from ``Symptom/text(_:)``.
package struct Finding: Equatable, Sendable {
    /// Two findings of one key are the same finding at different times.
    package struct Key: Equatable, Hashable, Sendable {
        package var id: FindingID
        package var subject: Subject

        package init(id: FindingID, subject: Subject) {
            self.id = id
            self.subject = subject
        }
    }

    package var subject: Subject
    package var symptom: Symptom
    package var severity: Severity
    package var certainty: Certainty
    package var since: Date
    package var last: Date
    package var count: Int
    package var remedy: Remedy?

    package init(
        subject: Subject,
        symptom: Symptom,
        severity: Severity,
        certainty: Certainty,
        since: Date,
        last: Date,
        count: Int = 1,
        remedy: Remedy? = nil
    ) {
        self.subject = subject
        self.symptom = symptom
        self.severity = severity
        self.certainty = certainty
        self.since = since
        self.last = last
        self.count = count
        self.remedy = remedy
    }

    package var id: FindingID { self.symptom.id }
    package var key: Key { Key(id: self.id, subject: self.subject) }
}
