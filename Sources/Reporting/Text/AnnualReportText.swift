package import Diagnostics
import Disclosure
package import ReportDocument
package import Statutory

/// The annual report as text in its six statutory parts, with the proof of where its numbers come from.
package struct AnnualReportText: Sendable {
  /// What is written; nothing may be published where `isPublishable` is false.
  package let document: TextDocument
  /// The paragraphs and headings with the origin of each numeral, in order, tables included as empty ones.
  package let paragraphs: [FactText]
  /// I8 and I9.
  package let identities: [IdentityRecord]
  /// Findings, sorted.
  package let diagnostics: [Diagnostic]
  let tables: StatutoryTables
  let scope: String

  /// The name of the county's file.
  package static let fileName = "政府信息公开工作年度报告.txt"
  /// How many columns a line has.
  package static let width = 110

  /// True where nothing found stops publication.
  package var isPublishable: Bool { !diagnostics.contains(where: \.rule.blocks) }

  /// The six parts: what a heading must contain, and its usual words.
  package static let parts: [(key: String, heading: String)] = [
    ("总体情况", "一、总体情况"), ("主动公开政府信息情况", "二、主动公开政府信息情况"),
    ("收到和处理政府信息公开申请情况", "三、收到和处理政府信息公开申请情况"),
    ("行政复议、行政诉讼情况", "四、政府信息公开行政复议、行政诉讼情况"),
    ("存在的主要问题及改进情况", "五、存在的主要问题及改进情况"), ("其他需要报告的事项", "六、其他需要报告的事项"),
  ]

  /// Makes the text from a template; what is wrong with the template stops publication.
  package init(
    _ facts: ReportFacts, template: ReportTemplate = .standard, fileName: String = Self.fileName
  ) {
    tables = facts.tables
    scope = facts.scope
    var found = template.problems(facts)
    let rendered = found.contains { $0.rule.blocks } ? nil : template.rendered(facts)
    if rendered == nil, found.isEmpty {
      found.append(
        Diagnostic(
          .templateTagInvalid, at: SourceLocation(file: template.file), found: "模板无法解析"))
    }
    paragraphs = (rendered ?? "").split(whereSeparator: \.isNewline).map { FactText(marked: $0) }
      .filter { !$0.text.isEmpty || $0.table != nil }
    document = TextDocument(
      fileName: fileName, width: Self.width,
      blocks: Self.blocks(paragraphs, facts.tables, mark: facts.settings.mark))
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
      let last = Self.partsFiveAndSix(paragraphs, facts, fileName)
      found += last.diagnostics
      records += last.records
    }
    identities = records.sorted()
    diagnostics = found.sorted()
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
    _ paragraphs: [FactText], _ tables: StatutoryTables, mark: String
  ) -> [TextBlock] {
    var blocks: [TextBlock] = []
    for (index, paragraph) in paragraphs.enumerated() {
      if let table = paragraph.table {
        blocks += ReportTables.blocks(table, tables)
      } else if index == 0 {
        blocks.append(.title(paragraph.text))
        if !mark.isEmpty { blocks.append(.title("【\(mark)】")) }
        blocks.append(.gap)
      } else if isPartHeading(paragraph.text) {
        blocks.append(.heading(paragraph.text))
      } else if isSubheading(paragraph.text) {
        blocks.append(.line(paragraph.text, indent: 4))
      } else if paragraph.text.hasPrefix(">>") {
        blocks.append(.signature(String(paragraph.text.dropFirst(2).drop(while: \.isWhitespace))))
      } else {
        blocks.append(.paragraph(paragraph.text))
      }
    }
    return blocks
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
      let count = paragraphs.count { $0.table == table }
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
