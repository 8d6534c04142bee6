package import Diagnostics

/// What can be wrong with the assessment system and a score.
extension DiagnosticRule {
  /// In the order of the catalogue.
  package static let scoringRules: [DiagnosticRule] = [
    indicatorDuplicateID, indicatorPointsSum, indicatorUnknownName, indicatorPoints, indicatorBody,
    indicatorBandOrder, indicatorWithoutEffect, blendWeights, scoreUnknown,
  ]

  /// One id for two nodes.
  package static let indicatorDuplicateID = DiagnosticRule(
    "indicator-id-duplicate", 3101, .error, title: "指标编号重复",
    expected: "指标、加分项、重大扣分项和一票否决项的编号各不相同", remedy: "给其中一项换一个编号",
    example: .situation("两个指标的 id 都写 A1"))
  /// Children that do not add up for a group.
  package static let indicatorPointsSum = DiagnosticRule(
    "indicator-points-sum", 3102, .error, title: "下级分值之和不等于上级",
    expected: "对每个分组，适用的下级分值之和等于上级分值（第一层等于满分）",
    remedy: "改正分值或 applies_to；确需留空时在上级写 partial: true（第一层写在 full 旁边）",
    example: .situation("上级 50 分，下级 25 分和 20 分"))
  /// A group, unit, task, theme, grade, event or indicator nobody knows.
  package static let indicatorUnknownName = DiagnosticRule(
    "indicator-name-unknown", 3103, .error, title: "名称对不上",
    expected: "单位名册、任务清单或本文件里已有的名称", remedy: "照名册、清单里的写法改正",
    example: .situation("applies_to 写了单位名册里没有的分组"))
  /// Points and weight together, or neither.
  package static let indicatorPoints = DiagnosticRule(
    "indicator-points", 3104, .error, title: "分值写法有误",
    expected: "points（分）与 weight（占上级的百分比）二者写一个", remedy: "补写或删去其中一个",
    example: .situation("一个指标既没有 points 也没有 weight"))
  /// Children and a rule together, or neither.
  package static let indicatorBody = DiagnosticRule(
    "indicator-body", 3105, .error, title: "指标既无规则也无下级",
    expected: "children（下级指标）与 rule（计分规则）二者写一个，规则只写一种",
    remedy: "补写或删去其中一个", example: .situation("一个指标同时写了 children 和 rule"))
  /// Bands out of order.
  package static let indicatorBandOrder = DiagnosticRule(
    "indicator-band-order", 3106, .warning, title: "分档没有从高到低排列",
    expected: "各档的 from 从高到低；计分时取第一个达到的档", remedy: "把 from 大的档移到前面",
    example: .situation("bands 先写 from: 0.6，再写 from: 0.9"))
  /// A key that changes nothing here.
  package static let indicatorWithoutEffect = DiagnosticRule(
    "indicator-without-effect", 3107, .warning, title: "写了不起作用的内容",
    expected: "只在相应规则里写的键", remedy: "删去这个键，或核对规则是否写对",
    example: .situation("rule 为 manual 的指标写了 where"))
  /// Weights of a blend.
  package static let blendWeights = DiagnosticRule(
    "indicator-blend-weights", 3108, .error, title: "各来源的权重之和不等于 1",
    expected: "blend 各来源的 weight 之和等于 1", remedy: "改正权重，例如 0.7 和 0.3",
    example: .situation("blend 的两个来源权重为 0.7 和 0.2"))
  package static let scoreUnknown = DiagnosticRule(
    "score-unknown", 4000, .error, blocks: true, title: "总分未知",
    expected: "每项指标要用的材料和评分都齐全", remedy: "补上所缺的材料或得分；暂不能补的，由县政府办公室在 waivers.yaml 里写明依据后放行",
    example: .situation("人工评分表里少了一个单位"))
}
