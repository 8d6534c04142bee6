import Diagnostics
package import Disclosure
package import ReportDocument
package import Scoring

/// 单位反馈/<单位>.xlsx: what one unit may know of its own assessment; made for all units from shared figures.
///
/// Other units appear only as the median of a group of three or more, and ranks only with approval.
package struct UnitFeedback: Sendable {
  /// The folder of the files.
  package static let folder = "单位反馈"
  /// A group smaller than this would tell the score of another unit.
  static let smallestGroup = 3

  private let result: AssessmentResult
  private let context: ReportContext
  /// The exact median of totals by group, and how many totals it stands on.
  private let medians: [String: (median: Exact, count: Int)]
  /// The findings of each unit, in printed order.
  private let problems: [String: [Diagnostic]]
  private let fileNames: [String]
  private let rules: [String: String]
  private let names: TaskNames

  /// Works out what the files share.
  package init(_ result: AssessmentResult, _ context: ReportContext) {
    self.result = result
    self.context = context
    names = TaskNames(result, jurisdiction: context.jurisdiction)
    var totals: [String: [Exact]] = [:]
    for unit in result.units {
      if let total = unit.score.total { totals[unit.unit.group, default: []].append(total) }
    }
    medians = totals.compactMapValues { values in
      Self.median(values).map { (median: $0, count: values.count) }
    }
    problems = Dictionary(grouping: context.problems.filter { !$0.unit.isEmpty }, by: \.unit)
    var taken: Set<String> = []
    fileNames = result.units.map { FileName.make($0.unit.name, taken: &taken) + ".xlsx" }
    rules = Dictionary(
      (result.system.leaves + (result.system.bonus?.items ?? [])).map {
        ($0.id, RuleWords.method($0))
      }, uniquingKeysWith: { first, _ in first })
  }

  /// The middle value, or the mean of the two in the middle, exactly; nil of nothing.
  package static func median(_ values: [Exact]) -> Exact? {
    guard !values.isEmpty else { return nil }
    let sorted = values.ordered()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1
      ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / Exact(2)
  }

  /// The file's name, without the folder; unique among all units.
  package func fileName(of unit: Int) -> String { fileNames[unit] }

  /// The workbook of a unit, by its place in the registry.
  package func document(unit index: Int) -> WorkbookDocument {
    let unit = result.units[index]
    return WorkbookDocument(
      fileName: fileNames[index], title: "\(unit.unit.name)\(context.year)年度政务公开考核反馈",
      author: context.publisher, created: context.asOf.document,
      sheets: [scores(unit), deductions(unit, index), findings(unit)])
  }

  private func scores(_ unit: UnitAssessment) -> SheetDocument {
    let decimals = result.system.rounding.decimals
    let rows: [(id: String, name: String, leaf: LeafResult, isBonus: Bool)] =
      unit.score.leaves.map { ($0.id, $0.name, $0, false) }
      + unit.score.bonus.map { ($0.id, $0.name + "（加分）", $0, true) }
    let rules = rules
    let table = DataTable(
      name: "成绩",
      columns: [
        TableColumn("id", "编号", .label, width: .fixed(8)),
        TableColumn("name", "指标", width: .fixed(24)),
        TableColumn("points", "分值", .figure, width: .fixed(8)),
        TableColumn("score", "得分", .figure, .decimals(decimals), width: .fixed(9)),
        TableColumn("part", "分子", .figure, .integer, width: .fixed(7)),
        TableColumn("whole", "分母", .figure, .integer, width: .fixed(7)),
        TableColumn("basis", "得分依据", width: .fixed(40), empty: .none),
        TableColumn("rule", "计分办法", width: .fixed(46), empty: .none),
      ],
      rows: ComputedRows(count: rows.count) { index, row in
        let (id, name, leaf, isBonus) = rows[index]
        row.append(text: id)
        row.append(text: name)
        if isBonus && leaf.points.isZero {
          row.append(blank: .none)
        } else {
          row.append(leaf.points.figure(decimals: leaf.points.integer == nil ? 2 : 0))
        }
        switch leaf.state {
        case .scored(let value): row.append(exact: value, decimals: decimals)
        case .granted: row.append(exact: leaf.points, decimals: decimals)
        case .unknown: row.append(blank: .unknown)
        case .notApplicable, .excluded: row.append(blank: .notApplicable)
        }
        if let part = leaf.numerator { row.append(part) } else { row.append(blank: .none) }
        if let whole = leaf.denominator { row.append(whole) } else { row.append(blank: .none) }
        row.append(text: leaf.state == .granted ? "不适用，按办法给满分" : leaf.basis)
        row.append(text: rules[id] ?? "")
      })
    return sheet("成绩", "\(unit.unit.name)：考核成绩", summary(unit), table, isProtected: false)
  }

  /// The lines above the scores: total, grade, comparison, and the rank where it may be told.
  private func summary(_ unit: UnitAssessment) -> [String] {
    let decimals = result.system.rounding.decimals
    let score = unit.score
    var lines: [String] = []
    if let total = score.total {
      let grade = score.grade.map { "，等级：\($0)" } ?? ""
      lines.append("总分\(total.fixed(decimals: decimals))分（满分\(score.fullMark.text)分）\(grade)。")
      if let group = medians[unit.unit.group], group.count >= Self.smallestGroup {
        let gap = total - group.median
        let comparison =
          gap.isZero
          ? "与中位数相同"
          : "\(gap.isNegative ? "低于" : "高于")中位数\(Self.magnitude(gap).rounded(decimals: decimals).fixed(decimals: decimals))分"
        lines.append(
          "本组（\(unit.unit.group)）\(group.count)个单位总分的中位数为\(group.median.rounded(decimals: decimals).fixed(decimals: decimals))分，本单位\(comparison)。"
        )
      } else {
        lines.append("本组单位较少，不作组内比较。")
      }
    } else if score.isApplicable {
      lines.append("总分未知：有指标缺少评分或数据，见下表标为“未知”的指标。")
    } else {
      lines.append("没有适用于本单位的指标，不评分。")
    }
    if let rank = context.gate.admit(score.rank) {
      let field = result.system.ranking.within == .group ? "本组" : "全部单位"
      lines.append("\(field)名次：第\(rank)名（批准：\(context.gate.approval)）。")
    }
    for step in score.steps.dropFirst() where step.name != "取整" {
      let change =
        step.change.isZero
        ? ""
        : "\(step.change.isNegative ? "减" : "加")\(Self.magnitude(step.change).fixed(decimals: decimals))分，"
      lines.append("\(step.name)：\(change)\(step.reason)。")
    }
    return lines
  }

  private static func magnitude(_ value: Exact) -> Exact { value.isNegative ? -value : value }

  private var replyRule: EntryRule {
    EntryRule(
      .text(atMost: 500), promptTitle: ReplyForm.opinion,
      prompt: "同意的填“同意”；有异议的写明理由和佐证网址，500字以内。", refusal: "不超过500字。")
  }

  private var replyNote: String {
    context.replyBy.map { "请于\($0.chinese)前填写“单位意见”，整个文件报回；逾期视为无异议。" }
      ?? "有异议的，请填写“单位意见”，整个文件报回。"
  }

  /// The columns that come back: the unit's word, then the team's.
  private func replyColumns(_ heading: String, _ rule: EntryRule) -> [TableColumn] {
    [
      TableColumn("reply", heading, .entry, width: .fixed(28), empty: .toFill, entry: rule),
      TableColumn(
        "decision", ReplyForm.decisionHeading, .entry, width: .fixed(10), empty: .toFill,
        entry: ReplyForm.decision),
      TableColumn(
        "remark", ReplyForm.remarkHeading, .entry, width: .fixed(18), empty: .toFill,
        entry: ReplyForm.remark),
    ]
  }

  private static let teamNote = "“核定结果”“核定说明”由工作组填写。"

  private func deductions(_ unit: UnitAssessment, _ index: Int) -> SheetDocument {
    let losses = UnitLosses(result, unit: index, names: names)
    let decimals = result.system.rounding.decimals
    let result = result
    let context = context
    let table = DataTable(
      name: "扣分",
      columns: [
        TableColumn("name", "指标", width: .fixed(18)),
        TableColumn("amount", "扣分", .figure, .decimals(decimals), width: .fixed(8)),
        TableColumn("reason", "原因", width: .fixed(46)),
        TableColumn("file", "来源文件", width: .fixed(22), empty: .none),
        TableColumn("row", "行", .figure, .integer, width: .fixed(6)),
      ] + replyColumns(ReplyForm.opinion, replyRule),
      rows: ComputedRows(count: losses.lines.count) { offset, row in
        let line = losses.lines[offset]
        row.append(text: line.indicator)
        row.append(exact: line.amount, decimals: decimals)
        row.append(text: line.reason)
        let source = line.source.location(in: result, context)
        row.append(
          text: source.map { place in
            [context.fileName(place.file), place.sheet].compactMap(\.self).joined(separator: " ")
          } ?? "")
        if let number = source?.row { row.append(number) } else { row.append(blank: .none) }
        for _ in 0..<3 { row.append(blank: .toFill) }
      }, emptyText: "（没有扣分）")
    return sheet(
      "扣分", "\(unit.unit.name)：扣分明细",
      ["一件事一行，扣分多的在前；各行之和等于满分减总分，负数表示加分或折算加分。\(replyNote)\(Self.teamNote)"], table,
      isProtected: true)
  }

  private func findings(_ unit: UnitAssessment) -> SheetDocument {
    let own = (problems[unit.unit.name] ?? []).enumerated().ordered { left, right in
      let (a, b) = (left.element.rule, right.element.rule)
      if a.blocks != b.blocks { return a.blocks }
      return a.severity == b.severity ? left.offset < right.offset : a.severity < b.severity
    }.map(\.element)
    let due = context.replyBy
    let context = context
    let table = DataTable(
      name: "问题",
      columns: [
        TableColumn("severity", "程度", .label, width: .fixed(6)),
        TableColumn("file", "文件", width: .fixed(15), empty: .none),
        TableColumn("sheet", "工作表", .label, width: .fixed(6), empty: .none),
        TableColumn("cell", "位置", .label, width: .fixed(7), empty: .none),
        TableColumn("found", "发现", width: .fixed(26)),
        TableColumn("expected", "应为", width: .fixed(18)),
        TableColumn("remedy", "处理办法", width: .fixed(20)),
        TableColumn("due", "改正期限", .label, .date, width: .fixed(10)),
      ]
        + replyColumns(
          ReplyForm.correction,
          EntryRule(
            .text(atMost: 500), promptTitle: ReplyForm.correction, prompt: "写明已改正，或说明原因。",
            refusal: "不超过500字。")),
      rows: ComputedRows(count: own.count) { index, row in
        let problem = own[index]
        row.append(text: problem.rule.severity.label, .severity(problem.rule.severity))
        row.append(text: context.fileName(problem.location.file))
        row.append(text: problem.location.sheet ?? "")
        row.append(text: problem.location.cell)
        row.append(text: problem.found)
        row.append(text: problem.expected)
        row.append(text: problem.unitRemedy)
        row.append(day: due)
        for _ in 0..<3 { row.append(blank: .toFill) }
      }, emptyText: "（没有需要改正的问题）")
    return sheet(
      "问题", "\(unit.unit.name)：需要改正的问题", ["位置按表格软件显示的行列。需要重新报送的行见“退回修改”。"], table,
      isProtected: true)
  }

  private func sheet(
    _ name: String, _ title: String, _ notes: [String], _ table: DataTable, isProtected: Bool
  ) -> SheetDocument {
    SheetDocument(
      name: name, title: title, mark: context.mark, notes: notes, blocks: [.table(table)],
      isProtected: isProtected,
      print: PrintSetup(isLandscape: true, header: "\(context.jurisdiction)\(context.year)年度政务公开考核")
    )
  }
}

/// Names of files made from names of units.
package enum FileName {
  /// A name that every file system takes, different from all in `taken` ignoring case; it is added there.
  package static func make(_ text: String, taken: inout Set<String>) -> String {
    let refused: Set<Character> = ["/", "\\", ":", "*", "?", "\"", "<", ">", "|"]
    var base = String(
      text.map { character in
        let isControl = character.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }
        return refused.contains(character) || isControl ? "_" : character
      })
    while base.hasPrefix(".") || base.hasPrefix(" ") { base.removeFirst() }
    while base.utf8.count > 200 { base.removeLast() }
    if base.isEmpty { base = "未命名" }
    var name = base
    var number = 2
    while !taken.insert(name.lowercased()).inserted {
      name = "\(base)(\(number))"
      number += 1
    }
    return name
  }
}
