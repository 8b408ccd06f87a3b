extension MachineSymptom {
    static func defaultPortInEnglish(_ address: String?, _ context: FindingContext) -> FindingText {
        FindingText(
            title: "the default port \(context.port) listens on a public address",
            evidence: (address.map { "This machine has the public address \($0), and the endpoint " }
                ?? "You came to this machine from the internet, and the endpoint ")
                + "listens there on the port that scanners for OneBot try first.",
            steps: [
                "Choose another port, a high one: 2 Connect, f; or 8 Settings, Port. Bots need the new one too.",
                "Or let only the bots' addresses in, in the provider's firewall.",
            ],
            clears: "goes away with another port, or when no public address is listened on"
        )
    }
}
