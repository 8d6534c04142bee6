/// How a workbook of this program is known again, also after an office program has saved it anew.
package enum OwnWorkbook {
  /// The custom document property that every workbook carries.
  package static let property = "生成程序"
  /// Its value.
  package static let program = "nianbao"
}
