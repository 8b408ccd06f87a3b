import ArgumentParser
import Console

struct Service: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: helpPhrases.service,
        subcommands: [Install.self, Uninstall.self, Status.self]
    )

    /// Whose service is meant.
    struct ScopeArguments: ParsableArguments {
        @Flag(help: ArgumentHelp(helpPhrases.userService))
        var user = false

        @Flag(help: ArgumentHelp(helpPhrases.systemService))
        var system = false

        func validate() throws {
            guard !self.user || !self.system else { throw ValidationError("--user, --system") }
        }

        var scope: ServiceScope? { self.user ? .user : self.system ? .system : nil }
    }

    struct Install: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: helpPhrases.serviceInstall)

        @OptionGroup var whose: ScopeArguments

        @Flag(help: ArgumentHelp(helpPhrases.dryRunService))
        var dryRun = false

        @Flag(help: ArgumentHelp(helpPhrases.copySettings))
        var copySettings = false

        @Flag(help: ArgumentHelp(helpPhrases.lingering))
        var linger = false

        @Flag(help: ArgumentHelp(helpPhrases.docker))
        var docker = false

        @OptionGroup var common: CommonArguments

        func run() async throws {
            var wishes = ServiceCommand.Wishes()
            wishes.isTrial = self.dryRun
            wishes.copiesSettings = self.copySettings
            wishes.lingers = self.linger
            wishes.usesDocker = self.docker
            try finish(await command(self.common, self.whose).install(wishes))
        }
    }

    struct Uninstall: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: helpPhrases.serviceUninstall)

        @OptionGroup var whose: ScopeArguments
        @OptionGroup var common: CommonArguments

        func run() async throws {
            try finish(await command(self.common, self.whose).uninstall())
        }
    }

    struct Status: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: helpPhrases.serviceStatus)

        @OptionGroup var whose: ScopeArguments
        @OptionGroup var common: CommonArguments

        func run() async throws {
            try finish(await command(self.common, self.whose).status())
        }
    }
}

private func command(_ common: CommonArguments, _ whose: Service.ScopeArguments) -> ServiceCommand {
    ServiceCommand(common.context, .live(environment: processEnvironment), scope: whose.scope)
}
