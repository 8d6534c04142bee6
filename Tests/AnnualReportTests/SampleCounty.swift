import TestSupport

@testable import AnnualReport
@testable import Diagnostics
@testable import Disclosure
@testable import ProgressLog
@testable import Registers
@testable import Statutory
@testable import WorkPlan

/// A county with something in most cells, built without files.
enum SampleCounty {
  static func day(_ iso: String) -> PlainDate { PlainDate(iso: iso) ?? PlainDate(dayNumber: 0) }

  static let calendar = WorkdayCalendar(years: 2018...2026, version: "test", exceptions: [:])

  static let units = [
    ReportingUnit(name: "县政府办公室", group: "县直部门", aliases: ["沂源县人民政府办公室"]),
    ReportingUnit(name: "县财政局", group: "县直部门"),
    ReportingUnit(name: "南麻街道", group: "镇街"),
    ReportingUnit(name: "县税务局", group: "县直部门", attributes: ["垂直管理"]),
  ]

  static func place(_ row: Int) -> SourceLocation { SourceLocation(file: "登记簿.csv", row: row) }

  static func requests() -> [InformationRequest] {
    let leaves = ReportForm.current.rows.filter(\.isLeaf).map(\.code)
    let kinds = ApplicantKind.allCases
    return (0..<131).map { index in
      let isCarriedIn = index % 13 == 0
      let isOpen = index % 29 == 7
      return InformationRequest(
        number: "2022-\(index + 1)", unit: index % 3,
        applicant: kinds[(index * index) % kinds.count],
        received: day(isCarriedIn ? "2021-12-20" : "2022-03-0\(index % 9 + 1)"),
        feePaid: index == 40 ? day("2022-04-01") : nil, feeAmount: index == 40 ? Exact(720) : nil,
        answered: isOpen ? nil : day("2022-04-1\(index % 9)"),
        outcome: isOpen ? nil : leaves[(index * 7) % leaves.count], location: place(index + 2))
    }
  }

  static func input() -> StatutoryInput {
    var input = StatutoryInput(
      year: 2022, asOf: day("2023-01-31"), jurisdiction: "沂源县", publisher: "沂源县人民政府办公室",
      units: units, calendar: calendar)
    input.registers[InformationRequest.self] = requests()
    let kinds = DisputeKind.allCases
    let outcomes = DisputeOutcome.allCases
    input.registers[Dispute.self] = (0..<17).map { index in
      let outcome = outcomes[(index * 3) % outcomes.count]
      return Dispute(
        unit: index % 3, kind: kinds[index % kinds.count], number: "诉\(index)",
        received: day("2022-05-09"),
        outcome: outcome, closed: outcome == .open ? nil : day("2022-08-01"),
        location: place(index + 2))
    }
    for unit in 0..<4 {
      for (index, cell) in ReportForm.current.proactiveCells.enumerated() {
        let isRule = cell.content == "规章"
        let value =
          cell.content == "行政事业性收费"
          ? Exact(1234 + unit, 100) : Exact(isRule ? 0 : index * 3 + unit + 1)
        input.registers[ProactiveFigure.self].append(
          ProactiveFigure(
            unit: unit, content: cell.content, measure: cell.measure, value: value,
            location: place(index + 2)))
      }
    }
    input.registers[Letter.self] = (0..<47).map { index in
      Letter(
        unit: index % 3, received: day("2022-06-06"), channel: index % 4 == 0 ? "12345热线" : "县长信箱",
        category: ["咨询", "求助", "建议"][index % 3], answered: day("2022-06-09"),
        isPublic: index % 2 == 0,
        location: place(index + 2))
    }
    input.registers[Proposal.self] = (0..<19).map { index in
      Proposal(
        unit: index % 3, number: "第\(index)号", kind: index % 2 == 0 ? .deputies : .consultative,
        result: "A", answered: day("2022-07-01"), isPublic: true, location: place(index + 2))
    }
    input.requestLateness = [
      0: RequestLateness(judged: 43, late: 2), 1: RequestLateness(judged: 41, late: 0),
      2: RequestLateness(judged: 42, late: 1),
    ]
    input.previous = ReportForm.current.cells.map { cell in
      PreviousFigure(
        table: cell.table, row: cell.row, column: cell.column,
        value: cell.table == 3 && cell.row == "1" ? Exact(96) : Exact(5))
    }
    return input
  }

  static let plan = PlanResults(
    title: "2022年沂源县政务公开工作要点",
    tasks: (1...9).map { index in
      var counts = OutcomeCounts()
      counts.add(.onTime, 5 * index)
      counts.add(.late, index % 4)
      counts.add(.missed, index % 3)
      counts.add(.pending, 1)
      return PlanTaskResult(
        task: "\(index)", theme: ["“十四五”规划公开", "三大攻坚", "平台建设"][index % 3],
        title: "第\(index)项任务，两个月内完成", units: 3, checkedOff: index % 4, counts: counts)
    })

  static let problems = [
    TypicalProblem(category: "栏目更新不及时", count: 12, units: 7, rectified: 11),
    TypicalProblem(category: "链接失效", count: 8, units: 5, rectified: 8),
  ]

  static let entries = EntryCounts((0..<9).map { kind in (0..<5).map { kind * 10 + $0 + 3 } })

  static var settings: ReportSettings {
    var settings = ReportSettings(organ: "沂源县人民政府", publisher: "沂源县人民政府办公室")
    settings.address = "沂源县胜利路1号"
    settings.postcode = "256100"
    settings.telephone = "0533-3241000"
    settings.website = "http://www.yiyuan.gov.cn/"
    return settings
  }

  static func result() -> StatutoryResult { StatutoryReport.derive(input()) }

  static var sources: ReportSources {
    var sources = ReportSources()
    sources.plan = plan
    sources.problems = problems
    sources.entries = entries
    return sources
  }

  static func facts(
    _ scope: ReportScope = .county, settings: ReportSettings = Self.settings,
    _ change: (inout ReportSources) -> Void = { _ in }
  ) -> ReportFacts {
    var sources = sources
    change(&sources)
    return ReportFacts(result(), scope: scope, settings: settings, sources: sources)
  }
}

/// The sample county's report, made once: many tests look at it and none changes it.
enum SampleReport {
  static let facts = SampleCounty.facts()
  static let text = AnnualReportText(facts)
}

extension AnnualReportText {
  /// True where nothing found stops publication.
  var isPublishable: Bool { !diagnostics.contains(where: \.rule.blocks) }
}
