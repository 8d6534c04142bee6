package import Configuration

/// The keys of indicators.yaml: what decodes them and what the reference page prints.
package enum IndicatorKeys {
  package static let root = KeyTable(
    title: "indicators.yaml",
    keys: [
      KeySpec("system", "文字", "考核体系的名称"),
      KeySpec("title", "文字", "考核指标的标题"),
      KeySpec("basis", "文字", absent: "空", "依据的文件"),
      KeySpec("full", "数", "满分"),
      KeySpec("full_by_group", "键值表：分组 → 数", absent: "各组同为 full", "满分与 full 不同的分组"),
      KeySpec("partial", "true 或 false", absent: "false", "第一层之和可以不等于满分"),
      KeySpec("rounding", "{places, at}", absent: "{places: 2, at: indicator}", "四舍五入"),
      KeySpec("ranking", "{within, ties}", absent: "{within: group, ties: shared}", "排名"),
      KeySpec(
        "not_applicable", "renormalise、full、respread、drop", absent: "renormalise", "不适用的指标如何处理"),
      KeySpec("grades", "列表：{name, from}", absent: "不评等次", "等次，从高到低"),
      KeySpec("indicators", "列表：指标", "指标树"),
      KeySpec("bonus", "{cap, opens_above, items}", absent: "无", "加分"),
      KeySpec("majors", "列表：重大扣分项", absent: "无", "指标树之外、不设上限的扣分"),
      KeySpec("vetoes", "列表：一票否决项", absent: "无", "封顶分数或等次的情形"),
      KeySpec("guidance", "列表：{unit, indicators, in, share}", absent: "无", "业务指导单位分担上级评分"),
    ])

  package static let rounding = KeyTable(
    title: "rounding",
    keys: [
      KeySpec("places", "0 到 6 的整数", absent: "2", "小数位数"),
      KeySpec("at", "indicator、total", absent: "indicator", "逐项四舍五入，或只在总分"),
    ])

  package static let ranking = KeyTable(
    title: "ranking",
    keys: [
      KeySpec("within", "group、all", absent: "group", "组内排名，或全体排名"),
      KeySpec("ties", "shared、dense", absent: "shared", "并列：1、2、2、4，或 1、2、2、3"),
    ])

  package static let grade = KeyTable(
    title: "grades 的每一项",
    keys: [KeySpec("name", "文字", "等次名称"), KeySpec("from", "数", "达到这个分数即可")])

  package static let node = KeyTable(
    title: "indicators 的每一项",
    keys: [
      KeySpec("id", "文字", "编号，全文件不重复"),
      KeySpec("name", "文字", "名称"),
      KeySpec("points", "数", absent: "写 weight", "分值"),
      KeySpec("weight", "数", absent: "写 points", "占上级分值的百分比"),
      KeySpec("children", "列表：指标", absent: "写 rule", "下级指标"),
      KeySpec("rule", "键值表，只含一种规则", absent: "写 children", "计分规则"),
      KeySpec("applies_to", "{groups, attributes, units}", absent: "全部单位", "适用的单位：列出的任一条件"),
      KeySpec("partial", "true 或 false", absent: "false", "下级之和可以不等于本级"),
      KeySpec("where", "{themes, tasks, clauses}", absent: "全部", "只看哪些任务和时限"),
      KeySpec("basis", "文字", absent: "空", "依据的条款"),
    ])

  package static let bonusItem = KeyTable(
    title: "bonus.items 的每一项",
    keys: [
      KeySpec("id", "文字", "编号，全文件不重复"),
      KeySpec("name", "文字", "名称"),
      KeySpec("points", "数", absent: "不另设上限", "这一项最多加的分"),
      KeySpec("rule", "键值表，只含一种规则", "计分规则"),
      KeySpec("applies_to", "{groups, attributes, units}", absent: "全部单位", "适用的单位"),
      KeySpec("where", "{themes, tasks, clauses}", absent: "全部", "只看哪些任务和时限"),
      KeySpec("basis", "文字", absent: "空", "依据的条款"),
    ])

  package static let appliesTo = KeyTable(
    title: "applies_to",
    keys: [
      KeySpec("groups", "文字的列表", absent: "[]", "分组"),
      KeySpec("attributes", "文字的列表", absent: "[]", "属性"),
      KeySpec("units", "文字的列表", absent: "[]", "单位，正式名称或别名"),
    ])

  package static let filter = KeyTable(
    title: "where",
    keys: [
      KeySpec("themes", "文字的列表", absent: "全部", "主题"),
      KeySpec("tasks", "文字的列表", absent: "全部", "任务编号"),
      KeySpec(
        "clauses",
        "列表：by、each、each_by、within、after_each、at_least、lasting、continuous、periodic、during",
        absent: "全部", "时限种类；each 包含 each_by"),
    ])

  /// What a rule may be: one key of those that the kinds declare.
  package static let rule = KeyTable(title: "rule（只写一种）", keys: RuleKinds.all.map { $0.key })

  package static let bonus = KeyTable(
    title: "bonus",
    keys: [
      KeySpec("cap", "数", "加分合计的上限"),
      KeySpec("opens_above", "数", absent: "总是加", "重大扣分之后的总分严格高于它才加"),
      KeySpec("items", "列表：加分项", "加分项"),
    ])

  package static let major = KeyTable(
    title: "majors 的每一项",
    keys: [
      KeySpec("id", "文字", "编号，全文件不重复"),
      KeySpec("name", "文字", "名称"),
      KeySpec("of", "inspection", "事件，只能是日常检查"),
      KeySpec("severity", "一般、严重、重大", absent: "不限", "严重程度"),
      KeySpec("category", "文字", absent: "不限", "问题类别"),
      KeySpec("deduct", "数", "每次扣多少"),
    ])

  package static let veto = KeyTable(
    title: "vetoes 的每一项",
    keys: [
      KeySpec("id", "文字", "编号，全文件不重复"),
      KeySpec("name", "文字", "名称"),
      KeySpec("when", "{inspections: {category, severity, at_least}}", "情形"),
      KeySpec("then", "{score} 或 {grade_at_most}", "后果；只降不升"),
    ])

  package static let when = KeyTable(
    title: "vetoes.when", keys: [KeySpec("inspections", "键值表", "日常检查发现的问题")])

  package static let inspections = KeyTable(
    title: "vetoes.when.inspections",
    keys: [
      KeySpec("category", "文字", absent: "不限", "问题类别"),
      KeySpec("severity", "一般、严重、重大", absent: "不限", "严重程度"),
      KeySpec("at_least", "正整数", absent: "1", "至少几次"),
    ])

  package static let then = KeyTable(
    title: "vetoes.then（写一种）",
    keys: [
      KeySpec("score", "数", absent: "—", "总分不高于这个数"),
      KeySpec("grade_at_most", "等次名称", absent: "—", "等次不高于这一等"),
    ])

  package static let guidance = KeyTable(
    title: "guidance 的每一项",
    keys: [
      KeySpec("unit", "文字", "业务指导单位，正式名称或别名"),
      KeySpec("indicators", "指标编号的列表", "所指导的指标（有规则的一级）"),
      KeySpec("in", "external", absent: "external", "用哪里的评分，只能是上级评分"),
      KeySpec("share", "0 到 1，或百分比", "上级评分所占的份额"),
    ])

  package static let all =
    [root, rounding, ranking, grade, node, appliesTo, filter, rule]
    + RuleKinds.all.flatMap { $0.tables }
    + [bonus, bonusItem, major, veto, when, inspections, then, guidance]
}
