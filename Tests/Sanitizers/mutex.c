// Tells ThreadSanitizer of the half of Swift's `Mutex` that it cannot see: a lock that is fought for is taken and given
// up in libswiftSynchronization, which is not instrumented. Without this every access under such a lock is reported as
// a race. Loaded by LD_PRELOAD; the names are those of swift 6's `_MutexHandle._lockSlow(_:)` and `_unlockSlow()`.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>

#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

// Of ThreadSanitizer; null in programs that have none.
extern void __tsan_acquire(void *address) __attribute__((weak));
extern void __tsan_release(void *address) __attribute__((weak));

typedef __attribute__((swiftcall)) void (*lock_slow)(uint32_t thread, __attribute__((swift_context)) void *handle);
typedef __attribute__((swiftcall)) void (*unlock_slow)(__attribute__((swift_context)) void *handle);

__attribute__((swiftcall)) void lock_seen(uint32_t thread, __attribute__((swift_context)) void *handle) __asm__(LOCK);
__attribute__((swiftcall)) void unlock_seen(__attribute__((swift_context)) void *handle) __asm__(UNLOCK);

__attribute__((swiftcall)) void lock_seen(uint32_t thread, __attribute__((swift_context)) void *handle) {
    ((lock_slow)dlsym(RTLD_NEXT, LOCK))(thread, handle);
    if (__tsan_acquire) __tsan_acquire(handle);
}

__attribute__((swiftcall)) void unlock_seen(__attribute__((swift_context)) void *handle) {
    if (__tsan_release) __tsan_release(handle);
    ((unlock_slow)dlsym(RTLD_NEXT, UNLOCK))(handle);
}
