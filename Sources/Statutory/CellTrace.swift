import Diagnostics
package import Disclosure

/// A unit's share in a cell: its value, where it comes from and the rows behind it.
package struct CellPart: Sendable, Hashable {
  package let unit: Int
  package let name: String
  package let standing: UnitStanding
  package let value: Exact?
  package let source: CellSource
  /// The register rows or the declared cell.
  package let rows: [TracedRow]

  /// The registration numbers.
  package var numbers: [String] { rows.map(\.number).filter { !$0.isEmpty } }
}

/// What a cell is made of, for `explain --cell`.
package struct CellTrace: Sendable, Hashable {
  package let cell: StatutoryCell
  /// The jurisdiction or the unit.
  package let scope: String
  package let value: Exact?
  /// One part per unit; for the county also the units that are listed but not summed.
  package let parts: [CellPart]

  /// The registration numbers of all summed parts.
  package var numbers: [String] { parts.filter { $0.standing == .summed }.flatMap(\.numbers) }
}

extension StatutoryResult {
  /// What a cell is made of; nil where the form has no such cell.
  package func trace(
    row: String, column: String, scope: ReportScope = .county
  ) -> CellTrace? {
    input.form.cell(named: row + "/" + column).map { trace($0, scope: scope) }
  }

  /// What a cell is made of.
  package func trace(_ cell: StatutoryCell, scope: ReportScope = .county) -> CellTrace {
    let rows = UnitRows.grouped(input)
    let chosen: [Int] =
      switch scope {
      case .county: Array(units.indices)
      case .unit(let index): units.indices.contains(index) ? [index] : []
      }
    let parts = chosen.map { index in
      let unit = units[index]
      let source = unit.sources[cell.index]
      let derivation = UnitDerivation(input, unit: index, rows: rows[index])
      return CellPart(
        unit: index, name: unit.name, standing: unit.standing, value: unit.used[cell],
        source: source, rows: derivation.tracedRows(cell, from: source))
    }
    return CellTrace(
      cell: cell, scope: input.name(of: scope), value: tables(of: scope)[cell], parts: parts)
  }
}
