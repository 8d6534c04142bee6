import Diagnostics
import Disclosure
package import Statutory

extension CellTrace {
  /// What a cell is the sum of: each part with its source, and the rows that make it.
  ///
  /// `declared`: what figures are called that somebody declared.
  package func lines(declared: String) -> [String] {
    var lines = ["\(scope) \(cell.title)：\(value?.text ?? "未知")"]
    for part in parts {
      let source = part.source == .declared ? declared : part.source.label
      lines.append(
        "  \(part.name)：\(part.value?.text ?? "未知")（\(source)，\(part.standing.label)）")
      for row in part.rows {
        let number = row.number.isEmpty ? "" : "\(row.number)　"
        lines.append("    \(number)\(row.location.description)")
      }
    }
    return lines
  }
}
