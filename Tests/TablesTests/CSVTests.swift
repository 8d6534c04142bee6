import CByteMasks
import Testing

@testable import Diagnostics
@testable import Tables

@Suite("Reading CSV")
struct CSVTests {
  private func read(
    _ bytes: [UInt8], _ name: String = "a.csv", _ limits: ReadingLimits = .standard
  ) throws -> FileContent {
    let scratch = try Scratch()
    return TableFile.read(path: try scratch.file(name, bytes), name: name, limits: limits)
  }

  private func rows(_ text: String) throws -> [[String]] {
    texts(try read(Array(text.utf8)))
  }

  private func texts(_ content: FileContent) -> [[String]] {
    content.tables.first?.rows.map { $0.cells.map(\.text) } ?? []
  }

  private func code(_ bytes: [UInt8], _ limits: ReadingLimits = .standard) throws -> String {
    let content = try read(bytes, "a.csv", limits)
    #expect(content.sha256.utf8.count == 64)
    guard content.summary.isRefused else { return "accepted" }
    #expect(content.tables.isEmpty)
    return content.diagnostics.last?.rule.code ?? ""
  }

  @Test(
    "Records, quotes and line ends",
    arguments: [
      ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]), ("a,b\r\n1,2", [["a", "b"], ["1", "2"]]),
      ("a\n\n\nb\n", [["a"], [], [], ["b"]]), ("", []), ("\n", [[]]), ("a,b,", [["a", "b"]]),
      (",,\n,x", [[], ["", "x"]]),
      ("\"a,b\",\"c\"\"d\"\n\"e\nf\",g", [["a,b", "c\"d"], ["e\nf", "g"]]),
      ("\"\",\"\"\"\"\r\n\"x\"\r\n", [["", "\""], ["x"]]),
      ("5\" pipe,b\"c\"\n", [["5\" pipe", "b\"c\""]]),
      ("a\rb,c\n", [["a\rb", "c"]]), ("a,b\rc,d\r", [["a", "b"], ["c", "d"]]),
      ("甲\t乙\n1,5\t2\n", [["甲", "乙"], ["1,5", "2"]]),
      ("甲，乙，丙\n1，\"2，3\"，4\n", [["甲", "乙", "丙"], ["1", "2，3", "4"]]),
      ("说明：一，二，三，四\n甲,乙\n1，5,2\n3,4\n", [["说明：一，二，三，四"], ["甲", "乙"], ["1，5", "2"], ["3", "4"]]),
      ("a,\"b\"\"\"", [["a", "b\""]]), ("a,\"b\"\r\n", [["a", "b"]]),
    ] as [(String, [[String]])])
  func records(_ text: String, _ expected: [[String]]) throws {
    #expect(try rows(text) == expected)
  }

  @Test("Row numbers count every record, blank ones included")
  func numbers() throws {
    let content = try read(Array("a\n\n\"x\ny\"\nb\n".utf8))
    #expect(content.tables.first?.rows.map(\.number) == [1, 2, 3, 4])
    #expect(content.tables.first?.rows[1].isBlank == true)
  }

  @Test("Encodings are recognised and come out the same")
  func encodings() throws {
    let text = "单位,日期\n县教育和体育局𠀀,2022年5月20日\n"
    let expected = [["单位", "日期"], ["县教育和体育局𠀀", "2022年5月20日"]]
    var little: [UInt8] = [0xFF, 0xFE]
    var big: [UInt8] = [0xFE, 0xFF]
    for unit in text.utf16 {
      little += [UInt8(unit & 0xFF), UInt8(unit >> 8)]
      big += [UInt8(unit >> 8), UInt8(unit & 0xFF)]
    }
    let gb: [UInt8] =
      [
        0xB5, 0xA5, 0xCE, 0xBB, 0x2C, 0xC8, 0xD5, 0xC6, 0xDA, 0x0A, 0x95, 0x32, 0x82, 0x36, 0x2C,
        0x31,
      ]
    for (bytes, encoding) in [
      (Array(text.utf8), TextEncoding.utf8),
      ([0xEF, 0xBB, 0xBF] + Array(text.utf8), .utf8WithMark),
      (little, .utf16LittleEndian), (big, .utf16BigEndian),
    ] {
      let content = try read(bytes)
      #expect(texts(content) == expected && content.encoding == encoding)
    }
    let content = try read(gb)
    #expect(texts(content) == [["单位", "日期"], ["𠀀", "1"]] && content.encoding == .gb18030)
  }

  @Test("A GB18030 file that looks like UTF-8 for a megabyte starts anew")
  func restart() throws {
    let line = Array("1234567890,abcdefghij\n".utf8)
    var bytes = [UInt8]()
    for _ in 0..<60_000 { bytes += line }
    bytes += [0xB5, 0xA5, 0xCE, 0xBB, 0x0A]
    let content = try read(bytes)
    #expect(content.encoding == .gb18030)
    #expect(content.tables.first?.rows.count == 60_001)
    #expect(content.tables.first?.rows.last?.cells.first?.text == "单位")
  }

  @Test(
    "Bytes of no known encoding are refused with both offsets; a mark makes the encoding binding")
  func undecodable() throws {
    let content = try read([0x61, 0x2C, 0xFF, 0x0A])
    #expect(content.diagnostics.map(\.rule.code) == ["text-encoding-unknown"])
    #expect(content.diagnostics.first?.found.contains("第 2 字节") == true)
    #expect(try code([0xEF, 0xBB, 0xBF, 0xB5, 0xA5]) == "text-encoding-unknown")
    #expect(try code([0xFF, 0xFE, 0x00, 0xDC, 0x0A, 0x00]) == "text-encoding-unknown")
    #expect(try code([0xFF, 0xFE, 0x61]) == "text-encoding-unknown")
  }

  @Test("NUL is refused wherever it stands", arguments: [0, 3, 63, 64, 65, 300_000])
  func nul(_ offset: Int) throws {
    var bytes = [UInt8](repeating: 0x61, count: offset + 40)
    for index in stride(from: 30, to: bytes.count, by: 31) { bytes[index] = 0x0A }
    bytes[offset] = 0
    let content = try read(bytes)
    #expect(content.diagnostics.map(\.rule.code) == ["text-contains-nul"])
    #expect(content.diagnostics.first?.found.contains("第 \(offset) 字节") == true)
  }

  @Test("An unpaired quote is refused and the row where it opened is named")
  func unpaired() throws {
    let content = try read(Array("a,b\n1,2\n3,\"4\n5,6\n".utf8))
    #expect(content.diagnostics.map(\.rule.code) == ["csv-quote-unpaired"])
    #expect(content.diagnostics.first?.location.row == 3)
    var limits = ReadingLimits()
    limits.recordBytes = 1 << 20
    let long = "a\n\"" + String(repeating: "x\n", count: 1 << 20)
    let bounded = try read(Array(long.utf8), "a.csv", limits)
    #expect(bounded.diagnostics.map(\.rule.code) == ["csv-quote-unpaired"])
    #expect(bounded.diagnostics.first?.location.row == 2)
  }

  @Test("Text behind a closing quote is kept as written and reported with its row")
  func misplaced() throws {
    let content = try read(Array("a,b\n\"甲\"乙,2\n".utf8))
    #expect(texts(content) == [["a", "b"], ["\"甲\"乙", "2"]])
    #expect(content.diagnostics.map(\.rule.code) == ["csv-quote-misplaced"])
    #expect(content.diagnostics.first?.location.row == 2)
  }

  @Test("A line of 100 MB is refused without being held")
  func longLine() throws {
    let content = try read([UInt8](repeating: 0x78, count: 100_000_000))
    #expect(content.diagnostics.map(\.rule.code) == ["csv-line-too-long"])
    #expect(content.diagnostics.first?.location.row == 1)
  }

  @Test("Cells and columns are bounded")
  func bounds() throws {
    #expect(
      try code(Array(("a\n" + String(repeating: "x", count: 2 << 20) + "\n").utf8))
        == "cell-too-long")
    #expect(
      try code(Array(("a\n\"" + String(repeating: "x", count: 2 << 20) + "\"\n").utf8))
        == "cell-too-long")
    #expect(try code(Array(String(repeating: ",", count: 1_024).utf8)) == "too-many-columns")
    #expect(try code(Array(String(repeating: ",", count: 1_023).utf8)) == "accepted")
    #expect(try code(Array(String(repeating: ",", count: 100_000).utf8)) == "too-many-columns")
  }

  @Test("Invisible characters are reported with their cell")
  func invisible() throws {
    let content = try read(Array("a,县\u{200B}局\n\u{202E}x,“引号”—\n".utf8))
    #expect(content.diagnostics.map(\.location.cell) == ["B1", "A2"])
    #expect(content.diagnostics.allSatisfy { $0.rule == .invisibleCharacters })
  }

  @Test("A row is found again through the index")
  func index() throws {
    let scratch = try Scratch()
    let lines = (1...5_000).map { "\($0),\"x\n\($0)\"\n" }
    let path = try scratch.file("a.csv", lines.joined())
    var count = 0
    let summary = TableFile.stream(path: path, name: "a.csv", indexing: true, onRestart: {}) {
      count += $0.rowCount
    }
    #expect(count == 5_000)
    let index = try #require(summary.rowIndex)
    #expect(index.offsets.count == 157)
    for row in [1, 2, 32, 33, 64, 65, 4_999, 5_000] {
      let found = TableFile.rows(row..<(row + 1), path: path, name: "a.csv", summary: summary)
      #expect(found.map(\.number) == [row])
      #expect(found.first?.cells.map(\.text) == ["\(row)", "x\n\(row)"])
    }
    let wanted = [1, 2, 31, 32, 33, 64, 700, 701, 2_048, 4_992, 4_993, 5_000]
    var seen: [TableRow] = []
    let isRead = TableFile.visit(
      rows: wanted, path: path, name: "a.csv", index: index,
      dialect: try #require(summary.dialect)
    ) { batch, row in seen.append(batch.row(row)) }
    #expect(isRead && seen.map(\.number) == wanted)
    #expect(seen.map { $0.cells.first?.text ?? "" } == wanted.map(String.init))
  }

  /// A slow, obvious reader of the same rules.
  private func reference(_ text: [UInt8]) -> [[[UInt8]]]? {
    var rows: [[[UInt8]]] = []
    var index = 0
    while index < text.count {
      var row: [[UInt8]] = []
      while true {
        var cell: [UInt8] = []
        var isLast = true
        let start = index
        if index < text.count, text[index] == 0x22 {
          index += 1
          while true {
            guard index < text.count else { return nil }
            if text[index] == 0x22 {
              if index + 1 < text.count, text[index + 1] == 0x22 {
                index += 1
              } else {
                break
              }
            }
            cell.append(text[index])
            index += 1
          }
          index += 1
          let rest = text[index...]
          if !rest.isEmpty, rest.first != 0x2C, rest.first != 0x0A,
            !rest.starts(with: [0x0D, 0x0A])
          {
            cell = Array(text[start..<index])
          } else if rest.first == 0x0D {
            index += 1
          }
        }
        while index < text.count, text[index] != 0x2C, text[index] != 0x0A {
          cell.append(text[index])
          index += 1
        }
        if index < text.count, text[index] == 0x2C { isLast = false }
        let isEnd = index >= text.count
        if isLast, !isEnd, cell.last == 0x0D, text[index - 1] == 0x0D { cell.removeLast() }
        index += 1
        row.append(cell)
        if isLast { break }
      }
      while row.last?.isEmpty == true { row.removeLast() }
      rows.append(row)
    }
    return rows
  }

  @Test("Random mess reads like a slow reader reads it", arguments: 0..<200)
  func mess(_ seed: UInt64) throws {
    var dice = Dice(state: seed)
    let letters: [UInt8] = Array("ab\",\n".utf8) + [0x0D, 0x2C, 0x61, 0x0A]
    let count = Int.random(in: 0...400, using: &dice)
    let text =
      (0..<count).map { _ in
        Int.random(in: 0..<8, using: &dice) == 0
          ? letters.randomElement(using: &dice) ?? 0x61 : 0x78
      } + (seed % 2 == 0 ? Array("\n".utf8) : Array("z".utf8))
    // One record's quotes must not hide that the file has a line feed.
    let scanner = CSVScanner(dialect: CSVDialect(), file: "a.csv")
    var found: [[[UInt8]]] = []
    var refused = false
    let buffer = ByteBuffer(capacity: text.count + 256)
    // Fed in pieces, as from a file.
    var fed = 0
    var filled = 0
    do {
      while true {
        let piece = min(Int.random(in: 1...90, using: &dice), text.count - fed)
        for offset in 0..<piece { unsafe buffer.base[filled + offset] = text[fed + offset] }
        filled += piece
        fed += piece
        buffer.pad(at: filled)
        let isLast = fed == text.count
        let used = try unsafe scanner.scan(
          buffer.base, count: filled, isLast: isLast, fileOffset: fed - filled
        ) { batch in
          for row in 0..<batch.rowCount {
            found.append(batch.row(row).cells.map { Array($0.text.utf8) })
          }
        }
        filled = buffer.keepTail(from: used, to: filled)
        if isLast { break }
      }
    } catch { refused = true }
    let expected = reference(text)
    #expect(refused == (expected == nil))
    if let expected { #expect(found == expected) }
  }
}

@Suite("Strict UTF-8")
struct UTF8CheckTests {
  private func check(_ bytes: [UInt8]) -> UTF8Check.Outcome {
    let buffer = ByteBuffer(capacity: bytes.count)
    for (index, byte) in bytes.enumerated() { unsafe buffer.base[index] = byte }
    return unsafe UTF8Check.check(buffer.base, count: bytes.count)
  }

  @Test("Agrees with the standard library on random bytes at every place of a block")
  func random() {
    var dice = Dice(state: 1)
    let samples: [[UInt8]] =
      ["a", "é", "县", "—", "𠀀", "\u{D7FF}", "\u{E000}", "\u{10FFFF}", "\u{800}", "ᠠ"].map {
        Array($0.utf8)
      }
      + [
        [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x80], [0xE5, 0x8E], [0xF8],
        [0xE1, 0x80], [0xC1, 0x81], [0xFF], [0xE0, 0x9F, 0x80],
      ]
    for round in 0..<6_000 {
      var bytes: [UInt8] = []
      while bytes.count < round % 200 {
        let isBad = Int.random(in: 0..<200, using: &dice) == 0
        bytes +=
          samples[
            isBad ? Int.random(in: 10..<20, using: &dice) : Int.random(in: 0..<10, using: &dice)]
      }
      let isValid = String(validating: bytes, as: UTF8.self) != nil
      switch check(bytes) {
      case .valid(let pending):
        #expect(String(validating: bytes.dropLast(pending), as: UTF8.self) != nil)
        #expect(isValid == (pending == 0))
      case .invalid(let offset):
        #expect(!isValid)
        #expect(String(validating: bytes.prefix(offset), as: UTF8.self) != nil)
      case .nul: Issue.record("there is no NUL")
      }
    }
  }

  @Test("Wide and narrow vectors walk the same way, from every place and up to every kind of byte")
  func widths() {
    var dice = Dice(state: 2)
    let letters =
      ["a", "é", "县", "—", "𠀀", "ᠠ", "\u{800}"].map { Array($0.utf8) } + [[0], [0xFF], [0xE5]]
    for _ in 0..<2_000 {
      var bytes: [UInt8] = []
      while bytes.count < 300 {
        let isRare = Int.random(in: 0..<60, using: &dice) == 0
        bytes += letters[Int.random(in: isRare ? 4..<letters.count : 0..<4, using: &dice)]
      }
      let buffer = ByteBuffer(capacity: bytes.count)
      for (index, byte) in bytes.enumerated() { unsafe buffer.base[index] = byte }
      let run = unsafe byte_utf8_run(buffer.base, bytes.count)
      #expect(unsafe run == byte_utf8_run_narrow(buffer.base, bytes.count))
      #expect(String(validating: bytes.prefix(run), as: UTF8.self) != nil)
    }
  }

  @Test("Finds a NUL at every place of a block", arguments: ["a", "县"])
  func nul(_ letter: String) {
    let filler = Array(String(repeating: letter, count: 70).utf8)
    let width = letter.utf8.count
    for place in stride(from: 0, through: filler.count, by: width) {
      let bytes = filler.prefix(place) + [0] + filler.dropFirst(place)
      #expect(check(Array(bytes)) == .nul(at: place))
    }
  }
}
