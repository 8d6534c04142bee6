import Disclosure
import Registers
import Scoring
import WorkPlan

/// The rules in words, for the sheet 计分规则 and for explanations.
enum RuleWords {
  /// How a node is scored.
  static func method(_ node: IndicatorNode) -> String {
    switch node.body {
    case .children(let nodes): return "下列\(nodes.count)项得分之和"
    case .rule(let rule): return rule.words
    }
  }

  /// Which obligations a leaf looks at; empty for all.
  static func scope(_ filter: ObligationFilter?) -> String {
    guard let filter else { return "" }
    var parts: [String] = []
    if !filter.themes.isEmpty {
      parts.append("主题：" + filter.themes.sorted(by: inCodeOrder).joined(separator: "、"))
    }
    if !filter.tasks.isEmpty {
      parts.append("任务：" + filter.tasks.sorted(by: inTaskOrder).joined(separator: "、"))
    }
    if !filter.clauses.isEmpty {
      let kinds = DeadlineClause.Kind.allCases.filter(filter.clauses.contains)
      parts.append("时限类型：" + kinds.map(label).joined(separator: "、"))
    }
    return parts.joined(separator: "；")
  }

  /// Whom a node applies to; 全部单位 for all.
  static func applicability(_ rule: Applicability?) -> String {
    guard let rule else { return "全部单位" }
    var parts = rule.groups.sorted(by: inCodeOrder)
    parts += rule.attributes.sorted(by: inCodeOrder).map { "属性“\($0)”" }
    parts += rule.units.sorted(by: inCodeOrder)
    return parts.joined(separator: "、")
  }

  /// A deadline in words.
  static func deadline(_ clause: DeadlineClause) -> String {
    func span(_ span: TimeSpan) -> String {
      switch span.measure {
      case .workingDays: "\(span.count)个工作日"
      case .days: "\(span.count)日"
      case .months: "\(span.count)个月"
      }
    }
    let text =
      switch clause.rule {
      case .by(let date): "\(date.iso)前"
      case .within(let length, let event): "\(event ?? "信息形成")后\(span(length))内"
      case .withinAfterEach(let length, let period): "每\(period.label)后\(span(length))内"
      case .each(let period): "每\(period.label)"
      case .eachBy(let period, let month, let day): "每\(period.label)第\(month)个月\(day)日前"
      case .atLeast(let count, let period): "每\(period.label)不少于\(count)次"
      case .lasting(let length): "持续不少于\(span(length))"
      case .continuous: "长期坚持"
      case .promptly: "及时"
      case .periodic: "定期"
      case .during(let name): "\(name)期间"
      }
    return clause.isSoft ? text + "（原则上）" : text
  }

  private static func label(_ kind: DeadlineClause.Kind) -> String {
    switch kind {
    case .by: "限期完成"
    case .each: "按期更新"
    case .eachBy: "按期更新（定日）"
    case .within: "形成后限时公开"
    case .afterEach: "每期后限时公开"
    case .atLeast: "次数要求"
    case .lasting: "持续时长"
    case .continuous: "长期坚持"
    case .promptly: "及时"
    case .periodic: "定期"
    case .during: "特定时段"
    }
  }

  /// What happens to points that do not apply.
  static func treatment(_ treatment: IndicatorSystem.NotApplicable) -> String {
    switch treatment {
    case .renormalise: "总分＝得分÷适用分值×满分"
    case .full: "不适用的指标给满分"
    case .respread: "不适用指标的分值按比例分给同级指标"
    case .drop: "不适用的指标不计，满分随之减少"
    }
  }

  /// A share as a percentage.
  static func percent(_ share: Exact) -> String { IndicatorRule.percent(share) }

  /// By code point, so that sets print the same everywhere.
  static func inCodeOrder(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }

  /// Numbers by value, others by code point after them.
  private static func inTaskOrder(_ left: String, _ right: String) -> Bool {
    switch (Int(left), Int(right)) {
    case (let a?, let b?) where a != b: a < b
    case (_?, nil): true
    case (nil, _?): false
    default: inCodeOrder(left, right)
    }
  }
}
