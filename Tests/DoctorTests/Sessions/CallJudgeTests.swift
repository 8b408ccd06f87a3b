import Doctor
import Foundation
import Snapshot
import Testing

@Suite("What became of calls")
struct CallJudgeTests {
    typealias Kind = BotEvidence.CallTrouble.Kind

    @Test("what is raised, and what is not", arguments: answers + refusals + deliveries + files)
    func raises(_ example: SceneCase) {
        #expect(example.scene.raised == example.raises)
    }

    private static func one(
        _ name: String,
        _ raises: [String],
        _ action: String,
        _ kind: Kind,
        count: Int = 1,
        ago: TimeInterval = 50,
        file: BotEvidence.CallTrouble.File? = nil,
        also: @escaping @Sendable (inout Scene) -> Void = { _ in }
    ) -> SceneCase {
        SceneCase(name, raises) {
            $0.bot.trouble(action, kind, count: count, ago: ago, file: file)
            also(&$0)
        }
    }

    private static let late = Kind.timedOut(afterSeconds: 30)

    private static let answers = [
        one("API-01 for an hour", ["API-01 warning"], "send_private_msg", late, ago: 3600, also: { _ in }),
        one("API-01 not after it", [], "send_private_msg", late, ago: 3601),
        one("API-01 not when its answer came late", ["API-06 notice"], "send_private_msg", late) {
            $0.bot.evidence.lateAnswers = .init(1, last: Scene.ago(20))
        },
        one(
            "API-01 still when one of two came",
            ["API-01 warning", "API-06 notice"],
            "upload_group_file",
            late,
            count: 2
        ) {
            $0.bot.evidence.lateAnswers = .init(1, last: Scene.ago(20))
            $0.bot.evidence.lastSendOkAt = Scene.ago(30)
        },
        one("API-02 where others are answered", ["API-02 warning"], "get_group_list", late) {
            $0.bot.evidence.lastCallOkAt = Scene.ago(20)
        },
        one("API-02 for two where none is", ["API-02 warning"], "get_group_list", late, count: 2),
        one("API-02 not for one where none is", [], "get_group_list", late),
        one("API-02 not when the bot came back", [], "get_group_list", late, count: 2) {
            $0.bot.facts.connectedAt = Scene.ago(40)
        },
        one("nothing is told for more than a day", [], "send_msg", .withoutMessageID, ago: 86_401),
        SceneCase("API-06 for answers to others", ["API-06 notice"]) {
            $0.bot.evidence.foreignAnswers = .init(2, last: Scene.ago(3600))
        },
        SceneCase("API-06 not after an hour", []) {
            $0.bot.evidence.foreignAnswers = .init(2, last: Scene.ago(3601))
        },
    ]

    private static let refusals = [
        one("API-03 by code", ["API-03 warning"], "get_stuff", .failed(retcode: 1404, wording: "")),
        one("API-03 of go-cqhttp", ["API-03 warning"], "get_stuff", .failed(retcode: 404, wording: "API不存在")),
        one("API-03 by words", ["API-03 warning"], "x", .failed(retcode: 200, wording: "不支持的Api x")),
        one("API-03 not when the bot came back", [], "x", .failed(retcode: 1404, wording: "")) {
            $0.bot.facts.connectedAt = Scene.ago(40)
        },
        one("API-04 by code", ["API-04 warning"], "send_msg", .failed(retcode: 1400, wording: "group_id")),
        one("API-04 by words", ["API-04 warning"], "send_msg", .failed(retcode: nil, wording: "json解析失败")),
        one("not for other failures", [], "get_msg", .failed(retcode: 1200, wording: "消息不存在")),
        one("FRM-01", ["FRM-01 error"], "send_msg", .tooBig(bytes: 55_000_000, limit: 52_428_800)),
    ]

    private static let deliveries = [
        one("API-05 muted", ["API-05 warning"], "send_group_msg", .failed(retcode: 1200, wording: "你已被禁言")),
        one("API-05 risk", ["API-05 warning"], "send_msg", .failed(retcode: 100, wording: "账号可能被风控")),
        one("API-05 not in the group", ["API-05 warning"], "send_msg", .failed(retcode: 1200, wording: "已被移出该群")),
        one("API-05 no friend", ["API-05 warning"], "send_msg", .failed(retcode: 1200, wording: "对方不是好友")),
        one("API-05 too often", ["API-05 warning"], "send_msg", .failed(retcode: 1200, wording: "发送过于频繁")),
        one("API-05 without number", ["API-05 warning"], "send_msg", .withoutMessageID),
        one("API-05 not for other actions", [], "set_group_ban", .failed(retcode: 1200, wording: "禁言失败")),
    ]

    private static func failed(
        _ name: String,
        _ raises: [String],
        _ wording: String,
        _ file: BotEvidence.CallTrouble.File?,
        network: NetworkClass = .containerBridge
    ) -> SceneCase {
        one(name, raises, "send_group_msg", .failed(retcode: 1200, wording: wording), file: file) {
            $0.link.network = network
            $0.link.isTLS = true
        }
    }

    private static let noEntry = "ENOENT: no such file or directory, copyfile '/home/a.jpg'"

    private static let files = [
        failed("FILE-01", ["FILE-01 warning"], noEntry, .path("file:///home/a.jpg")),
        failed("FILE-01 by NapCat's words", ["FILE-01 warning"], "识别URL失败, uri= /root/a.jpg", .path("/root/a.jpg")),
        failed("FILE-01 without the path", ["FILE-01 warning"], noEntry, nil),
        failed("FILE-02 Windows", ["FILE-02 warning"], "文件处理失败", .path("file:///E:\\a.jpg")),
        failed("FILE-02 percent", ["FILE-02 warning"], noEntry, .path("file:///home/%E5%9B%BE.jpg")),
        failed("FILE-02 two slashes", ["FILE-02 warning"], noEntry, .path("file://home/a.jpg")),
        failed("FILE-02 relative", ["FILE-02 warning"], noEntry, .path("a.jpg")),
        failed("not a percent sign alone", ["FILE-01 warning"], noEntry, .path("/home/100%.jpg")),
        failed("not for other failures of files", [], "群文件空间不足", .path("/home/a.jpg")),
        failed("FILE-03 loopback from a container", ["FILE-03 warning"], "x", .url(host: "127.0.0.1")),
        failed("FILE-03 not loopback on this machine", [], "x", .url(host: "localhost"), network: .loopback),
        failed(
            "FILE-03 private from the internet",
            ["FILE-03 warning"],
            "x",
            .url(host: "192.168.1.5"),
            network: .public
        ),
        failed("FILE-03 not private nearby", [], "x", .url(host: "192.168.1.5")),
        failed("FILE-03 private nearby, not fetched", ["FILE-03 warning"], "文件下载失败", .url(host: "nas.local")),
        failed("FILE-03 not fetched", ["FILE-03 warning"], "文件下载失败", .url(host: "example.com")),
        failed("FILE-04 by words", ["FILE-04 warning"], "rkey 已过期", .url(host: "example.com")),
        failed("FILE-04 by host", ["FILE-04 warning"], "文件下载失败", .url(host: "multimedia.nt.qq.com.cn")),
        failed("not for base64", [], "文件处理失败", .base64),
    ]

    @Test(
        "hosts that mean another machine elsewhere",
        arguments: [
            ("127.9.9.9", true), ("::1", true), ("localhost", true), ("10.0.0.1", true), ("172.31.0.1", true),
            ("172.32.0.1", false), ("100.64.0.1", true), ("100.63.0.1", false), ("8.8.8.8", false), ("nas", true),
            ("a.example.com", false), ("fd00::1", true), ("2400::1", false), ("256.1.1.1", false), ("", true),
        ]
    )
    func hosts(_ host: String, isPrivate: Bool) {
        var scene = Scene()
        scene.link.network = .public
        scene.link.isTLS = true
        scene.bot.trouble("send_msg", .failed(retcode: 1200, wording: "x"), file: .url(host: host))
        #expect(scene.raised == (isPrivate ? ["FILE-03 warning"] : []))
    }

    @Test("troubles of one kind are one finding: the newest, the number of all, since the first")
    func together() {
        var scene = Scene()
        scene.bot.trouble("get_a", .failed(retcode: 1404, wording: ""), count: 2, ago: 500)
        scene.bot.trouble("get_b", .failed(retcode: 1404, wording: ""), count: 3, ago: 40)
        let found = SessionRule().observe(scene.evidence)
        #expect(found.map(\.count) == [5])
        #expect(found.map(\.since) == [Scene.ago(510)])
        #expect(found.map(\.last) == [Scene.ago(40)])
        #expect(
            found.map(\.symptom) == [
                .session(.call(.unsupported(action: "get_b", software: "NapCat.Onebot 4.9.0")))
            ]
        )
    }
}
