/// LLVM's fuzzer, where the program was built with it, and the memory that outlives a trap.
#pragma once

#include <stddef.h>
#include <stdint.h>

typedef int (*cf_try)(const uint8_t *bytes, size_t count);

/// Whether this program was built with `-sanitize=fuzzer`.
int cf_has_libfuzzer(void);

/// Hands over to libFuzzer, which calls `attempt` until it has done as `arguments` say, and then ends the process.
/// Only where there is one.
int cf_run_libfuzzer(int count, char **arguments, cf_try attempt);

/// Maps `size` bytes of a file, which is made, to be shared with who reads it later. NULL when that fails.
uint8_t *cf_map_file(const char *path, size_t size);

/// Seconds of processor time of this thread, and those of this process.
double cf_thread_seconds(void);
double cf_process_seconds(void);
