/// How the records of a CSV file are told apart.
package struct CSVDialect: Sendable, Hashable {
  /// The separator between cells.
  package enum Delimiter: Sendable, Hashable {
    case comma, tab, semicolon, bar, fullWidthComma
  }

  /// The separator between cells.
  package var delimiter: Delimiter = .comma
  /// The byte that ends a record: a line feed, or a carriage return in files of old Macintosh programs.
  package var newline: UInt8 = 0x0A

  package init(delimiter: Delimiter = .comma, newline: UInt8 = 0x0A) {
    self.delimiter = delimiter
    self.newline = newline
  }

  /// The first byte of the separator.
  package var delimiterByte: UInt8 {
    switch delimiter {
    case .comma: 0x2C
    case .tab: 0x09
    case .semicolon: 0x3B
    case .bar: 0x7C
    case .fullWidthComma: 0xEF
    }
  }

  /// Judges by the first twenty records: the separator that occurs equally often in most of them.
  ///
  /// A title above the header, or commas in the prose of one cell, occur unevenly and so do not count.
  static func judged(from text: UnsafeBufferPointer<UInt8>) -> CSVDialect {
    var dialect = CSVDialect()
    if unsafe !text.contains(0x0A), unsafe text.contains(0x0D) { dialect.newline = 0x0D }
    if let stated = unsafe stated(in: text) {
      dialect.delimiter = stated
      return dialect
    }
    let marks: [(delimiter: Delimiter, byte: UInt8)] = [
      (.comma, 0x2C), (.tab, 0x09), (.fullWidthComma, 0xEF), (.semicolon, 0x3B), (.bar, 0x7C),
    ]
    var perRecord: [[Int]] = []
    var counts = [0, 0, 0, 0, 0]
    var isQuoted = false
    var atStart = true
    var isEmpty = true
    var index = 0
    while index < text.count, perRecord.count < 20 {
      let byte = unsafe text[index]
      if isQuoted {
        if byte == 0x22 {
          if index + 1 < text.count, unsafe text[index + 1] == 0x22 {
            index += 1
          } else {
            isQuoted = false
          }
        }
        index += 1
        continue
      }
      let wasStart = atStart
      atStart = false
      if byte == 0x22 {
        isQuoted = wasStart
      } else if byte == dialect.newline {
        if !isEmpty { perRecord.append(counts) }
        counts = [0, 0, 0, 0, 0]
        atStart = true
      } else if let mark = marks.firstIndex(where: { $0.byte == byte }) {
        if byte != 0xEF {
          (counts[mark], atStart) = (counts[mark] + 1, true)
        } else if index + 2 < text.count, unsafe text[index + 1] == 0xBC,
          unsafe text[index + 2] == 0x8C
        {
          (counts[mark], atStart) = (counts[mark] + 1, true)
          index += 2
        }
      }
      isEmpty = byte == dialect.newline || (isEmpty && byte == 0x0D)
      index += 1
    }
    if !isEmpty, perRecord.count < 20 { perRecord.append(counts) }

    // The most records agree, then the most separators; of equals the first in the list, a comma.
    var best = (records: 0, count: 0)
    for (mark, entry) in marks.enumerated() {
      let values = perRecord.map { $0[mark] }
      for value in Set(values) where value > 0 {
        let weight = (records: values.count { $0 == value }, count: value)
        if weight > best {
          best = weight
          dialect.delimiter = entry.delimiter
        }
      }
    }
    return dialect
  }

  /// The separator that a first line `sep=;` states, as spreadsheets write and read it.
  private static func stated(in text: UnsafeBufferPointer<UInt8>) -> Delimiter? {
    guard text.count >= 6 else { return nil }
    let first = unsafe text.first == 0x22 ? 1 : 0
    let word = (first..<(first + 4)).map { unsafe text[$0] | 0x20 }
    guard word.elementsEqual([0x73, 0x65, 0x70, 0x3D]) else { return nil }
    let after = unsafe text[first + 5]
    guard after == 0x0A || after == 0x0D || after == 0x22 else { return nil }
    return switch unsafe text[first + 4] {
    case 0x2C: .comma
    case 0x09: .tab
    case 0x3B: .semicolon
    case 0x7C: .bar
    default: nil
    }
  }
}
