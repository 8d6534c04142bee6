import Diagnostics
import Disclosure
import FoundationEssentials
import Publishing
import Statutory

/// Last year's run.json: what a run of a year that is over said of units and tables.
struct LastYearRun {
  /// Why it cannot be used.
  enum Fault: Error {
    case unreadable
    case notPublished
    case interim(Int)
    case notBefore(Int, year: Int)

    var words: String {
      switch self {
      case .unreadable: "不是 run.json，或内容不全"
      case .notPublished: "的状态不是 ok，没有成为正式成果"
      case .interim(let year): "是\(year)年度的阶段成果，年度没有结束"
      case .notBefore(let run, let year): "是\(run)年度的成果，不是\(year)年以前的"
      }
    }
  }

  /// A unit; without a score where it had none.
  struct Unit: Decodable {
    let unit: String
    let score: String?
    let rank: Int?
  }

  /// A number as run.json writes it: whole as a number, with decimals as a string.
  private struct Value: Decodable {
    let exact: Exact?

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if container.decodeNil() {
        exact = nil
      } else if let whole = try? container.decode(Int.self) {
        exact = Exact(whole)
      } else {
        exact = Exact(decimal: try container.decode(String.self))
      }
    }
  }

  private struct Statutory: Decodable {
    let table2: [String: Value]
    let table3: [String: [String: Value]]
    let table4: [String: [String: Value]]
  }

  private struct File: Decodable {
    let year: Int
    let status: String
    let interim: Bool?
    let units: [Unit]
    let statutory: Statutory
  }

  let year: Int
  let units: [Unit]
  /// The county's cells.
  let figures: [PreviousFigure]

  /// Reads the file of a run of a year before `limit`.
  init(path: String, before limit: Int) throws(Fault) {
    guard let bytes = try? FileSystem.read(path),
      let file = try? JSONDecoder().decode(File.self, from: Data(bytes))
    else { throw .unreadable }
    guard file.status == "ok" else { throw .notPublished }
    guard file.interim != true else { throw .interim(file.year) }
    guard file.year < limit else { throw .notBefore(file.year, year: limit) }
    year = file.year
    units = file.units
    var figures: [PreviousFigure] = []
    for (name, value) in file.statutory.table2.inKeyOrder() {
      // 信息内容/指标; neither holds a stroke of its own before the first.
      guard let cut = name.firstIndex(of: "/") else { continue }
      figures.append(
        PreviousFigure(
          table: StatutoryCell.proactiveTable, row: String(name[..<cut]),
          column: String(name[name.index(after: cut)...]), value: value.exact))
    }
    for (number, rows) in [
      (StatutoryCell.requestTable, file.statutory.table3),
      (StatutoryCell.disputeTable, file.statutory.table4),
    ] {
      for (row, cells) in rows.inKeyOrder() {
        for (column, value) in cells.inKeyOrder() {
          figures.append(
            PreviousFigure(table: number, row: row, column: column, value: value.exact))
        }
      }
    }
    self.figures = figures
  }
}
