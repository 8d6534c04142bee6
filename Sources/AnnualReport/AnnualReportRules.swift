package import Diagnostics

/// What can be wrong with the annual report as it is made and as it is written.
extension DiagnosticRule {
  /// In the order of the catalogue.
  package static let annualReportRules: [DiagnosticRule] = [
    templateNameUnknown, templateTagInvalid, reportPartMissing, reportPartEmpty, feeNotReported,
    textNumberUnresolved, textMeasureDiffers, textFigureUnknown, contactMissing, partOneTooLong,
    textReadbackDiffers, workbookReadbackDiffers, formatReadbackDiffers, reportSectionEmpty,
  ]

  /// A name in the text template that no fact has.
  package static let templateNameUnknown = DiagnosticRule(
    "template-name-unknown", 6500, .error, blocks: true, title: "模板中的事实名不存在",
    expected: "双花括号中是事实名表所列的名称",
    remedy: "按所列行号改正名称；可用的名称见事实名表（nianbao check 的提示或参考文档）",
    example: .situation("annual-report.mustache 第12行写成 {{requests.recieved}}"))
  /// A tag or section of the text template that cannot be read.
  package static let templateTagInvalid = DiagnosticRule(
    "template-tag-invalid", 6501, .error, blocks: true, title: "模板的标记写法不对",
    expected: "只用 {{名称}}、{{#名称}}…{{/名称}}、{{^名称}}…{{/名称}} 和 {{! 注释 }}，开始和结束成对",
    remedy: "按所列行号改正标记；不使用引入其他文件、改换括号等写法",
    example: .situation("{{#fees.collected}} 之后没有 {{/fees.collected}}"))
  /// A part or table of the statutory report is missing in the text.
  package static let reportPartMissing = DiagnosticRule(
    "report-part-missing", 6502, .error, blocks: true, title: "年度报告缺部分或缺表",
    expected: "正文有六个部分的标题，并各有一处 {{tables.proactive}}、{{tables.requests}}、{{tables.disputes}}",
    remedy: "在模板中补上所列的部分标题或表格标记，标题单独成行，表格标记单独成行",
    example: .situation("模板删去了“六、其他需要报告的事项”"))
  /// A part is empty or says only 无 (I9).
  package static let reportPartEmpty = DiagnosticRule(
    "report-part-empty", 6503, .warning, title: "第五、六部分内容为空",
    expected: "第五、六部分写明具体情况，不为空，也不只写“无”",
    remedy: "在模板中写明问题、改进措施和需要报告的事项",
    example: .situation("第六部分只有一个“无”字"))
  /// A fee was collected and part six does not name it (I9).
  package static let feeNotReported = DiagnosticRule(
    "fee-not-reported", 6504, .warning, title: "收取信息处理费而未在第六部分说明",
    expected: "收取信息处理费的，第六部分写明总金额",
    remedy: "在模板第六部分使用 {{fees.collected}}",
    example: .situation("本年收取信息处理费100元，第六部分没有提到"))
  /// A numeral of the text that no named figure stands behind (number lock).
  package static let textNumberUnresolved = DiagnosticRule(
    "text-number-unresolved", 6505, .error, blocks: true, title: "正文数字没有出处",
    expected: "正文中的数字都用事实名写出；日期、条款号、文号、序号和列出的词语除外",
    remedy: "把所列数字改为双花括号中的事实名；不表示数量的词语，可在模板注释“允许词语：”中列出",
    example: .situation("模板中写“全年收到申请131件”，没有用 {{requests.received}}"))
  /// A figure of the text printed with another unit of measure.
  package static let textMeasureDiffers = DiagnosticRule(
    "text-measure-differs", 6506, .error, blocks: true, title: "正文数字的计量单位不对",
    expected: "比例后面是“%”，金额后面是该数字的单位（元、万元）",
    remedy: "在模板中改正数字后面的单位",
    example: .situation("{{requests.granted_share}}件"))
  /// A figure without a number is used in the text.
  package static let textFigureUnknown = DiagnosticRule(
    "text-figure-unknown", 6507, .warning, title: "正文用到未知的数字",
    expected: "正文用到的事实都有数字",
    remedy: "补齐来源数据；或在模板中用 {{#名称.known}}…{{/名称.known}} 只在有数字时写出该句",
    example: .situation("一个单位未报送，{{requests.received}} 为未知"))
  /// The published report does not say how to reach the office.
  package static let contactMissing = DiagnosticRule(
    "contact-missing", 6508, .warning, title: "年度报告没有联系方式",
    expected: "写明编制机关的地址、邮编、电话、电子邮箱",
    remedy: "在 pipeline.yaml 的 publication 中填写 address、postcode、telephone、email、website",
    example: .situation("publication 中没有 address 和 telephone"))
  /// Part one is longer than the county asks for.
  package static let partOneTooLong = DiagnosticRule(
    "part-one-too-long", 6509, .warning, title: "第一部分超过字数上限",
    expected: "第一部分的字数不超过 publication 的 part_one_limit",
    remedy: "删减文字材料或模板中第一部分的内容；或调整 part_one_limit",
    example: .situation("part_one_limit 为1000，第一部分有1240字"))
  /// The text as written differs from the text as made.
  package static let textReadbackDiffers = DiagnosticRule(
    "text-readback-differs", 6510, .error, blocks: true, title: "写出的正文与生成的正文不一致",
    expected: "写出的文本读回后逐字相同，表内各格与结果相同",
    remedy: "不要手工修改写出的文件；重新运行。仍出现的，把本提示连同运行记录交维护人员",
    example: .situation("写出的文本中“131件”变成“137件”"))
  /// The workbook as written differs from the result.
  package static let workbookReadbackDiffers = DiagnosticRule(
    "workbook-readback-differs", 6511, .error, blocks: true, title: "写出的工作簿与结果不一致",
    expected: "写出的工作簿读回后各格与结果相同",
    remedy: "不要手工修改写出的文件；重新运行。仍出现的，把本提示连同运行记录交维护人员",
    example: .situation("表2读回的“予以公开/总计”为13，结果为12"))
  /// A page, document or data file as written differs from the report.
  package static let formatReadbackDiffers = DiagnosticRule(
    "format-readback-differs", 6512, .error, blocks: true, title: "写出的网页、文档或数据与结果不一致",
    expected: "网页、文档、数据文件读回后，文字与正文逐字相同，数字与结果相同",
    remedy: "不要手工修改写出的文件；重新运行。仍出现的，把本提示连同运行记录交维护人员",
    example: .situation("网页中“新收申请/总计”为137，结果为131"))
  /// A section of the report has nothing to say and is left out.
  package static let reportSectionEmpty = DiagnosticRule(
    "report-section-empty", 6513, .warning, title: "年度报告的一节没有内容，未写出",
    expected: "各节都有登记簿的数字或文字材料",
    remedy: "报送该节所需的材料；或在文字材料（inputs 的 narrative）中补充，写明来源",
    example: .situation("没有登记群众来件，文字材料也没有写平台建设"))
}
