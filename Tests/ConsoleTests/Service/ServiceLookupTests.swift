import Glibc
import Settings
import Testing

@testable import Console

/// Root's commands beside a system service.
@Suite(.enabled(if: geteuid() == 0, "only root may look into the service's folder"))
struct ServiceLookupTests {
    @Test("root's commands find the service while it runs, and root's own console goes first")
    func finds() async throws {
        try await withTemporaryFolder { folder in
            let service = SystemService(
                settingsFile: folder + "/etc/config.yaml",
                stateFolder: folder + "/var",
                unitFile: folder + "/none"
            )
            let context = CommandContext(
                options: CommandOptions(),
                environment: ["HOME": folder + "/home"],
                output: RecordedOutput(),
                service: service
            )
            #expect(context.serviceStanding() == .notMeant)
            let claim = try await ServingClaim.claim(try StateFolder.prepare(at: service.stateFolder), environment: [:])
            // As the service's own user has it.
            #expect(chown(service.stateFolder, 12_345, 12_345) == 0)
            #expect(try context.existingStateFolder()?.path == service.stateFolder)
            #expect(try context.paths().settingsFile == service.settingsFile)
            #expect(try RunningConsole.find(context)?.holder.pid == getpid())
            #expect(try context.ownPaths().stateFolder == folder + "/home/.local/state/onebot-console")

            let own = try await ServingClaim.claim(try context.preparedStateFolder(), environment: [:])
            #expect(context.serviceStanding() == .notMeant)
            own.release()
            #expect(chmod(service.stateFolder, 0o777) == 0)
            #expect(context.serviceStanding() == .notMeant, "others could have laid anything there")
            claim.release()
        }
    }
}
