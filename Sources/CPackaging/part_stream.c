#define _GNU_SOURCE
#include "CPackaging.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdio_ext.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

enum {
  /// What a part may hold before it becomes a file: all parts of a unit's workbook are smaller.
  most_in_memory = 1 << 20,
  first_room = 1 << 14,
  stream_buffer = 1 << 14,
};

/// A part: in memory until it is too long, then in a file that has no name.
typedef struct {
  char *bytes;
  size_t room;
  off_t length;
  off_t position;
  /// -1 while the part is in memory.
  int descriptor;
  char *folder;
  char *buffer;
} Part;

static atomic_ulong begun, files;
// A workbook is written by one thread from its beginning to its end.
static _Thread_local unsigned long failures;

unsigned long part_streams(void) { return atomic_load(&begun); }

unsigned long part_files(void) { return atomic_load(&files); }

unsigned long failed_streams(void) { return failures; }

/// A new file in `folder` that nobody can find by a name, so that a run that is killed leaves none behind; -1 and errno
/// where there can be none.
static int nameless_file(const char *folder) {
  if (folder == NULL) folder = getenv("TMPDIR");
  if (folder == NULL || *folder == 0) folder = "/tmp";
  int descriptor = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (descriptor >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL)) return descriptor;
  // A file system that knows no files without names.
  static const char name[] = "/partXXXXXX";
  char *path = malloc(strlen(folder) + sizeof name);
  if (path == NULL) return -1;
  strcat(strcpy(path, folder), name);
  descriptor = mkostemp(path, O_CLOEXEC);
  if (descriptor >= 0) unlink(path);
  free(path);
  return descriptor;
}

static bool write_all(int descriptor, const char *bytes, size_t count, off_t offset) {
  while (count > 0) {
    ssize_t done = pwrite(descriptor, bytes, count, offset);
    if (done < 0 && errno == EINTR) continue;
    if (done == 0) errno = ENOSPC;
    if (done <= 0) return false;
    bytes += done, count -= (size_t)done, offset += done;
  }
  return true;
}

/// Moves the part into a file.
static bool spill(Part *part) {
  int descriptor = nameless_file(part->folder);
  if (descriptor < 0) return false;
  if (!write_all(descriptor, part->bytes, (size_t)part->length, 0)) {
    int why = errno;
    close(descriptor);
    errno = why;
    return false;
  }
  atomic_fetch_add(&files, 1);
  free(part->bytes);
  part->bytes = NULL;
  part->descriptor = descriptor;
  return true;
}

/// Makes room for `end` bytes in memory.
static bool make_room(Part *part, size_t end) {
  if (end <= part->room) return true;
  size_t room = part->room == 0 ? first_room : part->room;
  while (room < end) room *= 2;
  char *bytes = realloc(part->bytes, room);
  if (bytes == NULL) return false;
  part->bytes = bytes, part->room = room;
  return true;
}

static ssize_t put(void *cookie, const char *bytes, size_t count) {
  Part *part = cookie;
  off_t end = part->position + (off_t)count;
  bool is_written = (part->descriptor >= 0 || end <= most_in_memory || spill(part));
  if (is_written && part->descriptor >= 0) {
    is_written = write_all(part->descriptor, bytes, count, part->position);
  } else if (is_written) {
    is_written = make_room(part, (size_t)end);
    if (is_written) {
      // Nothing of the library seeks beyond an end; what would lie between is then not left to chance.
      if (part->position > part->length) memset(part->bytes + part->length, 0, (size_t)(part->position - part->length));
      memcpy(part->bytes + part->position, bytes, count);
    }
  }
  if (!is_written) {
    failures++;
    return 0;
  }
  part->position = end;
  if (end > part->length) part->length = end;
  return (ssize_t)count;
}

static ssize_t get(void *cookie, char *bytes, size_t count) {
  Part *part = cookie;
  off_t left = part->length - part->position;
  if (left <= 0) return 0;
  if ((off_t)count > left) count = (size_t)left;
  if (part->descriptor < 0) {
    memcpy(bytes, part->bytes + part->position, count);
  } else {
    ssize_t done;
    do done = pread(part->descriptor, bytes, count, part->position);
    while (done < 0 && errno == EINTR);
    // The file was longer a moment ago: an early end is a failure, too.
    if (done <= 0) {
      if (done == 0) errno = EIO;
      failures++;
      return -1;
    }
    count = (size_t)done;
  }
  part->position += (off_t)count;
  return (ssize_t)count;
}

static int seek(void *cookie, off64_t *offset, int whence) {
  Part *part = cookie;
  off64_t from = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? part->position : part->length;
  if (from + *offset < 0) {
    errno = EINVAL;
    return -1;
  }
  part->position = from + *offset;
  *offset = part->position;
  return 0;
}

static int end(void *cookie) {
  Part *part = cookie;
  int result = part->descriptor < 0 ? 0 : close(part->descriptor);
  if (result != 0) failures++;
  free(part->bytes);
  free(part->folder);
  free(part->buffer);
  free(part);
  return result;
}

/// Stands for the function of libxlsxwriter: a new stream for a part, to be written, rewound and read; NULL and errno
/// where there can be none. `folder` is where a large part lies; NULL is the folder for temporary files.
FILE *lxw_tmpfile(const char *folder) {
  Part *part = calloc(1, sizeof *part);
  if (part == NULL) return NULL;
  part->descriptor = -1;
  part->folder = folder == NULL ? NULL : strdup(folder);
  part->buffer = malloc(stream_buffer);
  bool is_made = part->buffer != NULL && (folder == NULL || part->folder != NULL);
  FILE *stream =
      is_made ? fopencookie(part, "w+", (cookie_io_functions_t){.read = get, .write = put, .seek = seek, .close = end})
              : NULL;
  if (stream == NULL) {
    free(part->folder);
    free(part->buffer);
    free(part);
    return NULL;
  }
  setvbuf(stream, part->buffer, _IOFBF, stream_buffer);
  // A workbook is written by one thread: nobody waits for its streams, and each of a row's many small prints would lock them.
  __fsetlocking(stream, FSETLOCKING_BYCALLER);
  atomic_fetch_add(&begun, 1);
  return stream;
}
