package import Diagnostics
package import Disclosure
package import Intake
package import Tables

extension InputKind {
  /// 文字材料: what no register holds and the published report says.
  package static let narrative = InputKind(
    "narrative", "文字材料",
    columns: [
      .must("部分", filled: true), .must("条目", filled: true), .may("数值", holds: .amount),
      .may("单位", "计量单位"), .may("上年", "上年数值", holds: .amount), .may("文字", holds: .long),
      .must("来源", filled: true),
    ])
}

/// 部分: where in the published report something stands that no register holds.
package enum NarrativeSection: String, Sendable, Hashable, CaseIterable, ClosedList {
  case overview = "总体情况"
  case disclosure = "主动公开"
  case requests = "依申请公开"
  case management = "政府信息管理"
  case platform = "平台建设"
  case supervision = "监督保障"
  case lastProblems = "上年问题"
  case problems = "存在问题"
  case improvements = "改进措施"
  case others = "其他事项"

  /// Other words for the same, as the statutory format and offices have them.
  private static let synonyms: [(word: String, section: NarrativeSection)] = [
    ("政府信息公开平台建设", .platform), ("公开平台建设", .platform), ("信息管理", .management),
    ("政府信息资源管理", .management), ("上年问题整改", .lastProblems), ("上年度问题整改情况", .lastProblems),
    ("存在的主要问题", .problems), ("存在的问题", .problems), ("主要问题", .problems),
    ("改进情况", .improvements), ("改进", .improvements), ("其他需要报告的事项", .others), ("其他", .others),
  ]

  /// The section of a word; a number before it (五、, （一）) says nothing and is passed over.
  package init?(heading text: String) {
    var word = TextFolding.fold(text)[...]
    while let first = word.unicodeScalars.first,
      "一二三四五六七八九十0123456789()（）、.．".unicodeScalars.contains(first)
    {
      word.unicodeScalars.removeFirst()
    }
    if let section = Self(rawValue: String(word)) {
      self = section
    } else if let known = Self.synonyms.first(where: { $0.word == word }) {
      self = known.section
    } else {
      return nil
    }
  }
}

/// 文字材料: something that no register holds, with its source.
package struct NarrativeItem: Hashable, Sendable {
  package var section: NarrativeSection
  /// 条目: what it is: 政府公报, 图解.
  package var label: String
  /// 数值; nil where the item is words alone.
  package var value: Exact?
  /// 单位, in which the value is counted: 期, 件.
  package var measure: String
  /// 上年: the value of the year before.
  package var previous: Exact?
  /// 文字: whole sentences, in which {数值} and {上年} stand for the two values.
  package var words: String
  /// 来源: who or what says so.
  package var source: String
  package var location: SourceLocation

  /// An item as it was read.
  package init(
    section: NarrativeSection, label: String, value: Exact? = nil, measure: String = "",
    previous: Exact? = nil, words: String = "", source: String, location: SourceLocation
  ) {
    self.section = section
    self.label = label
    self.value = value
    self.measure = measure
    self.previous = previous
    self.words = words
    self.source = source
    self.location = location
  }

  /// What stands for the value in 文字.
  package static let valueMark = "{数值}"
  /// What stands for last year's value in 文字.
  package static let previousMark = "{上年}"
}

extension RegisterIntake {
  /// Reads what no register holds and the published report says.
  package func narrative(_ content: FileContent, file: String) -> IntakeResult<NarrativeItem> {
    read(.narrative, content, file: file, fillDown: ["部分"]) { row -> NarrativeItem? in
      let written = row.required("部分")
      let section = NarrativeSection(heading: written)
      if section == nil, !written.isEmpty {
        row.note(
          .wordOutsideList, "部分", found: "“部分”填的是“\(written)”",
          expected: "只能填：\(NarrativeSection.accepted)")
      }
      let label = row.required("条目")
      let value = row.decimal("数值")
      let previous = row.decimal("上年")
      let words = row.text("文字")
      let source = row.required("来源")
      let measure = row.text("单位")
      if value == nil, words.isEmpty, row.text("数值").isEmpty {
        row.note(.cellEmpty, "文字", found: "“数值”和“文字”都没有填写")
      }
      if value != nil, measure.isEmpty {
        row.note(.cellEmpty, "单位", found: "有“数值”，没有填写计量“单位”")
      }
      for (mark, number) in [
        (NarrativeItem.valueMark, value), (NarrativeItem.previousMark, previous),
      ] where words.contains(mark) && number == nil {
        row.note(.cellEmpty, "数值", found: "“文字”里有\(mark)，没有填写对应的数字")
      }
      guard let section, !label.isEmpty, !source.isEmpty else { return nil }
      return NarrativeItem(
        section: section, label: label, value: value, measure: measure, previous: previous,
        words: words, source: source, location: row.location)
    }
  }
}

extension NarrativeItem: RegisterRecord {
  package static let inputKind = InputKind.narrative
  package var reporter: Int? { nil }

  package static func read(
    _ content: FileContent, file: String, by intake: RegisterIntake, seen: inout Set<String>
  ) -> IntakeResult<NarrativeItem> {
    intake.narrative(content, file: file)
  }
}
