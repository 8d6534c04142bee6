package import Diagnostics

/// What can be wrong with a document before it is written.
extension DiagnosticRule {
  /// In the order of the catalogue.
  package static let documentRules: [DiagnosticRule] = [
    sheetNameInvalid, sheetNameRepeated, tableNameInvalid, tableHeadingInvalid, cellsOverlap,
    chartIncomplete, linkTargetMissing, documentTextTooLong, documentTooLarge, textTruncated,
    textCharactersReplaced, linkRefused, figureNotFinite, sheetSplit, entryOptionsMoved,
    linksTooMany, workbookInvalid,
  ]

  /// A sheet name that Excel does not take.
  package static let sheetNameInvalid = DiagnosticRule(
    "sheet-name-invalid", 6001, .error, title: "工作表名称不合规",
    expected: "1 至 31 个字符，不含 [ ] : * ? / \\，首尾不是单引号",
    remedy: "缩短或改写该名称（单位名称过长时在单位名录中另设简称）",
    example: .situation("单位名称超过 31 个字并被用作工作表名称"))
  /// Two sheets of one name.
  package static let sheetNameRepeated = DiagnosticRule(
    "sheet-name-repeated", 6002, .error, title: "工作表名称重复",
    expected: "同一工作簿内工作表名称各不相同（不分大小写）", remedy: "给其中一个工作表换一个名称",
    example: .situation("两个单位的简称相同，都被用作工作表名称"))
  /// A table name that Excel does not take, or one used twice.
  package static let tableNameInvalid = DiagnosticRule(
    "table-name-invalid", 6003, .error, title: "表格对象名称不合规或重复",
    expected: "以文字或下划线开头，只含文字、数字、下划线和点，不像单元格地址，且在工作簿内唯一",
    remedy: "属程序问题，请把本提示连同运行记录交维护人员",
    example: .situation("表格对象命名为 A1"))
  /// Headings of a table that are missing, too long or repeated.
  package static let tableHeadingInvalid = DiagnosticRule(
    "table-heading-invalid", 6004, .error, title: "表头为空、过长或重复",
    expected: "每列有表头，不超过 255 个字符，同一表内不重复",
    remedy: "修改产生该列的名称（如指标名称重复，请在指标文件中区分）",
    example: .situation("两个指标同名，都成为指标得分表的列"))
  /// Merged cells or tables that cover one another.
  package static let cellsOverlap = DiagnosticRule(
    "cells-overlap", 6005, .error, title: "合并单元格或表格互相重叠",
    expected: "每个单元格只属于一个合并区域或表格", remedy: "属程序问题，请把本提示连同运行记录交维护人员",
    example: .situation("表样中两个合并区域都包含 B2"))
  /// A chart without what a reader needs.
  package static let chartIncomplete = DiagnosticRule(
    "chart-incomplete", 6006, .error, title: "图表不完整",
    expected: "图表有标题、坐标轴标题和替代文字，所引用的表和列存在",
    remedy: "属程序问题，请把本提示连同运行记录交维护人员",
    example: .situation("图表引用了表中没有的列"))
  /// A link into the workbook that leads nowhere.
  package static let linkTargetMissing = DiagnosticRule(
    "link-target-missing", 6007, .error, title: "内部链接没有目标",
    expected: "链接指向本工作簿中存在的工作表和单元格", remedy: "属程序问题，请把本提示连同运行记录交维护人员",
    example: .situation("目录中的链接指向不存在的工作表"))
  /// A fixed text of the document beyond Excel's limit.
  package static let documentTextTooLong = DiagnosticRule(
    "document-text-too-long", 6008, .error, title: "提示语、页眉或替代文字过长",
    expected: "输入提示标题不超过 32 个字符，提示和页眉不超过 255 个字符，替代文字不超过 600 个字符",
    remedy: "缩短该段文字", example: .situation("输入提示超过 255 个字符"))
  /// A document that no workbook can hold.
  package static let documentTooLarge = DiagnosticRule(
    "document-too-large", 6009, .error, title: "超出工作表的行列范围",
    expected: "不超过 1048576 行、16384 列", remedy: "减少列数，或把内容分到几个工作表",
    example: .situation("指标多于 16384 列"))
  /// A text that was cut.
  package static let textTruncated = DiagnosticRule(
    "text-truncated", 6010, .warning, title: "文字过长，已截断",
    expected: "一个单元格的文字不超过 32767 个字符", remedy: "到来源文件中查看全文；如确需列示，请把文字拆到几行",
    example: .situation("工作任务一栏粘贴了整篇文件"))
  /// Characters that no workbook can hold.
  package static let textCharactersReplaced = DiagnosticRule(
    "text-characters-replaced", 6011, .warning, title: "含有无法写入工作簿的字符，已替换为 �",
    expected: "不含控制字符和非字符", remedy: "在来源文件中删除该处不可见字符后重新运行",
    example: .situation("标题中夹有从网页复制来的控制字符"))
  /// A link that a document must not carry.
  package static let linkRefused = DiagnosticRule(
    "link-refused", 6012, .warning, title: "网址不是可用的链接，按文字写出",
    expected: "以 http:// 或 https:// 开头、不含空格、不超过 2079 个字节的网址",
    remedy: "在来源文件中改为公开网页的完整网址", example: .situation("网址写成 javascript: 或本机文件"))
  /// A figure that is not a number.
  package static let figureNotFinite = DiagnosticRule(
    "figure-not-finite", 6013, .error, title: "数值不是有限数，按“未知”写出",
    expected: "有限的数值", remedy: "属程序问题，请把本提示连同运行记录交维护人员",
    example: .situation("分母为零的比率没有按“不适用”处理"))
  /// A table that goes on in another sheet.
  package static let sheetSplit = DiagnosticRule(
    "sheet-split", 6014, .info, title: "行数超过一个工作表的上限，已分表",
    expected: "一个工作表不超过 1048576 行", remedy: "查看时注意后续工作表，名称末尾带有（2）、（3）等",
    example: .situation("明细超过一百万行"))
  /// Options that had to be listed on a sheet of their own.
  package static let entryOptionsMoved = DiagnosticRule(
    "entry-options-moved", 6015, .info, title: "下拉选项较多，列在“选项”工作表",
    expected: "下拉选项合计不超过 255 个字节且不含逗号时直接写在单元格内", remedy: "无需处理；请不要删除“选项”工作表",
    example: .situation("单位名单作为下拉选项"))
  /// More links than a sheet takes.
  package static let linksTooMany = DiagnosticRule(
    "links-too-many", 6016, .warning, title: "链接过多，其余按文字写出",
    expected: "一个工作表不超过 65530 个链接", remedy: "复制网址文字到浏览器打开",
    example: .situation("明细表超过 65530 行且每行都有网址"))
  /// A workbook without sheets, or with a file name that is a path.
  package static let workbookInvalid = DiagnosticRule(
    "workbook-invalid", 6017, .error, title: "工作簿没有工作表，或文件名不合规",
    expected: "至少一个工作表；文件名不为空，不含斜线", remedy: "修改产生文件名的名称（如单位名称中含有斜线，请在单位名录中改正）",
    example: .situation("单位名称为“甲/乙”并被用作文件名"))
}
