package import Disclosure
import WorkPlan

/// An entry that a clause found late, too short or unknown.
package struct EntryException: Sendable, Hashable {
  let unit: Int32
  let task: Int32
  package let clause: Int32
  let outcome: Outcome
  let day: Int32
  /// 信息形成日期, or `ProgressEntry.noDay`; for `lasting` 结束日期.
  let reference: Int32
  /// The due day, or `ProgressEntry.noDay`.
  let due: Int32
  package let position: ProgressPosition

  /// The day that `reference` is; nil where there is none.
  package var referenceDay: PlainDate? {
    reference == ProgressEntry.noDay ? nil : PlainDate(dayNumber: reference)
  }
}

/// An exception as a tally keeps it: its title and URL lie one behind the other in the tally's text.
struct KeptException: Sendable, Hashable {
  let entry: EntryException
  var textStart: Int
  let titleLength: Int32
  let urlLength: Int32
}

/// An exception with its texts, as the lists and the lines of partials need it.
package struct ListedException: Sendable, Hashable {
  package let entry: EntryException
  let title: String
  let url: String
}
