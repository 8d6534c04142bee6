import Diagnostics
import Disclosure
import Registers
import ReportDocument
import Scoring

extension AssessmentBook {
  static let rulesSheet = "计分规则"
  private static let ruleNotes = 2

  /// Where the grades' names stand, for the formula of the grade: column A of the sheet 等级.
  static func gradeNames(_ system: IndicatorSystem, _ context: ReportContext) -> Formula {
    let first = gradeRow(context)
    let last = first + max(1, system.grades.count) - 1
    return .on(sheet: rulesSheet, .lockedArea(columns: 0...0, rows: first...last))
  }

  /// The sheet row of the first grade, counted from one: title, mark, notes, then the grades' heading.
  private static func gradeRow(_ context: ReportContext) -> Int {
    let sheet = SheetDocument(
      name: rulesSheet, title: "", mark: context.mark,
      notes: Array(repeating: "", count: ruleNotes),
      blocks: [.grid(CellGrid(rows: [[.text("等级")]]))])
    return (SheetLayout(sheet).spots.first?.row ?? 0) + 2
  }

  /// 计分规则: the rules as used, with their basis.
  func rules() -> SheetDocument {
    let system = result.system
    var grades: [[Cell]] = [[.text("等级", .heading), .text("起点分", .heading)]]
    for grade in system.grades {
      grades.append([
        .text(grade.name, .label),
        .decimal(grade.from.figure(decimals: grade.from.integer == nil ? 2 : 0), .figure),
      ])
    }
    let columns = [
      TableColumn("kind", "类别", .label, width: .fixed(12)),
      TableColumn("id", "编号", .label, width: .fixed(8), empty: .none),
      TableColumn("name", "名称", width: .fixed(24)),
      TableColumn("points", "分值", .figure, width: .fixed(7)),
      TableColumn("whom", "适用对象", width: .fixed(16)),
      TableColumn("method", "计分办法", width: .fixed(60)),
      TableColumn("scope", "取数范围", width: .fixed(20), empty: .none),
      TableColumn("basis", "依据", width: .fixed(20), empty: .none),
    ]
    var rows: [[Cell]] = []
    for node in system.indicators { describe(node, depth: 0, into: &rows) }
    func add(
      _ kind: String, _ id: String, _ name: String, _ points: Exact?, _ whom: String,
      _ method: String, scope: String = "", basis: String = ""
    ) {
      rows.append([
        .text(kind), .text(id), .text(name),
        points.map { .decimal($0.figure(decimals: $0.integer == nil ? 2 : 0)) } ?? .blank(.none),
        .text(whom), .text(method), .text(scope), .text(basis),
      ])
    }
    if let bonus = system.bonus {
      for item in bonus.items {
        add(
          "加分项", item.id, item.name, item.points.isZero ? nil : item.points,
          RuleWords.applicability(item.appliesTo), RuleWords.method(item),
          scope: RuleWords.scope(item.filter), basis: item.basis)
      }
      let opening = bonus.opensAbove.map { "总分（扣除重大扣分后）超过\($0.text)分才计加分；" } ?? ""
      add("加分项", "", "加分合计", bonus.cap, "全部单位", "\(opening)加分合计最多\(bonus.cap.text)分")
    }
    for major in system.majors {
      add(
        "重大扣分", major.id, major.name, nil, "全部单位",
        "每发现1次扣\(major.deduct.text)分，在总分中扣，不设上限", scope: filter(major.filter))
    }
    for veto in system.vetoes {
      let effect =
        switch veto.effect {
        case .score(let score): "总分不高于\(score.text)分"
        case .gradeAtMost(let grade): "等级不高于\(grade)"
        }
      add(
        "一票否决", veto.id, veto.name, nil, "全部单位", "达到\(veto.atLeast)次的，\(effect)",
        scope: filter(veto.filter))
    }
    for share in system.guidance {
      add(
        "指导推动", "", share.indicators.joined(separator: "、"), nil, share.unit,
        "该项得分的\(RuleWords.percent(share.share))按省、市、县该项指标平均得分率计")
    }
    let field = system.ranking.within == .group ? "按分组排名" : "全部单位一起排名"
    add("总则", "", "不适用", nil, "全部单位", RuleWords.treatment(system.notApplicable))
    add("总则", "", "排名", nil, "全部单位", field)
    add(
      "总则", "", "取整", nil, "全部单位",
      "四舍五入，保留\(decimals)位小数，在\(system.rounding.at == .indicator ? "每项指标和总分" : "总分")处取整一次")
    for (group, full) in system.fullByGroup.ordered(by: { RuleWords.inCodeOrder($0.key, $1.key) }) {
      add("总则", "", "满分", full, group, "该组满分为\(full.text)分")
    }
    return SheetDocument(
      name: Self.rulesSheet, title: "计分规则：\(system.title)", mark: context.mark,
      notes: [
        "依据：\(system.basis.isEmpty ? "（未注明）" : system.basis)；满分\(system.full.text)分。",
        "计分顺序：各指标得分（扣完为止）→指导推动→合计与上级指标限额→不适用处理→重大扣分→加分→一票否决→0分至满分加加分上限→四舍五入→等级→名次。",
      ],
      blocks: [
        .grid(CellGrid(rows: grades)),
        .table(DataTable(name: "计分规则", columns: columns, rows: rows)),
      ], freeze: .nothing,
      print: PrintSetup(
        isLandscape: true, header: "\(context.jurisdiction)\(context.year)年度政务公开考核"))
  }

  private func describe(_ node: IndicatorNode, depth: Int, into rows: inout [[Cell]]) {
    let kind =
      if case .children = node.body { depth == 0 ? "一级指标" : "分级指标" } else { "计分指标" }
    rows.append([
      .text(kind), .text(node.id),
      .text(String(repeating: "　", count: min(depth, 4)) + node.name),
      .decimal(node.points.figure(decimals: node.points.integer == nil ? 2 : 0)),
      .text(RuleWords.applicability(node.appliesTo)), .text(RuleWords.method(node)),
      .text(RuleWords.scope(node.filter)), .text(node.basis),
    ])
    if case .children(let nodes) = node.body {
      for child in nodes { describe(child, depth: depth + 1, into: &rows) }
    }
  }

  private func filter(_ filter: InspectionFilter) -> String {
    [filter.severity?.rawValue, filter.category].compactMap(\.self).joined(separator: "、")
  }
}
