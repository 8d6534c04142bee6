import Foundation
import Testing

@testable import Disclosure
@testable import Statutory

struct WorkedCase: Sendable, CustomTestStringConvertible {
  let folder: String
  let year: Int
  let asOf: String
  var waived: Set<String> = []
  var testDescription: String { folder }

  static let all: [WorkedCase] = [
    WorkedCase(folder: "01", year: 2022, asOf: "2023-01-31"),
    WorkedCase(folder: "05", year: 2023, asOf: "2024-01-31", waived: ["县民政局"]),
  ]
}

@Suite("the worked cases")
struct WorkedCaseTests {
  struct Expected {
    let statutory: [String: Any]
    let identities: [[String: Any]]

    init(_ folder: URL) throws {
      let data = try Data(contentsOf: folder.appending(path: "expected.json"))
      let root = try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
      statutory = try present(root["statutory"] as? [String: Any])
      identities = try present(root["identities"] as? [[String: Any]])
    }
  }

  private func number(_ value: Any?) -> Exact? {
    switch value {
    case let text as String: Exact(decimal: text)
    case let number as NSNumber: Exact(number.intValue)
    default: nil
    }
  }

  @Test("give the expected tables, all 200 cells", arguments: WorkedCase.all)
  func tables(_ one: WorkedCase) throws {
    let reader = CaseReader(one.folder)
    let result = StatutoryReport.derive(
      try reader.input(year: one.year, asOf: one.asOf, waived: one.waived))
    let expected = try Expected(reader.folder).statutory
    let table2 = try #require(expected["table2"] as? [String: Any])
    for cell in ReportForm.current.cells {
      let wanted: Exact?
      if cell.table == 2 {
        wanted = number(table2[cell.name])
      } else {
        let table = try #require(expected["table\(cell.table)"] as? [String: [String: Any]])
        wanted = number(table[cell.row]?[cell.column])
      }
      #expect(result.county[cell] == wanted, "\(cell.title)")
    }
  }

  @Test("give the expected identities, both sides and verdict", arguments: WorkedCase.all)
  func identities(_ one: WorkedCase) throws {
    let reader = CaseReader(one.folder)
    let result = StatutoryReport.derive(
      try reader.input(year: one.year, asOf: one.asOf, waived: one.waived))
    let expected = try Expected(reader.folder).identities
    #expect(expected.count > 100)
    var found: [String: IdentityRecord] = [:]
    for record in result.identities {
      let key = "\(record.id)|\(record.scope)|\(record.item)"
      #expect(found[key] == nil, "\(key) occurs twice")
      found[key] = record
    }
    for one in expected {
      func text(_ key: String) -> String { one[key] as? String ?? "" }
      let key = "\(text("id"))|\(text("scope"))|\(text("item"))"
      let match = found.removeValue(forKey: key)
      let record = try #require(match, "\(key) is missing")
      #expect(record.verdict.rawValue == text("verdict"), "\(key)")
      #expect(record.source.rawValue == text("source"), "\(key)")
      if one.keys.contains("left") {
        #expect(record.left == number(one["left"]), "\(key) left")
        #expect(record.right == number(one["right"]), "\(key) right")
      }
    }
    // What the case leaves out is only the rule that does not apply to a body with the power.
    for record in found.values {
      #expect(record.identity == .rulesNeedPower && record.verdict == .notApplicable, "\(record)")
    }
    #expect(result.identities == result.identities.sorted())
  }
}
