/// The kinds of input, by their keys in pipeline.yaml and run.json.
package enum InputKind: String, Sendable, Hashable, CaseIterable {
  case units, plan
  case ledgers, progress, requests, disputes, proactive, documents, letters, proposals
  case inspections, carryover, declared
  case externalScores = "external_scores"
  case manualScores = "manual_scores"
  /// The team's word that a task is done (销号).
  case confirmations
  /// What no register holds and the published report says.
  case narrative
  /// Rows that were sent back and mended.
  case corrections
  /// Workbooks that `nianbao forms` wrote, filled in; their sheets are read as the kinds they are.
  case forms
  /// Feedback workbooks that units answered.
  case replies
  /// A unit's word that it has nothing of a kind.
  case nilReturns = "nil_returns"

  /// The kinds that `inputs:` lists; units and plan have keys of their own.
  package static let listed = allCases.filter { $0 != .units && $0 != .plan }

  /// The name a reader sees.
  package var label: String {
    switch self {
    case .units: "单位名录"
    case .plan: "任务分解表"
    case .ledgers: "台账"
    case .progress: "进展日志"
    case .requests: "依申请公开登记"
    case .disputes: "复议诉讼"
    case .proactive: "主动公开数据"
    case .documents: "文件目录"
    case .letters: "政民互动"
    case .proposals: "建议提案"
    case .inspections: "日常检查"
    case .carryover: "上年遗留"
    case .declared: "单位年报"
    case .externalScores: "上级评分"
    case .manualScores: "人工评分"
    case .confirmations: "销号确认"
    case .narrative: "文字材料"
    case .corrections: "退回修改"
    case .forms: "填报表"
    case .replies: "单位意见"
    case .nilReturns: "零申报"
    }
  }

  /// Where files of the kind are looked for when `inputs` does not name it; nil: nowhere.
  package var defaultPlace: String? {
    switch self {
    case .confirmations: "inputs/销号确认"
    case .corrections: "inputs/退回修改"
    case .forms: "inputs/填报表"
    case .replies: "inputs/单位意见"
    case .nilReturns: "inputs/零申报"
    default: nil
    }
  }

  /// True where a glob may also match folders: declared tables come as one folder per unit.
  package var matchesFolders: Bool { self == .declared }

  /// The registers whose rows make the statutory tables; a quarantined row of theirs blocks publication.
  package var isStatutoryRegister: Bool {
    self == .requests || self == .disputes || self == .proactive
  }
}
