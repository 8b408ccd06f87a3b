#define _GNU_SOURCE
#include "CPlatform.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

// MARK: - Signal pipe

static int pipe_ends[2] = {-1, -1};
static struct sigaction pipe_previous[NSIG];
static int pipe_signals[NSIG];
static size_t pipe_count;

// Nothing but an error EINTR for whatever waits.
static void note_alarm(int number) {
    (void)number;
    alarm(1);
}

static void note_signal(int number) {
    int error = errno;
    uint8_t byte = (uint8_t)number;
    // A full pipe already holds what the loop needs to know.
    ssize_t written = write(pipe_ends[1], &byte, 1);
    (void)written;
    errno = error;
}

static void note_ending(int number) {
    note_signal(number);
    alarm(1);
}

static int add_to_pipe(int number, void (*handler)(int)) {
    struct sigaction action = {.sa_handler = handler};
    sigfillset(&action.sa_mask);
    if (sigaction(number, &action, &pipe_previous[pipe_count]) != 0) return -errno;
    pipe_signals[pipe_count++] = number;
    return 0;
}

int cp_open_signal_pipe(const int *signals, size_t count, const int *endings, size_t ending_count) {
    if (pipe_ends[0] >= 0) return -EBUSY;
    if (count + ending_count + 1 > NSIG) return -EINVAL;
    if (pipe2(pipe_ends, O_CLOEXEC | O_NONBLOCK) != 0) return -errno;
    pipe_count = 0;
    int error = add_to_pipe(SIGALRM, note_alarm);
    for (size_t i = 0; i < count && error == 0; i++) error = add_to_pipe(signals[i], note_signal);
    for (size_t i = 0; i < ending_count && error == 0; i++) error = add_to_pipe(endings[i], note_ending);
    if (error != 0) {
        cp_close_signal_pipe();
        return error;
    }
    return pipe_ends[0];
}

void cp_close_signal_pipe(void) {
    alarm(0);
    for (size_t i = 0; i < pipe_count; i++) sigaction(pipe_signals[i], &pipe_previous[i], NULL);
    pipe_count = 0;
    for (int i = 0; i < 2; i++) {
        if (pipe_ends[i] >= 0) close(pipe_ends[i]);
        pipe_ends[i] = -1;
    }
}

// MARK: - Crash guard

static const int fatal_signals[] = {SIGSEGV, SIGILL, SIGTRAP, SIGBUS, SIGFPE, SIGABRT};
enum { fatal_count = sizeof fatal_signals / sizeof *fatal_signals };

static struct sigaction guard_previous[fatal_count];
static struct termios guard_settings;
static uint8_t guard_leave[256];
static size_t guard_length;
static int guard_terminal = -1;
static atomic_int guard_armed;

// Only async-signal-safe calls from here on (signal-safety(7)).
static void crashed(int number, siginfo_t *information, void *context) {
    (void)context;
    if (atomic_exchange(&guard_armed, 0) == 1) {
        const uint8_t *rest = guard_leave;
        size_t left = guard_length;
        while (left > 0) {
            ssize_t written = write(guard_terminal, rest, left);
            if (written < 0 && errno == EINTR) continue;
            if (written <= 0) break;
            rest += written;
            left -= (size_t)written;
        }
        cp_restore_terminal(guard_terminal, &guard_settings);
    }
    for (int i = 0; i < fatal_count; i++) sigaction(fatal_signals[i], &guard_previous[i], NULL);
    // A fault comes again by itself when the instruction runs again; what was sent must be sent again.
    if (information->si_code <= 0) raise(number);
}

int cp_install_crash_guard(int terminal, const uint8_t *leave, size_t length) {
    if (atomic_load(&guard_armed) != 0) return -EBUSY;
    if (length > sizeof guard_leave) return -EINVAL;
    if (tcgetattr(terminal, &guard_settings) != 0) return -errno;
    memcpy(guard_leave, leave, length);
    guard_length = length;
    guard_terminal = terminal;
    struct sigaction action = {.sa_sigaction = crashed, .sa_flags = SA_SIGINFO | SA_ONSTACK};
    sigemptyset(&action.sa_mask);
    for (int i = 0; i < fatal_count; i++) sigaction(fatal_signals[i], &action, &guard_previous[i]);
    atomic_store(&guard_armed, 1);
    return 0;
}

void cp_remove_crash_guard(void) {
    if (atomic_exchange(&guard_armed, 0) != 1) return;
    for (int i = 0; i < fatal_count; i++) sigaction(fatal_signals[i], &guard_previous[i], NULL);
}
