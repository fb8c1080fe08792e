// SPDX-License-Identifier: GPL-2.0
/*
 * The interpreter's last tier: instructions that take a call, and all that follow one.
 *
 * ktf_run_rest() has a stack frame and runs one instruction after the other. test_insn() finds
 * the outcome of any instruction. A search, a glob or a set of texts is often the only
 * instruction of a program, so the tiers before reach them through functions of their own, and
 * the opcode is not looked at again. For a search or a glob, that takes no indirect jump.
 *
 * Some texts have no size: an array of size 0 at a record's end, and a located text of size 0,
 * except for SUFFIX and GLOB. Only a NUL ends such a text, so no byte may be read behind the
 * first one that decides. @room is how many bytes the record has from the text on. In the kernel
 * it is no bound, since the length of the record is unknown.
 *
 * A text behind a pointer is copied before it is tested, since the pointer may be wrong and the
 * text may change. A text that one predicate tests has a scratch buffer during that test. A run
 * that keeps copies for several predicates has a buffer until its end, with a copy slot for each
 * text. vm/opt_fetch.c assigns the slots.
 */
#include "vm/glob.h"
#include "vm/run.h"
#include "vm/state.h"
#include "vm/stats.h"
#include "vm/task.h"
#include "vm/text.h"
#include "vm/text_set.h"

static __always_inline const char *pattern(const struct ktf_insn *entry,
					   const struct ktf_insn *insn)
{
	return ktf_const(ktf_prog_at(entry), insn->pat);
}

static u32 room_at(const void *rec, u32 len, const char *s)
{
	return (const char *)rec + len - s;
}

/**
 * ktf_run_unknown - meet a test that no program has
 *
 * Not reached: the verifier refuses such a program.
 *
 * Context: any, NMI included; preemption may be on.
 * Return: the outcome that keeps the event.
 */
noinline bool ktf_run_unknown(void)
{
	WARN_ON_ONCE(1);
	return true;
}

/*
 * The first word of a text without a size. Reading stops at the NUL, behind the bytes that the
 * test asks for, or at the first byte that makes the test fail whatever follows.
 */
static u64 open_word(const struct ktf_insn *insn, const char *s, u32 room)
{
	u64 word = 0, seen = 0;
	u32 i;

	for (i = 0; i < min(room, 8U) && insn->mask & ~seen && s[i]; i++) {
		word |= (u64)(u8)s[i] << 8 * i;
		seen |= 0xffULL << 8 * i;
		/* Bytes that follow can only add to the difference. */
		if (((word - insn->lo) & insn->mask & seen) > insn->range)
			break;
	}
	return word;
}

/*
 * How many bytes of a text without a size the matcher of a suffix, a search or a glob takes:
 * those before the NUL. A glob, and a search of a located text, take the NUL too. For a glob,
 * a located text without a size is empty, unless the glob folds and stands for "==" as well.
 */
static u32 bound_size(const struct ktf_insn *insn, const char *s, u32 room)
{
	bool located = ktf_source(insn) >= KTF_SOURCE_DYN;	/* ISA order */
	bool is_glob = ktf_test(insn) == KTF_TEST_GLOB;
	u32 n;

	if (is_glob && located && !insn->folds)
		return 0;
	n = ktf_open_len(s, room);
	return is_glob || located ? min(n + 1, room) : n;
}

/* Do the @t.n bytes of the text contain the pattern? */
static __always_inline bool test_contains(const struct ktf_insn *entry,
					  const struct ktf_insn *insn, struct ktf_text t)
{
	return ktf_match_contains(t.s, t.n, pattern(entry, insn), insn->len, insn->first_word);
}

static __always_inline bool test_glob(const struct ktf_insn *entry,
				      const struct ktf_insn *insn, struct ktf_text t)
{
	return ktf_match_glob(t.s, t.n, ktf_aux(ktf_prog_at(entry), insn));
}

/* The table of a HASH of a text. */
static const struct ktf_text_set *text_set(const struct ktf_insn *entry,
					   const struct ktf_insn *insn)
{
	return ktf_const(ktf_prog_at(entry), insn->pat);
}

/* The outcome of a test with a pattern or a set. @t has the size that the test's matcher takes. */
static bool test_pattern(const struct ktf_insn *entry, const struct ktf_insn *insn,
			 struct ktf_text t)
{
	switch (ktf_test(insn)) {
	case KTF_TEST_EQ:
		return ktf_match_eq(t.s, t.n, pattern(entry, insn), insn->len);
	case KTF_TEST_PREFIX:
		return ktf_match_prefix(t.s, t.n, pattern(entry, insn), insn->len);
	case KTF_TEST_SUFFIX:
		return ktf_match_suffix(t.s, t.n, pattern(entry, insn), insn->len);
	case KTF_TEST_CONTAINS:
		return test_contains(entry, insn, t);
	case KTF_TEST_GLOB:
		return test_glob(entry, insn, t);
	case KTF_TEST_HASH:
		return ktf_in_text_set(text_set(entry, insn), t.s, t.n);
	}
	return ktf_run_unknown();
}

/* The outcome of a test of a text without a size. The record has @room bytes from @s on. */
static bool test_open(const struct ktf_insn *entry, const struct ktf_insn *insn,
		      const char *s, u32 room)
{
	bool located = ktf_source(insn) >= KTF_SOURCE_DYN;	/* ISA order */

	switch (ktf_test(insn)) {
	case KTF_TEST_ARC:
		return ktf_passes(insn, open_word(insn, s, room));
	case KTF_TEST_EQ:
		return ktf_match_open_eq(s, room, pattern(entry, insn), insn->len);
	case KTF_TEST_PREFIX:
		return ktf_match_open_prefix(s, room, pattern(entry, insn), insn->len);
	case KTF_TEST_SUFFIX:
		if (located)
			return false;
		break;
	case KTF_TEST_HASH:
		room = ktf_open_len(s, min(room, text_set(entry, insn)->longest + 1));
		return ktf_in_text_set(text_set(entry, insn), s, room);
	}
	return test_pattern(entry, insn, (struct ktf_text) { s, bound_size(insn, s, room) });
}

/* The outcome of a test of a text that has a size and is not behind a pointer. */
static bool test_text(const struct ktf_insn *entry, const struct ktf_insn *insn,
		      struct ktf_text t)
{
	bool located = ktf_source(insn) >= KTF_SOURCE_DYN;	/* ISA order */

	switch (ktf_test(insn)) {
	case KTF_TEST_ARC:
		return ktf_passes(insn, ktf_first_word(t.s, t.n));
	case KTF_TEST_SUFFIX:
		t.n = located ? t.n - 1 : ktf_text_len(t.s, t.n);	/* without the NUL */
		break;
	case KTF_TEST_CONTAINS:
		t.n = located ? t.n : ktf_text_len(t.s, t.n);
		break;
	}
	return test_pattern(entry, insn, t);
}

/* Long @nr of a recorded cpumask; 0 if the mask does not have all of it. */
static unsigned long mask_long(struct ktf_text mask, u32 nr)
{
	if ((nr + 1) * sizeof(long) > mask.n)
		return 0;
	return get_unaligned((const unsigned long *)(mask.s + nr * sizeof(long)));
}

/* Do the mask and the set share a CPU (@any), or are they equal (not @any)? */
static bool mask_test(struct ktf_text mask, const unsigned long *set, u32 bits, bool any)
{
	u32 i, nr = DIV_ROUND_UP(bits, BITS_PER_LONG), spare = nr * BITS_PER_LONG - bits;

	for (i = 0; i < nr; i++) {
		unsigned long m = mask_long(mask, i);

		if (i == nr - 1)
			m &= ~0UL >> spare;
		if (any ? m & set[i] : m != set[i])
			return any;
	}
	return !any;
}

/* The outcome of an instruction whose text, if any, is not behind a pointer. */
static bool test_insn(const struct ktf_insn *entry, const void *rec,
		      const struct ktf_insn *insn, u32 len)
{
	u8 source = ktf_source(insn);
	struct ktf_text t;

	if (source == KTF_SOURCE_CELL)
		return ktf_cells_outcome(ktf_prog_at(entry), insn, rec, len, NULL);
	if (source == KTF_SOURCE_TASK)
		return ktf_task_outcome(ktf_prog_at(entry), insn);
	if (source == KTF_SOURCE_DUO)
		return ktf_texts_outcome(ktf_prog_at(entry), insn, rec, len, NULL);
	if (source == KTF_SOURCE_STATE)
		return ktf_state_outcome(ktf_prog_at(entry), insn, rec, len, NULL);
	switch (ktf_test(insn)) {
	case KTF_TEST_SHORT:
		return ktf_has_short_text(insn, rec);
	case KTF_TEST_TAIL:
		return ktf_passes(insn, ktf_fetch_last(source, insn, rec));
	case KTF_TEST_HASH:
		if (source >= KTF_SOURCE_COMM)		/* ISA order */
			break;
		fallthrough;
	case KTF_TEST_SET:
	case KTF_TEST_BOUNDS:
		return ktf_is_member(ktf_prog_at(entry), insn, rec);
	case KTF_TEST_SAME:
	case KTF_TEST_SHARE:
		return mask_test(ktf_fetch_located(source, rec, len, insn->off),
				 ktf_const(ktf_prog_at(entry), insn->set), insn->bits,
				 ktf_test(insn) == KTF_TEST_SHARE);
	case KTF_TEST_SPAN:
		return ktf_spans(insn, ktf_pair_difference(insn, rec));
	case KTF_TEST_HOLDS:
		return ktf_pair_holds(insn, rec);
	case KTF_TEST_LESS:
		return ktf_is_less(insn, rec);
	case KTF_TEST_ARC:
		if (source <= KTF_SOURCE_COMM)		/* ISA order */
			return ktf_passes(insn, ktf_fetch_number(source, insn, rec, len));
		break;
	}
	t = ktf_fetch_text(source, insn, rec, len);
	if (t.n)
		return test_text(entry, insn, t);
	return t.s && test_open(entry, insn, t.s, room_at(rec, len, t.s));
}

static struct ktf_text copy_of(char *to, const struct ktf_insn *insn, const void *rec)
{
	return ktf_copy_text(to, ktf_source(insn), insn->off, rec);
}

/* The outcome of an instruction on a copied text, or its fault if there is no copy. */
static bool test_copy(const struct ktf_insn *entry, const struct ktf_insn *insn,
		      struct ktf_text t)
{
	return t.s ? test_pattern(entry, insn, t) : insn->fault;
}

/**
 * struct copies - the copies of texts that a run keeps to its end
 * @scratch: buffer. It begins with places for KTF_LOOSE_TEXTS texts that are not kept. Then there
 *	is a copy slot for each text that is kept, counted from 1. NULL if there is no buffer: then
 *	no text can be read.
 * @kept: bits of the slots that were filled.
 * @text: the text in each of these slots; its address is NULL if it could not be read.
 */
struct copies {
	char		*scratch;
	u32		kept;
	struct ktf_text	text[KTF_HELD_TEXTS + 1];
};

/* The text of a copy slot, copied if the slot is not filled yet. Slot 0 keeps nothing. */
static __always_inline struct ktf_text kept_text(struct copies *copies,
						 const struct ktf_insn *insn, const void *rec)
{
	u32 slot = insn->copy_slot;
	char *to = copies->scratch;

	if (to)
		to += (slot + KTF_LOOSE_TEXTS - 1) * ktf_ptr_bytes;
	if (slot && copies->kept & BIT(slot))
		return copies->text[slot];
	copies->kept |= BIT(slot);
	copies->text[slot] = copy_of(to, insn, rec);
	return copies->text[slot];
}

/* The outcome of an instruction on a text behind a pointer. */
static __always_inline bool test_pointer(const struct ktf_insn *entry, const void *rec,
					 const struct ktf_insn *insn, struct copies *copies)
{
	char *scratch;
	bool outcome;

	if (copies)
		return test_copy(entry, insn, kept_text(copies, insn, rec));
	scratch = ktf_scratch_get();
	outcome = test_copy(entry, insn, copy_of(scratch, insn, rec));
	if (scratch)
		ktf_scratch_put();
	return outcome;
}

/*
 * The outcome of an instruction that copies texts and keeps none. A run that keeps copies lends it
 * the slots for those that are not kept.
 */
static bool test_with_copies(const struct ktf_insn *entry, const void *rec,
			     const struct ktf_insn *insn, u32 len, struct copies *copies)
{
	char *scratch = copies ? copies->scratch : ktf_scratch_get();
	const struct ktf_prog *prog = ktf_prog_at(entry);
	bool outcome;

	switch (ktf_source(insn)) {
	case KTF_SOURCE_CELL:
		outcome = ktf_cells_outcome(prog, insn, rec, len, scratch);
		break;
	case KTF_SOURCE_STATE:
		outcome = ktf_state_outcome(prog, insn, rec, len, scratch);
		break;
	default:
		outcome = ktf_texts_outcome(prog, insn, rec, len, scratch);
	}
	if (scratch && !copies)
		ktf_scratch_put();
	return outcome;
}

/* The outcome of any instruction. If it keeps a copy, there are @copies. */
static __always_inline bool test_any(const struct ktf_insn *entry, const void *rec,
				     const struct ktf_insn *insn, u32 len,
				     struct copies *copies)
{
	if (ktf_is_pointer_text(insn))
		return test_pointer(entry, rec, insn, copies);
	if (ktf_copies_texts(insn))
		return test_with_copies(entry, rec, insn, len, copies);
	return test_insn(entry, rec, insn, len);
}

static u32 run_copying(const struct ktf_insn *entry, const void *rec,
		       const struct ktf_insn *insn, u32 len);

/* @copies is NULL up to the first instruction that keeps a copy. */
static __always_inline u32 run_rest(const struct ktf_insn *entry, const void *rec,
				    const struct ktf_insn *insn, u32 len,
				    struct copies *copies)
{
	u32 next;

	for (;; insn = entry + next) {
		if (ktf_is_pointer_text(insn) && insn->copy_slot && !copies)
			return run_copying(entry, rec, insn, len);
		next = insn->to[test_any(entry, rec, insn, len, copies)];
		if (next >= KTAP_FILTER_REJECT)
			return next - KTAP_FILTER_REJECT;
	}
}

/* noinline: struct copies takes stack, so only runs that keep a copy should pay for it. */
static noinline u32 run_copying(const struct ktf_insn *entry, const void *rec,
				const struct ktf_insn *insn, u32 len)
{
	struct copies copies = { .scratch = ktf_scratch_get() };
	u32 verdict = run_rest(entry, rec, insn, len, &copies);

	if (copies.scratch)
		ktf_scratch_put();
	return verdict;
}

/**
 * ktf_run_rest - continue a run with instructions of any opcode
 * @entry: first instruction of a program that ktf_verify() accepted.
 * @rec: the record. The fixed part that the program states can be read.
 * @insn: the instruction to continue at.
 * @len: length of the record, bytes, at least the fixed part; U32_MAX if it is unknown.
 *
 * Context: any, NMI included; preemption may be on.
 * Return: the verdict: 1 to keep the event, 0 to drop it.
 */
u32 ktf_run_rest(const struct ktf_insn *entry, const void *rec,
		 const struct ktf_insn *insn, u32 len)
{
	return run_rest(entry, rec, insn, len, NULL);
}

/* As run_rest(), and count the outcomes of the instructions. */
static u32 run_counted(const struct ktf_stats *stats, const void *rec, u32 len,
		       struct copies *copies)
{
	const struct ktf_insn *entry = stats->prog->insns, *insn;
	u32 next = 0;

	do {
		bool outcome;

		insn = entry + next;
		outcome = test_any(entry, rec, insn, len, copies);
		ktf_cpu_add_one(stats->counts + next * 2 + outcome);
		next = insn->to[outcome];
	} while (next < KTAP_FILTER_REJECT);
	return next - KTAP_FILTER_REJECT;
}

/**
 * ktf_run_counted - run a program that has statistics
 * @insn: the instruction that stands for the program: @entry of its struct ktf_stats.
 * @rec: the record. The fixed part that the program states can be read.
 * @len: length of the record, bytes, at least the fixed part; U32_MAX if it is unknown.
 *
 * Context: any, NMI included; preemption may be on.
 * Return: the verdict: 1 to keep the event, 0 to drop it.
 */
u32 ktf_run_counted(const struct ktf_insn *insn, const void *rec, u32 len)
{
	const struct ktf_stats *stats = container_of(insn, struct ktf_stats, entry);
	struct copies copies = { .scratch = stats->copies ? ktf_scratch_get() : NULL };
	u32 verdict = run_counted(stats, rec, len, &copies);

	if (copies.scratch)
		ktf_scratch_put();
	return verdict;
}

/**
 * ktf_run_short - continue a run at a SHORT
 * @entry: first instruction of a program that ktf_verify() accepted.
 * @rec: the record. The fixed part that the program states can be read.
 * @insn: the instruction to continue at, a SHORT.
 * @len: length of the record, bytes, at least the fixed part; U32_MAX if it is unknown.
 *
 * Context: any, NMI included; preemption may be on.
 * Return: the verdict: 1 to keep the event, 0 to drop it.
 */
u32 ktf_run_short(const struct ktf_insn *entry, const void *rec,
		  const struct ktf_insn *insn, u32 len)
{
	return ktf_go_on(entry, rec, insn, len, ktf_has_short_text(insn, rec));
}

/**
 * ktf_run_contains - continue a run at a search
 * @entry: first instruction of a program that ktf_verify() accepted.
 * @rec: the record. The fixed part that the program states can be read.
 * @insn: the instruction to continue at, a CONTAINS of a text that is not behind a pointer.
 * @len: length of the record, bytes, at least the fixed part; U32_MAX if it is unknown.
 *
 * Context: any, NMI included; preemption may be on.
 * Return: the verdict: 1 to keep the event, 0 to drop it.
 */
u32 ktf_run_contains(const struct ktf_insn *entry, const void *rec,
		     const struct ktf_insn *insn, u32 len)
{
	struct ktf_text t = ktf_fetch_text(ktf_source(insn), insn, rec, len);

	if (unlikely(!t.n))
		return ktf_run_rest(entry, rec, insn, len);
	if (ktf_source(insn) < KTF_SOURCE_DYN)		/* ISA order */
		t.n = ktf_text_len(t.s, t.n);
	return ktf_go_on(entry, rec, insn, len, test_contains(entry, insn, t));
}

/**
 * ktf_run_glob - continue a run at a glob
 * @entry: first instruction of a program that ktf_verify() accepted.
 * @rec: the record. The fixed part that the program states can be read.
 * @insn: the instruction to continue at, a GLOB of a text that is not behind a pointer.
 * @len: length of the record, bytes, at least the fixed part; U32_MAX if it is unknown.
 *
 * Context: any, NMI included; preemption may be on.
 * Return: the verdict: 1 to keep the event, 0 to drop it.
 */
u32 ktf_run_glob(const struct ktf_insn *entry, const void *rec,
		 const struct ktf_insn *insn, u32 len)
{
	struct ktf_text t = ktf_fetch_text(ktf_source(insn), insn, rec, len);

	if (unlikely(!t.n))
		return ktf_run_rest(entry, rec, insn, len);
	return ktf_go_on(entry, rec, insn, len, test_glob(entry, insn, t));
}

/**
 * ktf_run_texts - continue a run at a set of texts
 * @entry: first instruction of a program that ktf_verify() accepted.
 * @rec: the record. The fixed part that the program states can be read.
 * @insn: the instruction to continue at, a HASH of a text that is not behind a pointer.
 * @len: length of the record, bytes, at least the fixed part; U32_MAX if it is unknown.
 *
 * Context: any, NMI included; preemption may be on.
 * Return: the verdict: 1 to keep the event, 0 to drop it.
 */
u32 ktf_run_texts(const struct ktf_insn *entry, const void *rec,
		  const struct ktf_insn *insn, u32 len)
{
	struct ktf_text t = ktf_fetch_text(ktf_source(insn), insn, rec, len);

	if (unlikely(!t.n))
		return ktf_run_rest(entry, rec, insn, len);
	return ktf_go_on(entry, rec, insn, len, ktf_in_text_set(text_set(entry, insn), t.s, t.n));
}
