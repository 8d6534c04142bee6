// Fails one call to the operating system: the FAULT_AT-th of those that concern what lies below FAULT_ROOT, with FAULT_ERRNO.
// Loaded before the C library (LD_PRELOAD). At the end of the program the number of such calls goes to FAULT_COUNT.
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static atomic_long calls;

static const char *setting(const char *name) {
  const char *value = getenv(name);
  return value == NULL ? "" : value;
}

// True where a path, or what an open file is, lies below the root.
static int concerns(const char *path) {
  const char *root = setting("FAULT_ROOT");
  if (path == NULL || *root == 0) return 0;
  // A folder that is open already, as the program names it to libraries.
  if (strncmp(path, "/proc/self/fd/", 14) == 0) return 1;
  if (*path != '/') return 0;
  return strncmp(path, root, strlen(root)) == 0;
}

static int concerns_file(int descriptor) {
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return concerns(path);
}

static int is_written(int descriptor) {
  int flags = fcntl(descriptor, F_GETFL);
  return flags >= 0 && (flags & O_ACCMODE) != O_RDONLY;
}

// Counts a call; true where it is the one to fail.
static int fails(const char *what) {
  long number = atomic_fetch_add(&calls, 1) + 1;
  if (number != atol(setting("FAULT_AT"))) return 0;
  const char *log = setting("FAULT_LOG");
  if (*log != 0) {
    int saved = open(log, O_WRONLY | O_CREAT | O_APPEND, 0600);
    (void)!syscall(SYS_write, saved, what, strlen(what));
    syscall(SYS_close, saved);
  }
  errno = atoi(setting("FAULT_ERRNO"));
  return 1;
}

__attribute__((destructor)) static void tell(void) {
  const char *file = setting("FAULT_COUNT");
  if (*file == 0) return;
  char text[32];
  int length = snprintf(text, sizeof text, "%ld\n", atomic_load(&calls));
  int descriptor = (int)syscall(SYS_openat, AT_FDCWD, file, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  (void)!syscall(SYS_write, descriptor, text, length);
  syscall(SYS_close, descriptor);
}

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static int opened(const char *name, const char *path, int flags, mode_t mode) {
  int (*next)(const char *, int, ...) = (int (*)(const char *, int, ...))dlsym(RTLD_NEXT, name);
  if (concerns(path) && fails("open ")) return -1;
  return next(path, flags, mode);
}

int open(const char *path, int flags, ...) {
  va_list list;
  va_start(list, flags);
  mode_t mode = va_arg(list, mode_t);
  va_end(list);
  return opened("open", path, flags, mode);
}

int open64(const char *path, int flags, ...) {
  va_list list;
  va_start(list, flags);
  mode_t mode = va_arg(list, mode_t);
  va_end(list);
  return opened("open64", path, flags, mode);
}

FILE *fopen(const char *path, const char *mode) {
  if (concerns(path) && fails("fopen ")) return NULL;
  return NEXT(fopen)(path, mode);
}

FILE *fopen64(const char *path, const char *mode) {
  if (concerns(path) && fails("fopen ")) return NULL;
  return NEXT(fopen64)(path, mode);
}

DIR *opendir(const char *path) {
  if (concerns(path) && fails("opendir ")) return NULL;
  return NEXT(opendir)(path);
}

int mkdir(const char *path, mode_t mode) {
  if (concerns(path) && fails("mkdir ")) return -1;
  return NEXT(mkdir)(path, mode);
}

ssize_t write(int descriptor, const void *bytes, size_t count) {
  if (concerns_file(descriptor) && fails("write ")) return -1;
  return NEXT(write)(descriptor, bytes, count);
}

ssize_t pread(int descriptor, void *bytes, size_t count, off_t offset) {
  if (concerns_file(descriptor) && fails("pread ")) return -1;
  return NEXT(pread)(descriptor, bytes, count, offset);
}

ssize_t read(int descriptor, void *bytes, size_t count) {
  if (concerns_file(descriptor) && fails("read ")) return -1;
  return NEXT(read)(descriptor, bytes, count);
}

size_t fwrite(const void *bytes, size_t size, size_t count, FILE *file) {
  if (concerns_file(fileno(file)) && fails("fwrite ")) return 0;
  return NEXT(fwrite)(bytes, size, count, file);
}

int fputs(const char *text, FILE *file) {
  if (concerns_file(fileno(file)) && fails("fputs ")) return EOF;
  return NEXT(fputs)(text, file);
}

int fflush(FILE *file) {
  if (file != NULL && concerns_file(fileno(file)) && fails("fflush ")) return EOF;
  return NEXT(fflush)(file);
}

int fclose(FILE *file) {
  int is_hit = concerns_file(fileno(file)) && is_written(fileno(file)) && fails("fclose ");
  int saved = errno;
  int result = NEXT(fclose)(file);
  if (!is_hit) return result;
  errno = saved;
  return EOF;
}

int close(int descriptor) {
  int is_hit = concerns_file(descriptor) && is_written(descriptor) && fails("close ");
  int saved = errno;
  int result = NEXT(close)(descriptor);
  if (!is_hit) return result;
  errno = saved;
  return -1;
}

int fsync(int descriptor) {
  if (concerns_file(descriptor) && fails("fsync ")) return -1;
  return NEXT(fsync)(descriptor);
}

int syncfs(int descriptor) {
  if (concerns_file(descriptor) && fails("syncfs ")) return -1;
  return NEXT(syncfs)(descriptor);
}

int rename(const char *old, const char *new) {
  if (concerns(new) && fails("rename ")) return -1;
  return NEXT(rename)(old, new);
}

int renameat2(int old_folder, const char *old, int new_folder, const char *new, unsigned flags) {
  if (concerns(new) && fails("renameat2 ")) return -1;
  return NEXT(renameat2)(old_folder, old, new_folder, new, flags);
}

int linkat(int old_folder, const char *old, int new_folder, const char *new, int flags) {
  if (concerns(new) && fails("linkat ")) return -1;
  return NEXT(linkat)(old_folder, old, new_folder, new, flags);
}
