import Testing

@testable import Diagnostics
@testable import Disclosure
@testable import Intake
@testable import Pipeline
@testable import ProgressLog
@testable import Registers
@testable import Reporting
@testable import WorkPlan

@Suite("Every register of the list is read into its own rows")
struct RegisterListTests {
  /// One row of each register; the second line is accepted as it stands.
  private static let samples: [InputKind: String] = [
    .ledgers: "序号,工作任务,工作举措,时限要求,责任单位\n1,预决算公开,公开预算,年底前,县财政局\n",
    .requests: "登记编号,单位,申请人类型,收到日期,答复日期,答复结果\n2022-1,县财政局,自然人,2022-05-20,2022-06-01,3.1\n",
    .disputes: "单位,类别,收案日期,结果\n县财政局,行政复议,2022-05-20,结果维持\n",
    .proactive: "单位,信息内容,指标,数值\n县财政局,行政处罚,本年处理决定数量,3\n",
    .documents: "文号,标题,单位,类别,成文日期\n,通知,县财政局,其他文件,2022-05-20\n",
    .letters: "单位,来件日期,答复日期\n县财政局,2022-05-20,2022-05-23\n",
    .proposals: "单位,编号,类别\n县财政局,1,人大建议\n",
    .inspections: "检查日期,单位,问题类别,问题描述\n2022-05-20,县财政局,更新,未更新\n",
    .carryover: "年度,单位,任务编号,工作任务\n2021,县财政局,7,上年任务\n",
    .externalScores: "指标,单位,得分,满分\nA1,县财政局,8,10\n",
    .manualScores: "单位,指标编号,得分,依据,评分人,审核人\n县财政局,A1,8,纪要,甲,乙\n",
    .confirmations: "任务编号,单位,确认日期\n1,县财政局,2022-07-01\n",
    .narrative: "部分,条目,文字,来源\n主动公开,政府公报,话。,县政府办\n",
    .nilReturns: "单位,材料\n城关镇,政民互动\n",
  ]

  /// Where the rows of a register lie.
  private static func files<Record: RegisterRecord>(_ type: Record.Type, of records: CountyRecords)
    -> [String?]
  {
    records.registers[type].map { row in
      Mirror(reflecting: row).children.lazy.compactMap { child in
        (child.value as? Diagnostics.SourceLocation)?.file
          ?? (child.value as? LedgerEntry)?.location.file
      }.first
    }
  }

  @Test("each kind is in the list once, and nothing with columns of its own is forgotten")
  func law() {
    let kinds = RegisterList.all.map { $0.inputKind }
    #expect(Set(kinds).count == kinds.count)
    // These have no rows of a register: the setup, the log, mended rows and answered feedback.
    let others: Set<InputKind> = [.units, .plan, .progress, .corrections, .replies]
    for kind in InputKinds.all where kind.hasForm {
      #expect((RegisterList.register(of: kind) != nil) != others.contains(kind), "\(kind)")
    }
    #expect(Set(Self.samples.keys) == Set(kinds))
  }

  @Test("a file of each lands in the rows of its register and in no other")
  func rows() async throws {
    let inputs = Self.samples.keys.map { "\($0.key): [\"inputs/\($0.key)/*\"]" }
    let county = try CommandsCounty(inputs: inputs.sorted().joined(separator: "\n"))
    for (kind, text) in Self.samples {
      try county.write(text, to: "inputs/\(kind.key)/登记.csv")
    }
    let records = try await IntakeStage().run(try await LoadStage().run(county.folder))
    let wrong = records.problems.filter { $0.rule.severity == .error }.map(\.line)
    #expect(wrong == [] && records.gaps.isEmpty)
    for register in RegisterList.all {
      let kind = register.inputKind
      #expect(
        Self.files(register, of: records) == ["inputs/\(kind.key)/登记.csv"], "\(kind)")
      let units = records.registers.counts(of: kind)
      #expect(
        units == (kind == .narrative ? [:] : [kind == .nilReturns ? 2 : 1: 1]), "\(kind)")
      #expect(records.registers.count(of: kind, unit: 0) == 0)
    }
    #expect(records.handedIn == [1])
  }

  @Test("rows of several files of one register stand in the order in which they were read")
  func several() throws {
    let received = try #require(PlainDate(iso: "2022-05-20"))
    var rows = RegisterRows()
    func letter(_ unit: Int) -> Letter {
      Letter(
        unit: unit, received: received, channel: "", category: "", answered: nil,
        isPublic: nil, location: Diagnostics.SourceLocation(file: "\(unit).csv"))
    }
    rows.append([letter(2), letter(0)])
    rows.append([Letter]())
    rows.append([letter(1), letter(2)])
    #expect(rows[Letter.self].map(\.unit) == [2, 0, 1, 2])
    #expect(rows.count(of: .letters, unit: 2) == 2)
    #expect(rows[Proposal.self].isEmpty && rows.count(of: .proposals, unit: 2) == 0)
    rows[Letter.self].removeAll { $0.unit == 2 }
    #expect(rows.counts(of: .letters) == [0: 1, 1: 1])
  }
}
