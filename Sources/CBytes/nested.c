#include "CBytes.h"

#define BLOCK 64
#define INLINE static inline __attribute__((always_inline))

typedef uint8_t half __attribute__((vector_size(BLOCK / 2)));
typedef bool half_bits __attribute__((ext_vector_type(BLOCK / 2)));

/// A bit for each byte of a block, the first byte lowest.
struct marks {
    uint64_t quotes, backslashes, opening, closing;
};

// Vectors go by address: as arguments their calling convention would differ with the instruction set.
INLINE uint64_t bits(const half *marks) {
    half_bits bools = __builtin_convertvector(*marks, half_bits);
    uint32_t word;
    memcpy(&word, &bools, sizeof word);
    return word;
}

INLINE void read_half(struct marks *marks, const uint8_t *bytes, unsigned at) {
    half part;
    memcpy(&part, bytes + at, sizeof part);
    // Square brackets and braces differ in one bit.
    half folded = part | 0x20;
    half quotes = (half)(part == '"'), backslashes = (half)(part == '\\');
    half opening = (half)(folded == '{'), closing = (half)(folded == '}');
    marks->quotes |= bits(&quotes) << at;
    marks->backslashes |= bits(&backslashes) << at;
    marks->opening |= bits(&opening) << at;
    marks->closing |= bits(&closing) << at;
}

/// The characters behind a backslash that is not escaped itself. `carry` says whether the block before escapes the
/// first one, and afterwards whether this one escapes what follows it.
INLINE uint64_t escaped_by(uint64_t backslashes, uint64_t *carry) {
    uint64_t escaped = *carry;
    *carry = 0;
    backslashes &= ~escaped;
    while (backslashes) {
        unsigned at = (unsigned)__builtin_ctzll(backslashes);
        if (at == BLOCK - 1) {
            *carry = 1;
            break;
        }
        escaped |= 2ull << at;
        backslashes &= ~(3ull << at);
    }
    return escaped;
}

/// Every bit from an odd quote on up to the next: what stands in strings.
INLINE uint64_t inside(uint64_t quotes) {
    for (unsigned shift = 1; shift < BLOCK; shift *= 2) quotes ^= quotes << shift;
    return quotes;
}

INLINE size_t skip(const uint8_t *bytes, size_t from, size_t count) {
    size_t depth = 0;
    // All ones while a string goes on from one block to the next.
    uint64_t in_string = 0, carry = 0;
    for (size_t start = from; start < count;) {
        uint8_t last[BLOCK];
        const uint8_t *block = bytes + start;
        if (count - start < BLOCK) {
            memset(last, ' ', sizeof last);
            memcpy(last, block, count - start);
            block = last;
        }
        struct marks marks = {0, 0, 0, 0};
        read_half(&marks, block, 0);
        read_half(&marks, block, BLOCK / 2);
        start += BLOCK;
        if (in_string && !(marks.quotes | marks.backslashes | carry)) {
            // Nothing but text: on to what ends it, which may be megabytes away.
            start = cb_find_string_mark(bytes, start < count ? start : count, count);
            continue;
        }
        if (marks.backslashes | carry) marks.quotes &= ~escaped_by(marks.backslashes, &carry);
        uint64_t strings = inside(marks.quotes) ^ in_string;
        in_string = (uint64_t)((int64_t)strings >> (BLOCK - 1));
        uint64_t opening = marks.opening & ~strings, closing = marks.closing & ~strings;
        size_t closed = (size_t)__builtin_popcountll(closing);
        if (closed < depth) {
            depth += (size_t)__builtin_popcountll(opening) - closed;
        } else {
            for (uint64_t both = opening | closing; both; both &= both - 1) {
                unsigned at = (unsigned)__builtin_ctzll(both);
                if (opening >> at & 1) {
                    depth++;
                } else if (depth-- <= 1) {
                    return start - BLOCK + at + 1;
                }
            }
        }
    }
    return 0;
}

#if defined(__x86_64__)
static __attribute__((target("avx2,popcnt,bmi"))) size_t skip_avx2(const uint8_t *bytes, size_t from, size_t count) {
    return skip(bytes, from, count);
}
#endif

size_t cb_skip_nested(const uint8_t *bytes, size_t from, size_t count) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("popcnt") && __builtin_cpu_supports("bmi")) {
        return skip_avx2(bytes, from, count);
    }
#endif
    return skip(bytes, from, count);
}
