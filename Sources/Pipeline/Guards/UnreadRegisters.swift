import Configuration
import Diagnostics
import Intake
import Tables

/// Holds the word `none` against what lies below inputs/: a register of a kind that there was none of is a slip of one of the two.
///
/// It answers what `NilReturnGuard` answers for a unit's word; here the rows were never read, so the kind is unknown.
enum NoneGuard {
  /// A gap for each file that has the header of a kind said to be none, and rows below it.
  static func gaps(
    _ configuration: PipelineConfiguration, unread: [String], forms: [InputMatch]
  ) -> [InputGap] {
    let none = configuration.none
    guard !none.isEmpty else { return [] }
    let filled = forms.filter { none.contains($0.kind) }.map { ($0.kind, $0.path, "填有内容") }
    let registers = unread.compactMap { path -> (InputKind, String, String)? in
      let content = TableFile.read(path: configuration.path(of: path), name: path)
      guard let (kind, rows) = register(in: content), none.contains(kind) else { return nil }
      return (kind, path, "有\(kind.label)的表头和\(rows)行")
    }
    return (filled + registers).map { kind, path, what in
      InputGap(
        .noneContradicted, kind: kind, file: path, unit: nil, unitName: "",
        found: "inputs 里写着 \(kind.rawValue): none（没有\(kind.label)），而 \(path) \(what)")
    }
  }

  /// The register that a file is by its header, the one with most columns where several would do, with its rows.
  private static func register(in content: FileContent) -> (InputKind, rows: Int)? {
    guard !content.isRefused else { return nil }
    var best: (kind: InputKind, columns: Int, rows: Int)?
    for kind in InputCoverage.registers {
      for table in content.tables where !Form.sheetsWithoutData.contains(table.sheet ?? "") {
        guard case .found(let header) = HeaderMatch.find(Form.of(kind), in: table) else { continue }
        let rows = table.rows.count { $0.number > header.row && !$0.isBlank }
        let columns = header.columns.count { $0 != nil }
        if rows > 0, columns > best?.columns ?? 0 { best = (kind, columns, rows) }
      }
    }
    return best.map { ($0.kind, $0.rows) }
  }
}
