import Diagnostics
package import Disclosure
package import Tables

extension RegisterIntake {
  /// Reads what no register holds and the published report says.
  package func narrative(_ content: FileContent, file: String) -> IntakeResult<NarrativeItem> {
    read(.narrative, content, file: file, fillDown: ["部分"]) { row -> NarrativeItem? in
      let written = row.required("部分")
      let section = NarrativeSection(heading: written)
      if section == nil, !written.isEmpty {
        row.note(
          .wordOutsideList, "部分", found: "“部分”填的是“\(written)”",
          expected: "只能填：\(NarrativeSection.accepted)")
      }
      let label = row.required("条目")
      let value = row.decimal("数值")
      let previous = row.decimal("上年")
      let words = row.text("文字")
      let source = row.required("来源")
      let measure = row.text("单位")
      if value == nil, words.isEmpty, row.text("数值").isEmpty {
        row.note(.cellEmpty, "文字", found: "“数值”和“文字”都没有填写")
      }
      if value != nil, measure.isEmpty {
        row.note(.cellEmpty, "单位", found: "有“数值”，没有填写计量“单位”")
      }
      for (mark, number) in [
        (NarrativeItem.valueMark, value), (NarrativeItem.previousMark, previous),
      ] where words.contains(mark) && number == nil {
        row.note(.cellEmpty, "数值", found: "“文字”里有\(mark)，没有填写对应的数字")
      }
      guard let section, !label.isEmpty, !source.isEmpty else { return nil }
      return NarrativeItem(
        section: section, label: label, value: value, measure: measure, previous: previous,
        words: words, source: source, location: row.location)
    }
  }
}
