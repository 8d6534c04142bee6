/// Small numbers in digits or Chinese numerals.
package enum Numeral {
  /// A digit, Arabic or Chinese.
  package static func digit(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar {
    case "0"..."9": Int(scalar.value) - 0x30
    case "〇", "零", "○", "Ｏ": 0
    case "一": 1
    case "二", "两": 2
    case "三": 3
    case "四": 4
    case "五": 5
    case "六": 6
    case "七": 7
    case "八": 8
    case "九": 9
    default: nil
    }
  }

  /// True for a scalar that numbers are written with.
  package static func isPart(_ scalar: Unicode.Scalar) -> Bool {
    digit(scalar) != nil || scalar == "十" || scalar == "百"
  }

  /// Arabic digits alone, at most nine.
  package static func digits(_ text: ArraySlice<Unicode.Scalar>) -> Int? {
    guard !text.isEmpty, text.count <= 9 else { return nil }
    var value = 0
    for scalar in text {
      guard ("0"..."9").contains(scalar) else { return nil }
      value = value * 10 + Int(scalar.value - 0x30)
    }
    return value
  }

  /// Four digits of a year: `2022`, `二〇二二`.
  package static func year(_ text: ArraySlice<Unicode.Scalar>) -> Int? {
    guard text.count == 4 else { return nil }
    var value = 0
    for scalar in text {
      guard let digit = digit(scalar) else { return nil }
      value = value * 10 + digit
    }
    return value >= 1000 ? value : nil
  }

  /// A number up to 999: `20`, `二十`, `三十一`, `一百二十`.
  package static func value(_ text: ArraySlice<Unicode.Scalar>) -> Int? {
    if let plain = digits(text) { return text.count <= 5 ? plain : nil }
    guard !text.isEmpty, text.count <= 5 else { return nil }
    var total = 0
    var pending: Int?
    var lastPower = 1000
    for scalar in text {
      let power = scalar == "百" ? 100 : scalar == "十" ? 10 : 1
      if power > 1 {
        guard power < lastPower, pending != 0 else { return nil }
        total += (pending ?? 1) * power
        pending = nil
        lastPower = power
      } else {
        guard pending == nil || pending == 0, !("0"..."9").contains(scalar),
          let digit = digit(scalar)
        else { return nil }
        pending = digit
      }
    }
    return total + (pending ?? 0)
  }
}
