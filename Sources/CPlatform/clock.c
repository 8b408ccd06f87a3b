#define _GNU_SOURCE
#include "CPlatform.h"

#include <errno.h>
#include <sys/timex.h>

int cp_clock_state(int64_t *offset, int64_t *most_error) {
    struct timex facts = {.modes = 0};
    int state = adjtimex(&facts);
    if (state < 0) return -errno;
    *offset = (facts.status & STA_NANO) ? facts.offset : (int64_t)facts.offset * 1000;
    *most_error = facts.maxerror;
    return state != TIME_ERROR && !(facts.status & STA_UNSYNC);
}
