import Diagnostics
import Intake

extension LogPartial {
  /// Writes the partial as lines sorted by key; `sink` is given each without the newline.
  package mutating func write(stamp: PartialStamp, to sink: ([UInt8]) throws -> Void) throws {
    try writeLines(stamp: stamp) { try sink($0.bytes) }
  }

  /// Writes the partial as lines sorted by key.
  mutating func writeLines(stamp: PartialStamp, to sink: (PartialLine) throws -> Void) throws {
    var writer = PartialWriter(stamp: stamp)
    pieces.order { ($0.segment, $0.firstRow) < ($1.segment, $1.firstRow) }
    for piece in pieces { try sink(writer.line(piece)) }
    for (segment, group) in pieces.bySegment {
      for (sort, rows) in [group.outside, group.foreign].enumerated() {
        for (unit, found) in rows.inKeyOrder() {
          writer.begin(.aside)
          writer.part(segment, digits: 7)
          writer.part(sort, digits: 1)
          writer.part(Int(unit), digits: 7)
          writer.add(found)
          try sink(writer.end())
        }
      }
    }
    try tally.write(&writer, to: sink)
    try signals.write(&writer, to: sink)
    if case .marks(var marks) = repeats {
      repeats = .marks([])
      try RowMark.write(&marks, writer: &writer, to: sink)
    }
    try signals.writeMarks(&writer, to: sink)
    for piece in pieces {
      for (number, outcome) in piece.corrections.enumerated() {
        writer.begin(.correction, of: piece, number: number)
        writer.add(outcome)
        try sink(writer.end())
      }
    }
    for piece in pieces {
      for (number, problem) in piece.problems.enumerated() {
        writer.begin(.problem, of: piece, number: number)
        writer.add(problem)
        try sink(writer.end())
      }
    }
    for piece in pieces {
      for (number, row) in piece.quarantined.enumerated() {
        writer.begin(.quarantined, of: piece, number: number)
        writer.add(row)
        try sink(writer.end())
      }
    }
    try tally.writeRest(&writer, to: sink)
  }
}

/// The rows of one log that no duty looks at, by unit.
struct AsideOfLog {
  var outside: [Int32: AsideRows] = [:]
  var foreign: [Int32: AsideRows] = [:]

  fileprivate mutating func add(_ piece: LogPiece) {
    Self.add(piece.outside, to: &outside)
    Self.add(piece.foreign, to: &foreign)
  }

  private static func add(_ rows: ProgressIntake.PerUnit, to table: inout [Int32: AsideRows]) {
    for (unit, found) in rows.counts {
      var sum = AsideRows(
        count: found.count, row: found.first.row ?? 0, sheet: found.first.sheet ?? "")
      if let old = table[unit] {
        sum.count += old.count
        if old.row < sum.row { (sum.row, sum.sheet) = (old.row, old.sheet) }
      }
      table[unit] = sum
    }
  }
}

extension [LogPiece] {
  /// The rows beside the duties, log by log.
  fileprivate var bySegment: [(Int, AsideOfLog)] {
    var table: [Int: AsideOfLog] = [:]
    for piece in self { table[piece.segment, default: AsideOfLog()].add(piece) }
    return table.inKeyOrder()
  }
}

extension PartialWriter {
  fileprivate mutating func begin(_ kind: PartialKind, of piece: LogPiece, number: Int) {
    begin(kind)
    part(piece.segment, digits: 7)
    part(piece.firstRow, digits: 10)
    part(number, digits: 9)
  }

  fileprivate mutating func line(_ piece: LogPiece) -> PartialLine {
    begin(.piece)
    part(piece.segment, digits: 7)
    part(piece.firstRow, digits: 10)
    add(piece.lastRow)
    add(piece.record.rows)
    add(piece.record.accepted)
    add(piece.record.quarantined)
    add(piece.record.blank)
    add(piece.record.aside)
    add(piece.isRefused ? 1 : 0)
    add(piece.entries)
    add(piece.problems.count)
    add(piece.corrections.count)
    add(piece.bytes)
    add(piece.suspicion?.code ?? "")
    for count in piece.shape.months { add(count) }
    add(piece.shape.disordered)
    add(piece.record.sha256)
    add(piece.record.file)
    add(piece.sheets.count)
    for (number, name) in piece.sheets.inKeyOrder() {
      add(number)
      add(name)
    }
    return end()
  }

  /// An absent number is 0, and others are one more than they are.
  private mutating func add(_ number: Int?) { add(number.map { $0 + 1 } ?? 0) }

  private mutating func add(_ place: SourceLocation) {
    add(place.file)
    add(place.sheet == nil ? 0 : 1)
    add(place.sheet ?? "")
    add(place.row)
    add(place.column)
  }

  fileprivate mutating func add(_ finding: Diagnostic) {
    add(finding.rule.code)
    add(finding.location)
    add(finding.unit)
    add(finding.found)
    // The rule's own sentences, which are most, are not written.
    add(finding.expected == finding.rule.expected ? "" : finding.expected)
    add(finding.remedy == finding.rule.remedy ? "" : finding.remedy)
  }

  fileprivate mutating func add(_ outcome: CorrectionOutcome) {
    add(outcome.original)
    add(outcome.isAccepted ? 1 : 0)
  }

  fileprivate mutating func add(_ row: QuarantinedRow) {
    add(row.unit)
    add(row.location)
    add(row.headings.count)
    for heading in row.headings { add(heading) }
    add(row.cells.count)
    for cell in row.cells { add(cell) }
    add(row.diagnostics.count)
    for finding in row.diagnostics { add(finding) }
  }
}

extension PartialValues {
  private mutating func number() throws(PartialFault) -> Int? {
    let value = try count()
    return value == 0 ? nil : value - 1
  }

  private mutating func texts() throws(PartialFault) -> [String] {
    let number = try count()
    var list: [String] = []
    while list.count < number {
      guard !isAtEnd else { throw .malformed("所写个数的文字") }
      list.append(try text())
    }
    return list
  }

  private mutating func place() throws(PartialFault) -> SourceLocation {
    let file = try text()
    let hasSheet = try count() != 0
    let sheet = try text()
    let row = try number()
    return SourceLocation(
      file: file, sheet: hasSheet ? sheet : nil, row: row, column: try number())
  }

  fileprivate mutating func finding() throws(PartialFault) -> Diagnostic {
    let code = try text()
    guard let rule = LogFindings.rule(code) else { throw .malformed("本程序认得的问题编号") }
    let place = try place()
    let unit = try text()
    let found = try text()
    let expected = try text()
    let remedy = try text()
    return Diagnostic(
      rule, at: place, unit: unit, found: found, expected: expected.isEmpty ? nil : expected,
      remedy: remedy.isEmpty ? nil : remedy)
  }

  fileprivate mutating func correction() throws(PartialFault) -> CorrectionOutcome {
    let original = try place()
    return CorrectionOutcome(original: original, isAccepted: try count() != 0)
  }

  fileprivate mutating func quarantined() throws(PartialFault) -> QuarantinedRow {
    let unit = try text()
    let place = try place()
    let headings = try texts()
    let cells = try texts()
    let number = try count()
    var findings: [Diagnostic] = []
    while findings.count < number {
      guard !isAtEnd else { throw .malformed("所写个数的问题") }
      findings.append(try finding())
    }
    return QuarantinedRow(
      kind: .progress, unit: unit, location: place, headings: headings, cells: cells,
      diagnostics: findings)
  }
}

extension LogPiece {
  /// Reads a line of a piece; the numbers of findings and corrections are given beside it.
  static func read(_ line: PartialLine) throws(PartialFault)
    -> (piece: LogPiece, problems: Int, corrections: Int)
  {
    let key = try line.keyNumbers()
    var values = line.values
    let last = try values.count()
    let rows = try values.count()
    let accepted = try values.count()
    let quarantined = try values.count()
    let blank = try values.count()
    let aside = try values.count()
    let isRefused = try values.count() != 0
    let entries = try values.count()
    let promised = (problems: try values.count(), corrections: try values.count())
    let bytes = try values.count()
    let suspicion = try values.text()
    let rule = LogFindings.rule(suspicion)
    guard rule != nil || suspicion.isEmpty else { throw .malformed("本程序认得的问题编号") }
    var months: [Int] = []
    for _ in 0..<12 { months.append(try values.count()) }
    let shape = LogShape(months: months, disordered: try values.count())
    let sha256 = try values.text()
    var record = InputRecord(file: try values.text(), kind: .progress, sha256: sha256)
    (record.rows, record.accepted) = (rows, accepted)
    (record.quarantined, record.blank, record.aside) = (quarantined, blank, aside)
    var piece = LogPiece(segment: key[0], record: record)
    piece.firstRow = key[1]
    piece.lastRow = last
    piece.isRefused = isRefused
    piece.entries = entries
    piece.bytes = bytes
    piece.suspicion = rule
    piece.shape = shape
    for _ in 0..<(try values.count()) {
      let number = try values.count()
      piece.sheets[number] = try values.text()
    }
    try values.end()
    guard record.isConserved else { throw .malformed("行数 = 采用 + 退回 + 空行") }
    return (piece, promised.problems, promised.corrections)
  }
}

extension PartialLine {
  /// Checks all values, whatever the line says.
  func check() throws(PartialFault) {
    try PartialMerge.check(self)
    switch kind {
    case .piece: _ = try LogPiece.read(self)
    case .problem: _ = try finding()
    case .quarantined: _ = try quarantined()
    case .correction: _ = try correction()
    default: break
    }
  }

  /// The finding of a line.
  func finding() throws(PartialFault) -> Diagnostic {
    var values = self.values
    let finding = try values.finding()
    try values.end()
    return finding
  }

  /// The outcome of a line.
  func correction() throws(PartialFault) -> CorrectionOutcome {
    var values = self.values
    let outcome = try values.correction()
    try values.end()
    return outcome
  }

  /// The row of a line.
  func quarantined() throws(PartialFault) -> QuarantinedRow {
    var values = self.values
    let row = try values.quarantined()
    try values.end()
    return row
  }
}
