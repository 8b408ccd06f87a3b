import Foundation
import NapCat
import Testing

@Suite("Paths here and in the container")
struct PathMapTests {
    private static let map = PathMap(mounts: [
        .init(source: "/srv/nekro", destination: "/app/nekro_agent_data"),
        .init(source: "/srv/nekro/napcat_data/QQ", destination: "/app/.config/QQ"),
        .init(source: "/home/bot/", destination: "/home/bot"),
        .init(source: "/other", destination: "/app/nekro_agent_data/uploads"),
        .init(source: "/srv/one.json", destination: "/app/one.json"),
        .init(source: "relative", destination: "/x"),
    ])

    @Test(
        "what the container sees",
        arguments: [
            ("/srv/nekro", "/app/nekro_agent_data"),
            ("/srv/nekro/a/b.jpg", "/app/nekro_agent_data/a/b.jpg"),
            ("/srv/nekro//a/./c/../b.jpg", "/app/nekro_agent_data/a/b.jpg"),
            // The deepest.
            ("/srv/nekro/napcat_data/QQ/x", "/app/.config/QQ/x"),
            ("/srv/nekro/napcat_data/QQx", "/app/nekro_agent_data/napcat_data/QQx"),
            ("/home/bot/x", "/home/bot/x"),
            ("/srv/one.json", "/app/one.json"),
            // At the borders of names only.
            ("/srv/nekro2/a", nil), ("/srv/nekr", nil), ("/srv", nil), ("/", nil), ("", nil), ("srv/nekro", nil),
            ("/srv/nekro/../etc/passwd", nil), ("/srv/nekro/\u{0}", nil),
            ("/srv/nekro\u{301}/x", nil),
            ("/srv/nekro/\u{301}x", "/app/nekro_agent_data/\u{301}x"),
            // Another folder lies over it.
            ("/srv/nekro/uploads/x", nil),
            ("/other/x", "/app/nekro_agent_data/uploads/x"),
        ] as [(String, String?)]
    )
    func inside(_ path: String, _ expected: String?) {
        #expect(Self.map.inside(path) == expected)
    }

    @Test(
        "what a path of the container is here",
        arguments: [
            ("/app/nekro_agent_data/a", "/srv/nekro/a"),
            ("/app/nekro_agent_data/uploads/a", "/other/a"),
            ("/app/nekro_agent_data/uploads/../a", "/srv/nekro/a"),
            ("/app/.config/QQ/NapCat/temp/x.txt", "/srv/nekro/napcat_data/QQ/NapCat/temp/x.txt"),
            ("/app/.config", nil), ("/app/napcat", nil), ("/etc/passwd", nil),
            ("/app/nekro_agent_data/../../etc/passwd", nil),
        ] as [(String, String?)]
    )
    func here(_ path: String, _ expected: String?) {
        #expect(Self.map.here(path) == expected)
    }

    @Test("the whole machine mounted")
    func root() {
        let map = PathMap([.init(here: "/", there: "/host"), .init(here: "/data", there: "/")])
        #expect(map.inside("/etc/x") == "/host/etc/x")
        #expect(map.inside("/data/x") == "/x")
        #expect(map.inside("/") == "/host")
        #expect(map.here("/host/a") == "/a")
        #expect(map.here("/a") == "/data/a")
        #expect(map.here("/") == "/data")
    }

    @Test("no mounts, nothing seen")
    func empty() {
        #expect(PathMap([]).isEmpty)
        #expect(PathMap([]).inside("/x") == nil)
        #expect(PathMap([]).here("/x") == nil)
    }

    @Test("Nekro Agent's own mounts")
    func nekro() {
        let map = PathMap.nekro(dataFolder: "/srv/nekro_agent/")
        #expect(map.inside("/srv/nekro_agent/uploads/x.png") == "/app/nekro_agent_data/uploads/x.png")
        #expect(map.here("/app/.config/QQ/NapCat/temp/x") == "/srv/nekro_agent/napcat_data/QQ/NapCat/temp/x")
        #expect(map.here("/app/napcat/config/webui.json") == "/srv/nekro_agent/napcat_data/napcat/webui.json")
    }

    @Test("links are followed, also above what does not exist")
    func links() throws {
        let folder = try TestFolder()
        try folder.makeFolder("real/sub")
        try folder.link("alias", to: "real")
        try folder.link("out", to: "/usr")
        try folder.link("real/loop", to: "loop")
        let base = try #require(PathMap.resolved(folder.path))
        #expect(PathMap.resolved(folder.path("alias/sub")) == base + "/real/sub")
        #expect(PathMap.resolved(folder.path("alias/none/deep.jpg")) == base + "/real/none/deep.jpg")
        #expect(PathMap.resolved(folder.path("alias/none/../x")) == base + "/real/x")
        #expect(PathMap.resolved(folder.path("out/x")) == "/usr/x")
        #expect(PathMap.resolved(folder.path("real/loop/x")) == base + "/real/loop/x")
        #expect(PathMap.resolved("/") == "/")
        #expect(PathMap.resolved("") == nil)
        #expect(PathMap.resolved("relative") == nil)
        #expect(PathMap.resolved("/" + String(repeating: "x", count: 5000)) == nil)
        let map = PathMap([.init(here: folder.path("alias"), there: "/data")]).resolvingLinks()
        #expect(map.inside(base + "/real/sub/x") == "/data/sub/x")
    }
}
