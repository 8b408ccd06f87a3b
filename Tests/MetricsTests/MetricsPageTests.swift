import MetricsTesting
import OneBot
import Snapshot
import Testing

@testable import Metrics

@Suite("The page of metrics")
struct MetricsPageTests {
    private func page(_ reading: MetricsReading) throws -> ExpositionPage {
        try ExpositionPage(String(decoding: MetricsPage(reading).bytes, as: UTF8.self))
    }

    @Test("it is well formed, with what was read in it")
    func whole() throws {
        let bots = [
            ReadingSamples.bot("1000010001", .online, events: 9), ReadingSamples.bot("1000010002", .offline),
            ReadingSamples.bot("1000010003", .lost),
        ]
        let page = try self.page(ReadingSamples.reading(bots: bots))
        #expect(page.value("onebot_console_build_info", ["version": "0.1.0"]) == 1)
        #expect(page.value("onebot_console_listeners", ["state": "listening"]) == 1)
        #expect(page.value("onebot_console_bots", ["state": "online"]) == 1)
        #expect(page.value("onebot_console_bots", ["state": "quiet"]) == 0)
        #expect(page.sum("onebot_console_bots") == 3)
        #expect(page.value("onebot_console_links", ["role": "universal"]) == 2)
        #expect(page.value("onebot_console_bot_up", ["self_id": "1000010001"]) == 1)
        #expect(page.value("onebot_console_bot_up", ["self_id": "1000010002"]) == 0)
        #expect(page.value("onebot_console_bot_events_total", ["self_id": "1000010001"]) == 9)
        #expect(page.value("onebot_console_bot_round_trip_seconds", ["self_id": "1000010001"]) == 0.0015)
        #expect(page.value("onebot_console_bot_round_trip_seconds", ["self_id": "1000010003"]) == nil)
        #expect(page.value("onebot_console_events_total", ["type": "message"]) == 5)
        #expect(page.value("onebot_console_handshakes_total", ["verdict": "AUTH-03"]) == 2)
        #expect(page.value("onebot_console_journal_paused") == 1)
        #expect(page.value("onebot_console_journal_lag_seconds") == 2.5)
        #expect(page.value("onebot_console_findings", ["severity": "error"]) == 2)
        #expect(page.value("process_cpu_seconds_total") == 1.25)
        #expect(page.value("process_open_fds") == 30)
    }

    @Test("names are ours or the process's, and no word of a bot, a peer or a key is on it")
    func nothingPrivate() throws {
        let reading = ReadingSamples.reading(bots: [ReadingSamples.bot("1000010001", .online)])
        let page = try self.page(reading)
        for family in page.families {
            #expect(family.name.hasPrefix("onebot_console_") || family.name.hasPrefix("process_"), "\(family.name)")
        }
        let text = String(decoding: MetricsPage(reading).bytes, as: UTF8.self)
        for word in [ReadingSamples.key, "小助手", "10.1.2.3", "OneBot/11", "/srv", "NapCat"] {
            #expect(!text.contains(word), "\(word)")
        }
    }

    @Test("no more bots than the bound have series of their own, and the connected ones come first")
    func bounded() throws {
        let lost = (1...300).map { ReadingSamples.bot(String(1_000_000 + $0), .lost) }
        let online = (1...200).map { ReadingSamples.bot(String(2_000_000 + $0), .online) }
        let page = try self.page(ReadingSamples.reading(bots: lost + online))
        #expect(page.family("onebot_console_bot_up")?.series.count == MetricsPage.botsWithSeries)
        #expect(page.sum("onebot_console_bot_up") == 200)
        #expect(page.value("onebot_console_bots_without_series") == Double(500 - MetricsPage.botsWithSeries))
    }

    @Test("where anybody may connect, accounts made up over time make no more series than the bound")
    func strangers() throws {
        var strangers = StrangersSeries()
        var seen: Set<String> = []
        // An hour later the first have gone, and others have come.
        for round in 0..<4 {
            let bots = (0..<200).map { ReadingSamples.bot(String(1_000_000 + round * 150 + $0), .online) }
            strangers.admit(bots)
            var reading = ReadingSamples.reading(bots: bots)
            reading.strangers = strangers
            let page = try self.page(reading)
            let series = page.family("onebot_console_bot_up")?.series.count ?? 0
            seen.formUnion(bots.map(\.selfID).filter { page.value("onebot_console_bot_up", ["self_id": $0]) != nil })
            #expect(page.value("onebot_console_bots_without_series") == Double(200 - series))
            #expect(page.sum("onebot_console_bots") == 200)
        }
        #expect(seen.count == MetricsPage.botsWithSeries)
    }

    @Test("links that have not said whose they are are no bots beyond the bound")
    func nameless() throws {
        let bots = ["", "", "1000001"].map { ReadingSamples.bot($0, .online) }
        let page = try self.page(ReadingSamples.reading(bots: bots))
        #expect(page.value("onebot_console_bots_without_series") == 0)
    }

    @Test(
        "a link without an account is counted, and has no series",
        arguments: ["", "12a", "1 2", "\"", "123456789012345678901"]
    )
    func unnamed(selfID: String) throws {
        let page = try self.page(ReadingSamples.reading(bots: [ReadingSamples.bot(selfID, .online)]))
        #expect(page.sum("onebot_console_bots") == 1)
        #expect(page.family("onebot_console_bot_up") == nil)
    }

    @Test("what is not known is left out")
    func unknown() throws {
        var reading = ReadingSamples.reading(bots: [])
        reading.process = nil
        reading.snapshot.journal = JournalFacts()
        reading.journal = JournalReading()
        let page = try self.page(reading)
        #expect(page.family("process_open_fds") == nil)
        #expect(page.family("onebot_console_journal_oldest_event_timestamp_seconds") == nil)
        #expect(page.value("onebot_console_journal_lag_seconds") == 0)
        #expect(page.value("onebot_console_journal_enabled") == 0)
    }
}
