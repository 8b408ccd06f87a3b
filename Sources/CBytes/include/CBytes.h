/// Loops over bytes that want vector instructions, which Swift's own SIMD types reach only through unspecialised
/// generics. They compute and nothing else: no memory but the bytes given is touched, nothing is kept.
#ifndef CBYTES_H
#define CBYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/// Length of a block of `cb_utf8_blocks`.
#define CB_BLOCK 32

/// Whether `count` bytes from `bytes` on hold no byte that cannot stand behind the three before it in UTF-8.
///
/// Judges whole blocks only, `count` must be a multiple of `CB_BLOCK`, and reads the three bytes in front of `bytes`,
/// which must be there. A character that the end cuts is not judged.
bool cb_utf8_blocks(const uint8_t *bytes, size_t count);

/// Index behind the bracket that closes the JSON object or array beginning at `from`; 0 when it does not end before
/// `count`. Brackets inside strings do not count; which of the two kinds closes which is not looked at.
size_t cb_skip_nested(const uint8_t *bytes, size_t from, size_t count);

typedef uint8_t cb_bytes16 __attribute__((vector_size(16)));
typedef bool cb_bits16 __attribute__((ext_vector_type(16)));

/// A bit for each of 16 bytes that is a quotation mark or a backslash, the first byte lowest.
static inline uint16_t cb_string_marks(const uint8_t *bytes) {
    cb_bytes16 block;
    memcpy(&block, bytes, sizeof block);
    cb_bits16 marks = __builtin_convertvector((block == '"') | (block == '\\'), cb_bits16);
    uint16_t bits;
    memcpy(&bits, &marks, sizeof bits);
    return bits;
}

/// Index of the first quotation mark or backslash from `from` on; `count` when there is none.
static inline size_t cb_find_string_mark(const uint8_t *bytes, size_t from, size_t count) {
    while (count - from >= 16) {
        uint16_t marks = cb_string_marks(bytes + from);
        if (marks) return from + (size_t)__builtin_ctz(marks);
        from += 16;
    }
    while (from < count && bytes[from] != '"' && bytes[from] != '\\') from++;
    return from;
}

/// Index behind the quotation mark that ends the JSON string in which `from` stands; 0 when it does not end before
/// `count`.
static inline size_t cb_find_closing_quote(const uint8_t *bytes, size_t from, size_t count) {
    while (from < count) {
        from = cb_find_string_mark(bytes, from, count);
        if (from >= count) return 0;
        if (bytes[from] == '"') return from + 1;
        // A backslash, and what it escapes.
        from += 2;
    }
    return 0;
}

#endif
