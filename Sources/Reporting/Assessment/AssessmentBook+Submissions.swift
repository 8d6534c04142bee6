import Diagnostics
import Disclosure
import Intake
import ReportDocument
import Scoring
import Statutory

extension AssessmentBook {
  static let submissionSheet = "报送情况"

  /// 报送情况: unit × kind of material, and the files that could not be read; nil where nothing was collected.
  func submissions() -> SheetDocument? {
    let submissions = context.submissions
    guard !submissions.kinds.isEmpty else { return nil }
    let kinds = submissions.kinds
    let result = result
    let order = byRegistry()
    let columns =
      [
        TableColumn("unit", "单位", width: .computed(atLeast: 14, atMost: 24)),
        TableColumn("group", "分组", .label, width: .computed(atLeast: 8, atMost: 12)),
      ]
      + kinds.map { TableColumn($0.key, $0.label, .label, width: .fixed(13)) }
      + [TableColumn("open", "未报和读不出", .figure, .integer, width: .fixed(8))]
    let rows = ComputedRows(count: order.count) { index, row in
      let unit = order[index]
      row.append(text: result.units[unit].unit.name)
      row.append(text: result.units[unit].unit.group)
      for kind in kinds {
        let (words, role) = Self.words(submissions, unit: unit, kind: kind)
        row.append(text: words, role)
      }
      row.append(Self.open(submissions, unit: unit))
    }
    var totals = [Cell.text("已报单位", .total), .blank(.layout, .total)]
    for kind in kinds {
      let reported = order.count { unit in
        switch submissions.standing(unit: unit, kind: kind) {
        case .reported, .nilReturn: true
        case .returned: submissions[unit, kind].accepted > 0
        default: false
        }
      }
      totals.append(.text("\(reported)个", .total))
    }
    totals.append(
      .formula(
        .sum(.column(2 + kinds.count)),
        cached: .integer(order.reduce(0) { $0 + Self.open(submissions, unit: $1) }), .total,
        .integer))
    let noRow = kinds.filter { $0.sender != .eachUnit }.map(\.label)
    var notes = [
      "“已报”是采用的行数，“退回”是要改正的行数；缺得多的单位在前。"
    ]
    if !noRow.isEmpty {
      notes.append("\(noRow.joined(separator: "、"))可由\(context.whole)统一登记：登记簿中没有该单位的，写“无记录”，按0计。")
    }
    if !submissions.unread.isEmpty {
      notes.append(
        "读不出的文件\(submissions.unread.count)个："
          + submissions.unread.map { "\(context.fileName($0.file))（\($0.reason)）" }
          .joined(separator: "；") + "。")
    }
    return sheet(
      Self.submissionSheet, "各单位材料报送情况", notes: notes,
      blocks: [.table(DataTable(name: "报送情况", columns: columns, rows: rows, totals: totals))],
      freeze: 1)
  }

  /// Units that want most first, then as registered.
  private func byRegistry() -> [Int] {
    let open = result.units.indices.map { Self.open(context.submissions, unit: $0) }
    return result.units.indices.ordered {
      open[$0] == open[$1] ? $0 < $1 : open[$0] > open[$1]
    }
  }

  /// How many kinds of material are missing or cannot be read.
  static func open(_ submissions: Submissions, unit: Int) -> Int {
    submissions.kinds.count {
      switch submissions.standing(unit: unit, kind: $0) {
      case .missing, .unreadable: true
      default: false
      }
    }
  }

  private static func words(_ submissions: Submissions, unit: Int, kind: InputKind)
    -> (String, StyleRole?)
  {
    let cell = submissions[unit, kind]
    switch submissions.standing(unit: unit, kind: kind) {
    // A unit's own report is a set of tables, not of rows.
    case .reported: return (kind == .declared ? "已报" : "已报\(cell.accepted)行", nil)
    case .returned:
      let used = cell.accepted > 0 ? "已报\(cell.accepted)行 " : ""
      return ("\(used)退回\(cell.returned)行", .caution)
    case .nilReturn: return ("零申报", nil)
    case .unreadable: return ("读不出", .bad)
    case .missing: return ("未报", .bad)
    case .noRow: return ("无记录", .absent)
    }
  }
}
