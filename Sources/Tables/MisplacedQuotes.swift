import Diagnostics

/// Rows in which text follows a closing quote: the first of them, and how many there are.
struct MisplacedQuotes: Sendable, Hashable {
  private var rows: [Int] = []
  private var count = 0
  private var last = 0

  /// Notes a row, once; rows come in order, and those cut by a chunk's end come again.
  mutating func note(_ row: Int) {
    guard row > last else { return }
    last = row
    count += 1
    if rows.count < Findings.listedPerRule { rows.append(row) }
  }

  /// What is to be said of them.
  func findings(in place: SourceLocation) -> [Diagnostic] {
    var findings = Findings()
    for row in rows {
      findings.add(
        .csvQuoteMisplaced, at: SourceLocation(file: place.file, row: row),
        found: "第 \(row) 行有单元格在结束引号之后还有文字，已按原文读取")
    }
    if count > rows.count {
      findings.add(
        Diagnostic(.csvQuoteMisplaced, at: place, found: "同类问题共 \(count) 行，其余未逐一列出"))
    }
    return findings.finished
  }
}
