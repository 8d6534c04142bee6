package import Diagnostics

/// What can be wrong with the statutory tables.
extension DiagnosticRule {
  /// In the order of the catalogue.
  package static let statutoryRules: [DiagnosticRule] = [
    declaredCellUnreadable, declaredDashAsZero, declaredRowUnknown, declaredUnitUnknown,
    declaredTableIncomplete, previousRowUnreadable, unitHandedInNothing, identityBroken,
    unitIdentityBroken, identityUnknown, carriedOverDiffers, stillValidDiffers, countyTableDiffers,
    rulesWithoutPower, declaredDiffers, documentsDiffer, proactiveCellMissing,
    disputeCloseDateMissing, documentEndDateMissing, unitWaived, verticalUnitListed,
    publisherNotAUnit, supersededForm, figuresDisagree, previousHeader, previousRow,
    categoryTotalsDiffer, proposalResultMissing, feeAmountMissing, reportFormMissing,
  ]

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
  /// A summed unit that handed in nothing makes the county's sum 未知 (rulings.md, "Statutory").
  package static let unitHandedInNothing = DiagnosticRule(
    "unit-handed-in-nothing", 5001, .error, blocks: true, title: "单位未报送",
    expected: "计入汇总的单位至少报送一行依申请公开、复议诉讼、主动公开数据，或自报表格",
    remedy: "请单位补报；确无数据的，报送数值为0的主动公开数据；也可在 waivers.yaml 中豁免该单位",
    example: .situation("名册中的县民政局在各登记簿中一行也没有，也没有自报表格"))
  /// I1–I4 broken for the county or the office: publication stops.
  package static let identityBroken = DiagnosticRule(
    "identity-broken", 5002, .error, blocks: true, title: "勾稽关系不成立",
    expected: "年度报告各表的勾稽关系成立",
    remedy: "在“分单位”表中找出不成立的单位，核对其登记簿或自报表格后重新生成",
    example: .situation("一个单位自报的表格中第一项加第二项不等于第三项加第四项，汇总随之不成立"))
  /// I1–I4 broken for a unit: its own report stops.
  package static let unitIdentityBroken = DiagnosticRule(
    "unit-identity-broken", 5003, .error, title: "单位表格勾稽关系不成立",
    expected: "单位年度报告各表的勾稽关系成立",
    remedy: "请单位核对所列行、列的数字，改正后重新报送；改正前该单位的年度报告不能发布",
    example: .situation("县司法局自报表格：第1行各列之和为4，总计填3"))
  /// The county's or the office's identity cannot be judged.
  package static let identityUnknown = DiagnosticRule(
    "identity-unknown", 5004, .warning, title: "勾稽关系无法判断",
    expected: "各格都有数字，勾稽关系可以判断",
    remedy: "补齐未知的单元格：见“分单位”表中标为未知的单位",
    example: .situation("一个单位未报送，汇总各格未知"))
  /// I5: what was carried in is not what last year carried out.
  package static let carriedOverDiffers = DiagnosticRule(
    "carried-over-differs", 5005, .warning, title: "上年结转与上年年报不一致",
    expected: "本年“上年结转”等于上年年报“结转下年度继续办理”",
    remedy: "核对登记簿中上年收到、上年未答复的申请；上年年报有误的，在报告中说明",
    example: .situation("登记簿中上年结转3件，上年年报结转下年度2件"))
  /// I6: 现行有效 does not follow from last year's.
  package static let stillValidDiffers = DiagnosticRule(
    "still-valid-differs", 5006, .warning, title: "现行有效件数与上年接不上",
    expected: "现行有效件数等于上年现行有效加本年制发减本年废止",
    remedy: "核对文件目录或主动公开数据中的制发、废止、现行有效件数",
    example: .situation("上年现行有效10件，本年制发2件、废止1件，现行有效填12件"))
  /// I7: a county table given before differs from the sum of units.
  package static let countyTableDiffers = DiagnosticRule(
    "county-table-differs", 5007, .warning, title: "汇总数与各单位之和不一致",
    expected: "已报送或已发布的汇总表等于各单位数之和",
    remedy: "核对汇总表所列单元格与“分单位”表，改正有误的一方",
    example: .situation("汇总表行政许可填100件，各单位相加为98件"))
  /// I10: 规章 where the unit has no power to make them.
  package static let rulesWithoutPower = DiagnosticRule(
    "rules-without-power", 5008, .warning, title: "没有规章制定权而有规章",
    expected: "没有规章制定权的单位，规章各项为0",
    remedy: "规章应为行政规范性文件的，改报到行政规范性文件；确有制定权的，在单位名册的属性中写明“规章制定权”",
    example: .situation("县民政局报规章本年制发2件"))
  /// A declared cell differs from the register.
  package static let declaredDiffers = DiagnosticRule(
    "declared-differs", 5009, .warning, title: "自报数与登记簿不一致",
    expected: "单位自报表格与登记簿的数字一致",
    remedy: "按所列登记编号核对；汇总采用登记簿的数字，自报表格有误的请单位改正",
    example: .situation("自报表格予以公开5件，登记簿中予以公开4件"))
  /// A proactive or declared value differs from the directory of documents.
  package static let documentsDiffer = DiagnosticRule(
    "documents-differ", 5010, .warning, title: "文件件数与文件目录不一致",
    expected: "规章和行政规范性文件的件数与文件目录一致",
    remedy: "核对文件目录；汇总采用文件目录的件数，主动公开数据或自报表格有误的请改正",
    example: .situation("主动公开数据填行政规范性文件本年制发5件，文件目录中本年成文4件"))
  /// A cell of table 2 that a unit did not report.
  package static let proactiveCellMissing = DiagnosticRule(
    "proactive-cell-missing", 5011, .warning, title: "主动公开数据缺项",
    expected: "第二部分的表格每格都有数字，没有的填0",
    remedy: "请单位在主动公开数据中补报所列各项，没有的填0；补报前汇总的该格为未知",
    example: .situation("单位报了九格，没有报行政强制"))
  /// A decided dispute of an earlier year without 审结日期.
  package static let disputeCloseDateMissing = DiagnosticRule(
    "dispute-close-date-missing", 5012, .warning, title: "往年案件缺审结日期",
    expected: "上年及以前收案、已有结果的案件写明审结日期",
    remedy: "在复议诉讼台账中补上审结日期；没有日期的案件不计入本年",
    example: .situation("上年收案，结果为结果维持，审结日期为空"))
  /// A document that ended on a day nobody wrote down.
  package static let documentEndDateMissing = DiagnosticRule(
    "document-end-date-missing", 5013, .warning, title: "文件缺废止日期",
    expected: "有效性为废止或失效的文件写明废止日期",
    remedy: "在文件目录中补上废止或失效的日期；补上前“本年废止件数”为未知",
    example: .situation("往年文件的有效性为失效，废止日期为空"))
  /// A waived unit is listed.
  package static let unitWaived = DiagnosticRule(
    "unit-waived", 5014, .info, title: "单位已豁免", expected: "豁免的单位列出，不计入汇总",
    remedy: "不需要处理；豁免到期前请单位补报",
    example: .situation("waivers.yaml 中有该单位的 unit-handed-in-nothing"))
  /// A vertically managed unit is listed, not summed.
  package static let verticalUnitListed = DiagnosticRule(
    "vertical-unit-listed", 5015, .info, title: "垂直管理单位不计入汇总",
    expected: "属性为垂直管理的单位列出，不计入汇总", remedy: "不需要处理",
    example: .situation("名册中县税务局的属性为垂直管理"))
  /// `publisher` names no unit, so that there are no tables of the office.
  package static let publisherNotAUnit = DiagnosticRule(
    "publisher-not-a-unit", 5016, .warning, title: "发布单位不在名册中",
    expected: "pipeline.yaml 的 publisher 是名册中的一个单位",
    remedy: "在单位名册中加上该单位，或改正 publisher；否则不生成办公室自己的年度报告",
    example: .situation("publisher: 测试县人民政府办公室，名册中没有这个单位"))
  /// The trial form of 2019 was used.
  package static let supersededForm = DiagnosticRule(
    "superseded-form", 5017, .warning, title: "没有使用本年度的表格格式",
    expected: "年度报告使用该年度的格式：2021年起为2021年格式（国办公开办函〔2021〕30号）",
    remedy: "请按该年度的格式重新填报；“其他处理”的行数和第二部分的栏目不同",
    example: .situation("第三部分的表格中（六）其他处理只有一行"))
  /// Parts of a figure do not add up to it.
  package static let figuresDisagree = DiagnosticRule(
    "figures-disagree", 5018, .warning, title: "正文数字各项之和与总数不符",
    expected: "按类别、按结果各项之和等于总数",
    remedy: "核对建议提案、政民互动、文件目录中缺少类别或结果的行",
    example: .situation("已答复建议10件，办理结果合计9件"))
  /// Last year's data have no usable header.
  package static let previousHeader = DiagnosticRule(
    "previous-header", 5019, .error, title: "上年数据表头不对",
    expected: "第一行为：表，行号，行名，列，值（可加 单位）",
    remedy: "用上年生成的工作簿中“数据”表另存，或把表头改为这五列",
    example: .situation("上年数据.csv 的第一行是“项目，数量”"))
  /// A row of last year's data cannot be used as it is.
  package static let previousRow = DiagnosticRule(
    "previous-row", 5020, .warning, title: "上年数据的行读不懂",
    expected: "每行是年度报告的一格，值为不小于0的数字，未知的留空",
    remedy: "核对所列的行；读不懂的行不使用，读不懂的值按未知处理",
    example: .situation("上年数据中一行的列写作“个人”"))
  /// Category totals do not add up to 3.7.
  package static let categoryTotalsDiffer = DiagnosticRule(
    "category-totals-differ", 5021, .warning, title: "各类合计与总计不符",
    expected: "予以公开、部分公开与（三）至（六）各类合计之和等于（七）总计",
    remedy: "核对报告中各类申请的合计数",
    example: .situation("各类相加1452件，总计1453件"))
  /// An answered proposal has no result.
  package static let proposalResultMissing = DiagnosticRule(
    "proposal-result-missing", 5022, .warning, title: "建议提案缺办理结果",
    expected: "已答复的建议提案写明办理结果 A、B、C 或 D",
    remedy: "在建议提案表中补上办理结果",
    example: .situation("建议有答复日期，办理结果为空"))
  /// A fee was paid, but no amount is given.
  package static let feeAmountMissing = DiagnosticRule(
    "fee-amount-missing", 5023, .warning, title: "已缴费而没有金额",
    expected: "有缴费日期的申请写明收费金额（元）",
    remedy: "在登记簿中补上收费金额；补上前信息处理费总额为未知",
    example: .situation("登记簿中缴费日期为 2022-03-01，收费金额为空"))
  /// The year has no form of the statutory report.
  package static let reportFormMissing = DiagnosticRule(
    "report-form-missing", 5040, .error, title: "该年度没有年度报告格式",
    expected: "有统一格式的年度：2019年及以后",
    remedy: "改正 pipeline.yaml 的 year；2018年及以前的报告没有统一格式，不能生成",
    example: .situation("year: 2018"))
}
