import Testing

@testable import Diagnostics
@testable import Disclosure
@testable import Registers
@testable import Statutory

/// What the transcriber of a published report found by hand (`checks:` of its source).
struct PublishedReport: Sendable, CustomTestStringConvertible {
  let folder: String
  /// Columns of table 3 in which I1 holds.
  var i1: Set<String> = []
  /// Columns of table 3 in which I2 holds.
  var i2: Set<String> = []
  /// How many rows of table 3 are complete; in each of them I3 holds.
  var i3 = 0
  /// Blocks of table 4 in which I4 holds.
  var i4: Set<String> = []
  var testDescription: String { folder }

  private static let columns: Set = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
  private static let blocks: Set = ["行政复议", "未经复议直接起诉", "复议后起诉"]

  static let all: [PublishedReport] = [
    PublishedReport(folder: "changchun_styjrswj_2023", i3: 2),
    PublishedReport(folder: "changtu_qijiazi_2023", i3: 2),
    PublishedReport(folder: "dapuqiao_2025_fixture", i3: 1, i4: blocks),
    PublishedReport(folder: "district_2022_1499"),
    PublishedReport(folder: "gengma_sfj_2021", i3: 1),
    PublishedReport(folder: "hangzhou_2025_fixture", i1: columns, i2: columns, i3: 25, i4: blocks),
    PublishedReport(folder: "hanyang_zfb_2022", i1: columns, i2: columns, i3: 25),
    PublishedReport(folder: "jiuyuan_zwfw_2022", i3: 7),
    PublishedReport(folder: "longgang_dept_2024", i3: 10),
    PublishedReport(folder: "mayang_banlishu_2022", i3: 3),
    PublishedReport(folder: "shenshan_2024", i1: ["总计"]),
    PublishedReport(folder: "suqian_2025_fixture", i3: 1, i4: blocks),
    PublishedReport(folder: "taian_2022", i1: ["总计"]),
    PublishedReport(folder: "xixian_taiping_2022", i3: 7),
    PublishedReport(folder: "xuwen_sfj"),
    PublishedReport(folder: "zaozhuang_szq_fuban_2023", i1: ["总计"]),
    PublishedReport(folder: "zhongjiang_bureau_2022"),
  ]
}

@Suite("a report made elsewhere")
struct PublishedReportTests {
  private func cells(_ folder: String) throws -> [DeclaredCell] {
    try CaseReader.declared(CaseReader.own("annual-reports/" + folder))
  }

  @Test("gets the verdicts its transcriber found", arguments: PublishedReport.all)
  func verdicts(_ report: PublishedReport) throws {
    let cells = try cells(report.folder)
    let check = ReportChecker.check(cells, scope: report.folder)
    func holding(_ identity: Identity) -> Set<String> {
      Set(check.identities.filter { $0.identity == identity && $0.verdict == .holds }.map(\.item))
    }
    #expect(check.form == .format2021)
    #expect(check.identities.count == 7 + 7 + 25 + 3)
    #expect(holding(.requestsBalance) == report.i1)
    #expect(holding(.resultsAddUp) == report.i2)
    #expect(holding(.applicantsAddUp).count == report.i3)
    #expect(holding(.disputesAddUp) == report.i4)
    #expect(check.count(.broken) == 0)
    #expect(check.passes)
    #expect(check.diagnostics.isEmpty)
  }

  @Test(
    "with a blank total cannot be judged in that row",
    arguments: [
      ("gengma_sfj_2021", "2"), ("jiuyuan_zwfw_2022", "3.3.4"),
    ])
  func blankTotal(_ folder: String, _ row: String) throws {
    let check = ReportChecker.check(try cells(folder), scope: folder)
    let record = try #require(
      check.identities.first { $0.identity == .applicantsAddUp && $0.item == row })
    #expect(record.left == nil)
    #expect(record.verdict == .unknown)
  }

  @Test("with a changed cell is found broken in its column and its row")
  func changedCell() throws {
    var cells = try cells("hangzhou_2025_fixture")
    let index = try #require(
      cells.firstIndex { $0.table == 3 && $0.row == "3.3.7" && $0.column == "自然人" })
    cells[index].value = cells[index].value.map { $0 + .one }
    let check = ReportChecker.check(cells, scope: "某市")
    let broken = check.identities.filter { $0.verdict == .broken }
    #expect(broken.map { "\($0.id) \($0.item)" } == ["I2 自然人", "I3 3.3.7"])
    #expect(check.diagnostics.map(\.rule.code) == ["unit-identity-broken", "unit-identity-broken"])
    #expect(check.diagnostics.contains { $0.found.contains("左边13364，右边13365") })
  }

  @Test("is broken though cells are unknown, where the known cells suffice")
  func brokenWithUnknownCells() throws {
    func verdict(total: Int?, parts: [Int?]) throws -> Verdict {
      let values = zip(DisputeOutcome.allCases.map(\.rawValue) + ["总计"], parts + [total])
      let cells = values.map { column, value in
        DeclaredCell(
          table: 4, row: "行政复议", column: column, value: value.map { Exact($0) },
          location: SourceLocation(file: "table4.csv"))
      }
      let check = ReportChecker.check(cells, scope: "某局")
      return try #require(
        check.identities.first { $0.identity == .disputesAddUp && $0.item == "行政复议" }
      ).verdict
    }
    #expect(try verdict(total: 3, parts: [2, 2, nil, 0]) == .broken)
    #expect(try verdict(total: 4, parts: [2, 2, nil, 0]) == .unknown)
    #expect(try verdict(total: nil, parts: [2, 2, 0, 0]) == .unknown)
    #expect(try verdict(total: 4, parts: [2, 2, 0, 0]) == .holds)
    #expect(try verdict(total: 5, parts: [2, 2, 0, 0]) == .broken)
  }

  @Test("in the trial form of 2019 is recognised, named as superseded, and judged with row 3.6")
  func trialForm() throws {
    func trial(_ other: Int) throws -> ReportCheck {
      var cells = try cells("hangzhou_2025_fixture").filter { !$0.row.hasPrefix("3.6.") }
      let full = StatutoryTables(declared: try self.cells("hangzhou_2025_fixture"))
      for column in ReportForm.current.requestColumns {
        let parts = ["3.6.1", "3.6.2", "3.6.3"].map { full[3, $0, column] ?? .zero }
        cells.append(
          DeclaredCell(
            table: 3, row: "3.6", column: column,
            value: parts.reduce(column == "总计" ? Exact(other) : .zero, +),
            location: SourceLocation(file: "table3.csv")))
      }
      return ReportChecker.check(cells, scope: "某市")
    }
    let good = try trial(0)
    #expect(good.form == .trial2019)
    #expect(good.diagnostics.map(\.rule.code) == ["superseded-form"])
    #expect(good.count(.holds, of: .resultsAddUp) == 7)
    #expect(good.count(.holds, of: .applicantsAddUp) == 23)
    #expect(good.identities.contains { $0.identity == .applicantsAddUp && $0.item == "3.6" })
    #expect(!good.identities.contains { $0.item == "3.6.1" })
    let bad = try trial(1)
    #expect(
      bad.identities.filter { $0.verdict == .broken }.map { "\($0.id) \($0.item)" }
        == ["I2 总计", "I3 3.6"])
  }

  @Test("with category totals only is compared by these, as a note")
  func categoryTotals() throws {
    func check(_ refused: Int) throws -> ReportCheck {
      var cells = try cells("district_2022_1499")
      for (row, value) in [("3.3", refused), ("3.4", 182), ("3.5", 61), ("3.6", 96)] {
        cells.append(
          DeclaredCell(
            table: 3, row: row, column: "总计", value: Exact(value),
            location: SourceLocation(file: "table3.csv")))
      }
      return ReportChecker.check(cells, scope: "某区")
    }
    let published = try check(81)
    #expect(published.form == .format2021)
    #expect(published.categoryTotals.map(\.verdict) == [.holds])
    #expect(published.categoryTotals.first?.left == Exact(1453))
    #expect(published.count(.unknown, of: .resultsAddUp) == 7)
    let changed = try check(80)
    #expect(changed.categoryTotals.map(\.verdict) == [.broken])
    #expect(changed.diagnostics.map(\.rule.code) == ["category-totals-differ"])
  }
}
