import Configuration
import Disclosure
import Forms
import Intake

/// The keys of pipeline.yaml: what decodes them and what the reference page prints.
enum PipelineKeys {
  static let root = KeyTable(
    title: "pipeline.yaml",
    keys: [
      KeySpec("pipeline", "文字", "流水线名称，与所在文件夹同名，也是输出文件夹的名称"),
      KeySpec("title", "文字", "输出文件的标题"),
      KeySpec("jurisdiction", "文字", "地区名称，汇总数据的范围"),
      KeySpec("publisher", "文字", "编制机关，输出文件的作者；同名单位即本机关"),
      KeySpec("year", "整数", "考核与报告的年度"),
      KeySpec("as_of", "日期", "截至日期，程序唯一的“今天”"),
      KeySpec("effective_from", "日期", "方案的日期；周期性任务从含这一天的周期算起"),
      KeySpec("units", "路径", absent: "有 members 时可不写", "单位名册"),
      KeySpec("plan", "路径", absent: "有 members 时可不写", "任务清单"),
      KeySpec("plan_review", "路径", absent: "无", "填好“核定”一列的要点核定工作簿"),
      KeySpec(
        "responsible", "键值表：主题 → 单位、分组或 部门、镇、乡、街道、开发区 的列表", absent: "无",
        "通知没有写责任单位的任务由谁负责；default 用于其余主题"),
      KeySpec("entry_types", "键值表：名称 → 内置的事项类型", absent: "无", "本地区自定的事项类型"),
      KeySpec("indicators", "路径", absent: "有 members 时可不写", "考核指标"),
      KeySpec("waivers", "路径", absent: "无豁免", "豁免清单"),
      KeySpec("calendar", "键值表", absent: "只用国家公布的工作日", "工作日历"),
      KeySpec("groups", "键值表：分组 → 写法的列表", absent: "无", "通知里对分组的其他写法"),
      KeySpec("conditions", "键值表：名称 → {from, to}", absent: "无；用到的时段按未知处理", "方案所说的时段"),
      KeySpec("deadlines", "键值表", absent: "各项默认值", "时限的计算方法"),
      KeySpec("inputs", "键值表：种类 → 路径的列表", absent: "无", "输入文件，路径可用 *、? 和 **"),
      KeySpec("layout", "列表，每项 {files, columns, …}", absent: "无", "本县自用表格与规定表格的不同之处"),
      KeySpec("previous", "键值表", absent: "无", "上年数据"),
      KeySpec("publication", "键值表", absent: "排名不对外", "对外发布的批准"),
      KeySpec("mark", "文字", absent: "无", "每页都要写明的标记，例如 示例数据"),
      KeySpec("members", "路径的列表", absent: "无", "下级流水线的文件夹，在本文件夹之内；用于市、省汇总"),
    ])

  static let calendar = KeyTable(
    title: "calendar",
    keys: [
      KeySpec("years", "路径的列表", absent: "[]；程序自带2018年至2026年", "某一年的工作日历文件，加上一年或替换一年"),
      KeySpec("overlay", "路径的列表", absent: "[]", "本地区另行公布的工作日文件，后面的盖过前面的"),
    ])

  static let condition = KeyTable(
    title: "conditions.<名称>",
    keys: [
      KeySpec("from", "日期", "时段的第一天"),
      KeySpec("to", "日期", absent: "到年底", "时段的最后一天"),
    ])

  static let deadlines = KeyTable(
    title: "deadlines",
    keys: [
      KeySpec("first_day_counts", "true 或 false", absent: "false", "触发当日是否计入“若干工作日内”"),
      KeySpec(
        "continuous", "{at_least, per}", absent: "{at_least: 1, per: quarter}", "长期坚持、动态调整等如何计数"),
      KeySpec(
        "undefined_period", "{at_least, per}", absent: "{at_least: 1, per: half}", "没有写明周期的“定期”如何计数"
      ),
      KeySpec(
        "promptly", "event 或 {at_least, per}", absent: "event", "及时、第一时间如何计算；event：信息形成之日起二十个工作日"),
      KeySpec("missing", "none、year_end、continuous", absent: "none", "没有写时间的任务"),
      KeySpec("ledger_due", "日期", absent: "无；台账按时报送不适用", "各单位报送台账的期限"),
    ])

  static let rhythm = KeyTable(
    title: "deadlines.continuous、deadlines.undefined_period、deadlines.promptly",
    keys: [
      KeySpec("at_least", "正整数", "每个周期至少几条"),
      KeySpec("per", "month、quarter、half、year", "周期"),
    ])

  static let previous = KeyTable(
    title: "previous",
    keys: [
      KeySpec("statutory", "路径", absent: "无；跨年勾稽不适用", "上年年报的数据：数据表、上年的年度报告工作簿或 run.json"),
      KeySpec(
        "scores", "路径", absent: "无；不排进步",
        "上年成绩：单位、得分、名次；多年的加一列年度，另出连年靠后；也可以是上年的年度考核结果.xlsx 或 run.json"),
      KeySpec("figures", "路径", absent: "无；正文不与上年比较登记的数字", "上年成果“数据”文件夹里的 figures.csv"),
    ])

  static let publication = KeyTable(
    title: "publication",
    keys: [
      KeySpec("ranking_approval", "文字", absent: "空；排名和点名只在内部", "批准公布排名的文号"),
      KeySpec("reply_by", "日期", absent: "不写期限", "各单位对反馈答复的期限"),
      KeySpec("website", "文字", absent: "不写", "年度报告电子版的网址"),
      KeySpec("address", "文字", absent: "不写", "编制机关的地址"),
      KeySpec("postcode", "文字", absent: "不写", "编制机关的邮编"),
      KeySpec("telephone", "文字", absent: "不写", "编制机关的电话"),
      KeySpec("email", "文字", absent: "不写", "编制机关的电子邮箱"),
      KeySpec("plan_title", "文字", absent: "年度政务公开工作要点", "正文里年度要点的名称，可带文号"),
      KeySpec("part_one_limit", "正整数", absent: "不限", "第一部分的字数上限；超过的提示，可选的内容不写"),
    ])

  static let inputs = KeyTable(
    title: "inputs",
    keys: InputKinds.all.listed.map {
      KeySpec(
        $0.key, $0.isCollected ? "路径的列表，或 none（确实没有）" : "路径的列表",
        absent: $0.defaultFolder.map { "有 \($0) 就读" }
          ?? ($0.isCollected ? "没有收集，所涉及的数未知" : "无"),
        $0.label + ($0.matchesFolders ? "，可以是文件夹" : ""))
    })

  private static let layoutKeys = [
    KeySpec("columns", "键值表：规定的列名 → 表里的列名", absent: "{}", "列名的对应"),
    KeySpec("header_rows", "1 到 10 的整数", absent: "自动判断", "表头占几行"),
    KeySpec("unit", "sheet-name 或 file-name", absent: "看“单位”列", "没有“单位”列时按工作表名或文件名认单位"),
    KeySpec("ignore_rows", "词语的列表", absent: "[]", "以这些词开头的行不是数据"),
  ]

  static let layout = KeyTable(
    title: "layout、inputs.<种类> 里写成键值表的一项",
    keys: [
      KeySpec("files", "路径", "适用的文件，可用 *、? 和 **"),
      KeySpec("layout", "键值表", absent: "{}", "以下各键也可以写在这一层里"),
    ] + layoutKeys)

  /// The keys below `layout` of an entry of `inputs`.
  static let layoutOnly = KeyTable(title: "inputs.<种类>.layout", keys: layoutKeys)

  static let all = [
    root, calendar, condition, deadlines, rhythm, inputs, layout, previous, publication,
  ]
}
