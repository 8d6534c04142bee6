import CXlsxWriter
import ReportDocument

/// A chart being drawn; its workbook frees it.
@safe struct XlsxChart {
  let pointer: UnsafeMutablePointer<lxw_chart>
  private let kind: Chart.Kind

  /// Nil where the library has no memory for one.
  init?(_ kind: Chart.Kind, in book: UnsafeMutablePointer<lxw_workbook>) {
    let type =
      switch kind {
      case .bar: LXW_CHART_BAR
      case .column: LXW_CHART_COLUMN
      case .line: LXW_CHART_LINE
      }
    guard let made = unsafe workbook_add_chart(book, UInt8(type.rawValue)) else { return nil }
    unsafe pointer = made
    self.kind = kind
  }

  /// The library names axes by where they stand: the names of a lying bar chart stand on its y axis.
  private var isLying: Bool { kind == .bar }
  private var names: UnsafeMutablePointer<lxw_chart_axis>? {
    unsafe isLying ? pointer.pointee.y_axis : pointer.pointee.x_axis
  }
  private var figures: UnsafeMutablePointer<lxw_chart_axis>? {
    unsafe isLying ? pointer.pointee.x_axis : pointer.pointee.y_axis
  }

  /// Adds what one column says; false where the library has no memory for it.
  func addSeries(named name: String, index: Int, column: Int, of range: ChartRange) -> Bool {
    guard let series = unsafe chart_add_series(pointer, nil, nil) else { return false }
    let categories = lxw_col_t(truncatingIfNeeded: range.categories)
    let drawn = range.drawn(column)
    let values = lxw_col_t(truncatingIfNeeded: column)
    unsafe chart_series_set_categories(
      series, range.sheet, lxw_row_t(range.rows.lowerBound), categories,
      lxw_row_t(range.rows.upperBound - 1), categories)
    unsafe chart_series_set_values(
      series, range.sheet, lxw_row_t(drawn.lowerBound), values, lxw_row_t(drawn.upperBound - 1),
      values)
    unsafe chart_series_set_name(series, Self.literal(name))
    unsafe paint(series, index: index)
    return true
  }

  private func paint(_ series: UnsafeMutablePointer<lxw_chart_series>, index: Int) {
    let colour = Look.series[index % Look.series.count]
    if kind == .line {
      var stroke = lxw_chart_line()
      stroke.color = colour
      stroke.width = 2
      unsafe chart_series_set_line(series, &stroke)
      // Lines differ by marker as well as by colour.
      unsafe chart_series_set_marker_type(series, Look.markers[index % Look.markers.count])
      unsafe chart_series_set_marker_size(series, 7)
    } else {
      var fill = lxw_chart_fill()
      fill.color = colour
      unsafe chart_series_set_fill(series, &fill)
      // On paper nobody can hover: each bar says its figure.
      if isLying { unsafe chart_series_set_labels(series) }
    }
  }

  func setTitle(_ title: String) {
    unsafe chart_title_set_name(pointer, Self.literal(title))
  }

  /// Their titles, the format of the figures, where they begin and the lines across.
  func setAxes(of chart: Chart) {
    // Names on lying bars say themselves what they are, and need the room.
    if !isLying { unsafe chart_axis_set_name(names, Self.literal(chart.categoryTitle)) }
    unsafe chart_axis_set_name(figures, Self.literal(chart.valueTitle))
    if let code = Look.code(of: chart.valueFormat) {
      unsafe chart_axis_set_num_format(figures, code)
    }
    if isLying {
      // The first row on top, and every name shown; the figures then stand at the far end.
      unsafe chart_axis_set_reverse(names)
      unsafe chart_axis_set_interval_unit(names, 1)
      unsafe chart_axis_set_crossing_max(names)
    }
    if kind != .line { unsafe chart_axis_set_min(figures, 0) }
    var grid = lxw_chart_line()
    grid.color = Look.grid
    grid.width = 0.75
    unsafe chart_axis_major_gridlines_set_line(figures, &grid)
  }

  /// One series is named by the title.
  func setLegend(isShown: Bool) {
    let position = isShown ? LXW_CHART_LEGEND_BOTTOM : LXW_CHART_LEGEND_NONE
    unsafe chart_legend_set_position(pointer, UInt8(position.rawValue))
  }

  func setFonts() {
    unsafe Look.bodyFont.withMutableCString { name in
      unsafe Look.headingFont.withMutableCString { heading in
        var small = unsafe lxw_chart_font()
        unsafe small.name = name
        unsafe small.size = 9
        unsafe small.bold = UInt8(LXW_EXPLICIT_FALSE.rawValue)
        var large = unsafe lxw_chart_font()
        unsafe large.name = heading
        unsafe large.size = 13
        unsafe large.bold = UInt8(LXW_EXPLICIT_FALSE.rawValue)
        unsafe chart_title_set_name_font(pointer, &large)
        unsafe chart_axis_set_name_font(pointer.pointee.x_axis, &small)
        unsafe chart_axis_set_name_font(pointer.pointee.y_axis, &small)
        unsafe chart_axis_set_num_font(pointer.pointee.x_axis, &small)
        unsafe chart_axis_set_num_font(pointer.pointee.y_axis, &small)
        unsafe chart_legend_set_font(pointer, &small)
        // The many names of a lying bar chart are set smaller, so that none is left out.
        if isLying {
          unsafe small.size = 8
          unsafe chart_axis_set_num_font(names, &small)
        }
      }
    }
  }

  /// A text of a chart; one that begins with `=` would be taken for a reference.
  private static func literal(_ text: String) -> String {
    let clean = SheetText.mended(text).text
    return clean.hasPrefix("=") ? "＝" + clean.dropFirst() : clean
  }
}
