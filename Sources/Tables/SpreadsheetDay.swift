/// The days of spreadsheets: serials counted from 1900 or 1904, and their text.
package enum SpreadsheetDay {
  /// The day of a serial, counted from 1970-01-01; nil for what is no whole or fractional day of 1900 to 9999.
  ///
  /// Serial 60 of the 1900 system is 29 February 1900, a day that never was.
  static func day(serial: Int, is1904: Bool) -> Int32? {
    if is1904 { return (0...2_957_003).contains(serial) ? Int32(serial - 24_107) : nil }
    switch serial {
    case 1..<60: return Int32(serial - 25_568)
    case 61...2_958_465: return Int32(serial - 25_569)
    default: return nil
    }
  }

  /// The day of a decimal number read as a serial; the time of day is dropped.
  static func serial(_ text: UnsafeBufferPointer<UInt8>, is1904: Bool) -> Int32? {
    var value = 0
    var index = 0
    while index < text.count, index < 8 {
      let byte = unsafe text[index]
      if byte == 0x2E { break }
      guard byte >= 0x30, byte <= 0x39 else { return nil }
      value = value * 10 + Int(byte - 0x30)
      index += 1
    }
    guard index > 0, unsafe index == text.count || text[index] == 0x2E else { return nil }
    return day(serial: value, is1904: is1904)
  }

  /// The day of a text that begins `yyyy-mm-dd`, as this room writes dates.
  static func iso(_ text: UnsafeBufferPointer<UInt8>) -> Int32? {
    guard text.count >= 10, unsafe text[4] == 0x2D else { return nil }
    func number(_ first: Int, _ count: Int) -> Int {
      var value = 0
      for index in first..<(first + count) { value = unsafe value * 10 + Int(text[index] &- 0x30) }
      return value
    }
    return day(year: number(0, 4), month: number(5, 2), day: number(8, 2))
  }

  static func day(year: Int, month: Int, day: Int) -> Int32 {
    let y = month > 2 ? year : year - 1
    let m = month > 2 ? month - 3 : month + 9
    return Int32(
      truncatingIfNeeded: 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1
        - 719_468)
  }

  /// Year, month and day of a day counted from 1970-01-01.
  static func parts(_ dayNumber: Int32) -> (year: Int, month: Int, day: Int) {
    let shifted = Int(dayNumber) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let m = (5 * dayOfYear + 2) / 153
    let month = m < 10 ? m + 3 : m - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * m + 2) / 5 + 1)
  }

  /// `2022-05-20`, with ` 13:45:00` where the fraction is a time, or the time alone for serials below one; nil where the serial is no day.
  static func text(serial: Double, is1904: Bool) -> String? {
    guard serial >= 0, serial < 2_958_466 else { return nil }
    var whole = Int(serial)
    var seconds = Int(((serial - Double(whole)) * 86_400).rounded())
    if seconds == 86_400 {
      whole += 1
      seconds = 0
    }
    func two(_ n: Int) -> String { n < 10 ? "0\(n)" : String(n) }
    let time = "\(two(seconds / 3600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
    if whole == 0, !is1904 { return time }
    guard let day = day(serial: whole, is1904: is1904) else { return nil }
    let (y, m, d) = parts(day)
    let date = String(repeating: "0", count: max(0, 4 - String(y).count)) + "\(y)-\(two(m))-\(two(d))"
    return seconds == 0 ? date : date + " " + time
  }
}
