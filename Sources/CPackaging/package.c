#define _GNU_SOURCE
#include "CPackaging.h"
#include "same_parts.h"

#include <errno.h>
#include <fcntl.h>
#include <isa-l.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// The five functions of minizip that the workbook library calls, and what they answer (minizip/zip.h). A package is a
// ZIP file by APPNOTE.TXT 6.3: deflated members, no ZIP64, no data descriptors, every member dated 1980-01-01.

enum {
  ok = 0,
  not_written = -1,
  wrong_call = -102,
  out_of_memory = -104,

  /// Level of ISA-L: as small as zlib's second in a quarter of its time, and the last of which all x86 processors since
  /// 2009 make the same bytes; the third finds other matches with wider instructions.
  packing_level = 2,
  /// So many bytes are packed, and so many packed ones written, at once.
  piece = 1 << 16,

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
  bool is_open;
  bool is_failed;

  // The part: what has come of it and is not packed yet, and what has been packed of it and is not written yet; there its
  // header comes first.
  Bytes part;
  Bytes packed;
  char *name;
  size_t name_length;
  uint64_t header_offset;
  uint64_t part_size;
  uint64_t packed_size;
  uint32_t check;

  // Large, and made ready for each part: nothing before needs it to be zero.
  struct isal_zstream stream;
  _Alignas(16) unsigned char tables[ISAL_DEF_LVL2_DEFAULT];
} Package;

static atomic_ulong members;

unsigned long packed_parts(void) { return atomic_load(&members); }

static bool make_room(Bytes *bytes, size_t more) {
  if (bytes->room - bytes->count >= more) return true;
  size_t room = bytes->room == 0 ? piece : bytes->room;
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

/// Writes what has been packed.
static int flush(Package *package) {
  if (!write_at(package, package->packed.bytes, package->packed.count, package->offset)) return not_written;
  package->offset += package->packed.count, package->packed.count = 0;
  return ok;
}

/// Packs what has come of the part; at its end all of it.
static int pack(Package *package, bool is_end) {
  struct isal_zstream *stream = &package->stream;
  Bytes *packed = &package->packed;
  stream->next_in = package->part.bytes, stream->avail_in = (uint32_t)package->part.count;
  stream->end_of_stream = is_end;
  do {
    if (packed->count >= piece) {
      int status = flush(package);
      if (status != ok) return status;
    }
    if (!make_room(packed, piece)) return out_of_memory;
    stream->next_out = packed->bytes + packed->count, stream->avail_out = (uint32_t)(packed->room - packed->count);
    if (isal_deflate(stream) != COMP_OK) return wrong_call;
    size_t count = packed->room - packed->count - stream->avail_out;
    packed->count += count, package->packed_size += count;
  } while (stream->avail_in > 0 || (is_end && stream->internal_state.state != ZSTATE_END));
  package->part.count = 0;
  return ok;
}

/// Packs a part of which nothing has been packed yet, or takes what the same part was packed to before.
static int pack_whole(Package *package) {
  const Bytes part = package->part;
  size_t before = package->packed.count;
  if (!make_room(&package->packed, part.count + piece)) return out_of_memory;
  package->packed_size = packed_before(part.bytes, part.count, package->check, package->packed.bytes + before);
  if (package->packed_size > 0) {
    package->packed.count += package->packed_size;
    return ok;
  }
  int status = pack(package, true);
  bool is_held = package->packed.count == before + package->packed_size;
  if (status == ok && is_held)
    remember_packed(part.bytes, part.count, package->check, package->packed.bytes + before, package->packed_size);
  return status;
}

/// Writes what is left of the part, and its header, of which nothing was known before.
static int finish_part(Package *package) {
  bool is_held = package->offset == package->header_offset;
  if (is_held) put_local_header(package->packed.bytes, package);
  int status = flush(package);
  if (status != ok || is_held) return status;
  unsigned char header[local_header + UINT16_MAX];
  put_local_header(header, package);
  return write_at(package, header, local_header + package->name_length, package->header_offset) ? ok : not_written;
}

/// Remembers a failure: a package of which one part failed is not ended as if it were whole.
static int done(Package *package, int status) {
  if (status != ok) package->is_failed = true;
  return status;
}

static void release(Package *package) {
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
  Package *package = malloc(sizeof *package);
  if (package == NULL) return NULL;
  memset(package, 0, offsetof(Package, stream));
  package->descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (package->descriptor < 0) {
    int why = errno;
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
  package->part.count = package->packed.count = 0;
  package->part_size = package->packed_size = 0;
  package->check = 0;
  size_t header = local_header + package->name_length;
  if (!make_room(&package->packed, header)) return done(package, out_of_memory);
  memset(package->packed.bytes, 0, header);
  package->packed.count = header;
  isal_deflate_init(&package->stream);
  package->stream.level = packing_level;
  package->stream.level_buf = package->tables, package->stream.level_buf_size = sizeof package->tables;
  package->is_open = true;
  return ok;
}

/// Takes bytes of the part.
int zipWriteInFileInZip(void *file, const void *bytes, unsigned count) {
  Package *package = file;
  if (package == NULL || !package->is_open) return wrong_call;
  package->check = crc32_gzip_refl(package->check, bytes, count);
  package->part_size += count;
  if (!make_room(&package->part, count)) return done(package, out_of_memory);
  memcpy(package->part.bytes + package->part.count, bytes, count);
  package->part.count += count;
  return package->part.count <= piece ? ok : done(package, pack(package, false));
}

/// Ends the part.
int zipCloseFileInZip(void *file) {
  Package *package = file;
  if (package == NULL || !package->is_open) return wrong_call;
  package->is_open = false;
  bool is_whole = package->part_size == package->part.count;
  int status = is_whole ? pack_whole(package) : pack(package, true);
  if (status == ok) status = finish_part(package);
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
