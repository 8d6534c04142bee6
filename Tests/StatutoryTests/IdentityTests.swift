import Testing

@testable import Diagnostics
@testable import Disclosure
@testable import Registers
@testable import Statutory

@Suite("identities")
struct IdentityTests {
  private func county(
    attributes: Set<String> = [], _ change: (inout StatutoryInput) throws -> Void
  ) throws -> StatutoryResult {
    var input = try StatutoryInput.county([
      ReportingUnit(name: "县府办", group: "县直部门", attributes: attributes)
    ])
    input.addZeroFigures(unit: 0)
    try change(&input)
    return StatutoryReport.derive(input)
  }

  private func set(_ input: inout StatutoryInput, _ name: String, _ value: Int) {
    guard let cell = ReportForm.current.cell(named: name) else { return }
    input.registers[ProactiveFigure.self].removeAll {
      $0.content == cell.row && $0.measure == cell.column
    }
    input.addFigure(cell, Exact(value))
  }

  @Test("records stand by identity, then scope, then item, by code point")
  func order() throws {
    let records = try county { _ in }.identities
    #expect(Set(records.map(\.id)).count > 1 && Set(records.map(\.scope)).count > 1)
    func key(_ record: IdentityRecord) -> [UInt8] {
      Array([record.id, record.scope, record.item].joined(separator: "\0").utf8)
    }
    let wanted = records.map(key).sorted { $0.lexicographicallyPrecedes($1) }
    #expect(records.reversed().sorted().map(key) == wanted)
  }

  @Test("a list of records gives back every figure as it was, whatever its size")
  func figures() {
    let figures: [Exact?] = [
      nil, .zero, .one, Exact(-7), Exact(1, 2), Exact(-1, 3), Exact(Int(Int32.max)),
      Exact(Int(Int32.max) + 1), Exact(Int(Int32.min / 2)), Exact(Int(Int32.min / 2) - 1),
      Exact(Int(Int32.min)), Exact(.max) * Exact(.max), Exact(3, 2),
    ]
    var records: [IdentityRecord] = []
    for (index, left) in figures.enumerated() {
      records.append(
        IdentityRecord(
          .allCases[index % 3], scope: "单位\(index % 2)", item: "项\(index % 4)", source: .derived,
          left: left, right: figures[figures.count - 1 - index], verdict: .holds))
    }
    var list = IdentityList()
    list.append(contentsOf: records)
    #expect(Array(list) == records)
    list.sort()
    #expect(Set(list) == Set(records) && list.count == records.count)
  }

  @Test("the figures of a scope are its own")
  func ofScope() {
    let figures = [nil, 1, 2, 1].map { unit in
      PreviousFigure(unit: unit, table: 3, row: "1", column: "总计", value: .one)
    }
    #expect(figures.of(.county) == [figures[0]])
    #expect(figures.of(.unit(1)) == [figures[1], figures[3]] && figures.of(.unit(3)) == nil)
  }

  @Test("across years do not apply without last year's data")
  func noPrevious() throws {
    let result = try county { _ in }
    #expect(
      result.identities.filter { $0.identity == .carriedOver }.map(\.verdict)
        == Array(repeating: .notApplicable, count: 7))
    #expect(result.identities.filter { $0.identity == .validFollows }.count == 2)
    #expect(result.record(.carriedOver, "总计", scope: "县府办") == nil)
  }

  @Test(
    "across years compare the carried over and the still valid",
    arguments: [
      (2, 12, Verdict.holds, Verdict.holds), (3, 12, .broken, .holds), (2, 11, .holds, .broken),
      (nil, 12, .unknown, .holds), (2, nil, .holds, .unknown),
    ] as [(Int?, Int?, Verdict, Verdict)])
  func previous(_ carried: Int?, _ valid: Int?, _ i5: Verdict, _ i6: Verdict) throws {
    let result = try county { input in
      input.addRequest("1", received: "2021-12-30")
      input.addRequest("2", received: "2021-12-31", answered: "2022-01-05", outcome: "3.1")
      set(&input, "行政规范性文件/本年制发件数", 3)
      set(&input, "行政规范性文件/本年废止件数", 1)
      set(&input, "行政规范性文件/现行有效件数", 14)
      input.previous = [
        PreviousFigure(
          table: 3, row: "4", column: "自然人", value: carried.map { Exact($0) }),
        PreviousFigure(
          table: 2, row: "行政规范性文件", column: "现行有效件数", value: valid.map { Exact($0) }),
      ]
    }
    let five = try #require(result.record(.carriedOver, "自然人"))
    #expect(five.verdict == i5)
    #expect(five.left == Exact(2))
    let six = try #require(result.record(.validFollows, "行政规范性文件"))
    #expect(six.verdict == i6)
    #expect(six.left == Exact(14))
    #expect(six.right == valid.map { Exact($0 + 2) })
    #expect(result.codes.contains("carried-over-differs") == (i5 == .broken))
    #expect(result.codes.contains("still-valid-differs") == (i6 == .broken))
    #expect(result.blocking.isEmpty)
  }

  @Test("across years stand for a unit whose own last year is given")
  func unitPrevious() throws {
    let result = try county { input in
      input.previous = [PreviousFigure(unit: 0, table: 3, row: "4", column: "总计", value: .one)]
    }
    #expect(result.record(.carriedOver, "总计", scope: "县府办")?.verdict == .broken)
    #expect(result.record(.carriedOver, "总计")?.verdict == .notApplicable)
    #expect(result.record(.validFollows, "规章", scope: "县府办")?.verdict == .unknown)
  }

  @Test("compare a county table given before with the sum, cell by cell")
  func countyTable() throws {
    let result = try county { input in
      for (row, value) in [("行政许可", 0), ("行政处罚", 5)] {
        input.countyDeclared.append(
          DeclaredCell(
            table: 2, row: row, column: "本年处理决定数量", value: Exact(value),
            location: place("汇总.csv", value + 2)))
      }
    }
    let records = result.identities.filter { $0.identity == .unitsAddUp }
    #expect(records.map(\.item) == ["行政处罚/本年处理决定数量", "行政许可/本年处理决定数量"])
    #expect(records.map(\.verdict) == [.broken, .holds])
    #expect(records.first?.left == Exact(5))
    #expect(records.first?.right == .zero)
    let finding = try #require(result.diagnostics.first { $0.rule == .countyTableDiffers })
    #expect(finding.location == place("汇总.csv", 7))
  }

  @Test("allow 规章 only with the power to make them")
  func rules() throws {
    let without = try county { set(&$0, "规章/现行有效件数", 2) }
    let record = try #require(without.record(.rulesNeedPower, "规章", scope: "县府办"))
    #expect(record.verdict == .broken)
    #expect(record.left == Exact(2))
    #expect(record.right == nil)
    #expect(without.codes.contains("rules-without-power"))
    let with = try county(attributes: ["规章制定权"]) { set(&$0, "规章/现行有效件数", 2) }
    #expect(with.record(.rulesNeedPower, "规章", scope: "县府办")?.verdict == .notApplicable)
    let partly = try county { input in
      input.registers[ProactiveFigure.self].removeAll {
        $0.content == "规章" && $0.measure == "本年制发件数"
      }
    }
    #expect(partly.record(.rulesNeedPower, "规章", scope: "县府办")?.verdict == .unknown)
    let proved = try county { input in
      input.registers[ProactiveFigure.self].removeAll {
        $0.content == "规章" && $0.measure == "本年制发件数"
      }
      set(&input, "规章/现行有效件数", 1)
    }
    #expect(proved.record(.rulesNeedPower, "规章", scope: "县府办")?.verdict == .broken)
    #expect(without.record(.rulesNeedPower, "规章") == nil)
  }

  @Test("broken for the office stop publication, for another unit only its own report")
  func blocking() throws {
    func broken(publisher: String) throws -> StatutoryResult {
      var input = try StatutoryInput.county(
        [ReportingUnit(name: "县府办", group: "县直部门", attributes: ["垂直管理"])],
        publisher: publisher)
      input.declared[0] = DisputeOutcome.allCases.map(\.rawValue).map {
        DeclaredCell(
          table: 4, row: "行政复议", column: $0, value: .one, location: place("table4.csv", 2))
      }
      input.declared[0]?.append(
        DeclaredCell(
          table: 4, row: "行政复议", column: "总计", value: .zero, location: place("table4.csv", 2)))
      return StatutoryReport.derive(input)
    }
    let office = try broken(publisher: "县府办")
    #expect(office.blocking.map(\.rule.code) == ["identity-broken"])
    #expect(office.blocking.first?.location == place("table4.csv", 2))
    let other = try broken(publisher: "别的办公室")
    #expect(other.blocking.isEmpty)
    #expect(other.codes.contains("unit-identity-broken"))
  }
}

@Suite("the flat form")
struct FlatFormTests {
  @Test("is read back as it was written, unknown cells included")
  func roundTrip() throws {
    var tables = StatutoryTables(filledWith: .zero, form: .current)
    for (index, cell) in ReportForm.current.cells.enumerated() {
      tables[cell] = index % 7 == 0 ? nil : Exact(index)
    }
    let fee = try #require(ReportForm.current.cells(ofTable: 2).last)
    tables[fee] = Exact(1234, 100)
    let rows = [FlatForm.header] + flatRows(of: tables)
    #expect(rows.count == 201)
    let read = FlatForm.figures(in: rows, file: "数据.csv") { _ in nil }
    #expect(read.diagnostics.isEmpty)
    var back = StatutoryTables(filledWith: .one, form: .current)
    for figure in read.figures {
      let cell = try #require(
        ReportForm.current.cell(table: figure.table, row: figure.row, column: figure.column))
      back[cell] = figure.value
    }
    #expect(back == tables)
    #expect(rows.contains(["2", "", "行政事业性收费", "本年收费金额（单位：万元）", "12.34"]))
    #expect(rows.contains(["3", "3.3.7", "7.属于行政执法案卷", "自然人", "80"]))
    #expect(rows.contains(["4", "", "行政复议", "结果维持", "185"]))
  }

  @Test("names what cannot be read, with its cell")
  func unreadable() {
    let read = FlatForm.figures(
      in: [
        ["单位", "表", "行号", "行名", "列", "值"], ["", "3", "4", "", "自然人", "2"],
        ["县财政局", "3", "4", "", "自然人", "1"], ["无此局", "3", "4", "", "自然人", "1"],
        ["", "3", "4", "", "个人", "1"], ["", "3", "4", "", "商业企业", "三"],
        ["", "3", "4", "", "科研机构", ""], ["", "", "", "", "", ""],
        ["", "3", "4", "", "其他", "-1"],
      ], file: "数据.csv"
    ) { $0 == "县财政局" ? 0 : nil }
    #expect(
      read.figures == [
        PreviousFigure(table: 3, row: "4", column: "自然人", value: Exact(2)),
        PreviousFigure(unit: 0, table: 3, row: "4", column: "自然人", value: Exact(1)),
        PreviousFigure(table: 3, row: "4", column: "商业企业", value: nil),
        PreviousFigure(table: 3, row: "4", column: "科研机构", value: nil),
        PreviousFigure(table: 3, row: "4", column: "其他", value: nil),
      ])
    #expect(read.diagnostics.map(\.location.cell) == ["A4", "B5", "F6", "F9"])
    let headless = FlatForm.figures(in: [["项目", "数量"]], file: "数据.csv") { _ in nil }
    #expect(headless.diagnostics.map(\.rule.code) == ["previous-header"])
  }
}

/// Flat data as the sheet 数据 has them.
private func flatRows(of tables: StatutoryTables) -> [[String]] {
  tables.form.cells.map { cell in
    [
      String(cell.table), cell.table == StatutoryCell.requestTable ? cell.row : "", cell.rowLabel,
      cell.column, tables[cell]?.text ?? FlatForm.unknownWord,
    ]
  }
}
