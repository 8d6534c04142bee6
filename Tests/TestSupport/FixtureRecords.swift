package import Foundation

/// The records of a tab-separated fixture without its header; `\n` inside a cell stands for a line break.
package func fixtureRecords(_ name: String, in bundle: Bundle, hasHeader: Bool = true) throws
  -> [[String]]
{
  let file = (bundle.resourcePath ?? "") + "/Fixtures/" + name
  let text = try String(contentsOfFile: file, encoding: .utf8)
  let lines = text.split(separator: "\n").dropFirst(hasHeader ? 1 : 0)
  return lines.map { line in
    line.split(separator: "\t", omittingEmptySubsequences: false)
      .map { String($0).replacing("\\n", with: "\n") }
  }
}
