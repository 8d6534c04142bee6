@testable import ReportDocument

/// A workbook that has one of everything.
enum Demo {
  static let created = DocumentDay(year: 2023, month: 1, day: 31)

  static let units = [
    "县财政局", "县人力资源和社会保障局", "县卫生健康局", "南麻街道", "历山街道", "悦庄镇", "县市场监督管理局（知识产权局）", "东里镇",
  ]

  static func scores(rows: Int = 8) -> DataTable {
    DataTable(
      name: "总成绩表",
      columns: [
        TableColumn("rank", "名次", .label), TableColumn("unit", "单位"),
        TableColumn("group", "分组", .label),
        TableColumn("a1", "A1 主动公开（满分 60）", .figure, .hundredths),
        TableColumn("a2", "A2 依申请公开（满分 40）", .figure, .hundredths),
        TableColumn("total", "总分", .figure, .hundredths, emphasis: .dataBar),
        TableColumn("done", "完成数", .figure, .integer),
        TableColumn("owed", "应完成数", .figure, .thousands),
        TableColumn("rate", "按期完成率", .figure, .percentHundredths, emphasis: .highIsGood),
        TableColumn("grade", "等次", .label), TableColumn("state", "状态", .label),
        TableColumn("note", "说明"),
      ],
      rows: ComputedRows(count: rows) { index, row in
        row.append(index + 1)
        row.append(text: units[index % units.count])
        row.append(text: index % 2 == 0 ? "县直部门" : "镇街")
        row.append(hundredths: 5935 - index * 217)
        if index == 6 {
          row.append(blank: .notApplicable)
        } else {
          row.append(hundredths: 3800 - index * 101)
        }
        let a2 = index == 6 ? 0 : 3800 - index * 101
        let total = 5935 - index * 217 + a2
        row.append(
          .sum(.area(columns: 3...4)),
          cached: .decimal(DecimalFigure(text: fixed(total), approximate: Double(total) / 100)),
          nil, .hundredths)
        row.append(41 - index * 3)
        row.append(1247)
        row.append(unscaled: 9362 - index * 411, decimals: 4)
        row.append(text: index < 3 ? "优秀" : "良好")
        switch index % 3 {
        case 0: row.append(text: "按期完成", .good)
        case 1: row.append(text: "未到期", .caution)
        default: row.append(text: "逾期未完成", .bad)
        }
        row.append(
          text: index == 2
            ? "第三季度“政策解读”任务逾期 12 个工作日：解读材料与文件未同步发布，且未按《沂源县2022年政务公开工作要点》第18项的要求注明来源；经核实，已于2022年10月14日补发，本次按逾期完成计。整改情况列入下一年度回头看。"
            : "")
      },
      totals: [
        .text("合计"), .blank(.layout), .blank(.layout), .blank(.layout), .blank(.layout),
        .blank(.layout),
        .formula(
          .sum(.column(6)), cached: .integer((0..<rows).reduce(0) { $0 + 41 - $1 * 3 }), .total,
          .integer),
        .formula(.sum(.column(7)), cached: .integer(1247 * rows), .total, .thousands),
        .blank(.notApplicable), .blank(.layout), .blank(.layout), .blank(.layout),
      ])
  }

  static func fixed(_ hundredths: Int) -> String {
    let rest = hundredths % 100
    return "\(hundredths / 100)." + (rest < 10 ? "0\(rest)" : "\(rest)")
  }

  static let quarters = DataTable(
    name: "季度完成率表",
    columns: [
      TableColumn("quarter", "季度", .label),
      TableColumn("county", "县直部门", .figure, .percentTenths),
      TableColumn("town", "镇街", .figure, .percentTenths),
    ],
    rows: ["第一季度", "第二季度", "第三季度", "第四季度"].enumerated().map { index, name in
      [
        .text(name),
        .decimal(DecimalFigure(text: "0.9\(index)1", approximate: 0.901 + Double(index) / 100)),
        index == 3
          ? .blank(.notYetDue)
          : .decimal(
            DecimalFigure(text: "0.8\(index * 2)5", approximate: 0.805 + Double(index) / 50)),
      ]
    })

  static let cover = SheetDocument(
    name: "封面", title: "沂源县2022年政务公开工作年度考核结果", mark: "示例数据",
    notes: ["统计截至 2023年1月31日。“未知”表示应有而无据可算，“不适用”表示不属于考核范围，两者都不是零。"],
    blocks: [
      .grid(
        CellGrid(
          rows: [
            [.text("目录", .subtitle)],
            [.link("总成绩", .sheet("总成绩")), .text("各单位总分、名次、等次；条形图")],
            [.link("完成率", .sheet("完成率")), .text("分季度完成率；折线图")],
            [.link("表3 申请", .sheet("表3 申请")), .text("收到和处理政府信息公开申请情况（官方表式）")],
            [.link("问题反馈", .sheet("问题反馈")), .text("由各单位填写")],
            [.link("县政府网站", .web("https://www.yiyuan.gov.cn/")), .text("发布平台")],
          ], columnWidths: [16, 56]))
    ], freeze: .nothing)

  static let form = SheetDocument(
    name: "表3 申请", title: "收到和处理政府信息公开申请情况",
    blocks: [
      .grid(
        CellGrid(
          cells: [
            GridCell(
              0, 0, rowSpan: 3, columnSpan: 3,
              .text("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", .formHeading)),
            GridCell(0, 3, columnSpan: 7, .text("申请人情况", .formHeading)),
            GridCell(1, 3, rowSpan: 2, .text("自然人", .formHeading)),
            GridCell(1, 4, columnSpan: 5, .text("法人或其他组织", .formHeading)),
            GridCell(1, 9, rowSpan: 2, .text("总计", .formHeading)),
            GridCell(2, 4, .text("商业企业", .formHeading)),
            GridCell(2, 5, .text("科研机构", .formHeading)),
            GridCell(2, 6, .text("社会公益组织", .formHeading)),
            GridCell(2, 7, .text("法律服务机构", .formHeading)),
            GridCell(2, 8, .text("其他", .formHeading)),
            GridCell(3, 0, columnSpan: 3, .text("一、本年新收政府信息公开申请数量", .formLabel)),
            GridCell(4, 0, columnSpan: 3, .text("二、上年结转政府信息公开申请数量", .formLabel)),
            GridCell(5, 0, rowSpan: 2, .text("三、本年度办理结果", .formLabel)),
            GridCell(5, 1, columnSpan: 2, .text("（一）予以公开", .formLabel)),
            GridCell(6, 1, columnSpan: 2, .text("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", .formLabel)),
          ]
            + (3...6).flatMap { row in
              (3...8).map { GridCell(row, $0, .integer(row * 7 - $0, .formFigure)) }
            }
            + (3...6).map { row in
              GridCell(
                row, 9,
                .formula(
                  .sum(.area(columns: 3...8)),
                  cached: .integer((3...8).reduce(0) { $0 + row * 7 - $1 }), .formFigure))
            }, columnWidths: [12, 10, 18, 8, 10, 10, 14, 14, 8, 8], headingRows: 3))
    ], print: PrintSetup(isLandscape: true, isCentred: true))

  static let feedback = SheetDocument(
    name: "问题反馈", title: "县财政局需核对的问题", notes: ["请在黄色单元格内填写，其余单元格已锁定。"],
    blocks: [
      .table(
        DataTable(
          name: "问题反馈表",
          columns: [
            TableColumn("code", "编号", .label), TableColumn("what", "问题"),
            TableColumn("source", "来源"), TableColumn("day", "日期", .label, .date),
            TableColumn("url", "网址"),
            TableColumn(
              "answer", "核对结果", .entry,
              entry: EntryRule(
                .list(["属实", "部分属实", "不属实"]), promptTitle: "核对结果", prompt: "请从下拉列表中选择",
                refusal: "请选择：属实、部分属实、不属实")),
            TableColumn(
              "unit", "责任单位", .entry,
              entry: EntryRule(
                .list((1...60).map { "沂源县第\($0)责任单位" }), promptTitle: "责任单位", prompt: "请选择",
                refusal: "请从下拉列表中选择")),
            TableColumn(
              "day2", "整改日期", .entry, .date, width: .fixed(14),
              entry: EntryRule(
                .date(
                  DocumentDay(year: 2022, month: 1, day: 1),
                  DocumentDay(year: 2023, month: 12, day: 31)),
                promptTitle: "日期", prompt: "格式 2023-03-15", refusal: "请填写 2022 年或 2023 年的日期")),
          ],
          rows: (0..<4).map { index in
            [
              .text("W-00\(index)"), .text("网页发布日期晚于台账所填公开日期 \(index + 3) 天"),
              .text("进展日志/第一季度.csv!B\(index + 7)"),
              .date(DocumentDay(year: 2022, month: 3, day: 10 + index)),
              .link(
                "http://www.yiyuan.gov.cn/gk/\(index)",
                .web("http://www.yiyuan.gov.cn/gk/\(index)?a=1&b=2")),
              .blank(.toFill), .blank(.toFill), .blank(.toFill),
            ]
          }))
    ], isProtected: true, print: PrintSetup(isLandscape: true))

  static func workbook() -> WorkbookDocument {
    WorkbookDocument(
      fileName: "示例.xlsx", title: "年度考核结果", author: "沂源县人民政府办公室", subject: "示例", created: created,
      sheets: [
        cover,
        SheetDocument(
          name: "总成绩", title: "沂源县2022年政务公开总成绩", mark: "示例数据",
          blocks: [
            .table(scores()),
            .chart(
              Chart(
                .bar, title: "总分", categoryTitle: "单位", valueTitle: "分",
                alternativeText: "各单位总分的条形图，数据见左侧表格", table: "总成绩表", categories: "unit",
                series: [ChartSeries("总分", values: "total")],
                valueFormat: .integer)),
          ], freeze: .header(columns: 2), print: PrintSetup(isLandscape: true)),
        SheetDocument(
          name: "完成率", title: "分季度按期完成率",
          blocks: [
            .table(quarters),
            .chart(
              Chart(
                .line, title: "分季度按期完成率", categoryTitle: "季度", valueTitle: "按期完成率",
                alternativeText: "县直部门与镇街四个季度按期完成率的折线图", table: "季度完成率表", categories: "quarter",
                series: [ChartSeries("县直部门", values: "county"), ChartSeries("镇街", values: "town")],
                valueFormat: .percentTenths)),
          ], print: PrintSetup(isLandscape: true)),
        form, feedback,
      ])
  }
}
