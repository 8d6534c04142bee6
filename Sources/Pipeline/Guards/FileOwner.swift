import Disclosure
import Tables

/// Whose file a file is: told by its name, its folder, or its 填报部门 line, and only where that is certain.
enum FileOwner {
  /// Words that units put beside their name in the name of a file.
  private static let words = [
    "进展日志", "工作台账", "台账", "登记簿", "登记表", "登记", "依申请公开", "复议诉讼", "主动公开", "文件目录", "政民互动",
    "建议提案", "日常检查", "填报表", "报送", "年度", "上半年", "下半年", "政务公开", "信息公开", "汇总表", "明细", "表",
    "年", "月", "第一季度", "第二季度", "第三季度", "第四季度", "月份", "定稿", "最终", "终稿", "盖章",
  ]

  /// The place of the unit in the registry; nil where the file may be anybody's.
  static func unit(of path: String, content: FileContent?, in registry: UnitRegistry) -> Int? {
    let parts = path.split(separator: "/").map(String.init)
    guard let file = parts.last else { return nil }
    let stem = file.lastIndex(of: ".").map { String(file[..<$0]) } ?? file
    if let unit = named(stem, in: registry) { return unit }
    if parts.count > 1, let unit = registry.index(of: parts[parts.count - 2]) { return unit }
    return content.flatMap { headed($0, in: registry) }
  }

  private static func named(_ stem: String, in registry: UnitRegistry) -> Int? {
    if let unit = registry.index(of: stem) { return unit }
    var rest = stem
    for word in words { rest = rest.replacing(word, with: "") }
    rest = rest.filter { $0.isLetter && !$0.isASCII }
    return rest.isEmpty ? nil : registry.index(of: rest)
  }

  /// The unit of a line such as 填报部门：县财政局 among the first rows, of any sheet; nil where two units stand there.
  private static func headed(_ content: FileContent, in registry: UnitRegistry) -> Int? {
    var found: Set<Int> = []
    for table in content.tables {
      for row in table.rows.prefix(12) {
        let cells = row.cells.map { TextFolding.fold($0.text) }
        for (index, cell) in cells.enumerated() {
          guard let mark = ["填报部门", "填报单位", "报送单位"].first(where: cell.hasPrefix) else { continue }
          var name = String(cell.dropFirst(mark.count).drop { ":（(".contains($0) })
          if name.isEmpty { name = cells.dropFirst(index + 1).first { !$0.isEmpty } ?? "" }
          name = name.replacing("盖章", with: "").filter { $0.isLetter }
          if let unit = registry.index(of: name) { found.insert(unit) }
        }
      }
    }
    return found.count == 1 ? found.first : nil
  }
}
