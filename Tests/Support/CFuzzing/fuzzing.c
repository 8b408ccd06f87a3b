#include "CFuzzing.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

// Part of libFuzzer (https://llvm.org/docs/LibFuzzer.html#using-libfuzzer-as-a-library); null without it.
extern int LLVMFuzzerRunDriver(int *count, char ***arguments, cf_try attempt) __attribute__((weak));

int cf_has_libfuzzer(void) {
    return LLVMFuzzerRunDriver != NULL;
}

int cf_run_libfuzzer(int count, char **arguments, cf_try attempt) {
    return LLVMFuzzerRunDriver(&count, &arguments, attempt);
}

uint8_t *cf_map_file(const char *path, size_t size) {
    int file = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file < 0) return NULL;
    void *bytes = MAP_FAILED;
    if (ftruncate(file, (off_t)size) == 0) bytes = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    close(file);
    return bytes == MAP_FAILED ? NULL : bytes;
}

static double seconds(clockid_t clock) {
    struct timespec time = {0, 0};
    clock_gettime(clock, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

double cf_thread_seconds(void) {
    return seconds(CLOCK_THREAD_CPUTIME_ID);
}

double cf_process_seconds(void) {
    return seconds(CLOCK_PROCESS_CPUTIME_ID);
}
