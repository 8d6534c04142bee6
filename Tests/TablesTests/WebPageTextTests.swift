import TestSupport
import Testing

@testable import Diagnostics
@testable import Tables

/// Pages put together of odd pieces; what each piece shows is known by itself.
@Suite("The text of a web page")
struct WebPageTextTests {
  /// What a piece of a page shows: words, white space, nothing, or the end of a line.
  private enum Shown: Equatable {
    case words(String)
    case lineEnd
  }

  private static let pieces: [(page: String, shown: Shown)] = [
    ("县政府", .words("县政府")), ("公开、", .words("公开、")), ("A b", .words("A b")),
    ("e\u{301}", .words("e\u{301}")), ("\u{301}", .words("\u{301}")), ("👨‍👩‍👧", .words("👨‍👩‍👧")),
    ("“𠮷”", .words("“𠮷”")), ("\u{200B}", .words("\u{200B}")), ("\u{FEFF}", .words("\u{FEFF}")),
    ("> = ' /", .words("> = ' /")), ("< ", .words("< ")), ("<1", .words("<1")),
    // White space of every kind.
    (" ", .words(" ")), ("  ", .words(" ")), ("\r\n", .words(" ")), ("\t\u{0}\u{B}", .words(" ")),
    ("\u{3000}", .words(" ")), ("\u{A0}\u{2003}", .words(" ")), ("\u{2028}\u{85}", .words(" ")),
    ("\u{1680}\u{205F}\u{202F}", .words(" ")),
    // References, and what is none.
    ("&amp;lt;", .words("&lt;")), ("&lt;", .words("<")), ("&#40;&#x29;", .words("()")),
    ("&nbsp;", .words(" ")), ("&#0;", .words(" ")), ("&hellip;", .words("…")),
    ("&#X3000;", .words(" ")), ("&#x1F600;", .words("\u{1F600}")),
    ("&#xD800;", .words("&#xD800;")), ("&#;", .words("&#;")), ("&x;", .words("&x;")),
    ("& ", .words("& ")), ("&#99999999999;", .words("&#99999999999;")),
    // What shows nothing.
    ("<span>", .words("")), ("</SPAN >", .words("")), ("<a href=\"x>y\" b='>' c>", .words("")),
    ("<o:p/>", .words("")), ("<!-- <p> -- > -->", .words("")), ("<!DOCTYPE x>", .words("")),
    ("<![CDATA[x]]>", .words("")), ("<?php x ?>", .words("")),
    ("<script>if (a<b) \"</p>\"</script>", .words("")), ("<STYLE>p{}</Style >", .words("")),
    ("<select><option>甲</select>", .words("")), ("<svg a=\"/>\"><p></svg>", .words("")),
    ("<averylongnameofatag>", .words("")),
    // What ends a line.
    ("<p>", .lineEnd), ("</P>", .lineEnd), ("<div class=a>", .lineEnd), ("<br/>", .lineEnd),
    ("<h1\n>", .lineEnd), ("</li>", .lineEnd), ("<blockquote>", .lineEnd),
  ]

  /// The lines that pieces show, told the plain way.
  private func lines(_ pieces: [Shown]) -> [String] {
    var lines = [""]
    for piece in pieces {
      switch piece {
      case .words(let words): lines[lines.count - 1] += words
      case .lineEnd: lines.append("")
      }
    }
    return lines.map(words).filter { !$0.isEmpty }
  }

  private func words(_ text: String) -> String {
    var parts = [""]
    for scalar in text.unicodeScalars {
      if scalar.properties.isWhitespace || scalar.value < 0x20 {
        parts.append("")
      } else {
        parts[parts.count - 1].unicodeScalars.append(scalar)
      }
    }
    return parts.filter { !$0.isEmpty }.joined(separator: " ")
  }

  private func scalars(_ texts: [String]) -> [[UInt32]] {
    texts.map { $0.unicodeScalars.map(\.value) }
  }

  @Test(
    "pieces show together what each shows alone, wherever in the page they stand",
    arguments: 0..<40)
  func pieces(_ seed: Int) throws {
    var dice = SeededGenerator(seed: UInt64(seed))
    let scratch = try Scratch()
    for round in 0..<25 {
      let chosen = (0..<Int.random(in: 0..<60, using: &dice)).compactMap { _ in
        Self.pieces.randomElement(using: &dice)
      }
      // Every place within a step of the reader.
      let lead = String(repeating: " ", count: Int.random(in: 0..<70, using: &dice))
      let body = chosen.map(\.page).joined()
      let path = try scratch.file("\(round).html", "<html>" + lead + "甲" + body)
      let read = RunningText.read(path: path, name: "a.html").parts
      let shown = read.map { part in
        if case .paragraph(let words) = part { words } else { "?" }
      }
      #expect(
        scalars(shown) == scalars(lines([.words("甲")] + chosen.map(\.shown))), "\(body)")
      // In a cell the lines are the same, one below the other.
      let table = try scratch.file(
        "\(round)-t.html",
        "<html>" + lead + "<table><tr><td>一<td>二<tr><td>三<TD COLSPAN = \"1\">甲" + body)
      let cells = RunningText.read(path: table, name: "a.html").parts
      guard case .table(let grid)? = cells.first else {
        Issue.record("no table: \(body)")
        continue
      }
      #expect(
        scalars([grid.rows[1][1].text])
          == scalars([lines([.words("甲")] + chosen.map(\.shown)).joined(separator: "\n")]),
        "\(body)")
    }
  }

  @Test("a page that is cut off anywhere is read up to there")
  func cut() throws {
    let page = Array(
      "<html><p a='b'>县&nbsp;<!-- x --><script>y</script>政&#24220;<table><tr><td colspan=2>甲</td></tr></table>"
        .utf8)
    let scratch = try Scratch()
    for count in 6..<page.count {
      let path = try scratch.file("\(count).html", Array(page[..<count]))
      let read = RunningText.read(path: path, name: "a.html")
      for part in read.parts {
        guard case .paragraph(let words) = part else { continue }
        #expect(!words.contains("x") && !words.contains("y"))
      }
    }
  }

  @Test("one page is the same in UTF-8, with its mark, in UTF-16 and in GB18030")
  func encodings() throws {
    let scratch = try Scratch()
    let text = "<html><p>公开\u{3000}年报</p><div>“解读”</div></html>"
    let wide = Array(text.utf16)
    let files: [[UInt8]] = [
      Array(text.utf8), [0xEF, 0xBB, 0xBF] + Array(text.utf8),
      [0xFF, 0xFE] + wide.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] },
      [0xFE, 0xFF] + wide.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] },
    ]
    for (index, bytes) in files.enumerated() {
      // A page in UTF-16 shows by its ends of elements that it is one.
      let path = try scratch.file("\(index).html", bytes)
      #expect(
        RunningText.read(path: path, name: "a.html").parts
          == [.paragraph("公开 年报"), .paragraph("“解读”")])
    }
    let old: [UInt8] =
      Array("<p>".utf8) + [0xB9, 0xAB, 0xBF, 0xAA, 0xA1, 0xA1, 0xC4, 0xEA, 0xB1, 0xA8]
      + Array("</p>".utf8)
    let path = try scratch.file("old.html", old)
    #expect(RunningText.read(path: path, name: "a.html").parts == [.paragraph("公开 年报")])
  }

  @Test("text is a page by an end of an element alone, not by what looks like one")
  func tags() throws {
    let scratch = try Scratch()
    func isPage(_ text: String) throws -> Bool {
      let path = try scratch.file("a.txt", text)
      if case .lines? = RunningText.read(path: path, name: "a.txt").parts.first { return false }
      return true
    }
    #expect(try isPage("公开</p>年报"))
    #expect(try isPage(String(repeating: "公开", count: 40) + "</div>"))
    #expect(try isPage("é</td>é"))
    #expect(try !isPage("公开</P>年报 </p </ p> </span> <p>"))
    // An accent makes another sign of the bracket.
    #expect(try !isPage("公开</p>\u{301}年报"))
    #expect(try isPage("公开</p>\u{301}年报</p>"))
  }
}
