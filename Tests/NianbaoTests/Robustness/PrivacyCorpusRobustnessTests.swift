import Foundation
import TestSupport
import Testing

/// The corpus of particulars through whole runs: register × column × output (issue of the edges, point 4).
@Suite("Robustness: thousands of particulars go into the registers, none comes out")
struct PrivacyCorpusRobustnessTests {
  /// A register to which rows are added: its columns, what stands in a row, and the columns that take a particular.
  private struct Register {
    let file: String
    let columns: [String]
    /// The cells of the n-th row, before anything is planted.
    let row: @Sendable (Int) -> [String: String]
    /// Columns whose text no output shows, and columns that are dropped with the persons they name.
    let takes: [String]
  }

  private static func day(_ number: Int, _ day: Int) -> String {
    "2022-" + pad(1 + number % 12) + "-" + pad(day)
  }

  private static func pad(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private static func unit(_ number: Int) -> String { SmallPipeline.units[number % 4] }

  private static let people = PrivacyCorpus.names + PrivacyCorpus.words

  private static let registers = [
    Register(
      file: "inputs/依申请公开/登记簿.csv",
      columns: [
        "登记编号", "单位", "申请人姓名", "证件号码", "联系电话", "住址", "代理人", "电子邮箱", "申请人类型", "收到日期",
        "答复日期", "答复结果", "承办科室",
      ],
      row: { number in
        [
          "登记编号": "2022-\(1_000 + number)", "单位": unit(number),
          "申请人姓名": people[number % people.count], "申请人类型": "自然人",
          "收到日期": day(number, 2), "答复日期": day(number, 20), "答复结果": "3.1", "承办科室": "综合科",
        ]
      }, takes: ["证件号码", "联系电话", "住址", "代理人", "电子邮箱", "承办科室"]),
    Register(
      file: "inputs/政民互动/来信.csv",
      columns: ["单位", "来件日期", "渠道", "类别", "来信人", "联系电话", "来信内容", "答复日期", "是否公开"],
      row: { number in
        [
          "单位": unit(number), "来件日期": day(number, 3), "渠道": "网站", "类别": "咨询",
          "答复日期": day(number, 5), "是否公开": "是",
        ]
      }, takes: ["来信人", "联系电话", "来信内容"]),
    Register(
      file: "inputs/日常检查/通报.csv",
      columns: ["检查日期", "单位", "问题类别", "严重程度", "问题描述", "整改期限", "整改日期", "网址", "举报人"],
      row: { number in
        [
          "检查日期": day(number, 8), "单位": unit(number), "问题类别": "信息更新不及时", "严重程度": "一般",
          "整改期限": day(number, 25), "整改日期": day(number, 20), "问题描述": "栏目没有更新",
        ]
      }, takes: ["问题描述", "举报人"]),
    Register(
      file: "inputs/建议提案/办理.csv",
      columns: ["单位", "编号", "类别", "领衔代表", "联系方式", "办理结果", "答复日期", "是否公开"],
      row: { number in
        [
          "单位": unit(number), "编号": "建议\(1_000 + number)号", "类别": "人大建议", "办理结果": "A",
          "答复日期": day(number, 9), "是否公开": "是",
        ]
      }, takes: ["领衔代表", "联系方式"]),
    Register(
      file: "inputs/复议诉讼/台账.csv",
      columns: ["单位", "类别", "登记编号", "收案日期", "结果", "审结日期", "原告", "第三人", "代理人"],
      row: { number in
        [
          "单位": unit(number), "类别": "行政复议", "登记编号": "复-\(1_000 + number)",
          "收案日期": day(number, 1), "结果": "结果维持", "审结日期": day(number, 28),
        ]
      }, takes: ["原告", "第三人", "代理人"]),
    Register(
      file: "inputs/进展日志/日志.csv",
      columns: ["公开日期", "单位", "任务编号", "事项类型", "标题", "网址", "触发事由", "渠道", "备注"],
      row: { number in
        [
          "公开日期": day(number, 1 + number % 28), "单位": unit(number), "任务编号": "2",
          "事项类型": "信息公开", "标题": "民生信息第\(number)期", "渠道": "政府网站",
        ]
      }, takes: ["备注"]),
  ]

  private static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\"", with: "\"\"") + "\""
  }

  /// Writes the registers with the particulars one after the other in their columns; several share a cell.
  private func plant(_ texts: [String], sharing: Int, in pipeline: SmallPipeline) throws {
    let places = Self.registers.flatMap { register in register.takes.map { (register.file, $0) } }
    var cells: [String: [Int: [String: String]]] = [:]
    for (number, start) in stride(from: 0, to: texts.count, by: sharing).enumerated() {
      let (file, column) = places[number % places.count]
      let row = number / places.count
      cells[file, default: [:]][row, default: [:]][column] = texts[
        start..<min(start + sharing, texts.count)
      ].joined(separator: "，另，")
    }
    for register in Self.registers {
      // Each of the twelve rows stands three times: an even number would be a file pasted twice.
      let rows = max(36, (cells[register.file]?.keys.max() ?? 0) + 1)
      var text = register.columns.joined(separator: ",") + "\n"
      for number in 0..<rows {
        var row = register.row(number)
        for (column, planted) in cells[register.file]?[number] ?? [:] { row[column] = planted }
        text += register.columns.map { Self.quoted(row[$0] ?? "") }.joined(separator: ",") + "\n"
      }
      try pipeline.write(text, to: register.file)
    }
  }

  /// All that was written and said, archives unpacked, as bytes.
  private func everything(_ pipeline: SmallPipeline, _ ending: Program.Ending) throws
    -> ContiguousArray<CChar>
  {
    var all = Array((ending.out + ending.err).utf8)
    for name in try pipeline.bytes(below: "out").keys.sorted() {
      all += Array(name.utf8)
      for (_, bytes) in try WrittenBytes.unpacked(pipeline.root + "/out/" + name) {
        all += Array(bytes)
      }
    }
    return Self.searchable(all)
  }

  /// As a string of C, which ends at its first zero.
  private static func searchable(_ bytes: [UInt8]) -> ContiguousArray<CChar> {
    ContiguousArray(bytes.lazy.map { CChar(bitPattern: $0 == 0 ? 0x20 : $0) } + [0])
  }

  /// What stands around a text where it stands; nil where it does not.
  private static func place(of text: String, in written: ContiguousArray<CChar>) -> String? {
    unsafe written.withUnsafeBufferPointer { all -> String? in
      guard let start = all.baseAddress,
        let found = unsafe text.withCString({ unsafe strstr(start, $0) })
      else { return nil }
      let offset = unsafe UnsafePointer(found) - start
      let around = max(0, offset - 90)..<min(all.count - 1, offset + 60)
      return String(
        decoding: around.map { unsafe UInt8(bitPattern: all[$0]) }, as: UTF8.self)
    }
  }

  private var planted: [PrivacyCorpus.Planted] {
    var corpus = PrivacyCorpus()
    return corpus.numbers() + corpus.plantedNames()
  }

  /// The digits of a number as a plain reader would look for them.
  private static func digits(_ one: PrivacyCorpus.Planted) -> String? {
    let digits = one.text.unicodeScalars.compactMap { scalar in
      scalar.properties.numericType == .decimal
        ? scalar.properties.numericValue.map { String(Int($0)) } : nil
    }.joined()
    return digits.count >= 11 ? digits : nil
  }

  private func expectNone(
    of all: [PrivacyCorpus.Planted], in written: ContiguousArray<CChar>, _ where: String
  ) {
    var leaks: Set<String> = []
    for one in all {
      for text in [one.text, Self.digits(one)].compactMap(\.self) where text.count > 2 {
        if let place = Self.place(of: text, in: written) {
          leaks.insert("\(one.kind), \(one.spelling): \(place)")
        }
      }
    }
    #expect(leaks.isEmpty, "\(`where`): \(leaks.sorted().prefix(30).joined(separator: "\n"))")
  }

  @Test("what no output shows is used and published without a particular")
  func hidden() throws {
    let pipeline = try SmallPipeline()
    let all = planted
    #expect(all.count >= 2_000)
    try plant(all.map(\.text), sharing: 2, in: pipeline)
    let ending = try Program.run(["run", pipeline.folder, "--output", pipeline.output])
    #expect(ending.status == 0, "\(ending.out) \(ending.err)")
    #expect(try pipeline.bytes().count > 15)
    let written = try everything(pipeline, ending)
    expectNone(of: all, in: written, "run")
    print("planted: \(all.count) particulars in \(Self.registers.count) registers, one run")
  }

  @Test("what outputs, lists and returned rows would show stops publication and comes out nowhere")
  func shown() throws {
    let pipeline = try SmallPipeline()
    let all = planted.filter(\.isCertain)
    try plant([], sharing: 1, in: pipeline)
    // Every register's date and class columns, in rows that are sent back or listed; not its own numbers, which are
    // serials whatever they look like.
    let places = [
      ("inputs/政民互动/来信.csv", ["类别", "来件日期", "渠道"]),
      ("inputs/依申请公开/登记簿.csv", ["收到日期", "答复结果", "单位"]),
      ("inputs/复议诉讼/台账.csv", ["结果", "收案日期"]),
      ("inputs/日常检查/通报.csv", ["问题类别", "严重程度", "整改日期"]),
      ("inputs/建议提案/办理.csv", ["类别", "答复日期"]),
      ("inputs/进展日志/日志.csv", ["公开日期", "任务编号", "事项类型", "渠道"]),
    ]
    for (file, columns) in places {
      let register = try #require(Self.registers.first { $0.file == file })
      var text = try String(contentsOfFile: pipeline.folder + "/" + file, encoding: .utf8)
      for (number, column) in columns.enumerated() {
        for (step, one) in all.enumerated() where step % columns.count == number {
          guard step / columns.count % 12 == number % 12 || step % 3 == 0 else { continue }
          var row = register.row(2_000 + step)
          row[column] = one.text
          text += register.columns.map { Self.quoted(row[$0] ?? "") }.joined(separator: ",") + "\n"
        }
      }
      try pipeline.write(text, to: file)
    }
    let ending = try Program.run(
      ["run", pipeline.folder, "--output", pipeline.output, "--draft"])
    #expect(ending.status == 65, "\(ending.err)")
    expectNone(of: all, in: try everything(pipeline, ending), "run --draft")
    for unit in SmallPipeline.units.prefix(1) {
      let told = try Program.run(["explain", pipeline.folder, "--unit", unit])
      expectNone(of: all, in: Self.searchable(Array((told.out + told.err).utf8)), "explain")
    }
  }

  @Test("harmless look-alikes that outputs do show stop nothing")
  func harmless() throws {
    let pipeline = try SmallPipeline()
    var corpus = PrivacyCorpus()
    let all = corpus.harmless()
    #expect(all.count >= 2_000)
    try plant([], sharing: 1, in: pipeline)
    // The look-back's tasks are shown by name.
    var text = "年度,单位,任务编号,工作任务,整改日期\n"
    for (number, one) in all.enumerated() {
      text +=
        "2021,\(Self.unit(number)),\(100 + number),\(Self.quoted("一、" + one.text)),2022-03-01\n"
    }
    try pipeline.write(text, to: "inputs/上年遗留/清单.csv")
    let ending = try Program.run(["run", pipeline.folder, "--output", pipeline.output])
    #expect(ending.status == 0, "\(ending.out) \(ending.err)")
    let list = try String(contentsOfFile: pipeline.output + "/问题清单.txt", encoding: .utf8)
    let warned = list.split(separator: "\n").filter { $0.contains("-likely]") }
    #expect(warned.count * 100 <= all.count, "\(warned.prefix(20).joined(separator: "\n"))")
    print("harmless: \(all.count) in one run, \(warned.count) warned")
  }
}
