import Testing

@testable import Diagnostics
@testable import Tables

/// Random CSV in all that quotes, separators and line ends may do to each other.
private struct RandomCSV {
  let text: [UInt8]

  /// Cells as people and programs write them, in one dialect.
  static func cells(_ dice: inout Dice, records: Int) -> RandomCSV {
    let separator = [",", ",", "\t", "，"].randomElement(using: &dice) ?? ","
    let newline = ["\n", "\n", "\r\n", "\r"].randomElement(using: &dice) ?? "\n"
    var text = Bool.random(using: &dice) ? "\u{FEFF}" : ""
    for record in 0..<records {
      let cells = (0..<Int.random(in: 1...4, using: &dice)).map { _ in
        [
          "", "\(record)", "县教育局", "5\" 管", "x\"y\"", "\"\"", "\"\"\"\"", "\"a\(newline)b\"",
          "\"甲\(separator)\"\"乙\"\"\(newline)\"", "\"多\"字", "\"多\" \"字\"", "\"尾\"\r", "𠀀",
          String(repeating: "长", count: Int.random(in: 0...60, using: &dice)),
        ].randomElement(using: &dice) ?? ""
      }
      text += cells.joined(separator: separator) + newline
    }
    if Bool.random(using: &dice), !text.isEmpty { text.unicodeScalars.removeLast() }
    return RandomCSV(text: Array(text.utf8))
  }

  /// The characters that matter, in any order.
  static func soup(_ dice: inout Dice, length: Int) -> RandomCSV {
    let tokens = ["\"", "\"\"", ",", "\n", "\r\n", "\r", "a", "县", "，", ",\"", "\",", "\"\n", " "]
    let text = (0..<length).map { _ in tokens.randomElement(using: &dice) ?? "" }
    return RandomCSV(text: Array(text.joined().utf8))
  }
}

@Suite("Ranges of a CSV file")
struct RangeTests {
  /// What reading tells: the rows and the summary.
  private func whole(_ path: String) -> (rows: [TableRow], summary: FileSummary) {
    var rows: [TableRow] = []
    let summary = TableFile.stream(
      path: path, name: "a.csv", hashing: false, indexing: true, onRestart: { rows = [] },
      onBatch: { batch in for row in 0..<batch.rowCount { rows.append(batch.row(row)) } })
    return (rows, summary)
  }

  private func ranges(_ split: CSVSplit, _ path: String) -> [TableRow] {
    var rows: [TableRow] = []
    for range in split.ranges {
      let summary = TableFile.stream(range, path: path, name: "a.csv") { batch in
        for row in 0..<batch.rowCount { rows.append(batch.row(row)) }
      }
      #expect(!summary.isRefused && summary.sheets.first?.rowCount == range.rowCount)
    }
    return rows
  }

  /// Compares both ways of reading; false where the file must be read whole.
  private func agree(_ csv: RandomCSV, rangeBytes: [Int]) throws -> Bool {
    let scratch = try Scratch()
    let path = try scratch.file("a.csv", csv.text)
    let (rows, expected) = whole(path)
    var isCut = true
    for size in rangeBytes {
      var told: [CSVRange] = []
      let found = TableFile.split(
        path: path, name: "a.csv", rangeBytes: size, hashing: true,
        onRange: {
          told.append($0)
          return true
        })
      guard let split = found else {
        #expect(expected.isRefused || expected.encoding == .gb18030)
        isCut = false
        continue
      }
      #expect(!expected.isRefused)
      #expect(ranges(split, path) == rows)
      #expect(told == (split.ranges.count == 1 ? [] : split.ranges))
      #expect(split.summary.sha256 == Fingerprint.sha256(ofFile: path))
      #expect(split.summary.diagnostics == expected.diagnostics)
      #expect(split.summary.rowIndex == expected.rowIndex)
      #expect(split.summary.dialect == expected.dialect)
      #expect(split.summary.encoding == expected.encoding)
      #expect(split.summary.byteCount == expected.byteCount)
      #expect(split.summary.sheets.map(\.rowCount) == expected.sheets.map(\.rowCount))
      for (one, next) in zip(split.ranges, split.ranges.dropFirst()) {
        #expect(one.end == next.start && one.firstRow + one.rowCount == next.firstRow)
        #expect(one.end - one.start >= size)
      }
    }
    return isCut
  }

  @Test("read together they are the whole file, whatever quotes hold", arguments: 0..<8)
  func random(_ seed: UInt64) throws {
    var dice = Dice(state: seed)
    var cut = 0
    for _ in 0..<40 {
      let sizes = [1, Int.random(in: 2...300, using: &dice)]
      let records = Int.random(in: 0...80, using: &dice)
      if try agree(.cells(&dice, records: records), rangeBytes: sizes) { cut += 1 }
      let length = Int.random(in: 0...60, using: &dice)
      if try agree(.soup(&dice, length: length), rangeBytes: sizes) { cut += 1 }
    }
    #expect(cut > 30)
  }

  @Test("a file of many chunks is cut like a small one", arguments: 0..<2)
  func chunks(_ seed: UInt64) throws {
    var dice = Dice(state: seed)
    #expect(try agree(.cells(&dice, records: 12_000), rangeBytes: [10_000, 300_000]))
  }

  @Test("wherever chunks end, records begin and quotes are misplaced alike", arguments: 0..<10)
  func walking(_ seed: UInt64) throws {
    var dice = Dice(state: seed)
    for round in 0..<30 {
      let csv =
        round % 2 == 0 ? RandomCSV.cells(&dice, records: 12) : RandomCSV.soup(&dice, length: 40)
      let dialect = unsafe csv.text.withUnsafeBufferPointer { unsafe CSVDialect.judged(from: $0) }
      let atOnce = walk(csv.text, dialect, chunks: [csv.text.count])
      var chunks: [Int] = []
      while chunks.reduce(0, +) < csv.text.count { chunks.append(.random(in: 1...9, using: &dice)) }
      #expect(walk(csv.text, dialect, chunks: chunks) == atOnce)
    }
  }

  /// What a walk finds.
  private struct Walk: Equatable {
    let starts: [Int]
    let misplaced: MisplacedQuotes
  }

  /// Walks through a text that comes in chunks; nil where a quote is never closed.
  private func walk(_ text: [UInt8], _ dialect: CSVDialect, chunks: [Int]) -> Walk? {
    var walker = RecordWalker(dialect: dialect)
    var found: [Int] = []
    var done = 0
    var end = 0
    for chunk in chunks {
      end = min(text.count, end + chunk)
      let buffer = ByteBuffer(capacity: end - done)
      for index in done..<end { unsafe buffer.base[index - done] = text[index] }
      let used = unsafe walker.walk(
        buffer.base, count: end - done, isLast: end == text.count
      ) { row, start in
        found.append(done + start)
        #expect(row == found.count)
      }
      guard let used else { return nil }
      done += used
    }
    return Walk(starts: found, misplaced: walker.misplacedQuotes)
  }

  @Test("beyond the first two hundred, rows with misplaced quotes are counted once each")
  func misplaced() throws {
    let scratch = try Scratch()
    let path = try scratch.file(
      "a.csv", (1...15_000).map { "\"多\"字,\"多\"字,\($0)\n" }.joined())
    let (_, expected) = whole(path)
    #expect(expected.diagnostics.count == 201)
    #expect(expected.diagnostics.last?.found.contains("共 15000 行") == true)
    let split = try #require(TableFile.split(path: path, name: "a.csv", rangeBytes: 10_000))
    #expect(split.summary.diagnostics == expected.diagnostics)
  }

  @Test("what must be read whole is not cut")
  func uncut() throws {
    let scratch = try Scratch()
    let rows = String(repeating: "a,b\n", count: 200_000)
    func isCut(_ bytes: [UInt8], _ name: String = "a.csv") throws -> Bool {
      TableFile.split(path: try scratch.file(name, bytes), name: name, rangeBytes: 100) != nil
    }
    #expect(try isCut(Array(rows.utf8)))
    #expect(try !isCut(Array(rows.utf8) + [0xD5, 0xC5, 0x0A]))
    #expect(try !isCut([0xFF, 0xFE, 0x61, 0x00, 0x0A, 0x00]))
    #expect(try !isCut(Array(rows.utf8) + [0]))
    #expect(try !isCut(Array((rows + "\"a\n").utf8)))
    #expect(try !isCut(Array((rows + String(repeating: "x", count: 2 << 20) + "\n" + rows).utf8)))
    #expect(try !isCut(Array("<html>".utf8)))
    #expect(try !isCut(Array("a,b\n".utf8), "a.xlsx"))
    #expect(TableFile.split(path: scratch.path + "/none.csv", name: "", rangeBytes: 1) == nil)
    // Who is told of a range may have seen enough.
    var told = 0
    let stopped = TableFile.split(
      path: try scratch.file("a.csv", Array(rows.utf8)), name: "a.csv", rangeBytes: 100,
      onRange: { _ in
        told += 1
        return told < 3
      })
    #expect(stopped == nil && told == 3)
  }
}
