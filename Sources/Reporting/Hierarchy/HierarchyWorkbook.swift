import Diagnostics
import Disclosure
package import ReportDocument
import Scoring
import Statutory

/// 汇总成绩.xlsx: one workbook for a whole city or province, with figures in place of long formulas so that it opens quickly.
package enum HierarchyWorkbook {
  /// The name of the file.
  package static let fileName = "汇总成绩.xlsx"

  /// Builds the workbook; `context` holds the findings of the level itself.
  package static func document(_ summary: HierarchySummary, _ context: ReportContext)
    -> WorkbookDocument
  {
    let book = HierarchyBook(summary: summary, context: context)
    let sheets =
      [book.members(), book.memberChart(), book.units()] + summary.statutorySheets + [
        book.identities(), book.problems(),
      ]
    return WorkbookDocument(
      fileName: fileName, title: context.title, author: context.publisher,
      subject: "\(context.jurisdiction)\(context.year)年度政务公开考核汇总",
      created: context.asOf.document, sheets: [book.cover(sheets)] + sheets)
  }
}

/// What the sheets of the summary share.
struct HierarchyBook: Sendable {
  let summary: HierarchySummary
  let context: ReportContext

  private func sheet(
    _ name: String, _ title: String, notes: [String] = [], blocks: [SheetBlock], freeze: Int = 0,
    landscape: Bool = true
  ) -> SheetDocument {
    SheetDocument(
      name: name, title: title, mark: context.mark, notes: notes, blocks: blocks,
      freeze: .header(columns: freeze),
      print: PrintSetup(
        isLandscape: landscape, header: "\(context.jurisdiction)\(context.year)年度政务公开考核汇总"))
  }

  /// 封面: what this is, its members, what each sheet holds.
  func cover(_ sheets: [SheetDocument]) -> SheetDocument {
    var rows: [[Cell]] = []
    func line(_ name: String, _ value: String) {
      rows.append([.text(name, .heading), .text(value, .body)])
    }
    let units = summary.members.reduce(0) { $0 + $1.units.count }
    line("辖区", context.jurisdiction)
    line("年度", "\(context.year)年")
    line("截至日期", context.asOf.chinese)
    line("编制单位", context.publisher)
    line("成员和单位", "\(summary.members.count)个成员，\(units)个单位")
    line("名次", context.gate.notice)
    rows.append([])
    rows.append([.text("目录", .subtitle)])
    for sheet in sheets {
      rows.append([.link(sheet.name, .sheet(sheet.name)), .text(sheet.title, .body)])
    }
    rows.append([])
    rows.append([.text("成员", .subtitle)])
    for member in summary.members {
      line(
        member.jurisdiction,
        "\(member.units.count)个单位，\(Self.words(member.state))；各项成果见“\(member.pipeline)”文件夹")
    }
    rows += context.waiverRows
    return SheetDocument(
      name: "封面", title: context.title, mark: context.mark,
      blocks: [.grid(.cover(rows, of: sheets))], freeze: .nothing,
      print: PrintSetup(repeatsHeader: false))
  }

  /// A member's state, and what it means for its rank.
  private static func words(_ state: MemberState) -> String {
    switch state {
    case .ok: state.label
    case .blocked: "\(state.label)，未排名"
    case .setAside: "\(state.label)：未排名，不计入汇总"
    }
  }

  private static func rankOrder(_ rank: Int?) -> Int { rank ?? Int.max }

  /// 成员排名: members by the mean of their units.
  func members() -> SheetDocument {
    let members = summary.members
    let order = members.indices.ordered {
      (Self.rankOrder(members[$0].rank), $0) < (Self.rankOrder(members[$1].rank), $1)
    }
    let decimals = members.map(\.decimals).max() ?? 2
    let rows = ComputedRows(count: order.count) { index, row in
      let member = members[order[index]]
      if let rank = member.rank { row.append(rank) } else { row.append(blank: .none) }
      row.append(text: member.jurisdiction)
      row.append(member.units.count)
      row.append(member.units.count { $0.total != nil })
      if let mean = member.mean {
        row.append(
          exact: mean.rounded(decimals: member.decimals), decimals: member.decimals)
      } else {
        let applies = member.units.contains(where: \.isApplicable)
        row.append(blank: applies ? .unknown : .notApplicable)
      }
      row.append(text: Self.words(member.state), member.state == .ok ? .good : .bad)
      row.append(text: member.pipeline)
    }
    let columns = [
      TableColumn("rank", "名次", .label, .integer, width: .fixed(6)),
      TableColumn("member", "成员", width: .computed(atLeast: 14, atMost: 30)),
      TableColumn("units", "单位数", .figure, .thousands, width: .fixed(9)),
      TableColumn("scored", "有总分的单位", .figure, .thousands, width: .fixed(13)),
      TableColumn(
        "mean", "平均分", .figure, .decimals(decimals), width: .fixed(10), emphasis: .dataBar),
      TableColumn("state", "状态", .label, width: .computed(atLeast: 8, atMost: 34)),
      TableColumn("pipeline", "成果文件夹", width: .computed(atLeast: 12, atMost: 30)),
    ]
    let sums = [
      members.reduce(0) { $0 + $1.units.count },
      members.reduce(0) { $0 + $1.units.count { $0.total != nil } },
    ]
    let totals: [Cell] =
      [.text("合计", .total), .blank(.layout, .total)]
      + sums.enumerated().map {
        .formula(.sum(.column(2 + $0.offset)), cached: .integer($0.element), .total, .thousands)
      } + [.blank(.layout, .total), .blank(.layout, .total), .blank(.layout, .total)]
    return sheet(
      "成员排名", "各成员平均分和名次",
      notes: [
        "平均分是成员各单位总分的平均，满分\(summary.full.text)；有单位总分未知的成员，平均分未知，不排名次。",
        "阻断的成员，数字未经证实，不排名次，名次栏为“—”；它的单位不参加总排名。",
        context.gate.notice,
      ],
      blocks: [.table(DataTable(name: "成员排名", columns: columns, rows: rows, totals: totals))],
      freeze: 2)
  }

  /// 成员排名图: what 成员排名 says as bars, on a page of its own, so that the chart is not cut when printed.
  func memberChart() -> SheetDocument {
    let count = summary.members.count
    let notes = ChartPage.notes(
      of: "成员排名", lists: [(context.jurisdiction, count, "个成员")], drawn: ChartPage.bars)
    let chart = Chart(
      .bar, title: "各成员平均分", categoryTitle: "成员", valueTitle: "平均分",
      alternativeText: "\(min(count, ChartPage.bars))个成员平均分的条形图，按名次排列，数据见成员排名表。",
      table: "成员排名", categories: "member", series: [ChartSeries("平均分", values: "mean")],
      rowLimit: ChartPage.bars, valueFormat: .general)
    return sheet(
      "成员排名图", "各成员平均分图",
      notes: notes + [context.gate.notice],
      blocks: [.chart(chart)], landscape: false)
  }

  /// A unit by its member and its place in it.
  private struct Position {
    let member: Int
    let unit: Int
    let group: Int
    let rank: Int
  }

  /// The units of all members: by group where that is the field of comparison, then by place, then as registered.
  private func positions() -> [Position] {
    var groups: [String: Int] = [:]
    var found: [Position] = []
    let perGroup = summary.ranking.within == .group
    for (member, own) in summary.members.enumerated() {
      for (index, unit) in own.units.enumerated() {
        let group = groups[unit.group] ?? groups.count
        groups[unit.group] = group
        found.append(
          Position(
            member: member, unit: index, group: perGroup ? group : 0,
            rank: Self.rankOrder(unit.rankAcross)))
      }
    }
    return found.ordered {
      ($0.group, $0.rank, $0.member, $0.unit) < ($1.group, $1.rank, $1.member, $1.unit)
    }
  }

  /// 单位总排名: all units of all members.
  func units() -> SheetDocument {
    let members = summary.members
    let order = positions()
    let isNested = members.contains { member in
      member.units.contains { $0.jurisdiction != member.jurisdiction }
    }
    let decimals = members.map(\.decimals).max() ?? 2
    var columns = [
      TableColumn("across", "总名次", .label, .integer, width: .fixed(8)),
      TableColumn("member", "成员", width: .computed(atLeast: 12, atMost: 24)),
    ]
    if isNested {
      columns.append(TableColumn("below", "辖区", width: .computed(atLeast: 12, atMost: 24)))
    }
    columns += [
      TableColumn("unit", "单位", width: .computed(atLeast: 16, atMost: 30)),
      TableColumn("group", "分组", .label, width: .computed(atLeast: 8, atMost: 16)),
      TableColumn(
        "total", "总分", .figure, .decimals(decimals), width: .fixed(9), emphasis: .dataBar),
      TableColumn("rank", "成员内名次", .label, .integer, width: .fixed(11)),
      TableColumn("grade", "等级", .label, width: .fixed(8)),
    ]
    let rows = ComputedRows(count: order.count) { index, row in
      let member = members[order[index].member]
      let unit = member.units[order[index].unit]
      if let rank = unit.rankAcross { row.append(rank) } else { row.append(blank: .none) }
      row.append(text: member.jurisdiction)
      if isNested { row.append(text: unit.jurisdiction) }
      row.append(text: unit.name)
      row.append(text: unit.group)
      if let total = unit.total {
        row.append(exact: total, decimals: member.decimals)
      } else {
        row.append(blank: unit.isApplicable ? .unknown : .notApplicable)
      }
      if let rank = unit.rank { row.append(rank) } else { row.append(blank: .none) }
      row.append(text: unit.grade ?? BlankReason.none.word)
    }
    let field = summary.ranking.within == .group ? "各成员同一分组的单位之间" : "各成员的全部单位之间"
    let ties =
      summary.ranking.ties == .shared ? "同分并列，其后名次顺延" : "同分并列，名次连续"
    return sheet(
      "单位总排名", "各成员单位的总分和名次",
      notes: ["总名次在\(field)排列，\(ties)。总分未知的单位、阻断的成员的单位不排名次。", context.gate.notice],
      blocks: [.table(DataTable(name: "单位总排名", columns: columns, rows: rows))],
      freeze: isNested ? 4 : 3)
  }

  /// 勾稽: the sum against what was published before (I7), and everything else that does not hold.
  func identities() -> SheetDocument {
    let all = summary.identities
    let counts = [Verdict.holds, .broken, .unknown, .notApplicable].map { verdict in
      "\(verdict.label)\(all.count { $0.verdict == verdict })项"
    }
    return sheet(
      "勾稽", "汇总和各成员的勾稽关系",
      notes: [
        counts.joined(separator: "，") + "。列出I7（与已公布数对照）的各项，以及其他不成立、无法判断的各项。",
        "范围为成员的，是用该成员汇总后的表格核对；成员内各单位的勾稽见该成员的工作簿。",
      ],
      blocks: [.table(summary.identityTable)])
  }

  /// 问题统计: how often each code was found in each member, and at this level.
  func problems() -> SheetDocument {
    struct Line {
      let member: String
      let rule: DiagnosticRule
      let count: Int
    }
    let lines =
      context.problemTotals.map {
        Line(member: "\(context.jurisdiction)（本级）", rule: $0.rule, count: $0.count)
      }
      + summary.members.flatMap { member in
        member.problems.map {
          Line(member: member.jurisdiction, rule: $0.rule, count: $0.count)
        }
      }
    let columns = [
      TableColumn("member", "成员", width: .computed(atLeast: 14, atMost: 30)),
      TableColumn("severity", "程度", .label, width: .fixed(8)),
      TableColumn("blocks", "影响发布", .label, width: .fixed(9)),
      TableColumn("code", "代码", .label, width: .computed(atLeast: 14, atMost: 34)),
      TableColumn("title", "问题", width: .computed(atLeast: 16, atMost: 36)),
      TableColumn("count", "件数", .figure, .thousands, width: .fixed(9)),
    ]
    let rows = ComputedRows(count: lines.count) { index, row in
      let line = lines[index]
      row.append(text: line.member)
      row.append(text: line.rule.severity.label, .severity(line.rule.severity))
      row.append(text: line.rule.blocks ? "是" : "否", line.rule.blocks ? .bad : nil)
      row.append(text: line.rule.code)
      row.append(text: line.rule.title)
      row.append(line.count)
    }
    let sum = lines.reduce(0) { $0 + $1.count }
    return sheet(
      "问题统计", "各成员的数据问题件数",
      notes: ["本级问题逐条见本文件夹的“\(OutputName.problemWorkbook)”，成员的见各成员成果文件夹。"],
      blocks: [
        .table(
          DataTable(
            name: "问题统计", columns: columns, rows: rows,
            totals: [
              .text("合计", .total), .blank(.layout, .total), .blank(.layout, .total),
              .blank(.layout, .total), .blank(.layout, .total),
              .formula(.sum(.column(5)), cached: .integer(sum), .total, .thousands),
            ], emptyText: "（没有发现问题）"))
      ], freeze: 1)
  }
}
