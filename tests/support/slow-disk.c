/* Loaded before the C library (LD_PRELOAD): each sync of a file below SLOW_SYNC_FOLDER takes SLOW_SYNC_MS longer. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void wait_for_disk(int fd) {
	const char *folder = getenv("SLOW_SYNC_FOLDER");
	const char *milliseconds = getenv("SLOW_SYNC_MS");
	if (!folder || !milliseconds) return;
	char link[64], path[4096];
	snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
	ssize_t length = readlink(link, path, sizeof path - 1);
	if (length <= 0) return;
	path[length] = 0;
	if (strncmp(path, folder, strlen(folder)) == 0) usleep((useconds_t)atoi(milliseconds) * 1000);
}

int fsync(int fd) {
	static int (*real)(int);
	if (!real) real = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
	wait_for_disk(fd);
	return real(fd);
}

int fdatasync(int fd) {
	static int (*real)(int);
	if (!real) real = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
	wait_for_disk(fd);
	return real(fd);
}
