package import WorkPlan

/// An entry that a clause found late, too short or unknown.
package struct EntryException: Sendable, Hashable {
  package let unit: Int32
  package let task: Int32
  package let clause: Int32
  package let outcome: Outcome
  package let day: Int32
  /// 信息形成日期, or `ProgressEntry.noDay`; for `lasting` 结束日期.
  package let reference: Int32
  /// The due day, or `ProgressEntry.noDay`.
  package let due: Int32
  package let position: ProgressPosition
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
  package let title: String
  package let url: String
}
