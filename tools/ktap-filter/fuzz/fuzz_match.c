// SPDX-License-Identifier: GPL-2.0
/*
 * The matchers: the input is a pattern, a NUL and a text. Each matcher has to agree with the
 * simplest function of the same meaning; for globs that is the kernel's own. The memory of
 * pattern and text ends where they end.
 */
#include <stdlib.h>

#include "target.h"

#include "prog/limits.h"
#include "vm/lower.h"
#include "vm/run.h"
#include "vm/verify.h"

static const u8 ops[] = {
	KTAP_FILTER_OP_STR_EQ, KTAP_FILTER_OP_STR_PREFIX, KTAP_FILTER_OP_STR_SUFFIX,
	KTAP_FILTER_OP_STR_CONTAINS, KTAP_FILTER_OP_STR_GLOB,
};

/* The reference: match the @n bytes at @s, or those up to the first NUL, with plain C. */
static bool plainly(u8 op, const char *s, u32 n, const char *pat)
{
	u32 len = strlen(pat), i;

	n = strnlen(s, n);
	switch (op) {
	case KTAP_FILTER_OP_STR_EQ:
		return n == len && !memcmp(s, pat, n);
	case KTAP_FILTER_OP_STR_PREFIX:
		return n >= len && !memcmp(s, pat, len);
	case KTAP_FILTER_OP_STR_SUFFIX:
		return n >= len && !memcmp(s + n - len, pat, len);
	case KTAP_FILTER_OP_STR_CONTAINS:
		for (i = 0; i + len <= n; i++)
			if (!memcmp(s + i, pat, len))
				return true;
		return false;
	default:
		return glob_match_len(pat, s, n);
	}
}

/* Make a program of one predicate on a text in an array or behind a loc word. */
static struct ktf_prog *lower(u8 op, const char *pat, const struct ktf_field *field, u32 fixed)
{
	struct ktf_pred insn = {
		.op = op, .imm = ktf_slice(0, strlen(pat)),
		.jt = KTAP_FILTER_ACCEPT, .jf = KTAP_FILTER_REJECT,
	};
	struct ktf_portable portable = {
		.insns = &insn, .nr_insns = 1, .pool = (char *)pat, .pool_len = strlen(pat) + 1,
	};
	struct ktf_diag diag;
	struct ktf_prog *prog = ktf_lower(&portable, field, fixed, &diag);
	u32 bad;

	target_expect(!IS_ERR(prog), "a pattern is refused");
	target_expect(!ktf_verify(prog, &bad), "a program is not verified");
	return prog;
}

static void in_array(const char *pat, const char *text, u32 n)
{
	struct ktf_field field = { "f", KTAP_FILTER_KIND_FIXSTR, false, NULL, 8, n };
	char *rec = calloc(1, 8 + n);
	struct ktf_prog *prog;
	u32 i;

	memcpy(rec + 8, text, n);
	for (i = 0; i < ARRAY_SIZE(ops); i++) {
		prog = lower(ops[i], pat, &field, 8 + n);
		target_expect(ktf_run(prog, rec, 8 + n) == plainly(ops[i], text, n, pat),
			      "a text in an array is matched otherwise");
		ktf_free(prog);
	}
	free(rec);
}

/* Match the text up to its NUL, stored behind a loc word. */
static void behind_loc_word(const char *pat, const char *text, u32 n, u8 kind)
{
	struct ktf_field field = { "f", kind, false, NULL, 8, 4 };
	u32 len = 12 + n + 1, i, base = kind == KTAP_FILTER_KIND_RELSTR ? 12 : 0;
	char *rec = calloc(1, len);
	struct ktf_prog *prog;

	n = strnlen(text, n);
	memcpy(rec + 12, text, n);
	*(u32 *)(rec + 8) = (12 - base) | (n + 1) << 16;
	for (i = 0; i < ARRAY_SIZE(ops); i++) {
		prog = lower(ops[i], pat, &field, 12);
		target_expect(ktf_run(prog, rec, len) == plainly(ops[i], text, n, pat),
			      "a located text is matched otherwise");
		ktf_free(prog);
	}
	free(rec);
}

int fuzz_one(const u8 *data, size_t size)
{
	char *pat = target_text(data, size);
	u32 len = strlen(pat), n = size - len - (len < size);
	char *text = malloc(n);

	target_begin(size);
	memcpy(text, data + size - n, n);
	if (len <= KTF_MAX_PATTERN && n < 32768) {
		if (n)
			in_array(pat, text, n);
		/* Texts of 16 bytes are common, and have opcodes of their own. */
		if (n >= 16)
			in_array(pat, text, 16);
		behind_loc_word(pat, text, n, KTAP_FILTER_KIND_DYNSTR);
		behind_loc_word(pat, text, n, KTAP_FILTER_KIND_RELSTR);
	}
	free(text);
	free(pat);
	target_end();
	return 0;
}
