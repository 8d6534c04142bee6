import Diagnostics
import Disclosure
package import Intake
package import ReportDocument

/// 退回修改/<单位>.xlsx: one unit's failing rows, to be mended and put back.
///
/// Intake takes a row with the three key columns in place of the quarantined row they name.
package enum ReturnedRows {
  /// The folder of the files.
  package static let folder = "退回修改"
  /// The headings of the key: file, sheet (empty in a CSV file), row.
  package static let keyHeadings = ["原文件", "原工作表", "原行号"]
  /// The headings after the row: what to mend, and the unit's reply.
  package static let remarkHeadings = ["需要改正", "改正说明"]
  /// The file for rows whose unit is not known.
  package static let nobody = "未能识别单位"

  /// The workbooks of all units that have such rows, by unit in order of name, unknown units last.
  package static func documents(_ rows: [QuarantinedRow], _ context: ReportContext)
    -> [WorkbookDocument]
  {
    let byUnit = Dictionary(grouping: rows, by: \.unit)
    var taken: Set<String> = []
    return byUnit.keys.ordered { left, right in
      left.isEmpty != right.isEmpty ? right.isEmpty : RuleWords.inCodeOrder(left, right)
    }.map { unit in
      document(
        unit: unit, rows: byUnit[unit] ?? [], context,
        fileName: FileName.make(unit.isEmpty ? nobody : unit, taken: &taken) + ".xlsx")
    }
  }

  /// The workbook of one unit: a sheet for each kind and header, rows in file order.
  package static func document(
    unit: String, rows: [QuarantinedRow], _ context: ReportContext, fileName: String
  ) -> WorkbookDocument {
    struct Head: Hashable {
      let kind: InputKind
      let headers: [String]
    }
    var order: [Head] = []
    var byHead: [Head: [QuarantinedRow]] = [:]
    for row in rows.ordered(by: { $0.location < $1.location }) {
      let head = Head(kind: row.kind, headers: row.headings)
      if byHead[head] == nil { order.append(head) }
      byHead[head, default: []].append(row)
    }
    var names: Set<String> = []
    let sheets = order.enumerated().map { number, head in
      sheet(
        SheetName.make(head.kind.label, taken: &names),
        unit: unit.isEmpty ? nobody : unit, number: number, headers: head.headers,
        rows: byHead[head] ?? [], context)
    }
    return WorkbookDocument(
      fileName: fileName, title: "\(unit.isEmpty ? nobody : unit)退回修改", author: context.publisher,
      created: context.asOf.document, sheets: sheets)
  }

  private static func sheet(
    _ name: String, unit: String, number: Int, headers: [String], rows: [QuarantinedRow],
    _ context: ReportContext
  ) -> SheetDocument {
    let headings = unique(headers, besides: keyHeadings + remarkHeadings)
    var columns = [
      TableColumn("file", keyHeadings[0], width: .computed(atLeast: 10, atMost: 28)),
      TableColumn(
        "sheet", keyHeadings[1], .label, width: .computed(atLeast: 8, atMost: 14), empty: .toFill),
      TableColumn("row", keyHeadings[2], .label, .integer, width: .fixed(8)),
    ]
    columns += headings.enumerated().map {
      TableColumn(
        "c\($0.offset)", $0.element, .body, .text, width: .computed(atLeast: 8, atMost: 36),
        empty: .toFill)
    }
    columns += [
      TableColumn("faults", remarkHeadings[0], width: .fixed(56)),
      TableColumn(
        "reply", remarkHeadings[1], .entry, width: .fixed(24), empty: .toFill,
        entry: EntryRule(
          .text(atMost: 500), promptTitle: "改正说明", prompt: "需要说明的写在这里；直接在左边标色的单元格中改正。",
          refusal: "不超过500字。")),
    ]
    let source = ComputedRows(count: rows.count) { index, builder in
      let row = rows[index]
      builder.append(text: row.location.file)
      builder.append(text: row.location.sheet ?? "")
      builder.append(row.location.row ?? 0)
      let wrong = Set(
        row.diagnostics.compactMap { $0.location.column.map { $0 - 1 } })
      for column in headings.indices {
        let text = row.cells.indices.contains(column) ? row.cells[column] : ""
        // The role has a ground of its own, so that an empty cell to be filled shows too.
        builder.append(text: text, wrong.contains(column) ? .entry : nil)
      }
      builder.append(text: faults(row, headings: headings))
      builder.append(blank: .toFill)
    }
    return SheetDocument(
      name: name, title: "\(unit)：退回修改（\(rows.first?.kind.label ?? "")）",
      mark: context.mark,
      notes: [
        "标色加框的单元格需要改正，怎样改写在“需要改正”一列。请直接在本文件里改正，整个文件交回工作组。",
        "请不要改动前三列（原文件、原工作表、原行号）：改正后的行凭它们替换退回的行。",
      ], blocks: [.table(DataTable(name: "退回_\(number + 1)", columns: columns, rows: source))],
      freeze: .header(columns: 3), print: PrintSetup(isLandscape: true))
  }

  /// What is wrong, in words: the column by its heading, what was found, what is expected, what to do.
  private static func faults(_ row: QuarantinedRow, headings: [String]) -> String {
    row.diagnostics.map { problem in
      let place = problem.location.column.map { $0 - 1 }
      let heading = place.flatMap { headings.indices.contains($0) ? "“\(headings[$0])”：" : nil }
      return "\(heading ?? "")\(problem.found)；应为：\(problem.expected)；处理：\(problem.unitRemedy)"
    }.joined(separator: "\n")
  }

  /// Headings of a table must be there and differ; an empty or repeated one gets its column's number.
  private static func unique(_ headers: [String], besides taken: [String]) -> [String] {
    var seen = Set(taken.map { $0.lowercased() })
    return headers.enumerated().map { index, header in
      let trimmed = SheetText.prefix(of: header, utf16: 200)
      var name = trimmed.isEmpty ? "第\(index + 1)列" : trimmed
      if !seen.insert(name.lowercased()).inserted {
        name += "（第\(index + 1)列）"
        seen.insert(name.lowercased())
      }
      return name
    }
  }
}
