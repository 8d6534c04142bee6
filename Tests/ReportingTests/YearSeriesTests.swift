import Disclosure
import ReportDocument
import Scoring
import Testing

@testable import Reporting

@Suite struct YearSeriesTests {
  /// Three years: the county under other rules each time, the last without one unit's score.
  private func series() -> YearSeries {
    YearSeries([
      ("2020年", SmallCounty(treatment: .full).result),
      ("2021年", SmallCounty(treatment: .drop).result),
      ("2022年", SmallCounty(missingManual: true).result),
    ])
  }

  @Test func `Each unit stands once with a point a year, and what is missing is no zero`() throws {
    let series = series()
    #expect(series.names == ["2020年", "2021年", "2022年"])
    #expect(series.lines.count == SmallCounty().units.count)
    let line = try #require(series.lines.first { $0.unit == "县财政局" })
    #expect(line.points.count == 3)
    #expect(line.points[0]?.total != nil)
    #expect(line.points[2]?.total == nil)
    #expect(series.spark(line).last == "·")
    #expect(series.spark(line).count == 3)
  }

  @Test func `The mean of a year leaves out who has no score`() throws {
    let series = series()
    let last = SmallCounty(missingManual: true).result
    let totals = last.units.compactMap(\.score.total)
    #expect(totals.count == last.units.count - 1)
    #expect(
      series.means(of: nil)[2] == totals.reduce(.zero, +) / Exact(totals.count))
  }

  @Test func `The workbook has a line chart of the years and every unit's places`() throws {
    let series = series()
    let document = series.document(
      author: "测试县人民政府办公室", created: SmallCounty.asOf, notice: "仅供内部使用")
    #expect(document.problems() == [])
    let charts = document.sheets[0].blocks.compactMap { block -> Chart? in
      if case .chart(let chart) = block { chart } else { nil }
    }
    #expect(charts.map(\.kind) == [.line])
    #expect(charts[0].series.map(\.name) == ["县直部门", "镇街", "全部单位"])
    let sheet = try #require(table(document, "各单位"))
    let moved = try #require(sheet.position(of: "moved"))
    for (row, line) in zip(rows(of: sheet), series.lines) {
      let ranks = line.points.compactMap { $0?.rank }
      let expected = try Double(#require(ranks.first) - #require(ranks.last))
      #expect(row[moved] == String(expected), "\(line.unit)")
    }
  }

  @Test func `The same year twice gets names that differ`() {
    let result = SmallCounty().result
    #expect(YearSeries([("2022年", result), ("2022年", result)]).names == ["2022年", "2022年（2）"])
  }

  @Test func `Sensitivity tells the interval and the weights of its ends`() throws {
    let result = SmallCounty().result
    let words = SensitivityWords(result)
    #expect(words.lines().count == result.units.count + 1)
    for unit in result.units {
      let lines = words.lines(of: unit.index)
      #expect(lines[0].contains("现为第\(unit.score.rank ?? 0)名"))
      #expect(lines.count == 1 || lines[1].hasPrefix("  最好（第"))
    }
  }
}
