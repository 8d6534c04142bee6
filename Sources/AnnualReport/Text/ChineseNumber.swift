import Disclosure

/// Numbers as they are spoken: 二十三, 两百零五, 三万.
enum ChineseNumber {
  static let digits: [Unicode.Scalar: Int] = [
    "〇": 0, "零": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
    "两": 2, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9,
  ]
  static let powers: [Unicode.Scalar: Int] = [
    "十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000, "拾": 10, "佰": 100, "仟": 1000,
    "廿": 20, "卅": 30,
  ]

  static func isNumeral(_ scalar: Unicode.Scalar) -> Bool {
    digits[scalar] != nil || powers[scalar] != nil
  }

  /// A number from 1 to 99 as it is spoken.
  static func text(_ number: Int) -> String {
    let names = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
    guard (1...99).contains(number) else { return String(number) }
    let tens = number / 10
    return (tens > 1 ? names[tens] : "") + (tens > 0 ? "十" : "") + names[number % 10]
  }

  /// The value of spoken or digit-wise numerals (二十三, 二〇二三); nil where they are none.
  static func value(_ text: some Collection<Unicode.Scalar>) -> Int? {
    guard !text.isEmpty else { return nil }
    if text.allSatisfy({ digits[$0] != nil }) {
      guard text.count <= 9 else { return nil }
      return text.reduce(0) { $0 * 10 + (digits[$1] ?? 0) }
    }
    var total = 0
    var section = 0
    var pending: Int?
    for scalar in text {
      if let digit = digits[scalar] {
        pending = digit
      } else if let power = powers[scalar] {
        switch power {
        case 20, 30: section += power
        case 10_000...:
          // 万 multiplies what stands since 亿, 亿 all before it: 一亿二千万, 三万亿.
          let isLarge = power > 10_000
          let part = section + (pending ?? 0) + (isLarge ? total : 0)
          let (product, over) = part.multipliedReportingOverflow(by: power)
          guard !over else { return nil }
          total = isLarge ? product : total + product
          (section, pending) = (0, nil)
        default:
          section += (pending ?? 1) * power
          pending = nil
        }
      } else {
        return nil
      }
    }
    return total + section + (pending ?? 0)
  }
}
