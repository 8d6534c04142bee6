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
