import Disclosure
import Tables

/// The headings that a form knows, made comparable.
struct HeaderNames: Sendable {
  private let form: Form
  private let names: [(key: String, column: Int)]
  private let isRequired: [Bool]

  init(form: Form, aid: HeaderMatch.Aid) {
    self.form = form
    var names: [(key: String, column: Int)] = []
    for (index, column) in form.columns.enumerated() {
      if let own = aid.layout?.columns[column.name] {
        names.append((Self.key(own), index))
      } else {
        names += ([column.name] + column.synonyms).map { (Self.key($0), index) }
      }
    }
    // A heading that the county's form gives to one column means no other.
    let own = Set((aid.layout?.columns.values).map { $0.map(Self.key) } ?? [])
    self.names = names.filter { entry in
      !own.contains(entry.key)
        || aid.layout?.columns[form.columns[entry.column].name].map(Self.key) == entry.key
    }
    let knowsUnit = aid.knowsUnit || aid.layout?.unit != nil
    isRequired = form.columns.map { $0.isRequired && !(knowsUnit && $0.name == "单位") }
  }

  /// What a block of rows is as a header.
  struct Match {
    var columns: [Int?]
    var missing: [String] = []
    var extras: [String] = []
    /// The columns of `extras`, counted from one.
    var extraColumns: [Int] = []
    var headings: [String] = []
    /// True where every row of the block named a column.
    var usesEveryRow = false

    var foundCount: Int { columns.count { $0 != nil } }

    func header(rows: [TableRow], of kind: InputKind) -> HeaderMatch {
      // Asked of the header alone: a sheet has twenty rows that might have been it.
      let people = zip(extras, extraColumns).filter { PersonColumns.holdsNames($0.0, kind: kind) }
        .map(\.1)
      return HeaderMatch(
        firstRow: rows.first?.number ?? 0, row: rows.last?.number ?? 0, columns: columns,
        extras: extras, applicantNames: people, headings: headings,
        rows: rows.map { $0.cells.map { HeaderNames.key($0.text) } })
    }
  }

  /// Reads rows that follow each other as one header.
  func match(_ block: [TableRow]) -> Match {
    var match = Match(columns: [Int?](repeating: nil, count: form.columns.count))
    var used = Set<Int>()
    let width = block.map(\.cells.count).max() ?? 0
    for column in 0..<width {
      let texts = block.enumerated().compactMap { index, row -> (row: Int, text: String)? in
        let cell = row[column + 1]
        return cell.isBlank ? nil : (index, cell.text)
      }
      match.headings.append(texts.last?.text ?? "")
      guard let lowest = texts.last else { continue }
      var known = self.column(of: lowest.text)
      if known == nil, texts.count > 1 {
        known = self.column(of: texts.map(\.text).joined()) ?? self.column(of: texts[0].text)
      }
      if let known, match.columns[known] == nil {
        match.columns[known] = column + 1
        used.formUnion(texts.map(\.row))
      } else {
        match.extras.append(lowest.text)
        match.extraColumns.append(column + 1)
        // What stands over divided columns names none of them.
        if texts.count > 1 { used.formUnion(texts.map(\.row)) }
      }
    }
    match.missing = form.columns.indices.filter {
      isRequired[$0] && match.columns[$0] == nil
    }.map { form.columns[$0].name }
    for group in form.alternatives where !group.contains(where: { match.columns[$0] != nil }) {
      match.missing.append(group.map { form.columns[$0].name }.joined(separator: "或"))
    }
    match.usesEveryRow = used.count == block.count
    return match
  }

  private func column(of heading: String) -> Int? {
    let key = Self.key(heading)
    if let hit = names.first(where: { $0.key == key }) { return hit.column }
    let bare = Self.stripped(TextFolding.foldHeaderWithoutRemarks(heading))
    return bare.isEmpty ? nil : names.first { $0.key == bare }?.column
  }

  /// A heading made comparable: brackets folded, and the stars, numbers and hints round it taken off.
  static func key(_ heading: String) -> String { stripped(TextFolding.foldHeader(heading)) }

  private static let marks: Set<Character> = [
    "*", "★", "☆", "※", "●", "▲", "△", "◆", "◇", "■", "□", "#", ":", "：", "、", ".", "。", "-", "—",
    "·", "?", "!",
    ",", "，", ";", "；", "'", "\"", "“", "”",
  ]
  private static let hints = ["必填项", "选填项", "必填", "选填", "必录", "可选", "下拉选择", "请选择"]

  private static let markScalars = Set(marks.flatMap(\.unicodeScalars))
  private static let hintScalars = hints.compactMap(\.unicodeScalars.first)

  /// True where nothing stands round a name: most names, and known without taking them apart.
  private static func isBare(_ folded: String) -> Bool {
    let scalars = folded.unicodeScalars
    guard let first = scalars.first, let last = scalars.last else { return true }
    return !first.isASCII && !markScalars.contains(first) && !markScalars.contains(last)
      && !scalars.contains(where: hintScalars.contains)
  }

  private static func stripped(_ folded: String) -> String {
    if isBare(folded) { return folded }
    var text = Substring(folded)
    var isChanged = true
    while isChanged, !text.isEmpty {
      isChanged = false
      while let first = text.first, marks.contains(first) {
        text.removeFirst()
        isChanged = true
      }
      while let last = text.last, marks.contains(last) {
        text.removeLast()
        isChanged = true
      }
      for hint in hints where text.count > hint.count {
        if text.hasPrefix(hint) {
          text = text.dropFirst(hint.count)
          isChanged = true
        } else if text.hasSuffix(hint) {
          text = text.dropLast(hint.count)
          isChanged = true
        }
      }
      // 1.公开日期, A、公开日期: a number before the name.
      let digits = text.prefix { $0.isASCII && $0.isNumber }
      if !digits.isEmpty, digits.count <= 2, let mark = text.dropFirst(digits.count).first,
        mark == "." || mark == "、"
      {
        text = text.dropFirst(digits.count + 1)
        isChanged = true
      }
    }
    return text.isEmpty ? folded : String(text)
  }

  // MARK: Proposals

  /// Words that mean the same in headings.
  private static let alike: [(word: String, sense: String)] = [
    ("发布", "公开"), ("公布", "公开"), ("发文", "公开"), ("上网", "公开"), ("公示", "公开"), ("时间", "日期"),
    ("年月日", "日期"), ("日", "日期"), ("名称", "标题"), ("题目", "标题"), ("标题", "标题"), ("主题", "标题"),
    ("链接地址", "网址"), ("链接", "网址"), ("URL", "网址"), ("url", "网址"), ("网页", "网址"), ("地址", "网址"),
    ("部门", "单位"), ("机构", "单位"), ("科室", "单位"), ("主体", "单位"), ("序号", "编号"), ("号码", "编号"),
    ("编码", "编号"), ("类型", "类别"), ("种类", "类别"), ("分类", "类别"), ("受理", "收到"), ("接收", "收到"),
    ("收件", "收到"), ("答复", "答复"), ("回复", "答复"), ("办结", "答复"), ("结果", "结果"), ("情况", "结果"),
    ("分值", "得分"), ("分数", "得分"), ("成绩", "得分"), ("数量", "数值"), ("件数", "数值"), ("金额", "数值"),
  ]

  private static func senses(_ text: String) -> Set<String> {
    var rest = text
    var found: Set<String> = []
    for (word, sense) in alike where rest.contains(word) {
      found.insert(sense)
      rest = rest.replacing(word, with: "")
    }
    for sense in Set(alike.map(\.sense)) where rest.contains(sense) {
      found.insert(sense)
      rest = rest.replacing(sense, with: "")
    }
    return found.union(rest.map(String.init))
  }

  /// For each missing column the unused heading that most likely means it.
  func proposals(for missing: [String], among extras: [String]) -> [(
    column: String, heading: String
  )] {
    var left = extras.filter { !TextFolding.fold($0).isEmpty && $0.count <= 30 }.map { heading in
      let key = Self.key(heading)
      return (heading: heading, key: key, senses: Self.senses(key))
    }
    var result: [(column: String, heading: String)] = []
    for column in missing {
      let known = form.columns.first { $0.name == column }
      let spellings = ([column] + (known?.synonyms ?? [])).map { ($0, Self.senses($0)) }
      let rated = left.map { heading, key, own -> (heading: String, score: Double) in
        let score =
          spellings.map { spelling, wanted -> Double in
            if key.contains(spelling) || key.count >= 2 && spelling.contains(key) { return 1 }
            let common = own.intersection(wanted).count
            if wanted.isSubset(of: own) { return 0.8 }
            return Double(2 * common) / Double(max(1, own.count + wanted.count))
          }.max() ?? 0
        return (heading, score)
      }
      guard let best = rated.max(by: { $0.score < $1.score }), best.score >= 0.6 else { continue }
      result.append((column, best.heading))
      left.removeAll { $0.heading == best.heading }
    }
    return result
  }
}
