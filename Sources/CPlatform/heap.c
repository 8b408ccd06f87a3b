#define _GNU_SOURCE
#include "CPlatform.h"

#include <malloc.h>

void cp_keep_heap_small(void) {
#ifdef __GLIBC__
    mallopt(M_ARENA_MAX, 1);
    // What is set stays as it is; by itself the first grows up to 32 MiB with what is freed (mallopt(3)).
    mallopt(M_MMAP_THRESHOLD, 128 << 10);
    mallopt(M_TRIM_THRESHOLD, 1 << 20);
#endif
}

void cp_give_back_memory(void) {
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}
