import Snapshot

import struct Foundation.Date
import struct Foundation.TimeInterval

/// ID-03: two or more live links of one account that do the same work.
///
/// Both are kept, so a predecessor that is half open, or one that NapCat left behind after an edit of its address, harms
/// nobody: that is a notice. Two that both speak are two programs, or one entry that was saved twice: a warning, unless
/// both deliver the same events, which EVT-03 says.
enum ManyLinks {
    /// What came within this time of the newest link's handshake may have been under way before.
    private static let overlap: TimeInterval = 2

    @Sendable static func judge(_ view: SessionView, _: Surroundings) -> Observation? {
        guard view.links.count > 1, view.isNamed, let newest = view.links.map(\.facts.connectedAt).max(),
            view.links.count(where: \.hears) > 1 || view.links.count(where: \.takesCalls) > 1,
            RepeatedEvents.shared(view) == nil
        else { return nil }
        let patience = max(90, 3 * Double(view.bot.measuredHeartbeatMilliseconds ?? 0) / 1000)
        var speaking: [SessionView.Link] = []
        var silent: [SessionView.Link] = []
        for link in view.links {
            let spoke = link.lastText.map {
                $0 >= newest.addingTimeInterval(Self.overlap) && view.age($0) <= patience
            }
            // The link that calls go to is no silent one, whatever is known of it.
            if spoke ?? false || link.facts.speaks { speaking.append(link) } else { silent.append(link) }
        }
        // A link that only takes calls says nothing while nobody calls; it goes with its partner.
        let isDouble = speaking.count(where: \.hears) > 1
        return Observation(
            .session(.identity(.manyLinks(speaking: speaking.map(\.name), silent: silent.map(\.name)))),
            of: view.subject,
            severity: isDouble ? .warning : .notice,
            since: view.links.dropFirst().first?.facts.connectedAt,
            count: view.links.count,
            remedy: self.remedy(view, silent: silent, newest: newest, patience: patience)
        )
    }

    /// Closes only what has said nothing for long while another link of the same use spoke.
    private static func remedy(
        _ view: SessionView,
        silent: [SessionView.Link],
        newest: Date,
        patience: TimeInterval
    ) -> Remedy? {
        let dead = silent.filter { link in
            guard link.hears, view.age(link.lastText ?? link.facts.connectedAt) > patience else { return false }
            return view.links.contains { other in
                guard other.facts.id != link.facts.id, other.hears, let text = other.lastText else { return false }
                let coversCalls = other.takesCalls || !link.takesCalls || view.links.contains { $0.facts.role == .api }
                return coversCalls && view.age(text) <= patience
            }
        }
        return dead.isEmpty ? nil : .closeLinks(selfID: view.bot.selfID, links: dead.map(\.facts.id))
    }
}
