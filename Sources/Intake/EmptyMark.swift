package import Diagnostics
import Disclosure

/// What people and programs write into a cell that has nothing in it (rulings.md, "Rows and cells").
package enum EmptyMark {
  private static let words: Set<String> = [
    "无", "暂无", "没有", "空", "空白", "无。", "不涉及", "未涉及", "不适用", "无此项", "无相关内容", "N/A", "NA", "NAN",
    "NAT",
    "NULL", "NONE", "NIL", "<NA>", "#N/A", "#NAME?", "#NULL!", "(空白)", "(空)", "(无)", "[NULL]",
  ]
  private static let marks: Set<Unicode.Scalar> = [
    "/", "\\", "-", "–", "—", "―", "─", "━", "－", "‐", "‑", "−", "一", "_", "／", "*", "×", "·",
  ]

  private static let heads = Set(words.compactMap(\.unicodeScalars.first)).union(marks)
    .union(["n"])

  /// True for `/`, `——`, 无, 不涉及, NaN and their like.
  package static func matches(_ text: String) -> Bool {
    let count = text.utf8.count
    guard count > 0, count <= 24, TextFolding.mayBegin(with: heads, text) else {
      return false
    }
    let folded = TextFolding.fold(text)
    guard let first = folded.unicodeScalars.first else { return false }
    if marks.contains(first), folded.unicodeScalars.count <= 6,
      folded.unicodeScalars.allSatisfy({ $0 == first || marks.contains($0) && first != "一" })
    {
      // 一 alone is a number; drawn in a row it is a dash.
      return first != "一" || folded.unicodeScalars.count > 1
    }
    return words.contains(folded) || words.contains(folded.uppercased())
  }
}

/// Cells of one file that were read as empty for a mark in them, by column: how many, the first, and which marks.
package struct EmptyMarks: Sendable {
  private var found: [String: (count: Int, first: SourceLocation, marks: Set<String>)] = [:]

  /// No cells.
  package init() {}

  package mutating func note(_ column: String, mark: String, at place: SourceLocation) {
    guard var known = found[column] else {
      found[column] = (1, place, [mark])
      return
    }
    known.count += 1
    if place < known.first { known.first = place }
    if known.marks.count < 6 { known.marks.insert(mark) }
    found[column] = known
  }

  package mutating func merge(_ other: EmptyMarks) {
    found.merge(other.found) { own, more in
      (
        own.count + more.count, min(own.first, more.first),
        Set(own.marks.union(more.marks).ordered().prefix(6))
      )
    }
  }

  /// One finding a column.
  package var findings: [Diagnostic] {
    found.inKeyOrder().map { column, known in
      let marks = known.marks.ordered().map { "“\($0)”" }.joined()
      return Diagnostic(
        .emptyMarkRead, at: known.first,
        found: "“\(column)”有\(known.count)格写的是\(marks)，按空白读取，这是第一格")
    }
  }
}
