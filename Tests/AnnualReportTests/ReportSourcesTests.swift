import Testing

@testable import AnnualReport
@testable import Diagnostics
@testable import Disclosure
@testable import Intake
@testable import Registers
@testable import ReportDocument
@testable import Statutory

@Suite struct ReportSourcesTests {
  private func item(
    _ section: NarrativeSection, _ label: String, _ value: Int? = nil, _ measure: String = "期",
    last: Int? = nil, _ words: String = ""
  ) -> NarrativeItem {
    NarrativeItem(
      section: section, label: label, value: value.map { Exact($0) }, measure: measure,
      previous: last.map { Exact($0) }, words: words, source: "县政府办",
      location: SourceLocation(file: "材料.csv", row: 2))
  }

  private func report(
    settings: ReportSettings = SampleCounty.settings,
    _ change: (inout ReportSources) -> Void
  ) -> AnnualReportText {
    AnnualReportText(SampleCounty.facts(settings: settings, change))
  }

  private func words(_ report: AnnualReportText) -> String {
    report.paragraphs.map(\.text).joined(separator: "\n")
  }

  // MARK: narrative

  @Test func aCountWithoutWordsBecomesASentenceOfItsOwn() {
    let report = report { $0.narrative = [item(.disclosure, "政府公报", 6, last: 5)] }
    #expect(words(report).contains("\n政府公报6期，比上年增加1期，增长20.0%。\n"))
    #expect(report.isPublishable)
  }

  @Test func theValuesStandInTheirPlacesAndAreNamed() throws {
    let facts = SampleCounty.facts {
      $0.narrative = [item(.platform, "政务 新媒体", 31, "个", last: 44, "在用{数值}个（上年{上年}个）")]
    }
    #expect(facts.figure("narrative.政务新媒体")?.text == "31")
    #expect(facts.figure("narrative.政务新媒体.previous")?.text == "44")
    let report = AnnualReportText(facts)
    let paragraph = try #require(report.paragraphs.first { $0.text == "在用31个（上年44个）。" })
    let names = paragraph.spans.compactMap { $0.figure.map { facts.figures[$0].name } }
    #expect(names == ["narrative.政务新媒体", "narrative.政务新媒体.previous"])
    #expect(report.isPublishable)
  }

  @Test func wordsAreQuotedWithTheirNumeralsAndStandInTheirSection() throws {
    let report = report {
      $0.narrative = [
        item(.improvements, "计划", nil, "", "明年上半年办好3件事！"), item(.others, "专区", nil, "", "建成2处"),
      ]
    }
    #expect(report.isPublishable)
    let all = report.flow.blocks.compactMap { block -> String? in
      switch block {
      case .heading(let words, level: _), .paragraph(let words): words.text
      default: nil
      }
    }
    let place = try #require(all.firstIndex { $0.hasSuffix("改进措施") })
    #expect(all[place + 1] == "明年上半年办好3件事！")
    #expect(all.last == "建成2处。" && all.dropLast().last == "（四）其他事项")
  }

  @Test func twoItemsOfOneNameAreTwoFigures() {
    let facts = SampleCounty.facts {
      $0.narrative = [item(.disclosure, "培训", 2), item(.supervision, "培训", 3)]
    }
    #expect(facts.figure("narrative.培训")?.text == "2")
    #expect(facts.figure("narrative.培训_2")?.text == "3")
  }

  // MARK: nothing is asserted without an input

  @Test func aSectionWithoutContentIsLeftOutAndTheNextTakesItsNumber() {
    let report = report {
      $0.problems = nil; $0.entries = nil
    }
    let headings = report.flow.blocks.compactMap { block -> String? in
      if case .heading(let words, level: 2) = block { words.text } else { nil }
    }
    #expect(!headings.contains { $0.hasSuffix("监督保障") })
    #expect(headings.contains("（一）本年存在的主要问题"))
    let found = report.diagnostics.filter { $0.rule == .reportSectionEmpty }.map(\.found)
    #expect(found.contains { $0.contains("监督保障") } && found.contains { $0.contains("上年问题的整改情况") })
    #expect(report.isPublishable)
  }

  @Test(
    "what was not collected is never said to be nothing",
    arguments: [
      (InputKind.proposals, ["建议", "提案"]), (.letters, ["来件"]), (.documents, ["制发文件"]),
    ])
  func notCollected(_ kind: InputKind, _ words: [String]) {
    let report = report { $0.notCollected = [kind] }
    let text = self.words(report)
    for word in words { #expect(!text.contains(word)) }
    #expect(report.isPublishable)
  }

  @Test func withoutAnAddressTheRunSaysSo() {
    var settings = SampleCounty.settings
    settings.address = ""
    #expect(
      !report(settings: settings) { _ in }.diagnostics.contains { $0.rule == .contactMissing })
    settings.telephone = ""
    #expect(report(settings: settings) { _ in }.diagnostics.contains { $0.rule == .contactMissing })
  }

  @Test func aPartOneBeyondItsLimitIsToldAndWrittenShort() {
    var settings = SampleCounty.settings
    let long = report(settings: settings) { _ in }
    settings.partOneLimit = 100
    let short = report(settings: settings) { _ in }
    let found = short.diagnostics.filter { $0.rule == .partOneTooLong }
    #expect(found.count == 1 && found[0].found.contains("上限为100字"))
    #expect(words(short).count < words(long).count)
    settings.partOneLimit = 100_000
    #expect(
      !report(settings: settings) { _ in }.diagnostics.contains { $0.rule == .partOneTooLong })
  }

  // MARK: last year

  @Test func figuresOfLastYearsOpenDataAreComparedWith() {
    let report = report {
      $0.lastYear = ["entries.total": Exact(1000), "letters.received": Exact(47)]
    }
    #expect(words(report).contains("条，比上年增加") && words(report).contains("47件，与上年持平"))
    #expect(report.isPublishable)
  }

  @Test func openDataOfLastYearIsReadBack() throws {
    let table = try #require(
      OpenData.package(SampleCounty.facts(), plan: nil).resources.first { $0.name == "figures" })
    let rows = [table.fields.map(\.name)] + table.rows
    let (figures, found) = OpenData.lastYear(rows, file: "figures.csv")
    #expect(found.isEmpty)
    #expect(
      figures["requests.received"] == SampleCounty.facts().figure("requests.received")?.value.number
    )
    #expect(figures["requests.received.previous"] == nil)
    #expect(OpenData.lastYear([["甲"]], file: "a.csv").diagnostics.map(\.rule) == [.previousHeader])
    // Headings of two columns in each other's place: no row names a figure.
    let exchanged = OpenData.lastYear(
      [["计量单位", "说明", "值", "名称"]] + rows.dropFirst().map { [$0[0], "", $0[2], "条"] },
      file: "a.csv")
    #expect(exchanged.figures.isEmpty)
    #expect(
      !exchanged.diagnostics.isEmpty && exchanged.diagnostics.allSatisfy { $0.rule == .previousRow }
    )
    #expect(
      OpenData.lastYear([["名称", "值"], ["a", "七"]], file: "a.csv").diagnostics.map(\.rule)
        == [.previousRow])
  }

  @Test func lastYearsOpenTasksAreCountedByTask() {
    func task(_ number: String, _ unit: Int, _ day: String?) -> CarriedTask {
      CarriedTask(
        year: 2021, unit: unit, task: number, title: "任务\(number)",
        rectified: day.map { SampleCounty.day($0) }, location: SourceLocation(file: "清单.csv"))
    }
    let lookBack = LookBack(
      [
        task("1", 0, nil), task("2", 0, nil), task("2", 1, "2023-02-01"), task("2", 2, nil),
        task("3", 0, "2023-01-31"),
      ],
      in: ReportingYear(
        year: 2022, asOf: SampleCounty.day("2023-01-31"), calendar: SampleCounty.calendar))
    #expect(lookBack.total == 5 && lookBack.closed == 1 && lookBack.open == 4)
    #expect(lookBack.openTasks.map(\.title) == ["任务2", "任务1"])
    #expect(lookBack.openTasks.map(\.units) == [3, 1])
    let report = report { $0.lookBack = lookBack }
    let part = AnnualReportText.part(5, of: report.paragraphs).map(\.text)
    #expect(part.first == "（一）上年问题的整改情况")
    #expect(part.dropFirst().first?.contains("“任务2”（涉及单位3个）、“任务1”（涉及单位1个）。") == true)
  }

  // MARK: ages

  private func request(_ received: String, _ answered: String?, due: String?) -> RequestFacts {
    RequestFacts(
      request: InformationRequest(
        number: "1", unit: 0, applicant: .naturalPerson, received: SampleCounty.day(received),
        answered: answered.map { SampleCounty.day($0) }, location: SourceLocation(file: "a.csv")),
      due: due.map { SampleCounty.day($0) }, isLate: false, correctionNoticeLate: false)
  }

  @Test func requestsAreCountedByTheWorkingDaysTheyTook() throws {
    let ages = try #require(
      RequestAges(
        [
          // Ten, eleven, twenty and twenty-one working days.
          request("2022-03-01", "2022-03-15", due: "2022-03-29"),
          request("2022-03-01", "2022-03-16", due: "2022-03-29"),
          request("2022-03-01", "2022-03-29", due: "2022-03-29"),
          request("2022-03-01", "2022-03-30", due: "2022-03-29"),
          // Answered in January: open at the year's end.
          request("2022-12-01", "2023-01-04", due: "2022-12-29"),
          request("2022-12-20", nil, due: "2023-01-17"), request("2022-12-31", nil, due: nil),
          // Due on the last day: open, and not overdue before the next.
          request("2022-12-20", nil, due: "2022-12-31"),
        ], year: 2022, calendar: SampleCounty.calendar))
    #expect(ages.answeredInTime == 3 && ages.answeredLate == 1)
    #expect(ages.open == 4 && ages.openOverdue == 1)
    #expect(ages.durations.map(\.count) == [1, 2, 1])
    #expect(ages.durations.map(\.label) == ["10个工作日以内", "11至20个工作日", "21至40个工作日"])
    #expect(ages.ages.map(\.count) == [3, 1])
  }

  @Test func agesAreToldOnlyWhereTheyCountWhatTheTableCounts() throws {
    let requests = SampleCounty.requests().map { request in
      RequestFacts(request: request, due: nil, isLate: false, correctionNoticeLate: false)
    }
    let ages = try #require(
      RequestAges(requests, year: 2022, calendar: SampleCounty.calendar))
    #expect(words(report { $0.ages = ages }).contains("期限内办结"))
    let fewer = try #require(
      RequestAges(requests.dropLast(), year: 2022, calendar: SampleCounty.calendar))
    #expect(!words(report { $0.ages = fewer }).contains("期限内办结"))
  }

  @Test func ageIsNotKnowableBeyondTheCalendar() {
    let calendar = WorkdayCalendar(years: 2018...2021, version: "test", exceptions: [:])
    #expect(
      RequestAges([request("2022-03-01", nil, due: nil)], year: 2022, calendar: calendar) == nil)
  }
}
