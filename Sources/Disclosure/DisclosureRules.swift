package import Diagnostics

/// What can be wrong with the calendar and the registry of units.
extension DiagnosticRule {
  /// In the order of the catalogue.
  package static let disclosureRules: [DiagnosticRule] = [
    unitDuplicated, unitAliasAmbiguous, unitSuccessorUnknown, groupUnknown,
    calendarOverlayUnreadable, calendarOverlayConflict, calendarOverlayOutside, calendarYearMissing,
    calendarFileUnreadable, calendarIncomplete,
  ]

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
    "calendar-overlay-unreadable", 2540, .error, blocks: true, title: "补充日历读不懂",
    expected: "每行“日期,kind”，kind 为 holiday（放假）或 workday（上班），如 2022-08-15,holiday",
    remedy: "改正该行；现未采用",
    example: .situation("补充日历中一行写作“八月节,放假吗”"))
  /// 2541: an overlay says two things of one day.
  package static let calendarOverlayConflict = DiagnosticRule(
    "calendar-overlay-conflict", 2541, .warning, title: "补充日历前后不一",
    expected: "同一天只有一种说法",
    remedy: "删去错误的一行；现以后一行为准",
    example: .situation("补充日历中同一天先写 holiday 后写 workday"))
  /// 2542: an overlay speaks of a year without a calendar.
  package static let calendarOverlayOutside = DiagnosticRule(
    "calendar-overlay-outside", 2542, .warning, title: "补充日历超出年份",
    expected: "已有工作日历的年份里的日期",
    remedy: "先在 pipeline.yaml 的 calendar.years 加上该年的工作日历，或删去这些行；现未采用",
    example: .situation("补充日历中写有 2035-01-01"))
  /// 2543: a count of working days leaves the calendars known; one finding a year.
  package static let calendarYearMissing = DiagnosticRule(
    "calendar-year-missing", 2543, .error, blocks: true, title: "该年没有工作日历",
    expected: "要推算的日期都有工作日历；程序自带2018年至2026年的",
    remedy: "放假安排公布后写成一个文件（格式见 README.zh.md），加到 pipeline.yaml 的 calendar.years",
    example: .situation("2026年12月收到的申请，到期日在2027年，而没有2027年的工作日历"))
  /// 2544: the calendar of a year cannot be used as it is.
  package static let calendarFileUnreadable = DiagnosticRule(
    "calendar-file-unreadable", 2544, .error, title: "年度工作日历读不懂",
    expected: "前几行写明年度、公布文号、公布日期，接着是“日期、类型、说明”三列；类型为“放假”或“上班”",
    remedy: "照 README.zh.md 的样子改正；改正以前不用这个日历",
    example: .situation("年度工作日历里写有另一年的日期"))
  /// 2545: the calendar of a year lacks holidays that every year has.
  package static let calendarIncomplete = DiagnosticRule(
    "calendar-incomplete", 2545, .error, blocks: true, title: "年度工作日历不全",
    expected: "截至日期以前的元旦、清明节、劳动节、国庆节都写有放假", remedy: "照放假通知补全各个节日的放假和上班日期",
    example: .situation("2022年的工作日历只写了元旦"))
}
