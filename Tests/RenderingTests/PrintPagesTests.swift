import Testing

@testable import Rendering

@Suite struct PrintPagesTests {
  /// The points of a column, as the plan counts them.
  private func points(_ characters: Double) -> Double { (characters * 7 + 5) * 0.75 }
  private let landscape = 842 - 2 * 0.6 * 72.0

  @Test func `A table that fits at seven points stays on one page`() {
    let columns = Array(repeating: 12.0, count: 10)
    #expect(
      PrintPages(columns: columns, isLandscape: true, repeated: 1) == .oneWide)
  }

  @Test(arguments: [20, 40, 63, 120], [true, false])
  func `A wide table goes over pages, never below 64 percent, no page too wide`(
    _ count: Int, _ isLandscape: Bool
  ) throws {
    let columns = [26.0] + Array(repeating: 12.0, count: count)
    guard
      case .several(let percent, let breaks, let repeated) = PrintPages(
        columns: columns, isLandscape: isLandscape, repeated: 1)
    else {
      Issue.record("one page")
      return
    }
    #expect(percent >= PrintPages.leastPercent && percent <= PrintPages.easyPercent)
    #expect(repeated == 1)
    #expect(breaks == breaks.sorted() && Set(breaks).count == breaks.count)
    let room = (isLandscape ? landscape : 595 - 2 * 0.6 * 72.0) / (Double(percent) / 100)
    var first = 0
    for last in breaks + [columns.count] {
      let head = first == 0 ? 0 : points(columns[0])
      let width = columns[first..<last].reduce(head) { $0 + points($1) }
      #expect(width <= room + 0.001)
      first = last
    }
  }

  @Test func `A head that would take half of each page is not repeated`() {
    let columns = [90.0, 90.0] + Array(repeating: 12.0, count: 40)
    guard
      case .several(_, _, let repeated) = PrintPages(
        columns: columns, isLandscape: true, repeated: 2)
    else {
      Issue.record("one page")
      return
    }
    #expect(repeated == 0)
  }
}

@Suite struct DataBarTests {
  @Test(arguments: [
    (0.0...99.0, 0.0), (40.0...99.0, 0), (5.0...5.0, 0), (-3.0...8.0, 0), (0.3...0.9, 0),
  ])
  func `Bars begin at zero where figures reach down or do not differ`(
    _ span: ClosedRange<Double>, _ start: Double
  ) {
    #expect(DataBar.start(of: span) == start)
  }

  @Test(arguments: [62.99...99.01, 0.85...0.99, 980.0...1000.0])
  func `Bars begin a little below the least figure where all are high`(
    _ span: ClosedRange<Double>
  ) {
    let start = DataBar.start(of: span)
    #expect(start > 0 && start < span.lowerBound)
    // The shortest bar is still seen, and the longest is much longer.
    #expect(span.upperBound - start > (span.lowerBound - start) * 2)
  }
}
