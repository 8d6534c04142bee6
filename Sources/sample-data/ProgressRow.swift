import Disclosure

/// A row of the progress log.
struct ProgressRow {
  var date: PlainDate
  var unit: Int
  var task: String
  var kind: EntryKind
  var title: String
  var url: String
  var formed: PlainDate?
  var trigger = ""
  var until: PlainDate?
  var channel = "政府网站"
  /// The row's own number; it makes its address and its place among rows of a day.
  var serial = 0
}
