import TestSupport
import Testing

@testable import Diagnostics
@testable import Disclosure
@testable import Registers
@testable import Statutory

@Suite("the county's sum")
struct RollUpTests {
  private func county(_ change: (inout StatutoryInput) throws -> Void) throws -> StatutoryResult {
    var input = try StatutoryInput.county([
      ReportingUnit(name: "某县人民政府办公室", group: "县直部门", aliases: ["县府办"]),
      ReportingUnit(name: "县税务局", group: "县直部门", attributes: ["垂直管理"]),
      ReportingUnit(
        name: "旧镇", group: "镇街", disabledAfter: day("2022-06-30"), mergedInto: "新镇"),
      ReportingUnit(name: "新镇", group: "镇街", enabledFrom: day("2022-07-01")),
      ReportingUnit(name: "早镇", group: "镇街", disabledAfter: day("2021-06-30")),
      ReportingUnit(name: "晚镇", group: "镇街", enabledFrom: day("2023-01-15")),
    ])
    for unit in 0..<4 { input.addZeroFigures(unit: unit) }
    for unit in 0..<4 {
      input.addRequest(
        "R\(unit)", unit: unit, received: "2022-03-0\(unit + 1)", answered: "2022-03-20",
        outcome: "3.3.7")
    }
    try change(&input)
    return StatutoryReport.derive(input)
  }

  @Test("leaves vertically managed units out, and adds both halves of a merger")
  func members() throws {
    let result = try county { _ in }
    #expect(result.county.count("1/总计") == 3)
    #expect(
      result.units.map(\.standing) == [
        .summed, .verticallyManaged, .summed, .summed, .absent, .absent,
      ])
    #expect(result.units(standing: .verticallyManaged).map(\.name) == ["县税务局"])
    #expect(result.record(.requestsBalance, "总计", scope: "县税务局")?.verdict == .holds)
    #expect(result.record(.requestsBalance, "总计", scope: "早镇") == nil)
    #expect(result.blocking.isEmpty)
    #expect(result.codes == ["vertical-unit-listed"])
  }

  @Test("takes the office by an alias of the publisher")
  func office() throws {
    let result = try county { _ in }
    #expect(result.office == 0)
    #expect(result.office.map { result.units[$0].used }?.count("1/总计") == 1)
    let other = try county { $0.publisher = "某市" }
    #expect(other.office == nil)
    #expect(other.office == nil)
    #expect(other.codes.contains("publisher-not-a-unit"))
  }

  private func silence(_ input: inout StatutoryInput, _ unit: Int) {
    input.registers[InformationRequest.self].removeAll { $0.unit == unit }
    input.registers[ProactiveFigure.self].removeAll { $0.unit == unit }
  }

  @Test("is unknown in every cell where a unit handed in nothing")
  func silent() throws {
    let result = try county { silence(&$0, 3) }
    #expect(ReportForm.current.cells.allSatisfy { result.county[$0] == nil })
    #expect(result.unknownReasons.map(\.unit) == [3])
    #expect(result.unknownReasons.allSatisfy { $0.cell == nil && $0.why.contains("新镇") })
    #expect(result.blocking.map(\.rule.code) == ["unit-handed-in-nothing"])
    #expect(result.blocking.map(\.unit) == ["新镇"])
    #expect(result.record(.requestsBalance, "总计", scope: "新镇") == nil)
    #expect(result.record(.requestsBalance, "总计")?.verdict == .unknown)
    #expect(result.figures["requests.received"]?.value == .unknown)
    #expect(result.figures["requests.received"]?.text == "未知")
  }

  @Test("leaves a waived unit out and lists it")
  func waived() throws {
    let result = try county {
      silence(&$0, 3)
      $0.waivedUnits = [3]
    }
    #expect(result.county.count("1/总计") == 2)
    #expect(result.units(standing: .waived).map(\.name) == ["新镇"])
    #expect(result.codes.contains("unit-waived"))
    #expect(result.blocking.isEmpty)
  }

  @Test("still adds a unit that is waived but handed in")
  func waivedButHandedIn() throws {
    let result = try county { $0.waivedUnits = [3] }
    #expect(result.county.count("1/总计") == 3)
  }

  @Test("is not made unknown by a vertically managed unit that handed in nothing")
  func silentVertical() throws {
    let result = try county { silence(&$0, 1) }
    #expect(result.county.count("1/总计") == 3)
    #expect(result.blocking.isEmpty)
  }

  @Test("is unknown only in the cell that one unit did not report, which is named")
  func oneCell() throws {
    let cell = try #require(ReportForm.current.cell(named: "行政强制/本年处理决定数量"))
    let result = try county {
      $0.registers[ProactiveFigure.self].removeAll { $0.unit == 2 && $0.content == "行政强制" }
    }
    for other in ReportForm.current.cells {
      #expect((result.county[other] == nil) == (other == cell))
    }
    #expect(result.unknownReasons == [UnknownReason(cell: cell, of: .current, unit: 2, name: "旧镇")])
    #expect(result.unknownReasons.map(\.why) == ["旧镇的第二部分 行政强制/本年处理决定数量未知"])
    let finding = try #require(result.diagnostics.first { $0.rule == .proactiveCellMissing })
    #expect(finding.unit == "旧镇")
    #expect(finding.found == "没有报送：行政强制/本年处理决定数量")
  }

  @Test("is broken and blocked by a unit's broken declared table, the unit's own is not")
  func brokenUnit() throws {
    let result = try county { input in
      input.registers[InformationRequest.self].removeAll { $0.unit == 2 }
      input.declared[2] = ReportForm.current.cells(ofTable: 3).map { cell in
        let value = ["1", "3.1", "3.7"].contains(cell.row) && cell.column == "自然人" ? 1 : 0
        return DeclaredCell(
          table: 3, row: cell.row, column: cell.column, value: Exact(value),
          location: place("table3.csv", 2))
      }
    }
    #expect(result.record(.applicantsAddUp, "1", scope: "旧镇")?.verdict == .broken)
    #expect(result.record(.applicantsAddUp, "1")?.verdict == .broken)
    #expect(Set(result.blocking.map(\.unit)) == ["某县"])
    #expect(result.brokenIdentities(of: .unit(2)).map(\.item) == ["1", "3.1", "3.7"])
    #expect(result.brokenIdentities(of: .county).map(\.item) == ["1", "3.1", "3.7"])
    #expect(result.brokenIdentities(of: .unit(0)).isEmpty)
  }

  @Test("is traced to the register rows of each unit")
  func trace() throws {
    let result = try county { _ in }
    let trace = try #require(result.trace(row: "3.3.7", column: "自然人"))
    #expect(trace.value == Exact(3))
    #expect(trace.numbers == ["R0", "R2", "R3"])
    #expect(trace.parts.map(\.standing).prefix(2) == [.summed, .verticallyManaged])
    #expect(trace.parts[0].rows.map(\.location) == [place("登记簿.csv", 2)])
    let unit = try #require(result.trace(row: "3.3.7", column: "总计", scope: .unit(1)))
    #expect(unit.scope == "县税务局")
    #expect(unit.parts.flatMap(\.numbers) == ["R1"])
    #expect(result.trace(row: "3.9", column: "自然人") == nil)
  }

  @Test("counts in every cell as many rows as its trace names")
  func tracesAgreeWithTables() throws {
    let result = try county { input in
      input.addDispute(unit: 3, .review, received: "2022-05-01", .upheld)
      input.addDocument(unit: 0, "甲", issued: "2022-05-01")
    }
    for table in [3, 4] {
      for cell in ReportForm.current.cells(ofTable: table) {
        let rows = result.trace(cell).parts.filter { $0.standing == .summed }.flatMap(\.rows)
        #expect(Exact(rows.count) == result.county[cell], "\(cell.title)")
      }
    }
    let made = try #require(result.trace(row: "行政规范性文件", column: "本年制发件数"))
    #expect(made.numbers == ["甲"])
    #expect(made.parts[0].source == .documents)
  }
}
