// SPDX-License-Identifier: GPL-2.0
/*
 * The interpreter, in five tiers.
 *
 * An indirect jump costs about 15 ns where retpolines are on, more than four
 * integer predicates, and saving registers costs about as much as one. So what is
 * evaluated most is kept clear of both:
 *
 *	ktf_run()	the uniform tests: every relation, width and sign, short
 *			texts, CPUs (see vm/lower.c). Inlined in its caller; direct
 *			branches, that the processor predicts well.
 *	ktf_run_sets()	the same, with sets.
 *	ktf_run_leaf()	adds texts compared from their start, or from an end
 *			that is known. Threaded dispatch; calls nothing, so it saves few
 *			registers.
 *	ktf_run_search() one search or glob (see vm/run_search.c).
 *	ktf_run_all()	all opcodes. Threaded dispatch; looks for ends and pieces, calls
 *			the matchers that have loops, and what copies strings.
 *
 * A run goes up a tier at the first instruction that asks for it, by a tail call,
 * and comes back only for sets, which ktf_run_leaf() leaves to ktf_run_sets().
 * Opcodes are numbered so that one comparison tells the tier. Each tier has at most
 * one computed goto: objtool finds a table of labels by looking backwards from the
 * jump.
 *
 * Programs are verified before they get here (vm/verify.c), so nothing of the
 * program is checked: opcodes exist, targets are further on and exist, reads of
 * the fixed part lie inside it, constants are where they are said to be. What
 * the verifier cannot know is the record, so a text's place and length in it are
 * held against the record's length; in the kernel, where that is not told, the
 * tracing core that built the record answers for them.
 *
 * Nothing here allocates, locks or prints; it may be called in NMI and with
 * preemption on.
 */
#include "vm/run.h"
#include "vm/copies.h"
#include "prog/limits.h"
#include "vm/match.h"
#include "vm/text.h"

/*
 * Texts, as the matchers want them. EQ, PREFIX and GLOB take the bytes that may
 * be read and mind the NUL themselves; SUFFIX and CONTAINS take the text alone.
 *
 * An array of size 0 at a record's end holds a text that ends in a NUL, and so
 * does a located text of size 0 for EQ, PREFIX and CONTAINS. @room is what there
 * is of the record from @s on. In the kernel nobody knows, so that EQ and PREFIX
 * look no further than they must: see ktf_match_open_prefix().
 */
static noinline struct ktf_text until_nul(const char *s, u32 room)
{
	/* Byte by byte: nobody said that there is anything behind the NUL. */
	u32 n = strnlen(s, min(room, KTF_TEXT_BYTES));

	return (struct ktf_text) { s, min(n + 1, room) };
}

static __always_inline struct ktf_text sized_fixed(const char *s, u32 n, u32 room)
{
	return (struct ktf_text) { s, n };
}

static __always_inline struct ktf_text bound_fixed(const char *s, u32 n, u32 room)
{
	if (unlikely(!n))
		return until_nul(s, room);
	return (struct ktf_text) { s, n };
}

static __always_inline struct ktf_text whole_fixed(const char *s, u32 n, u32 room)
{
	if (unlikely(!n))
		return (struct ktf_text) { s, strnlen(s, min(room, KTF_TEXT_BYTES)) };
	return (struct ktf_text) { s, ktf_text_len(s, n) };
}

/*
 * Can the first word of a located text be loaded in one go? A short one with what is before
 * it, if the record has as much.
 */
static __always_inline bool has_word(struct ktf_text t, const char *rec)
{
	return t.n >= 8 || (t.n && t.s + t.n - rec >= 8);
}

static __always_inline u64 located_word(struct ktf_text t)
{
	if (t.n >= 8)
		return get_unaligned_le64(t.s);
	return get_unaligned_le64(t.s + t.n - 8) >> 8 * (8 - t.n);
}

static __always_inline struct ktf_text bound_located(struct ktf_text t, const char *end)
{
	if (unlikely(t.s && !t.n))
		return until_nul(t.s, end - t.s);
	return t;
}

/*
 * The first word of a text that only a NUL ends, as far as the instruction asks for it: up
 * to the NUL, or to the first byte that makes the test fail whatever comes behind it.
 */
static noinline u64 open_word(const struct ktf_insn *insn, const char *s, u32 room)
{
	u64 word = 0, seen = 0;
	u32 i;

	for (i = 0; i < min(room, 8U) && insn->mask & ~seen && s[i]; i++) {
		word |= (u64)(u8)s[i] << 8 * i;
		seen |= 0xffULL << 8 * i;
		/* Nothing is borrowed from above: the difference only grows. */
		if (((word - insn->lo) & insn->mask & seen) > insn->range)
			break;
	}
	return word;
}

/* The last byte is a NUL that is not part of the text; size 0 has no text at all. */
static __always_inline struct ktf_text whole_located(struct ktf_text t)
{
	if (unlikely(!t.n))
		return (struct ktf_text) { };
	t.n--;
	return t;
}

/* From the first text on that is kept: what goes with it is not in the way of others. */
static noinline bool run_copying(const struct ktf_insn *entry, const void *rec,
				 const struct ktf_insn *insn, u32 len)
{
	struct ktf_copies copies;
	bool verdict;

	copies.scratch = ktf_scratch_get();
	copies.kept = 0;
	verdict = ktf_run_all(entry, rec, insn, len, &copies);
	if (copies.scratch)
		ktf_scratch_put();
	return verdict;
}

static __always_inline const char *pattern(const struct ktf_prog *prog,
					   const struct ktf_insn *insn)
{
	return ktf_const(prog, insn->pat);
}

/* A long of a recorded cpumask: zero where the mask does not reach. */
static unsigned long mask_long(struct ktf_text mask, u32 nr)
{
	if ((nr + 1) * sizeof(long) > mask.n)
		return 0;
	return get_unaligned((const unsigned long *)(mask.s + nr * sizeof(long)));
}

/* Do the mask and the set share a CPU (@any), or are they equal? */
static bool mask_test(struct ktf_text mask, const struct ktf_prog *prog,
		      const struct ktf_insn *insn, bool any)
{
	u32 i, nr = DIV_ROUND_UP(insn->bits, BITS_PER_LONG);
	u32 spare = nr * BITS_PER_LONG - insn->bits;
	const unsigned long *set = ktf_const(prog, insn->set);

	for (i = 0; i < nr; i++) {
		unsigned long m = mask_long(mask, i);

		if (i == nr - 1)
			m &= ~0UL >> spare;
		if (any ? m & set[i] : m != set[i])
			return any;
	}
	return !any;
}

/* A handler that ends with an outcome. */
#define OP(name, expr)						\
op_##name:							\
	outcome = expr;						\
	goto branch;

/* A text's handler fetches it. What is done with it stands once, for all sources. */
#define FETCH(source, how, fetch, matcher)			\
op_##source##_##how:						\
	t = fetch;						\
	goto matcher;

#define MATCH(matcher, ...)					\
matcher:							\
	outcome = t.s && ktf_match_##matcher(t.s, t.n, __VA_ARGS__); \
	goto branch;

/* The same where the text may be one that only a NUL ends. */
#define SIZED_OR_OPEN(matcher)					\
matcher:							\
	if (t.n)						\
		outcome = ktf_match_##matcher(t.s, t.n, PATTERN); \
	else							\
		outcome = t.s && ktf_match_open_##matcher(t.s, end - t.s, PATTERN); \
	goto branch;

/* What each matcher wants of the instruction. */
#define PATTERN		pattern(prog, insn), insn->len
#define PREPARED	pattern(prog, insn), insn->len, insn->head
#define PIECES		ktf_prepared(prog, insn)

#define WORD_OPS						\
	OP(WORD, ktf_passes(insn, get_unaligned((const u64 *)at))) \
	OP(COMM_WORD, ktf_passes(insn, get_unaligned((const u64 *)(ktf_comm() + insn->off)))) \
	OP(CPU, ktf_passes(insn, ktf_cpu()))			\
	OP(MASK_WORD, ktf_passes(insn, ktf_mask_word(rec, len, insn->off))) \
	OP(TAIL, ktf_passes(insn, ktf_tail_word(at)))		\
	OP(COMM_TAIL, ktf_passes(insn, ktf_tail_word(ktf_comm())))

#define COMM	ktf_comm(), KTF_COMM_BYTES, KTF_COMM_BYTES
#define FIX	at, insn->size, len - insn->off
#define DYN	ktf_located(rec, len, rec, get_unaligned((const u32 *)at))
#define REL	ktf_located(rec, len, at + 4, get_unaligned((const u32 *)at))

/**
 * ktf_run_sets - go on with a program, as far as there are uniform tests and sets
 * @entry: the first instruction of a program that ktf_verify() accepted.
 * @rec: the record; the program's fixed part of it can be read.
 * @insn: the instruction to go on with.
 * @len: the record's length, bytes, at least the fixed part; U32_MAX where it is unknown.
 *
 * Context: any, NMI included; preemption may be on.
 * Return: the verdict: 1 to keep the event, 0 to drop it.
 */
u32 ktf_run_sets(const struct ktf_insn *entry, const void *rec,
		 const struct ktf_insn *insn, u32 len)
{
	return ktf_run_words(entry, rec, insn, len, true);
}

/**
 * ktf_run_leaf - go on with a program, as far as no instruction needs a call
 * @entry: the first instruction of a program that ktf_verify() accepted.
 * @rec: the record; the program's fixed part of it can be read.
 * @insn: the instruction to go on with.
 * @len: the record's length, bytes, at least the fixed part; U32_MAX where it is unknown.
 *
 * Context: any, NMI included; preemption may be on.
 * Return: the verdict: 1 to keep the event, 0 to drop it.
 */
u32 ktf_run_leaf(const struct ktf_insn *entry, const void *rec,
		 const struct ktf_insn *insn, u32 len)
{
	static const void * const table[256] __annotate_jump_table = {
		[0 ... 255] = &&rest,
#define KTF_ROP(name, nr, format, text)	[nr] = &&op_##name,
#define KTF_COP(name, nr, format, text)
#include <linux/ktap_filter_ops.h>
	};
	const struct ktf_prog *prog = ktf_prog_at(entry);
	struct ktf_text t;
	const char *at;
	bool outcome;
	u32 next;

	goto first;
dispatch:
	if (unlikely(insn->op >= KTF_FIRST_WITH_CALLS))
		goto rest;
first:
	at = rec + insn->off;
	/* What most filters that get here ask for needs no table. */
	if (insn->op == KTF_OP_DYN_EQ)
		goto op_DYN_EQ;
	goto *table[insn->op];

branch:
	next = insn->to[outcome];
	if (next >= KTAP_FILTER_REJECT)
		return next & 1;
	insn = entry + next;
	goto dispatch;

	WORD_OPS
op_WORD_SET:
op_WORD_HASH:
op_WORD_SEARCH:
op_CPU_SET:
	return ktf_run_sets(entry, rec, insn, len);

	FETCH(COMM, EQ,		sized_fixed(COMM), eq)
	FETCH(COMM, PREFIX,	sized_fixed(COMM), prefix)
	FETCH(FIX, EQ,		sized_fixed(FIX), eq)
	FETCH(FIX, PREFIX,	sized_fixed(FIX), prefix)
	FETCH(DYN, EQ,		DYN, eq)
	FETCH(DYN, PREFIX,	DYN, prefix)
	FETCH(DYN, SUFFIX,	whole_located(DYN), suffix)
	FETCH(REL, EQ,		REL, eq)
	FETCH(REL, PREFIX,	REL, prefix)
	FETCH(REL, SUFFIX,	whole_located(REL), suffix)
	FETCH(DYN, WORD,	DYN, word)
	FETCH(REL, WORD,	REL, word)

word:
	if (unlikely(!has_word(t, rec)))
		goto rest;
	outcome = ktf_passes(insn, located_word(t));
	goto branch;
eq:
	if (unlikely(!t.n))	/* ends where its NUL is: that takes a call */
		goto rest;
	outcome = ktf_match_eq(t.s, t.n, PATTERN);
	goto branch;
prefix:
	if (unlikely(!t.n))
		goto rest;
	outcome = ktf_match_prefix(t.s, t.n, PATTERN);
	goto branch;
	MATCH(suffix, PATTERN)

rest:
	return ktf_run_rest(entry, rec, insn, len);
}

/**
 * ktf_run_all - go on with a program, whatever its opcodes
 * @entry: the first instruction of a program that ktf_verify() accepted.
 * @rec: the record; the program's fixed part of it can be read.
 * @insn: the instruction to go on with.
 * @len: the record's length, bytes, at least the fixed part; U32_MAX where it is unknown.
 * @copies: the run's copies of texts; NULL if none was copied yet.
 *
 * Context: any, NMI included; preemption may be on.
 * Return: the verdict: 1 to keep the event, 0 to drop it.
 */
u32 ktf_run_all(const struct ktf_insn *entry, const void *rec,
		const struct ktf_insn *insn, u32 len, struct ktf_copies *copies)
{
	static const void * const table[256] __annotate_jump_table = {
		[0 ... 255] = &&bad,
#define KTF_ROP(name, nr, format, text)	[nr] = &&op_##name,
#include <linux/ktap_filter_ops.h>
	};
	const struct ktf_prog *prog = ktf_prog_at(entry);
	const char *end = (const char *)rec + len, *at;
	struct ktf_text t;
	bool outcome;
	u32 next;

dispatch:
	at = rec + insn->off;
	goto *table[insn->op];

branch:
	next = insn->to[outcome];
	if (next >= KTAP_FILTER_REJECT)
		return next & 1;
	insn = entry + next;
	goto dispatch;

	WORD_OPS
op_WORD_SET:
op_WORD_HASH:
op_WORD_SEARCH:
	OP(CPU_SET, ktf_is_member(prog, insn, rec))
	OP(PIECE, ktf_has_piece(at, insn->lo, insn->mask, insn->range))
	OP(COMM_PIECE, ktf_has_piece(ktf_comm(), insn->lo, insn->mask, insn->range))
	OP(MASK_EQ, mask_test(DYN, prog, insn, false))
	OP(MASK_ANY, mask_test(DYN, prog, insn, true))

	FETCH(COMM, EQ,		sized_fixed(COMM), eq)
	FETCH(COMM, PREFIX,	sized_fixed(COMM), prefix)
	FETCH(COMM, SUFFIX,	whole_fixed(COMM), suffix)
	FETCH(COMM, CONTAINS,	whole_fixed(COMM), contains)
	FETCH(COMM, GLOB,	bound_fixed(COMM), glob)

	FETCH(FIX, EQ,		sized_fixed(FIX), eq)
	FETCH(FIX, PREFIX,	sized_fixed(FIX), prefix)
	FETCH(FIX, SUFFIX,	whole_fixed(FIX), suffix)
	FETCH(FIX, CONTAINS,	whole_fixed(FIX), contains)
	FETCH(FIX, GLOB,	bound_fixed(FIX), glob)

	FETCH(DYN, EQ,		DYN, eq)
	FETCH(DYN, PREFIX,	DYN, prefix)
	FETCH(DYN, SUFFIX,	whole_located(DYN), suffix)
	FETCH(DYN, CONTAINS,	bound_located(DYN, end), contains)
	FETCH(DYN, GLOB,	DYN, glob)

	FETCH(REL, EQ,		REL, eq)
	FETCH(REL, PREFIX,	REL, prefix)
	FETCH(REL, SUFFIX,	whole_located(REL), suffix)
	FETCH(REL, CONTAINS,	bound_located(REL, end), contains)
	FETCH(REL, GLOB,	REL, glob)
	FETCH(DYN, WORD,	DYN, word)
	FETCH(REL, WORD,	REL, word)

	SIZED_OR_OPEN(eq)
	SIZED_OR_OPEN(prefix)
	MATCH(suffix, PATTERN)
	MATCH(contains, PREPARED)
	MATCH(glob, PIECES)
word:
	outcome = t.s && ktf_passes(insn, t.n ? ktf_first_word(t.s, t.n) :
						open_word(insn, t.s, end - t.s));
	goto branch;

/* Behind a pointer: if the text cannot be copied, the outcome is known. */
#define COPIED(how, matcher, ...)				\
op_USR_##how:							\
op_PTR_##how:							\
	if (insn->hold && !copies)				\
		goto copying;					\
	t = insn->hold ? ktf_kept_text(copies, insn, at) : ktf_copied_text(copies, insn, at); \
	outcome = insn->fault;					\
	if (t.s) {						\
		outcome = ktf_match_##matcher(t.s, t.n, __VA_ARGS__); \
		if (!copies)					\
			ktf_scratch_put();			\
	}							\
	goto branch;

	COPIED(EQ, eq, PATTERN)
	COPIED(PREFIX, prefix, PATTERN)
	COPIED(SUFFIX, suffix, PATTERN)
	COPIED(CONTAINS, contains, PREPARED)
	COPIED(GLOB, glob, PIECES)
#undef COPIED

copying:
	return run_copying(entry, rec, insn, len);

bad:
	/* Not reached: the verifier refuses such a program. Keep the event. */
	WARN_ON_ONCE(1);
	return true;
}
