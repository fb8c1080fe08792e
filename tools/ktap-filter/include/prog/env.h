/* SPDX-License-Identifier: GPL-2.0 */
/*
 * User space as the engine sees it: the twin of kernel/trace/ktap/prog/env.h.
 *
 * The engine's files are compiled where they lie. They include "prog/env.h", which no file
 * has beside it: the first folder with that name on the compiler's command line (-I)
 * decides, and that is this one.
 *
 * The parts of the kernel that the engine relies on are defined here with the same meaning.
 * It is exactly the same where users can see a difference: which bytes are blanks and
 * letters (Latin-1, whatever the locale), how numbers, lists and patterns are read. Those
 * have their own files in compat/. The functions that a program has to define when it links
 * the engine are declared at the end.
 */
#ifndef _KTF_ENV_H
#define _KTF_ENV_H

#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "prog/limits.h"

typedef uint8_t			u8;
typedef uint16_t		u16;
typedef uint32_t		u32;
typedef unsigned long long	u64;
typedef int8_t			s8;
typedef int16_t			s16;
typedef int32_t			s32;
typedef long long		s64;

#define U32_MAX			UINT32_MAX
#define S32_MAX			INT32_MAX
#define BITS_PER_LONG		(8 * (int)sizeof(long))
#define KTF_BIG_ENDIAN		(__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__)

#ifndef __always_inline
#define __always_inline		inline __attribute__((always_inline))
#endif
#define noinline		__attribute__((noinline))
#define __uninitialized
#define __maybe_unused		__attribute__((unused))
#define __printf(a, b)		__attribute__((format(printf, a, b)))
#define __packed		__attribute__((packed))
#define __noreturn		__attribute__((noreturn))
#define fallthrough		__attribute__((fallthrough))
#define likely(x)		__builtin_expect(!!(x), 1)
#define unlikely(x)		__builtin_expect(!!(x), 0)
#define barrier()		__asm__ __volatile__("" : : : "memory")
/* In the kernel this puts the table of a computed goto where objtool finds it. */
#define __annotate_jump_table

/* As in the kernel the text is optional, which C has only since 2023. */
#undef static_assert
#define static_assert(cond, ...)	_Static_assert(cond, #cond)

#define ARRAY_SIZE(a)		(sizeof(a) / sizeof((a)[0]))
#define BIT(nr)			(1UL << (nr))
#define BIT_ULL(nr)		(1ULL << (nr))

#define min_t(type, a, b)						\
	({ type _min1 = (a), _min2 = (b); _min1 < _min2 ? _min1 : _min2; })
#define max_t(type, a, b)						\
	({ type _max1 = (a), _max2 = (b); _max1 > _max2 ? _max1 : _max2; })
#define min(a, b)		min_t(__typeof__((a) + (b)), a, b)
#define max(a, b)		max_t(__typeof__((a) + (b)), a, b)
#define swap(a, b)							\
	do { __typeof__(a) _swap = (a); (a) = (b); (b) = _swap; } while (0)

#define ALIGN(x, a)		(((x) + ((__typeof__(x))(a) - 1)) & ~((__typeof__(x))(a) - 1))
#define IS_ALIGNED(x, a)	(((x) & ((__typeof__(x))(a) - 1)) == 0)
#define round_down(x, a)	((x) & ~((__typeof__(x))(a) - 1))
#define DIV_ROUND_UP(n, d)	(((n) + (d) - 1) / (d))

#define check_add_overflow(a, b, r)	__builtin_add_overflow(a, b, r)
#define check_mul_overflow(a, b, r)	__builtin_mul_overflow(a, b, r)
#define div64_u64(a, b)			((u64)(a) / (u64)(b))
#define div64_s64(a, b)			((s64)(a) / (s64)(b))

/* Sizes that saturate: an allocation of SIZE_MAX bytes fails. */
static inline size_t array_size(size_t a, size_t b)
{
	size_t bytes;

	return __builtin_mul_overflow(a, b, &bytes) ? SIZE_MAX : bytes;
}

static inline size_t ktf_struct_size(size_t head, size_t elem, size_t nr)
{
	size_t bytes = array_size(elem, nr);

	return __builtin_add_overflow(bytes, head, &bytes) ? SIZE_MAX : bytes;
}

#define struct_size(p, member, nr)					\
	ktf_struct_size(sizeof(*(p)), sizeof((p)->member[0]), nr)

#define container_of(p, type, member)					\
	((type *)((char *)(p) - offsetof(type, member)))

#define get_unaligned(p)						\
	({								\
		struct __packed _unaligned {				\
			__typeof__(*(p)) val;				\
		};							\
		((const struct _unaligned *)(const void *)(p))->val;	\
	})

static inline u16 get_unaligned_le16(const void *p)
{
	u16 val = get_unaligned((const u16 *)p);

	return KTF_BIG_ENDIAN ? __builtin_bswap16(val) : val;
}

static inline u32 get_unaligned_le32(const void *p)
{
	u32 val = get_unaligned((const u32 *)p);

	return KTF_BIG_ENDIAN ? __builtin_bswap32(val) : val;
}

static inline u64 get_unaligned_le64(const void *p)
{
	u64 val = get_unaligned((const u64 *)p);

	return KTF_BIG_ENDIAN ? __builtin_bswap64(val) : val;
}

/* To the byte order of images. */
#define cpu_to_le16(x)		((__le16)(KTF_BIG_ENDIAN ? __builtin_bswap16(x) : (x)))
#define cpu_to_le32(x)		((__le32)(KTF_BIG_ENDIAN ? __builtin_bswap32(x) : (x)))
#define cpu_to_le64(x)		((__le64)(KTF_BIG_ENDIAN ? __builtin_bswap64(x) : (x)))

/* From the byte order of the network. */
#define __force
#define be64_to_cpu(x)		((u64)(KTF_BIG_ENDIAN ? (x) : __builtin_bswap64(x)))

/*
 * @index, of which is known that it is below @size. User space has nothing to hide from itself.
 * The kernel's takes no more than a word.
 */
#define array_index_nospec(index, size)						\
({										\
	static_assert(sizeof(index) <= sizeof(long));				\
	(void)(size);								\
	(index);								\
})

/* The number of the lowest bit that is set; there is one. */
static inline unsigned long __ffs64(u64 word)
{
	return __builtin_ctzll(word);
}

/* One more than the number of the highest bit that is set; 0 if there is none. */
static inline int fls64(u64 word)
{
	return word ? 64 - __builtin_clzll(word) : 0;
}

/* The last 4095 addresses are errors, as in the kernel. */
static inline void *ERR_PTR(long error)
{
	return (void *)error;
}

static inline long PTR_ERR(const void *ptr)
{
	return (long)ptr;
}

static inline bool IS_ERR(const void *ptr)
{
	return (unsigned long)ptr >= (unsigned long)-4095;
}

static inline void sort(void *base, size_t nr, size_t size,
			int (*compare)(const void *a, const void *b),
			void (*swap_func)(void *a, void *b, int size))
{
	qsort(base, nr, size, compare);
}

typedef struct { int counter; } atomic_t;
typedef struct { s64 counter; } atomic64_t;

static inline int atomic_read(const atomic_t *v)
{
	return __atomic_load_n(&v->counter, __ATOMIC_RELAXED);
}

static inline int atomic_inc_return(atomic_t *v)
{
	return __atomic_add_fetch(&v->counter, 1, __ATOMIC_SEQ_CST);
}

static inline s64 atomic64_read(const atomic64_t *v)
{
	return __atomic_load_n(&v->counter, __ATOMIC_RELAXED);
}

static inline bool atomic64_try_cmpxchg(atomic64_t *v, s64 *old, s64 new)
{
	return __atomic_compare_exchange_n(&v->counter, old, new, false, __ATOMIC_SEQ_CST,
					   __ATOMIC_RELAXED);
}

/* Where the kernel would warn, a program of ours has a bug. */
void ktf_warn(const char *file, int line, const char *what) __noreturn;

#define WARN_ON_ONCE(cond)						\
	({								\
		bool _warn = !!(cond);					\
		if (unlikely(_warn))					\
			ktf_warn(__FILE__, __LINE__, #cond);		\
		_warn;							\
	})

/* The kernel's classes of characters: compat/ctype.c. */
bool ktf_isspace(unsigned char c);
bool ktf_isalnum(unsigned char c);
bool ktf_isdigit(unsigned char c);
bool ktf_isxdigit(unsigned char c);
#define isspace(c)		ktf_isspace(c)
#define isalnum(c)		ktf_isalnum(c)
#define isdigit(c)		ktf_isdigit(c)
#define isxdigit(c)		ktf_isxdigit(c)

/* compat/glob.c: the kernel's globs, on no more than @len bytes of @str. */
bool glob_match_len(const char *pat, const char *str, size_t len);

static inline bool glob_match(const char *pat, const char *str)
{
	return glob_match_len(pat, str, strlen(str));
}

/* compat/number.c: any base that C knows; the whole of @text or -EINVAL, -ERANGE. */
int ktf_parse_u64(const char *text, u64 *val);
int ktf_parse_s64(const char *text, s64 *val);

/* compat/cpulist.c: bitmap_parselist(). */
int ktf_parse_cpulist(const char *text, unsigned long *bits, u32 nr_bits);

/*
 * From here on: to be defined by the program that the engine is part of. See
 * kernel/trace/ktap/ktf_kernel.c for what each of them promises.
 */
void *ktf_alloc(size_t bytes);
void ktf_free(const void *p);

const char *ktf_comm(void);
u32 ktf_cpu(void);
u32 ktf_nr_cpus(void);
u32 ktf_nr_mask_bits(void);

/* Bytes of a string behind a pointer that a filter sees. */
extern unsigned int ktf_ptr_bytes;
u32 ktf_opt_passes(void);
bool ktf_stock_language(void);

u64 ktf_clock(void);

/* Memory of state terms: a KTF_STATE_BYTES for each CPU. The program has the CPU's number. */
#define __percpu
#define ktf_of_this_cpu(at)						\
	((__typeof__(at))((char *)(at) + (size_t)ktf_cpu() * KTF_STATE_BYTES))

static inline u64 ktf_cpu_count(u64 *count)
{
	return __atomic_add_fetch(ktf_of_this_cpu(count), 1, __ATOMIC_RELAXED);
}

static inline u64 ktf_cpu_read(u64 *from)
{
	return __atomic_load_n(ktf_of_this_cpu(from), __ATOMIC_RELAXED);
}

static inline u64 ktf_cpu_exchange(u64 *to, u64 val)
{
	return __atomic_exchange_n(ktf_of_this_cpu(to), val, __ATOMIC_RELAXED);
}

/* Counters of statistics. All CPUs have the same memory. */
static inline void ktf_cpu_add_one(unsigned long *count)
{
	__atomic_add_fetch(count, 1, __ATOMIC_RELAXED);
}

static inline u64 ktf_cpus_sum(const unsigned long *count)
{
	return __atomic_load_n(count, __ATOMIC_RELAXED);
}

int ktf_find_function(const char *name, u64 addr, u64 *start, u64 *size);
const char *ktf_errno_name(u32 nr);
const char *ktf_syscall(u32 i, u32 *nr);
bool ktf_enumerator(const char *name, u32 len, u32 *at, u64 *val, bool *is_unsigned);
int ktf_find_cgroup(const char *name, u64 *id, u32 *level);
int ktf_scratch_prepare(void);
char *ktf_scratch_get(void);
void ktf_scratch_put(void);
long ktf_read_kernel_text(char *dst, unsigned long addr, u32 bytes);
long ktf_read_user_text(char *dst, unsigned long addr, u32 bytes);
bool ktf_variable(u32 nr, u64 *val);

#endif /* _KTF_ENV_H */
