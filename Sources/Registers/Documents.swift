package import Diagnostics
package import Disclosure
package import Intake
package import Tables

extension InputKind {
  /// 文件目录: the directory of documents, old ones among them.
  package static let documents = InputKind(
    "documents", "文件目录", [.collected, .feedsReport, .oldDates], sender: .units,
    repeats: .numbered, entrySheet: EntrySheet(spareRows: 100),
    figures: ["documents.issued.", "documents.disclosed.", "documents.interpretation."],
    columns: [
      .must("文号", holds: .number), .must("标题", holds: .long, filled: true), .unit,
      .must("类别", filled: true, from: .list(DocumentKind.self, title: "文件类别")),
      .must("成文日期", holds: .day, filled: true), .may("公开日期", holds: .day),
      .may("公开属性", from: .list(DisclosureAttribute.self, title: "公开属性")),
      .may("有效性", from: .list(DocumentValidity.self, title: "有效性")),
      .may("废止日期", holds: .day), .may("解读日期", holds: .day),
    ])
}

/// 类别 of a document.
package enum DocumentKind: String, ClosedList, Sendable, Hashable, CaseIterable {
  case rule = "规章"
  case normative = "行政规范性文件"
  case other = "其他文件"
}

/// 公开属性 of a document.
package enum DisclosureAttribute: String, ClosedList, Sendable, Hashable, CaseIterable {
  case proactive = "主动公开"
  case onRequest = "依申请公开"
  case withheld = "不予公开"
}

/// 有效性 of a document.
package enum DocumentValidity: String, ClosedList, Sendable, Hashable, CaseIterable {
  case valid = "有效"
  case repealed = "废止"
  case expired = "失效"
}

/// A document of the directory of files.
package struct DisclosedDocument: Hashable, Sendable {
  package var number: String
  package var title: String
  package var unit: Int
  package var kind: DocumentKind
  package var issued: PlainDate
  package var published: PlainDate?
  package var attribute: DisclosureAttribute?
  package var validity: DocumentValidity?
  package var repealed: PlainDate?
  package var interpreted: PlainDate?
  package var location: SourceLocation

  package init(
    number: String, title: String, unit: Int, kind: DocumentKind, issued: PlainDate,
    published: PlainDate?, attribute: DisclosureAttribute?, validity: DocumentValidity?,
    repealed: PlainDate?, interpreted: PlainDate?, location: SourceLocation
  ) {
    self.number = number
    self.title = title
    self.unit = unit
    self.kind = kind
    self.issued = issued
    self.published = published
    self.attribute = attribute
    self.validity = validity
    self.repealed = repealed
    self.interpreted = interpreted
    self.location = location
  }
}

extension RegisterIntake {
  /// Reads a directory of documents.
  package func documents(_ content: FileContent, file: String) -> IntakeResult<DisclosedDocument> {
    read(.documents, content, file: file) { row -> DisclosedDocument? in
      let title = row.required("标题")
      let unit = row.requiredUnit("单位")
      let kind = row.requiredChoice("类别", DocumentKind.self)
      let issued = row.requiredDate("成文日期")
      let published = row.knownDate("公开日期")
      let attribute = row.choice("公开属性", DisclosureAttribute.self)
      let validity = row.choice("有效性", DocumentValidity.self)
      let repealed = row.knownDate("废止日期")
      let interpreted = row.knownDate("解读日期")
      guard let unit, let kind, let issued, !title.isEmpty else { return nil }
      return DisclosedDocument(
        number: row.text("文号"), title: title, unit: unit, kind: kind, issued: issued,
        published: published, attribute: attribute, validity: validity, repealed: repealed,
        interpreted: interpreted, location: row.location)
    }.existing(asOf: context.asOf)
  }
}

extension DisclosedDocument: DatedRecord {
  package static let firstDayColumn = "成文日期"
  package var firstDay: PlainDate { issued }
}

extension DisclosedDocument: RegisterRecord {
  package static let inputKind = InputKind.documents
  package var reporter: Int? { unit }
  package var isDisordered: Bool { published.map { $0 < issued } ?? false }

  package static func read(
    _ content: FileContent, file: String, by intake: RegisterIntake, seen: inout Set<String>
  ) -> IntakeResult<DisclosedDocument> {
    intake.documents(content, file: file)
  }

  /// Fewer documents may well be of other years.
  private static let fewestDocuments = 20

  /// A catalogue of what is in force spans years; of an office that publishes so much something is new.
  package static func yearSuspicion(_ rows: [DisclosedDocument], in year: ReportingYear)
    -> YearSuspicion?
  {
    guard rows.count >= fewestDocuments, year.hasCome(year.days.last),
      !rows.contains(where: { year.days.contains($0.issued) })
    else { return nil }
    return YearSuspicion(outside: rows.count, of: rows.count)
  }
}

// MARK: - Facts of the year

extension DisclosedDocument {
  /// Working days after 公开日期 within which a document is explained: the only place of this limit.
  package static let interpretationDays = 3

  /// Whether and when a document ceased to be in force.
  package enum End: Hashable, Sendable {
    case inForce
    case endedInYear
    case endedBefore
    /// Ended on a day that nobody wrote down.
    case unknownDay
  }

  /// True where it was issued in the year.
  package func isIssued(in year: ReportingYear) -> Bool { year.contains(issued) }

  /// True where it was issued by 31 December, in this year or before.
  package func exists(in year: ReportingYear) -> Bool { year.reaches(issued) }

  /// True where it was made public in the year.
  package func isPublished(in year: ReportingYear) -> Bool { published.map(year.contains) ?? false }

  /// True where it was made public by 31 December, in this year or before.
  package func isPublished(by year: ReportingYear) -> Bool { published.map(year.reaches) ?? false }

  /// How it stood on 31 December.
  package func end(in year: ReportingYear) -> End {
    if let repealed {
      if !year.reaches(repealed) { return .inForce }
      return repealed >= year.days.first ? .endedInYear : .endedBefore
    }
    guard validity == .repealed || validity == .expired else { return .inForce }
    // Ended on a day nobody wrote down: this year for a new document, else in no known year.
    return isIssued(in: year) ? .endedInYear : .unknownDay
  }

  /// Its interpretation; nil where none is due: only 规章 and 行政规范性文件 of 主动公开, published in the year.
  package func interpretation(in year: ReportingYear) -> DueFact? {
    guard kind != .other, attribute == .proactive, let published, year.contains(published) else {
      return nil
    }
    return DueFact(
      from: published, workdays: Self.interpretationDays, done: interpreted, in: year)
  }
}
