// SPDX-License-Identifier: GPL-2.0
/*
 * Memory that runs out, at each place where the engine asks for it: -ENOMEM, and nothing is
 * left behind.
 */
#include "env.h"
#include "test.h"

#include "ktf_build.h"

static const char * const text[] = {
	"u8 == 1",
	"u8 == 1 && (s8 < 2 || !(name == 'a' && dyn ~ '*b*')) || ptr != 'c'",
	"cpu & CPUS{0,2} && mask == CPUS{1,2} && func.function == filter_match_preds",
	"odd == 1 || args != 2",
	/* More fields, constants and instructions than the first allocations have room for. */
	"s8==1||u8==1||s16==1||u16==1||s32==1||u32==1||s64==1||u64==1||one==1||pair==1||"
	"name=='aaaaaaaaaaaaaaaaaaaaaaaa'||word=='aaaaaaaaaaaaaaaa'||tag~'*a*'||dyn=='a'||"
	"rel=='a'||ptr=='a'||uptr.ustring=='a'||last==1||end==1||cpu==1||comm=='aaaaaaaaaaaaaa'",
	/* Texts with an error: -ENOMEM comes first while memory is short. */
	"u8 == 1 && nosuch == 1",
	"u8 == 1 && (s8 == 1 || cpu & CPUS{x})",
	"u8 == 1 &&",
	"u8 == 1 x",
};

TEST(alloc_every_failure)
{
	struct ktf_diag diag;
	struct ktf_prog *prog;
	unsigned long n;
	bool spent;
	u32 i;
	long err;

	for (i = 0; i < ARRAY_SIZE(text); i++) {
		for (n = 1, spent = true; spent && n < 1000; n++) {
			env.fail_at = n;
			diag = (struct ktf_diag) { };
			prog = ktf_build(text[i], &env_events[KTF_EVENT_main], &diag);
			/* fail_at is left over if there were fewer allocations: none failed. */
			spent = !env.fail_at;
			env.fail_at = 0;
			err = IS_ERR(prog) ? PTR_ERR(prog) : 0;
			EXPECT((err == -ENOMEM) == spent, "%s: %ld when %lu fails", text[i], err,
			       n);
			EXPECT(!spent || (diag.err == -ENOMEM && diag.code == KTF_ERR_NONE),
			       "%s: told %d when %lu fails", text[i], diag.err, n);
			if (!err)
				ktf_free(prog);
			EXPECT(!env.allocated, "%s: %ld left when %lu fails", text[i],
			       env.allocated, n);
		}
		EXPECT(n > 4 && !spent, "%s: %lu allocations", text[i], n);
	}
}

/* An error frees all memory. */
TEST(alloc_errors)
{
	struct ktf_diag diag;
	u32 i;

	for (i = 0; i < ktf_nr_case_errors; i++) {
		env.stock_language = !(ktf_case_errors[i].languages & KTF_IN_FULL);
		ktf_build(ktf_case_errors[i].filter, &env_events[ktf_case_errors[i].event],
			  &diag);
		EXPECT(!env.allocated, "%s: %ld left", ktf_case_errors[i].filter, env.allocated);
	}
}

/* A program is a single allocation. */
TEST(alloc_one)
{
	struct ktf_diag diag;
	struct ktf_prog *prog;
	u32 i;

	for (i = 0; i < 5; i++) {
		prog = ktf_build(text[i], &env_events[KTF_EVENT_main], &diag);
		EXPECT(!IS_ERR(prog), "%s", text[i]);
		EXPECT_EQ(env.allocated, 1);
		ktf_free(prog);
	}
}
