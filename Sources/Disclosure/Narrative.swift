package import Diagnostics

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
