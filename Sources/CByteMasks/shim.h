// Comparisons of 64 bytes at a time as bit masks. Swift has the vectors but no way to ask for the
// instruction that turns a comparison into bits, and what it emits instead is several times slower.
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#define NB_BITS(i, e)                                                                       \
  ((uint64_t)(uint32_t)_mm_movemask_epi8((e)) << (16 * (i)))
#define NB_LOAD(p, i) _mm_loadu_si128((const __m128i *)(p) + (i))
#define NB_EACH(e)                                                                          \
  do {                                                                                      \
    uint64_t r = 0;                                                                         \
    for (int i = 0; i < 4; i++) {                                                           \
      __m128i v = NB_LOAD(p, i);                                                            \
      r |= NB_BITS(i, e);                                                                   \
    }                                                                                       \
    return r;                                                                               \
  } while (0)
#define NB_EQ(c) _mm_cmpeq_epi8(v, _mm_set1_epi8((char)(c)))
#define NB_GE(c) _mm_cmpeq_epi8(_mm_max_epu8(v, _mm_set1_epi8((char)(c))), v)
#define NB_OR(a, b) _mm_or_si128((a), (b))
#define NB_HIGH v
#else
#define NB_EACH(e)                                                                          \
  do {                                                                                      \
    uint64_t r = 0;                                                                         \
    for (int i = 0; i < 64; i++) {                                                          \
      uint8_t v = ((const uint8_t *)p)[i];                                                  \
      r |= (uint64_t)((e) != 0) << i;                                                       \
    }                                                                                       \
    return r;                                                                               \
  } while (0)
#define NB_EQ(c) (v == (c))
#define NB_GE(c) (v >= (c))
#define NB_OR(a, b) ((a) | (b))
#define NB_HIGH (v >= 0x80)
#endif

/// Bit i is set where byte i of 64 equals `a`.
static inline uint64_t byte_mask_equal(const void *p, uint8_t a) { NB_EACH(NB_EQ(a)); }

/// Bit i is set where byte i of 64 equals `a` or `b`.
static inline uint64_t byte_mask_either(const void *p, uint8_t a, uint8_t b) {
  NB_EACH(NB_OR(NB_EQ(a), NB_EQ(b)));
}

/// What ends a run of a page's text in 64 bytes, and what in it is shown as a blank.
typedef struct {
  /// Bit i is set where byte i is `<` or `&`, is below the space.
  uint64_t marks, low;
} byte_text_masks;

static inline byte_text_masks byte_masks_text(const void *p) {
  byte_text_masks r = {0, 0};
#if defined(__SSE2__)
  for (int i = 0; i < 4; i++) {
    __m128i v = NB_LOAD(p, i);
    r.marks |= NB_BITS(i, NB_OR(NB_EQ(0x3C), NB_EQ(0x26)));
    r.low |= NB_BITS(i, _mm_cmpeq_epi8(_mm_min_epu8(v, _mm_set1_epi8(0x1F)), v));
  }
#else
  r.marks = byte_mask_either(p, 0x3C, 0x26);
  r.low = ~byte_mask_at_least(p, 0x20);
#endif
  return r;
}

/// Where white space may stand in 64 bytes of UTF-8.
typedef struct {
  /// Bit i is set where byte i is the space; is at most the space, or may begin white space beyond ASCII.
  uint64_t blanks, any;
} byte_space_masks;

/// Reads 66 bytes.
static inline byte_space_masks byte_masks_space(const void *p) {
  byte_space_masks r = {0, 0};
#if defined(__SSE2__)
  for (int i = 0; i < 4; i++) {
    __m128i v = NB_LOAD(p, i);
    __m128i second = NB_LOAD((const uint8_t *)p + 1, i);
    __m128i third = NB_LOAD((const uint8_t *)p + 2, i);
    r.blanks |= NB_BITS(i, NB_EQ(0x20));
    // U+3000 alone begins with E3; the marks of Han text begin so as well, and are many.
    __m128i wide = _mm_and_si128(
        NB_EQ(0xE3), _mm_and_si128(_mm_cmpeq_epi8(second, _mm_set1_epi8((char)0x80)),
                                   _mm_cmpeq_epi8(third, _mm_set1_epi8((char)0x80))));
    __m128i odd = _mm_or_si128(NB_EQ(0xE1), NB_EQ(0xE2));
    __m128i low = _mm_cmpeq_epi8(_mm_min_epu8(v, _mm_set1_epi8(0x20)), v);
    r.any |= NB_BITS(i, NB_OR(NB_OR(low, wide), NB_OR(odd, NB_EQ(0xC2))));
  }
#else
  r.blanks = byte_mask_equal(p, 0x20);
  r.any = ~byte_mask_at_least(p, 0x21) | byte_mask_either(p, 0xE1, 0xE2) | byte_mask_either(p, 0xC2, 0xE3);
#endif
  return r;
}

/// What ends an XML tag or may hide its end, in 64 bytes.
typedef struct {
  /// Bit i is set where byte i is `>`, is `"`, or is `<` or an apostrophe.
  uint64_t ends, quotes, odd;
} byte_tag_masks;

static inline byte_tag_masks byte_masks_tag(const void *p) {
  byte_tag_masks r = {0, 0, 0};
#if defined(__SSE2__)
  for (int i = 0; i < 4; i++) {
    __m128i v = NB_LOAD(p, i);
    r.ends |= NB_BITS(i, NB_EQ(0x3E));
    r.quotes |= NB_BITS(i, NB_EQ(0x22));
    r.odd |= NB_BITS(i, NB_OR(NB_EQ(0x3C), NB_EQ(0x27)));
  }
#else
  r.ends = byte_mask_equal(p, 0x3E);
  r.quotes = byte_mask_equal(p, 0x22);
  r.odd = byte_mask_either(p, 0x3C, 0x27);
#endif
  return r;
}

/// Bit i is set where byte i of 64 is not ASCII.
static inline uint64_t byte_mask_high(const void *p) { NB_EACH(NB_HIGH); }

/// Bit i is set where byte i of 64, unsigned, is at least `a`.
static inline uint64_t byte_mask_at_least(const void *p, uint8_t a) { NB_EACH(NB_GE(a)); }

/// Bit i is set where byte i of 64 is NUL.
static inline uint64_t byte_mask_zero(const void *p) { NB_EACH(NB_EQ(0)); }

/// Bit i is set where byte i of 64 needs the careful UTF-8 rules: C0, C1, E0, ED, F0 and above.
static inline uint64_t byte_mask_rare_lead(const void *p) {
  NB_EACH(NB_OR(NB_OR(NB_EQ(0xC0), NB_EQ(0xC1)), NB_OR(NB_OR(NB_EQ(0xE0), NB_EQ(0xED)), NB_GE(0xF0))));
}

/// What strict UTF-8 asks of 64 bytes, in one pass over them.
typedef struct {
  /// Bit i is set where byte i is not ASCII, at least C0, at least E0.
  uint64_t high, leads, threes;
  /// Not 0 where a byte is NUL or needs the careful rules: C0, C1, E0, ED, F0 and above. E1 may be taken for one of them.
  uint32_t odd;
} byte_utf8_masks;

static inline byte_utf8_masks byte_masks_utf8(const void *p) {
  byte_utf8_masks r = {0, 0, 0, 0};
#if defined(__SSE2__)
  __m128i odd = _mm_setzero_si128();
  __m128i low = _mm_set1_epi8((char)0xFF);
  __m128i top = _mm_setzero_si128();
  for (int i = 0; i < 4; i++) {
    __m128i v = NB_LOAD(p, i);
    r.high |= NB_BITS(i, v);
    // Compared with its sign a byte that goes on with a character is below all others; ASCII is taken away afterwards.
    r.leads |= NB_BITS(i, _mm_cmpgt_epi8(v, _mm_set1_epi8((char)0xBF)));
    r.threes |= NB_BITS(i, _mm_cmpgt_epi8(v, _mm_set1_epi8((char)0xDF)));
    // C0, C1, E0 and E1 have these bits in common.
    odd = NB_OR(odd, _mm_cmpeq_epi8(_mm_and_si128(v, _mm_set1_epi8((char)0xDE)),
                                    _mm_set1_epi8((char)0xC0)));
    odd = NB_OR(odd, NB_EQ(0xED));
    low = _mm_min_epu8(low, v);
    top = NB_OR(top, _mm_subs_epu8(v, _mm_set1_epi8((char)0xEF)));
  }
  r.leads &= r.high;
  r.threes &= r.high;
  odd = NB_OR(odd, _mm_cmpeq_epi8(low, _mm_setzero_si128()));
  r.odd = (uint32_t)_mm_movemask_epi8(odd) |
          ((uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(top, _mm_setzero_si128())) ^ 0xFFFF);
#else
  r.high = byte_mask_high(p);
  r.leads = byte_mask_at_least(p, 0xC0);
  r.threes = byte_mask_at_least(p, 0xE0);
  r.odd = (byte_mask_zero(p) | byte_mask_rare_lead(p)) != 0;
#endif
  return r;
}

/// Not 0 where one of 64 bytes is below the space, or EF BF begins among them: a quick look before a careful one.
/// Reads 65 bytes.
static inline uint32_t byte_block_unfit(const void *p) {
#if defined(__SSE2__)
  __m128i low = _mm_set1_epi8((char)0xFF);
  __m128i marks = _mm_setzero_si128();
  for (int i = 0; i < 4; i++) {
    __m128i v = NB_LOAD(p, i);
    __m128i after = NB_LOAD((const uint8_t *)p + 1, i);
    low = _mm_min_epu8(low, v);
    marks = NB_OR(marks, _mm_and_si128(NB_EQ(0xEF), _mm_cmpeq_epi8(after, _mm_set1_epi8((char)0xBF))));
  }
  __m128i fit = _mm_cmpeq_epi8(_mm_max_epu8(low, _mm_set1_epi8(0x20)), low);
  return (uint32_t)_mm_movemask_epi8(NB_OR(marks, _mm_andnot_si128(fit, _mm_set1_epi8((char)0xFF))));
#else
  return byte_mask_at_least(p, 0x20) != ~0ULL || byte_mask_equal(p, 0xEF) != 0;
#endif
}

#undef NB_EACH
#undef NB_EQ
#undef NB_GE
#undef NB_OR
#undef NB_HIGH
#undef NB_BITS
#undef NB_LOAD

// Walks whole blocks as long as they are well-formed and need no rule of their own. What a block's last characters lack is
// handed on to the next, so that no block's place has to wait for what stood in the one before.
#define NB_UTF8_RUN(masks)                                                                  \
  do {                                                                                      \
    size_t at = 0;                                                                          \
    uint64_t second = 0, third = 0;                                                         \
    while (at + 64 <= count) {                                                              \
      byte_utf8_masks m = masks(p + at);                                                    \
      /* Bits from here on; left to itself the compiler takes them back to vectors. */      \
      __asm__("" : "+r"(m.high), "+r"(m.leads), "+r"(m.threes));                            \
      uint64_t due = (m.leads << 1) | (m.threes << 2) | second | third;                     \
      if (m.odd != 0 || (m.high & ~m.leads) != due) break;                                  \
      second = m.leads >> 63;                                                               \
      third = m.threes >> 62;                                                               \
      at += 64;                                                                             \
    }                                                                                       \
    /* A character that the last block begins and does not end is left. */                  \
    return at - (second ? 1 : third ? 2 : 0);                                               \
  } while (0)

#if defined(__x86_64__)
#include <immintrin.h>

/// What `byte_masks_utf8` gives, by vectors of twice the width. Only for processors that have them.
__attribute__((target("avx2"))) static inline byte_utf8_masks byte_masks_utf8_wide(const void *p) {
  byte_utf8_masks r = {0, 0, 0, 0};
  __m256i odd = _mm256_setzero_si256();
  __m256i low = _mm256_set1_epi8((char)0xFF);
  __m256i top = _mm256_setzero_si256();
#pragma clang loop unroll(full)
  for (int i = 0; i < 2; i++) {
    __m256i v = _mm256_loadu_si256((const __m256i *)p + i);
    __m256i leads = _mm256_cmpgt_epi8(v, _mm256_set1_epi8((char)0xBF));
    __m256i threes = _mm256_cmpgt_epi8(v, _mm256_set1_epi8((char)0xDF));
    r.high |= (uint64_t)(uint32_t)_mm256_movemask_epi8(v) << (32 * i);
    r.leads |= (uint64_t)(uint32_t)_mm256_movemask_epi8(leads) << (32 * i);
    r.threes |= (uint64_t)(uint32_t)_mm256_movemask_epi8(threes) << (32 * i);
    __m256i shared = _mm256_and_si256(v, _mm256_set1_epi8((char)0xDE));
    odd = _mm256_or_si256(odd, _mm256_cmpeq_epi8(shared, _mm256_set1_epi8((char)0xC0)));
    odd = _mm256_or_si256(odd, _mm256_cmpeq_epi8(v, _mm256_set1_epi8((char)0xED)));
    low = _mm256_min_epu8(low, v);
    top = _mm256_or_si256(top, _mm256_subs_epu8(v, _mm256_set1_epi8((char)0xEF)));
  }
  r.leads &= r.high;
  r.threes &= r.high;
  odd = _mm256_or_si256(odd, _mm256_cmpeq_epi8(low, _mm256_setzero_si256()));
  odd = _mm256_or_si256(odd, top);
  r.odd = !_mm256_testz_si256(odd, odd);
  return r;
}

__attribute__((target("avx2"))) static size_t byte_utf8_run_wide(const uint8_t *p, size_t count) {
  NB_UTF8_RUN(byte_masks_utf8_wide);
}
#endif

static size_t byte_utf8_run_narrow(const uint8_t *p, size_t count) {
  NB_UTF8_RUN(byte_masks_utf8);
}

/// How many of these bytes, which begin at a character's first, are whole characters of strict UTF-8 for sure: up to
/// the first block of 64 that is cut by the end, or holds a fault, NUL or a lead with rules of its own.
static inline size_t byte_utf8_run(const uint8_t *p, size_t count) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2")) return byte_utf8_run_wide(p, count);
#endif
  return byte_utf8_run_narrow(p, count);
}

#undef NB_UTF8_RUN
