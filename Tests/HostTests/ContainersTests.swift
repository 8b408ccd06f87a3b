import Foundation
import Testing

@testable import Host

@Suite struct ContainersTests {
    @Test(
        "a bot is known by its name or by the file its interpreter runs",
        arguments: [
            ("qq", ["/opt/QQ/qq", "--no-sandbox"], "qq"), ("QQ", [], "qq"),
            ("node", ["node", "/app/napcat/napcat.mjs"], "napcat"),
            ("dotnet", ["dotnet", "--x", "/app/bin/Lagrange.OneBot.dll"], "lagrange"),
            ("go-cqhttp", ["./go-cqhttp"], "go-cqhttp"),
            ("Lagrange.OneBo", ["./Lagrange.OneBot"], "lagrange"), ("bash", ["bash", "/root/llbot/start.sh"], "llbot"),
            ("gensokyo-linux", ["./gensokyo-linux-amd64"], "gensokyo"), ("sh", ["/bin/sh", "/usr/bin/qq"], "qq"),
            ("vim", ["vim", "napcat.json"], nil), ("node", ["node", "server.js"], nil),
            ("qqmail", ["/usr/bin/qqmail"], nil),
            ("", [], nil), ("bash", ["bash", "-c", "echo hello"], nil),
            ("tail", ["tail", "-f", "/var/log/napcat.log"], nil),
        ] as [(String, [String], String?)]
    )
    func program(name: String, arguments: [String], expected: String?) {
        #expect(BotProcess.program(name: name, arguments: arguments) == expected)
    }

    @Test("bots are found with their network and container")
    func bots() throws {
        let id = String(repeating: "0f", count: 32)
        let fixture = try HostFixture([
            "proc/20/comm": "qq\n", "proc/20/cmdline": "/opt/QQ/qq\0--token\0secret\0",
            "proc/20/cgroup": "0::/system.slice/docker-\(id).scope\n",
            "proc/21/comm": "node\n", "proc/21/cmdline": "node\0napcat.mjs\0", "proc/22/comm": "qq\n",
            "proc/22/cmdline": "qq\0",
            "proc/23/comm": "qq\n", "proc/23/cmdline": "", "proc/24/comm": "sshd\n", "proc/24/cmdline": "sshd\0",
        ])
        try fixture.link("proc/self/ns/net", to: "net:[1]")
        try fixture.link("proc/20/ns/net", to: "net:[2]")
        try fixture.link("proc/21/ns/net", to: "net:[1]")
        let found = Containers.beside(folders: fixture.folders)
        let mark = ContainerMark(engine: .docker, id: "0f0f0f0f0f0f")
        #expect(
            found.bots == [
                BotProcess(pid: 20, program: "qq", network: .other, container: mark),
                BotProcess(pid: 21, program: "napcat", network: .ours),
                BotProcess(pid: 22, program: "qq", network: .unknown),
            ]
        )
        #expect(found.beside.map(\.pid) == [20, 22])
        #expect(found.own == nil)
    }

    @Test("of very many bots some are told, and that they are some")
    func many() throws {
        let fixture = try HostFixture()
        for pid in 1...BotProcess.most + 5 {
            try fixture.write("proc/\(pid)/comm", "qq\n")
            try fixture.write("proc/\(pid)/cmdline", "qq\0")
        }
        let found = Containers.beside(folders: fixture.folders)
        #expect(found.bots.count == BotProcess.most)
        #expect(!found.isComplete)
    }

    @Test(
        "a container that we are in is known by its marks",
        arguments: [
            (".dockerenv", "", Containers.Sign.docker), ("run/.containerenv", "", .podman),
            ("proc/1/cgroup", "0::/lxc.payload.x\n", .controlGroup), ("run/systemd/container", "lxc\n", .declared),
            ("run/systemd/container", "wsl\n", nil), ("proc/1/environ", "A=b\0container=lxc\0", .declared),
            ("proc/1/environ", "container=\0xcontainer=lxc\0", nil), ("proc/1/cgroup", "0::/init.scope\n", nil),
        ] as [(String, String, Containers.Sign?)]
    )
    func own(path: String, text: String, expected: Containers.Sign?) throws {
        let fixture = try HostFixture([path: text])
        #expect(Containers.sign(folders: fixture.folders) == expected)
    }

    @Test("hostile files name no bot and no container", arguments: Hostile.texts)
    func hostile(text: String) throws {
        let fixture = try HostFixture([
            "proc/5/comm": text, "proc/5/cmdline": text, "proc/5/cgroup": text, "proc/1/cgroup": text,
            "proc/1/environ": text,
        ])
        #expect(Containers.beside(folders: fixture.folders) == Containers())
    }
}
