import Forms
import Testing

@testable import Diagnostics
@testable import Disclosure
@testable import Intake
@testable import PlanFiles
@testable import ProgressLog
@testable import Registers
@testable import Tables
@testable import WorkPlan

@Suite("A heading that is all but a column's name")
struct HeadingSuspicionTests {
  private static let kinds = InputKinds.all.filter(\.hasForm)

  /// The findings on a header that has every column of a form but one, and another heading in its place.
  private func findings(_ kind: InputKind, without lost: String, but heading: String) throws
    -> [Diagnostic]
  {
    let form = kind.form
    let names = form.columns.map { $0.name == lost ? heading : $0.name }
    let table = Table(
      file: "a.csv", sheet: nil,
      rows: [TableRow(number: 1, cells: names.map { TableCell(text: $0, kind: .text) })])
    guard case .found(let header) = HeaderMatch.find(form, in: table) else { return [] }
    return HeadingSuspicion.findings(header, form, in: table, layout: nil, among: .all)
  }

  @Test("one wrong letter in a column that may be missing is told, in every form", arguments: kinds)
  func wrongLetter(_ kind: InputKind) throws {
    for column in kind.form.columns where !column.isRequired {
      let found = try findings(kind, without: column.name, but: column.name.dropLast() + "式")
      #expect(found.map(\.rule) == [.headingSuspect], "\(column.name)")
      #expect(found.first?.found.contains("“\(column.name)”") == true)
      #expect(found.first?.scopes == [kind.label, kind.key])
    }
  }

  @Test(
    "slips of the pen are known",
    arguments: [
      (InputKind.progress, "信息形成日期", "信息形成日式"), (.progress, "信息形成日期", "信息形日期"),
      (.progress, "信息形成日期", "信息型成日其"), (.progress, "触发事由", "触发是由"), (.progress, "结束日期", "结束曰期"),
      (.progress, "渠道", "渠到"), (.requests, "延期告知日期", "延期告知期日"), (.requests, "缴费日期", "缴费日期期"),
      (.plan, "责任单位核定", "责任单位核订"), (.plan, "时限核定", "时限核订"), (.units, "停用日期", "停用日起"),
      (.inspections, "整改日期", "整改日斯"), (.documents, "解读日期", "解渎日期"),
    ])
  func slips(_ kind: InputKind, _ column: String, _ heading: String) throws {
    #expect(try findings(kind, without: column, but: heading).count == 1)
  }

  @Test(
    "columns of a county's own are no slips",
    arguments: [
      (InputKind.progress, "信息形成日期", "信息来源"), (.progress, "渠道", "栏目"), (.progress, "渠道", "审核人"),
      (.progress, "结束日期", "审核日期"), (.progress, "备注", "序号"), (.progress, "触发事由", "经办人"),
      (.progress, "信息形成日期", "信息发布日期"), (.requests, "承办科室", "申请人姓名"),
      (.requests, "收费金额", "联系电话"), (.requests, "补正通知日期", "所需信息"), (.requests, "延长工作日", "处理结果"),
      (.documents, "有效性", "有效期"), (.documents, "废止日期", "实施日期"), (.documents, "解读日期", "主题分类"),
      (.inspections, "整改期限", "整改措施"), (.inspections, "整改日期", "责任人"), (.letters, "类别", "姓名"),
      (.letters, "是否公开", "满意度"), (.proposals, "办理结果", "建议人"), (.units, "属性", "姓名"),
      (.units, "启用日期", "联系人"), (.plan, "权重", "备注"), (.plan, "简称", "名称"), (.ledgers, "备注", "填表人"),
      (.narrative, "上年", "本年"), (.narrative, "文字", "文号"), (.manualScores, "日期", "评分说明"),
      (.externalScores, "级别", "类别"), (.disputes, "审结日期", "承办法院"), (.carryover, "整改日期", "责任领导"),
    ])
  func others(_ kind: InputKind, _ column: String, _ heading: String) throws {
    #expect(try findings(kind, without: column, but: heading).map(\.found) == [])
  }

  @Test("a county's own name of a column is the one that a slip is told from")
  func layout() throws {
    let form = InputKind.inspections.form
    let names = ["检查日期", "单位", "问题类别", "问题描述", "整改完成时问"]
    let table = Table(
      file: "a.csv", sheet: nil,
      rows: [TableRow(number: 1, cells: names.map { TableCell(text: $0, kind: .text) })])
    guard case .found(let header) = HeaderMatch.find(form, in: table) else {
      Issue.record("no header")
      return
    }
    #expect(HeadingSuspicion.findings(header, form, in: table, layout: nil, among: .all).isEmpty)
    var layout = FormLayout()
    layout.columns = ["整改日期": "整改完成时间"]
    #expect(
      HeadingSuspicion.findings(header, form, in: table, layout: layout, among: .all).count == 1)
  }
}
