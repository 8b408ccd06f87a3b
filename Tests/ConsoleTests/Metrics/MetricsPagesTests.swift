import Synchronization
import Testing

@testable import Console

@Suite("Making the page of metrics")
struct MetricsPagesTests {
    /// Makes pages that say which they are; while it is closed, none is finished.
    private final class Maker: Sendable {
        private let state = Mutex((made: 0, isOpen: true, waiting: [CheckedContinuation<Void, Never>]()))

        var made: Int { self.state.withLock { $0.made } }
        var waits: Bool { self.state.withLock { !$0.waiting.isEmpty } }

        func close() { self.state.withLock { $0.isOpen = false } }

        func open() {
            let waiting = self.state.withLock { state in
                state.isOpen = true
                defer { state.waiting = [] }
                return state.waiting
            }
            for continuation in waiting { continuation.resume() }
        }

        func make() async -> [UInt8] {
            let number = self.state.withLock { state in
                state.made += 1
                return state.made
            }
            await withCheckedContinuation { continuation in
                let isOpen = self.state.withLock { state in
                    if !state.isOpen { state.waiting.append(continuation) }
                    return state.isOpen
                }
                if isOpen { continuation.resume() }
            }
            return Array("\(number)".utf8)
        }
    }

    private func text(_ page: [UInt8]?) -> String? { page.map { String(decoding: $0, as: UTF8.self) } }

    @Test("a page is good for a while, then there is a new one")
    func kept() async {
        let maker = Maker()
        let pages = MetricsPages(keepFor: .seconds(600)) { await maker.make() }
        for _ in 0..<3 { #expect(self.text(await pages.page()) == "1") }
        let fresh = MetricsPages(keepFor: .zero) { await maker.make() }
        #expect(self.text(await fresh.page()) == "2")
        #expect(self.text(await fresh.page()) == "3")
    }

    @Test("all who ask while one is made get that one")
    func shared() async {
        let maker = Maker()
        maker.close()
        let pages = MetricsPages(keepFor: .seconds(600), patience: .seconds(600)) { await maker.make() }
        await withTaskGroup(of: String?.self) { group in
            for _ in 0..<20 { group.addTask { self.text(await pages.page()) } }
            while !maker.waits { await Task.yield() }
            maker.open()
            for await text in group { #expect(text == "1") }
        }
        #expect(maker.made == 1)
    }

    @Test("one that hangs is given up, is not begun again meanwhile, and is good when it comes after all")
    func hanging() async {
        let maker = Maker()
        maker.close()
        let pages = MetricsPages(keepFor: .seconds(600), patience: .milliseconds(20)) { await maker.make() }
        #expect(await pages.page() == nil)
        #expect(await pages.page() == nil)
        #expect(maker.made == 1)
        maker.open()
        var page: [UInt8]?
        let end = ContinuousClock.now + .seconds(20)
        while page == nil, ContinuousClock.now < end {
            await Task.yield()
            page = await pages.page()
        }
        #expect(self.text(page) == "1")
        #expect(maker.made == 1)
    }
}
