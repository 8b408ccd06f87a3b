#include "CPlatform.h"

#include <errno.h>
#include <sys/stat.h>

static void keep(const struct stat *status, struct cp_file_facts *facts) {
    facts->device = status->st_dev;
    facts->inode = status->st_ino;
    facts->size = status->st_size;
    facts->modified_s = status->st_mtim.tv_sec;
    facts->modified_ns = status->st_mtim.tv_nsec;
    facts->changed_s = status->st_ctim.tv_sec;
    facts->changed_ns = status->st_ctim.tv_nsec;
    facts->mode = status->st_mode;
    facts->owner = status->st_uid;
}

int cp_look_at_file(const char *path, int follows_links, struct cp_file_facts *facts) {
    struct stat status;
    if ((follows_links ? stat(path, &status) : lstat(path, &status)) != 0) return -errno;
    keep(&status, facts);
    return 0;
}

int cp_look_at_descriptor(int descriptor, struct cp_file_facts *facts) {
    struct stat status;
    if (fstat(descriptor, &status) != 0) return -errno;
    keep(&status, facts);
    return 0;
}
