import Disclosure
import WorkPlan

extension NoticeTask {
  /// The task's short name: its heading, else the first clause of its text, at most 24 characters.
  package var shortName: String { TaskTitle.short(of: heading ?? body) }

  /// The heading that runs into the text, where it has one.
  private var heading: String? {
    guard text != body, text.closes(with: body) || text.count > body.count,
      let stop = text.firstIndex(of: "。")
    else { return nil }
    let head = String(text[..<stop])
    return head.count <= 36 && !body.opens(with: head) ? head : nil
  }

  /// The time phrases as published, each once: the column or bracket, then those of the text.
  package var deadlinePhrases: [String] {
    var phrases: [String] = []
    if !deadline.isEmpty { phrases.append(deadline) }
    var seen: Set<String> = [deadline]
    for reading in clauses where seen.insert(reading.phrase).inserted {
      phrases.append(reading.phrase)
    }
    return phrases.map { phrase in
      var words = phrase
      while let last = words.last, "。；;".contains(last) { words.removeLast() }
      return words
    }
  }
}
