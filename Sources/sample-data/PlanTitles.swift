/// Titles and deadline phrases of plan.csv, for the ledgers.
struct PlanTitles {
  /// 任务编号 to title and phrase.
  let tasks: [String: (title: String, deadline: String)]

  /// Reads the text of plan.csv.
  init(_ text: String) {
    var tasks: [String: (title: String, deadline: String)] = [:]
    for record in Self.records(text).dropFirst() where record.count > 5 {
      let deadline = record[5].split(whereSeparator: \.isNewline).joined()
      tasks[record[0]] = (record[3], deadline)
    }
    self.tasks = tasks
  }

  /// Records of a CSV text with quoted cells.
  private static func records(_ text: String) -> [[String]] {
    var records: [[String]] = []
    var record: [String] = []
    var cell = ""
    var isQuoted = false
    for character in text {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted:
        record.append(cell)
        cell = ""
      case "\n" where !isQuoted:
        records.append(record + [cell])
        record = []
        cell = ""
      default: cell.append(character)
      }
    }
    return records
  }
}
