package import Diagnostics
import Disclosure
package import ReportDocument
package import Statutory

/// The annual report as text in its six statutory parts, with the proof of where its numbers come from.
package struct AnnualReportText: Sendable {
  /// The one document that every format prints; nothing of it may be published where a finding blocks.
  package let flow: FlowDocument
  /// The paragraphs and headings with the origin of each numeral, in order, tables included as empty ones.
  package let paragraphs: [FactText]
  /// I8 and I9.
  package let identities: [IdentityRecord]
  /// Findings, sorted.
  package let diagnostics: [Diagnostic]
  let tables: StatutoryTables
  let scope: String

  /// The six parts: what a heading must contain, and its usual words.
  package static let parts: [(key: String, heading: String)] = [
    ("总体情况", "一、总体情况"), ("主动公开政府信息情况", "二、主动公开政府信息情况"),
    ("收到和处理政府信息公开申请情况", "三、收到和处理政府信息公开申请情况"),
    ("行政复议、行政诉讼情况", "四、政府信息公开行政复议、行政诉讼情况"),
    ("存在的主要问题及改进情况", "五、存在的主要问题及改进情况"), ("其他需要报告的事项", "六、其他需要报告的事项"),
  ]

  /// Makes the text from a template; what is wrong with the template stops publication.
  package init(_ facts: ReportFacts, template: ReportTemplate = .standard) {
    let fileName = facts.fileName
    tables = facts.tables
    scope = facts.scope
    var found = template.problems(facts)
    let rendered = found.contains { $0.rule.blocks } ? nil : template.rendered(facts)
    if rendered == nil, found.isEmpty {
      found.append(
        Diagnostic(
          .templateTagInvalid, at: SourceLocation(file: template.file), found: "模板无法解析"))
    }
    let all = (rendered ?? "").split(whereSeparator: \.isNewline).map { FactText(marked: $0) }
      .filter { !$0.text.isEmpty || $0.insert != nil }
    let (paragraphs, empty) = Self.withoutEmptySections(all)
    self.paragraphs = paragraphs
    flow = FlowDocument(
      baseName: facts.fileName, title: paragraphs.first?.text ?? "",
      author: facts.settings.publisher,
      subject: facts.title,
      created: DocumentDay(dayNumber: facts.asOf.dayNumber), mark: facts.settings.mark,
      blocks: Self.blocks(paragraphs.dropFirst(), facts))
    var records: [IdentityRecord] = []
    if rendered != nil {
      found += Self.missingParts(paragraphs, template)
      let lock = NumberLock(facts, phrases: template.allowedPhrases, file: fileName)
      let locked = lock.check(paragraphs)
      found += locked
      let isLocked = !locked.contains(where: \.rule.blocks)
      records.append(
        IdentityRecord(
          .textMatches, scope: scope, item: "正文", source: .derived, left: nil, right: nil,
          verdict: isLocked ? .holds : .broken))
      found += Self.remarks(paragraphs, empty, facts, template)
      let last = Self.partsFiveAndSix(paragraphs, facts, fileName)
      found += last.diagnostics
      records += last.records
    }
    identities = records.ordered()
    diagnostics = found.ordered()
  }

  // MARK: document

  static func isPartHeading(_ text: String) -> Bool {
    guard let mark = text.firstIndex(of: "、"), mark > text.startIndex, !text.hasSuffix("。") else {
      return false
    }
    return text[..<mark].unicodeScalars.allSatisfy(ChineseNumber.isNumeral) && text.count <= 40
  }

  private static func isSubheading(_ text: String) -> Bool {
    text.hasPrefix("（") && !text.hasSuffix("。") && text.count <= 30
      && text.dropFirst().prefix { $0 != "）" }.unicodeScalars.allSatisfy(ChineseNumber.isNumeral)
  }

  private static func blocks(
    _ paragraphs: some Sequence<FactText>, _ facts: ReportFacts
  ) -> [FlowBlock] {
    var sections = 0
    return paragraphs.compactMap { paragraph in
      let words = FlowText(
        paragraph.text,
        figures: paragraph.spans.compactMap { span in
          span.figure.map { FlowText.Figure(span.range, facts.figures[$0].name) }
        })
      switch paragraph.insert {
      case .table(let number): return .table(ReportTables.flow(number, facts.tables))
      case .chart(let name): return facts.charts[name].map { .chart($0) }
      case nil: break
      }
      if isPartHeading(paragraph.text) {
        sections = 0
        return .heading(words, level: 1)
      }
      if isSubheading(paragraph.text) {
        sections += 1
        return .heading(FlowText(numbered(paragraph.text, sections)), level: 2)
      }
      if paragraph.text.hasPrefix(">>") {
        let rest = paragraph.text.dropFirst(2).drop(while: \.isWhitespace)
        return .signature(FlowText(String(rest)))
      }
      return .paragraph(words)
    }
  }

  /// A section's heading with its number among those that have something to say.
  private static func numbered(_ heading: String, _ number: Int) -> String {
    guard let close = heading.firstIndex(of: "）") else { return heading }
    return "（\(ChineseNumber.text(number))" + heading[close...]
  }

  /// The paragraphs without headings of sections that say nothing, and the names of these.
  private static func withoutEmptySections(
    _ paragraphs: [FactText]
  ) -> (paragraphs: [FactText], empty: [String]) {
    var kept: [FactText] = []
    var empty: [String] = []
    for (index, paragraph) in paragraphs.enumerated() {
      let next = index + 1 < paragraphs.count ? paragraphs[index + 1] : nil
      let isLast = next.map { isPartHeading($0.text) || isSubheading($0.text) } ?? true
      if index > 0, isSubheading(paragraph.text), isLast {
        empty.append(String(paragraph.text.drop { $0 != "）" }.dropFirst()))
      } else {
        kept.append(paragraph)
      }
    }
    return (kept, empty)
  }

  // MARK: what a reader would miss

  /// Sections without content, a missing contact, a part one that is too long.
  private static func remarks(
    _ paragraphs: [FactText], _ empty: [String], _ facts: ReportFacts, _ template: ReportTemplate
  ) -> [Diagnostic] {
    var found = empty.map {
      Diagnostic(
        .reportSectionEmpty, at: SourceLocation(file: template.file), unit: facts.scope,
        found: "“\($0)”没有可以写出的内容")
    }
    if facts.settings.address.isEmpty, facts.settings.telephone.isEmpty {
      found.append(
        Diagnostic(
          .contactMissing, at: SourceLocation(file: "pipeline.yaml"), unit: facts.scope,
          found: "报告没有写明\(facts.settings.publisher)的地址和电话"))
    }
    let length = part(1, of: paragraphs).reduce(0) { count, paragraph in
      count + paragraph.text.count { !$0.isWhitespace }
    }
    if let limit = facts.settings.partOneLimit, length > limit {
      found.append(
        Diagnostic(
          .partOneTooLong, at: SourceLocation(file: facts.fileName), unit: facts.scope,
          found: "第一部分有\(length)字，上限为\(limit)字"))
    }
    return found
  }

  // MARK: parts

  private static func missingParts(
    _ paragraphs: [FactText], _ template: ReportTemplate
  ) -> [Diagnostic] {
    var missing: [String] = []
    let headings = paragraphs.filter { isPartHeading($0.text) }.map(\.text)
    for (number, part) in parts.enumerated() {
      let wanted = ChineseNumber.text(number + 1) + "、"
      let own = headings.filter { $0.hasPrefix(wanted) && $0.contains(part.key) }
      if own.count != 1 { missing.append("标题“\(part.heading)”出现\(own.count)次") }
    }
    for (table, name) in [(2, "proactive"), (3, "requests"), (4, "disputes")] {
      let count = paragraphs.count { $0.insert == .table(table) }
      if count != 1 { missing.append("{{tables.\(name)}} 出现\(count)次") }
    }
    return missing.map {
      Diagnostic(.reportPartMissing, at: SourceLocation(file: template.file), found: $0)
    }
  }

  /// The paragraphs below the heading of a part, counted from one.
  static func part(_ number: Int, of paragraphs: [FactText]) -> ArraySlice<FactText> {
    let wanted = ChineseNumber.text(number) + "、"
    guard
      let start = paragraphs.firstIndex(where: {
        isPartHeading($0.text) && $0.text.hasPrefix(wanted)
      })
    else { return [] }
    let rest = paragraphs[(start + 1)...]
    let end = rest.firstIndex { isPartHeading($0.text) } ?? paragraphs.endIndex
    return paragraphs[(start + 1)..<end]
  }

  private static func partsFiveAndSix(
    _ paragraphs: [FactText], _ facts: ReportFacts, _ file: String
  ) -> (records: [IdentityRecord], diagnostics: [Diagnostic]) {
    var records: [IdentityRecord] = []
    var found: [Diagnostic] = []
    func record(_ item: String, _ left: Exact?, _ right: Exact?, _ verdict: Verdict) {
      records.append(
        IdentityRecord(
          .partsFilled, scope: facts.scope, item: item, source: .derived, left: left, right: right,
          verdict: verdict))
    }
    for (number, item) in [(5, "第五部分"), (6, "第六部分")] {
      let words = part(number, of: paragraphs).map(\.text).joined()
        .filter { !"。，；、： \u{3000}".contains($0) }
      let isEmpty = ["", "无", "暂无", "没有", "不存在问题", "无其他需要报告的事项", "无需要报告的事项"].contains(words)
      record(item, nil, nil, isEmpty ? .broken : .holds)
      if isEmpty {
        found.append(
          Diagnostic(
            .reportPartEmpty, at: SourceLocation(file: file), unit: facts.scope,
            found: "\(item)\(words.isEmpty ? "没有内容" : "只写“\(words)”")"))
      }
    }
    let fee = facts.figure("fees.collected")
    let named = part(6, of: paragraphs).contains { paragraph in
      paragraph.spans.contains { $0.figure.map { facts.figures[$0].name } == "fees.collected" }
    }
    switch fee?.value {
    case .number(let amount)? where amount > .zero:
      record("信息处理费", amount, named ? amount : nil, named ? .holds : .broken)
      if !named {
        found.append(
          Diagnostic(
            .feeNotReported, at: SourceLocation(file: file), unit: facts.scope,
            found: "本年收取信息处理费\(amount.text)元，第六部分没有写明"))
      }
    case .number?: record("信息处理费", .zero, .zero, .holds)
    default: record("信息处理费", nil, nil, .unknown)
    }
    return (records, found)
  }
}
