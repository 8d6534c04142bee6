extension Array {
  /// Gives back the room that growing has reserved, up to as much again as the elements take; for lists that stay as they are
  /// and that ten thousand units have each.
  package mutating func giveRoomBack() {
    if capacity > count { self = map { $0 } }
  }
}
