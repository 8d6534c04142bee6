import Disclosure

extension NoticeTask {
  /// The task's short name: its heading, else the first clause of its text, at most 24 characters.
  package var shortName: String { Self.shortName(of: heading ?? body) }

  /// The heading that runs into the text, where it has one.
  private var heading: String? {
    guard text != body, text.closes(with: body) || text.count > body.count,
      let stop = text.firstIndex(of: "。")
    else { return nil }
    let head = String(text[..<stop])
    return head.count <= 36 && !body.opens(with: head) ? head : nil
  }

  /// The first clause of a text, at most 24 characters.
  package static func shortName(of text: String) -> String {
    var words = text.prefix { !"，。；：,;:".contains($0) }
    if words.isEmpty { words = text[...] }
    guard words.count > 24 else { return String(words) }
    // Cut at an enumeration where there is one, so that no word is broken.
    let head = words.prefix(24)
    if let cut = head.indices.last(where: { head[$0] == "、" && isWhole(head[..<$0]) }),
      head.distance(from: head.startIndex, to: cut) >= 8
    {
      return String(head[..<cut]) + "等"
    }
    // Nor a quotation: “双随机、一公开” is kept or left out.
    let short = head.prefix(23)
    if !isWhole(short), let open = short.lastIndex(of: "“"),
      short.distance(from: short.startIndex, to: open) >= 8
    {
      return short[..<open] + "…"
    }
    return short + "…"
  }

  /// True where every quotation that begins ends.
  private static func isWhole(_ words: Substring) -> Bool {
    words.count { $0 == "“" } == words.count { $0 == "”" }
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
