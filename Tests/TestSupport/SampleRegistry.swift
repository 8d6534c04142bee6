package import Disclosure

extension UnitRegistry {
  /// Eight units that names, aliases, groups and mergers are tried on.
  package static let sample = UnitRegistry(
    units: [
      ReportingUnit(name: "县财政局", group: "县直部门", aliases: ["财政局", "县财政局（国资局）"]),
      ReportingUnit(name: "东里镇", group: "镇街", aliases: ["东里镇人民政府"]),
      ReportingUnit(name: "县教育和体育局", group: "县直部门", attributes: ["编制规划"]),
      ReportingUnit(name: "县旅游局", group: "县直部门", mergedInto: "县文化局"),
      ReportingUnit(name: "县文化局", group: "县直部门", mergedInto: "县文化和旅游局"),
      ReportingUnit(name: "县文化和旅游局", group: "县直部门"),
      ReportingUnit(name: "历山街道", group: "镇街", aliases: ["历山街道办事处"]),
      ReportingUnit(name: "经济开发区", group: "开发区"),
    ], spellings: ["县直部门": ["县政府各部门"], "镇街": ["各镇人民政府、各街道办事处"]])
}
