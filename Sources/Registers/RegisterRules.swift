package import Diagnostics

/// What can be wrong with a row of a register.
extension DiagnosticRule {
  /// In the order of the catalogue.
  package static let registerRules: [DiagnosticRule] = [
    requestNumberIndistinct, ledgerSuperseded, ledgerVersionsUndated, taskByText,
    indicatorUnknown, scoreOutOfRange, fullMarkNotPositive, manualScoreRepeated,
    requestNumberRepeated, answerIncomplete, answerBeforeReceipt, outcomeUnknown,
    consultationUnpaired, proactiveCellUnknown, proactiveCellRepeated, ledgerWithoutUnit,
    registerRowNotYet, carryoverYear, lastYearUnfit,
    requestCorrectionNoticeLate, requestExtensionLate, requestExtensionTooLong,
    requestExtensionWithoutNotice, requestFeeNoticeLate, requestDatesDisordered, replyUnitUnknown,
    replyDecisionUnknown,
    nilReturnContradicted, reviewFirst, confirmationPremature,
  ]

  package static let indicatorUnknown = DiagnosticRule(
    "indicator-unknown", 2033, .error, title: "指标不存在", expected: "计分规则里的指标编号或名称",
    remedy: "对照“计分规则”改正指标",
    example: .rows(
      kind: "external_scores", csv: "级别,指标,单位,得分,满分\n市,没有的指标,县财政局,8,10\n"))
  package static let scoreOutOfRange = DiagnosticRule(
    "score-out-of-range", 2034, .error, title: "得分超出范围", expected: "0至满分之间的数", remedy: "核对得分",
    example: .rows(kind: "external_scores", csv: "级别,指标,单位,得分,满分\n市,A1,县财政局,12,10\n"))
  package static let fullMarkNotPositive = DiagnosticRule(
    "full-mark-not-positive", 2035, .error, title: "满分不大于0", expected: "大于0的满分",
    remedy: "填写该项评分的满分",
    example: .rows(kind: "external_scores", csv: "级别,指标,单位,得分,满分\n市,A1,县财政局,0,0\n"))
  package static let manualScoreRepeated = DiagnosticRule(
    "manual-score-repeated", 2036, .error, title: "同一指标评了两次分", expected: "每个单位每个指标一行",
    remedy: "留下正确的一行，删去另一行",
    example: .rows(
      kind: "manual_scores",
      csv: "单位,指标编号,得分,依据,评分人,审核人\n县财政局,M1,1,会议纪要,甲,乙\n县财政局,M1,2,会议纪要,甲,乙\n"))
  /// A task that nothing can have left over yet.
  package static let carryoverYear = DiagnosticRule(
    "carryover-year", 2037, .error, title: "上年遗留的年度不在本年度之前", expected: "任务所属的年度，早于本年度",
    remedy: "核对“年度”；本年度的任务不列入上年遗留",
    example: .rows(kind: "carryover", csv: "年度,单位,任务编号,工作任务\n2022,县财政局,1,预算公开\n"))
  /// Outputs of another run that cannot serve as last year's.
  package static let lastYearUnfit = DiagnosticRule(
    "last-year-unfit", 2086, .error, title: "不能作上年成果用", expected: "上年已经结束的那次运行的成果",
    remedy: "改用上年的正式成果；也可以用 nianbao carryover 写出结转清单",
    example: .situation("把本年度的 run.json 写成了上年成绩"))
  // MARK: Registers

  package static let requestNumberRepeated = DiagnosticRule(
    "request-number-repeated", 2040, .error, title: "登记编号重复", expected: "同一单位的登记编号不重复",
    remedy: "核对两行：是两件申请的，改正编号；确是同一件登记了两次的，只留一行",
    example: .rows(
      kind: "requests",
      csv:
        "登记编号,单位,申请人类型,收到日期,答复日期,答复结果\n1,县财政局,自然人,2022-05-06,,\n1,县财政局,自然人,2022-05-07,,\n"))
  package static let answerIncomplete = DiagnosticRule(
    "answer-incomplete", 2041, .error, title: "答复日期与答复结果不全", expected: "两项都填，或都不填",
    remedy: "补填缺少的一项",
    example: .rows(
      kind: "requests",
      csv: "登记编号,单位,申请人类型,收到日期,答复日期,答复结果\n1,县财政局,自然人,2022-05-06,2022-05-20,\n"))
  package static let answerBeforeReceipt = DiagnosticRule(
    "answer-before-receipt", 2042, .error, title: "答复早于收到", expected: "答复日期不早于收到日期",
    remedy: "核对两个日期",
    example: .rows(
      kind: "requests",
      csv: "登记编号,单位,申请人类型,收到日期,答复日期,答复结果\n1,县财政局,自然人,2022-05-06,2022-05-01,3.1\n"))
  package static let outcomeUnknown = DiagnosticRule(
    "outcome-unknown", 2043, .error, title: "答复结果读不懂",
    expected: "第三部分表格的办理结果：编号（如 3.3.7）或名称（如 属于行政执法案卷）", remedy: "改成第三部分表格里的一项办理结果",
    example: .rows(
      kind: "requests",
      csv: "登记编号,单位,申请人类型,收到日期,答复日期,答复结果\n1,县财政局,自然人,2022-05-06,2022-05-20,已电话告知\n"))
  package static let consultationUnpaired = DiagnosticRule(
    "consultation-unpaired", 2044, .warning, title: "征求意见的发出与回复不成对", expected: "每个回复日期有一个发出日期",
    remedy: "补上发出日期，多个日期用“；”隔开",
    example: .rows(
      kind: "requests",
      csv:
        "登记编号,单位,申请人类型,收到日期,征求意见回复日期,答复日期,答复结果\n1,县财政局,自然人,2022-05-06,2022-05-10,,\n"))
  package static let proactiveCellUnknown = DiagnosticRule(
    "proactive-cell-unknown", 2045, .error, title: "不是第二部分表格的栏目", expected: "第二部分表格的信息内容与指标",
    remedy: "对照第二部分表格改正信息内容或指标",
    example: .rows(kind: "proactive", csv: "单位,信息内容,指标,数值\n县财政局,行政处罚,本年制发件数,3\n"))
  package static let proactiveCellRepeated = DiagnosticRule(
    "proactive-cell-repeated", 2046, .error, title: "第二部分表格同一格填了两次", expected: "每个单位每格一行",
    remedy: "留下正确的一行，删去另一行",
    example: .rows(
      kind: "proactive",
      csv: "单位,信息内容,指标,数值\n县财政局,行政处罚,本年处理决定数量,3\n县财政局,行政处罚,本年处理决定数量,4\n"))
  package static let ledgerWithoutUnit = DiagnosticRule(
    "ledger-without-unit", 2047, .error, title: "台账没有写明单位", expected: "“责任单位”列，或表头上方“填报部门：…”",
    remedy: "在表头上方写明填报部门",
    example: .rows(kind: "ledgers", csv: "序号,工作任务,工作举措,时限要求\n1,推进公开,印发通知,年底前\n"))
  /// A row that came into being after as_of.
  package static let registerRowNotYet = DiagnosticRule(
    "register-row-not-yet", 2075, .warning, title: "登记在截至日期之后",
    expected: "收到、收案、来件、检查、成文的日期不晚于截至日期（as_of）",
    remedy: "日期有误的改正；截至日期之后发生的不计入本期，不需要处理",
    example: .rows(
      kind: "letters", csv: "单位,来件日期,答复日期\n县财政局,2024-03-01,\n"))
  // MARK: - The clock of information requests

  /// 2550: 补正通知 later than seven working days after receipt.
  package static let requestCorrectionNoticeLate = DiagnosticRule(
    "request-correction-notice-late", 2550, .warning, title: "补正通知超期",
    expected: "收到申请之日起7个工作日内一次性告知补正",
    remedy: "核对“补正通知日期”；属实则计入检查问题",
    example: .rows(
      kind: "requests",
      csv: "登记编号,单位,申请人类型,收到日期,补正通知日期,答复日期,答复结果\nA1,县财政局,自然人,2022-03-01,2022-03-18,,\n"))
  /// 2551: an extension notified after the due day.
  package static let requestExtensionLate = DiagnosticRule(
    "request-extension-late", 2551, .warning, title: "延期告知已过期限",
    expected: "在答复期限届满前告知申请人",
    remedy: "核对“延期告知日期”；属实则延期不作数",
    example: .rows(
      kind: "requests",
      csv: "登记编号,单位,申请人类型,收到日期,延期告知日期,答复日期,答复结果\nA1,县财政局,自然人,2022-03-01,2022-05-10,,\n"))
  /// 2552: an extension of more than 20 working days.
  package static let requestExtensionTooLong = DiagnosticRule(
    "request-extension-too-long", 2552, .warning, title: "延长超过20个工作日",
    expected: "延长不超过20个工作日",
    remedy: "核对“延长工作日”；现按20个工作日计算",
    example: .rows(
      kind: "requests",
      csv:
        "登记编号,单位,申请人类型,收到日期,延期告知日期,延长工作日,答复日期,答复结果\nA1,县财政局,自然人,2022-03-01,2022-03-20,30,,\n"))
  /// 2553: 延长工作日 without 延期告知日期.
  package static let requestExtensionWithoutNotice = DiagnosticRule(
    "request-extension-without-notice", 2553, .warning, title: "延长没有告知日期",
    expected: "填写延长工作日时同时填写延期告知日期",
    remedy: "补填“延期告知日期”；不补则延期不作数",
    example: .rows(
      kind: "requests",
      csv: "登记编号,单位,申请人类型,收到日期,延期告知日期,延长工作日,答复日期,答复结果\nA1,县财政局,自然人,2022-03-01,,10,,\n"))
  /// 2554: a fee asked for after the due day.
  package static let requestFeeNoticeLate = DiagnosticRule(
    "request-fee-notice-late", 2554, .warning, title: "收费通知已过期限",
    expected: "在答复期限届满前发出收费通知",
    remedy: "核对“收费通知日期”；属实则期限不重新计算",
    example: .rows(
      kind: "requests",
      csv: "登记编号,单位,申请人类型,收到日期,收费通知日期,答复日期,答复结果\nA1,县财政局,自然人,2022-03-01,2022-05-10,,\n"))
  /// 2555: dates of a request in an order that cannot be.
  package static let requestDatesDisordered = DiagnosticRule(
    "request-dates-disordered", 2555, .warning, title: "申请办理日期先后颠倒",
    expected: "收到、补正、征求意见、延期、收费的日期按先后排列",
    remedy: "核对登记簿中所指的日期；现按所写日期计算",
    example: .rows(
      kind: "requests",
      csv:
        "登记编号,单位,申请人类型,收到日期,补正通知日期,补正收到日期,答复日期,答复结果\nA1,县财政局,自然人,2022-03-01,2022-03-04,2022-03-02,,\n"
    ))
  /// 2556: a nil return beside rows.
  package static let nilReturnContradicted = DiagnosticRule(
    "nil-return-contradicted", 2556, .error, title: "零申报与登记不一致",
    expected: "零申报的单位没有这类登记", remedy: "撤回零申报，或改正登记里的单位；现按登记计",
    example: .situation("某单位零申报依申请公开，而登记簿里有它的申请"))
  /// 2557: a suit without review against a refusal (行政复议法 2023, article 23).
  package static let reviewFirst = DiagnosticRule(
    "review-first", 2557, .warning, title: "应当先复议的案件直接起诉",
    expected: "2024年1月1日起，不服不予公开、部分公开答复的，先申请行政复议再起诉（行政复议法第二十三条）",
    remedy: "核对类别和登记编号；确属未经复议直接起诉的，以法院的裁判为准",
    example: .situation("2024年3月收案的未经复议直接起诉，登记编号的申请答复为不予公开"))

  /// 2558: the team confirmed what is not done, or before the year in which it was to be done.
  package static let confirmationPremature = DiagnosticRule(
    "confirmation-premature", 2558, .warning, title: "确认销号的任务还没有办完",
    expected: "应办事项全部完成以后才确认销号", remedy: "核对任务编号、单位和确认日期，或由单位补办；现仍按未销号计",
    example: .situation("考核组确认县财政局第3项任务销号，而该单位还有一个季度没有公开"))

  // MARK: Replies

  package static let replyUnitUnknown = DiagnosticRule(
    "reply-unit-unknown", 2190, .warning, title: "看不出是哪个单位的意见",
    expected: "单位反馈原样交回，或在“单位”一列写明名录中的单位", remedy: "用下发的反馈文件填写，或把文件名改成单位名称",
    example: .situation("另做了一张表，只有原因和单位意见，没有单位"))
  package static let replyDecisionUnknown = DiagnosticRule(
    "reply-decision-unknown", 2191, .warning, title: "核定结果不在规定选项内",
    expected: "待核、采纳或不采纳", remedy: "从下拉列表中选一项", example: .situation("核定结果写了“部分采纳”"))
  /// Numbers of requests that lost their digits and are alike only since.
  package static let requestNumberIndistinct = DiagnosticRule(
    "request-number-indistinct", 2049, .error, title: "登记编号丢失位数，分不清是不是同一件",
    expected: "写成文字的登记编号，每一位都在",
    remedy: "两行未必是同一件：把“登记编号”列设为文本格式，按原件重新填写编号",
    example: .rows(
      kind: "requests",
      csv:
        "登记编号,单位,申请人类型,收到日期,答复日期,答复结果\n2.02204E+14,县财政局,自然人,2022-05-06,,\n2.02204E+14,县财政局,自然人,2022-05-07,,\n"
    ))
  /// An older version of a unit's ledger.
  package static let ledgerSuperseded = DiagnosticRule(
    "ledger-superseded", 2070, .warning, title: "台账另有更新的一份", expected: "每个单位一份台账",
    remedy: "按填报日期较晚的一份读取；这一份不作数，请移走，或核对填报日期",
    example: .situation("县财政局交了6月和9月两份台账"))
  /// Two ledgers of a unit of which nobody can tell which is later.
  package static let ledgerVersionsUndated = DiagnosticRule(
    "ledger-versions-undated", 2071, .warning, title: "同一单位有几份台账，分不清先后", expected: "写明填报日期的台账",
    remedy: "几份都已读取；如是同一份的前后版本，请写明填报日期，或移走旧的一份",
    example: .situation("县财政局的两份台账都没有填报日期"))
  /// A task found by its text.
  package static let taskByText = DiagnosticRule(
    "task-by-text", 2072, .info, title: "任务按文字对应", expected: "“序号”列写任务编号",
    remedy: "核对对应的任务；不对的请填写任务编号",
    example: .situation("2019年格式的台账没有“序号”列"))
}
