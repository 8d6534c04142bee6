import Testing

@testable import Diagnostics

@Suite struct ProblemListTests {
  static func rule(_ code: String, _ severity: Severity, blocks: Bool = false) -> DiagnosticRule {
    DiagnosticRule(
      code, 1, severity, blocks: blocks, title: "题", expected: "应", remedy: "改",
      example: .situation("例"))
  }

  static func finding(
    _ code: String, _ severity: Severity, blocks: Bool = false, unit: String = "", row: Int = 1,
    _ found: String = "甲"
  ) -> Diagnostic {
    Diagnostic(
      rule(code, severity, blocks: blocks), at: SourceLocation(file: "a.csv", row: row), unit: unit,
      found: found)
  }

  @Test(
    "a unit is told what it can do itself, not what stands in the office's settings",
    arguments: [
      ("改正该行；确认不影响年报的，由县政府办公室在 waivers.yaml 里写明依据后放行", "改正该行"),
      ("补报；没有的填0；也可在 waivers.yaml 中豁免", "补报；没有的填0"), ("改正 pipeline.yaml 的 year", "请与考核工作组联系"),
      ("改正日期", "改正日期"),
    ])
  func ownRemedy(_ remedy: String, _ own: String) {
    let finding = Diagnostic(
      Self.rule("a", .error), at: SourceLocation(file: "a.csv"), found: "甲", remedy: remedy)
    #expect(finding.unitRemedy == own)
  }

  @Test("findings sort by blocking, severity, unit, place, code and words, whatever their order")
  func order() {
    let sorted = [
      Self.finding("z", .warning, blocks: true), Self.finding("a", .error, unit: "", row: 9),
      Self.finding("a", .error, unit: "乙", row: 1), Self.finding("a", .error, unit: "乙", row: 2),
      Self.finding("b", .error, unit: "乙", row: 2), Self.finding("a", .warning, "甲"),
      Self.finding("a", .warning, "甲乙"), Self.finding("a", .info),
    ]
    var list = ProblemList()
    list.append(contentsOf: sorted.reversed())
    #expect(list.sorted == sorted)
    var other = ProblemList()
    other.append(contentsOf: sorted[..<4])
    var rest = ProblemList()
    rest.append(contentsOf: sorted[4...])
    rest.merge(other)
    #expect(rest.sorted == sorted)
  }

  @Test(
    "findings sorted by numbers stand as findings compared one by one, also beyond every limit of a sheet"
  )
  func numbers() {
    var state: UInt64 = 3
    func roll(_ sides: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % sides
    }
    let units = ["", "甲", "乙", "甲乙", "e\u{301}", "é"]
    let files = ["", "a.csv", "夹/b.xlsx", "夹"]
    let sheets = [nil, "表", "Sheet1"]
    let rows = [nil, 1, 2, 1 << 26 - 2, 1 << 26 - 1, 1 << 26, 1 << 31 - 1]
    let columns = [nil, 1, 2, 1 << 14 - 1, 1 << 14, 1 << 20]
    let findings = (0..<3_000).map { _ in
      Diagnostic(
        Self.rule(["a", "b"][roll(2)], Severity.allCases[roll(3)], blocks: roll(3) == 0),
        at: SourceLocation(
          file: files[roll(4)], sheet: sheets[roll(3)], row: rows[roll(7)],
          column: columns[roll(6)]),
        unit: units[roll(6)], found: ["一", "二"][roll(2)])
    }
    var list = ProblemList()
    list.append(contentsOf: findings)
    #expect(list.sorted == findings.sorted())
    list.sort()
    #expect(list.sorted == findings.sorted())
    list.replaceKept { $0.moved(unit: String($0.unit.reversed())) }
    #expect(list.sorted == list.kept.sorted())
    list.sort()
    list.append(contentsOf: findings[100..<200])
    #expect(list.sorted == list.kept.sorted())
    list.replaceKept { $0.unit == "甲" ? $0.moved(unit: "乙") : nil }
    #expect(list.sorted == list.kept.sorted())
  }

  @Test("past the limit findings are counted, and merging keeps the counts")
  func limit() {
    var list = ProblemList(limitPerCode: 2)
    for row in 1...5 { list.append(Self.finding("a", .warning, row: row)) }
    list.append(Self.finding("b", .error))
    #expect(list.kept.count == 3)
    #expect(list.counts == ["a": 5, "b": 1])
    var whole = ProblemList(limitPerCode: 3)
    whole.append(Self.finding("a", .warning, row: 7))
    whole.merge(list)
    #expect(whole.counts == ["a": 6, "b": 1])
    #expect(whole.kept.count == 4)
    #expect(whole.totals.map(\.rule.code) == ["a", "b"])
    #expect(whole.totals.map(\.count) == [6, 1])
    #expect(ProblemList().isEmpty && !whole.isEmpty)
  }
}
