import AnnualReport
import Diagnostics
import Disclosure
import Foundation
import ProgressLog
import Reporting
import Scoring
import Testing
import WorkPlan

@testable import Pipeline

@Suite("Tasks are closed by facts, and by the team's word where it gives one (销号)")
struct ClosingTests {
  /// The states of the pairs that are done, by unit and task number.
  private func states(_ judgement: Judgement) -> [String: Closing.State] {
    var result: [String: Closing.State] = [:]
    for (index, unit) in judgement.assessment.units.enumerated() {
      for (task, work) in judgement.assessment.schedule.tasks.enumerated() {
        let outcomes = unit.obligations.task(task)
        guard outcomes.total > 0 else { continue }
        result[unit.unit.name + work.id] = judgement.assessment.closing.state(
          outcomes, unit: index, task: task)
      }
    }
    return result
  }

  @Test("without confirmations the facts decide alone")
  func factsAlone() async throws {
    let county = try CommandsCounty.good()
    let judgement = try await county.judge()
    #expect(states(judgement)["县财政局1"] == .closed)
    #expect(!judgement.assessment.closing.isConfirmed)
  }

  @Test("with confirmations a task that is done waits for its own")
  func awaited() async throws {
    let county = try CommandsCounty.good()
    let before = states(try await county.judge())
    try county.write("任务编号,单位,确认日期,确认人\n3,县财政局,2023-01-10,甲\n", to: "inputs/销号确认/确认.csv")
    let judgement = try await county.judge()
    #expect(before["县财政局1"] == .closed)
    #expect(states(judgement)["县财政局1"] == .awaited)
    try county.write("任务编号,单位,确认日期,确认人\n1,,2023-01-10,甲\n", to: "inputs/销号确认/确认.csv")
    let confirmed = try await county.judge()
    #expect(states(confirmed)["县财政局1"] == .closed)
    let results = PlanResults(assessment: confirmed.assessment)
    #expect(results.tasks.map(\.checkedOff).first == 1)
    #expect(confirmed.blockingCodes == [])
  }

  @Test(
    "a confirmation of last year, or of a day still to come, closes nothing and is told",
    arguments: [("2021-12-20", "confirmation-premature"), ("2023-02-20", "register-row-not-yet")])
  func otherDays(_ day: String, _ code: String) async throws {
    let county = try CommandsCounty.good()
    try county.write("任务编号,单位,确认日期\n1,县财政局,\(day)\n", to: "inputs/销号确认/确认.csv")
    let judgement = try await county.judge()
    #expect(states(judgement)["县财政局1"] == .awaited)
    #expect(judgement.findings(code).count == 1)
  }

  @Test("the confirmations of another year block as a whole")
  func otherYear() async throws {
    let county = try CommandsCounty.good()
    let rows = (1...9).map { "1,县财政局,2021-11-0\($0)\n" }.joined()
    try county.write("任务编号,单位,确认日期\n" + rows, to: "inputs/销号确认/确认.csv")
    #expect(try await county.judge().blockingCodes == ["year-suspect"])
  }

  @Test("a confirmation written twice is the same confirmation")
  func twice() async throws {
    let county = try CommandsCounty.good()
    let rows = String(repeating: "1,县财政局,2023-01-10\n", count: 12)
    try county.write("任务编号,单位,确认日期\n" + rows, to: "inputs/销号确认/确认.csv")
    let judgement = try await county.judge()
    #expect(states(judgement)["县财政局1"] == .closed)
    #expect(judgement.blockingCodes == [])
  }

  @Test(
    "a confirmation of what is not done, or of a task that a unit does not have, closes nothing and is told"
  )
  func premature() async throws {
    let county = try CommandsCounty.good()
    let open = states(try await county.judge()).first { $0.value == .open }
    let pair = try #require(open?.key)
    let (unit, task) = (String(pair.dropLast()), String(pair.suffix(1)))
    try county.write(
      "任务编号,单位,确认日期\n\(task),\(unit),2023-01-10\n1,城关镇,2023-01-10\n",
      to: "inputs/销号确认/确认.csv")
    let judgement = try await county.judge()
    #expect(states(judgement)[pair] == .open)
    #expect(judgement.findings("confirmation-premature").map(\.unit) == ["城关镇", unit].sorted())
  }
}
