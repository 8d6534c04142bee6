import Disclosure

/// Scores given from outside and by people, and last year's results.
struct ScoreSheets {
  let county: SampleCounty

  /// 上级评分: the third-party leaf for every unit, and the figures that guiding departments share.
  var external: SampleTable {
    var table = SampleTable(
      "级别 指标 单位 得分 满分 备注", preface: [["上级和第三方评分（\(SampleCounty.mark)）"]])
    var random = county.random("external")
    for unit in county.units {
      for level in ["市", "县"] {
        let mark = min(1000, max(500, unit.quality - 20 + random.from(-60, 40)))
        table.rows.append([
          .text(level), .text("E1"), .text(unit.short), .text(Self.tenths(mark)), .number(100),
          .text(SampleCounty.mark),
        ])
      }
    }
    for (indicator, levels) in [
      ("A1", ["省", "市", "县"]), ("A2", ["省", "市", "县"]), ("B2", ["市", "县"]), ("C3", ["省", "市"]),
      ("D1", ["市", "县"]),
    ] {
      for level in levels {
        for short in ["县政府办公室", "县财政局", "县司法局", "县发展改革局"].prefix(level == "县" ? 4 : 2) {
          table.rows.append([
            .text(level), .text(indicator), .text(short), .text(Self.tenths(random.from(820, 985))),
            .number(100), .text(SampleCounty.mark),
          ])
        }
      }
    }
    return table
  }

  /// 人工评分: every manual leaf for every unit it applies to, and what earned a bonus.
  var manual: SampleTable {
    var table = SampleTable(
      "单位 指标编号 得分 依据 评分人 审核人 日期 备注", preface: [["人工评分表（\(SampleCounty.mark)）"]])
    var random = county.random("manual")
    func add(_ unit: UnitProfile, _ indicator: String, _ score: String, _ basis: String) {
      table.rows.append([
        .text(unit.short), .text(indicator), .text(score), .text(basis), .text("示例评分员甲"),
        .text("示例审核员乙"), .date(SampleCounty.day(1, 16, 2023)), .text(SampleCounty.mark),
      ])
    }
    func score(_ unit: UnitProfile, of points: Int) -> String {
      let permille = min(1000, max(400, unit.quality + random.from(-90, 60)))
      let quarters = points * 4 * permille / 1000
      return ["\(quarters / 4)", "\(quarters / 4).25", "\(quarters / 4).5", "\(quarters / 4).75"][
        quarters % 4]
    }
    for unit in county.units {
      add(unit, "E2", score(unit, of: 4), "机构、人员和经费落实情况核查（示例）")
      if unit.isLocal {
        add(unit, "A5", score(unit, of: 5), "村（居）公开栏抽查（示例）")
        add(unit, "D2", score(unit, of: 5), "政务公开专区现场查看（示例）")
      }
    }
    for (short, indicator, points, basis) in Self.awards {
      let unit = county.units[county.index(of: short)]
      add(unit, indicator, points, basis)
    }
    return table
  }

  private static let awards = [
    ("县行政审批服务局", "J1", "2", "做法在全市推广（示例）"), ("县大数据中心", "J1", "1.5", "市级交流发言（示例）"),
    ("县司法局", "J2", "1", "入选典型案例（示例）"), ("悦庄镇", "J1", "1.5", "村务公开做法推广（示例）"),
    ("县财政局", "J2", "1", "入选典型案例（示例）"), ("县财政局", "J1", "0.5", "信息简报采用（示例）"),
    ("县市场监管局", "J2", "1.5", "入选典型案例（示例）"), ("燕崖镇", "J2", "1", "入选典型案例（示例）"),
    ("大张庄镇", "J2", "0.5", "信息简报采用（示例）"),
  ]

  /// `93.4` for 934 thousandths of a hundred.
  private static func tenths(_ permille: Int) -> String {
    permille % 10 == 0 ? String(permille / 10) : "\(permille / 10).\(permille % 10)"
  }

  /// 上年成绩.
  var lastYear: SampleTable {
    var table = SampleTable("单位 得分 名次 备注")
    var random = county.random("last year")
    let scores = county.units.map { min(985, max(600, $0.quality - 30 + random.from(-45, 35))) }
    for (index, unit) in county.units.enumerated() {
      let better = county.units.indices.filter {
        county.units[$0].group == unit.group && scores[$0] > scores[index]
      }
      table.rows.append([
        .text(unit.name), .text(Self.tenths(scores[index])), .number(better.count + 1),
        .text(SampleCounty.mark),
      ])
    }
    return table
  }
}
