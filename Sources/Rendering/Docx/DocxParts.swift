import ReportDocument

/// The parts of a package beside the text, with the looks that the text names.
enum DocxParts {
  static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
  static let namespaces =
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
    + " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""
  private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let packages = "http://schemas.openxmlformats.org/package/2006"
  private static let word = "application/vnd.openxmlformats-officedocument.wordprocessingml"

  static let contentTypes: String = {
    var text = declaration + "<Types xmlns=\"\(packages)/content-types\">"
    text += "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package"
    text += ".relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    for (part, type) in [
      ("word/document", "\(word).document.main+xml"), ("word/styles", "\(word).styles+xml"),
      ("word/settings", "\(word).settings+xml"), ("word/fontTable", "\(word).fontTable+xml"),
      ("word/footer1", "\(word).footer+xml"), ("word/footer2", "\(word).footer+xml"),
      ("docProps/core", "application/vnd.openxmlformats-package.core-properties+xml"),
      (
        "docProps/app", "application/vnd.openxmlformats-officedocument.extended-properties+xml"
      ),
    ] { text += "<Override PartName=\"/\(part).xml\" ContentType=\"\(type)\"/>" }
    return text + "</Types>"
  }()

  static let relations = relationships([
    ("\(office)/officeDocument", "word/document.xml"),
    ("\(packages)/relationships/metadata/core-properties", "docProps/core.xml"),
    ("\(office)/extended-properties", "docProps/app.xml"),
  ])

  static let documentRelations = relationships([
    ("\(office)/styles", "styles.xml"), ("\(office)/settings", "settings.xml"),
    ("\(office)/fontTable", "fontTable.xml"), ("\(office)/footer", "footer1.xml"),
    ("\(office)/footer", "footer2.xml"),
  ])

  private static func relationships(_ list: [(type: String, target: String)]) -> String {
    var text = declaration + "<Relationships xmlns=\"\(packages)/relationships\">"
    for (index, one) in list.enumerated() {
      text += "<Relationship Id=\"rId\(index + 1)\" Type=\"\(one.type)\" Target=\"\(one.target)\"/>"
    }
    return text + "</Relationships>"
  }

  static func core(_ document: FlowDocument) -> String {
    let day = document.created.iso + "T00:00:00Z"
    return declaration
      + "<cp:coreProperties xmlns:cp=\"\(packages)/metadata/core-properties\""
      + " xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\""
      + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"
      + "<dc:title>\(Markup.escaped(document.title))</dc:title>"
      + "<dc:subject>\(Markup.escaped(document.subject))</dc:subject>"
      + "<dc:creator>\(Markup.escaped(document.author))</dc:creator>"
      + "<cp:lastModifiedBy>\(Markup.escaped(document.author))</cp:lastModifiedBy>"
      + "<dcterms:created xsi:type=\"dcterms:W3CDTF\">\(day)</dcterms:created>"
      + "<dcterms:modified xsi:type=\"dcterms:W3CDTF\">\(day)</dcterms:modified>"
      + "<dc:language>zh-CN</dc:language></cp:coreProperties>"
  }

  static let app =
    declaration
    + "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\""
    + "><Application>nianbao</Application></Properties>"

  static let settings =
    declaration
    + "<w:settings \(namespaces)><w:zoom w:percent=\"100\"/><w:bordersDoNotSurroundHeader/>"
    + "<w:bordersDoNotSurroundFooter/><w:defaultTabStop w:val=\"640\"/><w:evenAndOddHeaders/>"
    + "<w:drawingGridHorizontalSpacing w:val=\"158\"/>"
    + "<w:drawingGridVerticalSpacing w:val=\"\(OfficialPage.line)\"/>"
    + "<w:characterSpacingControl w:val=\"compressPunctuation\"/><w:compat>"
    + "<w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/>"
    + "<w:ulTrailSpace/><w:adjustLineHeightInTable/><w:useFELayout/>"
    + "<w:compatSetting w:name=\"compatibilityMode\""
    + " w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>"
    + "<w:themeFontLang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:settings>"

  // MARK: fonts

  /// The fonts of official documents, each with the name it has where the first is not installed.
  private static let families: [(name: String, other: String)] = [
    ("方正小标宋简体", "宋体"), ("仿宋_GB2312", "仿宋"), ("楷体_GB2312", "楷体"), ("黑体", "SimHei"),
    ("宋体", "SimSun"), ("Times New Roman", "Liberation Serif"),
  ]

  static let fonts: String = {
    var text = declaration + "<w:fonts \(namespaces)>"
    for family in families {
      let isChinese = family.name != "Times New Roman"
      text += "<w:font w:name=\"\(family.name)\"><w:altName w:val=\"\(family.other)\"/>"
      text += "<w:charset w:val=\"\(isChinese ? "86" : "00")\"/></w:font>"
    }
    return text + "</w:fonts>"
  }()

  private static func font(_ name: String, latin: String? = nil) -> String {
    let latin = latin ?? name
    return "<w:rFonts w:ascii=\"\(latin)\" w:eastAsia=\"\(name)\" w:hAnsi=\"\(latin)\""
      + " w:cs=\"Times New Roman\"/>"
  }

  // MARK: styles

  /// A paragraph style: its names, the properties of the paragraph and of its characters.
  private static func style(
    _ id: String, _ name: String, paragraph: String, characters: String, next: String? = nil
  ) -> String {
    "<w:style w:type=\"paragraph\" w:styleId=\"\(id)\"><w:name w:val=\"\(name)\"/>"
      + "<w:basedOn w:val=\"Normal\"/>" + (next.map { "<w:next w:val=\"\($0)\"/>" } ?? "")
      + "<w:qFormat/><w:pPr>\(paragraph)</w:pPr><w:rPr>\(characters)</w:rPr></w:style>"
  }

  /// A size in half points.
  private static func size(_ half: Int) -> String {
    "<w:sz w:val=\"\(half)\"/><w:szCs w:val=\"\(half)\"/>"
  }

  private static let squeezed = "<w:spacing w:val=\"\(OfficialPage.characterSpace)\"/>"

  private static let exactLine =
    "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"\(OfficialPage.line)\" w:lineRule=\"exact\"/>"

  private static func small(_ line: Int) -> String {
    "<w:snapToGrid w:val=\"0\"/>"
      + "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"\(line)\" w:lineRule=\"atLeast\"/>"
  }

  static let styles: String = {
    let indent = "<w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/>"
    var text = declaration + "<w:styles \(namespaces)><w:docDefaults><w:rPrDefault><w:rPr>"
    text += font("仿宋_GB2312", latin: "Times New Roman") + size(32)
    text += "<w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault>"
    text += "<w:pPrDefault/></w:docDefaults>"
    text += "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\">"
    text += "<w:name w:val=\"Normal\"/><w:qFormat/><w:pPr><w:widowControl w:val=\"0\"/>"
    text += "<w:jc w:val=\"both\"/></w:pPr></w:style>"
    text += "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\">"
    text += "<w:name w:val=\"Normal Table\"/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/>"
    text += "<w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"108\" w:type=\"dxa\"/>"
    text += "<w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"108\" w:type=\"dxa\"/>"
    text += "</w:tblCellMar></w:tblPr></w:style>"
    text += style(
      "Title", "Title",
      paragraph: "<w:keepNext/><w:snapToGrid w:val=\"0\"/><w:spacing w:before=\"0\""
        + " w:after=\"\(OfficialPage.line)\" w:line=\"700\" w:lineRule=\"exact\"/><w:jc w:val=\"center\"/>",
      characters: font("方正小标宋简体") + size(44), next: "BodyText")
    text += style(
      "Mark", "Mark", paragraph: exactLine + "<w:jc w:val=\"center\"/>",
      characters: font("黑体") + "<w:color w:val=\"9C0006\"/>" + size(32))
    text += style(
      "Heading1", "heading 1",
      paragraph: "<w:keepNext/>" + exactLine + indent + "<w:outlineLvl w:val=\"0\"/>",
      characters: font("黑体") + squeezed + size(32), next: "BodyText")
    text += style(
      "Heading2", "heading 2",
      paragraph: "<w:keepNext/>" + exactLine + indent + "<w:outlineLvl w:val=\"1\"/>",
      characters: font("楷体_GB2312") + squeezed + size(32), next: "BodyText")
    text += style(
      "BodyText", "Body Text", paragraph: exactLine + indent,
      characters: font("仿宋_GB2312") + squeezed + size(32))
    text += style(
      "Signature", "Signature", paragraph: exactLine + "<w:jc w:val=\"right\"/>",
      characters: font("仿宋_GB2312") + size(32))
    text += style(
      "Caption", "caption",
      paragraph:
        "<w:keepNext/><w:snapToGrid w:val=\"0\"/><w:spacing w:before=\"120\" w:after=\"60\""
        + " w:line=\"400\" w:lineRule=\"atLeast\"/><w:jc w:val=\"center\"/>",
      characters: font("黑体") + size(24))
    text += style(
      "TableNote", "Table Note", paragraph: "<w:keepNext/>" + small(300),
      characters: font("宋体") + size(18))
    text += style(
      "TableEnd", "Table End",
      paragraph: "<w:snapToGrid w:val=\"0\"/>"
        + "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"240\" w:lineRule=\"exact\"/>",
      characters: size(16))
    for (suffix, line, half) in [("", 320, 21), ("Small", 260, 18)] {
      for (id, name, alignment, family) in [
        ("TableHead", "Table Head", "center", "黑体"),
        ("TableFigure", "Table Figure", "center", "宋体"),
        ("TableText", "Table Text", "left", "宋体"),
      ] {
        text += style(
          id + suffix, name + (suffix.isEmpty ? "" : " " + suffix),
          paragraph: small(line) + "<w:jc w:val=\"\(alignment)\"/>",
          characters: font(family) + size(half))
      }
    }
    text += style(
      "Footer", "footer", paragraph: "<w:snapToGrid w:val=\"0\"/>",
      characters: font("宋体") + size(28))
    text += "<w:style w:type=\"table\" w:styleId=\"TableGrid\"><w:name w:val=\"Table Grid\"/>"
    text += "<w:basedOn w:val=\"TableNormal\"/><w:tblPr><w:tblBorders>"
    for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
      text += "<w:\(side) w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>"
    }
    text += "</w:tblBorders><w:tblCellMar><w:top w:w=\"28\" w:type=\"dxa\"/>"
    text += "<w:left w:w=\"40\" w:type=\"dxa\"/><w:bottom w:w=\"28\" w:type=\"dxa\"/>"
    text += "<w:right w:w=\"40\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>"
    return text + "</w:styles>"
  }()

  // MARK: page numbers

  /// — 1 —, at the outer edge, one character in from it.
  static func footer(isOdd: Bool) -> String {
    let side = isOdd ? "right" : "left"
    var text = declaration + "<w:ftr \(namespaces)><w:p><w:pPr><w:pStyle w:val=\"Footer\"/>"
    text += "<w:ind w:\(side)Chars=\"100\" w:\(side)=\"280\"/><w:jc w:val=\"\(side)\"/></w:pPr>"
    text += "<w:r><w:t xml:space=\"preserve\">— </w:t></w:r>"
    text += "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>"
    text += "<w:r><w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r>"
    text += "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r>"
    text += "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
    text += "<w:r><w:t xml:space=\"preserve\"> —</w:t></w:r></w:p></w:ftr>"
    return text
  }
}
