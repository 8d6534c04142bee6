import Configuration
import Intake
package import Reporting
import WorkPlan

extension Setup {
  /// The forms of a pipeline, with the columns that intake looks for.
  package func unitForms(spareRows: Int?) -> UnitForms {
    UnitForms(
      title: configuration.title, publisher: configuration.publisher,
      schedule: schedule,
      forms: EntryForm.kinds.map { kind in
        let filled = Form.filledColumns(of: kind)
        return EntryForm(
          kind: kind,
          columns: Form.of(kind).columns.map {
            EntryForm.Column($0.name, isRequired: filled.contains($0.name))
          })
      }, spareRows: spareRows)
  }
}
