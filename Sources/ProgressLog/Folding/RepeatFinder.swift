import Diagnostics
import Disclosure

/// Finds log rows that may be repeats, in six to eight bytes a row: part of a hash beside the row's place.
///
/// Rows are spread over partitions by their hash, so that each partition is searched in cache. A pair found here is
/// only a candidate: the caller reads both rows again and compares them, so that no hash decides a figure.
struct RepeatFinder: Sendable {
  private let partitionBits: Int
  private let rowBits: Int
  private let positionBits: Int
  private var store: Store
  /// What other finders noted; searched together, never copied together.
  private var merged: [Store] = []

  /// Rows in chunks, each of one partition, in the order in which they filled up.
  private struct Store: Sendable {
    static let chunk = 64
    /// The bytes that a row takes.
    let width: Int
    /// The rows, each in its lowest bytes; a chunk ends with eight bytes more, since rows are written eight bytes at a time.
    var bytes: [UInt8] = []
    /// Where the next row of each partition goes; a multiple of `chunk` asks for a new chunk.
    var tails: [Int]
    var partitionOfChunk: [UInt16] = []
    /// A chunk without rows.
    private let blank: [UInt8]

    init(partitions: Int, rows: Int, width: Int) {
      self.width = width
      blank = Array(repeating: 0, count: Self.chunk * width + 8)
      tails = Array(repeating: 0, count: partitions)
      // Reserved memory that is never touched costs nothing; growing by doubling costs a copy and fresh pages.
      bytes.reserveCapacity((rows * 2 / Self.chunk + partitions) * blank.count)
    }

    /// The first byte of the row at a place.
    @inline(__always) static func offset(of place: Int, width: Int) -> Int {
      place &* width &+ place / Self.chunk &* 8
    }

    /// The row at a place.
    @inline(__always) func row(at place: Int, in bytes: UnsafeRawBufferPointer) -> UInt64 {
      unsafe UInt64(
        littleEndian: bytes.loadUnaligned(
          fromByteOffset: Self.offset(of: place, width: width), as: UInt64.self))
        & (UInt64.max >> UInt64(64 &- 8 &* width))
    }

    /// Takes rows up to the first that needs a new chunk, and that one; gives where to go on.
    ///
    /// Whether the lists are this store's alone is asked once a chunk and not once a row.
    @inline(__always)
    mutating func fill(
      from first: Int, of count: Int, _ made: (Int) -> (partition: Int, row: UInt64)
    ) -> Int {
      var index = first
      let width = width
      unsafe bytes.withUnsafeMutableBytes { bytes in
        unsafe tails.withUnsafeMutableBufferPointer { tails in
          while index < count {
            let (partition, row) = made(index)
            let tail = unsafe tails[partition]
            guard tail & (Self.chunk - 1) != 0 else { break }
            unsafe bytes.storeBytes(
              of: row.littleEndian, toByteOffset: Self.offset(of: tail, width: width),
              as: UInt64.self)
            unsafe tails[partition] = tail &+ 1
            index &+= 1
          }
        }
      }
      guard index < count else { return count }
      let (partition, row) = made(index)
      let start = partitionOfChunk.count * Self.chunk
      let offset = bytes.count
      bytes.append(contentsOf: blank)
      unsafe bytes.withUnsafeMutableBytes {
        unsafe $0.storeBytes(of: row.littleEndian, toByteOffset: offset, as: UInt64.self)
      }
      partitionOfChunk.append(UInt16(truncatingIfNeeded: partition))
      tails[partition] = start + 1
      return index + 1
    }

    /// The chunks of each partition: where those of partition p begin in the list, and the list.
    func chunksByPartition() -> (first: [Int], chunks: [Int32]) {
      var first = [Int](repeating: 0, count: tails.count + 1)
      for partition in partitionOfChunk { first[Int(partition) + 1] += 1 }
      for partition in tails.indices { first[partition + 1] += first[partition] }
      var next = first
      var chunks = [Int32](repeating: 0, count: partitionOfChunk.count)
      for (chunk, partition) in partitionOfChunk.enumerated() {
        chunks[next[Int(partition)]] = Int32(chunk)
        next[Int(partition)] += 1
      }
      return (first, chunks)
    }
  }

  /// Makes one of `finders` finders, for so many segments of at most so many rows, and about so many rows for each finder.
  init(segments: Int, rowsPerSegment: Int, expectedRows: Int, finders: Int = 1) {
    func bits(_ count: Int) -> Int { Int.bitWidth - max(0, count).leadingZeroBitCount }
    rowBits = bits(rowsPerSegment)
    positionBits = min(44, rowBits + bits(segments))
    partitionBits = min(12, max(0, bits(expectedRows / 2048)))
    // So much of a hash that less than one row in four thousand is read again for nothing.
    let enough = bits(expectedRows * finders) + 12 - partitionBits + positionBits
    store = Store(
      partitions: 1 << partitionBits, rows: expectedRows, width: min(8, max(6, (enough + 7) / 8)))
  }

  /// Notes a batch of rows.
  mutating func insert(_ entries: [ProgressEntry]) {
    let shift = UInt64(64 - partitionBits)
    let rowShift = UInt64(rowBits)
    let tagShift = UInt64(partitionBits)
    let tagMask = ~((UInt64(1) << UInt64(positionBits)) - 1)
    let unused = UInt64(64 - 8 * store.width)
    var index = 0
    while index < entries.count {
      // A shift by 64 gives 0: one partition.
      index = store.fill(from: index, of: entries.count) { index in
        let entry = entries[index]
        let packed = entry.position.packed
        let position = (packed >> 32) << rowShift | packed & 0xFFFF_FFFF
        return (
          partition: Int(truncatingIfNeeded: entry.key >> shift),
          row: ((entry.key << tagShift) >> unused) & tagMask | position
        )
      }
    }
  }

  /// Adds the rows of another finder of the same measure.
  mutating func merge(_ other: RepeatFinder) {
    merged.append(other.store)
    merged += other.merged
  }

  /// How many partitions there are; they may be searched side by side.
  var partitionCount: Int { 1 << partitionBits }

  /// Places whose hashes agree, in groups of two and more, in some partitions; each group in file order, the groups in
  /// no order.
  func candidates(in partitions: Range<Int>) -> [[ProgressPosition]] {
    let stores = ([store] + merged).map { ($0, $0.chunksByPartition()) }
    let mask = (UInt64(1) << UInt64(positionBits)) - 1
    var table: [UInt64] = []
    var groups: [[ProgressPosition]] = []
    for partition in partitions {
      var most = 0
      for (_, lists) in stores {
        most += (lists.first[partition + 1] - lists.first[partition]) * Store.chunk
      }
      guard most > 1 else { continue }
      var size = 64
      while size < most + most / 2 { size *= 2 }
      // A row that is all ones would need a place beyond every file.
      let empty = UInt64.max
      if table.count == size {
        for index in table.indices { table[index] = empty }
      } else {
        table = Array(repeating: empty, count: size)
      }
      let slotMask = size - 1
      let slotShift = UInt64(64 - size.trailingZeroBitCount)
      var found: [UInt64: [UInt64]] = [:]
      for (store, lists) in stores {
        let tail = store.tails[partition]
        for list in lists.first[partition]..<lists.first[partition + 1] {
          let start = Int(lists.chunks[list]) * Store.chunk
          let end = tail > start && tail < start + Store.chunk ? tail : start + Store.chunk
          unsafe store.bytes.withUnsafeBytes { bytes in
            unsafe table.withUnsafeMutableBufferPointer { table in
              for place in start..<end {
                let row = unsafe store.row(at: place, in: bytes)
                let tag = row & ~mask
                var slot = Int(truncatingIfNeeded: (tag &* 0x9E37_79B9_7F4A_7C15) >> slotShift)
                while true {
                  let other = unsafe table[slot]
                  if other == empty {
                    unsafe table[slot] = row
                    break
                  }
                  if other & ~mask == tag {
                    found[tag, default: [other & mask]].append(row & mask)
                    break
                  }
                  slot = (slot &+ 1) & slotMask
                }
              }
            }
          }
        }
      }
      for places in found.values {
        groups.append(
          places.ordered().map { packed in
            ProgressPosition(
              segment: Int(packed >> UInt64(rowBits)),
              row: Int(packed & ((1 << UInt64(rowBits)) - 1)))
          })
      }
    }
    return groups
  }
}
