import ReportDocument

/// Lying bars drawn as inline SVG, with names above the bars so that they can be read on a telephone.
struct HTMLChart {
  private let chart: FlowChart
  private let number: Int

  private static let width = 360
  private static let barHeight = 12
  /// Room at the right for the figure of the longest bar.
  private static let figureRoom = 84

  init(_ chart: FlowChart, number: Int) {
    self.chart = chart
    self.number = number
  }

  func write(to page: inout Markup) {
    page.raw("<figure>\n")
    page.open("figcaption", [("id", "figure-\(number)")])
    page.words(chart.measure.isEmpty ? chart.title : "\(chart.title)（单位：\(chart.measure)）")
    page.close("figcaption")
    page.raw("\n")
    let group = 22 + chart.series.count * (Self.barHeight + 3) + 6
    let legend = chart.series.count > 1 ? 24 : 0
    let height = legend + chart.categories.count * group + 4
    page.open(
      "svg",
      [
        ("xmlns", "http://www.w3.org/2000/svg"), ("viewBox", "0 0 \(Self.width) \(height)"),
        ("role", "img"), ("aria-label", chart.alternativeText),
      ])
    page.raw("\n")
    if legend > 0 { self.legend(&page) }
    let largest = chart.series.flatMap(\.values).compactMap { $0 }.max() ?? 0
    for (index, category) in chart.categories.enumerated() {
      let top = legend + index * group
      page.element("text", [("x", "0"), ("y", "\(top + 16)")], category)
      for (position, series) in chart.series.enumerated() {
        bar(
          series, position, index, top: top + 22 + position * (Self.barHeight + 3), largest, &page)
      }
      page.raw("\n")
    }
    page.raw("</svg>\n</figure>\n")
  }

  private func legend(_ page: inout Markup) {
    var left = 0
    for (index, series) in chart.series.enumerated() {
      page.empty(
        "rect",
        [
          ("x", "\(left)"), ("y", "5"), ("width", "12"), ("height", "12"),
          ("class", "series-\(index % 3)"),
        ])
      page.element("text", [("x", "\(left + 17)"), ("y", "16")], series.name)
      left += 34 + DisplayWidth.columns(of: series.name) * 7
    }
    page.raw("\n")
  }

  private func bar(
    _ series: FlowChart.Series, _ number: Int, _ index: Int, top: Int, _ largest: Double,
    _ page: inout Markup
  ) {
    let value = index < series.values.count ? series.values[index] : nil
    var length = 0
    if let value, value > 0, largest > 0 {
      length = max(1, Int((value / largest * Double(Self.width - Self.figureRoom)).rounded()))
    }
    page.empty(
      "rect",
      [
        ("x", "0"), ("y", "\(top)"), ("width", "\(length)"), ("height", "\(Self.barHeight)"),
        ("class", "series-\(number % 3)"),
      ])
    guard index < series.texts.count else { return }
    let name = index < series.figures.count ? series.figures[index] : ""
    page.element(
      "text",
      [
        ("x", "\(length + 6)"), ("y", "\(top + 11)"), ("class", "value"),
        ("data-figure", name.isEmpty ? nil : name),
      ], series.texts[index])
  }
}
