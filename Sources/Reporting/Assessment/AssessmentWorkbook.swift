import Diagnostics
import Disclosure
import ProgressLog
package import ReportDocument
package import Scoring
import WorkPlan

/// 年度考核结果.xlsx: scores, ranks, completion, deductions and what they rest on, for the assessment team.
package enum AssessmentWorkbook {
  /// The name of the file.
  package static let fileName = "年度考核结果.xlsx"
  /// The workbooks of lists that are too long for this one (`ListLimits`).
  package static let overdueName = "逾期与未完成明细.xlsx"
  package static let deductionName = "扣分明细.xlsx"

  /// The workbook of one long list, made when its turn comes.
  package struct Detail: Sendable {
    package let name: String
    /// How many lines the list has.
    package let lines: Int
    package let document: @Sendable () -> WorkbookDocument
  }

  /// The workbooks of long lists, the longest first; none for a county.
  package static func details(_ result: AssessmentResult, _ context: ReportContext) -> [Detail] {
    var details: [Detail] = []
    let overdue = AssessmentBook.overdueCount(result)
    if overdue > context.limits.detail {
      details.append(
        Detail(name: overdueName, lines: overdue) {
          bulk(overdueName, AssessmentBook(listsOf: result, context).overdue(), context)
        })
    }
    let deductions = AssessmentBook.deductionCount(result)
    if deductions > context.limits.detail {
      details.append(
        Detail(name: deductionName, lines: deductions) {
          bulk(deductionName, AssessmentBook(listsOf: result, context).deductions(), context)
        })
    }
    return details
  }

  private static func bulk(_ name: String, _ sheet: SheetDocument, _ context: ReportContext)
    -> WorkbookDocument
  {
    var sheet = sheet
    sheet.notes.append(WorkbookDocument.bulkNote)
    return WorkbookDocument(
      fileName: name, title: context.title, author: context.publisher,
      subject: "\(context.jurisdiction)\(context.year)年度政务公开考核结果",
      created: context.asOf.document, sheets: [sheet], isBulk: true)
  }

  /// Builds the workbook; nothing is written, and long tables give their rows on demand.
  package static func document(_ result: AssessmentResult, _ context: ReportContext)
    -> WorkbookDocument
  {
    let book = AssessmentBook(result, context)
    var sheets = [book.notice(), book.totals()]
    if let charts = book.totalCharts() { sheets.append(charts) }
    sheets.append(book.tasks())
    if let submissions = book.submissions() { sheets.append(submissions) }
    if let objections = book.objections() { sheets.append(objections) }
    sheets += [
      book.indicators(), book.completion(), book.unitQuarters(), book.quarters(), book.themes(),
    ]
    if let matrix = book.checkOff() { sheets.append(matrix) }
    sheets += [
      AssessmentBook.overdueCount(result) > context.limits.detail
        ? book.oldestOverdue() : book.overdue(),
      AssessmentBook.deductionCount(result) > context.limits.detail
        ? book.lossesByIndicator() : book.deductions(),
      book.lookBack(), book.claims(),
    ]
    if let history = book.history() { sheets.append(history) }
    if let signals = book.signals() { sheets.append(signals) }
    sheets += [
      book.rules(), book.readings(), book.sources(), book.problemCounts(), book.problems(),
    ]
    return WorkbookDocument(
      fileName: fileName, title: context.title, author: context.publisher,
      subject: "\(context.jurisdiction)\(context.year)年度政务公开考核结果",
      created: context.asOf.document, sheets: [book.cover(sheets)] + sheets)
  }
}

/// What the sheets share, worked out once.
struct AssessmentBook: Sendable {
  let result: AssessmentResult
  let context: ReportContext
  let scores: ScoreSheet
  /// The standing of each unit's tasks.
  let standing: TaskStanding
  let names: TaskNames
  var decimals: Int { result.system.rounding.decimals }
  var tasksOfPlan: [WorkTask] { result.schedule.tasks }

  init(_ result: AssessmentResult, _ context: ReportContext) {
    self.init(
      result, context,
      TaskStanding(result, asOf: context.asOf, stagnantAfter: context.stagnantAfter))
  }

  private init(_ result: AssessmentResult, _ context: ReportContext, _ standing: TaskStanding) {
    self.result = result
    self.context = context
    self.standing = standing
    names = TaskNames(result, jurisdiction: context.jurisdiction)
    scores = ScoreSheet(result.system, gradeNames: Self.gradeNames(result.system, context))
  }

  /// What the long lists need: no unit is looked at as a whole.
  init(listsOf result: AssessmentResult, _ context: ReportContext) {
    self.init(result, context, TaskStanding())
  }

  /// A sheet with the mark of the run and a line at the head of each page.
  func sheet(
    _ name: String, _ title: String, notes: [String] = [], blocks: [SheetBlock], freeze: Int = 0,
    landscape: Bool = true
  ) -> SheetDocument {
    SheetDocument(
      name: name, title: title, mark: context.mark, notes: notes, blocks: blocks,
      freeze: .header(columns: freeze),
      print: PrintSetup(
        isLandscape: landscape, header: "\(context.jurisdiction)\(context.year)年度政务公开考核"))
  }

  /// The order in which units are read: by group as registered, then by rank, then as registered.
  func byRank() -> [Int] {
    var groups: [String: Int] = [:]
    for unit in result.units where groups[unit.unit.group] == nil {
      groups[unit.unit.group] = groups.count
    }
    let perGroup = result.system.ranking.within == .group
    let keys = result.units.map { unit in
      (group: perGroup ? groups[unit.unit.group] ?? 0 : 0, rank: unit.score.rank ?? Int.max)
    }
    return keys.indices.ordered { left, right in
      (keys[left].group, keys[left].rank, left) < (keys[right].group, keys[right].rank, right)
    }
  }

  /// A remark on a unit that began, ended or was merged.
  static func remark(_ unit: ReportingUnit) -> String {
    var parts: [String] = []
    if let day = unit.enabledFrom { parts.append("\(day.iso)启用") }
    if let day = unit.disabledAfter { parts.append("\(day.iso)停用") }
    if let other = unit.mergedInto { parts.append("并入\(other)") }
    return parts.joined(separator: "，")
  }
}
