package import ReportDocument

/// One self-contained page: no script, nothing fetched from elsewhere, every figure with its name.
///
/// The page is well-formed XML too, so that simple readers can take it.
package struct HTMLFormat: FlowFormat {
  /// The format.
  package init() {}

  package var fileExtension: String { "html" }
  package var shape: WrittenShape { .page }

  package func bytes(of document: FlowDocument) -> [UInt8] {
    var page = Markup()
    page.raw("<!DOCTYPE html>\n")
    page.open("html", [("lang", "zh-CN"), ("xmlns", "http://www.w3.org/1999/xhtml")])
    page.raw("\n")
    head(document, &page)
    page.raw("<body>\n")
    page.open("article")
    page.raw("\n<header>\n")
    page.element("h1", document.title)
    if !document.mark.isEmpty { page.element("p", [("class", "mark")], "【\(document.mark)】") }
    page.raw("\n</header>\n")
    contents(document, &page)
    body(document, &page)
    page.close("article")
    page.raw("\n</body>\n</html>\n")
    return page.bytes
  }

  // MARK: head

  private func head(_ document: FlowDocument, _ page: inout Markup) {
    page.raw("<head>\n<meta charset=\"utf-8\"/>\n")
    // A page that may fetch nothing cannot tell anybody who reads it.
    page.empty(
      "meta",
      [
        ("http-equiv", "Content-Security-Policy"),
        ("content", "default-src 'none'; style-src 'unsafe-inline'; img-src data:"),
      ])
    page.raw("\n")
    for (name, content) in [
      ("viewport", "width=device-width, initial-scale=1"), ("author", document.author),
      ("description", document.subject), ("date", document.created.iso),
    ] where !content.isEmpty {
      page.empty("meta", [("name", name), ("content", content)])
      page.raw("\n")
    }
    page.raw("<link rel=\"icon\" href=\"data:,\"/>\n")
    page.element("title", document.title)
    page.raw("\n<style>\n" + HTMLStyle.sheet + "</style>\n</head>\n")
  }

  // MARK: body

  /// Links to the parts, for those who read on a telephone.
  private func contents(_ document: FlowDocument, _ page: inout Markup) {
    let parts = document.blocks.compactMap { block in
      if case .heading(let words, level: 1) = block { words.text } else { nil }
    }
    guard parts.count > 1 else { return }
    page.raw("<nav aria-label=\"目录\">\n<ol>\n")
    for (index, part) in parts.enumerated() {
      page.raw("<li>")
      page.element("a", [("href", "#part-\(index + 1)")], part)
      page.raw("</li>\n")
    }
    page.raw("</ol>\n</nav>\n")
  }

  private func body(_ document: FlowDocument, _ page: inout Markup) {
    var part = 0
    var drawings = 0
    for (index, block) in document.blocks.enumerated() {
      switch block {
      case .heading(let words, level: 1):
        if part > 0 { page.raw("</section>\n") }
        part += 1
        page.open("section", [("aria-labelledby", "part-\(part)")])
        page.raw("\n")
        page.open("h2", [("id", "part-\(part)")])
        put(words, &page)
        page.raw("</h2>\n")
      case .heading(let words, level: _):
        // Headings go down one step at a time.
        line(part == 0 ? "h2" : "h3", [], words, &page)
      case .paragraph(let words): line("p", [], words, &page)
      case .signature(let words): line("p", [("class", "signature")], words, &page)
      case .table(let table):
        HTMLTable(table, hidesCaption: document.headingSaysCaption(ofTableAt: index))
          .write(to: &page)
      case .chart(let chart):
        drawings += 1
        HTMLChart(chart, number: drawings).write(to: &page)
      }
    }
    if part > 0 { page.raw("</section>\n") }
  }

  private func line(
    _ name: String, _ attributes: [(String, String?)], _ words: FlowText, _ page: inout Markup
  ) {
    page.open(name, attributes)
    put(words, &page)
    page.close(name)
    page.raw("\n")
  }

  private func put(_ words: FlowText, _ page: inout Markup) {
    for piece in words.pieces {
      if let figure = piece.figure {
        page.element("span", [("data-figure", figure)], piece.text)
      } else {
        page.words(piece.text)
      }
    }
  }
}

extension Markup {
  /// An element that holds words alone and has no attributes.
  mutating func element(_ name: String, _ words: String) { element(name, [], words) }
}
