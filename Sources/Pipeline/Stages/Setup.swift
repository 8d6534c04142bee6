package import AnnualReport
import Configuration
package import Diagnostics
package import Disclosure
package import Intake
import Publishing
package import Scoring
package import Settings
package import Tables
package import WorkPlan

/// A pipeline ready to run: what its own files say, checked against each other.
package struct Setup: Sendable {
  package let configuration: PipelineConfiguration
  package let calendar: WorkdayCalendar
  package let registry: UnitRegistry
  package let tasks: [WorkTask]
  package let system: IndicatorSystem
  package let waivers: [Waiver]
  package let schedule: ObligationSchedule
  package let context: IntakeContext
  /// Records of units and plan.
  package let records: [InputRecord]
  /// The narrative's template: the county's own where it has one.
  package let template: ReportTemplate
  /// Files of rules with their hashes, for the manifest.
  package let rules: [(file: String, sha256: String)]
  package let problems: [Diagnostic]
  /// What the files were before they were read.
  package let witness: InputWitness

  /// The pipeline's name.
  package var name: String { configuration.name }

  /// The same pipeline under other rules.
  package func with(system: IndicatorSystem) -> Setup {
    Setup(
      configuration: configuration, calendar: calendar, registry: registry, tasks: tasks,
      system: system, waivers: waivers, schedule: schedule, context: context, records: records,
      template: template, rules: rules, problems: problems, witness: witness)
  }

  /// Ends the run where a file could not be read, or was not the same after reading as before (safety.md 21).
  package func refuseUnsoundReading(_ problems: some Sequence<Diagnostic>) throws {
    try RefusedPipeline.refuseUnreadable(problems)
    let changed = witness.changed
    guard changed.isEmpty else { throw RuntimeFault.inputChanged(files: changed) }
  }

  /// The unit that publishes the county's report, if it is registered.
  package var office: Int? { registry.index(of: configuration.publisher) }
}
