import Forms
import Settings
import Testing

@testable import Diagnostics
@testable import Disclosure
@testable import Intake
@testable import Pipeline

@Suite("The catalogue's examples of rows")
struct CatalogueExampleTests {
  private static let rules = Catalogue.all.filter {
    if case .rows = $0.example { true } else { false }
  }

  @Test(
    "each trips its rule, at a place, with words of what was found", arguments: rules.map(\.code))
  func example(_ code: String) throws {
    let rule = try #require(Catalogue.rule(code))
    guard case .rows(let name, let csv) = rule.example else { return }
    let kind = try #require(InputKinds.all[key: name])
    let reading = try Reading(kind, csv: csv)
    #expect(reading.codes.contains(code), "\(reading.diagnostics.map(\.line))")
    #expect(reading.record.isConserved)
    for finding in reading.diagnostics {
      #expect(!finding.found.isEmpty && !finding.expected.isEmpty && !finding.remedy.isEmpty)
      #expect(!finding.location.file.isEmpty)
    }
  }

  @Test("there is one for most rules of intake")
  func enough() {
    #expect(Self.rules.count { (2000..<2100).contains($0.number) } >= 28)
  }
}
