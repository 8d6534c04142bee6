package import Diagnostics

extension DiagnosticExample {
  /// The example as a reader sees it; at least one line.
  package var lines: [String] {
    func split(_ text: String) -> [String] {
      text.split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
    }
    switch self {
    case .rows(_, let csv): return split(csv).isEmpty ? [csv] : split(csv)
    case .deadline(let phrase): return ["时限要求：\(phrase)"]
    case .responsibility(let phrase): return ["责任单位：\(phrase)"]
    case .configuration(let file, let text): return ["\(file)："] + split(text)
    case .fixture(let name): return ["文件 \(name)"]
    case .situation(let words): return [words]
    }
  }
}

/// The page of all messages.
package enum MessageReference {
  private static let rooms: [(ClosedRange<Int>, String)] = [
    (1000...1999, "文件与表格"), (2000...2999, "记录"), (3000...3999, "配置"), (4000...4999, "考核"),
    (5000...5999, "法定年报"), (6000...6999, "成果"), (9000...9999, "程序"),
  ]

  /// The page in Markdown.
  package static func markdown(_ rules: [DiagnosticRule]) -> String {
    var text = "# 检查规则\n\n每条消息都有固定的代码。程度为“错误”的行不采用；“影响发布”的，处理或放行之前不能发布。\n"
    for (range, name) in rooms {
      let own = rules.filter { range.contains($0.number) }
      guard !own.isEmpty else { continue }
      text += "\n## \(name)\n"
      for rule in own {
        let weight = rule.severity.label + (rule.blocks ? "，影响发布" : "")
        text += "\n### \(rule.code)\n\n\(rule.number) · \(weight) · **\(escaped(rule.title))**\n\n"
        text += "- 应为：\(escaped(rule.expected))\n- 处理：\(escaped(rule.remedy))\n"
        let lines = rule.example.lines
        switch rule.example {
        case .rows, .configuration:
          text += "\n```\n\(lines.joined(separator: "\n"))\n```\n"
        default: text += "- 例：\(escaped(lines.joined(separator: " ")))\n"
        }
      }
    }
    while text.hasSuffix("\n") { text.removeLast() }
    return text
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      if "*_<>[]`|".contains(character) { result.append("\\") }
      result.append(character)
    }
    return result
  }
}
