import Diagnostics
import ReportDocument

/// A table as markup: caption, headings with their scope, figures with their names.
struct HTMLTable {
  private let table: FlowTable
  /// True where the caption is for those who are told of the table and not shown it.
  private let hidesCaption: Bool

  init(_ table: FlowTable, hidesCaption: Bool = false) {
    self.table = table
    self.hidesCaption = hidesCaption
  }

  func write(to page: inout Markup) {
    // What is wider than a telephone is moved sideways inside its own frame, by finger or by key.
    page.open(
      "div",
      [
        ("class", table.columnCount > 5 ? "table wide" : "table"), ("role", "region"),
        ("aria-label", table.caption), ("tabindex", "0"),
      ])
    page.raw("\n<table>\n")
    page.open("caption")
    page.open("span", [("class", hidesCaption ? "said" : nil)])
    page.words(table.caption)
    page.close("span")
    for note in table.notes {
      page.open("span", [("class", "note")])
      page.words(note)
      page.close("span")
    }
    page.close("caption")
    page.raw("\n")
    let rows = Dictionary(grouping: table.cells, by: \.row)
    let heads = min(table.headingRows, table.rowCount)
    if heads > 0 {
      page.raw("<thead>\n")
      for row in 0..<heads { write(rows[row] ?? [], to: &page) }
      page.raw("</thead>\n")
    }
    page.raw("<tbody>\n")
    for row in heads..<max(heads, table.rowCount) { write(rows[row] ?? [], to: &page) }
    page.raw("</tbody>\n</table>\n</div>\n")
  }

  private func write(_ cells: [FlowCell], to page: inout Markup) {
    page.raw("<tr>")
    for cell in cells.ordered(by: { $0.column < $1.column }) {
      let spans: [(String, String?)] = [
        ("rowspan", cell.rowSpan > 1 ? String(cell.rowSpan) : nil),
        ("colspan", cell.columnSpan > 1 ? String(cell.columnSpan) : nil),
      ]
      switch cell.kind {
      case .columnHeading:
        page.open("th", [("scope", cell.columnSpan > 1 ? "colgroup" : "col")] + spans)
      case .rowHeading:
        page.open("th", [("scope", cell.rowSpan > 1 ? "rowgroup" : "row")] + spans)
      case .figure, .words:
        page.open(
          "td",
          [
            ("class", cell.kind == .figure ? "figure" : nil),
            ("data-cell", cell.name.isEmpty ? nil : cell.name),
          ] + spans)
      }
      for (index, line) in cell.text.split(separator: "\n", omittingEmptySubsequences: false)
        .enumerated()
      {
        if index > 0 { page.raw("<br/>") }
        page.words(String(line))
      }
      page.close(cell.kind == .columnHeading || cell.kind == .rowHeading ? "th" : "td")
    }
    page.raw("</tr>\n")
  }
}
