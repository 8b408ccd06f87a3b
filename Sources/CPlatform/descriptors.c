#define _GNU_SOURCE
#include "CPlatform.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

int cp_memory_file(const char *name, FILE **stream) {
    int descriptor = memfd_create(name, MFD_CLOEXEC);
    if (descriptor < 0) return -errno;
    *stream = fdopen(descriptor, "w");
    if (*stream == NULL) {
        int error = errno;
        close(descriptor);
        return -error;
    }
    return descriptor;
}

int cp_raise_descriptor_limit(uint64_t *limit) {
    struct rlimit present;
    if (getrlimit(RLIMIT_NOFILE, &present) != 0) return -errno;
    *limit = present.rlim_cur;
    if (present.rlim_cur == present.rlim_max) return 0;
    present.rlim_cur = present.rlim_max;
    if (setrlimit(RLIMIT_NOFILE, &present) != 0) return -errno;
    *limit = present.rlim_cur;
    return 0;
}

int cp_peer(int descriptor, uid_t *user, pid_t *process) {
    struct ucred credentials;
    socklen_t length = sizeof credentials;
    if (getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &credentials, &length) != 0) return -errno;
    *user = credentials.uid;
    *process = credentials.pid;
    return 0;
}

int cp_open_pipe(int *reading, int *writing) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) return -errno;
    *reading = ends[0];
    *writing = ends[1];
    return 0;
}
