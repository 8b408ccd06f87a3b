import Foundation
import NapCat
import OneBot
import Testing

@Suite("The probe file")
struct SightProbeTests {
    /// What the bot does with the action: writes the file into its own folder.
    private static func write(_ probe: SightProbe, into folder: TestFolder, _ place: String) throws -> String {
        let base64 = try #require(probe.params["base64"]?.string)
        let name = try #require(probe.params["name"]?.string)
        #expect(!name.contains("/"))
        let text = String(decoding: try #require(Data(base64Encoded: base64)), as: UTF8.self)
        try folder.write("\(place)/\(name)", text)
        return name
    }

    @Test("candidates: the path itself, through the mounts, through Nekro Agent's")
    func candidates() {
        let answered = "/app/.config/QQ/NapCat/temp/x.txt"
        let mounts = PathMap([.init(here: "/qq", there: "/app/.config/QQ")])
        let all = SightProbe.candidates(for: answered, mounts: mounts, dataFolder: "/data/")
        #expect(
            all == [
                .init(path: answered, way: .same), .init(path: "/qq/NapCat/temp/x.txt", way: .mounts),
                .init(path: "/data/napcat_data/QQ/NapCat/temp/x.txt", way: .nekro),
            ]
        )
        #expect(SightProbe.candidates(for: answered, mounts: nil, dataFolder: nil).map(\.way) == [.same])
        #expect(SightProbe.candidates(for: "/tmp/x", mounts: mounts, dataFolder: "/data").map(\.way) == [.same])
        #expect(SightProbe.candidates(for: "x", mounts: mounts, dataFolder: "/data") == [])
        let same = PathMap([.init(here: "/tmp", there: "/tmp")])
        #expect(
            SightProbe.candidates(for: "/tmp/x", mounts: same, dataFolder: nil) == [.init(path: "/tmp/x", way: .same)]
        )
    }

    @Test(
        "what the bot answers",
        arguments: [
            (#"{"file":"/app/x.txt"}"#, "/app/x.txt"), (#"{"file":"file:///app/x.txt"}"#, "/app/x.txt"),
            (#"{"file":"C:\\x.txt"}"#, nil), (#"{"file":7}"#, nil), ("{}", nil), ("null", nil),
        ] as [(String, String?)]
    )
    func answered(_ data: String, _ path: String?) throws {
        #expect(SightProbe.answered(try JSONParser.parse(data.utf8)) == path)
    }

    @Test("the file is found where it lies, and removed")
    func found() throws {
        let folder = try TestFolder()
        let probe = SightProbe()
        let name = try Self.write(probe, into: folder, "napcat_data/QQ/NapCat/temp")
        let all = SightProbe.candidates(
            for: "/app/.config/QQ/NapCat/temp/\(name)",
            mounts: PathMap([]),
            dataFolder: folder.path
        )
        let place = SightProbe.Candidate(path: folder.path("napcat_data/QQ/NapCat/temp/\(name)"), way: .nekro)
        #expect(probe.find(all) == place)
        #expect(!folder.exists("napcat_data/QQ/NapCat/temp/\(name)"))
        #expect(folder.exists("napcat_data/QQ/NapCat/temp"))
        #expect(probe.find(all) == nil)
    }

    @Test("what is not ours stays, whatever path the bot gives")
    func foreign() throws {
        let folder = try TestFolder()
        let probe = SightProbe()
        let name = try Self.write(probe, into: folder, "real")
        // Another probe's, a longer one, a link to ours, a pipe, a folder, nothing.
        let other = try Self.write(SightProbe(), into: folder, "other")
        let text = try String(contentsOfFile: folder.path("real/\(name)"), encoding: .utf8)
        try folder.write("longer", text + "x")
        try folder.link("link", to: "real/\(name)")
        mkfifo(folder.path("pipe"), 0o600)
        let paths = [
            folder.path("other/\(other)"), folder.path("longer"), folder.path("link"), folder.path("pipe"), folder.path,
            folder.path("none"), folder.path("none/none"), "/", "", "x", "/dev/zero", "/x\u{0}y",
        ]
        #expect(probe.find(paths.map { SightProbe.Candidate(path: $0, way: .same) }) == nil)
        #expect(Set(folder.names) == ["real", "other", "longer", "link", "pipe"])
        #expect(folder.exists("other/\(other)"))
        #expect(folder.exists("real/\(name)"))
    }

    @Test("no two probes are alike")
    func random() {
        #expect(SightProbe() != SightProbe())
        #expect(SightProbe().params != SightProbe().params)
    }
}
