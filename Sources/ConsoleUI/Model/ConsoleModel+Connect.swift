import Doctor
import Foundation
import OneBot
import Snapshot

extension ConsoleModel {
    /// Whether somebody looks at NapCat here: it is then looked at more often.
    package var wantsNapCat: Bool { self.panel == .connect && self.tier != .tooSmall }

    /// What was seen of NapCat last; nil before the first look.
    var look: NapCatLook? { self.snapshot.napcat.look }

    // MARK: - Steps

    var connectSteps: [ConnectStep] { self.connect.guide.steps }

    /// The step the cursor is on: the first that is not done, until it is moved.
    var selectedStep: ConnectStep? {
        let steps = self.connectSteps
        if case .connectStep(let kind, _) = self.popup { return steps.first { $0.kind == kind } }
        if let kind = self.connect.step { return steps.first { $0.kind == kind } }
        return steps.first { $0.state == .failed || $0.state == .waiting } ?? steps.first { $0.state == .warning }
            ?? steps.last
    }

    /// What the console can do about a step at present, the most useful first.
    func offers(for step: ConnectStep) -> [ConnectStep.Offer] {
        var seen: Set<ConsoleCommand> = []
        return step.offers.filter { offer in
            KeyTable.binding(of: offer.command).flatMap(self.unavailable) == nil && seen.insert(offer.command).inserted
        }
    }

    // MARK: - Places

    /// The entry of the place that bots shall come from: the one chosen, else the one that the guide thinks right.
    var chosenEntry: Int? {
        let entries = self.addressEntries
        let offered = entries.indices.filter { entries[$0].url != nil }
        if let url = self.connect.url {
            let place = self.connect.place
            if let same = offered.first(where: { entries[$0].place == place && entries[$0].url == url }) { return same }
            if let moved = offered.first(where: { entries[$0].place == place }) { return moved }
        }
        let advised = ConnectGuide.choice(of: self.diagnosis.advice, look: self.look)
        return advised.flatMap { offered.contains($0) ? $0 : nil } ?? offered.first
    }

    /// The address that is shown, copied and put in; nil where no place has one.
    var chosenURL: String? {
        guard let entry = self.chosenEntry else { return nil }
        return self.addressEntries[entry].url
    }

    /// Whether what listens there shows a certificate that nobody vouches for. A bot that verifies it does not come in.
    var chosenIsSelfSigned: Bool {
        let endpoint = self.snapshot.endpoint
        // Behind the public address another program may show its own.
        guard let url = self.chosenURL, url != endpoint.socketURL, let parts = URLComponents(string: url),
            parts.scheme == "wss"
        else { return false }
        return endpoint.listeners.contains { $0.port == parts.port ?? 443 && $0.certificate?.isSelfSigned ?? false }
    }

    // MARK: - What works at present

    var tokenUnavailable: Unavailable? { self.look?.token.isAccepted == true ? .tokenAccepted : nil }

    var codeUnavailable: Unavailable? {
        switch self.look?.trouble {
        case .codeNeeded, .codeRefused: nil
        default: .noCodeAsked
        }
    }

    var qrCodeUnavailable: Unavailable? {
        switch self.look?.login {
        case .online: .loggedIn
        case .offline: .noQRCode
        case .waiting: nil
        case nil: self.look?.qrCode == nil && self.look?.trouble != .notLoggedIn ? .noQRCode : nil
        }
    }

    var restartUnavailable: Unavailable? {
        guard let look = self.look else { return .notLookedYet }
        return look.container != nil || look.token.isAccepted == true ? nil : .cannotRestart
    }

    /// Where NapCat's token can be changed: only who has the old one can set another.
    var strongTokenUnavailable: Unavailable? {
        guard self.look?.token.isAccepted == true else { return .tokenNotAccepted }
        return self.pin(of: .webUIToken) == nil ? nil : .tokenPinned
    }

    var freePortUnavailable: Unavailable? { self.pin(of: .port) == nil ? nil : .portPinned }

    /// Where NapCat's WebUI can be moved: only who has its token can, and a port that a container publishes is moved where
    /// that is made.
    var panelPortUnavailable: Unavailable? {
        guard let look = self.look else { return .notLookedYet }
        if self.pin(of: .webUIURL) != nil { return .webUIPinned }
        if let container = look.container, !container.usesHostNetwork { return .portPublished }
        return look.token.isAccepted == true ? nil : .tokenNotAccepted
    }

    var probeUnavailable: Unavailable? {
        guard self.look?.dataFolder != nil else { return .noDataFolder }
        return self.connectedBots == 0 ? .noBot : nil
    }

    var napcatLogUnavailable: Unavailable? { self.look?.container?.log.isEmpty == false ? nil : .noContainerLog }

    /// Whether NapCat asks for somebody with a phone: a code is there to be scanned, or can be had.
    var isWaitingForScan: Bool {
        if case .waiting = self.look?.login { true } else { false }
    }
}
