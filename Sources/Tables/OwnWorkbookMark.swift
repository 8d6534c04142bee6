/// Knows a workbook that this program wrote: its formulas were worked out by the program and are worked out anew by whoever saves it.
///
/// The writing room sets the mark; a test that reads every workbook back holds the two together.
struct OwnWorkbookMark {
  private static let property = "生成程序"
  private static let program = "nianbao"

  let archive: ZipArchive
  let limits: ReadingLimits

  /// True where the workbook carries the mark, also after an office program has saved it anew.
  func isMarked() throws(Refusal) -> Bool {
    let root = try PackageRelations(of: "", in: archive, limits: limits)
    guard let relation = root.first("custom-properties"), !relation.isExternal,
      let member = try archive.open(relation.target)
    else { return false }
    var reader = try XMLReader(member, limits: limits)
    var isOurs = false
    while let event = try reader.next() {
      switch event {
      case .start(let element) where element.name.local == "property":
        isOurs = element["name"] == Self.property
      case .text(let text) where isOurs && text.trimmedOfSpace == Self.program: return true
      default: break
      }
    }
    return false
  }
}
