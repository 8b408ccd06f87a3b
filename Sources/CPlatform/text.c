#define _GNU_SOURCE
#include "CPlatform.h"

#include <gnu/libc-version.h>
#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

static int is_utf8(void) { return strcmp(nl_langinfo(CODESET), "UTF-8") == 0; }

int cp_use_utf8_locale(void) {
    static const char *const fallbacks[] = {"C.UTF-8", "en_US.UTF-8", "C.utf8"};
    if (setlocale(LC_CTYPE, "") != NULL && is_utf8()) return 1;
    for (size_t i = 0; i < sizeof fallbacks / sizeof *fallbacks; i++) {
        if (setlocale(LC_CTYPE, fallbacks[i]) != NULL && is_utf8()) return 1;
    }
    return 0;
}

int cp_column_width(uint32_t scalar) { return wcwidth((wchar_t)scalar); }

const char *cp_libc_version(void) { return gnu_get_libc_version(); }

void cp_forget_window_size(void) {
    unsetenv("LINES");
    unsetenv("COLUMNS");
}
