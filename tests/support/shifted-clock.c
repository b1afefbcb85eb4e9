/*
 * Loaded before the C library (LD_PRELOAD): the wall clock is as many seconds ahead as the file CLOCK_SHIFT says, a
 * little-endian number of 8 bytes that may change at any time.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static volatile int64_t *shift;

__attribute__((constructor)) static void set_up(void) {
	const char *path = getenv("CLOCK_SHIFT");
	int fd = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
	if (fd < 0) return;
	void *shared = mmap(NULL, sizeof *shift, PROT_READ, MAP_SHARED, fd, 0);
	if (shared != MAP_FAILED) shift = shared;
	close(fd);
}

int clock_gettime(clockid_t clock, struct timespec *now) {
	int result = (int)syscall(SYS_clock_gettime, clock, now);
	if (result == 0 && shift && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) now->tv_sec += *shift;
	return result;
}

int gettimeofday(struct timeval *now, void *zone) {
	int result = (int)syscall(SYS_gettimeofday, now, zone);
	if (result == 0 && shift) now->tv_sec += *shift;
	return result;
}
