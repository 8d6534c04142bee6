package import Diagnostics
import Disclosure
import Intake
import Scoring
import Settings
import Statutory

/// A pipeline that is being set up: a plan, units and rules, and nothing handed in.
///
/// Nothing can be published from it, so there is nothing to block. What a run would stop at because nobody has
/// handed in is not told unit by unit; what a person has to settle in the plan before a run is, and stops the run.
package struct SetupCheck {
  /// What `check` says of it.
  package let judgement: Judgement
  /// Findings of the plan and the settings that would stop a run.
  package let open: [Diagnostic]

  /// Nil for a pipeline that has, or says that it has, anything to count.
  package init?(_ found: Judgement) {
    let configuration = found.setup.configuration
    let problems = found.problems.kept
    guard configuration.inputs.isEmpty, configuration.none.isEmpty,
      configuration.previousScores == nil, configuration.previousStatutory == nil,
      !problems.contains(where: { $0.rule == .inputUnmatched }),
      found.inputs.allSatisfy({ $0.kind.isSetup })
    else { return nil }
    var list = ProblemList()
    var absent = 0
    for problem in problems {
      if Self.absences.contains(problem.rule) { absent += 1 } else { list.append(problem) }
    }
    list.append(
      Diagnostic(
        .inputsNotSet, at: SourceLocation(file: "pipeline.yaml"),
        found: "inputs 没有写任何材料，各单位的数都未知"))
    open = found.blocking.filter { !Self.absences.contains($0.rule) }
    judgement = found.ending(problems: list, blocking: [])
  }

  /// What is said because nothing was handed in, and nothing else.
  private static let absences: Set<DiagnosticRule> = [
    .scoreUnknown, .unitHandedInNothing, .identityUnknown, .inputNotCollected,
  ]

  /// What stands before the list of findings.
  package var opening: [String] {
    var lines = ["还没有材料：检查的是单位名录、任务分解表和指标。"]
    if !open.isEmpty {
      lines.append("待核\(open.count)处，核定以前不能运行：")
      lines += open.prefix(40).map { "  " + $0.line }
      if open.count > 40 { lines.append("  另有\(open.count - 40)处，见问题清单。") }
    }
    return lines
  }
}
