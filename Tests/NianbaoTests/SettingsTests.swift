import Foundation
import TestSupport
import Testing

@testable import Configuration
@testable import Diagnostics
@testable import Disclosure
@testable import Pipeline
@testable import Scoring
@testable import Settings

@Suite("waivers.yaml")
struct WaiverTests {
  @Test(
    "the worked cases' waivers are read",
    arguments: [("05", "县民政局", true), ("06", "县财政局", false), ("08", "燕岭开发区", true)])
  func workedCases(_ name: String, _ scope: String, _ inForce: Bool) throws {
    let (waivers, problems) = WaiverLoader.load(
      text: try String(
        contentsOfFile: Fixture.workedCase(name) + "/waivers.yaml", encoding: .utf8),
      file: "waivers.yaml")
    #expect(flattened(problems) == [])
    let waiver = try #require(waivers.first)
    let asOf = try #require(PlainDate(iso: name == "05" ? "2024-01-31" : "2023-01-31"))
    #expect(waiver.covers(code: "unit-handed-in-nothing", scope: scope, asOf: asOf) == inForce)
    #expect(!waiver.covers(code: "score-unknown", scope: scope, asOf: asOf))
    #expect(!waiver.covers(code: "unit-handed-in-nothing", scope: "别的", asOf: asOf))
    #expect(waiver.location.row == 1)
  }

  @Test("a waiver holds on its last day and not after it")
  func lastDay() throws {
    let until = try #require(PlainDate(iso: "2023-03-31"))
    let waiver = Waiver(code: "score-unknown", scope: "甲", who: "w", basis: "b", until: until)
    #expect(waiver.covers(code: "score-unknown", scope: "甲", asOf: until))
    #expect(!waiver.covers(code: "score-unknown", scope: "甲", asOf: until.adding(days: 1)))
    #expect(Waiver.review([waiver], used: [waiver], asOf: until).isEmpty)
    #expect(Waiver.review([waiver], used: [], asOf: until).map(\.rule) == [.waiverUnused])
    #expect(
      Waiver.review([waiver], used: [], asOf: until.adding(days: 1)).map(\.rule)
        == [.waiverExpired])
  }

  @Test(
    "each fault is told",
    arguments: [
      (
        "- {code: unit-handed-in-nothin, scope: a, who: b, basis: c, until: 2023-01-01}",
        "waiver-code-unknown@1"
      ),
      (
        "- {code: score-unknown, scope: a, who: b, basis: '', until: 2023-01-01}",
        "configuration-value@1"
      ),
      (
        "- {code: score-unknown, scope: a, who: b, until: 2023-01-01}",
        "configuration-key-missing@1"
      ),
      (
        "- {code: score-unknown, scope: a, who: b, basis: c, until: 2023-13-01}",
        "configuration-value@1"
      ),
      ("code: score-unknown", "configuration-type@1"), ("- score-unknown", "configuration-type@1"),
    ])
  func faults(_ text: String, _ expected: String) {
    let (waivers, problems) = WaiverLoader.load(text: text, file: "waivers.yaml")
    #expect(waivers.isEmpty)
    #expect(flattened(problems) == [expected])
  }

  @Test("an empty file waives nothing", arguments: ["", "[]", "# 无\n"])
  func empty(_ text: String) {
    let found = WaiverLoader.load(text: text, file: "waivers.yaml")
    #expect(found.waivers.isEmpty)
    #expect(found.problems.isEmpty)
  }
}

@Suite("The catalogue's configuration examples trip their rules")
struct ConfigurationExampleTests {
  private static let examples: [(rule: DiagnosticRule, file: String, text: String)] =
    Catalogue.all.compactMap { rule in
      guard case .configuration(let file, let text) = rule.example else { return nil }
      return (rule, file, text)
    }

  @Test("each example file gives its own code")
  func everyExample() {
    #expect(Self.examples.count >= 8)
    for (rule, file, text) in Self.examples {
      let problems =
        file == "waivers.yaml"
        ? WaiverLoader.load(text: text, file: file).problems
        : ConfigurationLoader.load(text: text, folder: PipelineFolder("/nonexistent")).problems
      #expect(problems.contains { $0.rule == rule }, "\(rule.code)")
    }
  }
}

@Suite("The reference page")
struct ConfigurationReferenceTests {
  @Test("every key that decoding knows is on it, once in its table")
  func keys() {
    let page = ConfigurationReference.markdown
    for table in PipelineKeys.all + IndicatorKeys.all + [WaiverLoader.table] {
      #expect(Set(table.names).count == table.names.count, "\(table.title)")
      #expect(page.contains("### \(table.title)\n"), "\(table.title)")
      for key in table.keys { #expect(page.contains("| `\(key.name)` |"), "\(key.name)") }
    }
    #expect(page.contains("| `as_of` | 日期 | 必填 | 截至日期，程序唯一的“今天” |"))
  }
}
