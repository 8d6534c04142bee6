package import Disclosure
import Tables

/// Which unit a file belongs to, as its name, its folder or its own lines tell.
package enum FileOwner {
  /// The unit that a file's name names, else the nearest folder's.
  package static func unit(ofPath path: String, in registry: UnitRegistry) -> Int? {
    let parts = path.split(separator: "/")
    guard let name = parts.last else { return nil }
    let stem = name.lastIndex(of: ".").map { name[..<$0] } ?? name
    if let unit = registry.unit(namedIn: stem) { return unit }
    for folder in parts.dropLast().reversed() {
      if let unit = registry.unit(namedIn: folder) { return unit }
    }
    return nil
  }

  /// The unit of a line such as 填报单位：县财政局（盖章）.
  package static func unit(ofLine written: String, in registry: UnitRegistry) -> Int? {
    for spelling in UnitSpelling.variants(of: written) {
      if let unit = registry.index(of: spelling) { return unit }
    }
    return nil
  }
}
