import TestSupport
import Testing

@testable import Diagnostics
@testable import Disclosure

@Suite struct UnitRegistryTests {
  private static let registry = UnitRegistry.sample

  @Test(
    "a unit is found by name or alias, width and spaces aside, from text and from bytes",
    arguments: [
      ("县财政局", 0), (" 县 财政局", 0), ("财政局", 0), ("县财政局(国资局)", 0), ("县财政局（国资局）", 0), ("东里镇人民政府", 1),
      ("东里\u{200B}镇", 1), ("县财政", nil), ("", nil), ("县政府各部门", nil), ("历山街道办事处", 6),
    ])
  func lookup(_ name: String, _ index: Int?) {
    #expect(Self.registry.index(of: name) == index)
    let bytes = Array(name.utf8)
    let found = unsafe bytes.withUnsafeBytes { unsafe Self.registry.index(ofUTF8: $0) }
    #expect(found == index)
    #expect(Self.registry.index(ofUTF8: bytes.span) == index)
  }

  @Test("groups come in order of first appearance and know their spellings")
  func groups() {
    #expect(Self.registry.groups == ["县直部门", "镇街", "开发区"])
    #expect(Self.registry.units(inGroup: 1) == [1, 6])
    #expect(Self.registry.group(of: 7) == 2)
    #expect(Self.registry.groups(of: "县政府 各部门") == [0])
    #expect(Self.registry.groups(of: "各镇街") == [1])
    #expect(Self.registry.groups(of: "镇街") == [1])
    #expect(Self.registry.groups(of: "各乡镇") == nil)
    #expect(Self.registry.units(withAttribute: "编制规划") == [2])
  }

  @Test("a unit that was merged leads to the last one in the chain")
  func successors() {
    #expect(Self.registry.successor(of: 3) == 5)
    #expect(Self.registry.successor(of: 4) == 5)
    #expect(Self.registry.successor(of: 0) == nil)
    let circle = UnitRegistry(units: [
      ReportingUnit(name: "甲局", group: "部门", mergedInto: "乙局"),
      ReportingUnit(name: "乙局", group: "部门", mergedInto: "甲局"),
    ])
    #expect(circle.successor(of: 0) == nil)
  }

  @Test(
    "a near miss is proposed",
    arguments: [
      ("县教体局", "县教育和体育局"), ("县文旅局", "县文化和旅游局"), ("县财证局", "县财政局"), ("东理镇", "东里镇"), ("县财政局局", "县财政局"),
      ("县水利水务中心", nil), ("局", nil), ("", nil),
    ])
  func suggestions(_ name: String, _ proposal: String?) {
    #expect(Self.registry.suggestion(for: name) == proposal)
    #expect(Self.registry.index(of: name) == nil)
  }

  @Test("faults of the list are findings, and an alias of two units stands for neither")
  func faults() {
    let registry = UnitRegistry(
      units: [
        ReportingUnit(name: "县财政局", group: "部门", aliases: ["财税局", "财税局"]),
        ReportingUnit(name: "县税务局", group: "部门", aliases: ["财税局"]),
        ReportingUnit(name: "县 财政局", group: "部门"),
        ReportingUnit(name: "县水利局", group: "部门", aliases: ["县财政局", "财税局"], mergedInto: "县水务局"),
      ], spellings: ["乡镇": ["各乡镇"]])
    #expect(
      registry.diagnostics.map(\.rule.code) == [
        "unit-duplicated", "unit-alias-ambiguous", "unit-alias-ambiguous", "unit-alias-ambiguous",
        "group-unknown", "unit-successor-unknown",
      ])
    #expect(registry.units.map(\.name) == ["县财政局", "县税务局", "县水利局"])
    #expect(registry.index(of: "财税局") == nil)
    #expect(registry.index(of: "县财政局") == 0)
  }

  @Test("many units with colliding prefixes are all found by bytes")
  func manyUnits() {
    let units = (0..<3000).map { ReportingUnit(name: "县第\($0)号办公室", group: "部门") }
    let registry = UnitRegistry(units: units)
    for (index, unit) in units.enumerated() {
      #expect(registry.index(ofUTF8: Array(unit.name.utf8).span) == index)
    }
    #expect(registry.index(ofUTF8: Array("县第3000号办公室".utf8).span) == nil)
  }
}
