package import Disclosure

/// What intake needs to know of the pipeline.
package struct IntakeContext: Sendable {
  package let year: Int
  package let asOf: PlainDate
  package let registry: UnitRegistry
  /// Indicators that scores may be given for.
  package let indicators: [IndicatorBound]
  /// The rows of the year's statutory form, by which registers name how a request was answered.
  package let answers: [RequestRow]
  /// The cells of the year's statutory form that units report as figures.
  package let proactiveCells: [ProactiveCell]
  /// Mended rows, which take the place of quarantined ones.
  package let corrections: Corrections

  /// An indicator that scores may name, and the greatest score it takes.
  package struct IndicatorBound: Sendable, Hashable {
    package let id: String
    package let name: String
    /// nil: no upper bound (bonus items).
    package let most: Exact?
    package init(id: String, name: String, most: Exact?) {
      self.id = id
      self.name = name
      self.most = most
    }
  }

  /// Every kind of input, for whoever has to tell one from the others.
  package let kinds: InputKinds

  /// How files differ from the form of their kind, by path.
  package let layouts: [String: FormLayout]

  /// The numbers of the plan's tasks, in its order, folded.
  package let taskNumbers: [String]
  /// Where each task stands in the plan, by its folded number.
  package let taskIndex: [String: Int]
  /// Where each task stands in the plan, by its text.
  package let taskTexts: TaskTexts

  /// The 事项类型 that the log may name.
  package let entryTypes: EntryTypes

  package init(
    year: Int, asOf: PlainDate, registry: UnitRegistry, kinds: InputKinds,
    taskNumbers: [String] = [],
    taskTitles: [String] = [], indicators: [IndicatorBound] = [], answers: [RequestRow] = [],
    proactiveCells: [ProactiveCell] = [], corrections: Corrections = Corrections(),
    layouts: [String: FormLayout] = [:], entryTypes: EntryTypes = .builtIn
  ) {
    self.kinds = kinds
    self.entryTypes = entryTypes
    self.layouts = layouts
    self.year = year
    self.asOf = asOf
    self.registry = registry
    self.indicators = indicators
    self.answers = answers
    self.proactiveCells = proactiveCells
    self.corrections = corrections
    var index: [String: Int] = [:]
    for (task, number) in taskNumbers.enumerated() { index[number] = task }
    taskIndex = index
    self.taskNumbers = taskNumbers
    taskTexts = TaskTexts(taskTitles)
  }

  /// The task of a number as written.
  ///
  /// Where the plan has a task 自选, a unit's fields of its own choice (自选1, 自选-社会救助) are of that task.
  package func task(_ written: String) -> Int? {
    let number = TextFolding.foldTaskNumber(written)
    if let known = taskIndex[number] { return known }
    return number.hasPrefix(Self.ownChoice) ? taskIndex[Self.ownChoice] : nil
  }

  private static let ownChoice = "自选"

  /// The parts that a task was divided into: 13甲 and 13乙 of 13.
  func parts(ofTask written: String) -> [String] {
    let number = TextFolding.foldTaskNumber(written)
    guard let last = number.last, last.isNumber else { return [] }
    return taskNumbers.filter { id in
      id.hasPrefix(number) && id.count > number.count
        && id.dropFirst(number.count).first.map { !$0.isNumber } == true
    }.prefix(5).map(\.self)
  }

  /// The first day that dates of a formatted cell in a directory of older things may have.
  private static let republic = PlainDate(year: 1949, month: 10, day: 1)

  /// True for a day that a serial can mean: not more than ten years before the year, nor one after the as-of day.
  ///
  /// A directory lists what is older; there a cell which shows itself as a date is believed.
  func isPlausible(_ day: PlainDate, isDateCell: Bool, in kind: InputKind) -> Bool {
    guard asOf.dayNumber != .max else { return true }
    let isOld = kind.acceptsOldDates && isDateCell
    let first = isOld ? Self.republic : PlainDate(year: year - 10, month: 1, day: 1)
    if let first, day < first { return false }
    return day.dayNumber <= asOf.dayNumber + 366
  }
}
