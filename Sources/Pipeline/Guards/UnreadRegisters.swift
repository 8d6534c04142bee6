import Configuration
import Diagnostics
import Forms
import Intake
import Settings
import Tables

/// Registers that lie below inputs/ and that nothing reads, where that is a slip and no spare file.
///
/// Two slips are told from files that merely lie about: `none` is written of a kind and a register of it is there; and a
/// register lies in the very folder that `inputs` names for its kind, but its name does not fit (`*.csv` beside an .xlsx).
enum UnreadRegisters {
  /// A gap for each such file that has a kind's header and rows below it.
  static func gaps(
    _ configuration: PipelineConfiguration, unread: [String], matched: [InputMatch]
  ) -> [InputGap] {
    let none = configuration.none
    let filled = matched.filter { $0.isForm && none.contains($0.kind) }.map { match in
      contradiction(match.kind, match.path, "填有内容")
    }
    let named = NamedFolders(configuration)
    let registers = unread.compactMap { path -> InputGap? in
      guard !none.isEmpty || named.hold(path) else { return nil }
      let opening = opening(of: configuration.path(of: path), name: path)
      guard let kind = register(in: opening) else { return nil }
      if none.contains(kind) { return contradiction(kind, path, "有\(kind.label)的表头和内容") }
      guard named.hold(path, kind: kind) else { return nil }
      return InputGap(
        .registerUnread, kind: kind, file: path, unit: nil, unitName: "",
        found: "\(path) 有\(kind.label)的表头和内容，而 inputs 的 \(kind.key) 没有一种写法合它")
    }
    return filled + registers
  }

  private static func contradiction(_ kind: InputKind, _ path: String, _ what: String) -> InputGap {
    InputGap(
      .noneContradicted, kind: kind, file: path, unit: nil, unitName: "",
      found: "inputs 里写着 \(kind.key): none（没有\(kind.label)），而 \(path) \(what)")
  }

  /// The register that a file is by its header, the one with most columns where several would do.
  private static func register(in opening: [Table]) -> InputKind? {
    var best: (kind: InputKind, columns: Int)?
    for kind in InputKinds.all where kind.isSought {
      for table in opening {
        guard let header = table.filledHeader(of: kind) else { continue }
        let columns = header.columns.count { $0 != nil }
        if columns > best?.columns ?? 0 { best = (kind, columns) }
      }
    }
    return best?.kind
  }

  /// The rows of each sheet among which a header and the first record stand; a log of any size is no more than that.
  private static func opening(of path: String, name: String) -> [Table] {
    let rows = 2 * HeaderMatch.searchedRows
    var tables: [Table] = []
    var sheet = -1
    let summary = TableFile.stream(
      path: path, name: name, hashing: false,
      onRestart: { (tables, sheet) = ([], -1) },
      onBatch: { batch in
        if batch.sheet != sheet {
          sheet = batch.sheet
          tables.append(
            Table(file: name, sheet: batch.sheetName, isHidden: batch.isHidden))
        }
        let last = tables.count - 1
        for row in 0..<min(batch.rowCount, rows - tables[last].rows.count) {
          tables[last].rows.append(batch.row(row))
        }
      })
    return summary.isRefused ? [] : tables
  }

  /// The folders that `inputs` names: what stands before the first sign of a pattern.
  private struct NamedFolders {
    private let folders: [(kind: InputKind, folder: String)]

    init(_ configuration: PipelineConfiguration) {
      folders = configuration.inputs.flatMap { input in
        input.globs.map { glob in
          let names = glob.split(separator: "/").dropLast().prefix {
            !$0.contains { "*?".contains($0) }
          }
          return (input.kind, names.joined(separator: "/") + "/")
        }
      }
    }

    func hold(_ path: String, kind: InputKind? = nil) -> Bool {
      folders.contains { own in
        (kind ?? own.kind) == own.kind && own.folder != "inputs/"
          && path.hasPrefix(own.folder)
      }
    }
  }
}
