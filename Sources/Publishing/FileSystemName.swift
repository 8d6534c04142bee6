/// The last part of a path: where a file lies on this machine is nobody's business.
package enum FileSystemName {
  package static func last(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}
