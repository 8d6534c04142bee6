import Configuration
import Diagnostics
import Intake
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
    let places = Places(configuration)
    let registers = unread.compactMap { path -> InputGap? in
      guard !none.isEmpty || places.hold(path) else { return nil }
      let content = TableFile.read(path: configuration.path(of: path), name: path)
      guard let (kind, rows) = register(in: content) else { return nil }
      if none.contains(kind) { return contradiction(kind, path, "有\(kind.label)的表头和\(rows)行") }
      guard places.hold(path, kind: kind) else { return nil }
      return InputGap(
        .registerUnread, kind: kind, file: path, unit: nil, unitName: "",
        found: "\(path) 有\(kind.label)的表头和\(rows)行，而 inputs 的 \(kind.rawValue) 没有一种写法合它")
    }
    return filled + registers
  }

  private static func contradiction(_ kind: InputKind, _ path: String, _ what: String) -> InputGap {
    InputGap(
      .noneContradicted, kind: kind, file: path, unit: nil, unitName: "",
      found: "inputs 里写着 \(kind.rawValue): none（没有\(kind.label)），而 \(path) \(what)")
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

  /// The folders that `inputs` names: what stands before the first sign of a pattern.
  private struct Places {
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
      folders.contains { place in
        (kind ?? place.kind) == place.kind && place.folder != "inputs/"
          && path.hasPrefix(place.folder)
      }
    }
  }
}
