import Configuration
import Diagnostics
import Disclosure
import Intake

extension ConfigurationLoader {
  /// A pattern of files with what differs from the form of their kind.
  ///
  /// The keys stand beside `files`, or below `layout`.
  static func layout(
    _ node: ConfigNode, _ reader: inout ConfigReader
  ) -> PipelineConfiguration.Layout? {
    guard let fields = reader.fields(node, PipelineKeys.layout),
      let files = fields["files"], let glob = reader.name(files), isInside(glob, files, &reader)
    else { return nil }
    var layout = FormLayout()
    read(fields, into: &layout, &reader)
    if let inner = fields["layout"], let own = reader.fields(inner, PipelineKeys.layoutOnly) {
      read(own, into: &layout, &reader)
    }
    return PipelineConfiguration.Layout(
      glob: glob, layout: layout, location: SourceLocation(file: reader.file, row: node.line))
  }

  private static func read(
    _ fields: Fields, into layout: inout FormLayout, _ reader: inout ConfigReader
  ) {
    for entry in reader.entries(fields["columns"]) {
      if let heading = reader.name(entry.value) {
        layout.columns[entry.key.trimmed] = heading
      }
    }
    if let rows = reader.integer(fields["header_rows"], 1...10) { layout.headerRows = rows }
    if let unit = reader.choice(fields["unit"], of: FormLayout.UnitSource.self) {
      layout.unit = unit
    }
    if fields["ignore_rows"] != nil {
      layout.ignoredRows = reader.names(fields["ignore_rows"]).map(\.text)
    }
  }
}
