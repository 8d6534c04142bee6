import Foundation
import Testing

@testable import Configuration
@testable import Diagnostics
@testable import Disclosure
@testable import ProgressLog
@testable import Scoring
@testable import WorkPlan

@Suite("The real systems that were met can be said as data")
struct RealSystemTests {
  private let units = [
    ReportingUnit(name: "甲局", group: "一类部门", attributes: ["有服务事项"]),
    ReportingUnit(name: "乙局", group: "二类部门"), ReportingUnit(name: "丙县", group: "县市区"),
  ]

  /// The system of a fixture for units of the groups it speaks of.
  private func system(_ name: String) throws -> IndicatorSystem {
    let folder = (Bundle.module.resourcePath ?? "") + "/Fixtures/systems/"
    let text = try String(contentsOfFile: folder + name + ".yaml", encoding: .utf8)
    let members = name == "yuncheng-2022" ? Array(units.prefix(2)) : units
    let (system, problems) = IndicatorLoader.load(
      text: text, file: "indicators.yaml", groups: [], tasks: [], units: members)
    #expect(problems.map(\.line) == [])
    return try #require(system)
  }

  @Test(
    "each is read without a finding, with the points of its leaves",
    arguments: [
      ("yishui-2022", ["30", "30", "40"]), ("licheng-2020", ["40", "40", "20"]),
      ("jinzhou-2020", ["10", "20", "30", "40"]), ("yuncheng-2022", ["60", "40", "35"]),
      ("xianning-2023", ["100", "100"]), ("baoji-2020", ["45", "15", "40"]),
      ("national-sites", ["50", "25", "25"]), ("xuanzhou-2021", ["50", "50"]),
      ("yueyang-2017", ["60", "40"]),
    ])
  func read(_ name: String, _ points: [String]) throws {
    let system = try system(name)
    #expect(system.system == name)
    #expect(system.leaves.map(\.points.text) == points)
  }

  @Test("a full mark of a group is checked against that group's tree")
  func fullByGroup() throws {
    #expect(try system("yuncheng-2022").fullByGroup == ["二类部门": Exact(95)])
  }
}
