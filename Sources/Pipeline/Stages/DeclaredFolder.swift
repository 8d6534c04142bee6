import Disclosure
import Intake
import Publishing
import Statutory
import Tables

/// A unit's folder among the declared reports: which of its files are the report, and whose it is.
enum DeclaredFolder {
  /// Forms of one report, the best to read first.
  private static let preferred = [".xlsx", ".xlsm", ".docx", ".docm"]

  /// The files to read: flat tables and other tables as they lie there; of one report in several forms, the best.
  ///
  /// The folder that `nianbao report` writes is taken as it is: its page, its text and its manifest say nothing more.
  static func reports(_ names: [String]) -> [String] {
    let flat = names.filter { DeclaredIntake.table(ofFile: $0) != nil }
    let isOwn = names.contains(Manifest.fileName)
    let documents = Dictionary(grouping: names.filter { form($0) != nil }) { stem($0) }
    return names.filter { name in
      if flat.contains(name) { return true }
      guard form(name) != nil else {
        // A stranger among a unit's tables is told of by its reader.
        return !isOwn && !documents.keys.contains(stem(name))
      }
      let best = documents[stem(name)]?.min { (form($0) ?? 0) < (form($1) ?? 0) }
      return name == best
    }
  }

  private static func form(_ name: String) -> Int? {
    preferred.firstIndex { name.lowercased().hasSuffix($0) }
  }

  private static func stem(_ name: String) -> String {
    name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
  }

  /// True where two reports of one unit say the same of every cell that both have.
  static func isSame(_ cells: [DeclaredCell], as others: [DeclaredCell]) -> Bool {
    let known = Dictionary(
      others.map { ([String($0.table), $0.row, $0.column], $0.value) },
      uniquingKeysWith: { first, _ in first })
    return cells.allSatisfy { cell in
      guard let other = known[[String(cell.table), cell.row, cell.column]] else { return false }
      return other == cell.value
    }
  }

  /// The unit that the first lines of a report name.
  static func unit(of content: FileContent, in registry: UnitRegistry) -> Int? {
    for table in content.tables.prefix(2) {
      for row in table.rows.prefix(4) {
        for cell in row.cells where !cell.isBlank {
          if let unit = registry.unit(namedIn: cell.text) { return unit }
        }
      }
    }
    return nil
  }
}
