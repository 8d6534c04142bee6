import Disclosure
import Reporting
import Settings
import Tables
import WorkPlan

extension Setup {
  /// The scores of the years before, where `previous.scores` has a column 年度; nothing where it tells one year alone.
  var scoreHistory: ScoreHistory {
    guard let file = configuration.previousScores else { return .none }
    let content = TableFile.read(path: configuration.path(of: file), name: file)
    guard let table = content.tables.first, let header = table.rows.first(where: { !$0.isBlank })
    else { return .none }
    func column(_ name: String) -> Int? {
      header.cells.firstIndex { TextFolding.foldHeader($0.text) == name }.map { $0 + 1 }
    }
    guard let yearColumn = column("年度"), let unitColumn = column("单位"),
      let scoreColumn = column("得分")
    else { return .none }
    var years: [Int: [String: Exact]] = [:]
    for row in table.rows where row.number > header.number && !row.isBlank {
      let written = TextFolding.fold(row[yearColumn].text).prefix { $0.isNumber }
      guard let year = Int(written), year < configuration.settings.year,
        let unit = registry.index(of: row[unitColumn].text),
        let score = Exact(decimal: TextFolding.fold(row[scoreColumn].text))
      else { continue }
      years[year, default: [:]][registry.units[unit].name] = score
    }
    return ScoreHistory(years)
  }
}
