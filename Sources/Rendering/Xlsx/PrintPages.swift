import ReportDocument

/// How the width of a sheet falls on printed pages, so that its text stays readable.
enum PrintPages: Hashable {
  /// No scaling: the sheet says so itself.
  case asWide
  /// Scaled down to the width of one page.
  case oneWide
  /// Scaled down to one page, both ways.
  case onePage
  /// Several pages side by side at a percentage, cut before these columns, the first columns repeated.
  case several(percent: Int, breaks: [Int], repeated: Int)

  /// The smallest scale: text of 11 points then prints at 7.
  static let leastPercent = 64
  /// Larger than this a table that takes several pages is not printed: text of 11 points is read with ease at 9,
  /// and every further point costs pages.
  static let easyPercent = 80
  /// A4 less the margins that are set, in points.
  private static let roomLandscape = (842.0 - 2 * 0.6 * 72) * reserve
  private static let roomPortrait = (595.0 - 2 * 0.6 * 72) * reserve
  /// Programs draw columns a little wider or narrower, by the fonts that they have.
  private static let reserve = 0.9

  /// Plans the pages of a sheet.
  ///
  /// `columns`: widths in characters of tables and forms.
  init(columns: [Double], isLandscape: Bool, repeated: Int) {
    let widths = columns.map(Self.points)
    let room = isLandscape ? Self.roomLandscape : Self.roomPortrait
    let least = Double(Self.leastPercent) / 100
    let table = widths.reduce(0, +)
    guard table > room / least else {
      self = .oneWide
      return
    }
    // A repeated part that takes half of the page would leave no room for the rest.
    let head = widths.prefix(repeated).reduce(0, +)
    let repeated = head <= room / least / 2 ? repeated : 0
    let fewest = Self.breaks(widths, room: room / least, repeated: repeated).count
    var percent = Self.leastPercent
    while percent < Self.easyPercent {
      let larger = Double(percent + 1) / 100
      guard Self.breaks(widths, room: room / larger, repeated: repeated).count == fewest
      else { break }
      percent += 1
    }
    let breaks = Self.breaks(widths, room: room / (Double(percent) / 100), repeated: repeated)
    self = .several(percent: percent, breaks: breaks, repeated: breaks.isEmpty ? 0 : repeated)
  }

  /// The points of a column as spreadsheets draw it: seven pixels a character, five of padding.
  private static func points(_ characters: Double) -> Double { (characters * 7 + 5) * 0.75 }

  /// The columns before which a new page begins.
  private static func breaks(_ widths: [Double], room: Double, repeated: Int) -> [Int] {
    let head = widths.prefix(repeated).reduce(0, +)
    var breaks: [Int] = []
    var used = 0.0
    for (column, width) in widths.enumerated() {
      if used + width > room, column > repeated, used > (breaks.isEmpty ? 0 : head) {
        breaks.append(column)
        used = head
      }
      used += width
    }
    return breaks
  }
}

/// Where the bars of a column begin.
enum DataBar {
  /// At zero where the figures reach down to it; else a round figure a little below the least, so that differences show.
  static func start(of span: ClosedRange<Double>) -> Double {
    let (least, most) = (span.lowerBound, span.upperBound)
    guard least > 0, most > least, least > most / 2 else { return 0 }
    var step = 1e-6
    while step * 10 <= most - least { step *= 10 }
    let start = ((least - (most - least) / 5) / step).rounded(.down) * step
    return max(0, start)
  }
}
