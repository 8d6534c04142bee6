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

  package static let rule = KeyTable(
    title: "rule（只写一种）",
    keys: [
      KeySpec("ratio", "比率名称", absent: "—", "分值 × 分子 ÷ 分母；分母为 0 则不适用"),
      KeySpec("per_event", "键值表", absent: "—", "每发生一次扣分"),
      KeySpec("step", "{of, bands}", absent: "—", "分档得分，取第一个达到的档，都未达到得 0"),
      KeySpec("quota", "键值表", absent: "—", "每个周期至少若干条，不足扣分"),
      KeySpec("boolean", "{manual: true} 或 {count: {kind, at_least}}", absent: "—", "全得或不得"),
      KeySpec("checklist", "{of: 项数}", absent: "—", "分值 × 做到的项数 ÷ 项数，项数来自人工评分"),
      KeySpec("manual", "true", absent: "—", "人工评分"),
      KeySpec("external", "true", absent: "—", "上级或第三方评分"),
      KeySpec("blend", "列表：来源与权重", absent: "—", "几个来源加权"),
    ])

  package static let perEvent = KeyTable(
    title: "rule.per_event",
    keys: [
      KeySpec("of", "事件名称", "什么事件扣分"),
      KeySpec("deduct", "数、40% 或 {一般, 严重, 重大}", "每次扣多少；百分比按本项分值计"),
      KeySpec("category", "文字", absent: "不限", "问题类别（只用于 inspection）"),
      KeySpec("per", "item、workday", absent: "item", "逐件或按逾期工作日（只用于 publication_late）"),
      KeySpec("cap", "数、parent、top", absent: "扣完本项为止", "扣分上限"),
      KeySpec("unrectified", "x2、x4/3、x0.5", absent: "x1", "未按期整改的倍数（只用于 inspection）"),
      KeySpec("rectified", "x2、x4/3、x0.5", absent: "x1", "按期整改的倍数（只用于 inspection）"),
    ])

  package static let severities = KeyTable(
    title: "deduct（按严重程度）",
    keys: [
      KeySpec("一般", "数或 40%", absent: "不扣", "一般问题每次扣多少"),
      KeySpec("严重", "数或 40%", absent: "不扣", "严重问题每次扣多少"),
      KeySpec("重大", "数或 40%", absent: "不扣", "重大问题每次扣多少"),
    ])

  package static let step = KeyTable(
    title: "rule.step",
    keys: [
      KeySpec("of", "比率名称、manual、external", "用什么数分档：比率、人工评分的分数、上级评分的得分率"),
      KeySpec("bands", "列表：{from, share 或 points}", "各档，从高到低"),
    ])

  package static let band = KeyTable(
    title: "rule.step.bands 的每一项",
    keys: [
      KeySpec("from", "数", "达到这个数"),
      KeySpec("share", "0 到 1，或百分比", absent: "写 points", "得本项分值的几成"),
      KeySpec("points", "数", absent: "写 share", "得多少分"),
    ])

  package static let quota = KeyTable(
    title: "rule.quota",
    keys: [
      KeySpec("kind", "事项类型", "哪类事项"),
      KeySpec("at_least", "正整数", "每个周期至少几条"),
      KeySpec("per", "month、quarter、half、year", "周期"),
      KeySpec("per_missing", "数", absent: "0", "每少一条扣多少"),
      KeySpec("per_short_period", "数", absent: "0", "每个不足的周期另扣多少"),
      KeySpec("blank_period", "数", absent: "0", "每个空白的周期再扣多少"),
    ])

  package static let boolean = KeyTable(
    title: "rule.boolean（写一种）",
    keys: [
      KeySpec("manual", "true", absent: "—", "人工评分大于 0 即得满分"),
      KeySpec("count", "{kind, at_least}", absent: "—", "全年某类事项达到条数即得满分"),
    ])

  package static let count = KeyTable(
    title: "rule.boolean.count",
    keys: [
      KeySpec("kind", "事项类型", "哪类事项"),
      KeySpec("at_least", "正整数", "至少几条"),
    ])

  package static let checklist = KeyTable(
    title: "rule.checklist", keys: [KeySpec("of", "正整数", "共几项")])

  package static let blendPart = KeyTable(
    title: "rule.blend 的每一项",
    keys: [
      KeySpec("source", "third_party、manual", absent: "写 rule", "来源：上级评分或人工评分"),
      KeySpec("rule", "键值表，只含一种规则", absent: "写 source", "来源是一条规则（例如日常检查扣分）"),
      KeySpec("indicator", "指标编号", absent: "本指标", "评分记在哪个编号下（只用于 source）"),
      KeySpec("weight", "0 到 1，或百分比", "权重，合计为 1"),
    ])

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

  package static let all = [
    root, rounding, ranking, grade, node, appliesTo, filter, rule, perEvent, severities, step,
    band, quota, boolean, count, checklist, blendPart, bonus, bonusItem, major, veto, when,
    inspections, then, guidance,
  ]
}
