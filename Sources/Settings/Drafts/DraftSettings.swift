import Diagnostics
import Disclosure
import Notices
import WorkPlan

/// pipeline.yaml of an imported notice: what its head says, and what a person has to look at.
struct DraftSettings {
  let name: String
  let notice: Notice
  let jurisdiction: String
  let units: DraftUnits
  let fileName: String

  private var year: Int { notice.year ?? 2026 }

  /// The day by which ledgers are due, where the notice sets one.
  var ledgerDue: PlainDate? {
    for reading in notice.tasks.flatMap(\.clauses) + notice.outside
    where reading.evidence == .ledger {
      if case .by(let date) = reading.clause.rule { return date }
    }
    return nil
  }

  /// The day by which the look-back is to be closed.
  private var lookBack: ClauseReading? {
    (notice.tasks.flatMap(\.clauses) + notice.outside).first {
      $0.evidence == .carryover && $0.clause.kind == .by
    }
  }

  var text: String {
    var lines: [String] = []
    let document = notice.head.document ?? ""
    lines.append("# 由 nianbao import 从“\(fileName)”生成。带“待核”的各行请核对后删去这两个字。")
    if !document.isEmpty || notice.head.issued != nil {
      lines.append("# 通知：\(document)\(notice.head.issued.map { "（\($0.chinese)）" } ?? "")")
    }
    lines.append("pipeline: \(quoted(name))")
    lines.append("title: \(quoted("\(jurisdiction)\(year)年度政务公开考核与年度报告"))")
    lines.append(
      "jurisdiction: \(quoted(jurisdiction))"
        + (notice.head.jurisdiction.isEmpty ? "   # 待核：通知没有写明地区" : ""))
    lines.append(
      "publisher: \(quoted(Self.publisher(notice, jurisdiction: jurisdiction)))   # 待核：编制机关")
    lines.append("year: \(year)" + (notice.year == nil ? "   # 待核：通知没有写明年度" : ""))
    lines.append("as_of: \(year + 1)-01-31   # 待核：截至日期")
    let effective =
      notice.head.issued ?? PlainDate(year: year, month: 1, day: 1) ?? PlainDate(dayNumber: 0)
    let start = effective.year == year ? effective.iso : "\(year)-01-01"
    lines.append(
      "effective_from: \(start)   # \(notice.head.issued == nil ? "待核：通知没有日期" : "通知印发之日；周期性要求从它所在的周期算起")"
    )
    lines += [
      "units: units.csv", "plan: plan.csv", "plan_review: 要点核定.xlsx   # 填好“核定”一列即生效",
      "indicators: indicators.yaml",
    ]
    if !units.spellings.isEmpty {
      lines.append("groups:")
      for (group, words) in units.spellings {
        lines.append("  \(quoted(group)): [\(words.map(quoted).joined(separator: ", "))]")
      }
    }
    if notice.tasks.allSatisfy({ !$0.units.bindsAnybody }) {
      lines.append("responsible:   # 待核：通知没有写明责任单位，按主题定；主题可逐个另写")
      lines.append("  default: [部门, 镇, 街道, 开发区]")
    }
    let windows = Set(
      notice.tasks.flatMap(\.clauses).compactMap { reading -> String? in
        if case .during(let name) = reading.clause.rule { name } else { nil }
      }
    ).ordered()
    if !windows.isEmpty {
      lines.append("# 待核：下列时段的起止日期，写明后去掉行首的 #")
      lines.append("#conditions:")
      for window in windows {
        lines.append("#  \(quoted(window)): {from: \(year)-01-01, to: \(year)-12-31}")
      }
    }
    lines.append("deadlines:")
    lines.append("  continuous: {at_least: 1, per: quarter}     # 待核：长期坚持、动态调整")
    lines.append("  undefined_period: {at_least: 1, per: half}  # 待核：定期、适时，未写周期")
    lines.append("  promptly: event                             # 及时：按信息形成日期和二十个工作日")
    let untimed = notice.tasks.count { $0.clauses.isEmpty }
    // A plan that is mostly without times would be refused: what a year's plan does not date is due within the year.
    let missing = untimed * 4 > notice.tasks.count ? "year_end" : "none    "
    lines.append("  missing: \(missing)                           # 待核：没有写时间的\(untimed)项任务")
    if let ledgerDue { lines.append("  ledger_due: \(ledgerDue.iso)") }
    if let lookBack, case .by(let date) = lookBack.clause.rule {
      lines.append("# 上年要点“回头看”：\(date.chinese)前完成。依据：“\(lookBack.phrase)”")
    }
    if !notice.head.title.isEmpty || !document.isEmpty {
      let title = notice.head.title.isEmpty ? "" : "《\(notice.head.title)》"
      lines.append("publication:   # 方案的名称和文号；考核办法的文号写在 indicators.yaml 的 basis")
      lines.append("  plan_title: \(quoted(title + (document.isEmpty ? "" : "（\(document)）")))")
    }
    lines.append("# 收到材料后，把下面各行行首的 # 去掉，并把文件放进 inputs/ 下的文件夹；确实没有的写 none")
    lines.append("#inputs:")
    for (key, folder) in Self.folders { lines.append("#  \(key): [\"inputs/\(folder)/*\"]") }
    return lines.joined(separator: "\n") + "\n"
  }

  private static let folders = [
    ("progress", "进展日志"), ("ledgers", "台账"), ("requests", "依申请公开"), ("disputes", "复议诉讼"),
    ("proactive", "主动公开"),
    ("documents", "文件目录"), ("letters", "政民互动"), ("proposals", "建议提案"), ("inspections", "日常检查"),
    ("carryover", "上年遗留"),
    ("external_scores", "上级评分"), ("manual_scores", "人工评分"),
  ]

  /// The office that issued the notice, or that of the place.
  static func publisher(_ notice: Notice, jurisdiction: String) -> String {
    let issuer = notice.head.issuer
    if issuer.isEmpty { return jurisdiction + "人民政府办公室" }
    return issuer.closes(with: "人民政府") ? issuer + "办公室" : issuer
  }

  private func quoted(_ words: String) -> String {
    "\"" + words.exchanging("\\", for: "\\\\").exchanging("\"", for: "\\\"") + "\""
  }
}
