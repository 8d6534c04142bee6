import AnnualReport
import Diagnostics
import Disclosure
import ProgressLog
import Registers
package import ReportDocument
import Scoring
import Settings
import Statutory
import WorkPlan

/// What a finished year hands to the next: its open tasks, its scores, its statutory cells and its figures, each in the form in which `inputs` and `previous` take it.
package struct CarryoverOutput: Sendable {
  /// The files by the paths that next year's inputs have for them.
  package enum Path {
    package static let list = "上年遗留/清单.csv"
    package static let scores = "上年成绩.csv"
    package static let tables = "上年年报/数据.csv"
    package static let figures = "上年年报/figures.csv"
  }

  /// A file of the output.
  package struct Entry: Sendable {
    package let path: String
    package let table: DataResource
  }

  package let entries: [Entry]
  /// How many tasks are carried over, each once for a unit; nil where there is no list.
  package let open: Int?
  /// Of how many it cannot be told whether they were done.
  package let unknown: Int

  /// What the results of a pipeline's own year hand on.
  package init(_ judgement: Judgement) {
    let year = judgement.setup.configuration.settings.year
    let assessment = judgement.assessment
    let closed = assessment.schedule.reportingYear
    var rows: [CarriedRow] = []
    var unknown = 0
    for unit in assessment.units {
      // What was left over before and is open still goes on.
      for task in unit.facts.carried where !task.isClosed(in: closed) {
        rows.append(
          CarriedRow(year: task.year, unit: unit.unit.name, task: task.task, title: task.title))
      }
      for task in assessment.schedule.tasks.indices
      where !unit.obligations.byClause[task].isEmpty {
        let outcomes = unit.obligations.task(task)
        if outcomes.missed > 0 {
          let plan = assessment.schedule.tasks[task]
          rows.append(
            CarriedRow(
              year: year, unit: unit.unit.name, task: plan.id,
              title: plan.title))
        } else if outcomes.unknown > 0 {
          unknown += 1
        }
      }
    }
    let decimals = judgement.setup.system.rounding.decimals
    var entries = [
      Entry(path: Path.list, table: Self.list(rows)),
      Entry(
        path: Path.scores,
        table: Self.scores(
          assessment.units.compactMap { unit in
            unit.score.total.map {
              (unit.unit.name, $0.fixed(decimals: decimals), unit.score.rank)
            }
          })),
      Entry(path: Path.tables, table: Self.tables(judgement.statutory.county)),
    ]
    let report = OutputSet(judgement: judgement, options: .init()).statutory(.county)
    if let figures = OpenData.package(report.facts, plan: nil).resources.first(where: {
      $0.name == "figures"
    }) {
      entries.append(Entry(path: Path.figures, table: figures))
    }
    self.entries = entries
    open = rows.count
    self.unknown = unknown
  }

  /// What the outputs of last year's run hand on, for a pipeline whose units they name.
  package init(_ setup: Setup, from outputs: LastYearOutputs) {
    var entries: [Entry] = []
    let units = setup.registry.units
    if let carried = outputs.carried {
      entries.append(
        Entry(
          path: Path.list,
          table: Self.list(
            carried.map {
              CarriedRow(year: $0.year, unit: units[$0.unit].name, task: $0.task, title: $0.title)
            })))
    }
    if !outputs.scores.isEmpty {
      entries.append(
        Entry(
          path: Path.scores,
          table: Self.scores(
            outputs.scores.map { (units[$0.unit].name, $0.score.text, $0.rank) })))
    }
    if !outputs.figures.isEmpty {
      entries.append(Entry(path: Path.tables, table: Self.tables(outputs.figures)))
    }
    self.entries = entries
    open = outputs.carried?.count
    unknown = 0
  }

  private struct CarriedRow {
    let year: Int
    let unit: String
    let task: String
    let title: String
  }

  private static func list(_ rows: [CarriedRow]) -> DataResource {
    DataResource(
      name: "carryover", title: "上年遗留任务",
      fields: ["年度", "单位", "任务编号", "工作任务", "整改日期"].map { DataField($0) },
      rows: rows.map { [String($0.year), $0.unit, $0.task, $0.title, ""] })
  }

  private static func scores(_ rows: [(String, String, Int?)]) -> DataResource {
    DataResource(
      name: "scores", title: "上年成绩", fields: ["单位", "得分", "名次"].map { DataField($0) },
      rows: rows.map { [$0.0, $0.1, $0.2.map { String($0) } ?? ""] })
  }

  private static func tables(_ county: StatutoryTables) -> DataResource {
    flat(
      ReportForm.tables.flatMap { county.form.cells(ofTable: $0) }.map { cell in
        (cell.table, cell.row, cell.column, county[cell])
      })
  }

  private static func tables(_ figures: [PreviousFigure]) -> DataResource {
    let order = Dictionary(
      ReportForm.all.flatMap { form in ReportForm.tables.flatMap { form.cells(ofTable: $0) } }
        .enumerated().map {
          (["\($0.element.table)", $0.element.row, $0.element.column], $0.offset)
        },
      uniquingKeysWith: { first, _ in first })
    func rank(_ figure: PreviousFigure) -> Int {
      order[["\(figure.table)", figure.row, figure.column]] ?? .max
    }
    return flat(
      figures.filter { $0.unit == nil }.ordered { rank($0) < rank($1) }.map {
        ($0.table, $0.row, $0.column, $0.value)
      })
  }

  private static func flat(_ cells: [(table: Int, row: String, column: String, value: Exact?)])
    -> DataResource
  {
    DataResource(
      name: "statutory", title: "上年年报数据", fields: FlatForm.header.map { DataField($0) },
      rows: cells.map { cell in
        let isCode = cell.table == StatutoryCell.requestTable
        return [
          String(cell.table), isCode ? cell.row : "", isCode ? "" : cell.row, cell.column,
          cell.value?.text ?? FlatForm.unknownWord,
        ]
      })
  }
}
