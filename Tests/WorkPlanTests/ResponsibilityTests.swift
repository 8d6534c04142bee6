import TestSupport
import Testing

@testable import Diagnostics
@testable import Disclosure
@testable import WorkPlan

@Suite struct ResponsibilityTests {
  let registry = UnitRegistry.sample

  func text(_ parse: ResponsibilityParse) -> String {
    let duties = parse.duties.map { registry.units[$0.unit].name + ($0.role == .lead ? "*" : "") }
    let problems = parse.problems.map { "\($0.kind.rawValue):\($0.phrase)" }
    return (duties + ["\(parse.mark)"] + problems).joined(separator: " ")
  }

  @Test("what a unit has to do is found by its place, and nobody else's is taken for it")
  func dutyOfUnit() {
    for bound in [
      [], [0], [3], [0, 1, 2], [1, 4, 6], Array(0..<100), stride(from: 1, to: 99, by: 2).map { $0 },
    ] {
      let task = WorkTask(
        id: "1", theme: "", title: "", responsibilityText: "", deadlineText: "",
        duties: bound.map { Duty(unit: $0, role: $0 % 3 == 0 ? .lead : .responsible) },
        clauses: [], location: SourceLocation(file: "plan.csv"))
      for unit in 0..<101 {
        #expect(task.duty(of: unit) == task.duties.first { $0.unit == unit })
      }
    }
  }

  @Test(
    "a cell binds whom it names, in registry order, each once",
    arguments: [
      ("东里镇、县财政局", "县财政局 东里镇 closed"), ("县财政局；东里镇，历山街道", "县财政局 东里镇 历山街道 closed"),
      ("县财政局县教育和体育局", "县财政局 县教育和体育局 closed"), ("县教育和体\n育局", "县教育和体育局 closed"),
      ("县财政局牵头，东里镇配合", "县财政局* 东里镇 closed"), ("县财政局、东里镇牵头，历山街道", "县财政局* 东里镇* 历山街道 closed"),
      ("东里镇，县财政局牵头", "县财政局* 东里镇 closed"), ("县财政局（牵头）、东里镇", "县财政局* 东里镇 closed"),
      ("牵头单位：县财政局；配合单位：东里镇、历山街道", "县财政局* 东里镇 历山街道 closed"),
      ("县财政局、县财政局牵头", "县财政局* closed"), ("县财政局（财政局）", "县财政局 closed"),
      ("县财政局（预算科）", "县财政局 closed bracketIgnored:预算科"),
      ("各镇人民政府、各街道办事处，经济开发区", "东里镇 历山街道 经济开发区 closed"),
      ("县政府各部门和经济开发区", "县财政局 县教育和体育局 县旅游局 县文化局 县文化和旅游局 经济开发区 closed"),
      (
        "各级各部门",
        "县财政局 东里镇 县教育和体育局 县旅游局 县文化局 县文化和旅游局 历山街道 经济开发区 closed"
      ),
      ("各镇人民政府", "东里镇 closed"), ("各街道、经济开发区", "历山街道 经济开发区 closed"),
      ("县未知局和县财政局", "县财政局 closed unknownUnit:县未知局"), ("各乡", "vague partialGroup:各乡"),
      ("编制规划的部门", "县教育和体育局 closed byAttribute:编制规划的部门"),
      (
        "编制规划、国土资源等领域主管部门，东里镇",
        "东里镇 县教育和体育局 open byAttribute:编制规划、国土资源等领域主管部门 attributeUnmatched:国土资源"
      ),
      ("重大项目、国土资源等领域的主管部门", "vague attributeUnmatched:重大项目、国土资源"),
      ("县财政局等有关部门", "县财政局 open open:等有关部门"), ("有关职能部门", "vague vague:有关职能部门"), ("", "vague empty:"),
      ("县未知局、县财政局", "县财政局 closed unknownUnit:县未知局"),
      ("县未知局县财政局", "县财政局 closed unknownUnit:县未知局"), ("市财政局", "closed unknownUnit:市财政局"),
      ("源政办字〔2022〕2号文件确定的责任单位", "byReference byReference:源政办字〔2022〕2号文件确定的责任单位"),
    ])
  func cells(_ cell: String, _ expected: String) {
    #expect(text(ResponsibilityParser.parse(cell, in: registry)) == expected)
  }

  @Test(
    "责任单位核定 takes names and groups by any separator and names what it does not know",
    arguments: [
      ("县财政局; 东里镇", "县财政局 东里镇 closed"), ("县财政局\n东里镇、历山街道，经济开发区", "县财政局 东里镇 历山街道 经济开发区 closed"),
      ("镇街；县财政局", "县财政局 东里镇 历山街道 closed"), ("各镇人民政府、各街道办事处", "东里镇 历山街道 closed"),
      ("县财政局牵头；东里镇", "县财政局* 东里镇 closed"), ("县教体局;县财政局", "县财政局 closed unknownUnit:县教体局"),
      ("；", "closed empty:"),
    ])
  func canonical(_ cell: String, _ expected: String) {
    #expect(text(ResponsibilityParser.parseCanonical(cell, in: registry)) == expected)
  }

  @Test("an unknown name carries a proposal to its finding")
  func proposals() {
    let read = ResponsibilityParser.parseCanonical("县教体局", in: registry)
    let found = read.problems.map { $0.diagnostic(at: SourceLocation(file: "plan.csv", row: 3)) }
    #expect(found.map(\.rule.code) == ["responsibility-unit-unknown"])
    #expect(found.allSatisfy { $0.remedy.contains("县教育和体育局") })
  }

  @Test("whatever the words, reading ends, and silence is never taken for a complete list")
  func mess() {
    let pieces = [
      "县财政局", "财政局", "东里镇", "各镇", "（", "）", "、", "，", "；", "：", "牵头", "落实", "等", "有关部门", "各", "部门",
      "县", "号文件",
      "确定的", "编制规划的", "单位", "和", "及", "县政府各部门", "负责", "\n", "某某", "牵头单位：", "街道",
    ]
    var state: UInt64 = 20_210_523
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    for _ in 0..<6000 {
      let cell = (0...next(9)).map { _ in pieces[next(pieces.count)] }.joined()
      let read = ResponsibilityParser.parse(cell, in: registry)
      #expect(read.duties.map(\.unit) == Array(Set(read.duties.map(\.unit))).sorted())
      let again = ResponsibilityParser.parseCanonical(cell, in: registry)
      #expect(again.mark == .closed)
      #expect(read.mark == .closed || !read.problems.isEmpty, "\(cell)")
    }
  }

  @Test(
    "等 opens a list only behind a body",
    arguments: [
      ("县财政局等单位", "等单位"), ("县财政局、大泉镇等", "等"), ("等单位", nil), ("高等学校", nil),
      ("市级等次单位", nil),
    ] as [(String, String?)])
  func openList(_ words: String, _ cut: String?) {
    let found = BodyWords.openCut(in: words).map { String(words[$0.lowerBound...]) }
    #expect(found == cut)
  }
}
