import ReportDocument

/// How a role looks.
///
/// Colours only repeat what a word or figure says already.
struct Look {
  enum Alignment { case left, centre, right, byContent }

  var font = Look.bodyFont
  var size = 11.0
  var isBold = false
  var isUnderlined = false
  var isBordered = false
  var hasRule = false
  var alwaysWraps = false
  var colour: UInt32?
  var fill: UInt32?
  var alignment = Alignment.byContent

  static let bodyFont = "宋体"
  static let headingFont = "黑体"

  static let bar: UInt32 = 0x9DC3E6
  static let paleRed: UInt32 = 0xF8CBAD
  static let paleGreen: UInt32 = 0xC6E0B4
  static let grid: UInt32 = 0xD9D9D9
  static let white: UInt32 = 0xFFFFFF
  /// Dark enough on white, and apart in lightness, so that they differ in grey print.
  static let series: [UInt32] = [0x1F4E79, 0xC55A11, 0x548235, 0x7F7F7F, 0x7030A0, 0xBF9000]
  /// Square, diamond, circle, triangle in the library's numbering.
  static let markers: [UInt8] = [2, 3, 8, 4]

  static func of(_ role: StyleRole) -> Look {
    var look = Look()
    switch role {
    case .title:
      look.font = headingFont
      look.size = 16
    case .subtitle:
      look.font = headingFont
      look.size = 12
    case .note: look.colour = 0x404040
    case .heading:
      look.font = headingFont
      look.alwaysWraps = true
      look.fill = 0xDDEBF7
      // Said outright, because a table style would turn an unsaid colour white.
      look.colour = 0x1F3864
      look.alignment = .centre
    case .body: look.alignment = .left
    case .label: look.alignment = .centre
    case .figure: look.alignment = .right
    case .total:
      look.font = headingFont
      look.hasRule = true
    case .totalWord:
      look.font = headingFont
      look.hasRule = true
      look.alignment = .centre
    case .good:
      look.colour = 0x375623
      look.alignment = .centre
    case .caution:
      look.colour = 0x7F6000
      look.alignment = .centre
    case .bad:
      look.colour = 0x9C0006
      look.isBold = true
      look.alignment = .centre
    case .absent:
      look.colour = 0x595959
      look.alignment = .centre
    case .link:
      look.colour = 0x0563C1
      look.isUnderlined = true
    case .entry:
      look.fill = 0xFFF9E5
      look.isBordered = true
      look.alwaysWraps = true
    case .mark:
      look.font = headingFont
      look.colour = 0x9C0006
      look.isBold = true
    case .formHeading:
      look.font = headingFont
      look.isBordered = true
      look.alignment = .centre
    case .formLabel:
      look.isBordered = true
      look.alignment = .left
    case .formFigure:
      look.isBordered = true
      look.alignment = .centre
    }
    return look
  }

  /// The number format code; nil for general.
  static func code(of format: NumberFormat) -> String? {
    switch format {
    case .general: nil
    case .integer: "0"
    case .thousands: "#,##0"
    case .tenths: "0.0"
    case .hundredths: "0.00"
    case .thousandths: "0.000"
    case .tenThousandths: "0.0000"
    case .percentTenths: "0.0%"
    case .percentHundredths: "0.00%"
    case .date: "yyyy-mm-dd"
    case .text: "@"
    case .signedHundredths: "+0.00;-0.00;0.00"
    case .rankChange: "+0\"位（上升）\";-0\"位（下降）\";\"持平\""
    }
  }
}
