// SPDX-License-Identifier: GPL-2.0
/*
 * Stacks of the kernel: what is in a record of any size, and to which event it belongs.
 */
#include <stdlib.h>

#include "aggregate/stacks.h"
#include "test.h"

static const struct stack_format format = { .id = 4, .at = 16, .word = 8 };

TEST(stack_of_any_size)
{
	u64 record[8] = { 4, 0, 0x1111, 0x7fffffff, ~0U, 5, ~0ULL, 0x9999 };
	struct stack_format none = { }, narrow = { .id = 4, .at = 12, .word = 4 };
	u32 words[6] = { 4, 0, 0, 0x22222222, 0x33333333, ~0U };
	struct stack stack;
	u32 bytes;

	for (bytes = 0; bytes <= sizeof(record); bytes++) {
		/* What is behind the record cannot be read. */
		u8 *data = memcpy(malloc(bytes ?: 1), record, bytes);
		u32 want = bytes < 16 ? 0 : min((bytes - 16) / 8, 4U);

		stack_read(&format, data, bytes, &stack);
		EXPECT(stack.nr == want, "%u bytes have %u addresses, not %u", bytes, stack.nr,
		       want);
		while (stack.nr-- > 0 && stack_caller(&stack, stack.nr) == record[stack.nr + 2])
			;
		EXPECT(stack.nr == ~0U, "address %u of %u is another", stack.nr, want);
		stack_read(&none, data, bytes, &stack);
		EXPECT(!stack.nr, "no format, and %u addresses", stack.nr);
		free(data);
	}
	stack_read(&narrow, (u8 *)words, sizeof(words), &stack);
	EXPECT(stack.nr == 2, "of 32 bits: %u", stack.nr);
	EXPECT(stack_marker(0x7fffffff) && !stack_marker(0x7ffffffe), "what is no address");
}

/* What came out: the number of a record, and of its stack, or "-". */
struct came {
	char	text[200];
};

static int take(void *to, u32 nr, const struct agg_record *record)
{
	struct came *came = to;
	u32 at = strlen(came->text);
	u64 stack = record->stack.nr ? stack_caller(&record->stack, 0) : 0;

	EXPECT(record->data[8] == nr, "record %u is %u now", nr, record->data[8]);
	snprintf(came->text + at, sizeof(came->text) - at, stack ? "%u%c " : "%u- ", nr,
		 (char)stack);
	return 0;
}

/* The flags of each context: task, soft interrupt, interrupt, NMI; and some of other things. */
static u8 flags_of(char context)
{
	static const u8 flags[] = { 0x00, 0x10, 0x18, 0x58 };

	return flags[context - '0'] | (test_below(2) ? 0xa7 : 0);
}

/*
 * Records are KIND, CONTEXT, PID: a kind is a digit, of an event that is wanted; x, of one that is
 * not; a letter from A on, of a stack; "|" alone is a gap.
 */
static void run(const char *records, const char *want)
{
	struct came came = { };
	struct agg_stacks stacks = { .take = take, .to = &came };
	const char *r;

	for (r = records; *r; r += strcspn(r, " "), r += *r == ' ') {
		u8 data[12] = { 1, 0, *r == '|' ? 0 : flags_of(r[1]), 0, *r == '|' ? 0 : r[2] };
		struct agg_record record = { .data = data, .bytes = sizeof(data) };
		u64 caller = *r;
		struct stack stack = { (u8 *)&caller, 1, 8 };

		data[8] = *r - '0';
		if (*r == '|')
			agg_stacks_gap(&stacks);
		else if (*r >= 'A' && *r <= 'Z')
			agg_stacks_stack(&stacks, &record, &stack);
		else
			agg_stacks_record(&stacks, *r == 'x' ? 0 : *r - '0', &record);
	}
	agg_stacks_gap(&stacks);
	EXPECT(!strcmp(came.text, want), "%s: %s, not %s", records, came.text, want);
	agg_stacks_free(&stacks);
}

TEST(stacks_belong_to_records)
{
	/* One behind the other, and none. */
	run("10a A0a 20a B0a", "1A 2B ");
	run("10a 20a B0a", "1- 2B ");
	run("10a", "1- ");
	run("A0a 10a", "1- ");
	run("10a A0a B0a", "1A ");
	/* An interrupt comes between, with and without a stack, or is not wanted. */
	run("10a 22a B2a A0a", "2B 1A ");
	run("10a 22a A0a", "2- 1A ");
	run("10a x2a B2a A0a", "1A ");
	run("10a B2a A0a", "1A ");
	run("10a 21a 32a 43a D3a C2a B1a A0a", "4D 3C 2B 1A ");
	run("10a 21a 32a 43a A0a", "2- 3- 4- 1A ");
	run("12a 20a B0a A2a", "1- 2B ");
	/* Its own was lost, and that of another comes. */
	run("10a x0a B0a", "1- ");
	run("10a 20b A0a", "1- 2- ");
	run("10a B0b", "1- ");
	run("12a B2b", "1- ");
	run("10a x0b A0a", "1- ");
	run("10a x2b A0a", "1- ");
	run("10a | A0a", "1- ");
	run("10a 22a | B2a A0a", "1- 2- ");
}
