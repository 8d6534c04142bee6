/// What a chart needs to know of its table: where it stands, the rows drawn, and the columns.
struct ChartRange {
  var sheet: String
  var rows: Range<Int>
  var categories: Int
  var values: [Int]
  /// Rows without a figure, by column.
  var absent: [Int: Set<Int>]

  /// The rows of a column down to its last figure: what has not come yet is left out.
  func drawn(_ column: Int) -> Range<Int> {
    guard let absent = absent[column] else { return rows }
    let last = rows.last { !absent.contains($0) } ?? rows.lowerBound
    return rows.lowerBound..<(last + 1)
  }

  /// True where a line would run through a word, which spreadsheets draw as zero.
  var hasGap: Bool {
    values.contains { column in
      guard let absent = absent[column] else { return false }
      return drawn(column).contains { absent.contains($0) }
    }
  }
}
