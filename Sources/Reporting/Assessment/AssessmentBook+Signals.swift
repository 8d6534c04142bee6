import Disclosure
import ProgressLog
import ReportDocument
import Scoring

extension AssessmentBook {
  /// 信号: what the log shows beside completion; information, never a deduction.
  ///
  /// Nil where nothing was looked for.
  func signals() -> SheetDocument? {
    guard !context.signals.isEmpty else { return nil }
    let signals = context.signals
    let units = result.units
    let columns = [
      TableColumn("unit", "单位", width: .computed(atLeast: 14, atMost: 30)),
      TableColumn("entries", "日志条目", .figure, .thousands, width: .fixed(10)),
      TableColumn("due", "公开日期正是到期日", .figure, .thousands, width: .fixed(12)),
      TableColumn(
        "long", "信息形成\(EntrySignals.longDays)天后才公开", .figure, .thousands, width: .fixed(12)),
      TableColumn("links", "用于多项任务的网址", .figure, .thousands, width: .fixed(12)),
      TableColumn("titles", "与别的单位相同的标题", .figure, .thousands, width: .fixed(12)),
      TableColumn("claims", "写已完成而没有佐证", .figure, .thousands, width: .fixed(12)),
    ]
    let rows = ComputedRows(count: signals.count) { index, row in
      let signal = signals[index]
      row.append(text: units.indices.contains(signal.unit) ? units[signal.unit].unit.name : "")
      row.append(signal.entries)
      row.append(signal.onDueDay)
      row.append(signal.longAfter)
      for count in [signal.sharedLinks, signal.sharedTitles] {
        if let count { row.append(count) } else { row.append(blank: .unknown) }
      }
      row.append(signal.bareClaims)
    }
    return sheet(
      "信号", "值得留意的迹象（只供了解，不参与计分）",
      notes: [
        "一个网址用于本单位3项以上任务、一个标题见于3个以上单位的，各计一个；出处见“数据问题”。",
        "日志达到十万行时不比较网址和标题，写“未知”。",
      ], blocks: [.table(DataTable(name: "信号", columns: columns, rows: rows))], freeze: 1)
  }
}
