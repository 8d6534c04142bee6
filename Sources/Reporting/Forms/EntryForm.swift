import Disclosure
package import Intake
import ProgressLog
import Registers
import ReportDocument
import Statutory

/// The columns of one kind of input, as intake will look for them.
package struct EntryForm: Sendable, Hashable {
  /// A column to be filled in.
  package struct Column: Sendable, Hashable {
    /// The heading by which intake finds it.
    package let name: String
    /// True where the cell must not be empty in a row that is used.
    package let isRequired: Bool

    package init(_ name: String, isRequired: Bool) {
      self.name = name
      self.isRequired = isRequired
    }
  }

  /// Which input the sheet becomes.
  package let kind: InputKind
  /// The columns, in their printed order.
  package let columns: [Column]

  package init(kind: InputKind, columns: [Column]) {
    self.kind = kind
    self.columns = columns
  }

  /// The kinds that units fill in themselves, in the order of their sheets; the rest is the office's.
  package static let kinds: [InputKind] = [
    .ledgers, .progress, .requests, .disputes, .proactive, .documents, .letters, .proposals,
  ]

  /// The sheet's name.
  var sheetName: String {
    switch kind {
    case .requests: "依申请公开"
    case .proactive: "主动公开"
    default: kind.label
    }
  }

  /// How many empty rows the sheet offers.
  var spareRows: Int {
    switch kind {
    case .ledgers: 30
    case .progress: 500
    case .requests: 200
    case .documents, .letters: 100
    case .proactive: 0
    default: 50
    }
  }
}

/// What the cells of a column take, and what the person is told there.
struct EntryColumnRule {
  let format: NumberFormat
  let rule: EntryRule
  let width: ColumnWidth
}

/// Works out the rules of columns for one unit.
struct EntryRules {
  let unit: String
  let tasks: [String]
  let year: Int
  /// The form of the year's report, whose results answers are chosen from.
  let form: ReportForm
  var entryTypes = EntryTypes.builtIn

  private var days: EntryRule.Kind {
    .date(
      DocumentDay(year: year - 5, month: 1, day: 1), DocumentDay(year: year + 1, month: 12, day: 31)
    )
  }

  /// The closed list of a column, if it has one.
  private func options(_ column: String, of kind: InputKind) -> [String]? {
    switch (kind, column) {
    case (_, "单位"), (.ledgers, "责任单位"): [unit]
    case (.progress, "任务编号"), (.ledgers, "序号"): tasks.isEmpty ? nil : tasks
    case (.progress, "事项类型"): entryTypes.names
    case (.progress, "渠道"): EntryChannel.allCases.filter { $0 != .unstated }.map(\.rawValue)
    case (.requests, "申请人类型"): ApplicantKind.allCases.map(\.rawValue)
    case (.requests, "答复结果"): Self.outcomes(form)
    case (.disputes, "类别"): DisputeKind.allCases.map(\.rawValue)
    case (.disputes, "结果"): DisputeOutcome.allCases.map(\.rawValue)
    case (.documents, "类别"): DocumentKind.allCases.map(\.rawValue)
    case (.documents, "公开属性"): DisclosureAttribute.allCases.map(\.rawValue)
    case (.documents, "有效性"): DocumentValidity.allCases.map(\.rawValue)
    case (.proposals, "类别"): Proposal.Kind.allCases.map(\.rawValue)
    case (.proposals, "办理结果"): ["A", "B", "C", "D"]
    case (.letters, "是否公开"), (.proposals, "是否公开"): ["是", "否"]
    default: nil
    }
  }

  /// The results of the form by code and words: `3.3.7 属于行政执法案卷`; a request taken back is chosen beside its row.
  static func outcomes(_ form: ReportForm) -> [String] {
    form.rows.leaves.flatMap { row in
      let named = row.code + " " + words(of: row)
      return row.takesWithdrawals ? [named, row.code + " 申请人撤回申请"] : [named]
    }
  }

  /// The label without its numbering and remark.
  private static func words(of row: RequestRow) -> Substring {
    var words = row.label[...]
    if words.first == "（", let close = words.firstIndex(of: "）") {
      words = words[words.index(after: close)...]
    } else if let dot = words.firstIndex(of: ".") {
      words = words[words.index(after: dot)...]
    }
    if let remark = words.firstIndex(of: "（") { words = words[..<remark] }
    return words
  }

  /// What a column asks for beyond its type.
  private func hint(_ column: String, of kind: InputKind) -> String {
    switch (kind, column) {
    case (.ledgers, "工作举措"): "一项任务有几条举措的，每条一行。"
    case (.ledgers, "佐证网址"), (.progress, "网址"): "公开页面的完整网址，以 http 开头。"
    case (.progress, "标题"): "标题和网址至少填一项。"
    case (.progress, "信息形成日期"): "文件成文、信息形成或变更的日期；时限从这一天起算的必须填。"
    case (.progress, "触发事由"): "一项任务有几种时限的，写明这一条属于哪一种。"
    case (.progress, "结束日期"): "意见征集、公示的截止日期。"
    case (.requests, "征求意见发出日期"), (.requests, "征求意见回复日期"): "几次征求意见的，日期之间用“；”隔开，前后对应。"
    case (.requests, "答复结果"): "与答复日期同时填写；从列表中选。"
    case (.requests, "登记编号"): "本单位内不得重复。"
    case (.proactive, "数值"): "没有的填0，不要留空。"
    default: ""
    }
  }

  /// The rule of one column.
  func rule(_ column: EntryForm.Column, of kind: InputKind) -> EntryColumnRule {
    let need = column.isRequired ? "必填。" : "没有可不填。"
    func made(
      _ type: EntryRule.Kind, _ format: NumberFormat, _ words: String, refusal: String,
      width: ColumnWidth
    ) -> EntryColumnRule {
      EntryColumnRule(
        format: format,
        rule: EntryRule(
          type, promptTitle: column.name, prompt: need + words + hint(column.name, of: kind),
          refusal: refusal), width: width)
    }
    if let options = options(column.name, of: kind) {
      let longest = options.map(DisplayWidth.columns(of:)).max() ?? 8
      return made(
        .list(options), .text, "从下拉列表中选。", refusal: "请从下拉列表中选一项。",
        width: .fixed(max(12, min(34, longest + 4))))
    }
    switch column.name {
    case "征求意见发出日期", "征求意见回复日期":
      return made(
        .text(atMost: 200), .text, "写成 2022-03-10。", refusal: "不超过200字。", width: .fixed(16))
    case let name where name.hasSuffix("日期"):
      return made(
        days, .date, "写成 \(year)-05-20。",
        refusal: "请填\(year - 5)年至\(year + 1)年之间的日期，如 \(year)-05-20。",
        width: .fixed(14))
    case "延长工作日":
      return made(.integer(1, 20), .integer, "1至20。", refusal: "请填1至20的整数。", width: .fixed(10))
    case "数值", "收费金额":
      return made(
        .decimal(0, 2_000_000_000), .general, "只填数字。", refusal: "请填不小于0的数字，不带单位。",
        width: .fixed(12))
    case "标题", "网址", "佐证网址", "工作举措", "工作任务", "备注", "时限要求", "信息内容", "指标":
      return made(.text(atMost: 2000), .text, "", refusal: "不超过2000字。", width: .fixed(34))
    default:
      return made(.text(atMost: 500), .text, "", refusal: "不超过500字。", width: .fixed(16))
    }
  }
}
