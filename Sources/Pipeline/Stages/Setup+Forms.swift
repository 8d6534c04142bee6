import Configuration
package import Forms
import Intake
import Settings
import WorkPlan

extension Setup {
  /// The forms of a pipeline, with the columns that intake looks for.
  package func unitForms(spareRows: Int?) -> UnitForms {
    UnitForms(
      title: configuration.title, publisher: configuration.publisher,
      schedule: schedule,
      kinds: context.kinds, spareRows: spareRows)
  }
}
