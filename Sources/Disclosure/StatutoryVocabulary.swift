/// A row of table 3 of the statutory report (format of 2021, 国办公开办函〔2021〕30号).
package struct RequestRow: Hashable, Sendable {
  /// The code: 1, 2, 3.1 … 3.7, 4.
  package let code: String
  /// The heading above it, such as （三）不予公开; empty where it has none.
  package let heading: String
  /// The printed label.
  package let label: String

  /// True for a result row that is added up in 3.7.
  package var isLeaf: Bool { code.hasPrefix("3.") && code != "3.7" }

  private init(_ code: String, _ heading: String, _ label: String) {
    self.code = code
    self.heading = heading
    self.label = label
  }

  /// The 25 rows, in printed order.
  package static let all: [RequestRow] = [
    .init("1", "", "一、本年新收政府信息公开申请数量"),
    .init("2", "", "二、上年结转政府信息公开申请数量"),
    .init("3.1", "", "（一）予以公开"),
    .init("3.2", "", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"),
    .init("3.3.1", "（三）不予公开", "1.属于国家秘密"),
    .init("3.3.2", "（三）不予公开", "2.其他法律行政法规禁止公开"),
    .init("3.3.3", "（三）不予公开", "3.危及“三安全一稳定”"),
    .init("3.3.4", "（三）不予公开", "4.保护第三方合法权益"),
    .init("3.3.5", "（三）不予公开", "5.属于三类内部事务信息"),
    .init("3.3.6", "（三）不予公开", "6.属于四类过程性信息"),
    .init("3.3.7", "（三）不予公开", "7.属于行政执法案卷"),
    .init("3.3.8", "（三）不予公开", "8.属于行政查询事项"),
    .init("3.4.1", "（四）无法提供", "1.本机关不掌握相关政府信息"),
    .init("3.4.2", "（四）无法提供", "2.没有现成信息需要另行制作"),
    .init("3.4.3", "（四）无法提供", "3.补正后申请内容仍不明确"),
    .init("3.5.1", "（五）不予处理", "1.信访举报投诉类申请"),
    .init("3.5.2", "（五）不予处理", "2.重复申请"),
    .init("3.5.3", "（五）不予处理", "3.要求提供公开出版物"),
    .init("3.5.4", "（五）不予处理", "4.无正当理由大量反复申请"),
    .init("3.5.5", "（五）不予处理", "5.要求行政机关确认或重新出具已获取信息"),
    .init("3.6.1", "（六）其他处理", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"),
    .init("3.6.2", "（六）其他处理", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"),
    .init("3.6.3", "（六）其他处理", "3.其他"),
    .init("3.7", "", "（七）总计"),
    .init("4", "", "四、结转下年度继续办理"),
  ]

  /// The row of a code.
  package static func row(_ code: String) -> RequestRow? { all.first { $0.code == code } }
}

/// A cell of table 2: what is counted of which kind of information.
package struct ProactiveCell: Hashable, Sendable {
  /// 第二十条第（一）项 and so on.
  package let article: String
  /// 信息内容.
  package let content: String
  /// 指标.
  package let measure: String

  private init(_ article: String, _ content: String, _ measure: String) {
    self.article = article
    self.content = content
    self.measure = measure
  }

  /// The key of run.json: `信息内容/指标`.
  package var key: String { content + "/" + measure }

  /// The ten cells, in printed order.
  package static let all: [ProactiveCell] = [
    .init("第二十条第（一）项", "规章", "本年制发件数"),
    .init("第二十条第（一）项", "规章", "本年废止件数"),
    .init("第二十条第（一）项", "规章", "现行有效件数"),
    .init("第二十条第（一）项", "行政规范性文件", "本年制发件数"),
    .init("第二十条第（一）项", "行政规范性文件", "本年废止件数"),
    .init("第二十条第（一）项", "行政规范性文件", "现行有效件数"),
    .init("第二十条第（五）项", "行政许可", "本年处理决定数量"),
    .init("第二十条第（六）项", "行政处罚", "本年处理决定数量"),
    .init("第二十条第（六）项", "行政强制", "本年处理决定数量"),
    .init("第二十条第（八）项", "行政事业性收费", "本年收费金额（单位：万元）"),
  ]
}
