import Diagnostics
import Disclosure
import Intake
import ReportDocument
import Scoring

extension AssessmentBook {
  /// 封面: what this is, how to read it, what was waived.
  func cover(_ sheets: [SheetDocument]) -> SheetDocument {
    var rows: [[Cell]] = []
    func line(_ name: String, _ value: String) {
      rows.append([.text(name, .heading), .text(value, .body)])
    }
    line("结论", context.verdict.sentence)
    line("辖区", context.jurisdiction)
    line("年度", "\(context.year)年")
    line("截至日期", context.asOf.chinese)
    line("编制单位", context.publisher)
    line(
      "考核办法", result.system.title + (result.system.basis.isEmpty ? "" : "（\(result.system.basis)）"))
    line("单位和任务", "\(result.units.count)个单位，\(tasksOfPlan.count)项任务")
    if !context.planCoverage.isEmpty { line("任务分解表", context.planCoverage) }
    if !context.notCollected.isEmpty {
      line("没有收集", context.notCollected.joined(separator: "、") + "；所涉及的数未知，不是零")
    }
    let unknown = result.units.count { $0.score.isUnknown }
    if unknown > 0 { line("总分未知", "\(unknown)个单位的总分因数据缺失未知，见“数据问题”") }
    line("名次", context.gate.notice)
    rows.append([])
    rows.append([.text("目录", .subtitle)])
    for sheet in sheets {
      rows.append([.link(sheet.name, .sheet(sheet.name)), .text(Self.purpose(sheet.name), .body)])
    }
    rows.append([])
    rows.append([.text("怎样看", .subtitle)])
    let guide = [
      ("看分", "先看“总成绩”，再到“指标得分”看各项；每一分扣在哪里见“扣分明细”，注明文件、工作表和行。"),
      ("改分", "在“指标得分”中改动某项得分，小计、总分、等级、名次随之重算；正式调整请改原始数据后重新生成。"),
      ("三种说法", "数字（零也是数字）、不适用（该项与本单位无关）、未知（有数据缺失，不是零）。"),
      ("率", "各项比率旁边都有分子和分母；未到期的不计入。"),
    ]
    for (name, text) in guide { line(name, text) }
    rows += context.waiverRows
    return SheetDocument(
      name: "封面", title: context.title, mark: context.mark,
      blocks: [.grid(.cover(rows, of: sheets))], freeze: .nothing,
      print: PrintSetup(repeatsHeader: false))
  }

  private static func purpose(_ sheet: String) -> String {
    switch sheet {
    case "一页通报": "一页看全：结论、等级、前后名次和原因、卡住的任务"
    case "总成绩": "名次、总分、等级、主要失分、距上一等级、较上年"
    case Self.chartSheet: "各组总分的条形图，每图一页"
    case "报送情况": "各单位各类材料报没报、退没退、读不读得出"
    case "异议": "单位意见和核定结果，采纳后会怎样"
    case "指标得分": "各单位各指标得分，总分为公式"
    case "完成率": "各单位应办事项的结果和比率"
    case "单位分季度": "各单位四个季度的完成率"
    case "分季度": "四个季度的完成情况，附折线图"
    case "分主题": "按工作主题汇总"
    case "任务进度": "各项任务谁该办、谁停滞，停滞多的在前"
    case "销号": "各单位各任务的销号状态"
    case "逾期与未完成": "逐项列出，注明标题、网址和来源"
    case "扣分明细": "按单位列出每一分扣在哪里，附小计"
    case "回头看": "上年遗留任务的办结情况"
    case "台账对照": "台账报完成而日志没有记录的事项"
    case "计分规则": "本次使用的规则和依据"
    case Self.historySheet: "连续几年处在本组后四分之一的单位，只供内部"
    case Self.readingsSheet: "每项任务的责任单位和时限读自哪句话"
    case "数据来源": "读取的文件、行数和校验值"
    case "数据问题": "数据问题按种类计数"
    case "问题明细": "逐条列出数据问题和处理办法"
    default: ""
    }
  }

  /// 数据来源: the files as read; rows = accepted + quarantined + blank + aside is checked live.
  func sources() -> SheetDocument {
    let columns = [
      TableColumn("file", "文件", width: .computed(atLeast: 20, atMost: 31)),
      TableColumn("kind", "种类", .label, width: .fixed(14)),
      TableColumn("rows", "读取行数", .figure, .thousands, width: .fixed(10)),
      TableColumn("accepted", "采用", .figure, .thousands, width: .fixed(10)),
      TableColumn("quarantined", "退回", .figure, .thousands, width: .fixed(9)),
      TableColumn("blank", "空行", .figure, .thousands, width: .fixed(9)),
      TableColumn("aside", "非数据行", .figure, .thousands, width: .fixed(10)),
      TableColumn("check", "核对", .label, width: .fixed(8)),
      TableColumn("hash", "SHA-256", .label, .text, width: .fixed(70)),
    ]
    let balanced = Formula.choose(
      if: Formula.cell(column: 2).equals(.sum(.area(columns: 3...6))), then: .word("相符"),
      else: .word("不符"))
    let inputs = context.inputs
    let context = context
    let rows = ComputedRows(count: inputs.count) { index, row in
      let input = inputs[index]
      row.append(text: context.fileName(input.file))
      row.append(text: input.kind.label)
      row.append(input.rows)
      row.append(input.accepted)
      row.append(input.quarantined)
      row.append(input.blank)
      row.append(input.aside)
      let fits =
        input.rows == input.accepted + input.quarantined + input.blank + input.aside
      row.append(balanced, cached: .text(fits ? "相符" : "不符"))
      row.append(text: input.sha256)
    }
    let sums = [
      inputs.reduce(0) { $0 + $1.rows }, inputs.reduce(0) { $0 + $1.accepted },
      inputs.reduce(0) { $0 + $1.quarantined }, inputs.reduce(0) { $0 + $1.blank },
      inputs.reduce(0) { $0 + $1.aside },
    ]
    let totals =
      [Cell.text("合计", .total), .blank(.layout, .total)]
      + sums.enumerated().map { offset, value in
        .formula(.sum(.column(2 + offset)), cached: .integer(value), .total, .thousands)
      } + [.blank(.layout, .total), .blank(.layout, .total)]
    var notes = ["读取行数＝采用＋退回＋空行＋非数据行（重复的表头、合计、落款、说明）；退回的行见“问题明细”和“退回修改”文件夹。"]
    if result.outsideYear + result.foreignTask > 0 {
      notes.append(
        "采用的日志中，\(result.outsideYear)行的日期不在考核期内、\(result.foreignTask)行的任务不属于所填单位，不参与计算。")
    }
    return sheet(
      "数据来源", "数据来源", notes: notes,
      blocks: [.table(DataTable(name: "数据来源", columns: columns, rows: rows, totals: totals))],
      freeze: 1)
  }

  /// 数据问题: every code with its count, blocking ones first.
  func problemCounts() -> SheetDocument {
    let totals = context.problemTotals
    let columns = [
      TableColumn("severity", "程度", .label, width: .fixed(8)),
      TableColumn("blocks", "影响发布", .label, width: .fixed(9)),
      TableColumn("title", "问题", width: .computed(atLeast: 16, atMost: 36)),
      TableColumn("count", "件数", .figure, .thousands, width: .fixed(9)),
      TableColumn("remedy", "处理办法", width: .computed(atLeast: 20, atMost: 60)),
      TableColumn("code", "代码", .label, width: .computed(atLeast: 14, atMost: 34)),
    ]
    let rows = ComputedRows(count: totals.count) { index, row in
      let (rule, count) = totals[index]
      row.append(text: rule.severity.label, .severity(rule.severity))
      row.append(text: rule.blocks ? "是" : "否")
      row.append(text: rule.title)
      row.append(count)
      row.append(text: rule.remedy)
      row.append(text: rule.code)
    }
    let sum = totals.reduce(0) { $0 + $1.count }
    return sheet(
      "数据问题", "数据问题汇总",
      notes: ["提示类问题只供核查，不扣分。未列明细的件数也计入本表。"],
      blocks: [
        .table(
          DataTable(
            name: "数据问题", columns: columns, rows: rows,
            totals: [
              .text("合计", .total), .blank(.layout, .total), .blank(.layout, .total),
              .formula(.sum(.column(3)), cached: .integer(sum), .total, .thousands),
              .blank(.layout, .total), .blank(.layout, .total),
            ], emptyText: "（没有发现问题）"))
      ])
  }

  /// 问题明细: the first findings in full.
  func problems() -> SheetDocument {
    let listed = Array(context.problems.prefix(context.limits.shown))
    let rest = context.problems.count + context.uncountedProblems - listed.count
    return sheet(
      "问题明细", "数据问题明细",
      notes: rest > 0
        ? ["列出\(listed.count)条，其余\(rest)条见“\(OutputName.problemWorkbook)”，件数见“数据问题”。"]
        : ["共\(listed.count)条。"],
      blocks: [.table(ProblemListDocuments.table("问题明细", listed))], freeze: 1)
  }
}

extension StyleRole {
  /// The role of a severity's word.
  static func severity(_ severity: Severity) -> StyleRole {
    switch severity {
    case .error: .bad
    case .warning: .caution
    case .info: .label
    }
  }
}
