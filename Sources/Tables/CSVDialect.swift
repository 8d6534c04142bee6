/// How the records of a CSV file are told apart.
package struct CSVDialect: Sendable, Hashable {
  /// The separator between cells.
  package enum Delimiter: Sendable, Hashable {
    case comma, tab, fullWidthComma
  }

  /// The separator between cells.
  package var delimiter: Delimiter = .comma
  /// The byte that ends a record: a line feed, or a carriage return in files of old Macintosh programs.
  package var newline: UInt8 = 0x0A

  /// Makes a dialect.
  package init(delimiter: Delimiter = .comma, newline: UInt8 = 0x0A) {
    self.delimiter = delimiter
    self.newline = newline
  }

  /// The first byte of the separator.
  var delimiterByte: UInt8 {
    switch delimiter {
    case .comma: 0x2C
    case .tab: 0x09
    case .fullWidthComma: 0xEF
    }
  }

  /// Judges by the first twenty records: the separator that occurs equally often in most of them.
  ///
  /// A title above the header, or commas in the prose of one cell, occur unevenly and so do not count.
  static func judged(from text: UnsafeBufferPointer<UInt8>) -> CSVDialect {
    var dialect = CSVDialect()
    if unsafe !text.contains(0x0A), unsafe text.contains(0x0D) { dialect.newline = 0x0D }
    var perRecord: [(comma: Int, tab: Int, wide: Int)] = []
    var counts = (comma: 0, tab: 0, wide: 0)
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
      switch byte {
      case 0x22 where wasStart: isQuoted = true
      case 0x2C: (counts.comma, atStart) = (counts.comma + 1, true)
      case 0x09: (counts.tab, atStart) = (counts.tab + 1, true)
      case 0xEF where index + 2 < text.count:
        if unsafe text[index + 1] == 0xBC, unsafe text[index + 2] == 0x8C {
          (counts.wide, atStart) = (counts.wide + 1, true)
          index += 2
        }
      case dialect.newline:
        if !isEmpty { perRecord.append(counts) }
        counts = (0, 0, 0)
        atStart = true
      default: break
      }
      isEmpty = byte == dialect.newline || (isEmpty && byte == 0x0D)
      index += 1
    }
    if !isEmpty, perRecord.count < 20 { perRecord.append(counts) }

    func weight(_ values: [Int]) -> (records: Int, count: Int) {
      var best = (records: 0, count: 0)
      for value in Set(values) where value > 0 {
        let records = values.count { $0 == value }
        if (records, value) > best { best = (records, value) }
      }
      return best
    }
    let comma = weight(perRecord.map(\.comma))
    let tab = weight(perRecord.map(\.tab))
    let wide = weight(perRecord.map(\.wide))
    if tab > comma, tab >= wide {
      dialect.delimiter = .tab
    } else if wide > comma, wide > tab {
      dialect.delimiter = .fullWidthComma
    }
    return dialect
  }
}
