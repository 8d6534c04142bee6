extension DiagnosticRule {
  static let disclosureRules: [DiagnosticRule] =
    deadlineRules + responsibilityRules + registryRules + calendarRules + requestClockRules

  private static let deadlineRules: [DiagnosticRule] = [
    deadlineNotUnderstood, deadlineNotCanonical, deadlineMissing, deadlinePeriodUndefined,
    deadlineSoft, deadlineWeekdayMismatch, deadlineOutsideYear,
  ]
  private static let responsibilityRules: [DiagnosticRule] = [
    responsibilityMissing, responsibilityUnitUnknown, responsibilityOpen, responsibilityVague,
    responsibilityByReference, responsibilityPartialGroup, responsibilityAttributeUnmatched,
    responsibilityByAttribute, responsibilityBracketIgnored,
  ]
  private static let registryRules: [DiagnosticRule] = [
    unitDuplicated, unitAliasAmbiguous, unitSuccessorUnknown, groupUnknown,
  ]
  private static let calendarRules: [DiagnosticRule] = [
    calendarOverlayUnreadable, calendarOverlayConflict, calendarOverlayOutside, calendarYearMissing,
  ]
  private static let requestClockRules: [DiagnosticRule] = [
    requestCorrectionNoticeLate, requestExtensionLate, requestExtensionTooLong,
    requestExtensionWithoutNotice, requestFeeNoticeLate, requestDatesDisordered,
  ]

  // MARK: - Deadlines

  /// 2500: a published deadline phrase, or a part of it, was not understood.
  package static let deadlineNotUnderstood = DiagnosticRule(
    "deadline-not-understood", 2500, .warning, title: "时限读不懂",
    expected: "能确定日期、期限或周期的说法，如“6月底前”“每季度”“信息形成之日起20个工作日内”",
    remedy: "在任务分解表的“时限核定”列按规定格式写明，如 by 2022-06-30",
    example: .deadline("按要求"))

  /// 2501: a part of 时限核定 is none of the accepted forms.
  package static let deadlineNotCanonical = DiagnosticRule(
    "deadline-not-canonical", 2501, .error, title: "时限核定格式不对",
    expected:
      "by 2022-06-30、within 20wd of 事件、within 10wd after each month、each quarter、each quarter by 01-08、at least 2 per year、lasting 30d、continuous、periodic、during 名称，多条用分号隔开",
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

  /// 2515: a part of a group.
  package static let responsibilityPartialGroup = DiagnosticRule(
    "responsibility-partial-group", 2515, .warning, title: "只指分组的一部分",
    expected: "完整的分组，或逐一写明的单位",
    remedy: "在“责任单位核定”列逐一写明单位，或在 pipeline.yaml 的 groups 登记为分组写法",
    example: .responsibility("各镇人民政府"))

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

  // MARK: - The registry of units

  /// 2530: one name twice.
  package static let unitDuplicated = DiagnosticRule(
    "unit-duplicated", 2530, .error, title: "单位重复",
    expected: "每个单位在名录中只有一行",
    remedy: "删去重复的行，或改正名称；现用先出现的一行",
    example: .rows(kind: "units", csv: "单位,分组\n县财政局,县直部门\n县 财政局,县直部门\n"))

  /// 2531: an alias of two units.
  package static let unitAliasAmbiguous = DiagnosticRule(
    "unit-alias-ambiguous", 2531, .error, title: "别名指向两个单位",
    expected: "一个别名只属于一个单位",
    remedy: "从其中一个单位的“别名”列删去；在此之前该别名不作数",
    example: .rows(kind: "units", csv: "单位,分组,别名\n县财政局,县直部门,财税局\n县税务局,县直部门,财税局\n"))

  /// 2532: 并入单位 is not registered.
  package static let unitSuccessorUnknown = DiagnosticRule(
    "unit-successor-unknown", 2532, .warning, title: "并入单位不在名录",
    expected: "名录中的单位名称",
    remedy: "补登并入的单位，或改正名称",
    example: .rows(kind: "units", csv: "单位,分组,并入单位\n县旅游局,县直部门,县文旅局\n"))

  /// 2533: `groups:` names a group that no unit has.
  package static let groupUnknown = DiagnosticRule(
    "group-unknown", 2533, .error, title: "分组没有单位",
    expected: "单位名录“分组”列中出现的分组",
    remedy: "改正 pipeline.yaml 的 groups，或在单位名录为单位填写该分组",
    example: .situation("pipeline.yaml 的 groups 写了“乡镇”，而名录只有“镇街”"))

  // MARK: - The calendar

  /// 2540: a line of an overlay cannot be read.
  package static let calendarOverlayUnreadable = DiagnosticRule(
    "calendar-overlay-unreadable", 2540, .error, title: "补充日历读不懂",
    expected: "每行“日期,kind”，kind 为 holiday（放假）或 workday（上班），如 2022-08-15,holiday",
    remedy: "改正该行；现未采用",
    example: .situation("补充日历中一行写作“八月节,放假吗”"))

  /// 2541: an overlay says two things of one day.
  package static let calendarOverlayConflict = DiagnosticRule(
    "calendar-overlay-conflict", 2541, .warning, title: "补充日历前后不一",
    expected: "同一天只有一种说法",
    remedy: "删去错误的一行；现以后一行为准",
    example: .situation("补充日历中同一天先写 holiday 后写 workday"))

  /// 2542: an overlay speaks of a year without national data.
  package static let calendarOverlayOutside = DiagnosticRule(
    "calendar-overlay-outside", 2542, .warning, title: "补充日历超出年份",
    expected: "2018 年至 2026 年的日期",
    remedy: "改正日期或删去该行；现未采用",
    example: .situation("补充日历中写有 2035-01-01"))

  /// 2543: a count of working days leaves the calendar's data.
  package static let calendarYearMissing = DiagnosticRule(
    "calendar-year-missing", 2543, .error, title: "该年没有工作日历",
    expected: "工作日历覆盖所有要计算的日期（2018 年至 2026 年）",
    remedy: "核对日期；如确需该年份，请更新带有该年放假安排的程序版本",
    example: .situation("申请的收到日期为 2017-12-01"))

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
}
