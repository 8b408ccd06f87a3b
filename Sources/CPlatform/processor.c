#define _GNU_SOURCE
#include "CPlatform.h"

#include <errno.h>
#include <sched.h>
#include <sys/syscall.h>
#include <unistd.h>

int cp_pin_to_core(int core) {
    cpu_set_t set;
    CPU_ZERO(&set);
    if (core < 0 || core >= CPU_SETSIZE) return -EINVAL;
    CPU_SET(core, &set);
    return sched_setaffinity(0, sizeof set, &set) == 0 ? 0 : -errno;
}

/// As in linux/sched/types.h, of which a C library may have its own, other, copy.
struct attributes {
    uint32_t size;
    uint32_t policy;
    uint64_t flags;
    int32_t nice;
    uint32_t priority;
    uint64_t runtime;
    uint64_t deadline;
    uint64_t period;
};

int cp_ask_for_short_slices(uint64_t nanoseconds) {
    struct attributes present = {0};
    if (syscall(SYS_sched_getattr, 0, &present, sizeof present, 0) != 0) return -errno;
    if (present.policy != SCHED_OTHER) return 0;
    // What it is larger with than we know is not for us to change.
    present.size = sizeof present;
    present.flags = 0;
    present.runtime = nanoseconds;
    return syscall(SYS_sched_setattr, 0, &present, 0) == 0 ? 0 : -errno;
}
