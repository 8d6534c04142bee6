import AnnualReport
import Configuration
package import Diagnostics
import Disclosure
import Intake
import Privacy
import ProgressLog
import Publishing
import Registers
import ReportDocument
import Scoring
import Statutory
import Tables
import WorkPlan

/// Every message the program can give, each with a stable code; the rooms declare their own.
package enum Catalogue {
  /// All rules, by number.
  package static let all: [DiagnosticRule] =
    (DiagnosticRule.tableRules + DiagnosticRule.runningTextRules + DiagnosticRule.disclosureRules
    + DiagnosticRule.intakeRules
    + DiagnosticRule.configurationRules + DiagnosticRule.workPlanRules
    + DiagnosticRule.registerRules + DiagnosticRule.progressLogRules
    + DiagnosticRule.scoringRules + DiagnosticRule.statutoryRules
    + DiagnosticRule.documentRules + DiagnosticRule.annualReportRules
    + DiagnosticRule.privacyRules
    + DiagnosticRule.pipelineRules + DiagnosticRule.runtimeRules)
    .ordered { $0.number < $1.number }

  /// The rule of a code.
  package static func rule(_ code: String) -> DiagnosticRule? { all.first { $0.code == code } }
}
