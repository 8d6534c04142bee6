package import Diagnostics
import Disclosure
package import Tables

/// A heading that is all but the name of a column which the header lacks: its cells would be lost without a word.
///
/// Only columns that may be missing are looked at; a header without one that must be there is none.
package enum HeadingSuspicion {
  /// One finding for each such heading of a header; the file's rows still count without the column.
  ///
  /// A column of any of the `kinds` means itself.
  package static func findings(
    _ header: HeaderMatch, _ form: Form, in table: Table, layout: FormLayout?,
    among kinds: InputKinds
  ) -> [Diagnostic] {
    var left = header.extras
    return form.columns.indices.compactMap { index -> Diagnostic? in
      let column = form.columns[index]
      guard !column.isRequired, header.columns[index] == nil else { return nil }
      let spellings =
        layout?.columns[column.name].map { [$0] } ?? [column.name] + column.synonyms
      guard
        let slip = left.firstIndex(where: { heading in
          spellings.contains { isSlip(heading, of: $0, among: kinds) }
        })
      else { return nil }
      let heading = left.remove(at: slip)
      let found = header.headings.firstIndex(of: heading).map { $0 + 1 }
      return Diagnostic(
        .headingSuspect, at: table.location(row: header.row, column: found),
        found: "列名“\(heading)”没有用上，而表里没有“\(column.name)”，是否写错了？",
        remedy: "把“\(heading)”改成“\(column.name)”；确是另一列的，换一个不会混淆的列名，"
          + "或由县政府办公室在 waivers.yaml 里写明依据（scope 写文件名）",
        scopes: [form.kind.label, form.kind.key])
    }
  }

  /// The same for a list that has no form of its own.
  package static func findings(
    of header: TableRow, lacking names: [String], in table: Table, among kinds: InputKinds
  ) -> [Diagnostic] {
    names.compactMap { name in
      guard let index = header.cells.firstIndex(where: { isSlip($0.text, of: name, among: kinds) })
      else {
        return nil
      }
      return Diagnostic(
        .headingSuspect, at: table.location(row: header.number, column: index + 1),
        found: "列名“\(header.cells[index].text)”没有用上，而表里没有“\(name)”，是否写错了？")
    }
  }

  /// Names of columns that differ in a letter or two and yet mean something else.
  private static let ownNames: Set<String> = [
    "有效期", "本年", "去年", "今年", "姓名", "人名", "名称", "性别", "级别", "品类", "性质", "信息公开日期", "信息发布日期",
    "信息公开时间", "信息发布时间", "信息生成时间",
  ]

  /// From so many letters on a name stays itself with two wrong ones.
  private static let long = 6

  /// True for a heading that is a column's name but for a letter, or for two letters of a long name, and no column's of any
  /// of the kinds.
  static func isSlip(_ heading: String, of column: String, among kinds: InputKinds) -> Bool {
    let written = HeaderNames.key(heading)
    guard !kinds.columnNames.contains(written), !ownNames.contains(written) else { return false }
    let (given, meant) = (Array(written), Array(HeaderNames.key(column)))
    if meant.count <= 2 {
      // A longer heading with a short name in it is usually a name of its own.
      return given.count <= meant.count
        && Nearness.distance(given, meant, limit: 1) == 1
        && !Set(given).isDisjoint(with: meant)
    }
    let limit = meant.count >= long ? 2 : 1
    return (1...limit).contains(Nearness.distance(given, meant, limit: limit))
  }
}
