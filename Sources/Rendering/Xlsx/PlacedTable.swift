import ReportDocument

/// A table where it was written.
struct PlacedTable {
  let table: DataTable
  let sheet: String
  /// The rows of its data, counted from zero.
  let data: Range<Int>
  /// Rows without a figure, by column.
  let absent: [Int: Set<Int>]
}
