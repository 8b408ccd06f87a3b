import Host
import Testing

@Suite("What becomes of programs when a session ends")
struct LoginPolicyTests {
    @Test(
        "the last word counts, parts after the whole, and without one nothing is killed",
        arguments: [
            (nil, nil, false),
            ("[Login]\n#KillUserProcesses=yes\n", nil, false),
            ("[Login]\nKillUserProcesses=yes\n", nil, true),
            ("[Login]\nKillUserProcesses=yes\nKillUserProcesses=no\n", nil, false),
            ("[Login]\nKillUserProcesses=yes\n", "[Login]\nKillUserProcesses=0\n", false),
            (nil, "[Login]\nKillUserProcesses=true\n", true),
        ] as [(String?, String?, Bool)]
    )
    func policy(main: String?, part: String?, kills: Bool) throws {
        let fixture = try HostFixture()
        if let main { try fixture.write("etc/systemd/logind.conf", main) }
        if let part { try fixture.write("etc/systemd/logind.conf.d/10-own.conf", part) }
        #expect(LoginPolicy.killsProcesses(folders: fixture.folders) == kills)
    }
}
