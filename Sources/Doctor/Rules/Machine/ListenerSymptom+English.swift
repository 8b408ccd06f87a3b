import Snapshot

extension ListenerSymptom {
    func english(_ context: FindingContext) -> FindingText {
        switch self {
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
                    "Or give the program the privilege: sudo setcap cap_net_bind_service=+ep \"$(command -v "
                        + "onebot-console)\", and start it again.",
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
