/// One cell of the statutory report in the form of a year.
package struct StatutoryCell: Hashable, Sendable {
  /// 2, 3 or 4: the table, by the part of the report it stands in.
  package let table: Int
  /// Proactive disclosure: 信息内容; requests: row code; disputes: block.
  package let row: String
  /// Proactive disclosure: 指标; requests and disputes: the column.
  package let column: String
  /// The row's printed name.
  package let rowLabel: String
  /// The place in the form's printed order, from zero.
  package let index: Int
  /// The first year of the form that the cell belongs to.
  let formYear: Int

  init(
    table: Int, row: String, column: String, rowLabel: String, index: Int, formYear: Int
  ) {
    self.table = table
    self.row = row
    self.column = column
    self.rowLabel = rowLabel
    self.index = index
    self.formYear = formYear
  }

  /// The table of part two.
  package static let proactiveTable = 2
  /// The table of part three.
  package static let requestTable = 3
  /// The table of part four.
  package static let disputeTable = 4
  /// The column and the row that hold sums.
  package static let total = "总计"

  /// The part of the report that a table stands in, as people name it.
  package static func part(_ table: Int) -> String {
    switch table {
    case proactiveTable: "第二部分"
    case requestTable: "第三部分"
    default: "第四部分"
    }
  }

  /// `行/列`, as `explain --cell` takes it.
  package var name: String { row + "/" + column }

  /// The cell with its part, for messages: `第三部分 3.3.7/自然人`.
  package var title: String { "\(Self.part(table)) \(name)" }

  package static func == (left: StatutoryCell, right: StatutoryCell) -> Bool {
    left.index == right.index && left.formYear == right.formYear
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(index)
    hasher.combine(formYear)
  }
}
