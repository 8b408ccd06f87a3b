/// ncurses with wide characters, and what its macros hide from Swift.
#pragma once

// Before curses.h: without it there are no wide characters.
#define NCURSES_WIDECHAR 1

#include <curses.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>

static inline WINDOW *cn_screen_window(void) { return stdscr; }
static inline WINDOW *cn_current_screen(void) { return curscr; }

/// Makes the three windows of the present screen the size that the screen has. `resize_term` on one screen also
/// changes the windows of all others (ncurses 6.4 keeps them in one list), and `doupdate` then runs past their ends.
/// Returns whether there was anything to mend; the screen must be painted anew then.
static inline bool cn_mend_windows(int height, int width) {
    WINDOW *const windows[] = {curscr, newscr, stdscr};
    bool mended = false;
    for (int i = 0; i < 3; i++) {
        if (getmaxy(windows[i]) == height && getmaxx(windows[i]) == width) continue;
        wresize(windows[i], height, width);
        mended = true;
    }
    if (mended) clearok(curscr, TRUE);
    return mended;
}

static inline int cn_colors(void) { return COLORS; }
static inline attr_t cn_bold(void) { return A_BOLD; }
static inline attr_t cn_dim(void) { return A_DIM; }
static inline attr_t cn_reverse(void) { return A_REVERSE; }
static inline attr_t cn_underline(void) { return A_UNDERLINE; }

/// Puts one spacing character with its marks into a cell. The colour pair goes through the extension pointer, since
/// the short argument ends at 32767. The lower right cell is drawn although the library reports an error there.
static inline void cn_put(
    WINDOW *window, int row, int column, const uint32_t *scalars, int count, attr_t attributes, int pair) {
    wchar_t text[CCHARW_MAX + 1] = {0};
    for (int i = 0; i < count && i < CCHARW_MAX; i++) text[i] = (wchar_t)scalars[i];
    cchar_t cell;
    if (setcchar(&cell, text, attributes, 0, &pair) == OK) mvwadd_wch(window, row, column, &cell);
}

/// `newterm` without its side effect: it would install handlers for these signals where there are none.
static inline SCREEN *cn_new_terminal(const char *name, FILE *output, FILE *input) {
    static const int signals[] = {SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
    struct sigaction previous[sizeof signals / sizeof *signals];
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) sigaction(signals[i], NULL, &previous[i]);
    SCREEN *screen = newterm(name, output, input);
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) sigaction(signals[i], &previous[i], NULL);
    return screen;
}

/// A string capability of the present terminal; NULL when it has none of that name.
static inline const char *cn_capability(const char *name) {
    const char *text = tigetstr(name);
    return text == (const char *)-1 ? NULL : text;
}

/// Whether the present terminal has a flag.
static inline bool cn_flag(const char *name) { return tigetflag(name) == 1; }
