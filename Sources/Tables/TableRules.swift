package import Diagnostics

/// What can be wrong with a file before its rows are read.
extension DiagnosticRule {
  /// In the order of the catalogue.
  package static let tableRules: [DiagnosticRule] = [
    formatOldName, textGarbled, archiveLead, xmlForbiddenCharacter, sheetWithoutPart,
    autoNumberRead,
    autoNumberUnread,
    fileUnreadable, fileTooLarge, formatLegacyOffice, formatEncrypted, formatHTML, formatMismatch,
    formatUnknown, textEncodingUnknown, textContainsNUL, csvQuoteUnpaired, csvLineTooLong,
    cellTooLong, csvQuoteMisplaced, archiveDamaged, archiveTooManyMembers, archiveMemberName,
    archiveMemberDuplicate, archiveMemberEncrypted, archiveNested, archiveBomb, archivePartMissing,
    xmlDoctype, xmlMalformed, xmlTooDeep, externalPart, externalLink, macroPresent, embeddedObject,
    cellReferenceOutOfRange, cellDuplicate, rowsOutOfOrder, tooManyColumns, tooManyRows,
    tooManyStrings, tooManyCells, sheetHidden, cellErrorValue, formulaCachedValue,
    formulaWithoutValue, ghostCells, sharedStringMissing, cellValueUnreadable, dateSerialOutOfRange,
    mergedRegionsUnusable, nestedTable, tableJoined, documentWithoutTable, invisibleCharacters,
    inputUnreadable,
  ]

  /// The system does not let a file or folder be read; that is no absence.
  package static let inputUnreadable = DiagnosticRule(
    "input-unreadable", 9108, .error, title: "文件或文件夹读不了",
    expected: "流水线文件夹里的文件和文件夹都能读取", remedy: "请管理员放开读取权限，或检查磁盘、网络盘和链接是否正常，然后重新运行；读不了不等于没有",
    example: .situation("inputs/依申请公开 文件夹没有读取权限"))
  /// 1001: 文件打不开.
  package static let fileUnreadable = DiagnosticRule(
    "file-unreadable", 1001, .error, title: "文件打不开",
    expected: "能够读取的普通文件",
    remedy: "检查文件是否存在、是否有读取权限、是否被其他程序占用，再重新运行",
    example: .situation("输入清单中的文件已被删除，或者没有读取权限"))
  /// 1002: 文件过大.
  package static let fileTooLarge = DiagnosticRule(
    "file-too-large", 1002, .error, title: "文件过大",
    expected: "大小在上限以内的文件",
    remedy: "把文件拆成几个较小的文件，或删去其中的图片和多余的工作表后另存",
    example: .situation("超过 1 GiB 的 XLSX 文件"))
  /// 1010: 旧版 Office 或 WPS 格式.
  package static let formatLegacyOffice = DiagnosticRule(
    "format-legacy-office", 1010, .error, title: "旧版 Office 或 WPS 格式",
    expected: "CSV、XLSX 或 DOCX 文件",
    remedy: "用 WPS 或 Excel、Word 打开，选“另存为”：表格选 .xlsx，文字选 .docx；只改后缀没有用",
    example: .situation("把 .xls 改名为 .xlsx 的文件"))
  /// 1011: 文件设有打开密码.
  package static let formatEncrypted = DiagnosticRule(
    "format-encrypted", 1011, .error, title: "文件设有打开密码",
    expected: "没有密码的文件",
    remedy: "打开文件，在“文件—信息—保护”中取消密码后重新保存",
    example: .situation("设有打开密码的 .xlsx 文件"))
  /// 1012: 网页改名的表格.
  package static let formatHTML = DiagnosticRule(
    "format-html-renamed", 1012, .error, title: "网页改名的表格",
    expected: "真正的 XLSX、DOCX 或 CSV 文件",
    remedy: "用 WPS 或 Excel 打开该文件，选“另存为 .xlsx”后再报送",
    example: .situation("从业务系统导出的网页，后缀写成 .xlsx"))
  /// 1013: 内容与后缀不符.
  package static let formatMismatch = DiagnosticRule(
    "format-mismatch", 1013, .error, title: "内容与后缀不符",
    expected: "内容与后缀一致的 CSV、XLSX 或 DOCX 文件",
    remedy: "按提示改正后缀，或用 WPS、Excel、Word 打开后另存为正确的格式",
    example: .situation("CSV 文件改名为 .xlsx"))
  /// 1014: 不认识的文件格式.
  package static let formatUnknown = DiagnosticRule(
    "format-unknown", 1014, .error, title: "不认识的文件格式",
    expected: "后缀为 .csv、.txt、.tsv、.xlsx、.xlsm、.docx 或 .docm 的文件",
    remedy: "把内容另存为 .xlsx 或 .csv；不是数据的文件请移出输入文件夹",
    example: .situation("输入文件夹中的 .pdf 文件"))
  /// 1015: 后缀是旧格式，内容不是.
  package static let formatOldName = DiagnosticRule(
    "format-old-name", 1015, .warning, title: "后缀是旧格式，内容不是",
    expected: "后缀与内容一致的文件",
    remedy: "已按实际内容读取；请用 WPS 或 Excel 打开后另存为 .xlsx",
    example: .situation("业务系统导出的文本，后缀写成 .xls"))
  /// 1020: 文字编码无法识别.
  package static let textEncodingUnknown = DiagnosticRule(
    "text-encoding-unknown", 1020, .error, title: "文字编码无法识别",
    expected: "UTF-8、GB18030（GBK）或带标记的 UTF-16 文本",
    remedy: "用记事本打开，确认没有乱码后另存为 UTF-8；所指位置之前的内容可以帮助找到出错的地方",
    example: .situation("既不是 UTF-8 也不是 GB18030 的文件"))
  /// 1021: 文本中有空字符.
  package static let textContainsNUL = DiagnosticRule(
    "text-contains-nul", 1021, .error, title: "文本中有空字符",
    expected: "不含空字符（NUL）的文本",
    remedy: "文件可能不是文本，或是没有标记的 UTF-16：用记事本打开，另存为 UTF-8；若打开是乱码，请重新导出",
    example: .situation("正文中有字节 00 的 CSV 文件"))
  /// 1022: 双引号不成对.
  package static let csvQuoteUnpaired = DiagnosticRule(
    "csv-quote-unpaired", 1022, .error, title: "双引号不成对",
    expected: "成对的双引号；内容中的双引号写成两个",
    remedy: "到所指的行找到多出的双引号，删去或补上另一半；用 Excel 另存一次通常可以解决",
    example: .situation("第 3 行某单元格以双引号开头，直到文件末尾没有结束"))
  /// 1023: 一行过长.
  package static let csvLineTooLong = DiagnosticRule(
    "csv-line-too-long", 1023, .error, title: "一行过长",
    expected: "长度在上限以内的行",
    remedy: "检查该行是否缺少换行或多出双引号；确有很长的内容请改用附件",
    example: .situation("100 MB 没有换行的 CSV 文件"))
  /// 1024: 单元格内容过长.
  package static let cellTooLong = DiagnosticRule(
    "cell-too-long", 1024, .error, title: "单元格内容过长",
    expected: "内容在上限以内的单元格",
    remedy: "到所指的单元格删去误粘贴的内容",
    example: .situation("一个单元格里粘贴了超过 1 MiB 的文字"))
  /// 1025: 双引号位置不当.
  package static let csvQuoteMisplaced = DiagnosticRule(
    "csv-quote-misplaced", 1025, .warning, title: "双引号位置不当",
    expected: "结束的双引号之后紧跟分隔符或换行",
    remedy: "检查该行：内容含双引号时，整个单元格用双引号括起，内容中的双引号写成两个",
    example: .situation("写成 \"甲\"乙 的单元格"))
  /// 1026: 文字是乱码.
  package static let textGarbled = DiagnosticRule(
    "text-garbled", 1026, .error, title: "文字是乱码",
    expected: "编码正确的 UTF-8 或 GB18030（GBK）文本",
    remedy: "请用原来的程序重新导出，编码选 UTF-8；不要在已经是乱码的文件上另存",
    example: .situation("繁体系统导出的 Big5 编码的 CSV 文件"))
  /// 1030: 文件损坏或不完整.
  package static let archiveDamaged = DiagnosticRule(
    "archive-damaged", 1030, .error, title: "文件损坏或不完整",
    expected: "完整的 XLSX 或 DOCX 文件",
    remedy: "文件可能没有下载或传输完：请重新获取；能打开的，打开后另存一份再报送",
    example: .situation("只下载了一半的 XLSX 文件"))
  /// 1031: 文件内部部件过多.
  package static let archiveTooManyMembers = DiagnosticRule(
    "archive-too-many-members", 1031, .error, title: "文件内部部件过多",
    expected: "部件数在上限以内的文件",
    remedy: "打开文件，删去多余的工作表、图片和对象后另存",
    example: .situation("内部有 5,001 个部件的 XLSX 文件"))
  /// 1032: 文件内部路径不安全.
  package static let archiveMemberName = DiagnosticRule(
    "archive-member-name", 1032, .error, title: "文件内部路径不安全",
    expected: "相对的内部路径，不含 ..、反斜杠和空字符",
    remedy: "这样的文件不是办公软件正常保存的：请打开后另存一份，来历不明的不要使用",
    example: .situation("内部部件名为 ../../etc/passwd 的文件"))
  /// 1033: 文件内部有重名部件.
  package static let archiveMemberDuplicate = DiagnosticRule(
    "archive-member-duplicate", 1033, .error, title: "文件内部有重名部件",
    expected: "每个内部部件只有一个",
    remedy: "打开后另存一份；来历不明的文件不要使用",
    example: .situation("有两个 xl/workbook.xml 的文件"))
  /// 1034: 文件内部有加密部件.
  package static let archiveMemberEncrypted = DiagnosticRule(
    "archive-member-encrypted", 1034, .error, title: "文件内部有加密部件",
    expected: "没有加密的文件",
    remedy: "用办公软件打开，取消密码后另存；压缩软件加密过的请先解密",
    example: .situation("用压缩软件加过密码的 .xlsx"))
  /// 1035: 文件中夹带压缩包.
  package static let archiveNested = DiagnosticRule(
    "archive-nested", 1035, .error, title: "文件中夹带压缩包",
    expected: "不夹带压缩包的文件",
    remedy: "删去夹带的压缩包；需要报送的内容请单独作为文件报送",
    example: .situation("XLSX 内部另有一个 .zip"))
  /// 1036: 解压后异常巨大.
  package static let archiveBomb = DiagnosticRule(
    "archive-bomb", 1036, .error, title: "解压后异常巨大",
    expected: "解压后大小正常的文件",
    remedy: "这可能是恶意文件，也可能是格式刷到了整张表：打开后只保留有内容的区域，另存一份",
    example: .situation("几十 KB 解压后超过上限的文件"))
  /// 1037: 文件缺少必要部件.
  package static let archivePartMissing = DiagnosticRule(
    "archive-part-missing", 1037, .error, title: "文件缺少必要部件",
    expected: "部件齐全的 XLSX 或 DOCX 文件",
    remedy: "用 WPS 或 Excel、Word 打开后另存一份；打不开的请重新获取",
    example: .situation("缺少 xl/workbook.xml 的压缩包改名为 .xlsx"))
  /// 1038: 文件开头有多余的字节.
  package static let archiveLead = DiagnosticRule(
    "archive-leading-bytes", 1038, .warning, title: "文件开头有多余的字节",
    expected: "以压缩包开头的 XLSX 或 DOCX 文件",
    remedy: "多余的字节已跳过；请用 WPS 或 Excel、Word 打开后另存一份",
    example: .situation("传输程序在 .xlsx 文件前面加了 3 个字节的 BOM"))
  /// 1040: 文件内部有文档类型声明.
  package static let xmlDoctype = DiagnosticRule(
    "xml-doctype", 1040, .error, title: "文件内部有文档类型声明",
    expected: "不含 <!DOCTYPE 的部件",
    remedy: "办公软件不会写出这样的文件：请打开后另存一份，来历不明的不要使用",
    example: .situation("工作表部件以 <!DOCTYPE 开头"))
  /// 1041: 文件内部结构损坏.
  package static let xmlMalformed = DiagnosticRule(
    "xml-malformed", 1041, .error, title: "文件内部结构损坏",
    expected: "格式完好的部件",
    remedy: "用 WPS 或 Excel、Word 打开并修复，另存一份再报送",
    example: .situation("工作表部件中有没有结束的标记"))
  /// 1042: 文件内部嵌套过深.
  package static let xmlTooDeep = DiagnosticRule(
    "xml-too-deep", 1042, .error, title: "文件内部嵌套过深",
    expected: "嵌套层数在上限以内的部件",
    remedy: "办公软件不会写出这样的文件：请打开后另存一份，来历不明的不要使用",
    example: .situation("工作表部件嵌套 100,000 层"))
  /// 1043: 文件内部有 XML 不允许的字符.
  package static let xmlForbiddenCharacter = DiagnosticRule(
    "xml-forbidden-character", 1043, .error, title: "文件内部有 XML 不允许的字符",
    expected: "不含控制字符的部件",
    remedy: "写出这个文件的程序没有处理控制字符：请在原系统里改正内容后重新导出",
    example: .situation("工作表部件里有字符 U+0001"))
  /// 1044: 内容放在文件之外.
  package static let externalPart = DiagnosticRule(
    "external-part", 1044, .error, title: "内容放在文件之外",
    expected: "内容在文件之内",
    remedy: "在原电脑上打开，把链接的内容粘贴为数值后另存",
    example: .situation("工作表的关系指向网址"))
  /// 1045: 引用了其他文件.
  package static let externalLink = DiagnosticRule(
    "external-link", 1045, .warning, title: "引用了其他文件",
    expected: "不引用其他文件的表格",
    remedy: "外部内容没有读取，单元格按文件中保存的值读取；请用“数据—编辑链接—断开链接”后另存",
    example: .situation("公式引用另一个工作簿的 XLSX 文件"))
  /// 1046: 文件带有宏.
  package static let macroPresent = DiagnosticRule(
    "macro-present", 1046, .warning, title: "文件带有宏",
    expected: "不带宏的文件",
    remedy: "宏没有运行也没有读取；请另存为不带宏的 .xlsx 或 .docx",
    example: .situation(".xlsm 文件"))
  /// 1047: 文件嵌有对象.
  package static let embeddedObject = DiagnosticRule(
    "embedded-object", 1047, .warning, title: "文件嵌有对象",
    expected: "不嵌对象的文件",
    remedy: "嵌入的对象（OLE、ActiveX、文档）没有读取；其中若有要报送的内容，请复制到表格中",
    example: .situation("嵌有另一个文档的 DOCX 文件"))
  /// 1050: 单元格编号越界.
  package static let cellReferenceOutOfRange = DiagnosticRule(
    "cell-reference-out-of-range", 1050, .error, title: "单元格编号越界",
    expected: "A1 至 XFD1048576 之间的单元格",
    remedy: "用 WPS 或 Excel 打开后另存一份；打不开的请重新获取",
    example: .situation("编号为 XFE1 的单元格"))
  /// 1051: 同一单元格出现两次.
  package static let cellDuplicate = DiagnosticRule(
    "cell-duplicate", 1051, .error, title: "同一单元格出现两次",
    expected: "每个单元格只出现一次",
    remedy: "用 WPS 或 Excel 打开后另存一份，并核对该单元格",
    example: .situation("同一行中 B2 出现两次"))
  /// 1052: 行次颠倒或重复.
  package static let rowsOutOfOrder = DiagnosticRule(
    "sheet-rows-out-of-order", 1052, .error, title: "行次颠倒或重复",
    expected: "从上到下、不重复的行",
    remedy: "用 WPS 或 Excel 打开后另存一份",
    example: .situation("第 3 行写在第 5 行之后"))
  /// 1053: 列数过多.
  package static let tooManyColumns = DiagnosticRule(
    "too-many-columns", 1053, .error, title: "列数过多",
    expected: "列数在上限以内的表格",
    remedy: "检查最右边是否有误填的内容，删去后另存；CSV 请检查分隔符",
    example: .situation("第 2,000 列有内容的表格"))
  /// 1054: 行数过多.
  package static let tooManyRows = DiagnosticRule(
    "too-many-rows", 1054, .error, title: "行数过多",
    expected: "行数在上限以内的表格",
    remedy: "把表格拆成几个文件",
    example: .situation("超过 1,048,576 行的工作表"))
  /// 1055: 文字过多.
  package static let tooManyStrings = DiagnosticRule(
    "too-many-strings", 1055, .error, title: "文字过多",
    expected: "文字总量在上限以内的工作簿",
    remedy: "把工作簿拆成几个文件",
    example: .situation("共享文字超过 1 GiB 的工作簿"))
  /// 1056: 单元格过多.
  package static let tooManyCells = DiagnosticRule(
    "too-many-cells", 1056, .error, title: "单元格过多",
    expected: "数量在上限以内的单元格",
    remedy: "把表格拆成几个文件，或另存为 CSV",
    example: .situation("登记簿一类的文件超过上限个单元格"))
  /// 1060: 有隐藏的工作表.
  package static let sheetHidden = DiagnosticRule(
    "sheet-hidden", 1060, .warning, title: "有隐藏的工作表",
    expected: "没有隐藏的工作表",
    remedy: "隐藏的工作表也已读取；不应报送的请删去，应报送的请取消隐藏",
    example: .situation("含有一张隐藏工作表的工作簿"))
  /// 1061: 单元格是错误值.
  package static let cellErrorValue = DiagnosticRule(
    "cell-error-value", 1061, .warning, title: "单元格是错误值",
    expected: "正常的内容",
    remedy: "改正公式或直接填写内容",
    example: .situation("单元格显示 #REF!"))
  /// 1062: 单元格由公式算出.
  package static let formulaCachedValue = DiagnosticRule(
    "formula-cached-value", 1062, .info, title: "单元格由公式算出",
    expected: "直接填写的内容，或已经算好的公式",
    remedy: "按文件中保存的结果读取；若打开文件时数值会变，请重新计算并保存",
    example: .situation("合计一栏使用公式的工作表"))
  /// 1063: 公式没有结果.
  package static let formulaWithoutValue = DiagnosticRule(
    "formula-without-value", 1063, .warning, title: "公式没有结果",
    expected: "公式和它的结果一起保存",
    remedy: "用 WPS 或 Excel 打开并保存一次，结果就会写入文件；或把公式改为数值",
    example: .situation("由程序生成、从未用 Excel 打开过的工作簿"))
  /// 1064: 有设了格式的空白区域.
  package static let ghostCells = DiagnosticRule(
    "ghost-cells", 1064, .info, title: "有设了格式的空白区域",
    expected: "只有填写内容的区域",
    remedy: "不影响读取；要缩小文件，可删除末尾的空行空列后保存",
    example: .situation("格式刷到了第 1,048,576 行的工作表"))
  /// 1065: 单元格的文字缺失.
  package static let sharedStringMissing = DiagnosticRule(
    "shared-string-missing", 1065, .error, title: "单元格的文字缺失",
    expected: "能在文件中找到的文字",
    remedy: "用 WPS 或 Excel 打开后另存一份，并核对所指的单元格",
    example: .situation("单元格指向第 999 条文字，而文件只有 10 条"))
  /// 1066: 单元格的数值损坏.
  package static let cellValueUnreadable = DiagnosticRule(
    "cell-value-unreadable", 1066, .error, title: "单元格的数值损坏",
    expected: "可以读取的数值",
    remedy: "用 WPS 或 Excel 打开后另存一份，并核对所指的单元格",
    example: .situation("数值单元格中写着 12x"))
  /// 1067: 日期超出范围.
  package static let dateSerialOutOfRange = DiagnosticRule(
    "date-serial-out-of-range", 1067, .warning, title: "日期超出范围",
    expected: "1900 年至 9999 年之间的日期",
    remedy: "核对所指的单元格：设了日期格式，数值却不是日期；按数字读取",
    example: .situation("日期单元格的数值为 -5"))
  /// 1068: 合并单元格的记录损坏.
  package static let mergedRegionsUnusable = DiagnosticRule(
    "merged-regions-unusable", 1068, .warning, title: "合并单元格的记录损坏",
    expected: "互不重叠、在表格范围之内的合并区域",
    remedy: "损坏的合并区域没有采用；请取消合并后重新合并",
    example: .situation("合并区域写成 A1:XFE2"))
  /// 1069: 工作表没有内容.
  package static let sheetWithoutPart = DiagnosticRule(
    "sheet-without-part", 1069, .warning, title: "工作表没有内容",
    expected: "工作簿列出的每张工作表都在文件里",
    remedy: "其余工作表已读取；用 WPS 或 Excel 打开核对，如缺少数据请重新获取文件",
    example: .situation("工作簿里列有一张残留的工作表，没有对应的部件"))
  /// 1070: 表格中套有表格.
  package static let nestedTable = DiagnosticRule(
    "nested-table", 1070, .warning, title: "表格中套有表格",
    expected: "不套表格的单元格",
    remedy: "里层表格的文字已并入所在单元格；请把里层表格移出来单独成表",
    example: .situation("DOCX 表格的单元格里又有一个表格"))
  /// 1071: 分页的表格已接成一张.
  package static let tableJoined = DiagnosticRule(
    "table-joined", 1071, .info, title: "分页的表格已接成一张",
    expected: "一张连续的表格",
    remedy: "请核对接续处；重复的表头没有算作数据",
    example: .situation("同一张表分在两页，第二页重复了表头"))
  /// 1072: 文档中没有表格.
  package static let documentWithoutTable = DiagnosticRule(
    "document-without-table", 1072, .error, title: "文档中没有表格",
    expected: "至少有一张表格的文档",
    remedy: "把数据放进表格；内容是图片的，请改为表格",
    example: .situation("只有文字、没有表格的 DOCX 文件"))
  /// 1073: 有看不见的字符.
  package static let invisibleCharacters = DiagnosticRule(
    "invisible-characters", 1073, .warning, title: "有看不见的字符",
    expected: "不含零宽字符和方向控制字符的文字",
    remedy: "重新输入该单元格，或粘贴时选“只保留文本”",
    example: .situation("单位名称中夹有零宽空格"))
  /// 1074: 自动编号已读取.
  package static let autoNumberRead = DiagnosticRule(
    "auto-number-read", 1074, .info, title: "自动编号已读取",
    expected: "写成文字的编号",
    remedy: "编号按 Word 显示的号码读取，请核对；以后请把编号写成文字",
    example: .situation("DOCX 台账的序号用的是 Word 自动编号"))

  /// 1075: 自动编号读不出.
  package static let autoNumberUnread = DiagnosticRule(
    "auto-number-unread", 1075, .warning, title: "自动编号读不出",
    expected: "写成文字的编号",
    remedy: "选中该列，把自动编号转为文本（或逐格填写号码）后保存",
    example: .situation("DOCX 台账的序号是自动编号，文件里没有编号的定义"))
}
