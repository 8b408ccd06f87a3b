import OneBot

@testable import Control
@testable import Doctor
@testable import Host
@testable import NapCat
@testable import Simulator

extension FuzzTarget {
    static let addresses = FuzzTarget(
        "addresses",
        longest: 200,
        seeds: [
            "http://127.0.0.1:6099/webui?token=abc",
            "wss://user:pw@[fe80::1%25eth0]:65535/a/../b?access_token=Zx8Zx9Kq2mPl#f",
            "file:///app/%E6%96%87/x.txt", "/a/./b//../c", "2026-01-02T03:04:05.678Z", "192.0.2.1", "::ffff:10.0.0.1",
            "0x7f.1",
            "QQ 1000010001 from 203.0.113.7:51234 at bots.example.org", "ｗｗｗ。example。com", "localhost:8021", "fd00::/8",
        ],
        words: [
            "://", "/", "@", ":", "%", "%00", "%2e%2e", "[", "]", "?", "#", "&", "=", "..", ".", "\\", "access_token=",
            "\u{3002}", "Z", "e\u{301}",
        ]
    ) { bytes in
        let text = String(decoding: bytes, as: UTF8.self)
        let key = Secret("Zx8Zx9Kq2mPl")
        try hold(!MaskedURL.text(text, hiding: key).contains(key.exposed), "the key is shown: \(text)")
        if let address = WebUIAddress(text) { try hold((1...65_535).contains(address.port), "\(address)") }
        if let url = DialledURL(text) { try hold(url.path.hasPrefix("/") && (0...65_535).contains(url.port), "\(url)") }
        _ = HostName(bare: text)
        _ = try? EndpointAddress(text)
        for path in [PathMap.normalised(text), FileReference.path(text)].compactMap(\.self) {
            try holdEqual(PathMap.normalised(path), path, "normalised twice")
        }
        _ = PathMap.nekro(dataFolder: "/srv/nekro").here(text)
        try holdEqual(PercentText.decoded(PercentText.encoded(text)), text, "encoded and decoded")
        _ = PercentText.decoded(text)
        if let date = Timestamp.date(text) {
            try holdEqual(Timestamp.date(Timestamp.text(date)), date, "a moment written and read")
        }
        _ = AddressClass.of(text)
        var scrubber = Scrubber(names: ["bots.example.org"], numbers: [8021]) { AddressClass.of($0)?.rawValue }
        let scrubbed = scrubber.scrub(text)
        try hold(!scrubbed.contains("bots.example.org"), "a name is left: \(scrubbed)")
        try hold(
            scrubbed.utf8.count <= 16 * (text.utf8.count + 1),
            "\(scrubbed.utf8.count) bytes of \(text.utf8.count)"
        )
    }
}
