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

/// The formats of documents that are read from top to bottom; a new one is listed here.
package enum FlowFormats {
  /// In the order in which a document's files are written.
  package static let all: [any OutputFormat<FlowDocument>] = [
    TextFormat(), HTMLFormat(), DocxFormat(),
  ]

  /// The format of a file's name; nil where none writes such files.
  package static func format(of fileExtension: String) -> (any OutputFormat<FlowDocument>)? {
    all.first { $0.fileExtension == fileExtension }
  }
}

/// Aligned text for any screen or printer; lines end with a line feed.
package struct TextFormat: OutputFormat {
  /// The format.
  package init() {}

  package var fileExtension: String { "txt" }

  package func bytes(of document: FlowDocument) -> [UInt8] {
    PlainTextRenderer.bytes(document.plainText(width: FlowDocument.plainWidth))
  }
}
