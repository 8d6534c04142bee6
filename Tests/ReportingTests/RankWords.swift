import Reporting

extension RankingGate {
  /// Words that tell a rank or name a laggard; a text for outside must have none while the gate is shut.
  static let rankWords = [
    "名次", "排名", "位次", "第一名", "倒数", "末位", "落后", "垫底", "居全县", "居全区", "居全市", "居全省",
    "居本组",
  ]

  /// The first word of `rankWords` that a text holds; nil where it may go out.
  func violation(in text: String) -> String? {
    isOpen ? nil : Self.rankWords.first { text.contains($0) }
  }
}
