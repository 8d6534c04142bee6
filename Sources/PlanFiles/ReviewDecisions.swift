import Diagnostics
import Disclosure
package import Tables

/// What a person wrote into the 核定 column of 要点核定.xlsx.
package struct ReviewDecisions: Sendable {
  struct Key: Hashable, Sendable {
    var task: String
    var phrase: String
    var isUnits: Bool
  }
  private(set) var decisions: [Key: String] = [:]
  /// The decided time phrases of each task.
  private var phrases: [String: [String]] = [:]

  package static let none = ReviewDecisions()

  package init() {}

  /// Reads a filled-in review; rows whose 核定 is empty decide nothing.
  package init(_ content: FileContent) {
    for table in content.tables {
      let wanted: Set = ["编号", "类别", "原文", "核定"]
      let header = table.rows.first { row in
        wanted.isSubset(of: row.cells.map { TextFolding.foldHeader($0.text) })
      }
      guard let header else { continue }
      func column(_ name: String) -> Int? {
        header.cells.firstIndex { TextFolding.foldHeader($0.text) == name }.map { $0 + 1 }
      }
      guard let task = column("编号"), let kind = column("类别"), let phrase = column("原文"),
        let decision = column("核定")
      else { continue }
      for row in table.rows where row.number > header.number {
        let words = row[decision].text.trimmed
        guard !words.isEmpty, words != "—" else { continue }
        let key = Key(
          task: TextFolding.foldTaskNumber(row[task].text),
          phrase: TextFolding.fold(row[phrase].text),
          isUnits: row[kind].text.holds("责任"))
        let former = decisions.updateValue(words, forKey: key)
        if former == nil, !key.isUnits { phrases[key.task, default: []].append(key.phrase) }
      }
    }
  }

  package func decision(task: String, phrase: String, isUnits: Bool) -> String? {
    decisions[
      Key(
        task: TextFolding.foldTaskNumber(task), phrase: TextFolding.fold(phrase), isUnits: isUnits)]
  }

  /// The decisions on time phrases of a task, longest phrase first.
  package func deadlines(ofTask task: String) -> [(phrase: String, decision: String)] {
    let id = TextFolding.foldTaskNumber(task)
    return (phrases[id] ?? []).compactMap { phrase in
      decisions[Key(task: id, phrase: phrase, isUnits: false)].map {
        (phrase: phrase, decision: $0)
      }
    }
    .ordered { ($0.phrase.count, $0.phrase) > ($1.phrase.count, $1.phrase) }
  }

  /// True where nobody decided anything.
  package var isEmpty: Bool { decisions.isEmpty }
}
