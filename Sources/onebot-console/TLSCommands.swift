import ArgumentParser
import CertificateMaking
import Console

struct TLS: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tls",
        abstract: helpPhrases.tls,
        subcommands: [SelfSigned.self]
    )

    struct SelfSigned: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "self-signed",
            abstract: helpPhrases.selfSigned
        )

        @Option(
            name: .customLong("name"),
            parsing: .singleValue,
            help: ArgumentHelp(helpPhrases.certificateName, valueName: "host")
        )
        var names: [String] = []

        @Option(help: ArgumentHelp(helpPhrases.certificateDays, valueName: "n"))
        var days = TLSCommand.usualDays

        @Flag(name: .customLong("no-enable"), help: ArgumentHelp(helpPhrases.noEnable))
        var leavesSettings = false

        @Flag(help: ArgumentHelp(helpPhrases.forceCertificate))
        var force = false

        @OptionGroup var common: CommonArguments

        func validate() throws {
            guard TLSCommand.days.contains(self.days) else {
                throw ValidationError(helpPhrases.badDays(TLSCommand.days))
            }
        }

        func run() async throws {
            let command = TLSCommand(
                self.common.context,
                names: self.names,
                days: self.days,
                enables: !self.leavesSettings,
                force: self.force,
                maker: { names, validity in
                    let made = try SelfSignedCertificate(
                        names: names,
                        validFrom: validity.lowerBound,
                        validUntil: validity.upperBound
                    )
                    return (made.certificate, made.privateKey)
                }
            )
            try finish(await command.selfSigned())
        }
    }
}
