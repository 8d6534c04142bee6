package import Diagnostics

extension DiagnosticRule {
  /// 1080: a notice without a word.
  package static let noticeEmpty = DiagnosticRule(
    "notice-empty", 1080, .error, title: "通知里没有文字",
    expected: "有文字内容的通知",
    remedy: "确认文件完整；可从政府网站重新下载，或把正文粘贴到 .txt 文件",
    example: .situation("导入的文件是 0 字节"))

  /// 1081: a scan, or a document of pictures.
  package static let noticeImageOnly = DiagnosticRule(
    "notice-image-only", 1081, .error, title: "通知只有图像",
    expected: "带文字层的 PDF，或能选中文字的文档",
    remedy: "向印发单位要 .docx 原件，或用文字识别软件另存为带文字的 PDF、.docx，再导入并逐条核对",
    example: .situation("导入的 PDF 是扫描件"))

  /// 1082: the program that reads PDF is missing or fails.
  package static let noticeToolMissing = DiagnosticRule(
    "notice-tool-missing", 1082, .error, title: "读不了 PDF",
    expected: "本机装有 poppler 的 pdftotext，文件没有加密",
    remedy: "安装 poppler-utils，或用 WPS、Word 把 PDF 另存为 .docx 或 .txt",
    example: .situation("没有安装 pdftotext 的机器上导入 PDF"))

  /// The rules of documents read as text.
  package static let runningTextRules: [DiagnosticRule] = [
    noticeEmpty, noticeImageOnly, noticeToolMissing,
  ]
}
