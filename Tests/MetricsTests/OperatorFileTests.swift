import Foundation
import MetricsTesting
import OneBot
import Snapshot
import Testing
import Yams

@testable import Metrics

@Suite("Dashboard and alert rules")
struct OperatorFileTests {
    private struct Rules: Decodable {
        struct Group: Decodable {
            let name: String
            let rules: [Rule]
        }

        struct Rule: Decodable {
            let alert: String
            let expr: String
            let labels: [String: String]
            let annotations: [String: String]
        }

        let groups: [Group]
    }

    /// A page on which every metric stands.
    private let page: ExpositionPage

    init() throws {
        let bots = [ReadingSamples.bot("1000010001", .online), ReadingSamples.bot("1000010002", .lost)]
        let bytes = MetricsPage(ReadingSamples.reading(bots: bots)).bytes
        self.page = try ExpositionPage(String(decoding: bytes, as: UTF8.self))
    }

    private func rules() throws -> [Rules.Rule] {
        let rules = try YAMLDecoder().decode(Rules.self, from: OperatorFiles.alerts)
        #expect(rules.groups.map(\.name) == ["onebot-console"])
        return rules.groups.flatMap(\.rules)
    }

    private func dashboard() throws -> JSONValue { try JSONParser.parse(Array(OperatorFiles.dashboard.utf8)) }

    private func items(_ value: JSONValue?) -> [JSONValue] {
        if case .array(let items)? = value { items } else { [] }
    }

    /// Every series, label and value that an expression names must stand on the page.
    private func check(_ expression: String, _ what: String) {
        let query = Query(expression)
        // Made by Prometheus itself.
        let ours = query.names.subtracting(["up"])
        #expect(!query.names.isEmpty, "\(what)")
        let series = self.page.families.flatMap(\.series)
        for name in ours { #expect(series.contains { $0.name == name }, "\(what): \(name)") }
        for matcher in query.matchers where !["instance", "job"].contains(matcher.label) {
            let values = Set(series.filter { $0.name == matcher.name }.compactMap { $0.labels[matcher.label] })
            #expect(!values.isEmpty, "\(what): \(matcher.name) has no \(matcher.label)")
            for value in matcher.value.split(separator: "|") {
                #expect(values.contains(String(value)), "\(what): \(matcher.label)=\(value)")
            }
        }
        let labels = Set(series.filter { ours.contains($0.name) }.flatMap(\.labels.keys)).union(["instance", "job"])
        #expect(query.grouped.isSubset(of: labels), "\(what): \(query.grouped.subtracting(labels))")
    }

    @Test("every alert asks for what there is, and says what to do")
    func alerts() throws {
        let rules = try self.rules()
        #expect(rules.count >= 10)
        #expect(Set(rules.map(\.alert)).count == rules.count)
        for rule in rules {
            self.check(rule.expr, rule.alert)
            #expect(["critical", "warning"].contains(rule.labels["severity"]), "\(rule.alert)")
            for part in ["summary", "description"] {
                #expect(rule.annotations[part]?.isEmpty == false, "\(rule.alert)")
            }
            let text = rule.annotations.values.joined()
            for match in text.matches(of: /\$labels\.([a-z_]+)/) {
                let label = String(match.1)
                let series = self.page.families.flatMap(\.series).filter { Query(rule.expr).names.contains($0.name) }
                let isThere = ["instance", "job"].contains(label) || series.contains { $0.labels[label] != nil }
                #expect(isThere, "\(rule.alert): \(label)")
            }
        }
    }

    @Test("every panel asks for what there is, of the chosen data source")
    func panels() throws {
        let dashboard = try self.dashboard()
        var asked: Set<String> = []
        let panels = self.items(dashboard["panels"])
        #expect(Set(panels.compactMap { $0["id"]?.integer }).count == panels.count)
        for panel in panels where panel["type"]?.string != "row" {
            let title = try #require(panel["title"]?.string)
            let targets = self.items(panel["targets"])
            #expect(!targets.isEmpty, "\(title)")
            for target in [panel] + targets {
                #expect(target["datasource"]?["uid"]?.string == "${datasource}", "\(title)")
            }
            for target in targets {
                let expression = try #require(target["expr"]?.string, "\(title)")
                self.check(expression, title)
                asked.formUnion(Query(expression).names)
                for match in (target["legendFormat"]?.string ?? "").matches(of: /\{\{([a-z_]+)\}\}/)
                where match.1 != "instance" {
                    let names = Query(expression).names
                    let series = self.page.families.flatMap(\.series).filter { names.contains($0.name) }
                    #expect(series.contains { $0.labels[String(match.1)] != nil }, "\(title): \(match.1)")
                }
            }
        }
        let own = self.page.families.map(\.name).filter { $0.hasPrefix("onebot_console_") }
        let shown = own.filter { name in asked.contains { $0 == name || $0 == name + "_bucket" } }
        #expect(
            Set(own).subtracting(shown) == [
                "onebot_console_bots_without_series", "onebot_console_journal_events",
                "onebot_console_journal_oldest_event_timestamp_seconds",
            ]
        )
    }

    @Test("the data source and the console are variables of the dashboard")
    func variables() throws {
        let list = self.items(try self.dashboard()["templating"]?["list"])
        #expect(list.compactMap { $0["name"]?.string } == ["datasource", "instance"])
        #expect(list.first?["type"]?.string == "datasource")
        #expect(list.first?["query"]?.string == "prometheus")
    }

    @Test("the reader of expressions finds names, labels and values")
    func query() {
        let query = Query(
            #"sum by (le, job) (rate(a_bucket{x=~"1|2",y!="3"}[5m])) / on (z) b > 0.5 and time() - up{job="q"} == bool 1"#
        )
        #expect(query.names == ["a_bucket", "b", "up"])
        #expect(query.grouped == ["le", "job", "z"])
        #expect(query.matchers.map(\.value) == ["1|2", "3", "q"])
    }
}
