import TestSupport
import Testing

@testable import Diagnostics
@testable import Disclosure
@testable import Registers
@testable import Statutory

@Suite("forms by year")
struct FormTests {
  @Test(
    "cover the years since 2019 without gap or overlap",
    arguments: [(2018, nil), (2019, "trial2019"), (2020, "trial2019"), (2021, "format2021")])
  func years(_ year: Int, _ key: String?) {
    #expect(ReportForm.of(year: year)?.key == key)
    #expect((2019...2040).allSatisfy { year in ReportForm.all.count { $0.covers(year) } == 1 })
  }

  @Test("have cells that are found by their names, each once", arguments: ReportForm.all)
  func cells(_ form: ReportForm) {
    #expect(form.cells.map(\.index) == Array(form.cells.indices))
    for cell in form.cells {
      #expect(form.cell(table: cell.table, row: cell.row, column: cell.column) == cell)
      #expect(form.cell(named: cell.name) == cell, "\(cell.name)")
    }
    #expect(ReportForm.tables.flatMap { form.cells(ofTable: $0) } == form.cells)
  }

  @Test("of both kinds count what they are known to")
  func sizes() {
    #expect(ReportForm.format2021.cells.count == 200)
    #expect(ReportForm.trial2019.rows.count == 23)
    #expect(ReportForm.trial2019.cells(ofTable: 2).count == 22)
  }

  @Test("put what the applicant took back into the row of other results")
  func withdrawal() {
    for form in ReportForm.all {
      let row = form.rows.first(where: \.takesWithdrawals)
      for text in ["撤回", "申请人撤回", "申请人主动撤回申请", "（六）其他处理：撤回"] {
        let answer = form.rows.answer(named: text)
        #expect(answer?.row == row, "\(text)")
        #expect(answer?.isWithdrawn == true, "\(text)")
      }
      #expect(form.rows.answer(named: "3.1 撤回") == nil)
      #expect(form.rows.answer(named: "属于国家秘密")?.isWithdrawn == false)
    }
    let form = ReportForm.format2021
    #expect(form.rows.answer(named: "3.6.3 其他")?.isWithdrawn == false)
    #expect(form.rows.answer(named: "3.6.3 其他（撤回）")?.isWithdrawn == true)
  }

  @Test("last year's trial form is compared by what its cells count")
  func lastYearsForm() {
    var input = StatutoryInput(
      year: 2021, asOf: day("2022-01-31"), jurisdiction: "某县", publisher: "县府办",
      units: [ReportingUnit(name: "县府办", group: "县直部门")], calendar: .national)
    input.addZeroFigures(unit: 0)
    input.addRequest(
      "1", received: "2021-03-01", answered: "2021-03-05", outcome: "3.6.1")
    input.previous = ReportForm.trial2019.cells.map { cell in
      PreviousFigure(
        table: cell.table, row: cell.row, column: cell.column,
        value: cell.row == "3.6" ? Exact(4) : .zero)
    }
    let result = StatutoryReport.derive(input)
    #expect(result.figures["requests.other_last_year"]?.text == "4")
    #expect(result.figures["requests.other_change"]?.text == "-3")
    #expect(result.record(.carriedOver, "总计")?.verdict == .holds)
    #expect(result.record(.validFollows, "规章")?.verdict == .notApplicable)
  }

  @Test("a unit's table in the other form fills the cells that both count")
  func otherForm() throws {
    var input = StatutoryInput(
      year: 2020, asOf: day("2021-01-31"), jurisdiction: "某县", publisher: "县府办",
      units: [ReportingUnit(name: "县府办", group: "县直部门")], calendar: .national)
    input.declared[0] = ReportForm.format2021.cells(ofTable: 3).map { cell in
      DeclaredCell(
        table: cell.table, row: cell.row, column: cell.column,
        value: cell.row.hasPrefix("3.6.") ? .one : .zero, location: place("table3.csv", 2))
    }
    let result = StatutoryReport.derive(input)
    #expect(result.units[0].used[3, "3.6", "总计"] == Exact(3))
    #expect(result.codes.contains("superseded-form"))
  }
}
