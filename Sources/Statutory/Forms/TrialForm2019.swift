import Disclosure
import Registers

extension ReportForm {
  /// The trial form, in which the reports of 2019 and 2020 were made.
  package static let trial2019 = ReportForm(
    key: "trial2019", from: 2019, name: "2019年试行格式",
    documentNumber: "国办公开办函〔2019〕60号",
    documentTitle: "国务院办公厅政府信息与政务公开办公室关于政府信息公开工作年度报告有关事项的通知",
    rows: resultRowsBeforeOther(
      then: [RequestRow("3.6", .result(.other), "（六）其他处理", takesWithdrawals: true)]),
    proactive: [
      ProactiveBlock(
        article: "第二十条第（一）项",
        contents: [
          .init("规章", figure: "rules", document: .rule),
          .init("规范性文件", figure: "normative", document: .normative),
        ],
        measures: [
          .init("本年新制作数量", .made), .init("本年新公开数量", .published),
          .init("对外公开总数量", .publicTotal),
        ]),
      ProactiveBlock(
        article: "第二十条第（五）项",
        contents: [
          .init("行政许可", figure: "licences"),
          .init("其他对外管理服务事项", figure: "other_services"),
        ], measures: items + [decisions]),
      ProactiveBlock(
        article: "第二十条第（六）项",
        contents: [
          .init("行政处罚", figure: "penalties"), .init("行政强制", figure: "coercions"),
        ], measures: items + [decisions]),
      ProactiveBlock(
        article: "第二十条第（八）项", contents: [.init("行政事业性收费", figure: "charges")],
        measures: items),
      ProactiveBlock(
        article: "第二十条第（九）项", contents: [.init("政府集中采购", figure: "procurement")],
        measures: [.init("采购项目数量", .purchases), .init("采购总金额", .amount)]),
    ],
    // It does not count which documents are in force.
    identities: Set(Identity.allCases).subtracting([.validFollows]))

  private static let items: [ProactiveMeasure] = [
    .init("上一年项目数量", .itemsBefore), .init("本年增/减", .itemsChange),
  ]
  private static let decisions = ProactiveMeasure("处理决定数量", .decisions)
}
