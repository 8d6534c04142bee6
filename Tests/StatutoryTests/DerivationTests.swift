import Testing

@testable import Diagnostics
@testable import Disclosure
@testable import Registers
@testable import Statutory

@Suite("tables from registers")
struct DerivationTests {
  private let one = [ReportingUnit(name: "县府办", group: "县直部门")]

  @Test(
    "count a request by the year it came in and by 31 December",
    arguments: [
      // received, answered, outcome, rows of table 3 it is counted in
      ("2022-03-01", "2022-03-20", "3.1", ["1", "3.1", "3.7"]),
      ("2022-12-20", "2023-01-10", "3.1", ["1", "4"]),
      ("2022-12-20", nil, nil, ["1", "4"]),
      ("2022-12-31", "2022-12-31", "3.2", ["1", "3.2", "3.7"]),
      ("2021-12-20", "2022-01-04", "3.3.7", ["2", "3.3.7", "3.7"]),
      ("2021-12-20", "2022-01-01", "3.3.7", ["2", "3.3.7", "3.7"]),
      ("2021-12-20", "2021-12-31", "3.3.7", []),
      ("2021-06-20", nil, nil, ["2", "4"]),
      ("2023-01-01", nil, nil, []),
      // after as_of: as if it had no answer yet
      ("2022-12-20", "2023-02-10", "3.1", ["1", "4"]),
    ] as [(String, String?, String?, [String])])
  func request(_ received: String, _ answered: String?, _ outcome: String?, _ rows: [String])
    throws
  {
    var input = try StatutoryInput.county(one)
    input.addRequest(
      "1", applicant: .research, received: received, answered: answered, outcome: outcome)
    let tables = StatutoryReport.derive(input).county
    for cell in ReportForm.current.cells(ofTable: 3) {
      let counted = rows.contains(cell.row) && ["科研机构", "总计"].contains(cell.column)
      #expect(tables[cell] == Exact(counted ? 1 : 0), "\(cell.title)")
    }
  }

  @Test(
    "count a dispute by 收案日期 and 审结日期",
    arguments: [
      ("2022-05-01", DisputeOutcome.upheld, "2022-06-01", "结果维持"),
      ("2022-05-01", .upheld, nil, "结果维持"),
      ("2022-05-01", .upheld, "2023-01-05", "尚未审结"),
      ("2022-05-01", .open, nil, "尚未审结"),
      ("2021-05-01", .open, nil, "尚未审结"),
      ("2021-05-01", .corrected, "2022-01-01", "结果纠正"),
      ("2021-05-01", .corrected, "2021-12-31", nil),
      ("2021-05-01", .corrected, nil, nil),
      ("2023-01-02", .upheld, nil, nil),
    ] as [(String, DisputeOutcome, String?, String?)])
  func dispute(_ received: String, _ outcome: DisputeOutcome, _ closed: String?, _ column: String?)
    throws
  {
    var input = try StatutoryInput.county(one)
    input.addDispute(.directLitigation, received: received, outcome, closed: closed)
    let result = StatutoryReport.derive(input)
    for cell in ReportForm.current.cells(ofTable: 4) {
      let counted =
        cell.row == "未经复议直接起诉" && column != nil && [column, "总计"].contains(cell.column)
      #expect(result.county[cell] == Exact(counted ? 1 : 0), "\(cell.title)")
    }
    let isUndated = received == "2021-05-01" && outcome != .open && closed == nil
    #expect(result.codes.contains("dispute-close-date-missing") == isUndated)
  }

  @Test("take the six cells of 第（一）项 from the directory of documents")
  func documents() throws {
    var input = try StatutoryInput.county(one)
    input.addDocument("新", issued: "2022-02-01")
    input.addDocument("旧", issued: "2019-02-01", validity: .valid)
    input.addDocument("本年废止", issued: "2019-02-01", validity: .repealed, repealed: "2022-12-31")
    input.addDocument("往年废止", issued: "2018-02-01", repealed: "2021-12-31")
    input.addDocument("次年废止", issued: "2018-02-01", validity: .repealed, repealed: "2023-01-10")
    input.addDocument("本年制发本年失效", issued: "2022-03-01", validity: .expired)
    input.addDocument("规章", kind: .rule, issued: "2020-03-01")
    input.addDocument("其他", kind: .other, issued: "2022-03-01")
    input.addDocument("次年", issued: "2023-01-03")
    let made = try #require(ReportForm.current.cell(named: "行政规范性文件/本年制发件数"))
    input.addFigure(made, Exact(5))
    let result = StatutoryReport.derive(input)
    let tables = result.county
    #expect(tables.count("行政规范性文件/本年制发件数") == 2)
    #expect(tables.count("行政规范性文件/本年废止件数") == 2)
    #expect(tables.count("行政规范性文件/现行有效件数") == 3)
    #expect(tables.count("规章/本年制发件数") == 0)
    #expect(tables.count("规章/现行有效件数") == 1)
    #expect(tables.count("行政许可/本年处理决定数量") == nil)
    let difference = try #require(result.differences.first)
    #expect(result.differences.count == 1)
    #expect(difference.cell == made)
    #expect(difference.numbers == ["新", "本年制发本年失效"])
    #expect(result.codes.contains("documents-differ"))
  }

  @Test("do not know the repealed ones where an old document ended on no known day")
  func undatedRepeal() throws {
    var input = try StatutoryInput.county(one)
    input.addZeroFigures(unit: 0)
    input.addDocument("失效", issued: "2015-02-01", validity: .expired)
    let result = StatutoryReport.derive(input)
    #expect(result.county.count("行政规范性文件/本年废止件数") == nil)
    #expect(result.county.count("行政规范性文件/现行有效件数") == 0)
    #expect(result.codes.contains("document-end-date-missing"))
  }

  @Test("prefer the register of each table, then the declared table, then zero")
  func perTable() throws {
    var input = try StatutoryInput.county(one)
    input.addRequest("R-1", received: "2022-03-01", answered: "2022-03-10", outcome: "3.1")
    let licences = try #require(ReportForm.current.cell(named: "行政许可/本年处理决定数量"))
    input.addFigure(licences, Exact(8))
    func declared(_ table: Int, _ row: String, _ column: String, _ value: Int?) -> DeclaredCell {
      DeclaredCell(
        table: table, row: row, column: column, value: value.map { Exact($0) },
        location: place("table\(table).csv", 3))
    }
    input.declared[0] = [
      declared(2, "行政许可", "本年处理决定数量", 9), declared(2, "行政处罚", "本年处理决定数量", 4),
      declared(2, "行政强制", "本年处理决定数量", nil), declared(3, "3.1", "自然人", 2),
      declared(4, "行政复议", "结果维持", 3),
    ]
    let result = StatutoryReport.derive(input)
    #expect(result.county.count("3.1/自然人") == 1)
    #expect(result.county.count("行政许可/本年处理决定数量") == 8)
    #expect(result.county.count("行政处罚/本年处理决定数量") == 4)
    #expect(result.county.count("行政强制/本年处理决定数量") == nil)
    #expect(result.county.count("规章/本年制发件数") == nil)
    #expect(result.county.count("行政复议/结果维持") == 3)
    // A declared table that leaves a cell out leaves it 未知.
    #expect(result.county.count("行政复议/总计") == nil)
    let found = result.differences.map { "\($0.cell.name) \($0.numbers)" }
    #expect(found == ["行政许可/本年处理决定数量 []", "3.1/自然人 [\"R-1\"]"])
    let finding = try #require(
      result.diagnostics.first { $0.rule == .declaredDiffers && $0.found.contains("3.1") })
    #expect(finding.found == "第三部分 3.1/自然人：填报2，登记簿1（R-1）")
    #expect(finding.location == place("table3.csv", 3))
    // The unit's own identities are proved on its declared tables.
    #expect(result.record(.applicantsAddUp, "3.1", scope: "县府办")?.source == .declared)
    #expect(result.record(.applicantsAddUp, "3.1")?.source == .derived)
  }

  @Test("are zero in tables 3 and 4 for a unit that handed in table 2 alone")
  func zeroWithoutRows() throws {
    var input = try StatutoryInput.county(one)
    input.addZeroFigures(unit: 0)
    let result = StatutoryReport.derive(input)
    #expect(ReportForm.current.cells.allSatisfy { result.county[$0] == .zero })
    #expect(result.blocking.isEmpty)
  }
}
