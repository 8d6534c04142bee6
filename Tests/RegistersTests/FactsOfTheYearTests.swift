import TestSupport
import Testing

@testable import Diagnostics
@testable import Disclosure
@testable import Intake
@testable import Registers

@Suite("What a record is in the year of the report")
struct FactsOfTheYearTests {
  let year = ReportingYear(year: 2022, asOf: day("2023-01-31"), calendar: .national)
  let place = SourceLocation(file: "登记.csv", row: 2)

  @Test(
    "a dispute counts from the first day of the year and until the year's decisions are known",
    arguments: [
      // Without a day of closing, a decided case of an earlier year was decided then.
      ("2021-12-31", "结果维持", nil, "decidedWithoutDate"), ("2022-01-01", "结果维持", nil, "结果维持"),
      ("2021-12-31", "尚未审结", nil, "尚未审结"),
      ("2021-12-31", "结果纠正", "2021-12-31", "otherYear"),
      ("2021-12-31", "结果纠正", "2022-01-01", "结果纠正"), ("2022-12-31", "其他结果", "2022-12-31", "其他结果"),
      ("2022-12-31", "其他结果", "2023-01-01", "尚未审结"), ("2023-01-01", "尚未审结", nil, "otherYear"),
    ] as [(String, String, String?, String)])
  func disputes(_ received: String, _ outcome: String, _ closed: String?, _ standing: String) throws
  {
    let dispute = Dispute(
      unit: 0, kind: .review, number: "1", received: day(received),
      outcome: try #require(DisputeOutcome(rawValue: outcome)), closed: closed.map { day($0) },
      location: place)
    let said =
      switch dispute.standing(in: year) {
      case .counted(let outcome): outcome.rawValue
      case .otherYear: "otherYear"
      case .decidedWithoutDate: "decidedWithoutDate"
      }
    #expect(said == standing)
  }

  @Test("tasks left over are of the year before, and closed by as_of")
  func carriedTasks() {
    func task(_ year: Int, rectified: String? = nil) -> CarriedTask {
      CarriedTask(
        year: year, unit: 0, task: "1", title: "规划", rectified: rectified.map { day($0) },
        location: place)
    }
    let suspicion = CarriedTask.yearSuspicion([task(2021), task(2020), task(2022)], in: year)
    #expect(suspicion?.outside == 2 && suspicion?.rows == 3)
    // Put right in its own year, a task was never left over; those still open say nothing of that.
    let early = CarriedTask.yearSuspicion(
      [
        task(2021, rectified: "2021-05-20"), task(2021, rectified: "2021-12-31"),
        task(2021, rectified: "2022-01-01"), task(2021),
      ], in: year)
    #expect(early?.outside == 2 && early?.rows == 3)
    #expect(early?.words?.contains("整改日期") == true)
    #expect(task(2021, rectified: "2023-01-31").isClosed(in: year))
    #expect(
      !task(2021, rectified: "2023-02-01").isClosed(in: year) && !task(2021).isClosed(in: year))
  }

  @Test(
    "only a refusal, whole or in part, asks for a review before a suit", arguments: [2023, 2024])
  func reviewFirst(_ suitYear: Int) {
    let answers = [
      RequestRow("a", .result(.granted), "甲"), RequestRow("b", .result(.partial), "乙"),
      RequestRow("c", .result(.refused), "丙"),
    ]
    let numbers = ["a", "b", "c"]
    let requests = numbers.map { code in
      var request = InformationRequest(
        number: code, unit: 0, applicant: .naturalPerson, received: day("2023-12-01"),
        location: place)
      request.outcome = code
      return request
    }
    let suits = numbers.map { code in
      Dispute(
        unit: 0, kind: .directLitigation, number: code, received: day("\(suitYear)-06-01"),
        outcome: .open, closed: nil, location: place)
    }
    let found = ReviewFirst.findings(
      disputes: suits, requests: requests, answers: answers, units: UnitRegistry.sample.units)
    #expect(found.count == (suitYear == 2024 ? 2 : 0))
  }
}
