package import Diagnostics
import Disclosure
package import Tables

/// What a row is that holds no record but belongs to the form.
package enum Furniture: String, Sendable, Hashable {
  case header = "表头"
  case title = "标题"
  case total = "合计"
  case signature = "落款"
  case note = "说明"
  case nothing = "“无”"
  case numbered = "空的编号行"
  case ignored = "按 layout 不读的行"
}

/// The words by which the lines of a form are known.
package enum FurnitureWords {
  private static let totals: Set<String> = [
    "合计", "小计", "总计", "共计", "累计", "总数", "汇总", "合计数", "总合计", "统计",
  ]
  private static let labels = [
    "填表人", "填报人", "制表人", "制表", "编制人", "录入人", "审核人", "审核", "审签", "审批", "复核人", "复核", "校核",
    "经办人", "经手人", "承办人", "单位负责人", "部门负责人", "主要负责人", "分管负责人", "分管领导", "主要领导", "负责人", "科室负责人",
    "签字", "签名", "签章", "签发", "盖章", "单位盖章", "单位公章", "公章", "填报单位", "填报部门", "报送单位", "报送部门", "编制单位",
    "编报单位",
    "制表单位", "填表单位", "填报日期", "填表日期", "填报时间", "填表时间", "报送日期", "报送时间", "制表日期", "制表时间", "上报日期",
    "上报时间", "联系人", "联系电话", "联系方式", "统计时间", "统计周期", "统计日期", "统计口径", "数据来源", "截止时间", "截至日期", "打印时间",
    "打印日期", "导出时间", "单位名称（盖章）", "日期", "单位", "部门", "电话",
  ].map { TextFolding.foldHeader($0) }
  /// The scalars with which labels, notes and their like begin: what begins otherwise is none of them.
  private static let labelHeads = heads(of: labels)
  private static let noteHeads = heads(of: notes + counts + endings).union(
    "*※★☆●·-—第".unicodeScalars)
  /// Every total has one of these.
  private static let totalSigns: [Unicode.Scalar] = ["计", "数", "汇"]
  private static let counts = ["共", "总共", "以上共", "共计", "合计", "记录数", "总记录数", "总条数"]
  private static let endings = ["以下空白", "以下无正文", "以下无内容", "本页以下", "(以下空白)", "完", "END"]

  private static func heads(of words: [String]) -> Set<Unicode.Scalar> {
    Set(words.compactMap(\.unicodeScalars.first))
  }

  private static let notes = [
    "注", "备注", "说明", "附注", "填表说明", "填报说明", "填写说明", "备注说明", "注意", "注意事项", "温馨提示", "提示", "附",
  ]
  private static let counters: Set<Character> = ["条", "件", "项", "行", "页", "份", "个", "次", "家", "人"]

  /// True for 合计, 全县合计, 本页小计, 合计：3件.
  package static func isTotal(_ text: String) -> Bool {
    guard TextFolding.mayHold(totalSigns, text) else { return false }
    var folded = Substring(TextFolding.foldHeader(text))
    while let last = folded.last, last == ":" || last == "：" || last == "、" { folded.removeLast() }
    guard !folded.isEmpty, folded.count <= 16 else { return false }
    if totals.contains(String(folded)) { return true }
    if folded.count <= 9, totals.contains(where: { $0 != "统计" && folded.hasSuffix($0) }) {
      return true
    }
    guard let word = totals.first(where: { folded.hasPrefix($0) && $0 != "统计" }) else {
      return false
    }
    let rest = folded.dropFirst(word.count).drop { $0 == ":" || $0 == "：" }
    return rest.allSatisfy {
      $0.isNumber || counters.contains($0) || $0 == "." || $0 == "元" || $0 == "万"
    }
  }

  /// True for 填表人：某某, 填报单位（盖章）, 审核人 and their like.
  package static func isSignature(_ text: String) -> Bool {
    guard TextFolding.mayBegin(with: labelHeads, text) else { return false }
    let folded = TextFolding.fold(text)
    guard folded.count <= 120 else { return false }
    let bare = TextFolding.foldHeaderWithoutRemarks(folded)
    for label in labels {
      for form in [folded, bare] where form.hasPrefix(label) {
        let rest = form.dropFirst(label.count)
        if rest.first == ":" || rest.first == "：" { return true }
        // A label alone, its value in the next cell; the commonest words are also words of data.
        if rest.isEmpty, label.count >= 3 { return true }
        if rest.hasPrefix("(盖章)") || rest.hasPrefix("(签字)") || rest.hasPrefix("(签章)") {
          return true
        }
      }
    }
    return false
  }

  /// True for 注：…, 共12条, 第1页共2页, 以下空白.
  package static func isNote(_ text: String) -> Bool {
    guard TextFolding.mayBegin(with: noteHeads, text) else { return false }
    var folded = Substring(TextFolding.fold(text))
    while let first = folded.first, "*※★☆●·-—".contains(first) { folded.removeFirst() }
    for label in notes where folded.hasPrefix(label) {
      guard let next = folded.dropFirst(label.count).first else { return label.count > 1 }
      if ":：.、(（[【".contains(next) || next.isNumber { return true }
    }
    for word in counts where folded.hasPrefix(word) {
      let rest = folded.dropFirst(word.count).drop { $0 == ":" || $0 == "：" }
      let number = rest.prefix { $0.isNumber || $0 == "," }
      let after = rest.dropFirst(number.count)
      if !number.isEmpty, after.isEmpty || after.first.map(counters.contains) == true {
        return folded.count <= 24
      }
    }
    if folded.hasPrefix("第"), folded.contains("页"), folded.count <= 16 { return true }
    return endings.contains { folded.elementsEqual($0) } || folded.hasPrefix("以下空白")
      || folded.hasPrefix("以下无")
  }

  /// True for a sentence, which no cell of a register that stands alone in its row is.
  package static func isProse(_ text: String) -> Bool {
    let folded = TextFolding.fold(text)
    return folded.count >= 12 && folded.contains { "。；，".contains($0) || $0 == "," || $0 == ";" }
  }
}

/// Tells the form's furniture from its records.
///
/// A row in which everything that must be filled is filled is a record, whatever it says; only the header again and totals
/// in the place of the unit are none even so.
package struct FurnitureJudge {
  private let form: Form
  private let header: HeaderMatch
  private let totalsRows: Set<Int>
  private let titles: Set<String>
  private let ignored: [String]
  private let needed: [Int]
  private let unitColumn: Int?
  private let sequenceColumns: Set<Int>
  private let dateColumns: Set<Int>
  private let numberColumns: Set<Int>
  /// True once totals, signatures or notes have come and no record since.
  private var isFoot = false

  /// `above`: the rows over the header.
  package init(
    form: Form, header: HeaderMatch, above: [TableRow], totalsRows: [Int], layout: FormLayout?
  ) {
    self.form = form
    self.header = header
    self.totalsRows = Set(totalsRows)
    titles = Set(above.map(Self.joined).filter { !$0.isEmpty })
    ignored = (layout?.ignoredRows ?? []).map { TextFolding.fold($0) }
    needed = form.columns.indices.filter { form.mustBeFilled[$0] }.compactMap { header.columns[$0] }
    let unitIndex = form.index(of: "单位")
    unitColumn = unitIndex >= 0 ? header.columns[unitIndex] : nil
    let mapped = Set(header.columns.compactMap(\.self))
    var sequence: Set<Int> = []
    for (index, heading) in header.headings.enumerated() where !mapped.contains(index + 1) {
      let key = HeaderNames.key(heading)
      if key.isEmpty || ["序号", "编号", "index", "No", "NO", "行号", "ID", "id"].contains(key)
        || key.hasPrefix("Unnamed")
      {
        sequence.insert(index + 1)
      }
    }
    dateColumns = Set(
      form.columns.indices.filter { form.columns[$0].name.hasSuffix("日期") }
        .compactMap { header.columns[$0] })
    numberColumns = Set(
      form.columns.indices.filter { form.columns[$0].isNumber }
        .compactMap { header.columns[$0] })
    let index = form.index(of: "序号")
    if index >= 0, let column = header.columns[index] { sequence.insert(column) }
    sequenceColumns = sequence
  }

  private static func joined(_ row: TableRow) -> String {
    TextFolding.fold(row.cells.map(\.text).joined())
  }

  /// What the row is; nil for a record.
  ///
  /// The row is not blank; rows come in their order.
  package mutating func kind(of row: TableRow) -> Furniture? {
    let kind = judged(row)
    isFoot = kind == .total || kind == .signature || kind == .note
    return kind
  }

  private func judged(_ row: TableRow) -> Furniture? {
    if totalsRows.contains(row.number) { return .total }
    if isHeader(row) { return .header }
    let filled = row.cells.indices.filter { !row.cells[$0].isBlank }
    guard let first = filled.first else { return nil }
    let text = row.cells[first].text
    if !ignored.isEmpty {
      let folded = TextFolding.fold(text)
      if ignored.contains(where: { folded.hasPrefix($0) }) { return .ignored }
    }
    if let unitColumn, FurnitureWords.isTotal(row[unitColumn].text) { return .total }
    guard needed.contains(where: { row[$0].isBlank }) || needed.isEmpty else {
      if filled.allSatisfy({ EmptyMark.matches(row.cells[$0].text) }) { return .nothing }
      return inPlaceOfData(row, first: first, text: text)
    }
    if filled.allSatisfy({
      sequenceColumns.contains($0 + 1) && Int(TextFolding.foldTaskNumber(row.cells[$0].text)) != nil
    }) {
      return .numbered
    }
    if filled.allSatisfy({
      EmptyMark.matches(row.cells[$0].text)
        || sequenceColumns.contains($0 + 1) && Int(TextFolding.fold(row.cells[$0].text)) != nil
    }) {
      return .nothing
    }
    // A number before 合计 changes nothing.
    let words =
      filled.first { !sequenceColumns.contains($0 + 1) }.map { row.cells[$0].text } ?? text
    for text in text == words ? [text] : [text, words] {
      if FurnitureWords.isTotal(text) { return .total }
      if FurnitureWords.isSignature(text) { return .signature }
      if FurnitureWords.isNote(text) { return .note }
    }
    if isTitle(row) { return .title }
    guard filled.count == 1 else { return nil }
    // A date alone under a heading of dates is a record that was begun, unless the foot has.
    if isFoot || !dateColumns.contains(first + 1), DateParser.parse(text, year: 2000) != nil,
      needed.count > 1
    {
      return .signature
    }
    let leftmost = needed.min() ?? 1
    return first + 1 <= leftmost && FurnitureWords.isProse(text) ? .note : nil
  }

  /// What a row is that fills the few cells which must be filled, but with words that no number and no record has.
  private func inPlaceOfData(_ row: TableRow, first: Int, text: String) -> Furniture? {
    let isNumber = numberColumns.contains(first + 1)
    if isNumber, FurnitureWords.isTotal(text) { return .total }
    guard FurnitureWords.isSignature(text) else { return nil }
    if isNumber { return .signature }
    // A record would have its date.
    let dates = needed.filter { dateColumns.contains($0) }
    let hasDate = dates.contains { column in
      row[column].serialDay != nil || DateParser.parse(row[column].text, year: 2000) != nil
    }
    return dates.isEmpty || hasDate ? nil : .signature
  }

  /// True where the row repeats one of the header's rows.
  private func isHeader(_ row: TableRow) -> Bool {
    let filled = row.cells.indices.filter { !row.cells[$0].isBlank }
    guard filled.count >= 2 else { return false }
    return header.rows.contains { heading in
      filled.allSatisfy { index in
        guard index < heading.count else { return false }
        let text = row.cells[index].text
        let mayBeSame =
          heading[index].unicodeScalars.first.map { TextFolding.mayHold([$0], text) } ?? true
        return mayBeSame && heading[index] == HeaderNames.key(text)
      }
    }
  }

  /// True for a title that a page break has brought again.
  private func isTitle(_ row: TableRow) -> Bool {
    !titles.isEmpty && titles.contains(Self.joined(row))
  }
}

/// The rows of one file that were set aside, told in one line.
package struct FurnitureRows: Sendable {
  private var listed: [(place: SourceLocation, kind: Furniture)] = []
  package private(set) var count = 0
  private static let room = 60

  /// No rows.
  package init() {}

  package mutating func note(_ kind: Furniture, at place: SourceLocation) {
    count += 1
    if listed.count < Self.room { listed.append((place, kind)) }
  }

  package mutating func merge(_ other: FurnitureRows) {
    count += other.count
    listed = Array((listed + other.listed).ordered { $0.place < $1.place }.prefix(Self.room))
  }

  /// The one finding; nil where no row was set aside.
  package var finding: Diagnostic? {
    guard let first = listed.first else { return nil }
    let kinds = Dictionary(grouping: listed, by: \.kind).ordered {
      $0.value[0].place < $1.value[0].place
    }
    let words = kinds.map { kind, rows in
      let numbers = rows.prefix(8).map { String($0.place.row ?? 0) }.joined(separator: "、")
      return "\(kind.rawValue)（第\(numbers)行\(rows.count > 8 ? "等" : "")）"
    }
    return Diagnostic(
      .rowsAside, at: first.place, found: "\(count)行是表格本身的行，没有当作数据：\(words.joined(separator: "、"))")
  }
}
