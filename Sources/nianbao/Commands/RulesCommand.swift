import ArgumentParser
import Diagnostics
import Pipeline
import Publishing
import Rendering
import Settings

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
