import Disclosure
import Testing

@testable import Notices
@testable import Tables
@testable import WorkPlan

/// Excerpts written for these tests, in shapes that whole plans seldom have side by side, held against what a careful
/// person reads in them.
@Suite struct NoticeShapeTests {
  private func summary(_ notice: Notice) -> [String] {
    notice.tasks.map { task in
      let units =
        task.units.named.map { task.units.lead.contains($0) ? $0 + "*" : $0 }
        + task.units.groups.map { "@" + $0 }
      let clauses = task.clauses.map(\.canonical) + task.unread.map { "?" + $0.phrase }
      return
        "\(task.number ?? "-")|\(units.joined(separator: " ")) \(task.units.mark.rawValue)|\(clauses.joined(separator: "; "))"
    }
  }

  @Test(
    "bodies behind 责任单位： in the sentence's line or on a line of their own, with times beside them")
  func labels() {
    let notice = Notice(
      text: """
        乙县2023年政务公开工作要点
        一、突出重点领域公开
        （一）加强规划公开
        1.公开规划纲要执行情况，每半年公布一次重点项目进展。责任单位：县发展改革局
        2.公开重大项目批准结果，自批准之日起7个工作日内公开。责任单位：县行政审批服务局、县自然资源局
        ①完善用地预审公开。②及时公开征地补偿信息。
        （二）加强财政公开
        3.各部门应在县财政局批复后20日内公开部门预算，10月底前公开部门决算。责任单位：县财政局牵头，县直各部门
        二、强化政策解读
        4.全年组织新闻发布会不少于4次，每季度首月10日前报送发布计划。
        责任单位：县政府新闻办
        完成时限：持续推进
        5.做好惠企政策解读，两会后一周内发布图解。
        责任单位：县政府办公室
        完成时限：3月底前
        """)
    #expect(notice.head.jurisdiction == "乙县")
    #expect(
      summary(notice) == [
        "1|县发展改革局 closed|each half",
        "2|县行政审批服务局 县自然资源局 closed|within 7wd of 批准; promptly",
        "3|县财政局* @部门 closed|within 20d of 县财政局批复; by 2023-10-31",
        "4|县政府新闻办 closed|continuous; at least 4 per year; each quarter by 01-10",
        "5|县政府办公室 closed|by 2023-03-31; within 7d of 两会",
      ])
  }

  @Test("a bracket of bodies and a time without any heading")
  func timedBrackets() {
    let notice = Notice(
      text: """
        戊县2023年政务公开工作方案
        一、工作任务
        （一）优化营商环境公开。（县行政审批服务局牵头，县发展改革局、县市场监管局按职责分工负责，2023年9月底前完成）
        （二）做好稳就业公开。每月底前公布岗位信息，每年不少于2次公开补贴发放情况。（县人力资源社会保障局负责；持续推进）
        （三）推进乡村振兴公开。（县农业农村局、各乡镇按职责分工负责）（6月底前）
        （四）做好招生公开，开始前10日公布方案，结束后15日内公布结果。〔县教育体育局牵头，各镇（街道）配合；每年8月底前〕
        """)
    #expect(
      summary(notice) == [
        "（一）|县行政审批服务局* 县发展改革局 县市场监管局 closed|by 2023-09-30",
        "（二）|县人力资源社会保障局 closed|continuous; each month; at least 2 per year",
        "（三）|县农业农村局 @镇 @乡 closed|by 2023-06-30",
        "（四）|县教育体育局* @镇 @街道 closed|each year by 08-31; within 15d of 结束; ?开始前10日公布方案",
      ])
    #expect(notice.tasks.map(\.deadline) == ["2023年9月底前完成", "持续推进", "6月底前", "每年8月底前"])
  }

  @Test("leads and helpers in columns of their own, one row a line or one cell a line")
  func leadColumns() {
    let bars = Notice(
      text: """
        丙市2024年政务公开重点任务分工表
        序号|重点任务|工作内容|牵头单位|配合单位|完成时限
        1|重点领域|公开社会救助信息，按月更新救助对象名单。|市民政局|各县（市、区）|次月5日前
        2||发布物价监测信息，每周更新一次。|市发展改革委|市市场监管局|长期
        3|政策解读|组织政策吹风会，每季度不少于1场。|市政府办公室|市直各部门|每季度末月20日前
        4||建立咨询窗口，接到咨询后2个工作日内答复。|市行政审批服务局|市直有关部门|即时办理
        """)
    #expect(bars.head.jurisdiction == "丙市")
    #expect(
      summary(bars) == [
        "1|市民政局* @各县（市、区） closed|within 5d after each month; each month",
        "2|市发展改革委* 市市场监管局 closed|continuous; ?每周更新一次",
        "3|市政府办公室* @部门 closed|each quarter by 03-20; at least 1 per quarter",
        "4|市行政审批服务局* open|promptly; within 2wd of 接到咨询 from 政民互动",
      ])
    let cells = Notice(
      text: """
        辛区2021年政务公开任务分解表
        工作任务 |
        工作要求 |
        牵头单位 |
        责任单位 |
        一、深化政务公开 |
        |||
        （一）做好规划公开 |
        1.主动公开专项规划和区域规划。 |
        区发改局 |
        各镇（街）、区直各部门 |
        2.归集整理历年规划。 |
        区自然资源局 |
        区直各部门 |
        （二）做好市场监管公开 |
        3.每季度公开一次监管执法结果。 |
        区市场监管局 |
        区住建局、区生态环境局 |
        """)
    #expect(
      summary(cells) == [
        "1|区发改局* @镇 @街道 @部门 closed|", "2|区自然资源局* @部门 closed|",
        "3|区市场监管局* 区住建局 区生态环境局 closed|each quarter",
      ])
    #expect(cells.tasks.map(\.subtheme) == ["做好规划公开", "做好规划公开", "做好市场监管公开"])
  }

  @Test("a subtheme on a line of its own, directly below the head and between rows, parts no table")
  func subthemesBetween() {
    for bar in ["|", "\t"] {
      let notice = Notice(
        text: """
          丙市2024年政务公开重点任务分工表
          序号|工作内容|责任单位|完成时限
          （一）民生领域
          1|公开社会救助信息。|市民政局|6月底前
          （二）价格领域
          2|发布物价监测信息。|市发展改革委|年底前
          """.replacing("|", with: bar))
      #expect(
        summary(notice) == [
          "1|市民政局 closed|by 2024-06-30", "2|市发展改革委 closed|by 2024-12-31",
        ], "\(bar)")
      #expect(notice.tasks.map(\.theme) == ["民生领域", "价格领域"], "\(bar)")
    }
  }

  @Test("a row that ends at its bodies keeps them where they stand")
  func shortRow() {
    let notice = Notice(
      text: """
        丙市2024年政务公开重点任务分工表
        序号|工作任务|责任单位|完成时限
        1|公开预算。|市财政局
        2|公开预算执行。|市财政局
        3|公开决算。|市财政局|9月底前
        """)
    #expect(
      summary(notice) == [
        "1|市财政局 closed|", "2|市财政局 closed|", "3|市财政局 closed|by 2024-09-30",
      ])
    let bare = Notice(
      text: """
        丙市2024年政务公开重点任务分工表
        工作任务|责任单位|完成时限
        公开预算。|市财政局
        公开决算。|市审计局|9月底前
        公开规划。|市发展改革委|10月底前
        """)
    #expect(
      bare.tasks.map(\.units.named) == [["市财政局"], ["市审计局"], ["市发展改革委"]], "\(summary(bare))")
  }

  @Test("rows that lack the theme at their left keep the rest in its place, however long the time")
  func themeLeftOut() {
    let notice = Notice(
      text: """
        丙市2024年政务公开重点任务分工表
        主题|工作任务|责任单位|完成时限
        重点领域|公开预算。|市财政局|2024年6月底前全部完成
        公开决算。|市审计局|2024年9月底前全部完成
        公开规划。|市发展改革委|2024年10月底前全部完成
        """)
    #expect(
      summary(notice).map { $0.split(separator: "|").dropFirst().joined(separator: "|") } == [
        "市财政局 closed|by 2024-06-30", "市审计局 closed|by 2024-09-30",
        "市发展改革委 closed|by 2024-10-31",
      ])
  }

  @Test("items run together behind a bracket are parted, and one that begins a line begins nothing")
  func brackets() {
    let notice = Notice(
      text: """
        丙市2024年政务公开工作要点
        一、重点领域
        1.公开预算。（责任单位：市财政局）2.公开决算。（责任单位：市审计局）
        （略）3.公开规划。（责任单位：市发展改革委）
        （12）公开信用信息。（责任单位：市市场监管局）
        """)
    #expect(
      notice.tasks.flatMap(\.units.named) == ["市财政局", "市审计局", "市发展改革委", "市市场监管局"],
      "\(summary(notice))")
    #expect(Marker.read("（12）公开信用信息。")?.number == "（12）")
  }

  @Test("a cell a line with numbers and times, below themes over the whole row")
  func stackedWithTimes() {
    let notice = Notice(
      text: """
        庚县2022年政务公开任务分解表
        |
        序号
        |
        工作任务
        |
        工作要求
        |
        责任单位
        |
        完成时限
        |
        一、涉及市场主体的信息公开
        |
        1
        |
        减税降费
        |
        及时发布减税降费政策，做好精准推送。
        |
        县税务局、县财政局
        |
        持续推进
        |
        2
        |
        涉企收费
        |
        动态更新收费目录清单，增强透明度。
        |
        县发展改革局牵头，县财政局配合
        |
        6月底前
        |
        二、重大建设项目信息公开
        |
        3
        |
        规划
        |
        做好“十四五”规划主动公开工作。
        |
        县发展改革局等县直有关部门
        |
        全年
        |
        """)
    #expect(
      summary(notice) == [
        "1|县税务局 县财政局 closed|continuous; promptly",
        "2|县发展改革局* 县财政局 closed|by 2022-06-30; continuous",
        "3|县发展改革局 open|continuous",
      ])
    #expect(notice.tasks.map(\.theme) == ["涉及市场主体的信息公开", "涉及市场主体的信息公开", "重大建设项目信息公开"])
    #expect(notice.tasks.map(\.subtheme) == ["减税降费", "涉企收费", "规划"])
  }

  @Test("paragraphs of an office's letter that name nobody beside them")
  func letter() {
    let notice = Notice(
      text: """
        丁区政务公开领导小组办公室
        关于做好2022年下半年政务公开重点工作的通知
        各镇街、区直各部门：
        一、开展专栏自查。各单位要于8月10日前完成自查，8月20日前将自查报告报区政府办公室。
        二、做好开放日活动。9月至11月，各部门要组织1次以上政府开放日活动，活动结束后5个工作日内公开情况。
        三、推进专区建设。区行政审批服务局要在三季度末前完成提升，各镇街在年底前建成专区。
        四、规范依申请公开。严格在法定期限内答复，收到申请当日登记。
        五、加强新媒体管理。政务新媒体每周至少更新3次，每月25日前报送运维情况。
        """)
    #expect(notice.head.jurisdiction == "丁区")
    #expect(notice.head.issuer == "丁区政务公开领导小组办公室")
    #expect(notice.outside == [])
    #expect(
      summary(notice) == [
        "一| none|by 2022-08-10; by 2022-08-20",
        "二| none|at least 1 per year; within 5wd of 活动结束",
        "三| none|by 2022-09-30; by 2022-12-31", "四| none|?收到申请当日登记",
        "五| none|each month by 01-25; ?政务新媒体每周至少更新3次",
      ])
  }

  @Test("tortoise-shell brackets, groups of the level below, times of the covering letter")
  func city() {
    let notice = Notice(
      text: """
        壬市人民政府办公室
        关于印发壬市2025年政务公开工作重点任务的通知
        壬政办发〔2025〕11号
        各县（市、区）人民政府，市政府各部门：
        现将《壬市2025年政务公开工作重点任务》印发给你们。各县（市、区）、各部门于4月20日前制定任务清单并报市政务公开办，每季度末月25日前报送工作进展。
        2025年3月28日
        壬市2025年政务公开工作重点任务
        一、以公开促发展
        1．及时发布以旧换新补贴政策，每月公布资金使用情况。〔市商务局牵头，市财政局、各县（市、区）人民政府按职责分工负责〕
        2．项目信息自形成之日起10个工作日内公开。〔市发展改革委牵头，市有关部门、各县（市、区）人民政府、管委会配合，2025年6月底前建立清单〕
        二、以公开优服务
        3．一般咨询即时答复，复杂咨询3个工作日内答复。（市行政审批局负责）
        4．各级各部门每年至少开展2次政务公开培训，主要负责同志每半年听取一次工作汇报。（各县（市、区）人民政府，市政府各部门）
        """)
    #expect(notice.head.document == "壬政办发〔2025〕11号")
    #expect(
      summary(notice) == [
        "1|市商务局* 市财政局 @各县（市、区）人民政府 closed|promptly; each month",
        "2|市发展改革委* @各县（市、区）人民政府 @管委会 open|by 2025-06-30; within 10wd of 形成",
        "3|市行政审批局 closed|promptly; within 3wd from 政民互动",
        "4|@各县（市、区）人民政府 @部门 closed|at least 2 per year of 培训; at least 1 per half of 听取汇报",
      ])
    #expect(
      notice.outside.map(\.canonical) == ["by 2025-04-20 from 台账", "each quarter by 03-25"])
  }

  @Test("headings 工作内容, 责任单位 and 完成时限 below each other")
  func fields() {
    let notice = Notice(
      text: """
        癸县政务公开2024年工作方案
        四、重点任务
        （一）公开农村集体“三资”。
        工作内容：每季度首月15日前公开上季度村级财务，重大事项随时公开。
        责任单位：县农业农村局、各乡（镇）人民政府
        完成时限：长期坚持
        （二）公开教育信息。
        工作内容：6月20日前公布招生方案；收费标准变动后7日内公示。
        牵头单位：县教育体育局
        配合单位：县发展改革局
        完成时限：8月底前
        """)
    #expect(notice.head.jurisdiction == "癸县")
    #expect(
      summary(notice) == [
        "（一）|县农业农村局 @乡 @镇 closed|continuous; each quarter by 01-15; promptly",
        "（二）|县教育体育局* 县发展改革局 closed|by 2024-08-31; by 2024-06-20; within 7d of 收费标准变动",
      ])
  }

  @Test("a document whose paragraphs are the lines of a page is read as its sentences")
  func brokenParagraphs() {
    let text = """
      一、重点任务
      （一）推进规划公开，主动公开国民经济和社会发展规划纲要、专项规划和区域规划，做好历年规划的归集整理和集中展示，年底前全部公开，并按季度公布重点项目的进展情况和后续举措。（责任单位：县发展改革局、县自然资源局）
      （二）推进财政公开，稳步扩大预决算公开范围，推进部门所属单位预算、决算及相关报表公开，细化公开内容，及时公开预算执行、专项资金和政府采购的有关情况，接受社会监督。（责任单位：县财政局）
      （三）强化政策解读，注重对政策背景、出台目的、重要举措等方面的实质性解读，文件公开后3个工作日内发布解读材料，主要负责同志每年至少解读两次，不断丰富解读的形式和渠道。（责任单位：县政府各部门单位）
      """
    let lines = text.split(separator: "\n").flatMap { line in
      stride(from: 0, to: line.count, by: 28).map { String(line.dropFirst($0).prefix(28)) }
    }
    let whole = Notice(text: text, year: 2022)
    let broken = Notice(lines.map { .paragraph($0) }, year: 2022)
    #expect(summary(broken) == summary(whole))
    #expect(broken.tasks.map(\.text) == whole.tasks.map(\.text))
    #expect(broken.tasks.count == 3)
  }

  @Test("a short name breaks no quotation")
  func quotations() {
    #expect(
      TaskTitle.short(of: "加大重点民生领域的部门联合监管和“双随机、一公开”监管信息公开力度")
        == "加大重点民生领域的部门联合监管和…")
  }

  @Test("numbers that are one character part as written ones do")
  func enclosedNumbers() {
    let notice = Notice(
      text: """
        2023年子县政务公开工作要点
        一、主要任务
        ㈠推进决策公开。
        ⒈4月底前公布决策目录。（责任单位：县司法局）
        ⒉办好公众列席会议。（责任单位：县政府办公室）
        """)
    #expect(
      summary(notice) == [
        "1|县司法局 closed|by 2023-04-30", "2|县政府办公室 closed|",
      ])
    #expect(notice.tasks.map(\.subtheme) == ["推进决策公开", "推进决策公开"])
  }

  @Test(
    "a long line of running text that stops in the middle goes on in the next, a heading does not",
    arguments: [("，", true), ("。", true), ("、", false), ("", false)])
  func brokenLine(_ mark: String, _ goesOn: Bool) {
    let words = String(repeating: "公", count: 20)
    let first = words + mark + words
    let read = NoticeLines.paragraphs([first, "开信息的内容。"])
    #expect(read == (goesOn ? [first + "开信息的内容。"] : [first, "开信息的内容。"]))
  }
}
