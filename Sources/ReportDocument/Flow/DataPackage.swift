/// Tables for programs, described by a Data Package (Frictionless, version 2).
package struct DataPackage: Sendable {
  /// The name: lower-case letters, digits, `.`, `_` and `-`.
  package var name: String
  /// What the data is of, for people.
  package var title: String
  /// What is in it and how to read it.
  package var description: String
  /// Who publishes it.
  package var publisher: String
  /// When it was made.
  package var created: DocumentDay
  /// The tables.
  package var resources: [DataResource]

  /// The name of the file that describes the others.
  package static let descriptorName = "datapackage.json"

  /// A package of tables.
  package init(
    name: String, title: String, description: String, publisher: String, created: DocumentDay,
    resources: [DataResource]
  ) {
    self.name = name
    self.title = title
    self.description = description
    self.publisher = publisher
    self.created = created
    self.resources = resources
  }
}

/// A table of a data package: a file of comma-separated values with a header.
package struct DataResource: Sendable {
  /// The name: lower-case letters, digits, `.`, `_` and `-`; the file is called so too.
  package var name: String
  /// What the table is of, for people.
  package var title: String
  /// The columns.
  package var fields: [DataField]
  /// The columns that together name a row.
  package var primaryKey: [String]
  /// The rows; each has a value for each column, empty where there is none.
  package var rows: [[String]]

  /// A table.
  package init(
    name: String, title: String, fields: [DataField], primaryKey: [String] = [], rows: [[String]]
  ) {
    self.name = name
    self.title = title
    self.fields = fields
    self.primaryKey = primaryKey
    self.rows = rows
  }

  /// The name of its file.
  package var fileName: String { name + ".csv" }
}

/// A column of a table for programs.
package struct DataField: Hashable, Sendable {
  /// What the values are.
  package enum Kind: String, Hashable, Sendable {
    case string, integer, number
  }

  /// The heading.
  package var name: String
  /// What the values are.
  package var kind: Kind
  /// What the column holds; empty where the heading says it.
  package var description: String

  /// A column.
  package init(_ name: String, _ kind: Kind = .string, _ description: String = "") {
    self.name = name
    self.kind = kind
    self.description = description
  }
}
