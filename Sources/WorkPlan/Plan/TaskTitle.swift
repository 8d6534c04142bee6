/// The short title of a task, made of its text.
package enum TaskTitle {
  /// The first clause of a text, at most 24 characters.
  package static func short(of text: String) -> String {
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
}
