import Foundation
import Testing

@Suite("Robustness: personal particulars never leave")
struct PrivacyRobustnessTests {
  /// A cell of an input by its first data row.
  struct Field: Sendable, CustomTestStringConvertible {
    let file: String
    let column: String
    var testDescription: String { "\(file) \(column)" }

    init(_ file: String, _ column: String) {
      self.file = file
      self.column = column
    }

    /// Appends a text to the cell, or puts it in its place.
    func plant(_ text: String, in pipeline: SmallPipeline, replacing: Bool = false) throws {
      let path = pipeline.folder + "/" + file
      var lines = try String(contentsOfFile: path, encoding: .utf8).components(separatedBy: "\n")
      let place = try #require(lines[0].components(separatedBy: ",").firstIndex(of: column))
      var cells = lines[1].components(separatedBy: ",")
      cells[place] = replacing ? text : cells[place] + text
      lines[1] = cells.joined(separator: ",")
      try pipeline.write(lines.joined(separator: "\n"), to: file)
    }
  }

  static let values = [Planted.identity, Planted.mobile, Planted.name]
  static let codes = ["identity-number-found", "mobile-number-found", "applicant-name-found"]

  /// Cells that outputs show, or that a finding or a returned row quotes.
  static let shown: [Field] = [
    Field("units.csv", "分组"), Field("plan.csv", "任务编号"),
    Field("plan.csv", "主题"), Field("plan.csv", "责任单位"),
    Field("inputs/政民互动/来信.csv", "类别"),
    Field("plan.csv", "时限要求"), Field("inputs/台账/汇总.csv", "序号"),
    Field("inputs/台账/汇总.csv", "责任单位"), Field("inputs/进展日志/日志.csv", "公开日期"),
    Field("inputs/进展日志/日志.csv", "单位"), Field("inputs/进展日志/日志.csv", "任务编号"),
    Field("inputs/进展日志/日志.csv", "事项类型"), Field("inputs/进展日志/日志.csv", "渠道"),
    Field("inputs/依申请公开/登记簿.csv", "单位"), Field("inputs/依申请公开/登记簿.csv", "收到日期"),
    Field("inputs/依申请公开/登记簿.csv", "答复结果"), Field("inputs/复议诉讼/台账.csv", "结果"),
    Field("inputs/主动公开/数据.csv", "数值"), Field("inputs/文件目录/目录.csv", "成文日期"),
    Field("inputs/政民互动/来信.csv", "来件日期"), Field("inputs/建议提案/办理.csv", "类别"),
    Field("inputs/日常检查/通报.csv", "问题类别"), Field("inputs/日常检查/通报.csv", "严重程度"),
    Field("inputs/上年遗留/清单.csv", "任务编号"), Field("inputs/上年遗留/清单.csv", "工作任务"),
    Field("inputs/上级评分/得分.csv", "指标"), Field("inputs/人工评分/评分表.csv", "指标编号"),
    Field("inputs/人工评分/评分表.csv", "依据"), Field("inputs/上年成绩.csv", "单位"),
  ]

  /// Cells that no output shows: their rows are used, the text is not.
  static let hidden: [Field] = [
    Field("inputs/台账/汇总.csv", "工作举措"), Field("inputs/台账/汇总.csv", "完成情况"),
    Field("inputs/进展日志/日志.csv", "标题"), Field("inputs/进展日志/日志.csv", "备注"),
    Field("inputs/依申请公开/登记簿.csv", "证件号码"), Field("inputs/依申请公开/登记簿.csv", "联系电话"),
    Field("inputs/依申请公开/登记簿.csv", "承办科室"), Field("inputs/文件目录/目录.csv", "标题"),
    Field("inputs/建议提案/办理.csv", "编号"),
    Field("inputs/日常检查/通报.csv", "问题描述"),
    // A task is named by its first clause; what stands behind it is shown nowhere.
    Field("plan.csv", "工作任务"),
  ]

  private func expectNothing(
    of values: [String], in pipeline: SmallPipeline, _ ending: Program.Ending
  ) throws {
    for value in values {
      #expect(try WrittenBytes.places(of: value, below: pipeline.root + "/out") == [])
      #expect(!ending.out.contains(value), "standard output")
      #expect(!ending.err.contains(value), "standard error")
    }
  }

  @Test("what a cell shows of a person stops publication and is told nowhere", arguments: shown)
  func stops(_ field: Field) throws {
    let pipeline = try SmallPipeline()
    // A semicolon parts groups of a unit, of which the first alone is shown.
    let mark = field.column == "分组" ? "，" : "；"
    try field.plant("（\(Self.values.joined(separator: mark))）", in: pipeline)
    let ending = try Program.run(["run", pipeline.folder, "--output", pipeline.output])
    #expect(ending.status == 65, "\(ending.err)")
    try expectNothing(of: Self.values, in: pipeline, ending)
    #expect(
      Set(try pipeline.bytes().keys) == ["run.json", "问题清单.txt", "问题清单.xlsx"])
    let list = try String(contentsOfFile: pipeline.output + "/问题清单.txt", encoding: .utf8)
    for code in Self.codes {
      // The line names a place: a file, and a cell or a row of it.
      let line = try #require(
        list.components(separatedBy: "\n").first { $0.contains("[\(code)]") }, "\(code)")
      #expect([".csv!", ".xlsx!", ".docx!"].contains(where: line.contains), "\(line)")
    }
    let json = try #require(
      try JSONSerialization.jsonObject(
        with: Data(contentsOf: URL(fileURLWithPath: pipeline.output + "/run.json")))
        as? [String: Any])
    #expect(json["status"] as? String == "blocked")
  }

  @Test("what no output shows does not stop publication, and is in none")
  func staysInside() throws {
    let pipeline = try SmallPipeline()
    for field in Self.hidden {
      try field.plant("（\(Self.values.joined(separator: "；"))）", in: pipeline)
    }
    let ending = try Program.run(["run", pipeline.folder, "--output", pipeline.output])
    #expect(ending.status == 0, "\(ending.out)")
    try expectNothing(of: Self.values, in: pipeline, ending)
  }

  @Test("the lines of --json, check, explain and report are masked too")
  func otherCommands() throws {
    let pipeline = try SmallPipeline()
    let planted = "（\(Self.values.joined(separator: "；"))）"
    try Field("inputs/依申请公开/登记簿.csv", "答复结果").plant(planted, in: pipeline)
    try Field("inputs/人工评分/评分表.csv", "依据").plant(planted, in: pipeline)
    let out = ["--output", pipeline.output]
    for arguments in [
      ["run", pipeline.folder, "--json", "--draft"] + out, ["check", pipeline.folder] + out,
      ["check", pipeline.folder, "--json"] + out,
      ["report", pipeline.folder, "--unit", "县财政局", "--output", pipeline.root + "/out/own"],
    ] {
      let ending = try Program.run(arguments)
      #expect(ending.status == 65, "\(arguments[0]): \(ending.err)")
      try expectNothing(of: Self.values, in: pipeline, ending)
    }
    for arguments in [["--unit", "县政府办公室"], ["--unit", "县政府办公室", "--indicator", "B2"]] {
      let ending = try Program.run(["explain", pipeline.folder] + arguments)
      #expect(ending.status == 0, "\(ending.err)")
      try expectNothing(of: Self.values, in: pipeline, ending)
    }
  }

  @Test("numbers in a unit's name stop publication; a person's name in it is the public unit's")
  func unitName() throws {
    let pipeline = try SmallPipeline()
    try Field("units.csv", "单位").plant(
      "（\(Planted.identity)；\(Planted.mobile)）", in: pipeline)
    let ending = try Program.run(["run", pipeline.folder, "--output", pipeline.output])
    #expect(ending.status == 65, "\(ending.err)")
    try expectNothing(of: [Planted.identity, Planted.mobile], in: pipeline, ending)
  }

  @Test("a file named after a person stops publication and is named masked")
  func fileName() throws {
    let pipeline = try SmallPipeline()
    try FileManager.default.moveItem(
      atPath: pipeline.folder + "/inputs/台账/汇总.csv",
      toPath: pipeline.folder + "/inputs/台账/\(Planted.name)\(Planted.mobile).csv")
    let ending = try Program.run(["run", pipeline.folder, "--output", pipeline.output])
    #expect(ending.status == 65, "\(ending.err)")
    try expectNothing(of: [Planted.mobile, Planted.name], in: pipeline, ending)
  }

  @Test("a configuration that cannot be used quotes no number either")
  func configuration() throws {
    let pipeline = try SmallPipeline()
    try pipeline.change("pipeline.yaml", "year: 2022", to: "year: \"\(Planted.identity)\"")
    let ending = try Program.run(["run", pipeline.folder, "--output", pipeline.output])
    #expect(ending.status == 78)
    try expectNothing(of: [Planted.identity], in: pipeline, ending)
    #expect(ending.err.contains("pipeline.yaml"))
  }

  @Test("an applicant's particulars under other headings are dropped from a returned row")
  func otherHeadings() throws {
    let pipeline = try SmallPipeline()
    // A waived quarantined row is returned to its unit; the heading is the one of the printed form.
    try pipeline.write(
      """
      登记编号,单位,申请人姓名/名称,申请人身份证号,申请人手机,申请人住址,申请人类型,收到日期,答复日期,答复结果
      2022-01,县财政局,\(Planted.name),\(Planted.identity),\(Planted.mobile),测试路七号院,自然人,某日,2022-03-20,3.1

      """, to: "inputs/依申请公开/登记簿.csv")
    try pipeline.write(
      "- {code: register-row-quarantined, scope: 县财政局, who: 县政府办公室, basis: 会议纪要, until: 2023-12-31}\n",
      to: "waivers.yaml")
    let ending = try Program.run(["run", pipeline.folder, "--output", pipeline.output])
    #expect(ending.status == 0, "\(ending.err)")
    #expect(try pipeline.bytes().keys.contains("退回修改/县财政局.xlsx"))
    try expectNothing(of: Self.values + ["测试路七号院"], in: pipeline, ending)
  }

  @Test("no output and no log holds a user name, a host or a path of the machine")
  func machine() throws {
    let pipeline = try SmallPipeline()
    let environment = [
      "USER": "robustuser", "LOGNAME": "robustuser", "HOSTNAME": "robusthost",
      "HOME": pipeline.root,
    ]
    try pipeline.write("坏", to: "inputs/台账/坏文件.xlsx")
    let good = try Program.run(
      ["run", "small", "--output", "out/small"], in: pipeline.root, environment: environment)
    // The refused ledger blocks; what is looked at here is what the run wrote of it.
    #expect(good.status == 65, "\(good.err)")
    let wrong = try Program.run(
      ["run", "small", "--output", "small/units.csv"], in: pipeline.root, environment: environment)
    #expect(wrong.status != 0)
    var words = ["robustuser", "robusthost", pipeline.root]
    words += [ProcessInfo.processInfo.hostName].filter { $0.count > 3 && $0 != "localhost" }
    for word in words {
      #expect(try WrittenBytes.places(of: word, below: pipeline.root + "/out") == [])
      for text in [good.out, good.err, wrong.out, wrong.err] { #expect(!text.contains(word)) }
    }
  }
}
