import Disclosure
import Registers
import Statutory

/// The statutory tables as each unit declared them: the same as its registers give, but for the differences made here.
struct DeclaredTables {
  let county: SampleCounty
  let requests: [SampleRequest]
  let disputes: [SampleDispute]
  let documents: DocumentCatalogue

  /// Units that handed in a workbook in the official layout instead of flat files.
  static let workbooks = [
    "县政府办公室", "县财政局", "县自然资源局", "县住房城乡建设局", "县市场监管局", "县综合行政执法局", "悦庄镇", "经济开发区",
  ]

  /// The figures of one unit, with the mistakes listed in the pipeline's README.md.
  func figures(of unit: Int) -> (proactive: [String], tables: StatutoryFigures) {
    var tables = StatutoryFigures(requests: requests, disputes: disputes, units: [unit])
    var proactive = documents.proactive(of: unit)
    switch county.units[unit].short {
    case "县自然资源局":
      // One answer is counted as given in full that the register has elsewhere; the sums still hold.
      move(&tables, from: "3.4.1", to: "3.1")
    case "县综合行政执法局":
      // A request still open at the year's end is declared as answered.
      if (tables.requests["4"]?[0] ?? 0) > 0 {
        move(&tables, from: "4", to: "3.1")
        tables.requests["3.7"]?[0] += 1
      } else {
        move(&tables, from: "3.2", to: "3.1")
      }
    case "县水利局": proactive[5] = String((Int(proactive[5]) ?? 0) + 1)
    case "大张庄镇": proactive[8] = "未统计"
    default: break
    }
    return (proactive, tables)
  }

  private func move(_ tables: inout StatutoryFigures, from: String, to: String) {
    guard (tables.requests[from]?[0] ?? 0) > 0 else { return }
    tables.requests[from]?[0] -= 1
    tables.requests[to]?[0] += 1
  }

  /// table2.csv.
  func flat2(_ unit: Int) -> SampleTable {
    var table = SampleTable("条款 信息内容 指标 值 备注")
    for (cell, value) in zip(ReportForm.format2021.proactiveCells, figures(of: unit).proactive) {
      table.rows.append([
        .text(cell.article), .text(cell.content), .text(cell.measure), .text(value),
        .text(SampleCounty.mark),
      ])
    }
    return table
  }

  /// table3.csv.
  func flat3(_ unit: Int) -> SampleTable {
    var table = SampleTable("行号 行名 自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计 备注")
    let figures = figures(of: unit).tables
    for row in ReportForm.format2021.rows {
      var cells = figures.row(row.code)
      // The town's clerk added up row one by hand and missed one: I3 is broken.
      if county.units[unit].short == "石桥镇", row.code == "1" { cells[6] -= 1 }
      table.rows.append(
        [.text(row.code), .text(row.heading + row.label)] + cells.map(SampleCell.number)
          + [.text(SampleCounty.mark)])
    }
    return table
  }

  /// table4.csv.
  func flat4(_ unit: Int) -> SampleTable {
    var table = SampleTable("类别 结果维持 结果纠正 其他结果 尚未审结 总计 备注")
    let figures = figures(of: unit).tables
    for kind in DisputeKind.allCases {
      var cells = figures.block(kind.rawValue).map(SampleCell.number)
      // A dash for nothing, as many write it.
      if county.units[unit].short == "县统计局", kind == .litigationAfterReview {
        cells = Array(repeating: .text("-"), count: 5)
      }
      table.rows.append([.text(kind.rawValue)] + cells + [.text(SampleCounty.mark)])
    }
    return table
  }

  /// 上年年报/数据.csv: the county's own and the office's report for 2021, such that the years join.
  var previous: SampleTable {
    var table = SampleTable("表 行号 行名 列 值 单位 备注")
    let office = county.index(of: "县政府办公室")
    addPrevious(of: county.summed, unit: "", to: &table)
    addPrevious(of: [office], unit: county.units[office].name, to: &table)
    return table
  }

  private func addPrevious(of units: [Int], unit: String, to table: inout SampleTable) {
    var random = county.random("previous/\(unit)")
    func add(_ number: Int, _ code: String, _ row: String, _ column: String, _ value: String) {
      table.rows.append([
        .number(number), .of(code), .text(row), .text(column), .text(value), .of(unit),
        .text(SampleCounty.mark),
      ])
    }
    var normative = (made: 0, gone: 0, valid: 0)
    for index in units {
      let own = documents.counts(of: index)
      normative.made += own.made
      normative.gone += own.gone
      normative.valid += own.valid
    }
    // 现行有效 of last year is what makes I6 hold.
    let valid = normative.valid - normative.made + normative.gone
    let counts = units.count > 1 ? [21_480, 7_900, 320] : [0, 0, 0]
    let values =
      [0, 0, 0, normative.made + 2, 3, valid].map(String.init) + counts.map(String.init)
      + [units.count > 1 ? "2146.58" : "0"]
    for (cell, value) in zip(ReportForm.format2021.proactiveCells, values) {
      add(2, "", cell.content, cell.measure, value)
    }
    let now = StatutoryFigures(requests: requests, disputes: disputes, units: units)
    // Last year's row 4 is this year's row 2, column by column: I5.
    let carried = now.requests["2"] ?? []
    var last: [String: [Int]] = [:]
    for row in ReportForm.format2021.rows where row.isLeaf {
      last[row.code] = (now.requests[row.code] ?? []).map { $0 > 0 ? $0 - random.below(2) : 0 }
    }
    let answered = (0..<6).map { column in last.values.reduce(0) { $0 + $1[column] } }
    last["3.7"] = answered
    last["4"] = carried
    last["2"] = carried.map { $0 > 1 ? 1 : 0 }
    last["1"] = (0..<6).map { answered[$0] + carried[$0] - (carried[$0] > 1 ? 1 : 0) }
    for row in ReportForm.format2021.rows {
      let cells = last[row.code] ?? []
      for (column, value) in zip(StatutoryFigures.columns + ["总计"], cells + [cells.reduce(0, +)]) {
        add(3, row.code, row.heading + row.label, column, String(value))
      }
    }
    for kind in DisputeKind.allCases {
      let cells = now.disputes[kind.rawValue] ?? []
      for (column, value) in zip(StatutoryFigures.outcomes + ["总计"], cells + [cells.reduce(0, +)]) {
        add(4, "", kind.rawValue, column, String(value))
      }
    }
  }
}
