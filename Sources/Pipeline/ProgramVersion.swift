/// The program's version, as the manifest and `--version` name it.
package enum ProgramVersion {
  package static let text = "0.1.0"
}
