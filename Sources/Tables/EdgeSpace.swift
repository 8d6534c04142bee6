extension String {
  /// The text without white space at its ends; what counts as empty in a cell is told by `Disclosure`, which this room does not know.
  var trimmedOfSpace: String {
    var part = self[...]
    while part.last?.isWhitespace == true { part.removeLast() }
    while part.first?.isWhitespace == true { part.removeFirst() }
    return String(part)
  }
}
