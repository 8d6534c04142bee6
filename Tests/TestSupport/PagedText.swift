/// A PDF of text lines, written by hand: one page, a font that nobody embeds, and the table that tells what its codes mean.
package enum PagedText {
  /// The bytes of a document whose lines can be selected and copied.
  package static func document(_ lines: [String], perPage: Int = 40) -> [UInt8] {
    let pages = stride(from: 0, to: max(1, lines.count), by: perPage).map {
      Array(lines[$0..<min(lines.count, $0 + perPage)])
    }
    return file(contents: pages.map(text), hasFont: true)
  }

  /// The bytes of a scan: pages that only draw.
  package static func scan() -> [UInt8] {
    file(contents: ["0.5 g 100 100 300 300 re f"], hasFont: false)
  }

  private static func text(_ lines: [String]) -> String {
    var content = "BT /F1 12 Tf 16 TL 60 780 Td\n"
    for line in lines {
      let codes = line.utf16.map { hex($0) }.joined()
      content += "<\(codes)> Tj T*\n"
    }
    return content + "ET"
  }

  private static func hex(_ code: UInt16) -> String {
    let digits = String(code, radix: 16, uppercase: true)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }

  /// Each code means the character of the same number.
  private static var meaning: String {
    let rows = (0...255).map { row -> String in
      let high = UInt16(row) << 8
      return "<\(hex(high))> <\(hex(high | 0xFF))> <\(hex(high))>"
    }
    let parts = stride(from: 0, to: rows.count, by: 64).map { start in
      "64 beginbfrange\n" + rows[start..<(start + 64)].joined(separator: "\n") + "\nendbfrange"
    }
    return """
      /CIDInit /ProcSet findresource begin 12 dict begin begincmap
      /CMapName /Plain def /CMapType 2 def
      1 begincodespacerange <0000> <FFFF> endcodespacerange
      \(parts.joined(separator: "\n"))
      endcmap end end
      """
  }

  private static func stream(_ words: String) -> String {
    "<< /Length \(words.utf8.count) >>\nstream\n\(words)\nendstream"
  }

  private static func file(contents: [String], hasFont: Bool) -> [UInt8] {
    let first = 3
    let pages = contents.indices.map { first + $0 * 2 }
    let font = first + contents.count * 2
    let resources = hasFont ? "<< /Font << /F1 \(font) 0 R >> >>" : "<< >>"
    var objects = [
      "<< /Type /Catalog /Pages 2 0 R >>",
      "<< /Type /Pages /Kids [\(pages.map { "\($0) 0 R" }.joined(separator: " "))] /Count \(pages.count) >>",
    ]
    for (place, content) in contents.enumerated() {
      objects.append(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources \(resources) /Contents \(pages[place] + 1) 0 R >>"
      )
      objects.append(stream(content))
    }
    if hasFont {
      objects += [
        "<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H /DescendantFonts [\(font + 1) 0 R] /ToUnicode \(font + 3) 0 R >>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor \(font + 2) 0 R /DW 1000 >>",
        "<< /Type /FontDescriptor /FontName /Song /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 900 /Descent -200 /CapHeight 900 /StemV 80 >>",
        stream(meaning),
      ]
    }
    var bytes = Array("%PDF-1.4\n".utf8)
    var places: [Int] = []
    for (number, object) in objects.enumerated() {
      places.append(bytes.count)
      bytes += Array("\(number + 1) 0 obj\n\(object)\nendobj\n".utf8)
    }
    let table = bytes.count
    bytes += Array("xref\n0 \(objects.count + 1)\n0000000000 65535 f \n".utf8)
    for place in places {
      let digits = String(place)
      bytes += Array(
        (String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n").utf8)
    }
    bytes += Array(
      "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R >>\nstartxref\n\(table)\n%%EOF\n".utf8)
    return bytes
  }
}
