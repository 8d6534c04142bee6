package import Diagnostics

/// Why a document could not be written; always a fault of ours or of the disk, never of the data.
package enum RenderingError: Error, Hashable, Sendable {
  /// The document itself is wrong; the findings say where.
  case invalidDocument(file: String, [Diagnostic])
  /// A row source gave another number of cells than the table has columns; the row counts from one.
  case rowShape(file: String, sheet: String, row: Int, expected: Int, got: Int)
  /// The file cannot be made; `errno` as the system gave it.
  case cannotCreate(file: String, errno: Int32)
  /// The workbook library refused a step.
  case refused(file: String, sheet: String, step: String, WriterFault)
  /// The file could not be finished: the disk is full, or the folder is gone.
  case notFinished(file: String, WriterFault)

  /// What happened, for people.
  package var message: String {
    switch self {
    case .invalidDocument(let file, let found):
      "“\(file)”的内容不能写成工作簿，共 \(found.count) 处：" + (found.first?.line ?? "")
    case .rowShape(let file, let sheet, let row, let expected, let got):
      "“\(file)”工作表“\(sheet)”第 \(row) 行应有 \(expected) 格，实有 \(got) 格"
    case .cannotCreate(let file, let errno): "不能建立文件“\(file)”（系统错误 \(errno)）；请检查目录是否存在、是否可写"
    case .refused(let file, let sheet, let step, let fault):
      "写“\(file)”工作表“\(sheet)”的\(step)时失败：\(fault.message)"
    case .notFinished(let file, let fault): "“\(file)”没有写完：\(fault.message)"
    }
  }

  /// True where the disk, not the program, is at fault.
  package var isInputOutput: Bool {
    switch self {
    case .cannotCreate: true
    case .notFinished(_, let fault), .refused(_, _, _, let fault): fault.isInputOutput
    case .invalidDocument, .rowShape: false
    }
  }
}

/// The faults of the workbook library by name; its numbers change between versions.
package enum WriterFault: Hashable, Sendable {
  case outOfMemory, cannotCreateFile, cannotCreatePart, cannotReadPart
  /// A stream took less than it was given.
  case stream
  case zipFile, zipParameter, zipBad, zipInternal, zipAdd, zipClose
  case notSupported, missingParameter, invalidParameter
  case sheetName, textTooLong, textNotInTable, outsideSheet, addressTooLong, tooManyLinks
  case unknown(Int)

  /// True where the disk is at fault.
  package var isInputOutput: Bool {
    switch self {
    case .cannotCreateFile, .cannotCreatePart, .cannotReadPart, .stream, .zipFile, .zipAdd,
      .zipClose:
      true
    default: false
    }
  }

  /// What happened, for people.
  package var message: String {
    switch self {
    case .outOfMemory: "内存不足"
    case .cannotCreateFile: "不能建立文件，请检查目录权限"
    case .cannotCreatePart: "不能建立临时文件，请检查临时目录"
    case .cannotReadPart: "不能读回临时文件"
    case .stream: "没有全部写入，磁盘可能已满"
    case .zipFile, .zipAdd, .zipClose: "写入压缩包失败，磁盘可能已满"
    case .zipParameter, .zipBad, .zipInternal: "压缩包出错"
    case .notSupported: "此方式不支持该功能"
    case .missingParameter, .invalidParameter: "参数不合规"
    case .sheetName: "工作表名称不合规"
    case .textTooLong: "文字过长"
    case .textNotInTable: "共享字符串缺失"
    case .outsideSheet: "超出工作表范围"
    case .addressTooLong: "网址过长"
    case .tooManyLinks: "链接过多"
    case .unknown(let number): "未知错误 \(number)"
    }
  }
}
