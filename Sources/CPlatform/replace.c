#define _GNU_SOURCE
#include "CPlatform.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

enum { most_kept = 64 };

static void mark(int descriptor) {
    // One that is not open has nothing to be marked.
    int flags = fcntl(descriptor, F_GETFD);
    if (flags >= 0) (void)fcntl(descriptor, F_SETFD, flags | FD_CLOEXEC);
}

void cp_close_on_exec(int lowest, int one_by_one) {
    if (!one_by_one && close_range((unsigned)lowest, ~0U, CLOSE_RANGE_CLOEXEC) == 0) return;
    DIR *folder = opendir("/proc/self/fd");
    if (folder != NULL) {
        for (struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
            int descriptor = atoi(entry->d_name);
            if (descriptor >= lowest) mark(descriptor);
        }
        closedir(folder);
        return;
    }
    struct rlimit limit;
    int end = getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < 1 << 20 ? (int)limit.rlim_cur : 1 << 20;
    for (int descriptor = lowest; descriptor < end; descriptor++) mark(descriptor);
}

int cp_replace_process(const char *path, char *const argv[], char *const envp[], int *kept, size_t count) {
    if (count > most_kept) return -EINVAL;
    if (access(path, X_OK) != 0) return -errno;
    // First above all that is to come, so that none is overwritten before it is moved.
    int moved[most_kept];
    for (size_t i = 0; i < count; i++) {
        moved[i] = fcntl(kept[i], F_DUPFD_CLOEXEC, 3 + (int)count);
        if (moved[i] < 0) {
            int error = errno;
            while (i > 0) close(moved[--i]);
            return -error;
        }
    }
    // From here on a signal either has been heard, or ends this process, or the next program.
    signal(SIGTERM, SIG_DFL);
    signal(SIGINT, SIG_DFL);
    signal(SIGHUP, SIG_IGN);
    // With a table of its own for this thread (Linux 5.11): what another closes late, by a number that is given away here,
    // or waits for, stays as it was.
    if (close_range(3, ~0U, CLOSE_RANGE_UNSHARE | CLOSE_RANGE_CLOEXEC) != 0) cp_close_on_exec(3, 1);
    for (size_t i = 0; i < count; i++) {
        if (dup2(moved[i], 3 + (int)i) >= 0) continue;
        int error = errno;
        for (size_t j = 0; j < count; j++) kept[j] = moved[j];
        return -error;
    }
    sigset_t none;
    sigemptyset(&none);
    pthread_sigmask(SIG_SETMASK, &none, NULL);
    int error = ECANCELED;
    if (cp_heard_ending() == 0) {
        execve(path, argv, envp);
        error = errno;
    }
    for (size_t i = 0; i < count; i++) {
        close(moved[i]);
        kept[i] = 3 + (int)i;
    }
    return -error;
}
