package import Diagnostics

/// What can be wrong with the plan, its deadlines and its responsible units.
extension DiagnosticRule {
  /// In the order of the catalogue.
  package static let workPlanRules: [DiagnosticRule] =
    [
      taskRepeated, deadlineNotCanonical, deadlineMissing,
      deadlinePeriodUndefined, deadlineSoft, deadlineWeekdayMismatch, deadlineOutsideYear,
      responsibilityMissing, responsibilityUnitUnknown, responsibilityOpen, responsibilityVague,
      responsibilityByReference, responsibilityPartialGroup, responsibilityAttributeUnmatched,
      responsibilityByAttribute, responsibilityBracketIgnored,
    ] + noticeRules

  package static let taskRepeated = DiagnosticRule(
    "task-repeated", 2032, .error, title: "任务编号重复", expected: "每个编号只出现一次", remedy: "改正其中一个编号",
    example: .rows(
      kind: "plan",
      csv: "任务编号,主题,工作任务,责任单位,时限要求\n1,公开,甲,县财政局,年底前\n1,公开,乙,县财政局,年底前\n"))
  // MARK: - Deadlines

  /// 2501: a part of 时限核定 is none of the accepted forms.
  package static let deadlineNotCanonical = DiagnosticRule(
    "deadline-not-canonical", 2501, .error, title: "时限核定格式不对",
    expected:
      "\(ClauseKinds.forms)、none，后面可加 of 事项类型、for 单位、from 台账，多条用分号隔开",
    remedy: "按所列格式之一改写“时限核定”单元格；长度单位 wd 为工作日、d 为日、m 为月",
    example: .rows(
      kind: "plan",
      csv: "任务编号,主题,工作任务,责任单位,时限要求,时限核定\n1,公开,示例任务,县财政局,6月底前,by June\n"))
  /// 2502: neither 时限要求 nor 时限核定 says anything.
  package static let deadlineMissing = DiagnosticRule(
    "deadline-missing", 2502, .warning, title: "没有时限",
    expected: "每项任务至少一条时限",
    remedy: "在“时限要求”或“时限核定”列补上时限；不补则该任务不产生应办事项",
    example: .deadline(""))
  /// 2503: 定期, 适时, 不定期 without a period.
  package static let deadlinePeriodUndefined = DiagnosticRule(
    "deadline-period-undefined", 2503, .info, title: "周期未写明",
    expected: "写明周期的说法，如“每季度”",
    remedy: "无须处理；按流水线配置的 deadlines.undefined_period 计算，如需另定周期请填“时限核定”",
    example: .deadline("定期公开"))
  /// 2504: 原则上 and 基本 soften a date, which is used as it stands.
  package static let deadlineSoft = DiagnosticRule(
    "deadline-soft", 2504, .info, title: "时限有弹性措辞",
    expected: "确定的时限",
    remedy: "无须处理；“原则上”“基本”不改变日期，如需放宽请填“时限核定”",
    example: .deadline("原则上6月底前完成"))
  /// 2505: the weekday in brackets contradicts the date.
  package static let deadlineWeekdayMismatch = DiagnosticRule(
    "deadline-weekday-mismatch", 2505, .warning, title: "日期与星期不符",
    expected: "括号内的星期与日期一致",
    remedy: "核对日期；现按日期计算，写错时在“时限核定”列写明正确日期",
    example: .deadline("5月20日（星期一）前"))
  /// 2506: the date is not in the pipeline's year.
  package static let deadlineOutsideYear = DiagnosticRule(
    "deadline-outside-year", 2506, .warning, title: "时限不在本年度",
    expected: "本年度内的日期",
    remedy: "核对年份；现按所写日期计算，写错时在“时限核定”列写明",
    example: .deadline("2019年6月底前"))
  // MARK: - Responsible units

  /// 2510: no responsible unit is written.
  package static let responsibilityMissing = DiagnosticRule(
    "responsibility-missing", 2510, .warning, title: "没有责任单位",
    expected: "至少一个单位或分组",
    remedy: "在“责任单位”或“责任单位核定”列写明单位；不补则该任务不约束任何单位",
    example: .responsibility(""))
  /// 2511: a name that is neither a unit nor a group.
  package static let responsibilityUnitUnknown = DiagnosticRule(
    "responsibility-unit-unknown", 2511, .warning, title: "责任单位不在名录",
    expected: "单位名录中的名称、别名或分组",
    remedy: "改用名录中的名称，或在单位名录补登单位、别名，或在 pipeline.yaml 的 groups 登记分组写法",
    example: .responsibility("县某某局"))
  /// 2512: an open list.
  package static let responsibilityOpen = DiagnosticRule(
    "responsibility-open", 2512, .warning, title: "责任单位未列全",
    expected: "完整的单位名单",
    remedy: "现只约束已写明的单位；如还有其他单位，在“责任单位核定”列写全",
    example: .responsibility("县财政局等有关部门"))
  /// 2513: nobody in particular is named.
  package static let responsibilityVague = DiagnosticRule(
    "responsibility-vague", 2513, .warning, title: "责任单位笼统",
    expected: "具体的单位或分组",
    remedy: "在“责任单位核定”列写明单位，否则该任务不约束任何单位",
    example: .responsibility("有关职能部门"))
  /// 2514: another document names the units.
  package static let responsibilityByReference = DiagnosticRule(
    "responsibility-by-reference", 2514, .warning, title: "责任单位见其他文件",
    expected: "在本表写明的单位",
    remedy: "查阅所引文件，在“责任单位核定”列写明单位",
    example: .responsibility("源政办字〔2022〕2号文件确定的各项工作责任单位"))
  /// 2515: a whole group of a kind that the registry does not have.
  package static let responsibilityPartialGroup = DiagnosticRule(
    "responsibility-partial-group", 2515, .warning, title: "名录里没有这类单位",
    expected: "名录中有所说的镇、乡、街道、开发区或部门",
    remedy: "在单位名录补登这类单位，或在“责任单位核定”列逐一写明",
    example: .responsibility("各乡"))

  /// 2516: a description that matches no 属性.
  package static let responsibilityAttributeUnmatched = DiagnosticRule(
    "responsibility-attribute-unmatched", 2516, .warning, title: "按职能描述的单位无法认定",
    expected: "与单位名录“属性”列相符的描述，如“编制规划的部门”",
    remedy: "在单位名录的“属性”列登记，或在“责任单位核定”列写明单位",
    example: .responsibility("行政规范性文件制定部门"))
  /// 2517: units found by their 属性.
  package static let responsibilityByAttribute = DiagnosticRule(
    "responsibility-by-attribute", 2517, .info, title: "按属性认定责任单位",
    expected: "写明的单位名称",
    remedy: "核对认定的单位；不符时在“责任单位核定”列写明",
    example: .situation("单位名录有属性“编制规划”，任务的责任单位写“编制规划的部门”"))
  /// 2518: a remark in brackets.
  package static let responsibilityBracketIgnored = DiagnosticRule(
    "responsibility-bracket-ignored", 2518, .info, title: "括号内容未采用",
    expected: "括号内为该单位的别名或角色",
    remedy: "无须处理；如括号内是另一单位，请在“责任单位核定”列写明，如是别名请登记",
    example: .responsibility("县财政局（预算科）"))
}
