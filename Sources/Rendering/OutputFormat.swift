package import ReportDocument

/// A way to write documents of one kind as files: a file of code a format.
///
/// Equal documents give equal bytes.
package protocol OutputFormat<Document>: Sendable {
  associatedtype Document: Sendable
  /// What follows the dot of a file's name.
  var fileExtension: String { get }
  /// The whole file.
  func bytes(of document: Document) throws(RenderingError) -> [UInt8]
}

/// What a written file looks like to whoever reads it back, without the code that wrote it.
package enum WrittenShape: Sendable, Hashable {
  /// Aligned lines, tables drawn with rules.
  case lines
  /// A page of marked elements, figures and cells named by their attributes.
  case page
  /// A package whose part of this name holds paragraphs and tables.
  case package(part: String)
}

/// A format of documents that are read from top to bottom.
package protocol FlowFormat: OutputFormat where Document == FlowDocument {
  /// How its files are read back.
  var shape: WrittenShape { get }
}

/// The formats of documents that are read from top to bottom; a new one is listed here.
package enum FlowFormats {
  /// In the order in which a document's files are written.
  package static let all: [any FlowFormat] = [
    TextFormat(), HTMLFormat(), DocxFormat(),
  ]

  /// The format of a file's name; nil where none writes such files.
  package static func format(of fileExtension: String) -> (any FlowFormat)? {
    all.first { $0.fileExtension == fileExtension }
  }
}

/// Aligned text for any screen or printer; lines end with a line feed.
package struct TextFormat: FlowFormat {
  /// The format.
  package init() {}

  package var fileExtension: String { "txt" }
  package var shape: WrittenShape { .lines }

  package func bytes(of document: FlowDocument) -> [UInt8] {
    PlainTextRenderer.bytes(document.plainText(width: FlowDocument.plainWidth))
  }
}
