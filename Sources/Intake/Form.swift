/// The columns of one kind of input (inputs.md, "Tables").
package struct Form: Sendable {
  package let kind: InputKind

  /// The columns in their printed order.
  package var columns: [FormColumn] { kind.definition.columns }
  /// By the place of a column: whether its cells must be filled in a row that is used.
  var mustBeFilled: [Bool] { kind.definition.mustBeFilled }
  /// The indices of columns in which a mark that means nothing counts as an empty cell; remarks stand as they are.
  var blankable: [Int] { kind.definition.blankable }
  /// Columns of which a header must have at least one.
  var alternatives: [[Int]] { kind.definition.alternatives }
  /// The names of the columns of numbers that name something.
  var numberNames: [String] { kind.definition.numberNames }
  /// The names of the columns of addresses.
  var addressNames: [String] { kind.definition.addressNames }

  /// The place of a column by its name; the names are literals of the kind's own file.
  ///
  /// Bytes are compared: String comparison would ask Unicode's tables in every cell of every row.
  package func index(of name: String) -> Int { kind.definition.index(of: name) }

  /// Sheets of the workbooks that `nianbao forms` writes which hold no data.
  package static let sheetsWithoutData: Set<String> = ["填报说明", "任务与时限", "选项"]
}
