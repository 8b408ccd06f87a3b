#include "CBytes.h"

typedef uint8_t block __attribute__((vector_size(CB_BLOCK)));
typedef bool block_bits __attribute__((ext_vector_type(CB_BLOCK)));

// Blocks go by address: as arguments their calling convention would differ with the instruction set.
#define INLINE static inline __attribute__((always_inline))

INLINE void load(block *into, const uint8_t *bytes) {
    memcpy(into, bytes, sizeof *into);
}

INLINE bool any(const block *marks) {
    block_bits bits = __builtin_convertvector(*marks, block_bits);
    uint32_t word;
    memcpy(&word, &bits, sizeof word);
    return word != 0;
}

/// Every byte is compared with the three before it (RFC 3629 §4): leads of two, three and four bytes ask for as many
/// continuations, no more and no less; what is overlong, a surrogate or beyond U+10FFFF shows in the lead, or in the
/// lead and the byte after it.
INLINE bool blocks(const uint8_t *bytes, size_t count) {
    block wrong = {0};
    for (size_t at = 0; at < count; at += CB_BLOCK) {
        block here, first, second, third;
        load(&here, bytes + at);
        block high = (block)(here >= 0x80);
        // Nothing but ASCII, and no character under way.
        if (!any(&high) && bytes[(ptrdiff_t)at - 1] < 0x80) continue;
        load(&first, bytes + at - 1);
        load(&second, bytes + at - 2);
        load(&third, bytes + at - 3);
        block wanted = (block)((first >= 0xC0) | (second >= 0xE0) | (third >= 0xF0));
        block continues = (block)((here & 0xC0) == 0x80);
        wrong |= wanted ^ continues;
        wrong |= (block)((here == 0xC0) | (here == 0xC1) | (here >= 0xF5));
        wrong |= (block)((first == 0xE0) & (here < 0xA0));
        wrong |= (block)((first == 0xED) & (here >= 0xA0));
        wrong |= (block)((first == 0xF0) & (here < 0x90));
        wrong |= (block)((first == 0xF4) & (here >= 0x90));
    }
    return !any(&wrong);
}

#if defined(__x86_64__)
static __attribute__((target("avx2"))) bool blocks_avx2(const uint8_t *bytes, size_t count) {
    return blocks(bytes, count);
}
#endif

bool cb_utf8_blocks(const uint8_t *bytes, size_t count) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2")) return blocks_avx2(bytes, count);
#endif
    return blocks(bytes, count);
}
