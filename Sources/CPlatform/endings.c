#define _GNU_SOURCE
#include "CPlatform.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <unistd.h>

static int pipe_end = -1;
static atomic_int heard;

// Only async-signal-safe calls here (signal-safety(7)).
static void hear(int number) {
    int error = errno;
    atomic_store(&heard, number);
    uint8_t byte = (uint8_t)number;
    // A full pipe has woken its reader already.
    ssize_t written = write(pipe_end, &byte, 1);
    (void)written;
    errno = error;
}

int cp_watch_endings(void) {
    if (pipe_end >= 0) return -EBUSY;
    int ends[2];
    if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0) return -errno;
    pipe_end = ends[1];
    struct sigaction action = {.sa_handler = hear, .sa_flags = SA_RESTART};
    sigfillset(&action.sa_mask);
    if (sigaction(SIGTERM, &action, NULL) != 0 || sigaction(SIGINT, &action, NULL) != 0) {
        int error = errno;
        signal(SIGTERM, SIG_DFL);
        pipe_end = -1;
        close(ends[0]);
        close(ends[1]);
        return -error;
    }
    return ends[0];
}

int cp_heard_ending(void) { return atomic_load(&heard); }
