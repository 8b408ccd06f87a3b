import Snapshot

extension ListenerSymptom {
    func english(_ context: FindingContext) -> FindingText {
        switch self {
        case .certificateEnds(let facts, let hasEnded): return self.english(facts, hasEnded: hasEnded, context)
        case .certificateNotRead(let facts, let trouble):
            return FindingText(
                title: "the changed certificate is not served",
                evidence: "The files of the certificate were changed, but cannot be used: "
                    + "\(trouble.sentence(.english)) New connections still get the earlier one, valid until "
                    + "\(CertificateFacts.day(facts.validUntil)).",
                steps: ["Mend the files; they are looked at again every half minute."],
                clears: "goes away when the files can be used"
            )
        case .certificateNotUsable(let host, let port, let trouble):
            return FindingText(
                title: "\(Self.named(host, port)) is not listened on",
                evidence: "The certificate cannot be used: \(trouble.sentence(.english))",
                steps: ["Mend the files, or switch TLS off in 8 Settings."],
                clears: "goes away when it is listened on"
            )
        case .portTaken(let port, let owner, let container, let freePort):
            let other = owner?.name ?? "another program"
            return FindingText(
                title: "port \(port) is in use by \(owner?.named ?? other)",
                evidence: "The endpoint could not listen on port \(port): it belongs to \(owner?.named ?? other)"
                    + (container.map { " in the container \($0)" } ?? "")
                    + (owner == nil ? " whose name cannot be seen from here, most likely of another user." : "."),
                steps: (owner == nil ? ["To see which one it is: sudo ss -ltnp 'sport = :\(port)'"] : []) + [
                    "Stop that program"
                        + (container.map { " (docker stop \($0))" } ?? owner.map { " (sudo kill \($0.pid))" } ?? "")
                        + "; the console tries the port again by itself.",
                    "Or choose another port: 8 Settings, Port" + (freePort.map { " (\($0) is free)" } ?? "")
                        + ". Bots need the new port too.",
                ],
                clears: "goes away when the port is listened on"
            )
        case .notPermitted(let port):
            return FindingText(
                title: "port \(port) may not be listened on",
                evidence: "The system does not permit port \(port): ports below 1024 need a privilege, and SELinux may "
                    + "keep others back.",
                steps: [
                    "Choose a port from 1024 on: 8 Settings, Port. Bots need the new port too.",
                    "Or have it as the service, with this port in the service's settings: sudo onebot-console service "
                        + "install, also where it is installed already. That gives the service the privilege.",
                ],
                clears: "goes away when a port is listened on"
            )
        case .addressNotHere(let host, let candidates):
            return FindingText(
                title: "\(host) is not an address of this machine",
                evidence:
                    "The endpoint could not listen on \(host): no interface has it. The public address of a rented "
                    + "server is often the provider's and stands on no interface."
                    + (candidates.isEmpty ? "" : " This machine has \(candidates.joined(separator: ", "))."),
                steps: ["Listen on all of this machine: 8 Settings, Address 0.0.0.0."]
                    + (candidates.isEmpty ? [] : ["Or on one of: \(candidates.joined(separator: ", "))."])
                    + ["What bots outside have to dial goes into 8 Settings, Public URL."],
                clears: "goes away when an address is listened on"
            )
        case .failed(let host, let port, let reason):
            return FindingText(
                title: "\(Self.named(host, port)) is not listened on",
                evidence: "The endpoint could not listen on \(Self.named(host, port))"
                    + (reason.isEmpty ? "." : "; the system says: \(reason)."),
                steps: ["See 9 Log for what happened.", "Then correct Address or Port in 8 Settings."],
                clears: "goes away when it is listened on"
            )
        case .selfTestFailed(let address, let port, let answer, let question):
            let asked = question == .rightKey ? "with the access key" : "with a wrong key"
            return FindingText(
                title: "\(Self.named(address, port)) does not answer as it must",
                evidence:
                    "The endpoint listens on \(Self.named(address, port)), but a connection that the console made "
                    + "to it \(asked) \(answer.inEnglish).",
                steps: [
                    "Try again: t runs the self-test.",
                    "See whether a firewall closes this machine against itself: sudo iptables -S INPUT; sudo nft list "
                        + "ruleset",
                    "If it stays, see 9 Log, and start the console again.",
                ],
                clears: "goes away when the self-test passes"
            )
        }
    }
}

extension ListenerSymptom {
    private func english(_ facts: CertificateFacts, hasEnded: Bool, _ context: FindingContext) -> FindingText {
        let day = CertificateFacts.day(facts.validUntil)
        let renew =
            facts.isOurs
            ? "Make a new one: onebot-console tls self-signed"
            : "Renew it, and put the new files in the same place; they are served without a restart."
        return FindingText(
            title: hasEnded ? "the TLS certificate has expired on \(day)" : "the TLS certificate expires on \(day)",
            evidence: "\(FindingContext.cut(facts.name, to: 60)) in \(FindingContext.cut(facts.file, to: 80)) "
                + (hasEnded
                    ? "was valid until \(day). Bots that check certificates cannot connect any more."
                    : "is valid until \(day). After that, bots that check certificates cannot connect."),
            steps: [renew],
            clears: "goes away when a certificate is served that is valid for more than 14 days"
        )
    }
}

extension SelfTestFacts.Answer {
    fileprivate var inEnglish: String {
        switch self {
        case .asExpected: "was answered"
        case .status(let code): "was answered with status \(code)"
        case .notReached(let reason): reason.isEmpty ? "did not get through" : "did not get through (\(reason))"
        case .timedOut: "got no answer in time"
        case .somebodyElse: "was answered by another program"
        }
    }
}
