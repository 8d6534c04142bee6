package import Diagnostics

extension DiagnosticRule {
  /// 2519: a text in which no task was found.
  package static let noticeWithoutTasks = DiagnosticRule(
    "notice-without-tasks", 2519, .error, title: "通知里没有读出任务",
    expected: "有编号的任务、注明责任单位的段落，或任务分解表",
    remedy: "确认文件是要点、方案或任务分解表的正文或附件；附件另成文件的，请导入附件",
    example: .situation("导入的是一份只有导语的通知"))

  /// The rules of reading notices.
  package static let noticeRules: [DiagnosticRule] = [
    noticeWithoutTasks, deadlineUnread, deadlineNoDemand, deadlineBeforeNotice, windowMissing,
    responsibilityUnknown, responsibleUnknown, planUncovered, planUncoveredMany,
  ]
}

extension DiagnosticRule {
  /// 2507: a part of 时限要求 that nothing reads.
  package static let deadlineUnread = DiagnosticRule(
    "deadline-unread", 2507, .error, blocks: true, title: "时限读不懂",
    expected: "能确定日期、期限或周期的说法，如“6月底前”“每季度”“信息形成之日起20个工作日内”",
    remedy: "在“时限核定”列按规定格式写明，如 by 2022-06-30；确实不产生应办事项的写 none",
    example: .deadline("按要求"))

  /// 2508: words of time that demand nothing.
  package static let deadlineNoDemand = DiagnosticRule(
    "deadline-no-demand", 2508, .info, title: "不是时间要求",
    expected: "对公开、答复、更新的时间要求",
    remedy: "无须处理；确有时间要求的，在“时限核定”列写明",
    example: .deadline("及时制定落实措施"))
}

extension DiagnosticRule {
  /// 2509: a date before the plan's own.
  package static let deadlineBeforeNotice = DiagnosticRule(
    "deadline-before-notice", 2509, .warning, title: "时限早于方案",
    expected: "方案印发之后的日期",
    remedy: "核对日期；现按所写日期计算，方案印发前已完成的不受影响，写错时在“时限核定”列写明",
    example: .situation("6月印发的方案要求4月底前完成"))

  /// 2522: `during` a time that nobody has given dates.
  package static let windowMissing = DiagnosticRule(
    "window-missing", 2522, .warning, title: "时段没有起止日期",
    expected: "pipeline.yaml 的 conditions 里有同名的时段",
    remedy: "在 pipeline.yaml 的 conditions 写明起止日期；没有写明的按未知处理",
    example: .situation("任务写“疫情防控期间”，conditions 里没有这个时段"))

  /// 2520: a name of 责任单位 that is neither known nor vague.
  package static let responsibilityUnknown = DiagnosticRule(
    "responsibility-unknown", 2520, .error, blocks: true, title: "责任单位不在名录",
    expected: "单位名录中的名称、别名或分组",
    remedy: "改用名录中的名称，或在单位名录补登单位、别名，或在 pipeline.yaml 的 groups 登记分组写法，或填“责任单位核定”",
    example: .situation("责任单位写“县某某局”，名录里没有"))

  /// 2521: a name below `responsible` in pipeline.yaml that is neither a unit nor a group.
  package static let responsibleUnknown = DiagnosticRule(
    "responsible-unknown", 2521, .error, blocks: true, title: "responsible 里的单位不在名录",
    expected: "单位名录中的名称、分组，或 部门、镇、乡、街道、开发区",
    remedy: "改正 pipeline.yaml 的 responsible，或在单位名录补登",
    example: .situation("responsible 里写了名录没有的分组"))

  /// 2523: a task that binds nobody, or has no time after all defaults.
  package static let planUncovered = DiagnosticRule(
    "plan-task-uncovered", 2523, .warning, title: "任务没有责任单位或时限",
    expected: "每项任务至少约束一个单位，至少有一条时限",
    remedy: "填“责任单位核定”“时限核定”，或在 pipeline.yaml 写 responsible、deadlines.missing",
    example: .situation("方案的第3项没有写责任单位"))

  /// 2524: more than a quarter of the tasks are so.
  package static let planUncoveredMany = DiagnosticRule(
    "plan-uncovered", 2524, .error, blocks: true, title: "任务多数没有落实到单位和时限",
    expected: "没有责任单位或时限的任务不超过四分之一",
    remedy: "用 nianbao plan 查看每项任务的读法，逐项核定；或在 pipeline.yaml 写 responsible、deadlines.missing",
    example: .situation("18项任务都没有写责任单位"))
}
