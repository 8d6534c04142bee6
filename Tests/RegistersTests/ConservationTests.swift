import Forms
import TestSupport
import Testing

@testable import Diagnostics
@testable import Disclosure
@testable import Intake
@testable import PlanFiles
@testable import ProgressLog
@testable import Registers
@testable import Statutory
@testable import WorkPlan

/// Writes files of known mess: which rows are good, which must be quarantined and which are blank is known beforehand.
private struct MessGenerator {
  var generator: SeededGenerator
  private var serial = 0

  init(seed: Int) { generator = SeededGenerator(seed: UInt64(seed)) }

  struct File {
    let text: String
    var good = 0
    var bad = 0
    var blank = 0
    var written: String { "\(good + bad + blank) = \(good) + \(bad) + \(blank)" }
  }

  /// A column: its headings, values that can be read and values that cannot; no bad values where any text is good.
  struct Column {
    let headings: [String]
    let good: [String]
    var bad: [String] = []
    var isOptional = false

    static func must(_ headings: String..., good: [String], bad: [String]) -> Column {
      Column(headings: headings, good: good, bad: bad)
    }
    static func may(_ heading: String, good: [String], bad: [String] = []) -> Column {
      Column(headings: [heading], good: good + [""], bad: bad, isOptional: true)
    }
  }

  private static let units = ["县财政局", "财政局", "县教体局", " 大泉镇", "县 教育和体育局"]
  private static let noUnits = ["", "县教育体育局", "某局", "　"]
  private static let dates = [
    "2022-05-20", "2022/5/20", "2022年5月20日", "20220520", "２０２２.5.20", "2022-05-20 00:00:00",
  ]
  private static let noDates = ["某日", "2022-02-29", "2022-13-01", "五月"]
  private static let needed = noDates + ["", "  "]

  /// `#` stands for a number that no other row has.
  static func columns(_ kind: InputKind) -> [Column] {
    let unit = Column.must("单位", good: units, bad: noUnits)
    switch kind {
    case .units:
      return [
        .must("单位", good: ["单位#"], bad: [""]), .must("分组", good: ["镇街"], bad: ["", " "]),
        .may("启用日期", good: dates, bad: noDates), .may("属性", good: ["垂直管理；其他"]),
      ]
    case .plan:
      return [
        .must("任务编号", "序号", good: ["#", "#.0"], bad: ["", "　"]),
        .must("主题", "工作任务类别", good: ["公开", ""], bad: []),
        .must("工作任务", "工作要求", "具体要求", good: ["公开\"预算\"", "公开,预算"], bad: [""]),
        .must("责任单位", "责任部门", good: ["县财政局", "有关部门", ""], bad: []),
        .must("时限要求", "完成时限", good: ["6月底前", "尽快吧", ""], bad: []),
        .may("时限核定", good: ["by 2022-06-30"], bad: ["by June", "每季度"]),
      ]
    case .ledgers:
      return [
        .must("序号", "任务编号", good: ["1", "２", "12.0"], bad: ["", "99", "01"]),
        .must("工作任务", good: ["任务", "多行\n任务", ""], bad: []),
        .must("工作举措", "具体工作措施", good: ["举措"], bad: [""]),
        .must("时限要求", "完成时限", good: ["年底前", ""], bad: []),
        .must("责任单位", "责任部门", good: units, bad: noUnits),
        .may("完成日期", good: dates, bad: noDates),
      ]
    case .confirmations:
      return [
        .must("任务编号", "序号", good: ["1", "２", "12.0"], bad: ["", "99"]),
        .may("单位", good: units + [""], bad: ["县某局"]),
        .must("确认日期", "销号日期", good: dates, bad: needed), .may("确认人", good: ["甲", ""]),
      ]
    case .progress:
      return [
        .must("公开日期", "发布日期", good: dates + ["5月20日", "2021-12-31"], bad: needed),
        .must("单位", "发布机构", good: units, bad: noUnits),
        .must("任务编号", "任务序号", good: ["1", "２", "12.0"], bad: ["", "99", "01"]),
        .must("事项类型", good: ["信息公开", " 意见征集"], bad: ["", "通知"]),
        .must("标题", good: ["标题", "带\"引号\",和逗号"], bad: []),
        .must("网址", "链接", good: ["http://a/#", ""], bad: []),
        .may("信息形成日期", good: dates, bad: noDates), .may("结束日期", good: dates, bad: noDates),
        .may("渠道", good: ["政府网站", "其他"], bad: ["微博", "未填"]), .may("触发事由", good: ["批复"]),
      ]
    case .requests:
      return [
        .must("登记编号", good: ["2022-#"], bad: ["", " "]),
        .must("单位", "接收单位", good: units, bad: noUnits),
        .must("申请人类型", good: ["自然人", "商业企业"], bad: ["", "个人"]),
        .must("收到日期", good: dates, bad: needed + ["5月20日"]),
        .must("答复日期", good: [""], bad: ["某日", "2022-06-30"]),
        .must("答复结果", good: [""], bad: ["3.1", "已答复"]),
        .may("延长工作日", good: ["10", "２０", "0"], bad: ["1.5", "-1", "十"]),
        .may("缴费日期", good: dates, bad: noDates + ["5月20日"]),
        .may("征求意见发出日期", good: dates, bad: noDates + ["2022-05-20；某日"]),
        .may("收费金额", good: ["12.50"], bad: ["若干"]), .may("姓名", good: ["赵钱孙"]),
      ]
    case .disputes:
      return [
        unit, .must("类别", good: ["行政复议", "复议后起诉"], bad: ["", "仲裁"]),
        .must("收案日期", good: dates, bad: needed),
        .must("结果", good: ["结果维持", "尚未审结"], bad: ["", "胜诉"]),
        .may("审结日期", good: dates, bad: noDates),
      ]
    case .documents:
      return [
        .must("文号", good: ["县发〔2022〕#号", ""], bad: []), .must("标题", good: ["通知"], bad: [""]), unit,
        .must("类别", good: ["规章", "其他文件"], bad: ["", "文件"]),
        .must("成文日期", good: dates, bad: needed), .may("解读日期", good: dates, bad: noDates),
        .may("有效性", good: ["有效", "废止"], bad: ["现行"]),
      ]
    case .letters:
      return [
        unit, .must("来件日期", good: dates, bad: needed),
        .must("答复日期", good: dates + [""], bad: noDates),
        .may("是否公开", good: ["是", "否"], bad: ["也许"]),
      ]
    case .proposals:
      return [
        unit, .must("编号", good: ["#"], bad: [""]),
        .must("类别", good: ["人大建议", "政协提案"], bad: ["", "建议"]),
        .may("办理结果", good: ["A", "ｂ类"], bad: ["E"]), .may("答复日期", good: dates, bad: noDates),
      ]
    case .inspections:
      return [
        .must("检查日期", good: dates, bad: needed), unit, .must("问题类别", good: ["更新不及时"], bad: [""]),
        .must("问题描述", good: ["栏目\n未更新"], bad: [""]),
        .may("严重程度", good: ["一般", "重大"], bad: ["特别"]), .may("整改期限", good: dates, bad: noDates),
        .may("整改日期", good: dates, bad: noDates),
      ]
    case .carryover:
      return [
        .must("年度", good: ["2021", "２０２１年", "2021年度"], bad: ["", "去年", "21"]), unit,
        .must("任务编号", good: ["七", "99"], bad: [""]), .must("工作任务", good: ["任务", ""], bad: []),
        .may("整改日期", good: dates, bad: noDates),
      ]
    case .narrative:
      return [
        .must("部分", good: ["主动公开", "（五）监督保障"], bad: ["", "附件"]),
        .must("条目", good: ["政府公报"], bad: [""]), .must("文字", good: ["话。"], bad: [""]),
        .must("来源", good: ["县政府办"], bad: [""]), .may("上年", good: ["5", ""], bad: ["五"]),
      ]
    case .externalScores:
      return [
        .must("指标", good: ["A1", "组织领导"], bad: ["", "没有的"]), unit,
        .must("得分", good: ["0", "9.5", "１０"], bad: ["", "-1", "11", "九"]),
        .must("满分", good: ["10"], bad: ["", "0", "-10", "十"]), .may("级别", good: ["市", "县"]),
      ]
    case .manualScores:
      return [
        unit, .must("指标编号", good: ["J1"], bad: ["", "经验推广", "B9"]),
        .must("得分", good: ["0", "99"], bad: ["", "-1", "九"]), .must("依据", good: ["纪要"], bad: [""]),
        .must("评分人", good: ["甲"], bad: [""]), .must("审核人", good: ["乙"], bad: [""]),
        .may("日期", good: dates, bad: noDates),
      ]
    case .proactive:
      return [
        unit, .must("信息内容", good: ["行政处罚"], bad: ["", "行政奖励"]),
        .must("指标", good: ["本年处理决定数量"], bad: ["", "本年制发件数"]),
        .must("数值", good: ["0", "１２"], bad: ["", "-1", "1.5", "三"]), .may("条款", good: ["第（六）项"]),
      ]
    case .nilReturns:
      return [
        unit, .must("材料", good: ["依申请公开登记", "台账"], bad: ["", "别的"]),
        .may("填报人", good: ["某", ""]), .may("日期", good: dates, bad: noDates),
      ]
    // A register without riddles of its own is written as its form says.
    default: return kind.form.columns.map(column)
    }
  }

  private static func column(_ column: FormColumn) -> Column {
    let empty = column.mustBeFilled ? ["", "  "] : []
    let (good, bad): ([String], [String]) =
      switch (column.choices, column.content) {
      case (.unit, _): (units, noUnits.filter { !$0.allSatisfy(\.isWhitespace) })
      case (.tasks, _): (["1", "２", "12.0"], ["99"])
      case (.closed(_, let words), _), (.words(let words), _): (words, ["没有的词"])
      case (_, .day): (dates, noDates)
      case (_, .whole), (_, .amount): (["1", "１２"], ["若干"])
      default: (["某#"], [])
      }
    return Column(
      headings: [column.name] + column.synonyms,
      good: good + (column.isRequired && !column.mustBeFilled ? [""] : []), bad: bad + empty,
      isOptional: !column.isRequired)
  }

  private func quoted(_ cell: String) -> String {
    cell.contains { ",\"\n\r".contains($0) }
      ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
  }

  mutating func file(_ kind: InputKind) -> File {
    let end = generator.pick(["\n", "\r\n"])
    var columns = Self.columns(kind).filter { !$0.isOptional || generator.chance(60) }
    if generator.chance(30) {
      columns.append(Column(headings: ["自己的列"], good: ["随便", "", "1"]))
    }
    columns.shuffle(using: &generator)
    var lines: [String] = []
    if generator.chance(40) { lines.append("2022年度登记表") }
    if generator.chance(20) { lines.append("") }
    let heading = columns.map { column in
      quoted(generator.pick(column.headings) + (generator.chance(10) ? "（必填）" : ""))
    }
    lines.append(heading.joined(separator: ","))
    var file = File(text: "")
    var proactive: Set<String> = []
    for _ in 0..<Int.random(in: 0...14, using: &generator) {
      if generator.chance(15) {
        lines.append(generator.pick(["", ",,", "　, ,", "\"\",\" \""]))
        file.blank += 1
        continue
      }
      serial += 1
      var cells = columns.map { generator.pick($0.good) }
      let breakable = columns.indices.filter { !columns[$0].bad.isEmpty }
      var isBad = generator.chance(40)
      if isBad {
        for _ in 0..<Int.random(in: 1...3, using: &generator) {
          let column = generator.pick(Array(breakable))
          cells[column] = generator.pick(columns[column].bad)
        }
        // Two halves of an answer make a whole one.
        let answer = ["答复日期", "答复结果"].compactMap { name in
          columns.firstIndex { $0.headings == [name] }.map { cells[$0] }
        }
        let others = columns.indices.filter {
          !columns[$0].headings[0].hasPrefix("答复") && columns[$0].bad.contains(cells[$0])
        }
        if kind == .requests, answer == ["2022-06-30", "3.1"], others.isEmpty { isBad = false }
      }
      if kind == .proactive, !isBad {
        // One row for each unit's cell: the second is quarantined.
        let name = cells[columns.firstIndex { $0.headings == ["单位"] } ?? 0]
        let unit = Standard.registry.index(of: name).map { "\($0)" } ?? name
        isBad = !proactive.insert(unit).inserted
      }
      // A row of blank cells is a blank row, however it came about.
      if cells.allSatisfy({ $0.allSatisfy(\.isWhitespace) }) {
        file.blank += 1
      } else if isBad {
        file.bad += 1
      } else {
        file.good += 1
      }
      lines.append(
        cells.map { quoted($0.replacing("#", with: "\(serial)")) }.joined(separator: ","))
    }
    let mark = generator.chance(30) ? "\u{FEFF}" : ""
    let tail = generator.chance(70) ? end : ""
    // Without a newline at its end a file does not show its last line if that is empty.
    if tail.isEmpty, lines.last == "" {
      file.blank -= 1
    }
    return File(
      text: mark + lines.joined(separator: end) + tail, good: file.good, bad: file.bad,
      blank: file.blank)
  }
}

@Suite("No row is lost, whatever the mess")
struct ConservationTests {
  @Test("rows, accepted, quarantined and blank come out as they were made", arguments: 0..<120)
  func counts(_ seed: Int) throws {
    var mess = MessGenerator(seed: seed)
    for kind in InputKinds.all
    where ![.declared, .corrections, .forms, .replies].contains(kind) {
      let file = mess.file(kind)
      let reading = try Reading(kind, csv: file.text)
      #expect(
        reading.written == file.written,
        "\(kind):\n\(file.text)\n\(reading.diagnostics.map(\.line))")
      #expect(reading.record.isConserved)
      #expect(reading.quarantined.count == file.bad)
      // Entries that no duty looks at are accepted and not handed on.
      #expect(kind == .progress ? reading.count <= file.good : reading.count == file.good)
      #expect(
        reading.quarantined.allSatisfy { row in
          row.diagnostics.contains { $0.rule.severity == .error } && row.location.row != nil
        })
      #expect(!reading.codes.contains("header-missing"))
    }
  }

  @Test("so it is with declared tables", arguments: 0..<50)
  func declared(_ seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    var lines = ["行号,行名,自然人,商业企业,科研机构,社会公益组织,法律服务机构,其他,总计"]
    var counts = (good: 0, bad: 0, blank: 0)
    for row in ReportForm.current.rows {
      switch Int.random(in: 0..<10, using: &generator) {
      case 0:
        lines.append(",,,,")
        counts.blank += 1
      case 1:
        lines.append("9,没有的行,0,0,0,0,0,0,0")
        counts.bad += 1
      default:
        lines.append("\(row.code),名称,\(generator.pick(["0", "", "/", "若干", "1.5"])),0,0,0,0,0,1")
        counts.good += 1
      }
    }
    let reading = try Reading(
      .declared, csv: lines.joined(separator: "\n") + "\n", file: "table3.csv")
    #expect(reading.written == "25 = \(counts.good) + \(counts.bad) + \(counts.blank)")
    #expect(reading.cells.count == 25 * 7)
  }
}
