import Testing

@testable import Diagnostics
@testable import Disclosure
@testable import Intake
@testable import Registers

@Suite("What says who an applicant is goes no further than intake")
struct PrivacyTests {
  private static let header = "登记编号,单位,申请人类型,收到日期,答复日期,答复结果"

  @Test(
    "no record, quarantined row or finding holds it, whatever the column is called",
    arguments: [
      "姓名", "申请人", "申请人姓名", "申请人姓名（名称）", "申请人名称", "申请人姓名或名称", "证件号", "证件号码", "身份证号码",
      "申请人证件号码", "身份证件号", "电话", "联系电话", "申请人联系电话", "手机", "手机号", "申请人手机号码", "地址", "通讯地址",
      "联系地址", "家庭住址", "住址", "申请人邮寄地址", "邮箱", "电子邮箱", "E-mail", "联系方式", "申请人联系方式", "微信号", "单位名称",
      "法定代表人", "",
    ])
  func particulars(_ heading: String) throws {
    let secret = "赵钱孙370102199001011234"
    let good = "1,县财政局,自然人,2022-05-20,,,\(secret)"
    let bad = "2,县财政局,个人,2022-05-20,,,\(secret)"
    let reading = try Reading(
      .requests, csv: "\(Self.header),\(heading)\n\(good)\n\(bad)\n")
    #expect(reading.written == "2 = 1 + 1 + 0")
    #expect(reading.described.allSatisfy { !$0.contains(secret) })
    for row in reading.quarantined {
      #expect(!String(reflecting: row).contains(secret))
      // The rest of the row is kept whole.
      #expect(row.cells.prefix(4) == ["2", "县财政局", "个人", "2022-05-20"])
      #expect(row.cells.count == row.headings.count)
    }
    #expect(!reading.diagnostics.map(\.line).joined().contains(secret))
  }

  @Test("a column without a heading, and a word beside the table, are not kept either")
  func unnamed() throws {
    let reading = try Reading(
      .requests,
      csv: "登记编号,单位,,申请人类型,收到日期,答复日期,答复结果\n2,县财政局,赵钱孙,个人,2022-05-20,,,李四\n")
    #expect(reading.quarantined.first?.cells == ["2", "县财政局", "", "个人", "2022-05-20", "", ""])
  }

  @Test("rows sent back hold the form's own columns alone, in every register")
  func others() throws {
    let reading = try Reading(
      .letters, csv: "单位,来件日期,答复日期,来信人姓名,来信人电话,内容\n县财政局,某日,,赵钱孙,13800000000,修路\n")
    #expect(reading.quarantined.first?.cells == ["县财政局", "某日", "", "", "", ""])
    #expect(reading.applicantNames == ["赵钱孙"])
  }

  @Test(
    "names are told to the gate alone",
    arguments: ["姓名", "申请人", "申请人姓名（名称）", "申请人名称", "申请人姓名或名称"])
  func names(_ heading: String) throws {
    let reading = try Reading(
      .requests,
      csv: "\(Self.header),\(heading),电话\n1,县财政局,自然人,2022-05-20,,,赵钱孙,13800000000\n"
        + "2,县财政局,个人,2022-05-20,,,李四,\n")
    // The second row is quarantined; its name must not go out all the same.
    #expect(reading.applicantNames == ["赵钱孙", "李四"])
  }

  @Test("the columns of a form are no particulars, whatever they speak of")
  func formColumns() throws {
    let reading = try Reading(
      .ledgers,
      csv: "序号,工作任务,工作举措,时限要求,责任单位,责任科室、责任人及联系方式\n99,推进公开,印发通知,年底前,县财政局,办公室王五\n")
    #expect(reading.quarantined.first?.cells.last == "办公室王五")
  }

  @Test("who is responsible is asked for, never kept and not sent back")
  func responsiblePerson() throws {
    let reading = try Reading(
      .ledgers,
      csv: "序号,工作任务,工作举措,时限要求,责任单位,责任人,备注\n99,推进公开,印发通知,年底前,县财政局,王五13812345678,某事\n")
    #expect(reading.quarantined.first?.cells.suffix(2) == ["", "某事"])
  }

  @Test(
    "person columns of every register are known and told to the gate",
    arguments: [
      (InputKind.requests, "申请单位", "登记编号,单位,申请人类型,收到日期,答复日期,答复结果", "1,县财政局,自然人,2022-05-20,,"),
      (.requests, "法定代表人", "登记编号,单位,申请人类型,收到日期,答复日期,答复结果", "1,县财政局,自然人,2022-05-20,,"),
      (.requests, "委托代理人（律师）", "登记编号,单位,申请人类型,收到日期,答复日期,答复结果", "1,县财政局,自然人,2022-05-20,,"),
      (.disputes, "原告", "单位,类别,收案日期,结果", "县财政局,行政复议,2022-05-20,结果维持"),
      (.disputes, "当事人", "单位,类别,收案日期,结果", "县财政局,行政复议,2022-05-20,结果维持"),
      (.disputes, "复议申请人", "单位,类别,收案日期,结果", "县财政局,行政复议,2022-05-20,结果维持"),
      (.letters, "来信人", "单位,来件日期,答复日期", "县财政局,2022-05-20,2022-05-21"),
      (.letters, "投诉人姓名", "单位,来件日期,答复日期", "县财政局,2022-05-20,2022-05-21"),
      (.proposals, "领衔代表", "单位,编号,类别", "县财政局,建议1号,人大建议"),
      (.proposals, "提案委员", "单位,编号,类别", "县财政局,提案1号,政协提案"),
    ])
  func personColumns(_ kind: InputKind, _ heading: String, _ header: String, _ row: String) throws {
    let reading = try Reading(kind, csv: "\(header),\(heading)\n\(row),赵钱孙\n")
    #expect(reading.applicantNames == ["赵钱孙"])
  }

  @Test(
    "columns about persons that hold no names teach none",
    arguments: ["申请人数量", "申请人证件类型", "代理人电话", "申请人性别", "来信人地址", "被申请人", "经办人", "备注"])
  func otherColumns(_ heading: String) throws {
    let reading = try Reading(
      .requests, csv: "\(Self.header),\(heading)\n1,县财政局,自然人,2022-05-20,,,赵钱孙\n")
    #expect(reading.applicantNames == [])
  }

  @Test(
    "a cell of several names, titles and remarks gives each name",
    arguments: [
      ("张三、李四", ["张三", "李四"]), ("张三，李四；王五", ["张三", "李四", "王五"]), ("张三/李四", ["张三", "李四"]),
      ("张三等3人", ["张三"]), ("张三等三人", ["张三"]), ("张三、李四等5户", ["张三", "李四"]),
      ("张三（代理人：王五）", ["张三", "王五"]), ("张三(男)", ["张三"]), ("张三先生", ["张三"]), ("李四女士", ["李四"]),
      ("张三 13812345678", ["张三"]), ("张三13812345678", ["张三"]), ("张三（13812345678）", ["张三"]),
      ("张　三", ["张三"]), ("张三 李四", ["张三", "李四"]), ("王小明\n李雷", ["王小明", "李雷"]),
      ("申请人：王小明", ["王小明"]), ("王小明和李雷", ["王小明", "李雷"]), ("买买提·艾力", ["买买提·艾力"]),
      ("测试县样例商贸有限公司（法定代表人：王五）", ["测试县样例商贸有限公司", "王五"]), ("John Smith", ["John Smith"]),
      ("张三|李四", ["张三", "李四"]), ("张三夫妇", ["张三"]), ("张三（已故）", ["张三"]), ("“王小明”", ["王小明"]),
      ("/", []), ("—", []), ("无", []), ("3", []), ("等", []),
    ])
  func compositeCells(_ cell: String, _ names: [String]) {
    #expect(PersonNames.names(in: cell) == names)
  }

  @Test(
    "what is written into a quarantined row and is not built like a name is none",
    arguments: ["姓名", "2022", "信息", "公开", "企业", "自然人", "县财政局", "合计", "网站"])
  func quarantinedWords(_ word: String) throws {
    let reading = try Reading(
      .requests, csv: "\(Self.header),申请人姓名\n登记编号,单位,类型,收到日期,,,\(word)\n")
    #expect(reading.applicantNames == [])
  }
}
