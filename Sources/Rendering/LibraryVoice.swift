import CPackaging

/// What the workbook library would say by itself.
package enum LibraryVoice {
  /// Keeps the library from writing to standard error, in English and with paths of the machine; the program tells its failures.
  package static func silence() { silence_libraries() }
}
