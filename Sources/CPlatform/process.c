#define _GNU_SOURCE
#include "CPlatform.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <unistd.h>

/// Runs a child with clean signals; `search` looks the file up in PATH. Releases both structures.
static int spawn(
    const char *file, int search, char *const argv[], char *const envp[], posix_spawn_file_actions_t *actions,
    int error, short flags) {
    posix_spawnattr_t attributes;
    pid_t process = -1;
    if (error == 0) error = posix_spawnattr_init(&attributes);
    if (error == 0) {
        sigset_t all, none;
        sigfillset(&all);
        sigemptyset(&none);
        error = posix_spawnattr_setsigdefault(&attributes, &all);
        if (error == 0) error = posix_spawnattr_setsigmask(&attributes, &none);
        if (error == 0) {
            flags |= POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK;
            error = posix_spawnattr_setflags(&attributes, flags);
        }
        if (error == 0) {
            error = search ? posix_spawnp(&process, file, actions, &attributes, argv, envp)
                           : posix_spawn(&process, file, actions, &attributes, argv, envp);
        }
        posix_spawnattr_destroy(&attributes);
    }
    posix_spawn_file_actions_destroy(actions);
    return error == 0 ? process : -error;
}

int cp_spawn_detached(
    const char *path, char *const argv[], char *const envp[], int ready_descriptor, int error_descriptor,
    const char *folder) {
    // Lower ones would be overwritten before they are duplicated.
    if (ready_descriptor >= 0 && ready_descriptor < 3) return -EINVAL;
    posix_spawn_file_actions_t actions;
    int error = posix_spawn_file_actions_init(&actions);
    if (error != 0) return -error;
    if (folder != NULL) error = posix_spawn_file_actions_addchdir_np(&actions, folder);
    if (error == 0) error = posix_spawn_file_actions_adddup2(&actions, error_descriptor, 2);
    if (error == 0 && ready_descriptor >= 0) error = posix_spawn_file_actions_adddup2(&actions, ready_descriptor, 3);
    if (error == 0) error = posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    if (error == 0) error = posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    if (error == 0) error = posix_spawn_file_actions_addclosefrom_np(&actions, ready_descriptor >= 0 ? 4 : 3);
    return spawn(path, 0, argv, envp, &actions, error, POSIX_SPAWN_SETSID);
}

int cp_spawn_with_input(const char *file, char *const argv[], char *const envp[], int input) {
    posix_spawn_file_actions_t actions;
    int error = posix_spawn_file_actions_init(&actions);
    if (error != 0) return -error;
    error = posix_spawn_file_actions_adddup2(&actions, input, 0);
    if (error == 0) error = posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    if (error == 0) error = posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    if (error == 0) error = posix_spawn_file_actions_addclosefrom_np(&actions, 3);
    return spawn(file, 1, argv, envp, &actions, error, 0);
}

int cp_spawn_with_output(const char *path, char *const argv[], char *const envp[], int output) {
    posix_spawn_file_actions_t actions;
    int error = posix_spawn_file_actions_init(&actions);
    if (error != 0) return -error;
    error = posix_spawn_file_actions_adddup2(&actions, output, 1);
    if (error == 0) error = posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    if (error == 0) error = posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    if (error == 0) error = posix_spawn_file_actions_addclosefrom_np(&actions, 3);
    return spawn(path, 0, argv, envp, &actions, error, POSIX_SPAWN_SETSID);
}

int cp_spawn_on_terminal(
    const char *path, char *const argv[], char *const envp[], const char *terminal, const char *folder) {
    posix_spawn_file_actions_t actions;
    int error = posix_spawn_file_actions_init(&actions);
    if (error != 0) return -error;
    if (folder != NULL) error = posix_spawn_file_actions_addchdir_np(&actions, folder);
    // A session leader without a terminal gets the first one it opens.
    if (error == 0) error = posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0);
    if (error == 0) error = posix_spawn_file_actions_adddup2(&actions, 0, 1);
    if (error == 0) error = posix_spawn_file_actions_adddup2(&actions, 0, 2);
    if (error == 0) error = posix_spawn_file_actions_addclosefrom_np(&actions, 3);
    return spawn(path, 0, argv, envp, &actions, error, POSIX_SPAWN_SETSID);
}
