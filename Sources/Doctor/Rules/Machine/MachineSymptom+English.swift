extension MachineSymptom {
    static func defaultPortInEnglish(_ address: String, _ context: FindingContext) -> FindingText {
        FindingText(
            title: "the default port \(context.port) listens on a public address",
            evidence:
                "This machine has the public address \(address), and the endpoint listens there on the port that "
                + "scanners for OneBot try first.",
            steps: [
                "Choose another port: 8 Settings, Port (bots need the new port too).",
                "Or let only the bots' addresses in, in the provider's firewall.",
            ],
            clears: "goes away with another port, or when no public address is listened on"
        )
    }
}
