import Diagnostics
import Intake
import Settings

/// Looks for rows of registers that were pasted twice: each would count again.
struct RepeatGuard {
  private var rows: [InputKind: [RegisterRowMark]] = [:]

  /// Fewer rows of a file say nothing as a whole.
  private static let fewestRows = 10

  /// Takes the rows of a file.
  mutating func add(_ marks: [RegisterRowMark], of kind: InputKind) {
    guard kind.repeats != .otherwise else { return }
    rows[kind, default: []] += marks
  }

  /// One finding a file.
  var findings: [Diagnostic] {
    rows.ordered { $0.key.key < $1.key.key }.flatMap { kind, marks in
      findings(kind, marks)
    }
  }

  private func findings(_ kind: InputKind, _ marks: [RegisterRowMark]) -> [Diagnostic] {
    let groups = Dictionary(grouping: marks, by: \.content)
    guard groups.count < marks.count else { return [] }
    var rowsOfFile: [String: Int] = [:]
    for mark in marks { rowsOfFile[mark.location.file, default: 0] += 1 }
    var files: [String: (copies: [RegisterRowMark], elsewhere: Int, even: Int)] = [:]
    for group in groups.values where group.count > 1 {
      let own = Dictionary(grouping: group, by: \.location.file)
      let first = group.map(\.location).min()
      for (file, rows) in own {
        var sum = files[file] ?? ([], 0, 0)
        sum.copies += rows.filter { $0.location != first }
        if own.count > 1 { sum.elsewhere += rows.count }
        if rows.count.isMultiple(of: 2) { sum.even += rows.count }
        files[file] = sum
      }
    }
    return files.ordered { $0.key.precedesInBytes($1.key) }.compactMap {
      file, found in
      let rows = rowsOfFile[file, default: 0]
      // Of two letters of a day nobody can tell whether they are one; of a whole file of them one can.
      let isWhole =
        rows >= Self.fewestRows
        && (FileSuspicion.isMost(found.elsewhere, of: rows)
          || FileSuspicion.isMost(found.even, of: rows))
      let copies = found.copies.filter { isWhole || $0.hasNumber && kind.repeats == .numbered }
        .map(\.location).ordered()
      guard let place = copies.first else { return nil }
      return Diagnostic(
        .rowsRepeated, at: place,
        found: "\(kind.label)有\(copies.count)行与别的行一字不差，这是第一行",
        scopes: [kind.label, kind.key])
    }
  }
}
