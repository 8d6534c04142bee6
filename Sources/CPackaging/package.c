#define _GNU_SOURCE
#include "CPackaging.h"
#include "same_parts.h"

#include <errno.h>
#include <fcntl.h>
#include <libdeflate.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

// The five functions of minizip that the workbook library calls, and what they answer (minizip/zip.h). A package is a
// ZIP file by APPNOTE.TXT 6.3: deflated members, no ZIP64, no data descriptors, every member dated 1980-01-01.

enum {
  ok = 0,
  not_written = -1,
  wrong_call = -102,
  out_of_memory = -104,

  /// Level of libdeflate: smaller than zlib's second at a third of its time.
  whole_level = 1,
  /// Level of zlib for a part that cannot be held.
  stream_level = 2,
  /// What a part may hold and still be packed in one piece.
  most_in_one_piece = 8 << 20,
  first_room = 1 << 16,

  local_header = 30,
  central_header = 46,
  end_record = 22,
  version_needed = 20,
  method_deflate = 8,
  /// 1 January 1980 as MS-DOS writes it.
  dos_date = 0x21,
};

/// Bytes that grow.
typedef struct {
  unsigned char *bytes;
  size_t count;
  size_t room;
} Bytes;

/// The package being written, and the part of it that is.
typedef struct {
  int descriptor;
  /// Where the next byte of the file goes.
  uint64_t offset;
  Bytes directory;
  size_t members;
  struct libdeflate_compressor *compressor;
  bool is_open;
  bool is_failed;

  // The part: what has come of it, and what has been packed of it.
  Bytes part;
  Bytes packed;
  char *name;
  size_t name_length;
  uint64_t header_offset;
  uint64_t part_size;
  uint64_t packed_size;
  uint32_t check;
  bool is_streamed;
  z_stream stream;
} Package;

static atomic_ulong members;

unsigned long packed_parts(void) { return atomic_load(&members); }

static bool make_room(Bytes *bytes, size_t more) {
  if (bytes->room - bytes->count >= more) return true;
  size_t room = bytes->room == 0 ? first_room : bytes->room;
  while (room - bytes->count < more) room *= 2;
  unsigned char *moved = realloc(bytes->bytes, room);
  if (moved == NULL) return false;
  bytes->bytes = moved, bytes->room = room;
  return true;
}

static unsigned char *two(unsigned char *at, uint32_t value) {
  at[0] = (unsigned char)value, at[1] = (unsigned char)(value >> 8);
  return at + 2;
}

static unsigned char *four(unsigned char *at, uint64_t value) {
  return two(two(at, (uint32_t)value & 0xffff), (uint32_t)(value >> 16) & 0xffff);
}

static bool write_at(Package *package, const unsigned char *bytes, size_t count, uint64_t offset) {
  while (count > 0) {
    ssize_t done = pwrite(package->descriptor, bytes, count, (off_t)offset);
    if (done < 0 && errno == EINTR) continue;
    if (done == 0) errno = ENOSPC;
    if (done <= 0) return false;
    bytes += done, count -= (size_t)done, offset += (uint64_t)done;
  }
  return true;
}

/// What the local header and the central one say alike of a part: from the version needed to the length of the name.
static unsigned char *particulars(unsigned char *at, const Package *package) {
  at = two(two(two(at, version_needed), 0), method_deflate);
  at = two(two(at, 0), dos_date);
  at = four(four(four(at, package->check), package->packed_size), package->part_size);
  return two(two(at, (uint32_t)package->name_length), 0);
}

static unsigned char *put_local_header(unsigned char *at, const Package *package) {
  at = particulars(four(at, 0x04034b50), package);
  memcpy(at, package->name, package->name_length);
  return at + package->name_length;
}

static bool add_central_header(Package *package) {
  Bytes *directory = &package->directory;
  if (!make_room(directory, central_header + package->name_length)) return false;
  unsigned char *at = particulars(two(four(directory->bytes + directory->count, 0x02014b50), 0), package);
  // No comment, the first disk, no attributes.
  at = four(two(two(two(at, 0), 0), 0), 0);
  at = four(at, package->header_offset);
  memcpy(at, package->name, package->name_length);
  directory->count += central_header + package->name_length;
  package->members++;
  return true;
}

/// Packs what has come of a part that is too large to be held; at its end the rest of it.
static int pack_stream(Package *package, bool is_end) {
  package->stream.next_in = package->part.bytes;
  package->stream.avail_in = (uInt)package->part.count;
  for (;;) {
    package->stream.next_out = package->packed.bytes;
    package->stream.avail_out = (uInt)package->packed.room;
    int status = deflate(&package->stream, is_end ? Z_FINISH : Z_NO_FLUSH);
    if (status == Z_STREAM_ERROR) return wrong_call;
    size_t count = package->packed.room - package->stream.avail_out;
    if (!write_at(package, package->packed.bytes, count, package->offset)) return not_written;
    package->offset += count, package->packed_size += count;
    if (is_end ? status == Z_STREAM_END : package->stream.avail_in == 0 && package->stream.avail_out > 0) break;
  }
  package->part.count = 0;
  return ok;
}

static int begin_stream(Package *package) {
  memset(&package->stream, 0, sizeof package->stream);
  if (!make_room(&package->packed, first_room)) return out_of_memory;
  if (deflateInit2(&package->stream, stream_level, Z_DEFLATED, -MAX_WBITS, MAX_MEM_LEVEL - 1, Z_DEFAULT_STRATEGY) !=
      Z_OK)
    return out_of_memory;
  package->is_streamed = true;
  // Its header is written when all of it is known.
  package->offset = package->header_offset + local_header + package->name_length;
  return ok;
}

/// Packs a part that is held whole; header and bytes go out in one write.
static int pack_whole(Package *package) {
  size_t before = local_header + package->name_length;
  package->packed.count = 0;
  size_t most = libdeflate_deflate_compress_bound(package->compressor, package->part.count);
  if (!make_room(&package->packed, before + most)) return out_of_memory;
  const Bytes *part = &package->part;
  unsigned char *packed = package->packed.bytes + before;
  package->packed_size = packed_before(part->bytes, part->count, package->check, packed);
  if (package->packed_size == 0) {
    package->packed_size = libdeflate_deflate_compress(package->compressor, part->bytes, part->count, packed, most);
    if (package->packed_size == 0) return wrong_call;
    remember_packed(part->bytes, part->count, package->check, packed, package->packed_size);
  }
  put_local_header(package->packed.bytes, package);
  size_t count = before + package->packed_size;
  if (!write_at(package, package->packed.bytes, count, package->header_offset)) return not_written;
  package->offset = package->header_offset + count;
  return ok;
}

/// Remembers a failure: a package of which one part failed is not ended as if it were whole.
static int done(Package *package, int status) {
  if (status != ok) package->is_failed = true;
  return status;
}

static void release(Package *package) {
  if (package->is_streamed) deflateEnd(&package->stream);
  libdeflate_free_compressor(package->compressor);
  free(package->name);
  free(package->directory.bytes);
  free(package->part.bytes);
  free(package->packed.bytes);
  free(package);
}

/// Begins a package at `path`; NULL and errno where there can be none. `append` is 0: there is nothing to append to.
void *zipOpen(const char *path, int append) {
  if (append != 0) {
    errno = EINVAL;
    return NULL;
  }
  Package *package = calloc(1, sizeof *package);
  if (package == NULL) return NULL;
  package->descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  package->compressor = package->descriptor < 0 ? NULL : libdeflate_alloc_compressor(whole_level);
  if (package->compressor == NULL) {
    int why = package->descriptor < 0 ? errno : ENOMEM;
    if (package->descriptor >= 0) close(package->descriptor);
    free(package);
    errno = why;
    return NULL;
  }
  return package;
}

/// Begins a part. Of what minizip lets a caller choose the workbook library chooses nothing: date, attributes, level,
/// window and password are those of the house.
int zipOpenNewFileInZip4_64(void *file, const char *name, const void *info, const void *local_extra,
                            unsigned local_extra_size, const void *global_extra, unsigned global_extra_size,
                            const char *comment, int method, int level, int is_raw, int window_bits,
                            int memory_level, int strategy, const char *password, unsigned long crc_of_password,
                            unsigned long version, unsigned long flags, int is_zip64) {
  (void)info, (void)local_extra, (void)global_extra, (void)comment, (void)level, (void)window_bits;
  (void)memory_level, (void)strategy, (void)crc_of_password, (void)version, (void)flags, (void)is_zip64;
  Package *package = file;
  if (package == NULL || package->is_open || name == NULL || method != method_deflate || is_raw != 0 ||
      local_extra_size != 0 || global_extra_size != 0 || password != NULL)
    return wrong_call;
  package->name_length = strlen(name);
  if (package->name_length > UINT16_MAX) return wrong_call;
  free(package->name);
  package->name = strdup(name);
  if (package->name == NULL) return done(package, out_of_memory);
  package->header_offset = package->offset;
  package->part.count = 0;
  package->part_size = package->packed_size = 0;
  package->check = 0;
  package->is_streamed = false;
  package->is_open = true;
  return ok;
}

/// Takes bytes of the part.
int zipWriteInFileInZip(void *file, const void *bytes, unsigned count) {
  Package *package = file;
  if (package == NULL || !package->is_open) return wrong_call;
  package->check = libdeflate_crc32(package->check, bytes, count);
  package->part_size += count;
  if (!make_room(&package->part, count)) return done(package, out_of_memory);
  memcpy(package->part.bytes + package->part.count, bytes, count);
  package->part.count += count;
  if (package->part.count <= (package->is_streamed ? first_room : most_in_one_piece)) return ok;
  if (!package->is_streamed) {
    int status = begin_stream(package);
    if (status != ok) return done(package, status);
  }
  return done(package, pack_stream(package, false));
}

/// Ends the part.
int zipCloseFileInZip(void *file) {
  Package *package = file;
  if (package == NULL || !package->is_open) return wrong_call;
  package->is_open = false;
  int status = package->is_streamed ? pack_stream(package, true) : pack_whole(package);
  if (status == ok && package->is_streamed) {
    unsigned char header[local_header + UINT16_MAX];
    put_local_header(header, package);
    if (!write_at(package, header, local_header + package->name_length, package->header_offset)) status = not_written;
    deflateEnd(&package->stream);
    package->is_streamed = false;
  }
  // What a ZIP file of four bytes a size cannot say.
  if (status == ok && (package->part_size > UINT32_MAX || package->offset > UINT32_MAX)) status = wrong_call;
  if (status == ok && !add_central_header(package)) status = out_of_memory;
  if (status == ok) atomic_fetch_add(&members, 1);
  return done(package, status);
}

/// Ends the package with its directory and gives everything back, whatever has happened.
int zipClose(void *file, const char *comment) {
  (void)comment;
  Package *package = file;
  if (package == NULL) return wrong_call;
  Bytes *directory = &package->directory;
  size_t size = directory->count;
  int status = package->is_failed || package->is_open ? not_written : ok;
  if (status == ok && (package->members > UINT16_MAX || package->offset + size > UINT32_MAX)) status = wrong_call;
  if (status == ok && !make_room(directory, end_record)) status = out_of_memory;
  if (status == ok) {
    unsigned char *at = four(directory->bytes + size, 0x06054b50);
    uint32_t count = (uint32_t)package->members;
    two(four(four(two(two(two(two(at, 0), 0), count), count), size), package->offset), 0);
    if (!write_at(package, directory->bytes, size + end_record, package->offset)) status = not_written;
  }
  if (close(package->descriptor) != 0 && status == ok) status = not_written;
  release(package);
  return status;
}
