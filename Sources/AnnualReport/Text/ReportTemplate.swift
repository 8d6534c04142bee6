package import Diagnostics
import Disclosure
import Mustache

/// A text template that a county can edit: facts by name, sections, comments; nothing else.
package struct ReportTemplate: Sendable {
  /// The template's text.
  package let text: String
  /// The file it came from, for messages.
  package let file: String
  private let scan: TemplateScan

  package init(text: String, file: String) {
    self.text = FactText.withoutMarks(text)
    self.file = file
    scan = TemplateScan(self.text)
  }

  /// Words with numerals that are no quantities, listed in a comment `{{! 允许词语：一盘棋、十件实事 }}`.
  var allowedPhrases: [String] {
    scan.tags.flatMap { found -> [String] in
      guard case .comment(let words) = found.tag, let start = words.firstRange(of: "允许词语：") else {
        return []
      }
      return words[start.upperBound...].split { "、，；, ;\n".contains($0) || $0.isWhitespace }
        .map(String.init)
    }
  }

  /// Every tag that no fact has and every section that does not close, each with its line.
  package func problems(_ facts: ReportFacts) -> [Diagnostic] {
    var found: [Diagnostic] = []
    func report(_ rule: DiagnosticRule, _ line: Int, _ text: String, remedy: String? = nil) {
      found.append(
        Diagnostic(rule, at: SourceLocation(file: file, row: line), found: text, remedy: remedy))
    }
    for line in scan.unfinished { report(.templateTagInvalid, line, "第\(line)行的“{{”没有对应的“}}”") }
    var sections: [(name: String, line: Int)] = []
    var contexts: [Fact] = [facts.root]
    func check(_ name: String, _ line: Int) -> Fact? {
      if let fact = Self.resolve(name, contexts) { return fact }
      let known = contexts.flatMap { $0.paths() }
      let near = Nearness.nearest(to: name, among: known)
      report(
        .templateNameUnknown, line, "第\(line)行的名称“\(name)”不存在",
        remedy: near.map { "是否为“\($0)”？改正后重新运行" })
      return nil
    }
    for found in scan.tags {
      switch found.tag {
      case .comment: continue
      case .refused(let text):
        report(.templateTagInvalid, found.line, "第\(found.line)行的标记“\(text)”不能使用")
      case .variable(let name):
        guard let fact = check(name, found.line) else { continue }
        switch fact.kind {
        case .flag, .list, .group:
          report(
            .templateTagInvalid, found.line,
            "第\(found.line)行的“\(name)”不是可以直接写出的内容，只能用作 {{#\(name)}}")
        default: break
        }
      case .open(let name), .openInverted(let name):
        let fact = check(name, found.line)
        sections.append((name, found.line))
        if case .open = found.tag, case .list(_, let sample)? = fact?.kind {
          contexts.append(Fact(kind: .group, children: sample))
        } else {
          contexts.append(Fact(kind: .group))
        }
      case .close(let name):
        guard let last = sections.popLast() else {
          report(.templateTagInvalid, found.line, "第\(found.line)行的 {{/\(name)}} 没有开始标记")
          continue
        }
        contexts.removeLast()
        if last.name != name {
          report(
            .templateTagInvalid, found.line,
            "第\(found.line)行的 {{/\(name)}} 与第\(last.line)行的 {{#\(last.name)}} 不成对")
        }
      }
    }
    for open in sections {
      report(.templateTagInvalid, open.line, "第\(open.line)行的 {{#\(open.name)}} 没有结束标记")
    }
    for phrase in allowedPhrases
    where phrase.unicodeScalars.contains(where: {
      NumeralScanner.isDigit($0) || $0 == "%" || $0 == "％"
    }) {
      report(.templateTagInvalid, 1, "允许词语“\(phrase)”含有阿拉伯数字，不能列入")
    }
    return found
  }

  /// As the renderer looks a name up: the first part in the innermost section that has it.
  private static func resolve(_ name: String, _ contexts: [Fact]) -> Fact? {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard let first = parts.first, !first.isEmpty else { return nil }
    for context in contexts.reversed() {
      guard var fact = context.children[first] else { continue }
      for part in parts.dropFirst() {
        guard let child = fact.children[part] else { return nil }
        fact = child
      }
      return fact
    }
    return nil
  }

  /// The text with marks around what comes from facts; nil where the template cannot be parsed.
  func rendered(_ facts: ReportFacts) -> String? {
    var rendered = ""
    // The library's parser counts the rest of its text at every tag: pieces keep that short.
    for piece in scan.pieces {
      // The first line is a tag of its own: values are plain text, not HTML.
      guard let template = try? MustacheTemplate(string: "{{%CONTENT_TYPE:TEXT}}\n" + piece) else {
        return nil
      }
      rendered += template.render(facts.root)
    }
    return rendered
  }
}
