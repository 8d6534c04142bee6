/// What a cell is for; the renderer turns a role into fonts, colours and borders.
package enum StyleRole: UInt8, CaseIterable, Hashable, Sendable {
  /// The title of a sheet, in A1.
  case title
  /// A heading inside a sheet.
  case subtitle
  /// A line that explains, under the title or beside a figure.
  case note
  /// The heading of a column.
  case heading
  /// Running text, to the left.
  case body
  /// A short word or code, centred.
  case label
  /// A figure, to the right; its number format says how many decimals.
  case figure
  /// A figure of a totals row.
  case total
  /// A word of a totals row.
  case totalWord
  /// A status word that is as it should be (按期完成).
  case good
  /// A status word that wants attention (未到期, 逾期完成).
  case caution
  /// A status word of something missed (逾期未完成).
  case bad
  /// A word that stands for an absent figure (不适用, 未知).
  case absent
  /// A link.
  case link
  /// A cell to be filled in; unlocked on a protected sheet.
  case entry
  /// The mark of sample data or of a draft.
  case mark
  /// The heading of an official form, centred, bordered.
  case formHeading
  /// A row name of an official form, bordered.
  case formLabel
  /// A figure of an official form, centred, bordered.
  case formFigure
}

/// How a figure is shown.
package enum NumberFormat: UInt8, CaseIterable, Hashable, Sendable {
  /// As it is; text.
  case general
  /// A whole number: `0`.
  case integer
  /// A whole number with thousands: `#,##0`.
  case thousands
  /// One decimal: `0.0`.
  case tenths
  /// Two decimals: `0.00`.
  case hundredths
  /// Three decimals: `0.000`.
  case thousandths
  /// Four decimals: `0.0000`.
  case tenThousandths
  /// A share as a percentage with one decimal: `0.0%`.
  case percentTenths
  /// A share as a percentage with two decimals: `0.00%`.
  case percentHundredths
  /// A day: `yyyy-mm-dd`.
  case date
  /// Text even where it looks like a number: `@`.
  case text
  /// A change with its sign and two decimals: `+0.00`.
  case signedHundredths
  /// Places won or lost, in words: `+4位（上升）`, `-4位（下降）`.
  case rankChange

  /// How many decimals are shown, the percentage's own included.
  package var decimals: Int {
    switch self {
    case .general, .integer, .thousands, .date, .text, .rankChange: 0
    case .tenths, .percentTenths: 1
    case .hundredths, .percentHundredths, .signedHundredths: 2
    case .thousandths: 3
    case .tenThousandths: 4
    }
  }
}
