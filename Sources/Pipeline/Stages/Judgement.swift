import Configuration
package import Diagnostics
package import Disclosure
import Forms
package import Intake
package import Privacy
package import ProgressLog
package import Registers
package import Reporting
package import Scoring
package import Settings
package import Statutory
import WorkPlan

/// All results of a run, before anything is written.
///
/// Of the registers and the log only what the outputs quote is kept: the rest would stand in memory beside them.
package struct Judgement: Sendable {
  package let setup: Setup
  package let inspections: [Inspection]
  package let previousScores: [PreviousScore]
  /// What no register holds.
  package let narrative: [NarrativeItem]
  /// Last year's named figures.
  package let previousFigures: [String: Exact]
  /// Applicants' names, for the gate of the level above; never written.
  package let applicantNames: Set<String>
  package let places: LogPlaces
  /// Every row that was sent back.
  package let quarantined: [QuarantinedRow]
  package let assessment: AssessmentResult
  package let statutory: StatutoryResult
  /// Every finding, from the configuration to the identities.
  package let problems: ProblemList
  /// Findings that stop publication and are not waived.
  package let blocking: [Diagnostic]
  /// Waivers that were applied.
  package let usedWaivers: Set<Waiver>
  /// Every file read, by path.
  package let inputs: [InputRecord]
  /// What each unit has handed in.
  package let submissions: Submissions
  /// What units wrote back on their feedback.
  package let replies: [UnitReply]
  /// Signals of each unit: information, never a deduction.
  package let signals: [UnitSignals]
  /// Looks for personal particulars in what goes out.
  package let gate: PrivacyGate

  /// What is known of each kind of input.
  package let coverage: InputCoverage
  /// Before the year's end: the stage that was published before this one, if any was.
  package var earlierStage: EarlierStage?

  /// Rows of the log that were used.
  package var entries: Int { inputs.reduce(0) { $0 + ($1.kind == .progress ? $1.accepted : 0) } }

  /// Missing inputs that a waiver lets pass and that feed the statutory report, each with its basis.
  package var waivedGaps: [String] {
    let asOf = setup.configuration.settings.asOf
    return problems.kept.filter { InputGap.rules.contains($0.rule) }.ordered().compactMap {
      finding in
      guard let waiver = setup.waivers.applied(to: finding, asOf: asOf),
        usedWaivers.contains(waiver),
        let kind = InputKinds.all.collected.first(where: { finding.scopes.contains($0.key) }),
        kind.feedsReport
      else { return nil }
      return "\(kind.label)有材料没有计入（\(waiver.basis)）"
    }
  }

  /// What a verdict says beside yes or no.
  package var remarks: [String] {
    var remarks: [String] = []
    if isInterim {
      remarks.append("截至\(setup.configuration.settings.asOf.chinese)的阶段成果，法定报告只作草稿")
    }
    if !coverage.notCollected.isEmpty {
      remarks.append("没有收集\(coverage.notCollected.map(\.label).joined(separator: "、"))，所涉及的数未知")
    }
    if !usedWaivers.isEmpty { remarks.append("用了\(usedWaivers.count)条豁免") }
    return remarks
  }

  /// The same results with what was found while the outputs were made.
  package func ending(problems: ProblemList, blocking: [Diagnostic]) -> Judgement {
    Judgement(
      setup: setup, inspections: inspections, previousScores: previousScores,
      narrative: narrative, previousFigures: previousFigures,
      applicantNames: applicantNames, places: places, quarantined: quarantined,
      assessment: assessment, statutory: statutory, problems: problems, blocking: blocking,
      usedWaivers: usedWaivers, inputs: inputs, submissions: submissions, replies: replies,
      signals: signals, gate: gate, coverage: coverage, earlierStage: earlierStage)
  }
}
