#define _GNU_SOURCE
#include "CPlatform.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <time.h>
#include <unistd.h>

static const int fatal_signals[] = {SIGSEGV, SIGILL, SIGTRAP, SIGBUS, SIGFPE, SIGABRT};
enum { fatal_count = sizeof fatal_signals / sizeof *fatal_signals };

static struct sigaction previous[fatal_count];
static int pipe_end = -1;
static int former_errors = -1;
static atomic_int armed;

static void put_back(void) {
    for (int i = 0; i < fatal_count; i++) sigaction(fatal_signals[i], &previous[i], NULL);
}

// Only async-signal-safe calls here (signal-safety(7)).
static void keep_last_words(int number, siginfo_t *information, void *context) {
    (void)context;
    int error = errno;
    if (atomic_exchange(&armed, 0) == 1) {
        dup2(former_errors, STDERR_FILENO);
        uint8_t bytes[4096];
        for (int i = 0; i < 256; i++) {
            ssize_t count = read(pipe_end, bytes, sizeof bytes);
            if (count <= 0) break;
            ssize_t written = write(former_errors, bytes, (size_t)count);
            (void)written;
        }
        // The thread that reads the pipe may hold the words and be about to write them down; the runtime stops it soon.
        struct timespec moment = {.tv_nsec = 10 * 1000 * 1000};
        nanosleep(&moment, NULL);
    }
    put_back();
    errno = error;
    // A fault comes again by itself when the instruction runs again; what was sent must be sent again.
    if (information->si_code <= 0) raise(number);
}

int cp_capture_errors(int *reading, int *former) {
    if (atomic_load(&armed) != 0) return -EBUSY;
    int ends[2];
    if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0) return -errno;
    int kept = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
    if (kept < 0 || dup2(ends[1], STDERR_FILENO) < 0) {
        int error = errno;
        if (kept >= 0) close(kept);
        close(ends[0]);
        close(ends[1]);
        return -error;
    }
    close(ends[1]);
    pipe_end = ends[0];
    former_errors = kept;
    struct sigaction action = {.sa_sigaction = keep_last_words, .sa_flags = SA_SIGINFO | SA_ONSTACK};
    sigemptyset(&action.sa_mask);
    for (int i = 0; i < fatal_count; i++) sigaction(fatal_signals[i], &action, &previous[i]);
    atomic_store(&armed, 1);
    *reading = ends[0];
    *former = kept;
    return 0;
}

void cp_release_errors(int former) {
    if (atomic_exchange(&armed, 0) == 1) put_back();
    dup2(former, STDERR_FILENO);
}
