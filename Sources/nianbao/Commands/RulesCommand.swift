import ArgumentParser
import Diagnostics
import Pipeline

/// Prints the catalogue of messages.
struct RulesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules", abstract: "列出全部检查规则：代码、程度、应为、处理办法、例子。")

  @Argument(help: ArgumentHelp("只列这些代码；不填为全部。", valueName: "代码"))
  var codes: [String] = []

  @Flag(name: .long, help: "按 Markdown 输出，用作说明文档。")
  var markdown = false

  @OptionGroup var format: FormatOption

  func validate() throws {
    for code in codes where Catalogue.rule(code) == nil {
      throw ValidationError("没有代码“\(code)”；nianbao rules 列出全部代码")
    }
  }

  func run() async throws {
    let rules = Catalogue.all.filter { codes.isEmpty || codes.contains($0.code) }
    try await Terminal.guarding(format) { terminal in
      if terminal.isJSON {
        Self.answer(rules, terminal)
      } else if markdown {
        terminal.say(MessageReference.markdown(rules))
      } else {
        for rule in rules { terminal.say(Self.entry(rule)) }
        terminal.say("共\(rules.count)条规则。")
      }
      return .done
    }
  }

  private static func entry(_ rule: DiagnosticRule) -> String {
    var lines = [
      "\(rule.number) \(rule.code) \(rule.severity.label)\(rule.blocks ? "（影响发布）" : "") \(rule.title)",
      "  应为：\(rule.expected)", "  处理：\(rule.remedy)",
    ]
    let example = rule.example.lines
    lines.append("  例：\(example[0])")
    lines += example.dropFirst().map { "      \($0)" }
    return lines.joined(separator: "\n")
  }

  private static func answer(_ rules: [DiagnosticRule], _ terminal: Terminal) {
    terminal.answer { writer in
      writer.key("rules")
      writer.array { writer in
        for rule in rules {
          writer.object { writer in
            writer.field("code", rule.code)
            writer.field("number", rule.number)
            writer.field("severity", rule.severity.rawValue)
            writer.key("blocks")
            writer.boolean(rule.blocks)
            writer.field("title", rule.title)
            writer.field("expected", rule.expected)
            writer.field("remedy", rule.remedy)
            writer.field("example", rule.example.lines.joined(separator: "\n"))
          }
        }
      }
    }
  }
}

extension DiagnosticExample {
  /// The example as a reader sees it; at least one line.
  var lines: [String] {
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
enum MessageReference {
  private static let rooms: [(ClosedRange<Int>, String)] = [
    (1000...1999, "文件与表格"), (2000...2999, "记录"), (3000...3999, "配置"), (4000...4999, "考核"),
    (5000...5999, "法定年报"), (6000...6999, "成果"), (9000...9999, "程序"),
  ]

  /// The page in Markdown.
  static func markdown(_ rules: [DiagnosticRule]) -> String {
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
