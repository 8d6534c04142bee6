import CXlsxWriter

extension WriterFault {
  /// The library's status by name; nil where all went well.
  init?(_ status: lxw_error) {
    switch status {
    case LXW_NO_ERROR: return nil
    case LXW_ERROR_MEMORY_MALLOC_FAILED: self = .outOfMemory
    case LXW_ERROR_CREATING_XLSX_FILE: self = .cannotCreateFile
    case LXW_ERROR_CREATING_TMPFILE: self = .cannotCreatePart
    case LXW_ERROR_READING_TMPFILE: self = .cannotReadPart
    case LXW_ERROR_ZIP_FILE_OPERATION: self = .zipFile
    case LXW_ERROR_ZIP_PARAMETER_ERROR: self = .zipParameter
    case LXW_ERROR_ZIP_BAD_ZIP_FILE: self = .zipBad
    case LXW_ERROR_ZIP_INTERNAL_ERROR: self = .zipInternal
    case LXW_ERROR_ZIP_FILE_ADD: self = .zipAdd
    case LXW_ERROR_ZIP_CLOSE: self = .zipClose
    case LXW_ERROR_FEATURE_NOT_SUPPORTED: self = .notSupported
    case LXW_ERROR_NULL_PARAMETER_IGNORED: self = .missingParameter
    case LXW_ERROR_PARAMETER_VALIDATION: self = .invalidParameter
    case LXW_ERROR_SHEETNAME_LENGTH_EXCEEDED, LXW_ERROR_INVALID_SHEETNAME_CHARACTER,
      LXW_ERROR_SHEETNAME_START_END_APOSTROPHE, LXW_ERROR_SHEETNAME_ALREADY_USED:
      self = .sheetName
    case LXW_ERROR_32_STRING_LENGTH_EXCEEDED, LXW_ERROR_128_STRING_LENGTH_EXCEEDED,
      LXW_ERROR_255_STRING_LENGTH_EXCEEDED, LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED:
      self = .textTooLong
    case LXW_ERROR_SHARED_STRING_INDEX_NOT_FOUND: self = .textNotInTable
    case LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE: self = .outsideSheet
    case LXW_ERROR_WORKSHEET_MAX_URL_LENGTH_EXCEEDED: self = .addressTooLong
    case LXW_ERROR_WORKSHEET_MAX_NUMBER_URLS_EXCEEDED: self = .tooManyLinks
    default: self = .unknown(Int(status.rawValue))
    }
  }
}
