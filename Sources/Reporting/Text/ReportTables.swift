import Disclosure
import Registers
import ReportDocument
import Statutory

/// The statutory tables as aligned text: three tables of the report, four blocks of the first.
enum ReportTables {
  /// A value as printed: a plain number, 0 where zero, 未知 where not known.
  static func text(_ value: Exact?) -> String { value?.text ?? FlatForm.unknownWord }

  /// The blocks that stand for a table, with the notes above them.
  static func blocks(_ number: Int, _ tables: StatutoryTables) -> [TextBlock] {
    let notes = notes(number).map { TextBlock.line($0) }
    return [.gap] + notes + textTables(number, tables).map { .table($0) } + [.gap]
  }

  static func notes(_ number: Int) -> [String] {
    guard number == 3 else { return [] }
    return [
      "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
      "申请人情况：自然人；法人或其他组织，分为商业企业、科研机构、社会公益组织、法律服务机构、其他。",
    ]
  }

  /// The tables of part two, three or four.
  static func textTables(_ number: Int, _ tables: StatutoryTables) -> [TextTable] {
    switch number {
    case 2: proactive(tables)
    case 3: [requests(tables)]
    default: [disputes(tables)]
    }
  }

  private static func proactive(_ tables: StatutoryTables) -> [TextTable] {
    ProactiveBlock.all.map { block in
      TextTable(
        caption: block.article,
        columns: [TextTable.Column("信息内容", atMost: 24)]
          + block.measures.map { TextTable.Column($0, .right, atMost: 30) },
        rows: block.contents.map { content in
          [content] + block.measures.map { text(tables[2, content, $0]) }
        })
    }
  }

  private static func requests(_ tables: StatutoryTables) -> TextTable {
    let columns =
      [TextTable.Column("项目", atMost: 44)]
      + StatutoryCell.requestColumns.map { TextTable.Column($0, .right, atMost: 8) }
    return TextTable(
      columns: columns,
      rows: RequestRow.all.map { row in
        [Self.label(of: row)] + StatutoryCell.requestColumns.map { text(tables[3, row.code, $0]) }
      })
  }

  /// The row's name with the heading that the official form has in a merged cell.
  static func label(of row: RequestRow) -> String {
    // The first row under a heading carries it; the others are indented.
    switch row.code {
    case "3.1": return "三、本年度办理结果：" + row.label
    case _ where row.heading.isEmpty: return (row.code.hasPrefix("3.") ? "　" : "") + row.label
    case _ where row.code.hasSuffix(".1"): return "　" + row.heading + "：" + row.label
    default: return "　　" + row.label
    }
  }

  private static func disputes(_ tables: StatutoryTables) -> TextTable {
    TextTable(
      columns: [TextTable.Column("类别", atMost: 30)]
        + StatutoryCell.disputeColumns.map { TextTable.Column($0, .right, atMost: 12) },
      rows: StatutoryCell.disputeBlocks.map { block in
        let heading = block == DisputeKind.review.rawValue ? block : "行政诉讼：" + block
        return [heading] + StatutoryCell.disputeColumns.map { text(tables[4, block, $0]) }
      })
  }
}

/// One of the four blocks of table 2: an article with its contents and measures.
struct ProactiveBlock: Sendable {
  let article: String
  let contents: [String]
  let measures: [String]

  /// In printed order.
  static let all: [ProactiveBlock] = {
    var blocks: [ProactiveBlock] = []
    var articles: [String] = []
    for cell in ProactiveCell.all where !articles.contains(cell.article) {
      articles.append(cell.article)
    }
    for article in articles {
      let own = ProactiveCell.all.filter { $0.article == article }
      var contents: [String] = []
      var measures: [String] = []
      for cell in own {
        if !contents.contains(cell.content) { contents.append(cell.content) }
        if !measures.contains(cell.measure) { measures.append(cell.measure) }
      }
      blocks.append(ProactiveBlock(article: article, contents: contents, measures: measures))
    }
    return blocks
  }()
}
