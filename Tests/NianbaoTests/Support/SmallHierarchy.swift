import Foundation
import Testing

@testable import Pipeline
@testable import nianbao

/// A pipeline of a small tree: a county of three units with one request each, or a city or province of others.
struct SmallLevel {
  let name: String
  /// Of a county: what its units are scored, in the order 甲局, 乙局, 丙镇; too few leave a unit without.
  var scores: [String] = []
  /// Of a city: what is below.
  var members: [SmallLevel] = []
  var year = 2022
  /// Further lines of pipeline.yaml.
  var further = ""
  var jurisdiction: String {
    members.isEmpty ? "第\(name.dropFirst())县" : "示例" + name
  }

  static func county(_ name: String, _ scores: [String] = ["8", "6", "9"], year: Int = 2022)
    -> SmallLevel
  {
    SmallLevel(name: name, scores: scores, year: year)
  }

  static func city(_ name: String, _ members: [SmallLevel], further: String = "") -> SmallLevel {
    SmallLevel(name: name, members: members, further: further)
  }
}

/// A tree of pipelines in a folder of its own, gone afterwards.
struct SmallHierarchy: ~Copyable {
  let folder: String
  /// Where outputs of all levels stand.
  let outputs: String
  /// The top's own output.
  var output: String { outputs + "/" + name }
  private let name: String
  private let root: String

  init(_ top: SmallLevel) throws {
    root = FileManager.default.temporaryDirectory.path + "/nianbao-city-\(UUID().uuidString)"
    name = top.name
    folder = root + "/" + top.name
    outputs = root + "/out"
    try make(top, at: "")
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  /// Writes a file below the top's folder.
  func write(_ text: String, to file: String) throws {
    let path = folder + "/" + file
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try text.write(toFile: path, atomically: true, encoding: .utf8)
  }

  /// Gives a county other scores.
  func score(_ county: String, _ scores: [String]) throws {
    try write(
      "单位,指标编号,得分,依据,评分人,审核人\n"
        + zip(Self.units, scores).map { "\($0),A,\($1),记录,甲,乙\n" }.joined(),
      to: county + "/scores/1.csv")
  }

  private static let units = ["甲局", "乙局", "丙镇"]

  private func make(_ level: SmallLevel, at place: String) throws {
    let base = place.isEmpty ? "" : place + "/"
    let year = level.year
    let head = """
      pipeline: \(level.name)
      title: 示例
      jurisdiction: \(level.jurisdiction)
      publisher: 甲局
      year: \(year)
      as_of: \(year + 1)-01-31
      effective_from: \(year)-01-01

      """
    guard level.members.isEmpty else {
      let names = level.members.map(\.name).joined(separator: ", ")
      try write(head + "members: [\(names)]\n" + level.further, to: base + "pipeline.yaml")
      for member in level.members { try make(member, at: base + member.name) }
      return
    }
    try write(
      head + """
        units: units.csv
        plan: plan.csv
        indicators: indicators.yaml
        inputs:
          progress: ["log/*"]
          requests: ["requests/*"]
          manual_scores: ["scores/*"]

        """ + level.further, to: base + "pipeline.yaml")
    try write("单位,分组\n甲局,部门\n乙局,部门\n丙镇,镇街\n", to: base + "units.csv")
    try write(
      "任务编号,主题,二级主题,工作任务,责任单位,时限要求,权重,责任单位核定,时限核定\n"
        + "1,主题,,任务一,甲局,6月底前,1,甲局,by \(year)-06-30\n",
      to: base + "plan.csv")
    try write(
      """
      system: small
      title: 指标
      basis: 示例
      full: 10
      rounding: {places: 2, at: indicator}
      ranking: {within: group, ties: shared}
      not_applicable: renormalise
      grades: [{name: 合格, from: 0}]
      indicators:
        - {id: A, name: 组织, points: 10, rule: {manual: true}}
      """, to: base + "indicators.yaml")
    try write(
      "公开日期,单位,任务编号,事项类型,标题,网址\n2022-05-06,甲局,1,信息公开,标题,\n", to: base + "log/1.csv")
    try write(
      "登记编号,单位,申请人类型,收到日期,答复日期,答复结果\n"
        + Self.units.enumerated().map {
          "\($0)-\(level.name),\($1),自然人,2022-03-01,2022-03-08,3.3.1\n"
        }.joined(), to: base + "requests/1.csv")
    try score(base.isEmpty ? "." : place, level.scores)
  }

  /// Judges the whole tree without writing anything.
  func judge() async throws -> HierarchyResult {
    guard case .hierarchy(let setup) = try await LevelLoadStage().run(folder) else {
      throw CocoaError(.fileReadUnknown)
    }
    return try await MembersStage(jobs: 1, outputs: NoOutputs()).run(setup)
  }

  /// Calls a command on the top with its usual output.
  func command(_ name: String = "run", _ more: [String] = []) throws -> CommandsRun {
    try CommandsRun([name, folder, "--output", output] + more)
  }

  /// Every output file but locks, by path, with its bytes.
  func files(_ below: String = "") throws -> [String: Data] {
    var found: [String: Data] = [:]
    let folder = below.isEmpty ? outputs : outputs + "/" + below
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      let path = folder + "/" + name
      let kind = try FileManager.default.attributesOfItem(atPath: path)[.type]
      guard kind as? FileAttributeType == .typeRegular, !name.hasPrefix(".lock-") else { continue }
      found[name] = try Data(contentsOf: URL(fileURLWithPath: path))
    }
    return found
  }

  /// What stands among the outputs, locks aside.
  func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: outputs).filter { !$0.hasPrefix(".lock-") }
      .sorted()
  }
}
