import Host
import Testing

@Suite("What becomes of programs when a user logs out")
struct LogindSettingsTests {
    @Test(
        "whether a logout ends what a user has started",
        arguments: [
            ("", "alice", false), ("[Login]\nKillUserProcesses=yes\n", "alice", true),
            ("[Login]\nKillUserProcesses=yes\n", "root", false), ("[Login]\n#KillUserProcesses=yes\n", "alice", false),
            ("[Other]\nKillUserProcesses=yes\n", "alice", false),
            ("[Login]\nKillUserProcesses = yes\n", "alice", true),
            ("[Login]\n KillUserProcesses = on \r\nKillExcludeUsers=bob alice", "alice", false),
            ("[Login]\nKillOnlyUsers=alice\n", "alice", true), ("[Login]\nKillOnlyUsers=alice\n", "bob", false),
            ("[Login]\nKillExcludeUsers=\nKillUserProcesses=1", "root", true),
            ("[Login]\nKillUserProcesses=yes\n[Login]\nKillUserProcesses=no", "alice", false),
            ("[Login]\nKillUserProcesses=yes\nKillUserProcesses=no\n", "alice", false),
        ]
    )
    func logout(text: String, user: String, ends: Bool) throws {
        let fixture = try HostFixture(["etc/systemd/logind.conf": text])
        #expect(LogindSettings.read(folders: fixture.folders).kills(user) == ends)
    }

    @Test("drop-ins are laid over the file, and one in /etc hides that of the vendor")
    func dropIns() throws {
        let fixture = try HostFixture()
        var isKilled: Bool { LogindSettings.read(folders: fixture.folders).kills("alice") }
        #expect(!isKilled)
        try fixture.write("usr/lib/systemd/logind.conf", "[Login]\nKillUserProcesses=yes\n")
        #expect(isKilled)
        try fixture.write("etc/systemd/logind.conf", "[Login]\nKillUserProcesses=no\n")
        #expect(!isKilled)
        try fixture.write("usr/lib/systemd/logind.conf.d/50-x.conf", "[Login]\nKillUserProcesses=yes\n")
        #expect(isKilled)
        // As `systemctl mask` would have it.
        try fixture.link("etc/systemd/logind.conf.d/50-x.conf", to: "/dev/null")
        #expect(!isKilled)
        try fixture.write("etc/systemd/logind.conf.d/60-y.conf", "[Login]\nKillUserProcesses=true\n")
        #expect(isKilled)
    }

    @Test("contents that no such file has are survived", arguments: Hostile.texts)
    func hostile(text: String) throws {
        let fixture = try HostFixture(["etc/systemd/logind.conf": "[Login]\nKillUserProcesses=yes\n\(text)"])
        #expect(LogindSettings.read(folders: fixture.folders).kills("alice"))
    }
}
