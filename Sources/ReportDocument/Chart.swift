/// A chart drawn from columns of a table above it or on a sheet before; it stands below what was written so far.
package struct Chart: Sendable {
  /// The form of a chart.
  package enum Kind: Hashable, Sendable {
    /// Upright bars.
    case column
    /// Lying bars, the first row on top.
    case bar
    /// Lines with markers.
    case line
  }

  /// The form.
  package var kind: Kind
  /// The title.
  package var title: String
  /// The title of the axis of names.
  package var categoryTitle: String
  /// The title of the axis of figures.
  package var valueTitle: String
  /// What the chart shows, in words, for those who cannot see it.
  package var alternativeText: String
  /// The table that holds the figures.
  package var table: String
  /// The column of names, by key.
  package var categories: String
  /// What is drawn.
  package var series: [ChartSeries]
  /// The first row of the table that is drawn, counted from zero: a chart may show one group of rows.
  package var firstRow: Int
  /// At most so many rows are drawn, from `firstRow`.
  package var rowLimit: Int
  /// How the figures of the axis are shown.
  package var valueFormat: NumberFormat

  package init(
    _ kind: Kind, title: String, categoryTitle: String, valueTitle: String,
    alternativeText: String, table: String, categories: String, series: [ChartSeries],
    firstRow: Int = 0, rowLimit: Int = 60, valueFormat: NumberFormat = .general
  ) {
    self.kind = kind
    self.title = title
    self.categoryTitle = categoryTitle
    self.valueTitle = valueTitle
    self.alternativeText = alternativeText
    self.table = table
    self.categories = categories
    self.series = series
    self.firstRow = firstRow
    self.rowLimit = rowLimit
    self.valueFormat = valueFormat
  }

  /// How many rows are drawn of a table with so many.
  package func drawnRows(of dataRows: Int) -> Int { max(0, min(rowLimit, dataRows - firstRow)) }
}

/// One line or set of bars.
package struct ChartSeries: Hashable, Sendable {
  /// The name in the legend.
  package var name: String
  /// The column of figures, by key.
  package var values: String

  package init(_ name: String, values: String) {
    self.name = name
    self.values = values
  }
}
