// Refuses one call to the operating system: the FAULT_AT-th of those that concern what lies below FAULT_ROOT (and standard
// input and output), with FAULT_ERRNO. Loaded into the program (LD_PRELOAD), it has the kernel hand over every such call,
// whoever makes it: the program, its libraries, or the C library's own streams. The number of calls goes to FAULT_COUNT when
// the program ends, and what was refused to FAULT_LOG.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

// The sixth argument of the shim's own calls, by which the filter knows them.
enum { own = 0x6661756c };

// How a call names what it works on.
enum named { by_path = 1, by_folder = 2, by_file = 4, by_two_folders = 8, by_two_paths = 16 };

struct call {
  long number;
  int named;
  const char *name;
};

static const struct call calls[] = {
#ifdef SYS_open
  {SYS_open, by_path, "open"},
  {SYS_mkdir, by_path, "mkdir"},
  {SYS_rmdir, by_path, "rmdir"},
  {SYS_unlink, by_path, "unlink"},
  {SYS_rename, by_two_paths, "rename"},
  {SYS_link, by_two_paths, "link"},
  {SYS_stat, by_path, "stat"},
  {SYS_lstat, by_path, "lstat"},
  {SYS_access, by_path, "access"},
  {SYS_readlink, by_path, "readlink"},
#endif
  {SYS_openat, by_folder, "openat"},
  {SYS_mkdirat, by_folder, "mkdirat"},
  {SYS_unlinkat, by_folder, "unlinkat"},
  {SYS_renameat2, by_two_folders, "renameat2"},
  {SYS_linkat, by_two_folders, "linkat"},
  {SYS_newfstatat, by_folder, "newfstatat"},
  {SYS_statx, by_folder, "statx"},
  {SYS_faccessat, by_folder, "faccessat"},
  {SYS_readlinkat, by_folder, "readlinkat"},
  {SYS_read, by_file, "read"},
  {SYS_pread64, by_file, "pread"},
  {SYS_readv, by_file, "readv"},
  {SYS_write, by_file, "write"},
  {SYS_pwrite64, by_file, "pwrite"},
  {SYS_writev, by_file, "writev"},
  {SYS_lseek, by_file, "lseek"},
  {SYS_ftruncate, by_file, "ftruncate"},
  {SYS_fsync, by_file, "fsync"},
  {SYS_fdatasync, by_file, "fdatasync"},
  {SYS_syncfs, by_file, "syncfs"},
  {SYS_flock, by_file, "flock"},
  {SYS_fchmod, by_file, "fchmod"},
  {SYS_getdents64, by_file, "getdents"},
  {SYS_fstat, by_file, "fstat"},
  {SYS_close, by_file, "close"},
};
enum { kinds = sizeof calls / sizeof calls[0] };

static const char *root = "";
static const char *log_file = "";
static const char *count_file = "";
static long refused_call;
static int refusal;
static atomic_long met;

#ifdef __x86_64__
enum { architecture = AUDIT_ARCH_X86_64 };
static long plain(long number, long a, long b, long c, long d, long e) {
  long result;
  register long r10 __asm__("r10") = d;
  register long r8 __asm__("r8") = e;
  register long r9 __asm__("r9") = own;
  __asm__ volatile("syscall"
                   : "=a"(result)
                   : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
                   : "rcx", "r11", "memory");
  return result;
}
#define ARGUMENT(context, n) \
  ((context)->uc_mcontext.gregs[(const int[]){REG_RDI, REG_RSI, REG_RDX, REG_R10, REG_R8}[n]])
#define RESULT(context) ((context)->uc_mcontext.gregs[REG_RAX])
#else
enum { architecture = AUDIT_ARCH_AARCH64 };
static long plain(long number, long a, long b, long c, long d, long e) {
  register long x8 __asm__("x8") = number;
  register long x0 __asm__("x0") = a;
  register long x1 __asm__("x1") = b;
  register long x2 __asm__("x2") = c;
  register long x3 __asm__("x3") = d;
  register long x4 __asm__("x4") = e;
  register long x5 __asm__("x5") = own;
  __asm__ volatile("svc 0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5) : "memory");
  return x0;
}
#define ARGUMENT(context, n) ((long)(context)->uc_mcontext.regs[n])
#define RESULT(context) ((context)->uc_mcontext.regs[0])
#endif

static size_t length(const char *text) {
  size_t count = 0;
  while (text[count] != 0) count++;
  return count;
}

static int is_below_root(const char *path) {
  size_t count = length(root);
  return count > 0 && strncmp(path, root, count) == 0 && (path[count] == '/' || path[count] == 0);
}

// The path of an open file or folder; empty where it has none.
static void describe(long descriptor, char path[4096]) {
  char link[40] = "/proc/self/fd/";
  size_t end = length(link);
  path[0] = 0;
  if (descriptor < 0) return;
  char digits[20];
  int count = 0;
  do digits[count++] = (char)('0' + descriptor % 10);
  while ((descriptor /= 10) > 0);
  while (count > 0) link[end++] = digits[--count];
  link[end] = 0;
  long got = plain(SYS_readlinkat, AT_FDCWD, (long)link, (long)path, 4095, 0);
  path[got > 0 ? got : 0] = 0;
}

static int concerns_path(long folder, const char *path, char told[4096]) {
  if (path == NULL) return 0;
  size_t end = 0;
  if (*path != '/' || strncmp(path, "/proc/self/fd/", 14) == 0) {
    // Below a folder that is open already, as the program names it to libraries.
    long number = folder;
    const char *rest = path;
    if (*path == '/') {
      number = 0;
      rest = path + 14;
      while (*rest >= '0' && *rest <= '9') number = number * 10 + (*rest++ - '0');
    } else if (folder == AT_FDCWD) {
      return 0;
    }
    describe(number, told);
    end = length(told);
    if (end > 0 && *rest != '/' && *rest != 0) told[end++] = '/';
    path = rest;
  }
  size_t count = length(path);
  if (end + count > 4095) count = 4095 - end;
  memcpy(told + end, path, count);
  told[end + count] = 0;
  return is_below_root(told);
}

static int concerns(const struct call *call, ucontext_t *context, char told[4096]) {
  switch (call->named) {
  case by_path: return concerns_path(AT_FDCWD, (const char *)ARGUMENT(context, 0), told);
  case by_folder: return concerns_path((int)ARGUMENT(context, 0), (const char *)ARGUMENT(context, 1), told);
  case by_two_paths: return concerns_path(AT_FDCWD, (const char *)ARGUMENT(context, 1), told);
  case by_two_folders:
    return concerns_path((int)ARGUMENT(context, 2), (const char *)ARGUMENT(context, 3), told);
  default: {
    int number = (int)ARGUMENT(context, 0);
    describe(number, told);
    return number == 0 || number == 1 || is_below_root(told);
  }
  }
}

static void note(const char *file, int flags, const char *text) {
  if (*file == 0) return;
  long opened = plain(SYS_openat, AT_FDCWD, (long)file, O_WRONLY | O_CREAT | flags, 0600, 0);
  plain(SYS_write, opened, (long)text, (long)length(text), 0, 0);
  plain(SYS_close, opened, 0, 0, 0, 0);
}

static void met_call(int signal, siginfo_t *info, void *state) {
  ucontext_t *context = state;
  int saved = errno;
  (void)signal;
  const struct call *call = NULL;
  for (int kind = 0; kind < kinds; kind++) {
    if (calls[kind].number == info->si_syscall) call = &calls[kind];
  }
  char told[4096];
  int is_hit = call != NULL && concerns(call, context, told) && atomic_fetch_add(&met, 1) + 1 == refused_call;
  if (is_hit) {
    note(log_file, O_APPEND, call->name);
    note(log_file, O_APPEND, " ");
    note(log_file, O_APPEND, is_below_root(told) ? told + length(root) : told);
  }
  // A file is closed even where closing tells of an error.
  long result = 0;
  if (!is_hit || call->number == SYS_close) {
    result = plain(info->si_syscall, ARGUMENT(context, 0), ARGUMENT(context, 1), ARGUMENT(context, 2),
                   ARGUMENT(context, 3), ARGUMENT(context, 4));
  }
  RESULT(context) = is_hit ? -refusal : result;
  errno = saved;
}

static const char *setting(const char *name) {
  const char *value = getenv(name);
  return value == NULL ? "" : value;
}

__attribute__((constructor)) static void begin(void) {
  root = setting("FAULT_ROOT");
  log_file = setting("FAULT_LOG");
  count_file = setting("FAULT_COUNT");
  refused_call = atol(setting("FAULT_AT"));
  refusal = atoi(setting("FAULT_ERRNO"));
  if (*root == 0) return;

  struct sigaction action = {0};
  action.sa_sigaction = met_call;
  action.sa_flags = SA_SIGINFO | SA_NODEFER | SA_RESTART;
  sigaction(SIGSYS, &action, NULL);

  struct sock_filter filter[8 + kinds];
  int end = 0;
  filter[end++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch));
  filter[end++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, architecture, 1, 0);
  filter[end++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
  filter[end++] = (struct sock_filter)BPF_STMT(
    BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args) + 5 * sizeof(uint64_t));
  filter[end++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, own, kinds + 1, 0);
  filter[end++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
  for (int kind = 0; kind < kinds; kind++) {
    filter[end++] = (struct sock_filter)BPF_JUMP(
      BPF_JMP | BPF_JEQ | BPF_K, (unsigned)calls[kind].number, (unsigned char)(kinds - kind), 0);
  }
  filter[end++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
  filter[end++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRAP);
  struct sock_fprog program = {(unsigned short)end, filter};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0) {
    _exit(99);
  }
}

__attribute__((destructor)) static void tell(void) {
  char text[32];
  snprintf(text, sizeof text, "%ld\n", atomic_load(&met));
  if (*root != 0) note(count_file, O_TRUNC, text);
}
