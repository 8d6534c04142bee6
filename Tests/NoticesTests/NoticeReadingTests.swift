import Disclosure
import Testing

@testable import Notices
@testable import WorkPlan

/// Notices written for these tests, one for each shape in which plans are published.
@Suite struct NoticeReadingTests {
  private func summary(_ notice: Notice) -> [String] {
    notice.tasks.map { task in
      let units =
        task.units.named.map { task.units.lead.contains($0) ? $0 + "*" : $0 }
        + task.units.groups.map { "@" + $0 }
      let clauses = task.clauses.map(\.canonical)
      return
        "\(task.number ?? "-")|\(units.joined(separator: " ")) \(task.units.mark.rawValue)|\(clauses.joined(separator: "; "))"
    }
  }

  @Test("numbered items with brackets of their own are tasks; preamble and closing are none")
  func brackets() {
    let notice = Notice(
      text: """
        甲政办字〔2021〕7号

        甲县人民政府办公室
        关于印发2021年甲县政务公开工作要点的通知

        2021年3月5日

        2021年甲县政务公开工作要点
        2021年工作的总体要求是：持续提升公开水平，定期研究。
        一、重点任务
        （一）推进公开
        1.做好规划公开。年底前公开全部规划。（责任单位：县发展改革局、县自然资源局等部门，各镇、街道）
        2.每季度公布环境质量，及时回应关切。（责任单位：市生态环境局甲县分局）
        （二）强化解读。文件公开后3个工作日内发布解读材料。（责任单位：县政府各部门单位）
        二、保障措施
        （一）加强培训。各部门年内组织培训不少于2次。（责任单位：各镇人民政府、各街道办事处，县政府各部门）
        各单位要将本要点落实情况纳入年度报告。
        """)
    #expect(notice.head.document == "甲政办字〔2021〕7号")
    #expect(notice.head.issued?.iso == "2021-03-05")
    #expect(notice.head.jurisdiction == "甲县")
    #expect(notice.year == 2021)
    #expect(
      summary(notice) == [
        "1|县发展改革局 县自然资源局 @镇 @街道 open|by 2021-12-31",
        "2|市生态环境局甲县分局 closed|each quarter; promptly",
        "（二）|@部门 closed|within 3wd of 文件公开 from 文件目录",
        "（一）|@镇 @街道 @部门 closed|at least 2 per year of 培训",
      ])
    #expect(notice.tasks.map(\.theme) == ["重点任务", "重点任务", "重点任务", "保障措施"])
    #expect(notice.tasks.map(\.subtheme) == ["推进公开", "推进公开", "强化解读", "加强培训"])
  }

  @Test("one paragraph with several brackets is several tasks, roles told by 牵头 and 负责")
  func stretches() {
    let notice = Notice(
      text: """
        一、主要任务
        （一）加强重点领域公开。发布规划信息。（市规划局负责落实）及时公开工程进展。（市交通委、市水务局分别负责落实）按月公开收支情况。（市财政局牵头，各区政府配合）
        """, year: 2018)
    #expect(
      summary(notice) == [
        "（一）|市规划局 closed|", "-|市交通委 市水务局 closed|promptly",
        "-|市财政局* @各区政府 closed|each month",
      ])
  }

  @Test("where nobody is named, each （一） paragraph is a task")
  func unnamed() {
    let notice = Notice(
      text: """
        2022年乙区政务公开工作要点
        一、总体要求
        （一）指导思想。全面贯彻落实。
        二、工作任务
        （一）推进决策公开。4月底前公布决策目录。
        （二）搞好互动。对公众意见在5个工作日内答复。
        各单位要将本要点落实情况纳入年度报告。
        """)
    #expect(
      summary(notice) == ["（一）| none|by 2022-04-30", "（二）| none|within 5wd from 政民互动"])
    #expect(notice.head.jurisdiction == "乙区")
  }

  @Test(
    "tables flattened by tabs, bars or one cell a line are read alike, merged cells carried down",
    arguments: [
      "\t序号\n\t工作任务\n\t工作要求\n\t责任单位\n\t时限要求\n\n\t1\n\t深化公开\n\t公开规划\n信息，做好归集。\n\t县发展改革局\n县财政局\n\t年底前\n\n\t2\n\t\n\t及时公开预算执行情况。\n\t\n\t\n\n\t3\n\t强化解读\n\t解读重要政策文件。\n\t县司法局牵头，有关部门落实\n\t长期坚持\n",
      "序号 | 工作任务 | 工作要求 | 责任单位 | 时限要求\n1 | 深化公开 | 公开规划信息，做好归集。 | 县发展改革局、县财政局 | 年底前\n2 | | 及时公开预算执行情况。 | |\n3 | 强化解读 | 解读重要政策文件。 | 县司法局牵头，有关部门落实 | 长期坚持\n",
      "序号\t工作任务\t工作要求\t责任单位\t时限要求\n1\t深化公开\t公开规划信息，做好归集。\t县发展改革局、县财政局\t年底前\n2\t\t及时公开预算执行情况。\t\t\n3\t强化解读\t解读重要政策文件。\t县司法局牵头，有关部门落实\t长期坚持\n",
    ])
  func tables(_ text: String) {
    let notice = Notice(text: text, year: 2022)
    #expect(
      summary(notice) == [
        "1|县发展改革局 县财政局 closed|by 2022-12-31",
        "2|县发展改革局 县财政局 closed|by 2022-12-31; promptly",
        "3|县司法局* open|continuous",
      ])
    #expect(notice.tasks.map(\.theme) == ["深化公开", "深化公开", "强化解读"])
  }

  @Test("a cell a line: text, then who, under the flattened head")
  func stacked() {
    let notice = Notice(
      text: """
        丙市2017年政务公开工作要点实施方案
        目标
        任务
        主要内容
        责任单位
        一、助力稳增长
        （一）加强引导
        按月公开全市财政收支情况，解读增减原因。
        市财政局牵头落实
        针对不实信息，及时通过有效渠道发布权威消息。
        市发改委、市财政局分别牵头落实
        """)
    #expect(
      summary(notice) == ["-|市财政局* closed|each month", "-|市发改委* 市财政局* closed|promptly"])
    #expect(notice.tasks.map(\.subtheme) == ["加强引导", "加强引导"])
  }

  @Test("lines broken by the page's width are mended, page numbers and blank forms dropped")
  func wrapped() {
    let line = "深化公开内容，推动公开向基层延伸，切实提高公开的质量和效果，更好服务群众。"
    let notice = Notice(
      text:
        "一、重点任务\n\n（一）推进公开。\(line)\n\n\(line)\n\n— 8 —\n\n\(line)公开内容要\n\n及时更新。（责任单位：县财\n\n政局）\n\n（二）加强培训。\(line)\n\n\(line)（责任单位：县司法局）\n\n附件：任务清单（示例）\n\n序号 工作任务 责任部门\n\n1\n\n2\n",
      year: 2022)
    #expect(summary(notice) == ["（一）|县财政局 closed|promptly", "（二）|县司法局 closed|"])
  }

  @Test(
    "words about time that demand nothing are no clause, however near they look",
    arguments: [
      "对考核长期落后的单位公开通报批评。", "准确把握常态化疫情防控的阶段性特征。", "对照规定及时制定落实措施。", "完善定期清理制度。",
      "完善定期听取情况汇报工作的机制。", "《二〇二二年六月底前重点任务》已经印发。",
      "对未依法及时公开信息的要严肃处理。", "落实《关于每季度公开信息的通知》（甲政发〔2019〕1号）。", "清理2016年以后制定的文件。",
      "围绕持续开展污染治理等方面做好公开。", "坚持以公开为常态。", "持续提升公众满意度。", "做好工作动态发布。",
    ])
  func silence(_ text: String) {
    #expect(ProseClauses(text, year: 2022).clauses.map(\.canonical) == [])
  }

  @Test(
    "time demands in running text",
    arguments: [
      ("定期公布并动态调整收费目录清单。", "periodic; continuous"),
      ("定期听取有关的情况汇报的机制。", "periodic"), ("《六月底前任务》年底前公开。", "by 2022-12-31"),
      ("要持续做好信息公开。", "continuous"),
      ("各部门要在每年6月底之前公布清单。", "each year by 06-30 for 部门"), ("做好重污染天气期间信息发布。", "during 重污染天气"),
      ("主要领导年内至少听取一次工作汇报。", "at least 1 per year of 听取汇报"), ("每年解读政策不少于2次。", "at least 2 per year"),
      ("任务清单要于5月26日前报县大数据中心。", "by 2022-05-26 from 台账"),
      ("开展“回头看”，确保6月底前全部完成。", "by 2022-06-30 from 上年遗留"),
      ("信息形成后，20个工作日内公开。", "within 20wd of 信息形成"),
      ("及时通过政府网站、新媒体等渠道，发布权威信息。", "promptly"), ("除依法应当保密的外，应当及时公开。", "promptly"),
      ("到2022年年底前，设立专区。", "by 2022-12-31"), ("征求意见期限不少于30日。", "lasting 30d"),
    ])
  func demands(_ text: String, _ clauses: String) {
    #expect(
      ProseClauses(text, year: 2022).clauses.map(\.canonical).joined(separator: "; ") == clauses)
  }

  @Test(
    "phrases about bodies, without a registry",
    arguments: [
      ("各镇（街道）、经济开发区和县发展改革局、县工业和信息化局等有关部门", "县发展改革局 县工业和信息化局|镇 街道 开发区|open"),
      ("各镇（街道、经济开发区）县政府各部门单位", "|镇 街道 开发区 部门|closed"), ("县财政局\n县税务局", "县财政局 县税务局||closed"),
      ("经济开发区", "|开发区|closed"), ("街道", "街道||closed"),
      ("各级教育行政部门", "||vague"), ("卫生健康主管部门", "||vague"), ("林业主管单位", "||vague"),
      ("县教育和体育局市生态环境局某县分\n局县水利局", "县教育和体育局 市生态环境局某县分局 县水利局||closed"),
      ("各级、各部门", "|镇 街道 开发区 部门|closed"), ("有关职能部门", "||vague"),
      ("甲政办字〔2022〕2号文件确定的责任单位", "||by_reference"), ("县财政局及使用专项资金的单位", "县财政局||by_reference"),
      ("各科室", "|各科室|closed"), ("枣庄经济开发区管委会", "枣庄经济开发区管委会||closed"), ("各乡镇人民政府", "|镇 乡|closed"),
      ("牵头单位：市财政局；配合单位：市直各部门", "市财政局|部门|closed"), ("县文化和旅游局与县大数据局", "县文化和旅游局 县大数据局||closed"),
      ("办公室牵头,各科室配合", "办公室|各科室|closed"), ("", "||none"),
    ])
  func bodies(_ phrase: String, _ expected: String) {
    let read = BodyPhraseReader.read(phrase)
    let words =
      "\(read.named.joined(separator: " "))|\(read.groups.joined(separator: " "))|\(read.mark.rawValue)"
    #expect(words == expected, "\(read)")
  }

  @Test(
    "a list without a full stop is no sentence: it is named, not read, and what follows is read",
    arguments: ["公开", "公开，", "（责任单位：", "县财政局、", "1", "年", "公\u{301}", "每季度"])
  func endless(_ piece: String) {
    let list = String(repeating: piece, count: 20_000)
    let read = ProseClauses(list + "。年底前公开规划。", year: 2022)
    #expect(read.clauses.map(\.canonical) == ["by 2022-12-31"])
    #expect(read.unread.map(\.why) == ["这一句超过4000字，没有读"])
    #expect(read.unread.allSatisfy { $0.phrase.unicodeScalars.count == 41 })
    let cell = DeadlineParser.parse(list + "；年底前", year: 2022)
    #expect(cell.clauses.map(\.canonical) == ["by 2022-12-31"])
    #expect(cell.problems.map(\.kind) == [.notUnderstood])
  }

  @Test("a notice of many items is read once, however its brackets stand")
  func manyItems() {
    let items = (1...300).map { "\($0).公开第\($0)项规划。（责任单位：县财政局）" }
    #expect(Notice(text: items.joined(separator: "\n"), year: 2022).tasks.count == 300)
    let shared = (1...300).map { "\($0).公开第\($0)项规划。" } + ["301.公开预算。（责任单位：县财政局）"]
    #expect(Notice(text: shared.joined(separator: "\n"), year: 2022).tasks.count == 1)
    let loose = items.prefix(1) + (1...300).map { "县里的第\($0)段话没有编号，也没有人负责。" }
    #expect(Notice(text: loose.joined(separator: "\n"), year: 2022).tasks.count == 1)
  }

  @Test("whatever the text, reading ends")
  func mess() {
    let pieces = [
      "一、", "（一）", "1.", "（责任单位：", "县财政局", "各镇", "）", "。", "，", "；", "6月底前", "每季度", "及时公开", "长期",
      "\n", "\t",
      "|", " ", "序号", "责任单位", "工作任务", "时限要求", "《", "》", "“", "〔2021〕", "等有关部门", "牵头", "— 8 —", "附件",
      "和", "20个工作日内",
    ]
    var state: UInt64 = 20_220_518
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    for _ in 0..<1500 {
      let text = (0...next(40)).map { _ in pieces[next(pieces.count)] }.joined()
      let notice = Notice(text: text, year: 2022)
      for task in notice.tasks { #expect(!task.text.isEmpty, "\(text)") }
      #expect(Set(notice.tasks.map(\.id)).count == notice.tasks.count, "\(text)")
    }
  }
}
