import Diagnostics
import Intake
import Tables

/// Which kinds a filled form holds: a form left as it was issued holds none.
enum FormSheets {
  /// The kinds whose form a unit may be given.
  static let kinds: [InputKind] = InputKind.listed.filter { !Form.of($0).columns.isEmpty }

  /// The kinds of the sheets that hold rows, or why the file cannot be read.
  static func kinds(in content: FileContent, of file: String) -> ([InputKind], InputGap?) {
    guard !content.isRefused else {
      let reason = content.diagnostics.first { $0.rule.severity == .error }?.found ?? "读不出"
      return (
        [],
        InputGap(.inputRefused, kind: .forms, file: file, unit: nil, unitName: "", found: reason)
      )
    }
    let found = kinds.filter { kind in
      content.tables.contains { table in
        guard !table.isHidden, !Form.sheetsWithoutData.contains(table.sheet ?? ""),
          case .found(let header) = HeaderMatch.find(Form.of(kind), in: table)
        else { return false }
        return table.rows.contains { $0.number > header.row && !$0.isBlank }
      }
    }
    return (found, nil)
  }
}
