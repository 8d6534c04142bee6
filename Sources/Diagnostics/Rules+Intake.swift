extension DiagnosticRule {
  static let intakeRules: [DiagnosticRule] = [
    headerMissing, sheetWithoutHeader, columnsNotUsed, cellEmpty, dateUnreadable, dateWithoutYear,
    dateYearAssumed, dateAfterAsOf, datesDisordered, numberUnreadable, numberNegative,
    numberNotWhole, wordOutsideList, unitUnknown, taskUnknown, taskRepeated, indicatorUnknown,
    scoreOutOfRange, fullMarkNotPositive, manualScoreRepeated, requestNumberRepeated,
    answerIncomplete, answerBeforeReceipt, outcomeUnknown, consultationUnpaired,
    proactiveCellUnknown, proactiveCellRepeated, ledgerWithoutUnit, registerRowQuarantined,
    entryOutsideYear, entryTaskNotOfUnit, entryRepeated, entryFormedAfterPublication,
    declaredCellUnreadable, declaredDashAsZero, declaredRowUnknown, declaredUnitUnknown,
    declaredTableIncomplete, previousRowUnreadable, rowCorrected, correctionUnused,
    correctionRepeated, correctionKeyUnreadable, replyUnitUnknown, replyDecisionUnknown,
  ]

  // MARK: Files and headers

  package static let headerMissing = DiagnosticRule(
    "header-missing", 2000, .error, title: "找不到表头",
    expected: "前20行里有一行写全了规定的列名，顺序不限", remedy: "补上缺少的列名，或改用下发的表格重新填报",
    example: .rows(kind: "inspections", csv: "检查日期,单位,问题类别\n2022-05-06,县财政局,更新不及时\n"))
  package static let sheetWithoutHeader = DiagnosticRule(
    "sheet-without-header", 2001, .info, title: "工作表没有表头",
    expected: "每张要读的工作表都有表头", remedy: "说明页可以不管；如有数据，请补上表头",
    example: .situation("工作簿里另有一张“说明”页"))
  package static let columnsNotUsed = DiagnosticRule(
    "columns-not-used", 2002, .info, title: "多出的列未使用", expected: "规定的列",
    remedy: "不用处理；如是规定的列写错了名称，请改正列名",
    example: .rows(
      kind: "inspections", csv: "检查日期,单位,问题类别,问题描述,心得\n2022-05-06,县财政局,更新不及时,栏目未更新,无\n"))

  // MARK: Cells

  package static let cellEmpty = DiagnosticRule(
    "cell-empty", 2010, .error, title: "必填项未填", expected: "填写该栏", remedy: "补填后把改正的行报回",
    example: .rows(
      kind: "inspections", csv: "检查日期,单位,问题类别,问题描述\n2022-05-06,县财政局,,栏目未更新\n"))
  package static let dateUnreadable = DiagnosticRule(
    "date-unreadable", 2011, .error, title: "日期读不出", expected: "2022-05-20 或 2022年5月20日 这样确有其日的日期",
    remedy: "改成年月日齐全、当月确有的日期",
    example: .rows(
      kind: "inspections", csv: "检查日期,单位,问题类别,问题描述\n2022-04-31,县财政局,更新不及时,栏目未更新\n"))
  package static let dateWithoutYear = DiagnosticRule(
    "date-without-year", 2012, .error, title: "登记簿日期没有年份", expected: "登记簿里的日期写明年份，如 2022-05-20",
    remedy: "补上年份",
    example: .rows(
      kind: "requests",
      csv: "登记编号,单位,申请人类型,收到日期,答复日期,答复结果\n1,县财政局,自然人,5月20日,,\n"))
  package static let dateYearAssumed = DiagnosticRule(
    "date-year-assumed", 2013, .warning, title: "日期没有年份，按本年度计", expected: "日期写明年份",
    remedy: "核对年份，以后填写完整日期",
    example: .rows(
      kind: "inspections", csv: "检查日期,单位,问题类别,问题描述\n5月20日,县财政局,更新不及时,栏目未更新\n"))
  package static let dateAfterAsOf = DiagnosticRule(
    "date-after-as-of", 2014, .warning, title: "日期在截至日期之后", expected: "不晚于截至日期的日期",
    remedy: "核对日期；截至日期之后的事项下次再计",
    example: .rows(
      kind: "inspections",
      csv: "检查日期,单位,问题类别,问题描述,整改日期\n2022-05-06,县财政局,更新不及时,栏目未更新,2099-01-01\n"))
  package static let datesDisordered = DiagnosticRule(
    "dates-disordered", 2015, .warning, title: "日期先后颠倒", expected: "后一环节的日期不早于前一环节",
    remedy: "核对两个日期，改正填错的一个",
    example: .rows(
      kind: "inspections",
      csv: "检查日期,单位,问题类别,问题描述,整改日期\n2022-05-06,县财政局,更新不及时,栏目未更新,2022-05-01\n"))
  package static let numberUnreadable = DiagnosticRule(
    "number-unreadable", 2016, .error, title: "数字读不出", expected: "阿拉伯数字，如 12 或 1.5",
    remedy: "改成数字，不带单位和文字",
    example: .rows(kind: "proactive", csv: "单位,信息内容,指标,数值\n县财政局,行政处罚,本年处理决定数量,三件\n"))
  package static let numberNegative = DiagnosticRule(
    "number-negative", 2017, .error, title: "数字是负的", expected: "不小于0的数", remedy: "核对后改正",
    example: .rows(kind: "proactive", csv: "单位,信息内容,指标,数值\n县财政局,行政处罚,本年处理决定数量,-3\n"))
  package static let numberNotWhole = DiagnosticRule(
    "number-not-whole", 2018, .error, title: "件数不是整数", expected: "整数；只有收费金额可以有小数",
    remedy: "核对后改成整数",
    example: .rows(kind: "proactive", csv: "单位,信息内容,指标,数值\n县财政局,行政处罚,本年处理决定数量,3.5\n"))
  package static let wordOutsideList = DiagnosticRule(
    "word-outside-list", 2019, .error, title: "不在规定选项内", expected: "规定选项之一", remedy: "从下拉选项里选一个",
    example: .rows(
      kind: "inspections", csv: "检查日期,单位,问题类别,严重程度,问题描述\n2022-05-06,县财政局,更新不及时,特别,栏目未更新\n"))

  // MARK: References

  package static let unitUnknown = DiagnosticRule(
    "unit-unknown", 2030, .error, title: "单位不在名录", expected: "单位名录里的名称或别名",
    remedy: "改成名录里的名称；如确是新名称，请县政府办公室补入名录的别名",
    example: .rows(
      kind: "inspections", csv: "检查日期,单位,问题类别,问题描述\n2022-05-06,县教育体育局,更新不及时,栏目未更新\n"))
  package static let taskUnknown = DiagnosticRule(
    "task-unknown", 2031, .error, title: "任务编号不存在", expected: "任务分解表里的编号", remedy: "对照任务分解表改正编号",
    example: .rows(
      kind: "ledgers", csv: "序号,工作任务,工作举措,时限要求,责任单位\n99999,推进公开,印发通知,年底前,县财政局\n"))
  package static let taskRepeated = DiagnosticRule(
    "task-repeated", 2032, .error, title: "任务编号重复", expected: "每个编号只出现一次", remedy: "改正其中一个编号",
    example: .rows(
      kind: "plan",
      csv: "任务编号,主题,工作任务,责任单位,时限要求\n1,公开,甲,县财政局,年底前\n1,公开,乙,县财政局,年底前\n"))
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

  // MARK: Registers

  package static let requestNumberRepeated = DiagnosticRule(
    "request-number-repeated", 2040, .error, title: "登记编号重复", expected: "同一单位的登记编号不重复",
    remedy: "如是同一件申请，删去后登记的一行；如是两件，改正编号",
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
    expected: "表2的办理结果：编号（如 3.3.7）或名称（如 属于行政执法案卷）", remedy: "改成表2里的一项办理结果",
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
    "proactive-cell-unknown", 2045, .error, title: "不是表1的栏目", expected: "表1的信息内容与指标",
    remedy: "对照表1改正信息内容或指标",
    example: .rows(kind: "proactive", csv: "单位,信息内容,指标,数值\n县财政局,行政处罚,本年制发件数,3\n"))
  package static let proactiveCellRepeated = DiagnosticRule(
    "proactive-cell-repeated", 2046, .error, title: "表1同一格填了两次", expected: "每个单位每格一行",
    remedy: "留下正确的一行，删去另一行",
    example: .rows(
      kind: "proactive",
      csv: "单位,信息内容,指标,数值\n县财政局,行政处罚,本年处理决定数量,3\n县财政局,行政处罚,本年处理决定数量,4\n"))
  package static let ledgerWithoutUnit = DiagnosticRule(
    "ledger-without-unit", 2047, .error, title: "台账没有写明单位", expected: "“责任单位”列，或表头上方“填报部门：…”",
    remedy: "在表头上方写明填报部门",
    example: .rows(kind: "ledgers", csv: "序号,工作任务,工作举措,时限要求\n1,推进公开,印发通知,年底前\n"))
  package static let registerRowQuarantined = DiagnosticRule(
    "register-row-quarantined", 2048, .error, blocks: true, title: "登记簿有不能使用的行",
    expected: "依申请公开、复议诉讼、主动公开登记的每一行都能使用，年报数字才完整",
    remedy: "改正该行；确认不影响年报的，由县政府办公室在 waivers.yaml 里写明依据后放行",
    example: .rows(
      kind: "requests", csv: "登记编号,单位,申请人类型,收到日期,答复日期,答复结果\n1,县财政局,个人,2022-05-06,,\n"))

  // MARK: The log

  package static let entryOutsideYear = DiagnosticRule(
    "entry-outside-year", 2060, .warning, title: "进展不在本年度", expected: "本年度内且不晚于截至日期的公开日期",
    remedy: "核对公开日期；确是其他年度的不用处理",
    example: .situation("进展日志里有上年度12月的行"))
  package static let entryTaskNotOfUnit = DiagnosticRule(
    "entry-task-not-of-unit", 2061, .warning, title: "进展所填任务不由本单位承担", expected: "本单位承担的任务",
    remedy: "核对任务编号",
    example: .situation("进展日志里有本单位不承担的任务"))
  package static let entryRepeated = DiagnosticRule(
    "entry-repeated", 2062, .warning, title: "进展重复报送", expected: "同一单位、任务、日期、网址（无网址时为标题）报一次",
    remedy: "以后不要重复报送；重复的只计一次",
    example: .situation("两份进展日志里有同一条信息"))
  package static let entryFormedAfterPublication = DiagnosticRule(
    "entry-formed-after-publication", 2063, .warning, title: "信息形成日期晚于公开日期",
    expected: "信息形成日期不晚于公开日期", remedy: "核对两个日期；不改则该条是否按期无法判断",
    example: .situation("信息形成日期 2022-06-01，公开日期 2022-05-20"))

  // MARK: Declared tables

  package static let declaredCellUnreadable = DiagnosticRule(
    "declared-cell-unreadable", 2080, .warning, title: "单位年报的数字读不出", expected: "不小于0的数字",
    remedy: "改成数字；不改则该格按未知计",
    example: .situation("table3.csv 里有一格写着“若干”"))
  package static let declaredDashAsZero = DiagnosticRule(
    "declared-dash-as-zero", 2081, .warning, title: "横线或“无”按0计", expected: "没有的填0",
    remedy: "把横线、斜杠和“无”改成0",
    example: .situation("table2.csv 里有一格写着“/”"))
  package static let declaredRowUnknown = DiagnosticRule(
    "declared-row-unknown", 2082, .warning, title: "单位年报有不认识的行", expected: "法定表格的行",
    remedy: "对照下发的表样改正行号或行名",
    example: .situation("table3.csv 里有一行行号是 9"))
  package static let declaredUnitUnknown = DiagnosticRule(
    "declared-unit-unknown", 2083, .error, title: "单位年报认不出单位", expected: "文件夹或工作簿以单位名称命名",
    remedy: "把文件夹改成名录里的单位名称",
    example: .situation("文件夹名是“新建文件夹”"))
  package static let declaredTableIncomplete = DiagnosticRule(
    "declared-table-incomplete", 2084, .warning, title: "单位年报的表不全", expected: "表样里的每一格",
    remedy: "补全缺少的行列；不补则缺少的格按未知计",
    example: .situation("table3.csv 只有前10行"))
  package static let previousRowUnreadable = DiagnosticRule(
    "previous-row-unreadable", 2085, .warning, title: "上年数据有读不懂的行", expected: "表、行号、行名、列、值齐全且与表样一致",
    remedy: "改用上年年报工作簿“数据”页的原样",
    example: .situation("上年数据.csv 里有一行的值是“若干”"))

  // MARK: Mended rows

  /// A quarantined row that a correction replaced.
  package static let rowCorrected = DiagnosticRule(
    "row-corrected", 2095, .info, title: "退回的行已按改正采用", expected: "退回的行改正后交回",
    remedy: "不用处理；有条件时请同时改正原文件", example: .situation("退回修改文件夹里有这一行的改正"))
  /// A correction of a row that is not quarantined in this run.
  package static let correctionUnused = DiagnosticRule(
    "correction-unused", 2096, .warning, title: "改正没有用上", expected: "改正针对这次仍被退回的行",
    remedy: "原文件已改正的，可以删去这条改正；原文件改名或增删过行的，请按最新的退回表重新改正",
    example: .situation("原文件已经改好，退回修改文件夹里的改正还在"))
  /// A second correction of one row.
  package static let correctionRepeated = DiagnosticRule(
    "correction-repeated", 2097, .error, title: "同一行改正了两次", expected: "一行只有一条改正",
    remedy: "只留下最后确认的一条，删去另一条", example: .situation("两个退回修改文件都改了同一行"))
  /// A correction without a usable key.
  package static let correctionKeyUnreadable = DiagnosticRule(
    "correction-key-unreadable", 2098, .error, title: "改正的行找不到原处", expected: "原文件、原工作表、原行号保持退回时的样子",
    remedy: "从最新的退回表复制这三列；新增的记录请直接填进原来的表",
    example: .situation("退回表的“原行号”被清空"))

  // MARK: Replies

  package static let replyUnitUnknown = DiagnosticRule(
    "reply-unit-unknown", 2190, .warning, title: "看不出是哪个单位的意见",
    expected: "单位反馈原样交回，或在“单位”一列写明名录中的单位", remedy: "用下发的反馈文件填写，或把文件名改成单位名称",
    example: .situation("另做了一张表，只有原因和单位意见，没有单位"))
  package static let replyDecisionUnknown = DiagnosticRule(
    "reply-decision-unknown", 2191, .warning, title: "核定结果不在规定选项内",
    expected: "待核、采纳或不采纳", remedy: "从下拉列表中选一项", example: .situation("核定结果写了“部分采纳”"))
}
