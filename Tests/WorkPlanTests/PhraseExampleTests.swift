import TestSupport
import Testing

@testable import Diagnostics
@testable import Disclosure
@testable import WorkPlan

@Suite struct PhraseExampleTests {
  @Test("the phrase that a rule gives as its example trips that rule")
  func examples() {
    var run = 0
    for rule in DiagnosticRule.workPlanRules {
      let place = SourceLocation(file: "plan.csv", row: 2)
      let found: [Diagnostic]
      switch rule.example {
      case .deadline(let phrase):
        found = DeadlineParser.parse(phrase, year: 2022).problems.map { $0.diagnostic(at: place) }
      case .responsibility(let cell):
        found = ResponsibilityParser.parse(cell, in: UnitRegistry.sample).problems
          .map { $0.diagnostic(at: place) }
      default: continue
      }
      run += 1
      #expect(found.map(\.rule.code).contains(rule.code), "\(rule.code): \(found.map(\.line))")
      #expect(found.allSatisfy { $0.location == place && !$0.found.isEmpty })
    }
    #expect(run >= 13)
  }
}
