/// Lying bars: a group a category, a bar a series.
package struct FlowChart: Hashable, Sendable {
  /// A set of bars.
  package struct Series: Hashable, Sendable {
    /// The name in the legend.
    package var name: String
    /// A value per category; nil draws nothing and prints the text.
    package var values: [Double?]
    /// The values as printed.
    package var texts: [String]
    /// The names of the figures; empty where they have none.
    package var figures: [String]

    /// Bars of one name.
    package init(_ name: String, values: [Double?], texts: [String], figures: [String] = []) {
      self.name = name
      self.values = values
      self.texts = texts
      self.figures = figures
    }
  }

  /// The title.
  package var title: String
  /// The unit of measure of all values.
  package var measure: String
  /// The names of the groups, from the top.
  package var categories: [String]
  /// The bars of each group, from the top.
  package var series: [Series]

  /// A chart.
  package init(title: String, measure: String, categories: [String], series: [Series]) {
    self.title = title
    self.measure = measure
    self.categories = categories
    self.series = series
  }

  /// What the chart shows, in words, for those who cannot see it.
  package var alternativeText: String {
    let groups = categories.enumerated().map { index, category in
      let parts = series.map { one in
        let value = index < one.texts.count ? one.texts[index] : ""
        let measured = value.last?.isNumber == true ? value + measure : value
        return series.count == 1 ? measured : one.name + measured
      }
      return category + parts.joined(separator: "、")
    }
    return "条形图，\(title)：" + groups.joined(separator: "；") + "。"
  }
}
