import Disclosure
import ReportDocument

extension NumberFormat {
  /// The format of so many decimals, at most four.
  static func decimals(_ decimals: Int) -> NumberFormat {
    switch decimals {
    case ...0: .integer
    case 1: .tenths
    case 2: .hundredths
    case 3: .thousandths
    default: .tenThousandths
    }
  }
}

extension PlainDate {
  /// The day as documents take it.
  var document: DocumentDay { DocumentDay(dayNumber: dayNumber) }
}

extension Exact {
  /// The figure for a cell; its text is only as wide as what the cell's format shows.
  func figure(decimals: Int) -> DecimalFigure {
    let number = approximate
    return DecimalFigure(text: Self.shown(number, decimals: decimals), approximate: number)
  }

  /// A number with so many decimals, for widths and charts; exact texts come from `fixed`.
  private static func shown(_ number: Double, decimals: Int) -> String {
    let power = [1.0, 10, 100, 1000, 10_000][min(max(decimals, 0), 4)]
    let scaled = (number.magnitude * power).rounded()
    let digits = scaled < 1e15 ? String(Int(scaled)) : "999999999999999"
    return (number < 0 ? "-" : "") + (decimals > 0 ? digits + "." : digits)
  }

  /// A constant of a formula, to ten decimals.
  var constant: Formula {
    let tenth = (self * Exact(10_000_000_000)).rounded(decimals: 0)
    if let whole = integer { return .integer(whole) }
    guard let unscaled = tenth.integer else { return .integer(Int(approximate)) }
    var digits = unscaled
    var decimals = 10
    while decimals > 0, digits % 10 == 0 {
      digits /= 10
      decimals -= 1
    }
    return .decimal(digits, decimals: decimals)
  }
}

extension RowBuilder {
  /// Appends an exact number, shown with so many decimals.
  mutating func append(exact value: Exact, decimals: Int, _ role: StyleRole? = nil) {
    append(value.figure(decimals: decimals), role, .decimals(decimals))
  }

  /// Appends a share of two counts; without a denominator 不适用.
  mutating func append(share part: Int, of whole: Int) {
    guard whole > 0 else { return append(blank: .notApplicable) }
    append(number: Double(part) / Double(whole), width: 6, nil, .percentTenths)
  }

  /// Appends the live quotient of two columns of the same row, with its value.
  mutating func append(live rate: RateFormula, _ part: Int, of whole: Int) {
    if whole > 0 {
      let value = Double(part) / Double(whole)
      append(
        rate.formula, cached: .decimal(DecimalFigure(text: "100.0%", approximate: value)), nil,
        .percentTenths)
    } else {
      append(rate.formula, cached: .text(BlankReason.notApplicable.word), .absent)
    }
  }

  /// Appends a day, or why there is none.
  mutating func append(day: PlainDate?, else reason: BlankReason = .none) {
    if let day { append(day.document) } else { append(blank: reason) }
  }
}

/// A quotient of columns of the row itself: 不适用 where the denominator is zero.
struct RateFormula: Sendable {
  let formula: Formula

  /// Makes a quotient of sums of columns over a column.
  init(_ parts: [Int], over whole: Int) {
    let denominator = Formula.cell(column: whole)
    let sum = Formula.sum(of: parts.map { .cell(column: $0) })
    formula = .choose(
      if: denominator.equals(.integer(0)), then: .word(.notApplicable), else: sum / denominator)
  }
}

extension StyleRole {
  /// The role of an outcome's word.
  static func outcome(_ label: String) -> StyleRole {
    switch label {
    case "按期完成", "已销号", "已办结": .good
    case "逾期完成", "逾期办结", "未到期", "在办", "部分停滞": .caution
    case "逾期未完成", "停滞", "未办结": .bad
    default: .absent
    }
  }
}
