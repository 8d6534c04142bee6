import Disclosure
import Intake
import ReportDocument
import Statutory

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

  /// What a cell is chosen from, if from anything.
  private func options(_ choices: FormColumn.Choices?) -> [String]? {
    switch choices {
    case .closed(_, let words), .words(let words): words
    case .unit: [unit]
    case .tasks: tasks.isEmpty ? nil : tasks
    case .entryTypes: entryTypes.names
    case .answers: Self.outcomes(form)
    case nil: nil
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

  /// The rule of one column.
  func rule(_ column: FormColumn) -> EntryColumnRule {
    let need = column.mustBeFilled ? "必填。" : "没有可不填。"
    func made(
      _ type: EntryRule.Kind, _ format: NumberFormat, _ words: String, refusal: String,
      width: ColumnWidth
    ) -> EntryColumnRule {
      EntryColumnRule(
        format: format,
        rule: EntryRule(
          type, promptTitle: column.name, prompt: need + words + column.hint, refusal: refusal),
        width: width)
    }
    if let options = options(column.choices) {
      let longest = options.map(DisplayWidth.columns(of:)).max() ?? 8
      return made(
        .list(options), .text, "从下拉列表中选。", refusal: "请从下拉列表中选一项。",
        width: .fixed(max(12, min(34, longest + 4))))
    }
    switch column.content {
    case .days:
      return made(
        .text(atMost: 200), .text, "写成 2022-03-10。", refusal: "不超过200字。", width: .fixed(16))
    case .day:
      return made(
        days, .date, "写成 \(year)-05-20。",
        refusal: "请填\(year - 5)年至\(year + 1)年之间的日期，如 \(year)-05-20。",
        width: .fixed(14))
    case .whole(let range):
      return made(
        .integer(range.lowerBound, range.upperBound), .integer,
        "\(range.lowerBound)至\(range.upperBound)。",
        refusal: "请填\(range.lowerBound)至\(range.upperBound)的整数。", width: .fixed(10))
    case .amount:
      return made(
        .decimal(0, 2_000_000_000), .general, "只填数字。", refusal: "请填不小于0的数字，不带单位。",
        width: .fixed(12))
    case .long, .address:
      return made(.text(atMost: 2000), .text, "", refusal: "不超过2000字。", width: .fixed(34))
    case .text, .person, .number:
      return made(.text(atMost: 500), .text, "", refusal: "不超过500字。", width: .fixed(16))
    }
  }
}
