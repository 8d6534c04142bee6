package import Diagnostics

/// What is wrong where an input counts as lost as a whole: each blocks, and can be waived with its basis.
extension DiagnosticRule {
  /// In the order of the catalogue.
  package static let gapRules: [DiagnosticRule] = [
    inputMissing, inputRefused, noneContradicted, registerUnread, fileSuspect, columnsSuspect,
  ]

  /// A place of a register without any file.
  package static let inputMissing = DiagnosticRule(
    "input-missing", 3021, .error, blocks: true, title: "应有的材料没有找到",
    expected: "inputs 里写的每个位置至少有一个文件",
    remedy:
      "检查文件夹名称、文件位置和写法；确实没有这类事项的写成 none，单位说明没有的放一份零申报；没有收集的删去这一行；决定不等的由县政府办公室在 waivers.yaml 里写明依据（scope 写种类）",
    example: .situation("inputs.requests 写 inputs/依申请/*，而文件夹名是 依申请公开"))
  /// A file of which nothing could be used.
  package static let inputRefused = DiagnosticRule(
    "input-refused", 3022, .error, blocks: true, title: "整个文件没有读出",
    expected: "每个文件都读得出，有规定的表头",
    remedy: "按这个文件的其他问题改正后重新报送；决定不等的由县政府办公室在 waivers.yaml 里写明依据（scope 写文件名）",
    example: .situation("登记簿的“收到日期”写成“收件日期”，整个文件没有表头"))
  /// A register lies below inputs/ whose kind was said to be none.
  package static let noneContradicted = DiagnosticRule(
    "none-contradicted", 3026, .error, blocks: true, title: "写了没有，而文件夹里有",
    expected: "inputs 里写 none 的一类，inputs 文件夹里没有它的登记簿",
    remedy:
      "有这类事项的，把 none 改成文件的位置；确实没有、文件是别处的，移到 inputs 外面；决定不用的由县政府办公室在 waivers.yaml 里写明依据（scope 写种类）",
    example: .situation("inputs 里写 letters: none，而 inputs/政民互动 里有来信登记"))
  /// A register in the folder of its kind that no pattern matches.
  package static let registerUnread = DiagnosticRule(
    "register-unread", 3027, .error, blocks: true, title: "文件夹里有登记簿没有读",
    expected: "inputs 给一类材料写的文件夹里，这一类的文件都合乎它的写法",
    remedy:
      "把 inputs 的写法改宽（如 inputs/进展日志/*），或把文件改名、移到 inputs 外面；决定不用的由县政府办公室在 waivers.yaml 里写明依据（scope 写文件名）",
    example: .situation("inputs.progress 写 inputs/进展日志/*.csv，而同一文件夹里还有 第三季度.xlsx"))
  /// Hardly any row of a file is usable.
  package static let fileSuspect = DiagnosticRule(
    "file-suspect", 3034, .error, blocks: true, title: "文件里绝大多数行不能用，整个文件没有采用",
    expected: "一个文件里只有个别行有问题", remedy: "核对是不是这一类的表、列有没有错位，整体改正后重新运行",
    example: .situation("登记簿的单位一列整列填成了科室名称"))
  /// Two columns of dates are exchanged.
  package static let columnsSuspect = DiagnosticRule(
    "columns-suspect", 3035, .error, blocks: true, title: "文件里绝大多数日期前后颠倒，整个文件没有采用",
    expected: "先发生的日期在前", remedy: "多半是两列日期换了位置，请核对列名后重新运行",
    example: .situation("文件目录的“成文日期”和“公开日期”两列换了位置"))
}
