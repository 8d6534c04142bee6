import Diagnostics
import Forms
package import Intake
package import Tables

/// Which kinds a filled form holds: a form left as it was issued holds none.
package enum FormSheets {
  /// The kinds whose form a unit may be given.
  package static let kinds: [InputKind] = InputKinds.all.listed.filter(\.hasForm)

  /// The kinds of the sheets that hold rows, or why the file cannot be read.
  package static func kinds(in content: FileContent, of file: String) -> ([InputKind], InputGap?) {
    guard !content.isRefused else {
      let reason = content.diagnostics.first { $0.rule.severity == .error }?.found ?? "读不出"
      return (
        [],
        InputGap(.inputRefused, kind: .forms, file: file, unit: nil, unitName: "", found: reason)
      )
    }
    let found = kinds.filter { kind in
      content.tables.contains { $0.filledHeader(of: kind) != nil }
    }
    return (found, nil)
  }
}
