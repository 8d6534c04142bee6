import Testing

@testable import Diagnostics
@testable import Disclosure
@testable import WorkPlan

@Suite struct DeadlineCanonicalTests {
  @Test(
    "the canonical form reads back as itself",
    arguments: [
      "by 2022-06-30", "within 20wd", "within 20wd of 信息形成或者变更", "within 1m of 更改内容",
      "within 10wd after each month", "each quarter", "each quarter by 01-08", "each year by 12-31",
      "at least 2 per half", "lasting 30d", "lasting 7wd", "continuous", "periodic",
      "during 疫情防控期间", "each quarter; lasting 30d; by 2022-01-31",
    ])
  func roundTrip(_ text: String) {
    let read = DeadlineParser.parseCanonical(text)
    #expect(read.problems == [])
    #expect(read.clauses.map(\.canonical).joined(separator: "; ") == text)
  }

  @Test("width, case and spaces do not matter")
  func lenient() {
    let read = DeadlineParser.parseCanonical("ＢＹ　2022-06-30；At  Least 2 per  year；")
    #expect(read.clauses.map(\.canonical) == ["by 2022-06-30", "at least 2 per year"])
    #expect(read.problems == [])
  }

  @Test(
    "a part that is none of the accepted forms is named, and the accepted forms with it",
    arguments: [
      "by June", "by 2022-02-30", "within 20", "within 20w of 事件", "within 0wd", "within 20wd of",
      "within 10wd after month", "each week", "each quarter by 04-01", "each year by 13-01",
      "at least 0 per year", "at least two per year", "at least 2", "lasting", "during", "6月底前",
      "continuous always", "within 99999999999999999999wd", "within 20wd after each",
    ])
  func refusals(_ text: String) {
    let read = DeadlineParser.parseCanonical(text)
    #expect(read.clauses == [])
    #expect(read.problems.map(\.kind) == [.notCanonical])
    let found = read.problems.map { $0.diagnostic(at: SourceLocation(file: "plan.csv", row: 2)) }
    #expect(
      found.allSatisfy { $0.expected.contains("within 20wd of") && $0.rule.severity == .error })
  }

  @Test(
    "understood parts are kept beside unreadable ones, and nothing at all is a problem of its own")
  func mixed() {
    let read = DeadlineParser.parseCanonical("each month; sometime")
    #expect(read.clauses.map(\.canonical) == ["each month"])
    #expect(read.problems.map(\.phrase) == ["sometime"])
    #expect(DeadlineParser.parseCanonical(" ； ").problems.map(\.kind) == [.empty])
  }
}
