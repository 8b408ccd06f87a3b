#define _GNU_SOURCE
#include "CPlatform.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

int cp_window_size(int terminal, uint16_t *columns, uint16_t *rows) {
    struct winsize size;
    if (ioctl(terminal, TIOCGWINSZ, &size) != 0) return -errno;
    *columns = size.ws_col;
    *rows = size.ws_row;
    return 0;
}

int cp_set_window_size(int terminal, uint16_t columns, uint16_t rows) {
    struct winsize size = {.ws_row = rows, .ws_col = columns};
    return ioctl(terminal, TIOCSWINSZ, &size) == 0 ? 0 : -errno;
}

int cp_make_raw(int terminal, const struct termios *saved) {
    struct termios raw = *saved;
    cfmakeraw(&raw);
    raw.c_cc[VMIN] = 1;
    raw.c_cc[VTIME] = 0;
    return tcsetattr(terminal, TCSANOW, &raw) == 0 ? 0 : -errno;
}

int cp_restore_terminal(int terminal, const struct termios *saved) {
    // From the background the call would stop the process instead.
    struct sigaction ignore = {.sa_handler = SIG_IGN}, previous;
    sigaction(SIGTTOU, &ignore, &previous);
    int error = tcsetattr(terminal, TCSANOW, saved) == 0 ? 0 : -errno;
    sigaction(SIGTTOU, &previous, NULL);
    return error;
}

int cp_open_pty(uint16_t columns, uint16_t rows, char *name, size_t capacity) {
    int terminal = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (terminal < 0) return -errno;
    int error = 0;
    if (grantpt(terminal) != 0 || unlockpt(terminal) != 0) error = -errno;
    if (error == 0) error = -ptsname_r(terminal, name, capacity);
    if (error == 0) error = cp_set_window_size(terminal, columns, rows);
    if (error != 0) {
        close(terminal);
        return error;
    }
    return terminal;
}
