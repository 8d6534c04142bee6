extension DiagnosticRule {
  static let assessmentRules: [DiagnosticRule] = [scoreUnknown]

  package static let scoreUnknown = DiagnosticRule(
    "score-unknown", 4000, .error, blocks: true, title: "总分未知",
    expected: "每个适用的人工评分、上级评分指标都有一行得分", remedy: "补上缺少的得分；暂不能补的，由县政府办公室在 waivers.yaml 里写明依据后放行",
    example: .situation("人工评分表里少了一个单位"))
}
