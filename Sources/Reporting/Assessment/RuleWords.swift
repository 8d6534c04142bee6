import Diagnostics
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
      parts.append("主题：" + filter.themes.ordered(by: inCodeOrder).joined(separator: "、"))
    }
    if !filter.tasks.isEmpty {
      parts.append("任务：" + filter.tasks.ordered(by: inTaskOrder).joined(separator: "、"))
    }
    if !filter.clauses.isEmpty {
      let kinds = DeadlineClause.Kind.allCases.filter(filter.clauses.contains)
      parts.append("时限类型：" + kinds.map(\.label).joined(separator: "、"))
    }
    return parts.joined(separator: "；")
  }

  /// Whom a node applies to; 全部单位 for all.
  static func applicability(_ rule: Applicability?) -> String {
    guard let rule else { return "全部单位" }
    var parts = rule.groups.ordered(by: inCodeOrder)
    parts += rule.attributes.ordered(by: inCodeOrder).map { "属性“\($0)”" }
    parts += rule.units.ordered(by: inCodeOrder)
    return parts.joined(separator: "、")
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
    left.precedesInBytes(right)
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
