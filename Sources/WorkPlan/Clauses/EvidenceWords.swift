import Disclosure

/// Which register shows that a clause was kept, by the words around it.
enum EvidenceWords {
  /// What the phrase itself says; a plan's cell is judged by no other words.
  static func told(of clause: DeadlineClause, in phrase: String) -> Evidence {
    func says(_ words: [String]) -> Bool { words.contains { phrase.contains($0) } }
    switch clause.kind {
    case .by:
      if says(["回头看", "上一年度工作要点", "上年度政务公开"]) { return .carryover }
      if says(["台账", "任务清单", "任务分解表"]), says(["报"]) { return .ledger }
    case .within:
      if says(["申请"]), says(["答复"]) { return .requests }
      if says(["意见", "来信", "信箱", "留言", "诉求"]), says(["答复", "回复", "办结"]) { return .letters }
    default: break
    }
    return .log
  }

  /// What phrase and sentence say together.
  static func evidence(of clause: DeadlineClause, phrase: String, sentence: String) -> Evidence {
    let told = told(of: clause, in: phrase)
    guard told == .log else { return told }
    func says(_ words: [String]) -> Bool { words.contains { phrase.contains($0) } }
    func tells(_ words: [String]) -> Bool { words.contains { sentence.contains($0) } }
    switch clause.kind {
    case .by:
      if tells(["回头看", "上一年度工作要点", "上年度"]), says(["完成", "整改", "落实", "底前"]) { return .carryover }
      if tells(["台账", "任务清单", "任务分解表", "分解表", "表格", "工作措施"]), tells(["报", "备案"]) {
        return .ledger
      }
    case .within:
      if tells(["申请"]), tells(["答复"]) { return .requests }
      if tells(["意见", "来信", "信箱", "留言", "诉求"]), tells(["答复", "回复", "办结"]) { return .letters }
      if tells(["解读"]), tells(["文件"]) { return .documents }
    default: break
    }
    return .log
  }

  /// The 事项类型 that a counted demand names: 听取汇报 is served by no publication.
  static func entryType(of clause: DeadlineClause, in phrase: String) -> String? {
    guard clause.kind == .atLeast else { return nil }
    if phrase.contains("听取"), phrase.contains("汇报") { return "听取汇报" }
    if phrase.contains("培训") { return "培训" }
    return nil
  }
}
