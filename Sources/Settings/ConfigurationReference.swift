import Configuration
import Diagnostics
import Scoring

/// The reference of the configuration files, made from the tables that decode them.
package enum ConfigurationReference {
  /// The page in Markdown, in Chinese.
  package static var markdown: String {
    var text = "# 配置参考\n\n写错的键、类型和名称都会报出文件、行号、键和可用的值；一个文件的问题一次报完。\n"
    text += section("pipeline.yaml", PipelineKeys.all)
    text += section("indicators.yaml", IndicatorKeys.all)
    text += section("假设文件", [WhatIfLoader.table])
    text += section("waivers.yaml", [WaiverLoader.table])
    text += "\n### 可豁免的代码\n\n"
    for code in WaiverLoader.waivableCodes.ordered() {
      text += "- `\(code)`" + (Catalogue.rule(code).map { "：\($0.title)" } ?? "") + "\n"
    }
    return text
  }

  private static func section(_ file: String, _ tables: [KeyTable]) -> String {
    var text = "\n## \(file)\n"
    for table in tables {
      text += "\n### \(table.title)\n\n| 键 | 写法 | 不写时 | 含义 |\n| --- | --- | --- | --- |\n"
      for key in table.keys {
        let cells = ["`\(key.name)`", key.accepts, key.absent ?? "必填", key.meaning]
        text += "| " + cells.map(escaped).joined(separator: " | ") + " |\n"
      }
    }
    return text
  }

  private static func escaped(_ cell: String) -> String {
    cell.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
  }
}
