/*
 * Loaded before the C library (LD_PRELOAD): a disk in trouble, for the files below DISK_FOLDER.
 *
 * DISK_SYNC_MS    each sync takes so much longer.
 * DISK_READ_ONLY  while this file exists, whatever would change the disk fails with EROFS.
 * DISK_LOG        every change and every sync is appended to this file in the order in which it took effect:
 *                 kind (w written, t cut to a length, s synced), then, little-endian, the length of the path (2 bytes),
 *                 the offset (8) and the length of the data (4), then the path and the data.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define REAL(type, name, ...) \
	static type (*real)(__VA_ARGS__); \
	if (!real) real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

struct __attribute__((packed)) head {
	char kind;
	uint16_t path_length;
	uint64_t offset;
	uint32_t data_length;
};

static const char *folder, *read_only;
static long sync_ms;
static int log_fd = -1;
/* What takes effect and its line in the log belong together. */
static pthread_mutex_t order = PTHREAD_MUTEX_INITIALIZER;

__attribute__((constructor)) static void set_up(void) {
	folder = getenv("DISK_FOLDER");
	read_only = getenv("DISK_READ_ONLY");
	sync_ms = getenv("DISK_SYNC_MS") ? atol(getenv("DISK_SYNC_MS")) : 0;
	const char *log = getenv("DISK_LOG");
	if (log) log_fd = (int)syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
}

static int is_watched(const char *path) {
	return folder && strncmp(path, folder, strlen(folder)) == 0;
}

/* Whether the file is on our disk; its path goes to `path`. */
static int is_ours(int fd, char path[4096]) {
	char link[64];
	snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
	ssize_t length = folder ? readlink(link, path, 4095) : 0;
	if (length <= 0) return 0;
	path[length] = 0;
	return is_watched(path);
}

/* Whether a change of the file is to be refused or logged; a disk that is only slow costs writes nothing. */
static int concerns(int fd, char path[4096]) {
	return (log_fd >= 0 || read_only) && is_ours(fd, path);
}

static int is_refused(void) {
	if (!read_only || access(read_only, F_OK) != 0) return 0;
	errno = EROFS;
	return 1;
}

static void note(char kind, const char *path, off_t offset, const void *data, size_t length) {
	if (log_fd < 0) return;
	int before = errno;
	struct head head = { kind, (uint16_t)strlen(path), (uint64_t)offset, (uint32_t)length };
	struct iovec parts[] = { { &head, sizeof head }, { (void *)path, strlen(path) }, { (void *)data, length } };
	if (syscall(SYS_writev, log_fd, parts, 3) < 0) abort();
	errno = before;
}

ssize_t write(int fd, const void *data, size_t length) {
	REAL(ssize_t, "write", int, const void *, size_t);
	char path[4096];
	if (!concerns(fd, path)) return real(fd, data, length);
	if (is_refused()) return -1;
	pthread_mutex_lock(&order);
	off_t offset = lseek(fd, 0, SEEK_CUR);
	ssize_t written = real(fd, data, length);
	if (written > 0) note('w', path, offset, data, (size_t)written);
	pthread_mutex_unlock(&order);
	return written;
}

ssize_t pwrite64(int fd, const void *data, size_t length, off64_t offset) {
	REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t);
	char path[4096];
	if (!concerns(fd, path)) return real(fd, data, length, offset);
	if (is_refused()) return -1;
	pthread_mutex_lock(&order);
	ssize_t written = real(fd, data, length, offset);
	if (written > 0) note('w', path, offset, data, (size_t)written);
	pthread_mutex_unlock(&order);
	return written;
}

int ftruncate64(int fd, off64_t length) {
	REAL(int, "ftruncate64", int, off64_t);
	char path[4096];
	if (!concerns(fd, path)) return real(fd, length);
	if (is_refused()) return -1;
	pthread_mutex_lock(&order);
	int result = real(fd, length);
	if (result == 0) note('t', path, length, NULL, 0);
	pthread_mutex_unlock(&order);
	return result;
}

int unlink(const char *path) {
	REAL(int, "unlink", const char *);
	return is_watched(path) && is_refused() ? -1 : real(path);
}

int open64(const char *path, int flags, ...) {
	REAL(int, "open64", const char *, int, ...);
	va_list rest;
	va_start(rest, flags);
	mode_t mode = flags & O_CREAT ? (mode_t)va_arg(rest, int) : 0;
	va_end(rest);
	int is_for_writing = flags & (O_WRONLY | O_RDWR | O_CREAT);
	return is_for_writing && is_watched(path) && is_refused() ? -1 : real(path, flags, mode);
}

static int synced(int fd, int (*real)(int)) {
	char path[4096];
	if (!is_ours(fd, path)) return real(fd);
	if (sync_ms > 0) usleep((useconds_t)sync_ms * 1000);
	if (is_refused()) return -1;
	if (log_fd < 0) return real(fd);
	pthread_mutex_lock(&order);
	int result = real(fd);
	if (result == 0) note('s', path, 0, NULL, 0);
	pthread_mutex_unlock(&order);
	return result;
}

int fsync(int fd) {
	REAL(int, "fsync", int);
	return synced(fd, real);
}

int fdatasync(int fd) {
	REAL(int, "fdatasync", int);
	return synced(fd, real);
}
