// SPDX-License-Identifier: GPL-2.0
/*
 * The verifier: which programs it refuses, and that accepted ones stay inside of the record.
 *
 * Good programs, which between them have every runnable opcode, are changed one byte at a
 * time. Each that is still accepted is run on a record of exactly the size that the program
 * is owed, in memory of its own. The address sanitizer sees any other access.
 */
#include <stdio.h>
#include <stdlib.h>

#include "env.h"
#include "test.h"

#include "ktf_build.h"
#include "vm/glob.h"
#include "prog/ops.h"
#include "vm/run.h"
#include "vm/text_set.h"
#include "vm/verify.h"

/* Enough texts for a set. */
#define FIVE(f)	f " == 'k0' || " f " == 'k1' || " f " == 'abcdefghi' || " f " == 'k3' || "	\
		f " == 'k4' || "
#define MANY(f)	FIVE(f) FIVE(f) FIVE(f) f " == 'a'"

static const char * const good[] = {
	"s32 == 1 && u8 < 3 || last & 4",
	"cpu == 1 || comm == 'bash' || comm ~ 'a*' || comm == 'abcdefghijk'",
	"comm ~ '*abc' || name ~ '*abc' || comm ~ '*abcdefghi' || name ~ '*abcdefghi'",
	"cpu & CPUS{0,2} || u16 & CPUS{1,3} || mask == CPUS{1} || mask & CPUS{2}",
	"mask & CPUS{0-1} && mask != CPUS{1-2} && func.function == filter_match_preds",
	"comm ~ '*a*' || comm ~ '*abcdefghi*' || comm ~ 'a?b' || comm ~ 'abcdefghijklmnopq*'",
	"comm == 'abcdefghijklmnopqrs' || mac ~ '*a' || tail ~ '*a'",
	"name ~ '*a*' || name ~ '*abcdefghi*' || name ~ 'a[b]' || word ~ 'abcdefghi*' || name == 'abcdefghijklmnopq'",
	"dyn == 'a' || dyn ~ 'a*' || dyn ~ '*a' || dyn ~ '*a*' || dyn ~ '*a*b'",
	"dyn == 'abcdefghi' || dyn ~ 'abcdefghi*' || rel == 'abcdefghi' || rel == 'a'",
	"rel == 'a' || rel ~ 'a*' || rel ~ '*a' || rel ~ '*a*' || rel ~ '*a*b'",
	"ptr == 'a' || ptr ~ 'a*' || ptr ~ '*a' || ptr != 'b' || ptr ~ '*a*' || ptr ~ '*a*b'",
	"ptr.ustring == 'a' || ptr.ustring ~ 'a*' || ptr.ustring ~ '*a'",
	"ptr.ustring ~ '*a*' || !(ptr.ustring ~ '*a*b')",
	"dyn ~ '*aabaabaac*' || dyn ~ 'a[b-d]?*[!x]c*' || dyn == 'abcdefghijk'",
	"rel ~ '*aabaabaac*' || rel ~ 'a[b-d]?*[!x]c*' || rel ~ 'abcdefghijk*'",
	"tail == 'a' || tail ~ 'a*' || tail ~ '*a*' || tail ~ 'a?' || odd == 1",
	"s32 == 1 || s32 == 1000 || s32 == 100000 || s32 == 10000000",
	"s32 < -9000 || s32 == 1 || s32 == 100000 || s32 > 900000 || u8 == 1",
	"odd == 1",
	"s8 + 1 < u8", "u64 < s64", "u64 < args[0] || s64 < s64(u64)",
	"s8 * u8 in {-5-5, 999-1001}", "s8 * u8 - 7 == s16",
	"s8 * u8 < 5",
	"args[u8] / (u16 + 1) % u32 == (((~u64 << (s8 & 3)) | 0x123456789abc) >> -s16)",
	"s64 % s32 * u16 == s64 / s8",
	"len(name) + len(dyn) + len(rel) + len(comm) < len(ptr) + len(uptr.ustring) + len(list)",
	"len(tail) == 3",
	"$pid == 1 || $tgid < 5 || $child_of(1)", "$pid in {1, 7, 9-11} || $pid + u8 == $tgid",
	"name < 'b' || dyn > 'bash' || 'c' >= rel || comm <= 'abcdefghi' || tail < ''",
	"name == comm || name == word || dyn < rel || ptr == uptr.ustring || comm >= tail",
	"lower(name) == comm || lower(dyn) ~ 'a*b' || lower(comm) < 'abc' || lower(ptr) == 'x'",
	"ptr < 'b' || uptr.ustring >= 'abcdefghijklmnop'",
	"$first(3) || $sample(1/2) || $changed(u8 * s8) || $changed(len(ptr))",
	MANY("name") " || " MANY("comm"), MANY("dyn") " || " MANY("rel"),
	MANY("ptr") " || " MANY("uptr.ustring"), MANY("tail") " || ptr != 'k0'",
	"$nice < 0 && $netns != 4026531840 && $cgroup * 2 == $now - u8",
};

static struct ktf_prog *build(const char *text, u32 nr_cpus)
{
	struct ktf_diag diag = { };
	struct ktf_prog *prog;

	env_reset();
	env.nr_cpus = nr_cpus;
	env.nr_mask_bits = nr_cpus;
	prog = ktf_build(text, &env_events[KTF_EVENT_main], &diag);
	EXPECT(!IS_ERR(prog), "%s: %s", text, ktf_err_text[diag.code]);
	return prog;
}

static struct ktf_prog *copy_of(const struct ktf_prog *prog)
{
	struct ktf_prog *copy = malloc(prog->bytes);

	memcpy(copy, prog, prog->bytes);
	return copy;
}

/* The programs above must use every runnable opcode, or the other tests prove little. */
TEST(verify_all_opcodes)
{
	bool seen[256] = { };
	struct ktf_prog *prog;
	u32 i, n, cpus;

	for (i = 0; i < ARRAY_SIZE(good); i++) {
		for (cpus = 4; cpus <= 256; cpus *= 64) {
			prog = build(good[i], cpus);
			for (n = 0; n < prog->nr; n++)
				seen[prog->insns[n].op] = true;
			ktf_free(prog);
		}
	}
	for (i = 0; i < 256; i++)
		/* The test of the first 64 CPUs in one word needs a long of 64 bits. */
		EXPECT(seen[i] == (ktf_is_op(i) &&
				   (i != KTF_OP(MASK, ARC) || BITS_PER_LONG == 64)),
		       "opcode %#x", i);
}

/* Run on a random record of @len bytes: its loc words and pointers are arbitrary. */
static void run_on_random(const struct ktf_prog *prog, u32 len)
{
	char *rec = malloc(len);
	u32 i;

	for (i = 0; i < len; i++)
		rec[i] = test_below(3) ? test_below(32) : test_random();
	ktf_run(prog, rec, len);
	free(rec);
}

/* Returns true if the program was accepted. */
static bool try_mutant(const struct ktf_prog *prog)
{
	u32 bad;
	int ret = ktf_verify(prog, &bad);

	EXPECT(!ret || (ret == -EINVAL && bad < max(prog->nr, 1)), "%d at %u", ret, bad);
	if (ret)
		return false;
	run_on_random(prog, prog->fixed);
	run_on_random(prog, prog->fixed + test_below(100));
	return true;
}

static void mutate(const char *text, u32 cpus, u32 *accepted, u32 *refused)
{
	static const u8 vals[] = { 0, 1, 2, 3, 7, 0x7f, 0x80, 0xa0, 0xfe, 0xff };
	struct ktf_prog *prog = build(text, cpus), *copy;
	u32 at, i, header = offsetof(struct ktf_prog, bytes) + sizeof(prog->bytes);

	env.faults = true;
	env.comm = "abcdefghijklmno";
	/* Skip the header: the caller vouches that @bytes can be read. */
	for (at = header; at < prog->bytes; at++) {
		for (i = 0; i < ARRAY_SIZE(vals) + 8; i++) {
			copy = copy_of(prog);
			((u8 *)copy)[at] = i < ARRAY_SIZE(vals) ? vals[i] :
					   ((u8 *)prog)[at] ^ 1 << (i - ARRAY_SIZE(vals));
			if (try_mutant(copy))
				++*accepted;
			else
				++*refused;
			free(copy);
		}
	}
	ktf_free(prog);
}

TEST(verify_every_byte_changed)
{
	u32 accepted = 0, refused = 0, i;

	for (i = 0; i < ARRAY_SIZE(good); i++) {
		mutate(good[i], 4, &accepted, &refused);
		mutate(good[i], 100, &accepted, &refused);
	}
	EXPECT(accepted > 1000 && refused > 1000, "%u accepted, %u refused", accepted, refused);
}

/* Change several bytes at once. */
TEST(verify_random_changes)
{
	u32 accepted = 0, i, n, at;
	struct ktf_prog *prog, *copy;

	for (i = 0; i < ARRAY_SIZE(good); i++) {
		prog = build(good[i], 4);
		env.faults = true;
		for (n = 0; n < 20000; n++) {
			copy = copy_of(prog);
			do {
				at = 4 + test_below(prog->bytes - 4);
				((u8 *)copy)[at] = test_random();
			} while (test_below(3));
			accepted += try_mutant(copy);
			free(copy);
		}
		ktf_free(prog);
	}
	EXPECT(accepted > 1000, "%u accepted", accepted);
}

/* Cut programs short. */
TEST(verify_sizes)
{
	struct ktf_prog *prog, *copy;
	u32 i, bytes, accepted = 0;

	for (i = 0; i < ARRAY_SIZE(good); i++) {
		prog = build(good[i], 4);
		env.faults = true;
		for (bytes = sizeof(*prog); bytes < prog->bytes; bytes++) {
			copy = malloc(bytes);
			memcpy(copy, prog, bytes);
			copy->bytes = bytes;
			accepted += try_mutant(copy);
			free(copy);
		}
		ktf_free(prog);
	}
	/* Only bytes that pad the last pattern can be cut off unnoticed. */
	EXPECT(accepted < 8 * ARRAY_SIZE(good), "%u accepted", accepted);
}

/* Each row makes one change, and gives the reason for which it must be refused. */

#define REFUSED(text, nr, why, ...)					\
	do {								\
		struct ktf_prog *prog = build(text, 4);			\
		struct ktf_insn *insn = &prog->insns[nr];		\
		u32 bad;						\
									\
		EXPECT(!ktf_verify(prog, &bad), "%s", text);		\
		(void)insn;						\
		__VA_ARGS__;						\
		EXPECT(ktf_verify(prog, &bad) == -EINVAL && bad == (nr), "%s: %s", text, why); \
		ktf_free(prog);						\
	} while (0)

#define TWO	"s32 == 1 && u8 == 2"

TEST(verify_refuses_headers)
{
	REFUSED(TWO, 0, "no instruction", prog->nr = 0);
	REFUSED(TWO, 0, "more instructions than bytes", prog->nr = 3);
	REFUSED(TWO, 0, "far more", prog->nr = 0xffff);
	REFUSED(TWO, 0, "fewer bytes", prog->bytes--);
	REFUSED(TWO, 0, "a header without bytes", prog->bytes = 0);
	REFUSED(TWO, 0, "a record without a header", prog->fixed = 7);
}

TEST(verify_refuses_branches)
{
	REFUSED(TWO, 0, "a jump to itself", insn->to[1] = 0);
	REFUSED(TWO, 0, "a jump behind the end", insn->to[0] = 2);
	REFUSED(TWO, 0, "a jump far behind the end", insn->to[0] = 0xfffd);
	REFUSED(TWO, 1, "a jump back", insn->to[0] = 0);
	REFUSED(TWO, 1, "a jump back when true", insn->to[1] = 1);
	REFUSED(TWO, 0, "falls through where it does not go", insn->falls_through = 0);
	REFUSED(TWO, 1, "falls through to nowhere", insn->falls_through = 1);
	REFUSED(TWO, 0, "an outcome that there is not", insn->falls_through = 3);
	REFUSED("s32 == 1 && dyn == 'a'", 0, "a word where there is none",
		insn->falls_through |= KTF_FALLS_ON_ARC);
	REFUSED(TWO, 0, "an outcome that there is not", insn->falls_through = 0xff);
}

TEST(verify_refuses_opcodes)
{
	u32 op;

	for (op = 0; op < 256; op++)
		if (!ktf_is_op(op))
			REFUSED("s32 == 1 && dyn == 'a'", 1, "no opcode", insn->op = op);
}

TEST(verify_refuses_reads)
{
	const u32 fixed = env_events[KTF_EVENT_main].fixed;

	REFUSED(TWO, 0, "a word across the end", insn->off = fixed - 7);
	REFUSED(TWO, 0, "a word behind the end", insn->off = 0xffff);
	REFUSED(TWO, 1, "a record that is too short", prog->fixed = insn->off + 7;
		prog->insns[0].off = 0);
	REFUSED("comm == 'bash'", 0, "a word behind comm", insn->off = 9);
	REFUSED("name ~ '*abc'", 0, "a tail across the end", insn->off = fixed - 15);
	REFUSED("u16 & CPUS{0,2}", 0, "an index across the end", insn->off = fixed - 7);
	REFUSED("mask & CPUS{2}", 0, "a loc word across the end", insn->off = fixed - 3);
	REFUSED("mask != CPUS{0-1}", 0, "a loc word across the end", insn->off = fixed - 3);
	REFUSED("dyn == 'a'", 0, "a loc word across the end", insn->off = fixed - 3);
	REFUSED("dyn == 'abcdefgh'", 0, "a loc word across the end", insn->off = fixed - 3);
	REFUSED("rel ~ '*a*'", 0, "a loc word across the end", insn->off = fixed - 3);
	REFUSED("ptr == 'a'", 0, "a pointer across the end",
		insn->off = fixed - sizeof(long) + 1);
	REFUSED("name ~ '*a*'", 0, "16 bytes across the end", insn->off = fixed - 15);
	REFUSED("name ~ '*a?*'", 0, "an array across the end", insn->size = fixed - insn->off + 1);
	REFUSED("name ~ '*a?*'", 0, "an array of too many bytes", insn->size = 0xffffffff);
}

#define LONG	"dyn == 'abcdefgh'"

static struct ktf_glob *glob_of(struct ktf_prog *prog)
{
	return (struct ktf_glob *)ktf_aux(prog, &prog->insns[0]);
}

static struct ktf_piece *piece_of(struct ktf_prog *prog)
{
	return (struct ktf_piece *)glob_of(prog)->pieces;
}

/* The table of the set of texts that the first instruction asks for. */
static struct ktf_text_set *texts_of(struct ktf_prog *prog)
{
	return (struct ktf_text_set *)ktf_const(prog, prog->insns[0].pat);
}

static u16 *displacements_of(struct ktf_prog *prog)
{
	return (u16 *)(texts_of(prog)->slots + (1 << texts_of(prog)->hash.slot_bits));
}

TEST(verify_refuses_sets_of_texts)
{
	const u32 fixed = env_events[KTF_EVENT_main].fixed;

	REFUSED(MANY("name"), 0, "an array across the end", insn->size = fixed - insn->off + 1);
	REFUSED(MANY("dyn"), 0, "a loc word across the end", insn->off = fixed - 3);
	REFUSED(MANY("ptr"), 0, "an outcome that there is not", insn->fault = 2);
	REFUSED(MANY("ptr"), 0, "a place that there is not", insn->copy_slot = 4);
	REFUSED(MANY("dyn"), 0, "a table that is not aligned", insn->pat++);
	REFUSED(MANY("dyn"), 0, "a table behind the end", insn->pat = prog->bytes);
	REFUSED(MANY("dyn"), 0, "a table in the code", insn->pat -= 8);
	REFUSED(MANY("dyn"), 0, "a table of too many bytes", insn->table_bytes += 8);
	REFUSED(MANY("dyn"), 0, "a table without its first bytes", insn->table_bytes = 8);
	REFUSED(MANY("dyn"), 0, "a table without its last text", insn->table_bytes -= 8);
	REFUSED(MANY("dyn"), 0, "a table that ends in its slots",
		insn->table_bytes = sizeof(struct ktf_text_set) + 40);
	REFUSED(MANY("dyn"), 0, "a text that is too long to be one", texts_of(prog)->longest = 256);
	REFUSED(MANY("dyn"), 0, "no slot", texts_of(prog)->hash.slot_bits = 0);
	REFUSED(MANY("dyn"), 0, "more slots", texts_of(prog)->hash.slot_bits = 16);
	REFUSED(MANY("dyn"), 0, "far more slots", texts_of(prog)->hash.slot_bits = 64);
	REFUSED(MANY("dyn"), 0, "far more buckets", texts_of(prog)->hash.bucket_bits = 32);
	REFUSED(MANY("dyn"), 0, "a displacement out of the slots",
		displacements_of(prog)[0] = 1 << texts_of(prog)->hash.slot_bits);
	REFUSED(MANY("dyn"), 0, "a text behind the table",
		ktf_members(texts_of(prog))[3].off = insn->table_bytes + 1);
	REFUSED(MANY("dyn"), 0, "a text far behind", ktf_members(texts_of(prog))[3].off = ~0U);
	REFUSED(MANY("dyn"), 0, "a text that is too long",
		ktf_members(texts_of(prog))[3].len = 256);
}

TEST(verify_refuses_constants)
{
	REFUSED(LONG, 0, "a pattern behind the end", insn->pat = prog->bytes - 8);
	REFUSED(LONG, 0, "a pattern far behind", insn->pat = 0xffffffff);
	REFUSED(LONG, 0, "a pattern in the code", insn->pat = sizeof(*prog));
	REFUSED(LONG, 0, "a pattern that is shorter", insn->len++);
	REFUSED(LONG, 0, "a pattern that is longer", insn->len--);
	REFUSED(LONG, 0, "a pattern that is too long", insn->len = 256);
	REFUSED("dyn ~ '*abcdefghi*'", 0, "a border as long as what it ends",
		((u8 *)prog)[insn->pat + insn->len + 3] = 3);
	REFUSED("dyn ~ '*abcdefghi*'", 0, "borders behind the end",
		insn->aux_bytes--);
	REFUSED("dyn ~ '*abcdefghi*'", 0, "a program that ends in them",
		prog->bytes = insn->pat + 2 * insn->len);
	REFUSED("dyn ~ 'a?c'", 0, "pieces that do not fit", insn->aux_bytes--);
	REFUSED("dyn ~ 'a?c'", 0, "a program that ends in them",
		prog->bytes = insn->pat + insn->len + insn->aux_bytes);
	REFUSED("dyn ~ 'a[b]*c'", 0, "no piece", glob_of(prog)->nr = 0);
	REFUSED("dyn ~ 'a[b]*c'", 0, "a piece more", glob_of(prog)->nr++);
	REFUSED("dyn ~ 'a[b]*c'", 0, "a text shorter than the pieces", glob_of(prog)->least--);
	REFUSED("dyn ~ 'a[b]*c'", 0, "an anchor behind a piece", piece_of(prog)->anchor = 3);
	REFUSED("dyn ~ 'a[b]*c'", 0, "a class behind a piece", piece_of(prog)->data[0] = 2);
	REFUSED("dyn ~ 'a[b]*c'", 0, "a piece that is shorter", piece_of(prog)->bytes--);
	REFUSED("dyn ~ 'a[b]*c'", 0, "a piece that is longer", piece_of(prog)->bytes++);
	REFUSED("ptr == 'abc'", 0, "a place that there is not", insn->copy_slot = 4);
	REFUSED("ptr == 'abc' || ptr.ustring == 'abc'", 1, "a place of another text",
		prog->insns[0].copy_slot = 1; insn->copy_slot = 1);
	REFUSED(LONG, 0, "a pattern without its NUL",
		((char *)prog)[insn->pat + insn->len] = 'x');
	REFUSED("ptr == 'abc'", 0, "an outcome that there is not", insn->fault = 2);
	REFUSED("u16 & CPUS{0,2}", 0, "a set that is not aligned", insn->set++);
	REFUSED("u16 & CPUS{0,2}", 0, "a set behind the end", insn->set = prog->bytes);
	REFUSED("u16 & CPUS{0,2}", 0, "a set in the code", insn->set -= 8);
	REFUSED("u16 & CPUS{0,2}", 0, "a base with a bit below the shift",
		insn->base = 1ULL << (insn->shift - 1));
	REFUSED("u16 & CPUS{0,2}", 0, "more bits than the set has", insn->bits = 65);
	REFUSED("cpu & CPUS{0,2}", 0, "a word that is not the first", insn->off = 8);
	REFUSED("u8 < s16", 0, "a second word behind the end", insn->off2 = prog->fixed - 7);
	REFUSED("u8 < s16", 0, "two shifts of a word", insn->sar[0] = 1);
	REFUSED("u8 < s16", 0, "a shift of a whole word", insn->shr[0] = 64);
	REFUSED("u64 < args[0]", 0, "a part of a word", insn->shr[1] = 32);
	REFUSED("u64 < args[0]", 0, "a sign that its relation has not", insn->lo = 1ULL << 63);
	REFUSED("s64 < s64(u64)", 0, "half a sign", insn->lo = 1ULL << 62);
	REFUSED("cpu & CPUS{0,2}", 0, "more bits than there can be", insn->bits = 0x3ffffff);
}

/* The numbers that the longest programs compare. */
#define NUMBER(i)	(0x10000 + 3 * (i))

/* Write @nr predicates of the form @form, which has a number in hex. */
static char *long_text(u32 nr, const char *form)
{
	char *text = malloc(nr * 32), *to = text;
	u32 i;

	for (i = 0; i < nr; i++) {
		to += sprintf(to, "%s", i ? "||" : "");
		to += sprintf(to, form, NUMBER(i));
	}
	return text;
}

/* The longest programs: one predicate less, and one more. Each takes @each instructions. */
static void hold_limit(const char *form, u32 each, u32 passes)
{
	struct ktf_record *rec = malloc(sizeof(*rec));
	struct ktf_diag diag = { };
	struct ktf_prog *prog;
	char comm[16], *text;
	u32 nr, bad;

	env_record(&ktf_case_records[KTF_RECORD_bash], rec);
	for (nr = KTF_MAX_INSNS - 1; nr <= KTF_MAX_INSNS + 1; nr++) {
		env_reset();
		env.passes = passes;
		text = long_text(nr, form);
		prog = ktf_build(text, &env_events[KTF_EVENT_main], &diag);
		free(text);
		if (nr > KTF_MAX_INSNS) {
			EXPECT(IS_ERR(prog) && PTR_ERR(prog) == -E2BIG, "%u predicates", nr);
			continue;
		}
		EXPECT(!IS_ERR(prog), "%u predicates: %s", nr, ktf_err_text[diag.code]);
		EXPECT(passes || prog->nr == each * nr, "%u of %u", prog->nr, nr);
		EXPECT_EQ(ktf_verify(prog, &bad), 0);
		memset(comm, 0, sizeof(comm));
		sprintf(comm, "abcdefgh%x", NUMBER(nr - 1));
		env.comm = comm;
		rec->main.u32 = NUMBER(nr - 1);
		EXPECT(ktf_run(prog, rec, sizeof(*rec)), "the last of %u", nr);
		comm[8] = 0;
		rec->main.u32 = 1;
		EXPECT(!ktf_run(prog, rec, sizeof(*rec)), "none of %u", nr);
		ktf_free(prog);
	}
	free(rec);
}

TEST(verify_largest_programs)
{
	hold_limit("comm~'abcdefgh%x*'", 2, 0);
	hold_limit("comm~'abcdefgh%x*'", 2, ~0U);
	hold_limit("comm=='abcdefgh%x'", 1, 0);
	hold_limit("comm=='abcdefgh%x'", 1, ~0U);
	hold_limit("u32==0x%x", 1, 0);
	hold_limit("u32==0x%x", 1, ~0U);
}
