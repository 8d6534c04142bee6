import Disclosure
import Registers

extension ReportForm {
  /// The form of 2021, in use since.
  package static let format2021 = ReportForm(
    key: "format2021", from: 2021, name: "2021年格式", documentNumber: "国办公开办函〔2021〕30号",
    documentTitle: "国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知",
    rows: resultRowsBeforeOther(
      then: [
        RequestRow(
          "3.6.1", .result(.other), heading: "（六）其他处理",
          "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"),
        RequestRow(
          "3.6.2", .result(.other), heading: "（六）其他处理",
          "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"),
        RequestRow(
          "3.6.3", .result(.other), heading: "（六）其他处理", "3.其他", takesWithdrawals: true),
      ]),
    proactive: [
      ProactiveBlock(
        article: "第二十条第（一）项",
        contents: [
          .init("规章", figure: "rules", document: .rule),
          .init("行政规范性文件", figure: "normative", document: .normative),
        ],
        measures: [
          .init("本年制发件数", .made), .init("本年废止件数", .repealed), .init("现行有效件数", .valid),
        ]),
      ProactiveBlock(
        article: "第二十条第（五）项", contents: [.init("行政许可", figure: "licences")],
        measures: [.init("本年处理决定数量", .decisions)]),
      ProactiveBlock(
        article: "第二十条第（六）项",
        contents: [
          .init("行政处罚", figure: "penalties"), .init("行政强制", figure: "coercions"),
        ], measures: [.init("本年处理决定数量", .decisions)]),
      ProactiveBlock(
        article: "第二十条第（八）项", contents: [.init("行政事业性收费", figure: "charges")],
        measures: [.init("本年收费金额（单位：万元）", .amount)]),
    ],
    identities: Set(Identity.allCases))

  /// The rows of both forms, with those of 其他处理 in their place.
  static func resultRowsBeforeOther(then other: [RequestRow]) -> [RequestRow] {
    let refused = "（三）不予公开"
    let unavailable = "（四）无法提供"
    let notProcessed = "（五）不予处理"
    return [
      RequestRow("1", .received, "一、本年新收政府信息公开申请数量"),
      RequestRow("2", .carriedIn, "二、上年结转政府信息公开申请数量"),
      RequestRow("3.1", .result(.granted), "（一）予以公开"),
      RequestRow("3.2", .result(.partial), "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"),
      RequestRow("3.3.1", .result(.refused), heading: refused, "1.属于国家秘密"),
      RequestRow("3.3.2", .result(.refused), heading: refused, "2.其他法律行政法规禁止公开"),
      RequestRow("3.3.3", .result(.refused), heading: refused, "3.危及“三安全一稳定”"),
      RequestRow("3.3.4", .result(.refused), heading: refused, "4.保护第三方合法权益"),
      RequestRow("3.3.5", .result(.refused), heading: refused, "5.属于三类内部事务信息"),
      RequestRow("3.3.6", .result(.refused), heading: refused, "6.属于四类过程性信息"),
      RequestRow("3.3.7", .result(.refused), heading: refused, "7.属于行政执法案卷"),
      RequestRow("3.3.8", .result(.refused), heading: refused, "8.属于行政查询事项"),
      RequestRow("3.4.1", .result(.unavailable), heading: unavailable, "1.本机关不掌握相关政府信息"),
      RequestRow("3.4.2", .result(.unavailable), heading: unavailable, "2.没有现成信息需要另行制作"),
      RequestRow("3.4.3", .result(.unavailable), heading: unavailable, "3.补正后申请内容仍不明确"),
      RequestRow("3.5.1", .result(.notProcessed), heading: notProcessed, "1.信访举报投诉类申请"),
      RequestRow("3.5.2", .result(.notProcessed), heading: notProcessed, "2.重复申请"),
      RequestRow("3.5.3", .result(.notProcessed), heading: notProcessed, "3.要求提供公开出版物"),
      RequestRow("3.5.4", .result(.notProcessed), heading: notProcessed, "4.无正当理由大量反复申请"),
      RequestRow(
        "3.5.5", .result(.notProcessed), heading: notProcessed, "5.要求行政机关确认或重新出具已获取信息"),
    ] + other + [
      RequestRow("3.7", .total, "（七）总计"),
      RequestRow("4", .carriedOut, "四、结转下年度继续办理"),
    ]
  }
}
