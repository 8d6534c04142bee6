#define _GNU_SOURCE
#include "CDeflateLevel.h"

#include <dlfcn.h>
#include <stdatomic.h>
#include <stddef.h>

// zlib.h need not be installed: the stream is only handed on.
typedef int (*deflate_init)(void *, int, int, int, int, int, const char *, int);

static atomic_ulong members;

unsigned long deflate_members(void) { return atomic_load(&members); }

// The program's own definition comes before the library's when symbols are looked up, so minizip's call ends
// here. Whoever asks for the default level gets ours; any other level stays.
int deflateInit2_(void *stream, int level, int method, int window_bits, int memory_level, int strategy,
                  const char *version, int stream_size) {
  enum { default_level = -1, stream_error = -2 };
  deflate_init library = (deflate_init)dlsym(RTLD_NEXT, "deflateInit2_");
  if (library == NULL) return stream_error;
  if (level == default_level) {
    level = deflate_level;
    atomic_fetch_add(&members, 1);
  }
  return library(stream, level, method, window_bits, memory_level, strategy, version, stream_size);
}
