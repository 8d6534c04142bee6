import Diagnostics
package import Disclosure
package import Intake

/// Which of several ledgers of one unit stands (rulings.md, "Rows and cells").
package enum LedgerVersions {
  /// One ledger file as it was read.
  package struct File: Sendable {
    package let result: IntakeResult<LedgerFiling>
    /// The unit that the head, the foot or the file's name names.
    package let owner: Int?

    package init(result: IntakeResult<LedgerFiling>, owner: Int?) {
      self.result = result
      self.owner = owner
    }

    /// The unit whose own ledger this is; nil for a summary of several.
    fileprivate var own: Int? {
      guard let owner, !result.records.isEmpty,
        result.records.allSatisfy({ $0.entry.unit == owner })
      else { return nil }
      return owner
    }

    fileprivate var filed: PlainDate? { result.records.compactMap(\.filed).max() }
  }

  /// The files with those that a later one replaces set aside, in the order given.
  package static func settled(
    _ files: [File], registry: UnitRegistry
  ) -> [IntakeResult<LedgerFiling>] {
    var results = files.map(\.result)
    var versions: [Int: [Int]] = [:]
    for (index, file) in files.enumerated() {
      if let unit = file.own { versions[unit, default: []].append(index) }
    }
    for (unit, indices) in versions.inKeyOrder() where indices.count > 1 {
      let name = registry.units[unit].name
      let dated = indices.compactMap { index in files[index].filed.map { (index, $0) } }
      guard let latest = dated.map(\.1).max(),
        let standing = dated.last(where: { $0.1 == latest })?.0, dated.count == indices.count,
        dated.count(where: { $0.1 == latest }) == 1
      else {
        for index in indices {
          results[index].diagnostics.append(
            Diagnostic(
              .ledgerVersionsUndated, at: SourceLocation(file: results[index].record.file),
              unit: name, found: "\(name)有\(indices.count)份台账，填报日期缺少或相同，都已读取"))
        }
        continue
      }
      for index in indices where index != standing {
        results[index] = superseded(
          results[index], by: results[standing].record.file, filed: latest, unit: name)
      }
    }
    return results
  }

  private static func superseded(
    _ result: IntakeResult<LedgerFiling>, by file: String, filed: PlainDate, unit: String
  ) -> IntakeResult<LedgerFiling> {
    var record = result.record
    record.aside = record.rows - record.blank
    (record.accepted, record.quarantined) = (0, 0)
    var old = IntakeResult<LedgerFiling>(record: record)
    old.diagnostics = [
      Diagnostic(
        .ledgerSuperseded, at: SourceLocation(file: record.file), unit: unit,
        found: "\(unit)另有填报日期更晚（\(filed.iso)）的\(file)，这一份的\(record.aside)行没有采用")
    ]
    return old
  }
}
