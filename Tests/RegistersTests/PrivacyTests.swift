import Testing

@testable import Diagnostics
@testable import Disclosure
@testable import Intake

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

  @Test("in other registers persons' particulars are left out of rows sent back, the rest is kept")
  func others() throws {
    let reading = try Reading(
      .letters, csv: "单位,来件日期,答复日期,来信人姓名,来信人电话,内容\n县财政局,某日,,赵钱孙,13800000000,修路\n")
    #expect(reading.quarantined.first?.cells == ["县财政局", "某日", "", "", "", "修路"])
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
    #expect(reading.applicantNames == ["赵钱孙", "李四"])
  }

  @Test("the columns of a form are no particulars, whatever they speak of")
  func formColumns() throws {
    let reading = try Reading(
      .ledgers,
      csv: "序号,工作任务,工作举措,时限要求,责任单位,责任科室、责任人及联系方式\n99,推进公开,印发通知,年底前,县财政局,办公室王五\n")
    #expect(reading.quarantined.first?.cells.last == "办公室王五")
  }
}
