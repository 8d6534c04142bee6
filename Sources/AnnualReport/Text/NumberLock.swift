package import Diagnostics
import Disclosure
import Statutory

/// Stops a text whose numerals do not come from named figures.
package struct NumberLock: Sendable {
  private let figures: [NamedFigure]
  private let idioms: [Unicode.Scalar: [[Unicode.Scalar]]]
  private let file: String
  /// Printed texts of figures, without signs.
  private let byText: [String: [Int]]

  /// Makes a lock for the figures of a report; `phrases` are words with numerals that count nothing.
  package init(_ facts: ReportFacts, phrases: [String] = [], file: String) {
    self.init(figures: facts.figures, phrases: phrases, file: file)
  }

  init(figures: [NamedFigure], phrases: [String], file: String) {
    self.figures = figures
    self.file = file
    let own = phrases.filter { phrase in
      !phrase.unicodeScalars.contains(where: NumeralScanner.isDigit)
        && phrase.unicodeScalars.contains { !ChineseNumber.isNumeral($0) }
    }
    idioms = NumeralIdioms.standard.merging(NumeralIdioms.index(of: own)) { standard, own in
      (standard + own).ordered { $0.count > $1.count }
    }
    byText = Dictionary(
      grouping: figures.indices, by: { String(figures[$0].text.drop { $0 == "-" }) })
  }

  /// Judges paragraphs whose facts are known: a numeral outside of them is refused even where some
  /// figure happens to have its value, because nothing says that this figure is meant.
  package func check(_ paragraphs: [FactText]) -> [Diagnostic] {
    paragraphs.enumerated().flatMap { check($0.element, paragraph: $0.offset + 1) }
  }

  private func check(_ text: FactText, paragraph: Int) -> [Diagnostic] {
    var found: [Diagnostic] = []
    let scalars = Array(text.text.unicodeScalars)
    for span in text.spans {
      guard let index = span.figure, figures.indices.contains(index) else { continue }
      let figure = figures[index]
      let printed = String(String.UnicodeScalarView(scalars[span.range]))
      let sentence = Self.sentence(around: span.range, of: scalars)
      if figure.value.number == nil {
        found.append(
          diagnostic(
            .textFigureUnknown, "“\(sentence)”中的“\(figure.label)”（\(figure.name)）为\(figure.text)"))
      } else if printed != figure.text, printed != String(figure.text.drop { $0 == "-" }) {
        found.append(
          diagnostic(
            .textNumberUnresolved,
            "第\(paragraph)段“\(sentence)”中的“\(printed)”与“\(figure.label)”（\(figure.name)）的 \(figure.text) 不同"
          ))
      } else if let wrong = wrongMeasure(figure, after: span.range.upperBound, in: scalars) {
        found.append(
          diagnostic(
            .textMeasureDiffers,
            "第\(paragraph)段“\(sentence)”中“\(figure.label)”的单位为“\(figure.measure)”，正文写作“\(wrong)”"))
      }
    }
    for numeral in NumeralScanner(text, idioms: idioms).quantities() {
      found.append(unresolved(numeral, in: scalars, paragraph))
    }
    return found
  }

  /// Judges a text of which only the words are known: every numeral must have the value of some figure.
  package func check(plain text: String) -> [Diagnostic] {
    text.split(separator: "\n").enumerated().flatMap { offset, line in
      let scalars = Array(line.unicodeScalars)
      return NumeralScanner(FactText(plain: String(line)), idioms: idioms).quantities()
        .filter { !isNamed($0) }.map { unresolved($0, in: scalars, offset + 1) }
    }
  }

  private func isNamed(_ numeral: NumeralScanner.Numeral) -> Bool {
    guard let value = numeral.value else { return false }
    return figures.contains { figure in
      guard (figure.measure == "%") == numeral.isPercent, let number = figure.value.number else {
        return false
      }
      let printed = figure.decimals.map { number.rounded(decimals: $0) } ?? number
      // 1.2万 for 12000元, 3 for 0.0003万元 are the same amount only in the same unit.
      return printed == value || -printed == value
    }
  }

  private func unresolved(
    _ numeral: NumeralScanner.Numeral, in scalars: [Unicode.Scalar], _ paragraph: Int
  ) -> Diagnostic {
    let digits = String(numeral.text.drop { $0 == "-" }.prefix { $0 != "%" && $0 != "％" })
    let names =
      numeral.value.flatMap { byText[digits] ?? byText[$0.text] }?.prefix(3).map {
        figures[$0].name
      } ?? []
    return diagnostic(
      .textNumberUnresolved,
      "第\(paragraph)段“\(Self.sentence(around: numeral.range, of: scalars))”中的“\(numeral.text)”没有出处",
      remedy: names.isEmpty
        ? nil : "如指其中一项，改写为事实名：" + names.map { "{{\($0)}}" }.joined(separator: "、"))
  }

  private func diagnostic(
    _ rule: DiagnosticRule, _ found: String, remedy: String? = nil
  ) -> Diagnostic {
    Diagnostic(rule, at: SourceLocation(file: file), found: found, remedy: remedy)
  }

  /// A unit of measure that contradicts the figure's; only those that change its meaning are judged.
  private func wrongMeasure(
    _ figure: NamedFigure, after end: Int, in scalars: [Unicode.Scalar]
  ) -> String? {
    func follows(_ word: String) -> Bool {
      let wanted = Array(word.unicodeScalars)
      return end + wanted.count <= scalars.count
        && Array(scalars[end..<(end + wanted.count)]) == wanted
    }
    let written = ["%", "％", "个百分点", "万元", "亿元", "元", "万", "亿"].first(where: follows)
    switch figure.measure {
    case "%":
      if let written, ["%", "％", "个百分点"].contains(written) { return nil }
      return written ?? "无单位"
    case "元", "万元": return written == figure.measure ? nil : written ?? "无单位"
    default: return written
    }
  }

  /// The sentence that a numeral stands in.
  static func sentence(around range: Range<Int>, of scalars: [Unicode.Scalar]) -> String {
    let ends: Set<Unicode.Scalar> = ["。", "；", "！", "？"]
    var start = range.lowerBound
    while start > 0, !ends.contains(scalars[start - 1]) { start -= 1 }
    var end = range.upperBound
    while end < scalars.count, !ends.contains(scalars[end]) { end += 1 }
    if end < scalars.count { end += 1 }
    return String(String.UnicodeScalarView(scalars[start..<end]))
  }
}
