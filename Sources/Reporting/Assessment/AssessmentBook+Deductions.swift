import Disclosure
import ReportDocument
import Scoring

extension AssessmentBook {
  private static let deductionNote =
    "每个单位各行之和等于满分减总分；负数表示加分或折算加分。得分显示两位小数，合计按未取整的数相加。“未知”的单位只列已能确定的扣分。"

  /// 扣分明细: by unit with its sum, one line a matter, the heaviest first.
  ///
  /// A list too long for this workbook keeps one line a lost point, so that it needs little memory, and rounding in one line a
  /// unit.
  func deductions() -> SheetDocument {
    Self.deductionCount(result) > context.limits.detail ? everyPoint() : matters()
  }

  private func columns() -> [TableColumn] {
    [
      TableColumn("unit", "单位", width: .fixed(24)),
      TableColumn("name", "指标", width: .fixed(20)),
      TableColumn("amount", "扣分", .figure, .decimals(decimals), width: .fixed(9)),
      TableColumn("reason", "原因", width: .fixed(66)),
      TableColumn("file", "来源文件", width: .fixed(20), empty: .none),
      TableColumn("sheet", "工作表", .label, width: .fixed(10), empty: .none),
      TableColumn("row", "行", .figure, .integer, width: .fixed(7)),
      TableColumn("id", "指标编号", .label, width: .fixed(9), empty: .none),
    ]
  }

  private func matters() -> SheetDocument {
    let losses = self.result.units.indices.map {
      UnitLosses(self.result, unit: $0, names: names)
    }
    // Each unit with lines has a row of its sum before them.
    var index: [(unit: Int, line: Int)] = []
    for (unit, loss) in losses.enumerated() where !loss.lines.isEmpty {
      index.append((unit, -1))
      index += loss.lines.indices.map { (unit, $0) }
    }
    let result = result
    let context = context
    let decimals = decimals
    let listed = index
    let rows = ComputedRows(count: listed.count) { offset, row in
      let (unit, line) = listed[offset]
      let name = result.units[unit].unit.name
      let loss = losses[unit]
      guard line >= 0 else {
        let first = row.sheetRow + 1
        row.append(text: name, .totalWord)
        row.append(text: "小计", .totalWord)
        row.append(
          .sum(
            .area(
              columns: 2...2, rows: (.number(first), .number(first + loss.lines.count - 1)))),
          cached: .decimal(loss.sum.figure(decimals: decimals)), .total, .decimals(decimals))
        row.append(text: "\(loss.lines.count)项", .total)
        for _ in 0..<4 { row.append(blank: .layout, .total) }
        return
      }
      let item = loss.lines[line]
      row.append(text: name)
      row.append(text: item.indicator)
      row.append(exact: item.amount, decimals: decimals)
      row.append(text: item.reason)
      row.append(place: item.source.location(in: result, context), context)
      row.append(text: item.code)
    }
    let count = index.count { $0.line >= 0 }
    return sheet(
      "扣分明细", "扣分明细",
      notes: [
        "\(losses.count { !$0.lines.isEmpty })个单位，\(count)项；一件事在几项指标上都扣分的，列一行，写明各项指标。",
        Self.deductionNote,
      ], blocks: [.table(DataTable(name: "扣分明细", columns: columns(), rows: rows))], freeze: 1)
  }

  private func everyPoint() -> SheetDocument {
    let lines = DeductionLines(result, gathering: true)
    let result = result
    let context = context
    let decimals = decimals
    let rows = ComputedRows(count: lines.count) { index, row in
      let line = lines[index, result]
      row.append(text: line.unit)
      row.append(text: line.name)
      row.append(exact: line.point.amount, decimals: decimals)
      row.append(text: line.point.reason)
      row.append(place: line.point.source.location(in: result, context), context)
      row.append(text: line.id)
    }
    return sheet(
      "扣分明细", "扣分明细", notes: [Self.deductionNote],
      blocks: [.table(DataTable(name: "扣分明细", columns: columns(), rows: rows))], freeze: 1)
  }
}
