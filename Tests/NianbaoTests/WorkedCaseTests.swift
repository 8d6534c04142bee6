import Testing

@testable import Pipeline
@testable import nianbao

@Suite("The worked cases come out as computed by hand")
struct WorkedCaseTests {
  @Test(
    "every figure that the design documents fix is met",
    arguments: [
      ("01", false), ("02", true), ("03", false), ("04", false),
      ("05", false), ("06", true), ("07", true), ("08", true),
    ])
  func workedCase(_ name: String, _ isBlocked: Bool) async throws {
    let folder = Fixture.workedCase(name)
    let run = try await PipelineRun(folder)
    let actual = try JSONValue(run.bytes)
    let expected = try JSONValue(try Fixture.bytes(folder + "/expected.json"))
    let comparison = RunComparison(expected: expected, actual: actual)
    #expect(comparison.differences.prefix(20) == [])
    #expect(comparison.total > 2000)
    #expect(run.judgement.isBlocked == isBlocked)
    #expect(actual["status"]?.text == (isBlocked ? "blocked" : "ok"))
  }

  @Test("a difference is found: the comparison is not blind")
  func comparisonSees() throws {
    let expected = try JSONValue(
      Array(
        """
        {"units": [{"unit": "甲", "group": "镇街", "score": "90.00", "rank": 1,
        "indicators": [{"id": "A", "score": "1.0"}]}, {"unit": "乙", "group": "镇街", "indicators": []}]}
        """.utf8))
    func differences(_ text: String) throws -> [String] {
      RunComparison(expected: expected, actual: try JSONValue(Array(text.utf8))).differences
    }
    let first =
      #"{"unit": "甲", "group": "镇街", "score": "90.00", "rank": 1.0, "indicators": [{"id": "A", "score": "1.0"}]}"#
    let second = #"{"unit": "乙", "group": "镇街", "score": null, "indicators": []}"#
    #expect(try differences("{\"units\": [\(first), \(second)]}") == [])
    #expect(
      try differences("{\"units\": [\(second), \(first)]}").map { $0.prefix(13) }
        == ["units (order)"])
    let shorter = first.replacing("90.00", with: "90.0")
    #expect(
      try differences("{\"units\": [\(shorter), \(second)]}")
        == ["units[甲].score: expected 90.00, actual 90.0"])
    let scored = second.replacing("null", with: "\"3.00\"")
    #expect(
      try differences("{\"units\": [\(first), \(scored)]}")
        == ["units[乙].score: expected (absent), actual 3.00"])
    let more = second.replacing("[]", with: #"[{"id": "A", "score": "2.0"}]"#)
    #expect(
      try differences("{\"units\": [\(first), \(more)]}")
        == ["units[乙].indicators[A]: expected (absent), actual 2.0"])
    #expect(
      try differences("{\"units\": [\(first)]}")
        == [
          "units[乙].group: expected 镇街, actual (absent)",
          "units[乙].unit: expected 乙, actual (absent)",
        ])
  }
}
