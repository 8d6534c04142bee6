import Disclosure

/// A column of a form: its name and what else it is called.
package struct FormColumn: Sendable {
  /// The name of inputs.md.
  package let name: String
  /// Other headings that mean the same.
  package let synonyms: [String]
  /// False where the whole column may be missing.
  package let isRequired: Bool
  /// True for a number that names something, where every digit counts.
  let isNumber: Bool
  /// True for an address of a page.
  let isAddress: Bool

  package init(_ name: String, _ synonyms: [String] = [], required: Bool = true) {
    self.name = name
    self.synonyms = synonyms
    self.isRequired = required
    isNumber = Form.numberColumns.contains(name)
    isAddress = Form.addressColumns.contains(name)
  }
}

/// The columns of one kind of input (inputs.md, "Tables").
package struct Form: Sendable {
  package let kind: InputKind
  package let columns: [FormColumn]
  /// By the place of a column: whether its cells must be filled in a row that is used.
  let mustBeFilled: [Bool]
  /// Columns of which a header must have at least one.
  let alternatives: [[Int]]

  /// The place of a column by its name; the names are literals of this room.
  ///
  /// Bytes are compared: String comparison would ask Unicode's tables in every cell of every row.
  package func place(_ name: String) -> Int {
    columns.firstIndex { column in
      column.name.utf8.count == name.utf8.count && column.name.utf8.elementsEqual(name.utf8)
    } ?? -1
  }

  /// The form of a kind; declared tables have forms of their own.
  package static func of(_ kind: InputKind) -> Form {
    func must(_ names: String...) -> FormColumn {
      FormColumn(names[0], Array(names.dropFirst()))
    }
    func may(_ names: String...) -> FormColumn {
      FormColumn(names[0], Array(names.dropFirst()), required: false)
    }
    let columns: [FormColumn] =
      switch kind {
      case .units:
        [
          must("单位"), must("分组"), may("别名"), may("属性"), may("启用日期"), may("停用日期"), may("并入单位"),
          may("更名为"),
        ]
      case .plan:
        [
          must("任务编号", "序号"), must("主题", "工作任务类别"), may("二级主题"),
          must("工作任务", "工作要求", "具体要求"), may("简称"), must("责任单位", "责任部门"),
          must("时限要求", "完成时限"), may("权重"), may("责任单位核定"), may("时限核定"),
        ]
      case .ledgers:
        [
          // Forms of 2019 have neither numbers nor deadlines; those of 2021 call them otherwise.
          may("序号", "任务编号", "编号"),
          may("工作任务", "重点任务", "主要任务", "任务", "工作要点", "工作内容", "任务内容", "任务分解"),
          must(
            "工作举措", "具体工作措施", "措施", "具体措施", "工作措施", "落实措施", "具体举措", "推进措施", "贯彻落实措施",
            "工作任务及措施", "具体任务措施"),
          may("时限要求", "完成时限", "时限", "完成时间", "时间节点"),
          may("责任单位", "责任部门", "牵头单位", "落实单位"), may("单位分管领导", "分管领导"),
          may("责任科室", "责任科室、责任人及联系方式", "责任科室及责任人", "责任股室"),
          may("完成情况", "工作进度", "进展情况", "落实情况", "工作进展", "完成进度"), may("完成日期"), may("佐证网址"),
          may("备注"),
        ]
      case .progress:
        [
          must("公开日期", "发布日期"), must("单位", "发布机构"), must("任务编号", "任务序号"), must("事项类型"),
          must("标题"), must("网址", "链接"), may("信息形成日期", "成文日期"), may("触发事由"), may("结束日期"),
          may("渠道"), may("备注"),
        ]
      case .requests:
        [
          must("登记编号"), must("单位", "接收单位"), must("申请人类型"), must("收到日期"), may("补正通知日期"),
          may("补正收到日期"), may("征求意见发出日期"), may("征求意见回复日期"), may("延期告知日期"), may("延长工作日"),
          may("收费通知日期"), may("缴费日期"), may("收费金额"), must("答复日期"), must("答复结果"), may("承办科室"),
        ]
      case .disputes:
        [must("单位"), must("类别"), may("登记编号"), must("收案日期"), must("结果"), may("审结日期")]
      case .proactive: [must("单位"), may("条款"), must("信息内容"), must("指标"), must("数值")]
      case .documents:
        [
          must("文号"), must("标题"), must("单位"), must("类别"), must("成文日期"), may("公开日期"),
          may("公开属性"), may("有效性"), may("废止日期"), may("解读日期"),
        ]
      case .letters:
        [must("单位"), must("来件日期"), may("渠道"), may("类别"), must("答复日期"), may("是否公开")]
      case .proposals:
        [must("单位"), must("编号"), must("类别"), may("办理结果"), may("答复日期"), may("是否公开")]
      case .inspections:
        [
          must("检查日期"), must("单位"), must("问题类别"), may("严重程度"), must("问题描述"), may("整改期限"),
          may("整改日期"), may("网址"),
        ]
      case .carryover: [must("年度"), must("单位"), must("任务编号"), must("工作任务"), may("整改日期")]
      case .narrative:
        [
          must("部分"), must("条目"), may("数值"), may("单位", "计量单位"), may("上年", "上年数值"), may("文字"),
          must("来源"),
        ]
      case .declared: []
      case .replies:
        [
          may("单位"), may("类别"), must("原因", "发现", "事项"), may("单位意见"), may("改正情况"),
          may("核定结果"), may("核定说明"),
        ]
      case .corrections: [must("原文件"), must("原工作表"), must("原行号"), may("需要改正"), may("改正说明")]
      case .forms: []
      case .nilReturns: [must("单位"), must("材料"), may("填报人"), may("日期")]
      case .confirmations:
        [
          must("任务编号", "序号", "任务序号"), may("单位", "责任单位"), must("确认日期", "销号日期"), may("确认人"),
          may("备注"),
        ]
      case .externalScores: [may("级别"), must("指标"), must("单位"), must("得分"), must("满分")]
      case .manualScores:
        [
          must("单位"), must("指标编号"), must("得分"), must("依据"), must("评分人"), must("审核人"), may("日期"),
        ]
      }
    let filled = filledColumns(of: kind)
    let alternatives = kind == .ledgers ? [["序号", "工作任务"]] : []
    return Form(
      kind: kind, columns: columns, mustBeFilled: columns.map { filled.contains($0.name) },
      alternatives: alternatives.map { names in
        names.compactMap { name in columns.firstIndex { $0.name == name } }
      })
  }

  /// Sheets of the workbooks that `nianbao forms` writes which hold no data.
  package static let sheetsWithoutData: Set<String> = ["填报说明", "任务与时限", "选项"]

  /// The columns of numbers that name something, where every digit counts.
  static let numberColumns: Set<String> = ["登记编号", "编号", "任务编号", "序号", "文号", "指标编号"]

  /// The columns that hold an address of a page.
  static let addressColumns: Set<String> = ["网址", "佐证网址"]

  /// Columns whose cells must be filled in a row that is used (rulings.md, "Intake").
  package static func filledColumns(of kind: InputKind) -> Set<String> {
    switch kind {
    case .units: ["单位", "分组"]
    case .plan: ["任务编号", "工作任务"]
    case .ledgers: ["序号", "工作举措"]
    case .progress: ["公开日期", "单位", "任务编号", "事项类型"]
    case .requests: ["登记编号", "单位", "申请人类型", "收到日期"]
    case .disputes: ["单位", "类别", "收案日期", "结果"]
    case .proactive: ["单位", "信息内容", "指标", "数值"]
    case .documents: ["标题", "单位", "类别", "成文日期"]
    case .letters: ["单位", "来件日期"]
    case .proposals: ["单位", "编号", "类别"]
    case .inspections: ["检查日期", "单位", "问题类别", "问题描述"]
    case .carryover: ["年度", "单位", "任务编号"]
    case .narrative: ["部分", "条目", "来源"]
    case .declared: []
    case .confirmations: ["任务编号", "确认日期"]
    case .externalScores: ["指标", "单位", "得分", "满分"]
    case .manualScores: ["单位", "指标编号", "得分", "依据", "评分人", "审核人"]
    case .corrections: ["原文件", "原行号"]
    case .forms, .replies: []
    case .nilReturns: ["单位", "材料"]
    }
  }
}
