import Assessment
import Diagnostics
import Disclosure
import Testing

@testable import Reporting

@Suite struct RunSummaryTests {
  private func keys(_ node: SummaryNode?) -> [String] {
    guard case .object(let members)? = node else { return [] }
    return members.map(\.key)
  }

  private func items(_ node: SummaryNode?) -> [SummaryNode] {
    guard case .array(let items)? = node else { return [] }
    return items
  }

  @Test func `Keys stand in the order of the schema`() throws {
    let county = SmallCounty()
    let tree = RunSummary.tree(
      pipeline: "small", isBlocked: false, county.context(), county.result, statutory: nil)
    #expect(
      keys(tree) == [
        "schema", "pipeline", "year", "as_of", "status", "inputs", "diagnostics", "units", "tasks",
      ])
    #expect(tree["as_of"] == .string("2023-01-31"))
    #expect(tree["status"] == .string("ok"))
    let unit = try #require(items(tree["units"]).first)
    #expect(
      keys(unit) == [
        "unit", "group", "score", "rank", "grade", "obligations", "requests", "indicators",
      ])
    #expect(items(tree["tasks"]).map { $0["task"] } == ["1", "2", "3"].map { .string($0) })
  }

  @Test func `An indicator that does not apply is absent, an unknown one is null`() throws {
    let county = SmallCounty(missingManual: true)
    let tree = RunSummary.tree(
      pipeline: "small", isBlocked: true, county.context(), county.result, statutory: nil)
    let units = items(tree["units"])
    let first = try #require(units.first)
    #expect(keys(first) == ["unit", "group", "score", "obligations", "requests", "indicators"])
    #expect(first["score"] == .null)
    let unknown = items(first["indicators"]).first { $0["id"] == .string("C2") }
    #expect(unknown?["score"] == .null)
    #expect(unknown?["points"] == .string("10"))
    let town = try #require(units.last)
    #expect(
      items(town["indicators"]).map { $0["id"] } == ["A1", "A2", "C1", "C2", "J1"].map { .string($0) })
    let bonus = items(town["indicators"]).last
    #expect(keys(bonus) == ["id", "score"])
    #expect(bonus?["score"] == .string("0.00"))
  }

  @Test func `Scores have exactly the system's digits, counts are texts`() throws {
    let county = SmallCounty()
    let node = RunSummary.unit(county.result.units[2], county.system)
    let completion = try #require(items(node["indicators"]).first)
    #expect(
      completion
        == .object([
          ("id", .string("A1")), ("points", .string("25")), ("score", .string("15.00")),
          ("numerator", .string("3")), ("denominator", .string("5")),
        ]))
  }
}
