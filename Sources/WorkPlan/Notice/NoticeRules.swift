package import Diagnostics

extension DiagnosticRule {
  /// 2519: a text in which no task was found.
  package static let noticeWithoutTasks = DiagnosticRule(
    "notice-without-tasks", 2519, .error, title: "通知里没有读出任务",
    expected: "有编号的任务、注明责任单位的段落，或任务分解表",
    remedy: "确认文件是要点、方案或任务分解表的正文或附件；附件另成文件的，请导入附件",
    example: .situation("导入的是一份只有导语的通知"))

  /// The rules of reading notices.
  package static let noticeRules: [DiagnosticRule] = [noticeWithoutTasks]
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
