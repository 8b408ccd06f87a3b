import Glibc

extension RunCommand.Actions {
    /// This process and its terminal.
    package static var live: RunCommand.Actions {
        RunCommand.Actions(
            hasTerminal: { isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 },
            launch: { options, context in
                await Launcher(
                    arguments: Launcher.arguments(for: options),
                    environment: context.environment,
                    folder: options.stateFolder
                ).launch()
            },
            serve: { try await ServingProcess.run($0) },
            attach: { (context, folder, isReadOnly) async throws(CommandFailure) in
                try await Screen(context, folder, isReadOnly: isReadOnly).show()
            },
            origin: ServingOrigin.init(process:),
            relaunch: { origin, folder in
                // One that has followed another in its process has neither the option nor those descriptors any more.
                await Launcher(
                    arguments: Launcher.withReadiness(origin.arguments),
                    environment: origin.environment.filter { !InheritedDescriptors.variables.contains($0.key) },
                    folder: folder
                ).launch()
            },
            consent: TerminalConsent()
        )
    }
}
