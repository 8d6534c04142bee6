import Disclosure

/// `promptly`: 及时公开 · 第一时间回应: soon after something happens.
enum PromptlyClause: ClauseKind {
  static let example = "promptly"

  static func rule(_ words: [String]) -> DeadlineClause.Rule? {
    words.count == 1 && words[0].lowercased() == example ? .promptly : nil
  }

  static func spelled(_ rule: DeadlineClause.Rule) -> String { rule == .promptly ? example : "" }

  static let label = "及时"
  static let summary = "及时，信息形成之日起二十个工作日内"

  static func brief(_ rule: DeadlineClause.Rule) -> String {
    rule == .promptly ? "及时" : ""
  }

  static func request(_ rule: DeadlineClause.Rule) -> String {
    rule == .promptly ? "信息形成或变更后20个工作日内公开" : ""
  }

  static func meaning(_ rule: DeadlineClause.Rule) -> String { rule == .promptly ? "及时" : "" }

  static var standing: DeadlineClause.Rule? { .promptly }

  static let bareWords = ["及时", "第一时间", "实时", "随时", "即时"]

  /// Telling the public, answering, bringing up to date.
  private static let telling = [
    "公开", "公布", "发布", "公示", "公告", "解读", "回应", "答复", "回复", "更新", "反馈", "展示", "传递", "发声", "宣传", "推送",
    "转载", "转发",
    "披露", "告知", "标注", "解疑释惑", "曝光", "刊登", "刊发", "上网", "上传", "通报情况", "互动", "发出", "澄清", "解答", "推介",
    "录入", "维护",
  ]
  /// Work inside the office: soon, but nothing that the public sees.
  private static let inside = [
    "研究", "制定", "处理", "处置", "解决", "总结", "推广", "了解", "掌握", "对接", "整改", "报送", "上报", "报告", "报", "协调",
    "督促", "纠正", "发现",
    "收集", "梳理", "转办", "移交", "沟通", "清理", "修订", "跟进", "跟踪", "推动", "化解", "办理", "汇总", "调度", "预警", "召开",
    "成立", "组织", "学习",
    "传达", "出台", "审核", "归档", "备案", "配合", "提醒", "跟踪", "妥善", "足额", "有效应对", "应对", "获取", "提供", "调度",
    "检查", "消除", "研判", "撤销",
  ]
  private static let improving = ["优化", "调整", "完善", "修订", "充实"]
  private static let kept = ["目录", "清单", "栏目", "专栏", "指南", "网站"]
  /// 公开 in these is a name and no act.
  private static let names = [
    "政务公开", "信息公开", "院务公开", "校务公开", "村务公开", "厂务公开", "依申请公开", "预公开", "公开栏", "公开平台", "公开专栏", "公开工作",
    "公开目录",
    "公开属性", "公开制度", "公开条例", "更新机制", "公开标准",
  ]

  /// In running text: the word says how something is told, answered or updated.
  static func stands(_ words: StandingWords, at position: Int) -> Bool {
    finds(words.reach, position, sentence: words.sentence) != nil
  }

  private static func finds(_ text: ScalarText, _ position: Int, sentence: ScalarText) -> Int? {
    guard let end = text.at(position, anyOf: bareWords) else { return nil }
    if text.at(end, "性") != nil { return nil }
    // 未依法及时公开的: what went wrong elsewhere.
    if text.ends(position, with: ["未", "不", "未依法", "未能", "没有", "未按规定", "不能", "未按要求", "是否", "不够"]) {
      return nil
    }
    // The first verb decides, wherever adverbs stand.
    var index = end
    let stop = endOfReach(text, end)
    while index < stop {
      if let name = text.at(index, anyOf: names) {
        // 做好…信息公开 is an act all the same.
        if index > end, text.contains("做好"), text.at(index, "信息公开") != nil { return end }
        index = name
        continue
      }
      if text.at(index, anyOf: telling) != nil { return end }
      if index - end <= 6, text.at(index, anyOf: improving) != nil {
        return kept.contains { sentence.contains($0) } ? end : nil
      }
      if index - end <= 8, text.at(index, anyOf: inside) != nil, !isObject(text, index, end) {
        return nil
      }
      index += 1
    }
    return nil
  }

  /// 及时将…, 及时对…, 及时通过…渠道: the verb comes behind a comma or two.
  private static func endOfReach(_ text: ScalarText, _ position: Int) -> Int {
    let reaches =
      text.at(position, anyOf: ["将", "把", "对", "向", "通过", "运用", "利用", "依托", "在", "针对", "以", "按"])
      != nil
    var commas = reaches ? 1 : 0
    var index = position
    while index < text.count {
      if text[index] == "," || text[index] == ":" {
        if commas == 0 { return index }
        commas -= 1
      }
      index += 1
    }
    return index
  }

  /// True where words stand between the adverb and this verb that make it part of the object (将处理结果公开).
  private static func isObject(_ text: ScalarText, _ position: Int, _ end: Int) -> Bool {
    text.at(end, anyOf: ["将", "把", "对", "向", "通过"]) != nil && position > end
  }

  static func duties(_ rule: DeadlineClause.Rule, in year: DutyYear) -> ClauseDuties {
    guard let rhythm = year.settings.promptly else {
      return ClauseDuties(shape: .perEntry(ObligationSchedule.statutorySpan))
    }
    return year.counted(rhythm)
  }
}
