/// Gives the words that the argument parser writes of itself in Chinese; what it quotes stays as typed.
enum ChineseUsage {
  /// Sentences and headings of ArgumentParser, longest first where one holds another.
  private static let words: [(english: String, chinese: String)] = [
    ("OVERVIEW: ", ""), ("USAGE: ", "用法："), ("ARGUMENTS:", "参数："), ("OPTIONS:", "选项："),
    ("SUBCOMMANDS:", "子命令："), ("<subcommand>", "<子命令>"), ("<options>", "<选项>"),
    ("Show help information.", "显示说明。"), ("Show subcommand help information.", "显示子命令的说明。"),
    ("Show the version.", "显示版本。"), ("(default: ", "（不填为 "),
    ("See 'nianbao help <子命令>' for detailed help.", "查看某个子命令的说明：nianbao help <子命令>"),
    ("' for detailed help.", "'"), ("Error: ", "错误："), ("Usage: ", "用法："), ("Help:  ", "说明："),
    ("See '", "查看说明：'"), (" --help' for more information.", " --help'"),
    ("Missing expected argument ", "缺少参数 "), ("Missing value for ", "没有填写 "),
    ("Unknown option ", "没有这个选项 "), ("Unexpected argument ", "多余的参数 "),
    (". Did you mean ", "；是否为 "), ("The value ", "值 "), (" is invalid for ", " 不适用于 "),
    ("unexpected arguments: ", "多余的参数："), (" unexpected argument", " 个多余的参数"),
  ]

  /// The text with the parser's own words in Chinese.
  static func translated(_ text: String) -> String {
    words.reduce(text) { $0.replacing($1.english, with: $1.chinese) }
  }
}
