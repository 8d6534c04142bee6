import Testing

@testable import Tables

/// Tables of paged text, told by where the words stand: as an office program prints them, without their lines.
@Suite struct PageGridTests {
  /// The words of a page from rows of cells, each cell some lines of text centred in its row.
  private func page(
    _ rows: [[String]], lefts: [Double] = [50, 90, 250, 360], from top: Double = 60,
    padding: Double
  ) -> [PageGrid.Word] {
    var words: [PageGrid.Word] = []
    var top = top
    for row in rows {
      let lines = row.map { $0.split(separator: "\n").map(String.init) }
      let height = Double(lines.map(\.count).max() ?? 1) * 17
      for (left, cell) in zip(lefts, lines) {
        var y = top + (height - Double(cell.count) * 17) / 2
        for line in cell {
          words.append(
            PageGrid.Word(
              left: left, top: y + 0.8, right: left + Double(line.count) * 12, bottom: y + 16.4,
              text: line))
          y += 17
        }
      }
      top += height + padding
    }
    return words
  }

  private func rows(_ parts: [RunningPart]) -> [[String]] {
    parts.flatMap { part -> [[String]] in
      guard case .table(let table) = part else { return [] }
      return table.rows.map { $0.map { $0.text.filter { $0 != "\n" } } }
    }
  }

  private let head = ["序号", "工作要求", "责任单位", "时限"]

  @Test(
    "rows are parted by their numbers, with air between them or none", arguments: [0.4, 6.0])
  func numbered(_ padding: Double) {
    let first = page(
      [
        head, ["1", "公开规划信息\n做好归集整理\n和展示", "县发展\n改革局", "年底前"], ["2", "公开预算", "县财政局", "6月\n底前"],
        ["3", "解读文件\n及时回应", "县司法局", "长期"],
      ], padding: padding)
    let title = PageGrid.Word(left: 120, top: 20, right: 420, bottom: 36, text: "任务分解表")
    let parts = PageGrid([[title] + first]).read()
    #expect(parts.first == .lines("任务分解表"))
    #expect(
      rows(parts) == [
        head, ["1", "公开规划信息做好归集整理和展示", "县发展改革局", "年底前"], ["2", "公开预算", "县财政局", "6月底前"],
        ["3", "解读文件及时回应", "县司法局", "长期"],
      ])
  }

  @Test("a row that the page's end has broken is one, its number on either page")
  func brokenRows() {
    let first = page(
      [head, ["1", "公开规划", "县发展改革局", "年底前"], ["2", "公开预算执行\n情况", "县财政局", "6月底前"]], padding: 6)
    let foot = PageGrid.Word(left: 280, top: 780, right: 320, bottom: 792, text: "— 1 —")
    let second = page(
      [["", "和绩效目标", "", ""], ["3", "解读文件", "县司法局", "长期"], ["4", "回应关切", "县信访局", "及时"]], padding: 6)
    #expect(
      rows(PageGrid([first + [foot], second]).read()) == [
        head, ["1", "公开规划", "县发展改革局", "年底前"], ["2", "公开预算执行情况和绩效目标", "县财政局", "6月底前"],
        ["3", "解读文件", "县司法局", "长期"], ["4", "回应关切", "县信访局", "及时"],
      ])
  }

  @Test("without numbers the air between rows tells them; running text is no table")
  func unnumbered() {
    let lefts = [50.0, 200, 320]
    let table = page(
      [["工作要求", "责任单位", "时限"], ["公开规划信息\n做好归集", "县发展改革局", "年底前"], ["公开预算", "县财政局", "6月\n底前"]],
      lefts: lefts, padding: 6)
    #expect(
      rows(PageGrid([table]).read()) == [
        ["工作要求", "责任单位", "时限"], ["公开规划信息做好归集", "县发展改革局", "年底前"], ["公开预算", "县财政局", "6月底前"],
      ])
    let lines = (0..<12).map {
      PageGrid.Word(
        left: 60, top: Double($0) * 17, right: 500, bottom: Double($0) * 17 + 15, text: "正文\($0)")
    }
    #expect(PageGrid([lines]).read().count == 1)
  }
}
