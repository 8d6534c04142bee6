import Foundation
import Publishing
import TestSupport
import Testing

@testable import Diagnostics
@testable import Intake
@testable import ProgressLog
@testable import Registers
@testable import Tables

/// Every form in every format, with what offices put round and into it: no row lost, none invented, nothing refused that a
/// clerk would call fine.
@Suite("Forms are read as offices send them")
struct FormsAsSentTests {
  /// A form with three good rows; the column that is named may be empty.
  struct Form: Sendable {
    let kind: InputKind
    let header: [String]
    let rows: [[String]]
    let optional: String

    var table: [[String]] { [header] + rows }
  }

  static let forms: [Form] = [
    Form(
      kind: .requests,
      header: ["登记编号", "单位", "申请人类型", "收到日期", "延期告知日期", "答复日期", "答复结果", "承办科室"],
      rows: (1...3).map {
        ["申\($0)", "县财政局", "自然人", "2022-03-0\($0)", "", "2022-03-1\($0)", "3.1", "办公室"]
      }, optional: "延期告知日期"),
    Form(
      kind: .disputes, header: ["单位", "类别", "登记编号", "收案日期", "结果", "审结日期"],
      rows: (1...3).map { ["县财政局", "行政复议", "议\($0)", "2022-03-0\($0)", "结果维持", ""] },
      optional: "审结日期"),
    Form(
      kind: .proactive, header: ["单位", "条款", "信息内容", "指标", "数值"],
      rows: [
        ["县财政局", "第二十条第（五）项", "行政许可", "本年处理决定数量", "3"],
        ["县教体局", "", "行政处罚", "本年处理决定数量", "1,234"], ["大泉镇", "", "行政强制", "本年处理决定数量", "０"],
      ], optional: "条款"),
    Form(
      kind: .documents, header: ["文号", "标题", "单位", "类别", "成文日期", "公开日期", "有效性"],
      rows: (1...3).map {
        ["〔2022〕\($0)号", "通知\($0)", "县财政局", "其他文件", "2022-03-0\($0)", "", "有效"]
      },
      optional: "公开日期"),
    Form(
      kind: .letters, header: ["单位", "来件日期", "渠道", "类别", "答复日期", "是否公开"],
      rows: (1...3).map { ["县财政局", "2022-03-0\($0)", "网站", "咨询", "2022-03-0\($0 + 3)", ""] },
      optional: "是否公开"),
    Form(
      kind: .proposals, header: ["单位", "编号", "类别", "办理结果", "答复日期"],
      rows: (1...3).map { ["县财政局", "\($0)号", "人大建议", "A", ""] }, optional: "答复日期"),
    Form(
      kind: .inspections, header: ["检查日期", "单位", "问题类别", "严重程度", "问题描述", "整改日期"],
      rows: (1...3).map { ["2022-03-0\($0)", "县财政局", "更新不及时", "一般", "栏目\($0)未更新", ""] },
      optional: "整改日期"),
    Form(
      kind: .carryover, header: ["年度", "单位", "任务编号", "工作任务", "整改日期"],
      rows: (1...3).map { ["2021", "县财政局", "\($0)", "任务", ""] }, optional: "整改日期"),
    Form(
      kind: .externalScores, header: ["级别", "指标", "单位", "得分", "满分"],
      rows: [
        ["市", "A1", "县财政局", "8", "10"], ["市", "A1", "县教体局", "9.5", "10"],
        ["市", "A1", "大泉镇", "7", "10"],
      ], optional: "级别"),
    Form(
      kind: .manualScores, header: ["单位", "指标编号", "得分", "依据", "评分人", "审核人", "日期"],
      rows: [
        ["县财政局", "M1", "8", "记录", "甲", "乙", ""], ["县教体局", "M1", "9", "记录", "甲", "乙", ""],
        ["大泉镇", "M1", "7", "记录", "甲", "乙", ""],
      ], optional: "日期"),
    Form(
      kind: .ledgers, header: ["序号", "工作任务", "工作举措", "时限要求", "责任单位", "完成日期", "备注"],
      rows: (1...2).map { ["\($0)", "任务\($0)", "举措", "年底前", "县财政局", "", ""] } + [
        ["12", "任务12", "举措", "年底前", "县财政局", "", ""]
      ], optional: "完成日期"),
    Form(
      kind: .progress, header: ["公开日期", "单位", "任务编号", "事项类型", "标题", "网址", "信息形成日期", "渠道"],
      rows: (1...3).map {
        [
          "2022-03-0\($0)", "县财政局", "1", "信息公开", "预算\($0)", "https://www.example.gov.cn/\($0).html",
          "",
          "",
        ]
      }, optional: "信息形成日期"),
  ]

  /// Rows that belong to a form and hold no record.
  static let furniture: [(name: String, rows: [[String]])] = [
    ("a total", [["合计", "", "3件"]]), ("a total of the county", [["全 县 总 计", "", "", "12"]]),
    ("signatures", [["填表人：某某", "", "审核人：某某", "填报日期：2022年12月31日"]]),
    ("a seal", [["填报单位（盖章）：县财政局"]]),
    ("a note", [["注：本表按季度填报，联系电话见通讯录。"]]),
    ("notes with numbers", [["备注：1.按实填写"], ["说明：2.没有的空着"]]), ("a count", [["共3条"]]),
    ("a sentence", [["本表由各单位于每季度末填写，报县政府办公室汇总。"]]),
    ("a date below a signature", [["审核人：", "某某"], ["2022年12月31日"]]),
    ("nothing", [["无", "/", "—", "无"]]), ("the end", [["以下空白"]]),
  ]

  /// A form with a mark in each cell of the column that may be empty.
  private func read(_ form: Form, _ rows: [[String]], as format: SheetFormat) throws -> Reading {
    let scratch = try ScratchFile(format.bytes(rows), named: format.file("登记"))
    defer { withExtendedLifetime(scratch) {} }
    return Reading(form.kind, path: scratch.url.path, file: format.file("登记"))
  }

  private func expect(
    _ reading: Reading, rows: Int, accepted: Int, aside: Int, _ comment: String
  ) {
    let record = reading.record
    let lines = reading.diagnostics.map(\.line)
    #expect(record.accepted == accepted, "\(comment) \(lines)")
    #expect(record.quarantined == 0, "\(comment) \(lines)")
    #expect(record.aside == aside, "\(comment) \(lines)")
    #expect(record.isConserved && record.rows == rows, "\(comment) \(record)")
    #expect(!reading.diagnostics.contains { $0.rule.severity == .error }, "\(comment) \(lines)")
  }

  @Test("a plain form is read in every format", arguments: SheetFormat.allCases)
  func plain(_ format: SheetFormat) throws {
    for form in Self.forms {
      try expect(
        read(form, form.table, as: format), rows: 3, accepted: 3, aside: 0, "\(form.kind)")
    }
  }

  @Test("furniture below, between and above the rows is set aside", arguments: SheetFormat.allCases)
  func furniture(_ format: SheetFormat) throws {
    for form in Self.forms {
      for (name, rows) in Self.furniture + [("the header again", [form.header])] {
        let below = form.table + rows
        try expect(
          read(form, below, as: format), rows: 3 + rows.count, accepted: 3, aside: rows.count,
          "\(form.kind), \(name) below")
        let between = Array(form.table.prefix(2)) + rows + form.table.suffix(2)
        try expect(
          read(form, between, as: format), rows: 3 + rows.count, accepted: 3, aside: rows.count,
          "\(form.kind), \(name) between")
      }
      let all = Self.furniture.flatMap(\.rows)
      let whole = try read(form, [["2022年度登记表"]] + form.table + all, as: format)
      expect(
        whole, rows: 3 + all.count, accepted: 3, aside: all.count, "\(form.kind), all of it")
      #expect(whole.codes.count { $0 == "rows-aside" } == 1, "\(form.kind): told once a file")
    }
  }

  @Test(
    "marks in a cell that may be empty mean nothing",
    arguments: [
      "/", "／", "-", "—", "——", "－－", "无", "暂无", "不涉及", "不适用", "N/A", "NaN", "NaT", "NULL", "None",
      " / ",
    ])
  func marks(_ mark: String) throws {
    for form in Self.forms {
      guard let column = form.header.firstIndex(of: form.optional) else { continue }
      let rows = form.rows.map { row in
        row.indices.map { $0 == column ? mark : row[$0] }
      }
      for format in [SheetFormat.csv, .workbook] {
        let reading = try read(form, [form.header] + rows, as: format)
        expect(reading, rows: 3, accepted: 3, aside: 0, "\(form.kind) \(mark)")
        #expect(
          reading.codes.count { $0 == "empty-mark-read" } == 1, "\(form.kind) \(reading.codes)")
      }
    }
  }

  @Test(
    "stars, numbers, hints and spaces round a heading fold away",
    arguments: ["*%", "%*", "★%", "%（必填）", "%：", "1.%", "%必填", "【必填】%", "% ", "　%", "#%#"])
  func headings(_ pattern: String) throws {
    for form in Self.forms {
      let header = form.header.map { pattern.replacing("%", with: $0) }
      try expect(
        read(form, [header] + form.rows, as: .csv), rows: 3, accepted: 3, aside: 0,
        "\(form.kind) \(pattern)")
    }
  }

  @Test(
    "a header over two rows names its columns by the lowest text",
    arguments: [SheetFormat.csv, .workbook, .document])
  func twoRows(_ format: SheetFormat) throws {
    for form in Self.forms {
      let half = form.header.count / 2
      let upper = form.header.enumerated().map {
        $0.offset < half ? $0.element : $0.offset == half ? "其他情况" : ""
      }
      let lower = form.header.enumerated().map { $0.offset < half ? "" : $0.element }
      try expect(
        read(form, [upper, lower] + form.rows, as: format), rows: 3, accepted: 3, aside: 0,
        "\(form.kind)")
    }
  }

  @Test(
    "a header over three rows, its titles merged, names its columns by the lowest text",
    arguments: [SheetFormat.csv, .workbook, .document])
  func threeRows(_ format: SheetFormat) throws {
    for form in Self.forms {
      // As a sheet gives merged cells: the text in the first of them, nothing in the others.
      let title = ["登记情况"] + Array(repeating: "", count: form.header.count - 1)
      let half = form.header.count / 2
      let middle = form.header.indices.map { $0 == 0 ? "基本情况" : $0 == half ? "其他情况" : "" }
      try expect(
        read(form, [title, middle, form.header] + form.rows, as: format), rows: 3, accepted: 3,
        aside: 0, "\(form.kind)")
    }
  }

  @Test("guarded cells, an index column and an end mark change nothing")
  func guards() throws {
    for form in Self.forms {
      let guarded = form.rows.map { row in
        row.map { $0.isEmpty ? "" : $0.contains("、") ? $0 : "=\"\($0)\"" }
      }
      try expect(
        read(form, [form.header] + guarded, as: .csv), rows: 3, accepted: 3, aside: 0,
        "\(form.kind) guarded")
      let indexed = form.table.enumerated().map {
        [$0.offset == 0 ? "" : "\($0.offset - 1)"] + $0.element
      }
      try expect(
        read(form, indexed + [["3"]], as: .csv), rows: 4, accepted: 3, aside: 1,
        "\(form.kind) indexed")
      let ended = try ScratchFile(SheetFormat.csv.bytes(form.table) + [0x1A], named: "登记.csv")
      let reading = Reading(form.kind, path: ended.url.path, file: "登记.csv")
      withExtendedLifetime(ended) {}
      expect(reading, rows: 4, accepted: 3, aside: 0, "\(form.kind) ended")
    }
  }

  @Test("rows that a stray quote has drawn into a cell are quarantined and named, in every form")
  func swallowed() throws {
    for form in Self.forms {
      let comma = { (row: [String]) in row.joined(separator: ",") }
      let last: [[String]] = form.rows.map { row in
        let end = row.last ?? ""
        return Array(row.dropLast()) + [end.isEmpty ? "某" : end]
      }
      // The quote stands before the last cell of the first row and behind the last row.
      let opened = comma(Array(last[0].dropLast())) + ",\"" + (last[0].last ?? "")
      let text =
        ([comma(form.header), opened] + last.dropFirst().map(comma)).joined(separator: "\n")
        + "\"\n"
      let reading = try Reading(form.kind, csv: text)
      #expect(
        reading.record.rows == 1 && reading.record.quarantined == 1,
        "\(form.kind) \(reading.record)")
      #expect(
        reading.codes.contains("rows-swallowed"), "\(form.kind) \(reading.diagnostics.map(\.line))")
    }
  }

  @Test("a heading with another name is proposed, never taken")
  func proposals() throws {
    let cases: [(InputKind, String, String, String)] = [
      (.progress, "公开日期", "发布时间", "发布时间"), (.progress, "网址", "信息链接地址", "信息链接地址"),
      (.requests, "收到日期", "受理时间", "受理时间"), (.documents, "标题", "文件名称", "文件名称"),
    ]
    for (kind, name, other, proposed) in cases {
      guard let form = Self.forms.first(where: { $0.kind == kind }) else { continue }
      let header = form.header.map { $0 == name ? other : $0 }
      let reading = try read(form, [header] + form.rows, as: .csv)
      #expect(reading.codes.contains("header-missing"))
      #expect(
        reading.diagnostics.contains { $0.found.contains("“\(name)”是否就是表里的“\(proposed)”") },
        "\(reading.diagnostics.map(\.line))")
    }
  }

  @Test("a real row that lacks something is sent back, whatever it says")
  func incomplete() throws {
    let cases: [(InputKind, String)] = [
      (.inspections, "检查日期,单位,问题类别,问题描述\n2022-03-01,县财政局,,注：栏目未更新\n"),
      (.inspections, "检查日期,单位,问题类别,问题描述\n2022-03-01,,,\n"),
      (.requests, "登记编号,单位,申请人类型,收到日期,答复日期,答复结果\n申1,,自然人,2022-03-01,,\n"),
      (.requests, "登记编号,单位,申请人类型,收到日期,答复日期,答复结果\n申1,,,,,\n"),
      (.letters, "单位,来件日期,答复日期\n县财政局,,\n"),
    ]
    for (kind, text) in cases {
      let reading = try Reading(kind, csv: text)
      #expect(
        reading.record.quarantined == 1 && reading.record.aside == 0,
        "\(text) \(reading.diagnostics.map(\.line))")
    }
  }
}
