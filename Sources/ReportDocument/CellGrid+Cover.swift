extension CellGrid {
  /// The rows of a cover, names on the left and words on the right, within the width of an upright page; `sheets` are those that
  /// its contents name, and no name of theirs is cut.
  package static func cover(_ rows: [[Cell]], of sheets: [SheetDocument]) -> CellGrid {
    let longest = sheets.map { DisplayWidth.columns(of: $0.name) }.max() ?? 0
    let names = max(18, longest)
    return CellGrid(rows: rows, columnWidths: [names, 94 - names])
  }
}
