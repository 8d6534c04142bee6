import Disclosure

/// Addresses of pages, and what is written in their place.
enum WebAddress {
  /// True for what a browser opens: a scheme, or a host name with a path or without.
  static func isAddress(_ text: String) -> Bool {
    let folded = TextFolding.fold(text)
    let lower = folded.lowercased()
    if lower.hasPrefix("http://") || lower.hasPrefix("https://") || lower.hasPrefix("ftp://") {
      return !lower.hasSuffix("://")
    }
    if lower.contains("://") { return !lower.hasPrefix("file:") && !lower.hasPrefix("file/") }
    // A host: labels with points between them, the last of letters, before any path.
    let host = lower.prefix { $0 != "/" && $0 != "?" && $0 != ":" && $0 != "#" }
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count >= 2, let last = labels.last, (2...24).contains(last.count),
      last.allSatisfy({ $0.isASCII && $0.isLetter }),
      labels.allSatisfy({
        !$0.isEmpty && $0.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
      })
    else { return false }
    // report.doc is a file's name, not a host.
    let isBare = host.utf8.count == lower.utf8.count
    return !(isBare && Self.fileEndings.contains(String(last)))
  }

  private static let fileEndings: Set<String> = [
    "doc", "docx", "xls", "xlsx", "pdf", "txt", "csv", "zip", "rar", "jpg", "jpeg", "png", "wps",
    "et", "ppt", "pptx", "htm", "html",
  ]

  /// What a text is that stands in the place of an address.
  static func kind(of text: String) -> String {
    let upper = text.uppercased()
    if upper.contains("DISPIMG") { return "是单元格图片的公式" }
    if upper.hasPrefix("FILE:") || text.contains("\\") || upper.dropFirst().hasPrefix(":/") {
      return "是电脑上的路径"
    }
    return "不是网址"
  }
}
