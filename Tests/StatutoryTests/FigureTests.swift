import TestSupport
import Testing

@testable import Diagnostics
@testable import Disclosure
@testable import Registers
@testable import Statutory

@Suite("named figures")
struct FigureTests {
  private func county(_ change: (inout StatutoryInput) throws -> Void) throws -> StatutoryResult {
    var input = try StatutoryInput.county([
      ReportingUnit(name: "县府办", group: "县直部门"),
      ReportingUnit(name: "县税务局", group: "县直部门", attributes: ["垂直管理"]),
    ])
    input.addZeroFigures(unit: 0)
    try change(&input)
    return StatutoryReport.derive(input)
  }

  @Test("have paths of which none is the beginning of another, so that a template can nest them")
  func paths() throws {
    let figures = try county { input in
      input.registers[Letter.self] = [
        Letter(
          unit: 0, received: day("2022-03-01"), channel: "热线", category: "咨询", answered: nil,
          isPublic: nil, location: place("来件.csv", 2))
      ]
    }.figures
    let names =
      (figures.all + figures.breakdowns.flatMap(\.items)).map(\.name)
    #expect(Set(names).count == names.count)
    for name in names {
      #expect(!names.contains { $0.hasPrefix(name + ".") }, "\(name)")
      #expect(
        name.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || "._".contains($0)) })
    }
  }

  @Test("of requests say categories, shares and lateness")
  func requests() throws {
    let result = try county { input in
      input.addRequest("1", received: "2022-03-01", answered: "2022-03-10", outcome: "3.1")
      input.addRequest("2", received: "2022-03-01", answered: "2022-03-10", outcome: "3.3.7")
      input.addRequest("3", received: "2022-03-01", answered: "2022-03-10", outcome: "3.3.1")
      input.addRequest(
        "4", applicant: .business, received: "2022-12-30", answered: "2023-01-10", outcome: "3.2")
      input.addRequest("5", unit: 1, received: "2022-12-30")
      input.requestLateness = [
        0: RequestLateness(judged: 4, late: 1), 1: RequestLateness(judged: 1, late: 1),
      ]
    }
    let expected = [
      "requests.received": "4", "requests.answered": "3", "requests.carried_out": "1",
      "requests.refused": "2", "requests.granted_share": "33.3", "requests.refused_share": "66.7",
      "requests.received_from_organisations": "1", "requests.row_3_3_7": "1",
      "requests.late": "1", "requests.on_time_share": "75.0",
      "requests.received_last_year": "不适用", "requests.received_change_percent": "不适用",
    ]
    for (name, text) in expected { #expect(result.figures[name]?.text == text, "\(name)") }
    let unit = result.figures(of: .unit(1))
    #expect(unit["requests.received"]?.text == "1")
    #expect(unit["requests.granted_share"]?.text == "不适用")
    #expect(unit["requests.on_time_share"]?.text == "0.0")
  }

  @Test("compare with last year, zero and unknown values apart")
  func lastYear() throws {
    let result = try county { input in
      input.addRequest("1", received: "2022-03-01", answered: "2022-03-10", outcome: "3.1")
      input.addRequest("2", received: "2022-03-01", answered: "2022-03-10", outcome: "3.1")
      input.previous = [
        PreviousFigure(table: 3, row: "1", column: "总计", value: Exact(3)),
        PreviousFigure(table: 3, row: "3.7", column: "总计", value: .zero),
      ]
    }
    let figures = result.figures
    #expect(figures["requests.received_change"]?.text == "-1")
    #expect(figures["requests.received_change_percent"]?.text == "-33.3")
    #expect(figures["requests.answered_change"]?.text == "2")
    #expect(figures["requests.answered_change_percent"]?.text == "不适用")
    #expect(figures["requests.granted_last_year"]?.text == "未知")
  }

  @Test("of documents say 公开属性, and interpretation by its three working days")
  func documents() throws {
    let result = try county { input in
      // Published on Friday 30 September 2022: due on Monday 10 October, after the holiday and two worked days.
      for (title, interpreted) in [("甲", "2022-10-10"), ("乙", "2022-10-11"), ("丙", nil)] {
        input.addDocument(
          title, issued: "2022-09-20", published: "2022-09-30", attribute: .proactive,
          interpreted: interpreted)
      }
      input.addDocument(
        "丁", issued: "2022-09-20", published: "2023-01-31", attribute: .proactive)
      input.addDocument(
        "戊", kind: .other, issued: "2022-09-20", published: "2022-09-30", attribute: .proactive)
      input.addDocument("己", issued: "2022-09-20", attribute: .onRequest)
      input.addDocument("庚", issued: "2022-12-20")
    }
    let expected = [
      "documents.issued.total": "7", "documents.issued.normative": "6",
      "documents.disclosed.proactive": "5", "documents.disclosed.on_request": "1",
      "documents.disclosed.unmarked": "1", "documents.interpretation.required": "3",
      "documents.interpretation.on_time": "1", "documents.interpretation.late": "2",
      "documents.interpretation.on_time_share": "33.3",
    ]
    for (name, text) in expected { #expect(result.figures[name]?.text == text, "\(name)") }
  }

  @Test("of letters count categories and five working days")
  func letters() throws {
    func letter(_ received: String, _ answered: String?, _ category: String) -> Letter {
      Letter(
        unit: 0, received: day(received), channel: "信箱", category: category,
        answered: answered.map(day), isPublic: answered != nil, location: place("来件.csv", 2))
    }
    let result = try county { input in
      input.registers[Letter.self] = [
        // domain.md: 2022-09-26 + 5 working days is 2022-10-08.
        letter("2022-09-26", "2022-10-08", "咨询"), letter("2022-09-26", "2022-10-09", "咨询"),
        letter("2022-09-26", nil, "投诉"), letter("2022-12-31", nil, ""),
        letter("2023-01-02", nil, "投诉"),
      ]
    }
    let figures = result.figures
    #expect(figures["letters.received"]?.text == "4")
    #expect(figures["letters.answered"]?.text == "2")
    #expect(figures["letters.unanswered"]?.text == "2")
    #expect(figures["letters.on_time"]?.text == "1")
    #expect(figures["letters.late"]?.text == "3")
    let categories = try #require(
      figures.breakdowns.first { $0.name == "letters.by_category" })
    #expect(categories.items.map { "\($0.label) \($0.text)" } == ["咨询 2", "投诉 1", "未分类 1"])
    #expect(figures.checks.allSatisfy { $0.verdict == .holds })
  }

  @Test("of proposals find an answered one without a result")
  func proposals() throws {
    func proposal(_ kind: Proposal.Kind, _ result: String, _ answered: String?, _ row: Int)
      -> Proposal
    {
      Proposal(
        unit: 0, number: "\(row)", kind: kind, result: result, answered: answered.map(day),
        isPublic: nil, location: place("提案.csv", row))
    }
    let good = try county { input in
      input.registers[Proposal.self] = [
        proposal(.deputies, "A", "2022-06-01", 2), proposal(.consultative, "B", "2022-06-01", 3),
        proposal(.consultative, "", nil, 4),
      ]
    }
    #expect(good.figures["proposals.total"]?.text == "3")
    #expect(good.figures["proposals.deputies_a"]?.text == "1")
    #expect(good.figures["proposals.unanswered"]?.text == "1")
    #expect(!good.codes.contains("figures-disagree"))
    let bad = try county { input in
      input.registers[Proposal.self] = [proposal(.deputies, "", "2022-06-01", 2)]
    }
    #expect(bad.codes == ["figures-disagree", "proposal-result-missing", "vertical-unit-listed"])
  }

  @Test("of fees are exact, and unknown where one amount is missing")
  func fees() throws {
    func result(_ amounts: [String?]) throws -> NamedFigures {
      try county { input in
        for (index, amount) in amounts.enumerated() {
          input.registers[InformationRequest.self].append(
            InformationRequest(
              number: "\(index)", unit: 0, applicant: .naturalPerson, received: day("2022-03-01"),
              feePaid: day("2022-03-05"), feeAmount: amount.flatMap { Exact(decimal: $0) },
              location: place("登记簿.csv", index + 2)))
        }
      }.figures
    }
    #expect(try result(["100", "0.1", "0.2"])["fees.collected"]?.text == "100.3")
    #expect(try result(["100", nil])["fees.collected"]?.text == "未知")
    #expect(try result(["100", nil])["fees.requests"]?.text == "2")
    #expect(try result([])["fees.collected"]?.text == "0")
  }
}
