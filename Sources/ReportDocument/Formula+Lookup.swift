extension Formula {
  /// All data rows of one column of the table, unmoved when the reader sorts the table.
  package static func lockedColumn(_ column: Int) -> Formula {
    let letters = ColumnName.letters(column)
    return Formula("$\(letters)${first}:$\(letters)${last}")
  }

  /// A rectangle by rows counted from one and columns counted from zero, unmoved by sorting.
  package static func lockedArea(columns: ClosedRange<Int>, rows: ClosedRange<Int>) -> Formula {
    Formula(
      "$\(ColumnName.letters(columns.lowerBound))$\(rows.lowerBound):"
        + "$\(ColumnName.letters(columns.upperBound))$\(rows.upperBound)")
  }

  /// A row of constant numbers.
  package static func constants(_ numbers: [Formula]) -> Formula {
    Formula("{{" + numbers.map(\.template).joined(separator: ",") + "}")
  }

  /// True for a cell, or each cell of an area, that holds a number.
  package static func isNumber(_ value: Formula) -> Formula { call("ISNUMBER", [value]) }

  /// The sum over an expression worked out for each cell of its areas.
  package static func sumOver(_ expression: Formula) -> Formula { call("SUMPRODUCT", [expression]) }

  /// How many rows meet every condition: an area and what its cell must equal or satisfy.
  package static func countIfs(_ conditions: [(area: Formula, test: Formula)]) -> Formula {
    call("COUNTIFS", conditions.flatMap { [$0.area, $0.test] })
  }

  /// The condition of `countIfs` that a number is greater than a value.
  package static func above(_ value: Formula) -> Formula { Formula("\">\"&" + value.template) }

  /// The element of an area at a place counted from one.
  package static func element(of area: Formula, at position: Formula) -> Formula {
    call("INDEX", [area, position])
  }

  /// The place of a value in an area, counted from one; 1 where it does not occur.
  package static func position(of value: Formula, in area: Formula) -> Formula {
    call("IFERROR", [call("MATCH", [value, area, .integer(0)]), .integer(1)])
  }

  /// The sum of several areas and cells.
  package static func sum(of parts: [Formula]) -> Formula { call("SUM", parts) }
  /// The smallest number of several areas and cells; words in cells are passed over.
  package static func smallest(of parts: [Formula]) -> Formula { call("MIN", parts) }
}
