package import Diagnostics

/// What can be wrong with a row, whatever its form.
extension DiagnosticRule {
  /// In the order of the catalogue.
  package static let intakeRules: [DiagnosticRule] =
    [
      fileRepeated, rowsAside, emptyMarkRead, rowsSwallowed, unitFromPlace, digitsLost,
      addressUnusable,
      headerMissing, sheetWithoutHeader, columnsNotUsed, headingSuspect, cellEmpty, dateUnreadable,
      dateWithoutYear,
      dateYearAssumed, dateAfterAsOf, datesDisordered, numberUnreadable, numberNegative,
      numberNotWhole, wordOutsideList, unitUnknown, taskUnknown, registerRowQuarantined,
      rowCorrected,
      correctionUnused, correctionRepeated, correctionKeyUnreadable,
    ] + gapRules

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
  /// A heading that is all but the name of a column which the header lacks.
  package static let headingSuspect = DiagnosticRule(
    "heading-suspect", 2008, .error, blocks: true, title: "列名像是写错了，整列没有用上",
    expected: "规定的列名一字不差；不用的列另取不会混淆的名称", remedy: "改正列名后重新运行",
    example: .rows(
      kind: "inspections",
      csv: "检查日期,单位,问题类别,问题描述,整改期眼\n2022-05-06,县财政局,更新不及时,栏目未更新,2022-06-06\n"))

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
  package static let registerRowQuarantined = DiagnosticRule(
    "register-row-quarantined", 2048, .error, blocks: true, title: "登记簿有不能使用的行",
    expected: "依申请公开、复议诉讼、主动公开登记的每一行都能使用，年报数字才完整",
    remedy: "改正该行；确认不影响年报的，由县政府办公室在 waivers.yaml 里写明依据后放行",
    example: .rows(
      kind: "requests", csv: "登记编号,单位,申请人类型,收到日期,答复日期,答复结果\n1,县财政局,个人,2022-05-06,,\n"))
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

  /// The same bytes under another name.
  package static let fileRepeated = DiagnosticRule(
    "file-repeated", 2003, .warning, title: "同一份文件交了两次", expected: "每份文件只有一份",
    remedy: "内容完全相同，只读了一份；请核对是否有一份应是别的内容，多余的可以移走",
    example: .situation("“登记簿.csv”和“登记簿(1).csv”内容完全相同"))
  /// Rows that are the form's furniture.
  package static let rowsAside = DiagnosticRule(
    "rows-aside", 2004, .info, title: "表格本身的行", expected: "合计、落款、说明、重复的表头等不是数据",
    remedy: "不用处理；其中如有数据，请把该行的必填项填全",
    example: .rows(
      kind: "inspections",
      csv: "检查日期,单位,问题类别,问题描述\n2022-05-06,县财政局,更新不及时,栏目未更新\n合计,,,1件\n填表人：某某,,,\n"))
  /// A mark that means an empty cell.
  package static let emptyMarkRead = DiagnosticRule(
    "empty-mark-read", 2005, .info, title: "横线、“无”等按空白读取", expected: "没有内容的单元格空着",
    remedy: "不用处理；确有内容的请填写内容",
    example: .rows(
      kind: "inspections",
      csv: "检查日期,单位,问题类别,问题描述,整改日期\n2022-05-06,县财政局,更新不及时,栏目未更新,/\n"))
  /// Rows that a stray quote drew into one cell.
  package static let rowsSwallowed = DiagnosticRule(
    "rows-swallowed", 2006, .error, blocks: true, title: "多出的引号吞掉了数据行", expected: "成对的双引号；一格里没有别的行",
    remedy: "用记事本打开文件，删去所指两处多出的双引号后保存；或在 Excel 里核对后另存",
    example: .rows(
      kind: "inspections",
      csv:
        "检查日期,单位,问题类别,问题描述\n2022-05-06,县财政局,更新不及时,\"栏目未更新\n2022-05-07,县财政局,更新不及时,栏目未更新\n2022-05-08,县财政局,更新不及时,栏目未更新\"\n"
    ))
  /// The unit was told by the place and not by a column.
  package static let unitFromPlace = DiagnosticRule(
    "unit-from-place", 2007, .info, title: "按位置认定单位", expected: "“单位”列，或能认出单位的工作表名、文件名",
    remedy: "核对认定的单位；不对的请加上“单位”列",
    example: .situation("“县财政局.xlsx”的登记簿没有“单位”列"))
  /// Digits that a spreadsheet has taken away.
  package static let digitsLost = DiagnosticRule(
    "digits-lost", 2020, .warning, title: "编号的位数已丢失", expected: "写成文字的编号，每一位都在",
    remedy: "把该列设为文本格式，按原件重新填写编号；丢失的位数找不回来",
    example: .rows(
      kind: "requests",
      csv: "登记编号,单位,申请人类型,收到日期,答复日期,答复结果\n2.02204E+14,县财政局,自然人,2022-05-06,,\n"))
  /// What stands in the place of an address.
  package static let addressUnusable = DiagnosticRule(
    "address-unusable", 2064, .warning, title: "网址打不开", expected: "公开页面的完整网址，以 http 开头",
    remedy: "改填公开页面的网址；没有网页的空着",
    example: .rows(
      kind: "inspections",
      csv: "检查日期,单位,问题类别,问题描述,网址\n2022-05-06,县财政局,更新不及时,栏目未更新,见附件\n"))
}
