import Foundation

/// A publishable year of four units, in a folder of its own that goes away with the value.
final class SmallPipeline: Sendable {
  /// The folder that holds the pipeline and its output.
  let root: String
  /// The pipeline's folder.
  var folder: String { root + "/small" }
  /// Where runs write.
  var output: String { root + "/out/small" }

  init() throws {
    root = FileManager.default.temporaryDirectory.path + "/nianbao-robust-\(UUID().uuidString)"
    for (name, text) in Self.files { try write(text, to: name) }
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  /// Writes an input or rule file.
  func write(_ text: String, to name: String) throws { try write(Data(text.utf8), to: name) }

  /// Writes bytes as an input.
  func write(_ bytes: Data, to name: String) throws {
    let url = URL(fileURLWithPath: folder + "/" + name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try bytes.write(to: url)
  }

  /// Replaces the first occurrence of a text in a file; the text must be there.
  func change(_ name: String, _ old: String, to new: String) throws {
    let path = folder + "/" + name
    let text = try String(contentsOfFile: path, encoding: .utf8)
    guard let range = text.range(of: old) else { throw Missing(text: old, file: name) }
    try write(text.replacingCharacters(in: range, with: new), to: name)
  }

  struct Missing: Error {
    let text: String
    let file: String
  }

  /// Every file below a folder of the root with its bytes, by relative path.
  func bytes(below name: String = "out/small") throws -> [String: Data] {
    let base = root + "/" + name
    guard let walk = FileManager.default.enumerator(atPath: base) else { return [:] }
    var found: [String: Data] = [:]
    for case let relative as String in walk {
      var isFolder: ObjCBool = false
      let path = base + "/" + relative
      if unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
        !isFolder.boolValue
      {
        found[relative] = FileManager.default.contents(atPath: path)
      }
    }
    return found
  }

  /// The names of the units.
  static let units = ["县政府办公室", "县财政局", "县教体局", "大泉镇"]

  /// Every file of the pipeline; each kind of input has a row that is used.
  static let files: [(String, String)] = [
    ("pipeline.yaml", configuration), ("indicators.yaml", indicators),
    (
      "units.csv",
      """
      单位,分组,别名,属性
      县政府办公室,县直部门,政府办,
      县财政局,县直部门,财政局,
      县教体局,县直部门,教体局,
      大泉镇,镇街,,

      """
    ),
    (
      "plan.csv",
      """
      任务编号,主题,工作任务,责任单位,时限要求
      1,政策,公开预算决算,县财政局；县教体局；大泉镇；县政府办公室,by 2022-09-30
      2,民生,公开民生信息,县财政局；县教体局；大泉镇；县政府办公室,each quarter

      """
    ),
    (
      "waivers.yaml",
      "- {code: unit-handed-in-nothing, scope: 县档案馆, who: 县政府办公室, basis: 会议纪要第三期, until: 2023-12-31}\n"
    ),
    (
      "inputs/台账/汇总.csv",
      """
      序号,工作任务,工作举措,时限要求,责任单位,完成情况
      1,公开预算决算,公开预算,9月底前,县财政局,已完成
      1,公开预算决算,公开决算,9月底前,大泉镇,已完成

      """
    ),
    ("inputs/进展日志/日志.csv", log),
    (
      "inputs/依申请公开/登记簿.csv",
      """
      登记编号,单位,申请人姓名,证件号码,联系电话,申请人类型,收到日期,答复日期,答复结果,承办科室
      2022-01,县财政局,\(Planted.name),,,自然人,2022-03-01,2022-03-20,3.1,综合科
      2022-02,县教体局,司徒样例,,,自然人,2022-05-01,2022-05-20,3.3.7,综合科

      """
    ),
    (
      "inputs/复议诉讼/台账.csv",
      "单位,类别,登记编号,收案日期,结果,审结日期\n大泉镇,行政复议,复-1,2022-04-01,结果维持,2022-05-01\n"
    ),
    ("inputs/主动公开/数据.csv", proactive),
    (
      "inputs/文件目录/目录.csv",
      """
      文号,标题,单位,类别,成文日期,公开日期,公开属性,有效性,废止日期,解读日期
      测政发〔2022〕1号,关于公开工作的通知,县财政局,行政规范性文件,2022-03-01,2022-03-02,主动公开,有效,,2022-03-30

      """
    ),
    (
      "inputs/政民互动/来信.csv",
      "单位,来件日期,渠道,类别,答复日期,是否公开\n县教体局,2022-06-01,网站,咨询,2022-06-03,是\n"
    ),
    (
      "inputs/建议提案/办理.csv",
      "单位,编号,类别,办理结果,答复日期,是否公开\n县教体局,建议1号,人大建议,A,2022-07-01,是\n"
    ),
    (
      "inputs/日常检查/通报.csv",
      """
      检查日期,单位,问题类别,严重程度,问题描述,整改期限,整改日期,网址
      2022-07-08,县财政局,信息更新不及时,一般,栏目三个月没有更新,2022-08-07,2022-07-28,http://www.example.gov.cn/d.html

      """
    ),
    ("inputs/上年遗留/清单.csv", "年度,单位,任务编号,工作任务,整改日期\n2021,大泉镇,7,补发上年文件,\n"),
    (
      "inputs/上级评分/得分.csv",
      "级别,指标,单位,得分,满分\n市,B3,县政府办公室,90,100\n市,B3,县财政局,85,100\n市,B3,县教体局,80,100\n市,B3,大泉镇,70,100\n"
    ),
    ("inputs/人工评分/评分表.csv", manual(finance: "18")),
    ("inputs/上年年报/数据.csv", "表,行号,行名,列,值\n2,,规章,本年制发件数,0\n"),
    ("inputs/上年成绩.csv", "单位,得分,名次\n县财政局,88.5,1\n大泉镇,70,1\n"),
  ]

  /// The manual scores, with one unit's as given.
  static func manual(finance: String) -> String {
    """
    单位,指标编号,得分,依据,评分人,审核人,日期
    县政府办公室,B2,19,考核方案第三条,评分甲,审核乙,2023-01-20
    县财政局,B2,\(finance),考核方案第三条,评分甲,审核乙,2023-01-20
    县教体局,B2,15,考核方案第三条,评分甲,审核乙,2023-01-20
    大泉镇,B2,11,考核方案第三条,评分甲,审核乙,2023-01-20

    """
  }

  private static var log: String {
    var text = "公开日期,单位,任务编号,事项类型,标题,网址,触发事由,渠道,备注\n"
    // Each unit leaves off a quarter or two earlier than the one before.
    for (unit, last) in zip(units, [11, 11, 8, 5]) {
      for month in [2, 5, 8, 11] where month <= last {
        text +=
          "2022-\(month < 10 ? "0" : "")\(month)-15,\(unit),2,信息公开,民生信息\(unit)\(month),,,政府网站,\n"
      }
    }
    text += "2022-09-01,县财政局,1,信息公开,预算公开,http://www.example.gov.cn/b.html,,政府网站,\n"
    text += "2022-10-20,大泉镇,1,信息公开,决算公开,http://www.example.gov.cn/c.html,,政府网站,\n"
    return text
  }

  private static var proactive: String {
    let cells = [
      "第二十条第（一）项,规章,本年制发件数,0", "第二十条第（一）项,规章,本年废止件数,0", "第二十条第（一）项,规章,现行有效件数,0",
      "第二十条第（一）项,行政规范性文件,本年制发件数,1", "第二十条第（一）项,行政规范性文件,本年废止件数,0",
      "第二十条第（一）项,行政规范性文件,现行有效件数,1", "第二十条第（五）项,行政许可,本年处理决定数量,10",
      "第二十条第（六）项,行政处罚,本年处理决定数量,3", "第二十条第（六）项,行政强制,本年处理决定数量,0",
      "第二十条第（八）项,行政事业性收费,本年收费金额（单位：万元）,12.5",
    ]
    return "单位,条款,信息内容,指标,数值\n"
      + units.flatMap { unit in cells.map { "\(unit),\($0)\n" } }.joined()
  }

  private static let configuration = """
    pipeline: small
    title: 测试县2022年度政务公开考核与年度报告
    jurisdiction: 测试县
    publisher: 县政府办公室
    year: 2022
    as_of: 2023-01-31
    effective_from: 2022-01-01
    units: units.csv
    plan: plan.csv
    indicators: indicators.yaml
    waivers: waivers.yaml
    deadlines:
      continuous: {at_least: 1, per: quarter}
    inputs:
      ledgers: ["inputs/台账/*"]
      progress: ["inputs/进展日志/*"]
      requests: ["inputs/依申请公开/*"]
      disputes: ["inputs/复议诉讼/*"]
      proactive: ["inputs/主动公开/*"]
      documents: ["inputs/文件目录/*"]
      letters: ["inputs/政民互动/*"]
      proposals: ["inputs/建议提案/*"]
      inspections: ["inputs/日常检查/*"]
      carryover: ["inputs/上年遗留/*"]
      external_scores: ["inputs/上级评分/*"]
      manual_scores: ["inputs/人工评分/*"]
    previous: {statutory: inputs/上年年报/数据.csv, scores: inputs/上年成绩.csv}
    publication: {ranking_approval: ""}

    """

  private static let indicators = """
    system: small
    title: 政务公开考核指标
    basis: 测试〔2022〕1号
    full: 100
    rounding: {places: 2, at: indicator}
    ranking: {within: group, ties: shared}
    not_applicable: renormalise
    grades:
    - {name: 优秀, from: 90}
    - {name: 良好, from: 80}
    - {name: 合格, from: 60}
    - {name: 不合格, from: 0}
    indicators:
    - id: A
      name: 任务落实
      points: 60
      children:
      - {id: A1, name: 任务完成, points: 40, rule: {ratio: completion}}
      - {id: A2, name: 按时办理, points: 20, rule: {ratio: on_time}}
    - id: B
      name: 检查与组织
      points: 40
      children:
      - id: B1
        name: 检查问题
        points: 10
        rule: {per_event: {of: inspection, deduct: {一般: 0.5, 严重: 2, 重大: 5}}}
      - {id: B2, name: 组织领导, points: 20, rule: {manual: true}}
      - {id: B3, name: 第三方评估, points: 5, rule: {external: true}}
      - {id: B4, name: 上年遗留, points: 5, rule: {ratio: carryover_closed}}

    """
}

/// What must never leave: made up for the tests.
enum Planted {
  /// An 18-digit identity number with a valid check digit.
  static let identity = "11010519491231002X"
  static let mobile = "13812345678"
  /// An applicant of the register.
  static let name = "欧阳测试"
}
