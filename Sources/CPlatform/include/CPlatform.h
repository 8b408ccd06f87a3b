/// The few things of the operating system that Swift cannot say: descriptors in memory, terminals, spawning with a
/// session of its own, packets, signal handlers, the crash guard. Functions return -errno where they can fail, unless said
/// otherwise, and never print.
#pragma once

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/types.h>
#include <termios.h>

// MARK: - Locale and text

/// Sets the process's LC_CTYPE from the environment, and to a plain UTF-8 one where that is not UTF-8. Only at the
/// start of main, before there are threads. Returns 1 when the locale is UTF-8 now, else 0.
int cp_use_utf8_locale(void);

/// The C library's `wcwidth` of a Unicode scalar in the present locale; -1 when it cannot print it.
int cp_column_width(uint32_t scalar);

/// The version of the C library, as "2.36".
const char *cp_libc_version(void);

/// Forgets LINES and COLUMNS, which would override the true size. Only at the start of main.
void cp_forget_window_size(void);

// MARK: - Descriptors

/// A file in memory to which a C library writes. Returns its descriptor, which the stream owns.
int cp_memory_file(const char *name, FILE **stream);

/// Raises the soft limit of descriptors to the hard one. Stores the limit now in force.
int cp_raise_descriptor_limit(uint64_t *limit);

/// The user and process at the other end of a connected Unix socket.
int cp_peer(int descriptor, uid_t *user, pid_t *process);

/// A pipe that no child inherits.
int cp_open_pipe(int *reading, int *writing);

// MARK: - Files

/// What stat(2) says of a file. `struct stat` itself is in a header that belongs to no module: where Foundation's C
/// modules are loaded too, Swift may take it for theirs and refuse its fields to whoever imports Glibc alone.
struct cp_file_facts {
    uint64_t device;
    uint64_t inode;
    int64_t size;
    int64_t modified_s;
    int64_t modified_ns;
    int64_t changed_s;
    int64_t changed_ns;
    /// Kind and permissions.
    uint32_t mode;
    uint32_t owner;
};

/// Looks at a file; at a symbolic link itself unless links are followed.
int cp_look_at_file(const char *path, int follows_links, struct cp_file_facts *facts);
int cp_look_at_descriptor(int descriptor, struct cp_file_facts *facts);

// MARK: - Terminals

/// The window size of a terminal. Fails where there is none; both may be 0 on lines that do not know.
int cp_window_size(int terminal, uint16_t *columns, uint16_t *rows);
int cp_set_window_size(int terminal, uint16_t columns, uint16_t rows);

/// Raw mode: every byte as it comes, no echo, no signals by keys, no translation. `saved` is what it had before.
int cp_make_raw(int terminal, const struct termios *saved);

/// Puts settings back at once, also from the background. Safe to call on a dead terminal.
int cp_restore_terminal(int terminal, const struct termios *saved);

/// A new pseudo terminal. Returns the descriptor of the controlling side and stores the name of the other.
int cp_open_pty(uint16_t columns, uint16_t rows, char *name, size_t capacity);

// MARK: - Processes

/// Starts `path` in a session of its own, with standard input and output on /dev/null, standard error on
/// `error_descriptor`, `ready_descriptor` as descriptor 3 (none when negative), no other descriptors, all signals at
/// their defaults and none blocked. `folder` is its working directory, NULL for ours. Returns the process id.
int cp_spawn_detached(
    const char *path, char *const argv[], char *const envp[], int ready_descriptor, int error_descriptor,
    const char *folder);

/// Starts `file` (looked up in PATH) with `input` as standard input and nothing else. Returns the process id.
int cp_spawn_with_input(const char *file, char *const argv[], char *const envp[], int input);

/// Starts `path` in a session of its own with standard output on `output`, which is above 1, and nothing else.
/// Returns the process id.
int cp_spawn_with_output(const char *path, char *const argv[], char *const envp[], int output);

/// Starts `path` as the leader of a session whose controlling terminal is `terminal`, on descriptors 0 to 2.
/// Returns the process id.
int cp_spawn_on_terminal(
    const char *path, char *const argv[], char *const envp[], const char *terminal, const char *folder);

/// Becomes the program at `path`, in the same process. The descriptors in `kept` (64 at most) become 3, 4, … there, in
/// their order; all others but 0 to 2 are closed. SIGTERM and SIGINT end the new program until it has handlers of its own,
/// SIGHUP is ignored; no signal is blocked.
///
/// Returns only when that fails, -ECANCELED when ``cp_watch_endings`` has heard one of its signals. Then `kept` has the
/// numbers that those descriptors have now, and no other above 2 is to be relied on: what is left is to become another
/// program, or to end at once.
int cp_replace_process(const char *path, char *const argv[], char *const envp[], int *kept, size_t count);

/// Leaves the descriptors from `lowest` on to no other program. `one_by_one` as for a kernel before 5.11, which cannot do
/// it by one call.
void cp_close_on_exec(int lowest, int one_by_one);

/// Lets all threads allocate from one heap, and gives what is large memory of its own. With a heap for each thread or so,
/// what one has freed is of no use to the others; and between what is large and soon gone the small that stays would be
/// strewn about: both let the whole grow for hours. Only at the start of main, before there are threads.
void cp_keep_heap_small(void);

/// Gives pages back that the C library keeps for later allocations. It takes some milliseconds.
void cp_give_back_memory(void);

/// Keeps this process, and every thread it starts from now on, on one processor core.
int cp_pin_to_core(int core);

/// Asks the scheduler to give this thread shorter turns and to give them sooner: when it wakes, it goes before threads
/// with longer ones. Linux 6.12 and newer do so (sched_setattr(2), sched_runtime); older ones take no notice. A thread
/// that has been given another policy than the usual one keeps it.
int cp_ask_for_short_slices(uint64_t nanoseconds);

// MARK: - Clock

/// Asks the kernel about its clock and changes nothing. Returns 1 when something keeps it right, else 0; stores what
/// is still being corrected, in nanoseconds, and the most it may be wrong, in microseconds.
int cp_clock_state(int64_t *offset, int64_t *most_error);

// MARK: - Packets

/// A non-blocking packet socket that gets the first packets of new TCP connections to `port`, by IPv4 or else IPv6,
/// before any firewall but that of a network card; from the header of the internet protocol on, at most 80 bytes.
int cp_open_doorbell(int is_ipv6, uint16_t port);

/// Changes the port of such a socket. What was queued for the former one stays in the queue.
int cp_set_doorbell_port(int descriptor, uint16_t port);

/// Reads one packet and the index of the interface that it came in on. Returns its length.
int cp_read_packet(int descriptor, uint8_t *packet, size_t capacity, int *interface);

/// How many packets were lost since the last call because the queue was full.
int cp_lost_packets(int descriptor, uint32_t *count);

// MARK: - Signals

/// Installs handlers that write the number of each of `signals` and `endings` as one byte into a pipe, for a poll loop.
/// One such pipe at a time. Returns the reading end, non-blocking.
///
/// One of `endings` that comes just before a call that blocks would be seen only when that returns, perhaps never. So
/// from the first of them on, SIGALRM cuts such calls short every second, until the pipe is closed.
int cp_open_signal_pipe(const int *signals, size_t count, const int *endings, size_t ending_count);

/// Puts the former handlers back and closes the pipe.
void cp_close_signal_pipe(void);

/// Hears SIGTERM and SIGINT from now on, once in a process. Returns the reading end of a pipe, non-blocking, into which the
/// number of each is written as one byte.
int cp_watch_endings(void);

/// The last signal that ``cp_watch_endings`` has heard, 0 when there was none. Known before the pipe has it.
int cp_heard_ending(void);

/// On a fatal signal: writes `leave` to `terminal`, puts its present settings back, and hands on to the handler that
/// was there before. One guard at a time; `leave` has at most 256 bytes.
int cp_install_crash_guard(int terminal, const uint8_t *leave, size_t length);

/// Takes the guard away again.
void cp_remove_crash_guard(void);

// MARK: - Standard error

/// Puts a pipe in the place of standard error. A writer never waits: what a full pipe does not take is lost. Stores the
/// reading end, non-blocking, and what standard error was, which stays open; both are the caller's to close.
///
/// On a fatal signal what is still in the pipe goes to where standard error was before, and so does what is written
/// from then on: the last words of a process that cannot read them itself.
int cp_capture_errors(int *reading, int *former);

/// Puts the former standard error back and lets the signals be. The pipe ends when no child has it any more.
void cp_release_errors(int former);
