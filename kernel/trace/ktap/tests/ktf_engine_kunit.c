// SPDX-License-Identifier: GPL-2.0
/*
 * Tests of the engine that need a kernel: the scratch buffers, the fields of live events,
 * reads that fault, the machine's own CPUs. And the kernel has to read characters, numbers,
 * lists and patterns as the rows say that user space reads them (tools/ktap-filter/compat).
 */
#include <kunit/test.h>
#include <linux/bitmap.h>
#include <linux/mm.h>
#include <linux/mman.h>
#include <linux/uaccess.h>
#include <linux/vmalloc.h>

#include "ktf_build.h"
#include "ktf_trace.h"
#include "prog/limits.h"
#include "vm/run.h"

static struct trace_event_class class = {
	.system	= "ktf_engine",
	.fields	= LIST_HEAD_INIT(class.fields),
};

static struct trace_event_call call = { .class = &class, .name = "engine" };

/* The record of the fields below. */
struct record {
	struct trace_entry	ent;
	u32			mask;
	u32			number;
	const char		*text;
	unsigned long		cpus[BITS_TO_LONGS(NR_CPUS)];
};

static const struct {
	const char	*type;
	const char	*name;
	int		off;
	int		size;
	int		is_signed;
	u8		kind;
} fields[] = {
	{ "__data_loc cpumask_t", "mask", offsetof(struct record, mask), 4, 0,
	  KTAP_FILTER_KIND_CPUMASK },
	{ "u32", "number", offsetof(struct record, number), 4, 0, KTAP_FILTER_KIND_OTHER },
	{ "const char *", "text", offsetof(struct record, text), sizeof(char *), 0,
	  KTAP_FILTER_KIND_PTRSTR },
	{ "char[4]", "fixed", 8, 4, 1, KTAP_FILTER_KIND_FIXSTR },
	{ "__data_loc char[]", "dyn", 8, 4, 1, KTAP_FILTER_KIND_DYNSTR },
	{ "__rel_loc char[]", "rel", 8, 4, 1, KTAP_FILTER_KIND_RELSTR },
};

/* Define the fields once and keep them: the tracing core cannot remove fields. */
static int define_fields(struct kunit_suite *suite)
{
	static bool done;
	int err = 0;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(fields) && !err && !done; i++)
		err = trace_define_field(&call, fields[i].type, fields[i].name, fields[i].off,
					 fields[i].size, fields[i].is_signed, FILTER_OTHER);
	done = true;
	return err;
}

static struct ktf_prog *build(struct kunit *test, const char *text)
{
	struct ktf_diag diag = { };
	struct ktf_schema schema;
	struct ktf_prog *prog;

	ktf_schema_init(&schema, &call);
	prog = ktf_build(text, &schema, &diag);
	KUNIT_ASSERT_FALSE_MSG(test, IS_ERR(prog), "%s: %s", text, ktf_err_text[diag.code]);
	return prog;
}

static bool passes(struct kunit *test, const char *text, const struct record *rec)
{
	struct ktf_prog *prog = build(test, text);
	bool verdict = ktf_run(prog, rec, sizeof(*rec));

	ktf_free(prog);
	return verdict;
}

static void test_fields(struct kunit *test)
{
	static const struct {
		const char	*name;
		u8		kind;
		u32		size;
	} generic[] = {
		{ "comm", KTAP_FILTER_KIND_COMM, 0 },	{ "COMM", KTAP_FILTER_KIND_COMM, 0 },
		{ "cpu", KTAP_FILTER_KIND_CPU, 0 },	{ "CPU", KTAP_FILTER_KIND_CPU, 0 },
		{ "common_cpu", KTAP_FILTER_KIND_CPU, 0 },
		{ "stacktrace", KTAP_FILTER_KIND_OPAQUE, 0 },
		{ "common_pid", KTAP_FILTER_KIND_OTHER, 4 },
		{ "common_type", KTAP_FILTER_KIND_OTHER, 2 },
	};
	struct ktf_schema schema;
	struct ktf_field field;
	u32 i;

	ktf_schema_init(&schema, &call);
	KUNIT_EXPECT_EQ(test, ktf_schema_fixed(&schema), offsetof(struct record, cpus));
	KUNIT_EXPECT_FALSE(test, ktf_schema_is_function(&schema));
	for (i = 0; i < ARRAY_SIZE(fields); i++) {
		KUNIT_ASSERT_EQ(test, 0, ktf_schema_find(&schema, fields[i].name,
							 strlen(fields[i].name), &field));
		KUNIT_EXPECT_EQ_MSG(test, field.kind, fields[i].kind, "%s", fields[i].name);
		KUNIT_EXPECT_EQ(test, field.off, fields[i].off);
		KUNIT_EXPECT_EQ(test, field.size, fields[i].size);
		KUNIT_EXPECT_EQ(test, field.is_signed, fields[i].is_signed);
	}
	for (i = 0; i < ARRAY_SIZE(generic); i++) {
		KUNIT_ASSERT_EQ(test, 0, ktf_schema_find(&schema, generic[i].name,
							 strlen(generic[i].name), &field));
		KUNIT_EXPECT_EQ_MSG(test, field.kind, generic[i].kind, "%s", generic[i].name);
		KUNIT_EXPECT_EQ(test, field.size, generic[i].size);
	}
	/* A name has a length, not a NUL. */
	KUNIT_EXPECT_EQ(test, 0, ktf_schema_find(&schema, "masked", 4, &field));
	KUNIT_EXPECT_EQ(test, -ENOENT, ktf_schema_find(&schema, "masked", 5, &field));
	KUNIT_EXPECT_EQ(test, -ENOENT, ktf_schema_find(&schema, "mask", 3, &field));
}

/* Each nested context gets a scratch buffer of its own, up to the limit. */
static void test_scratch(struct kunit *test)
{
	char *buf[KTF_SCRATCH_LEVELS], *more;
	u32 i, round;

	KUNIT_ASSERT_EQ(test, 0, ktf_scratch_prepare());
	KUNIT_ASSERT_EQ(test, 0, ktf_scratch_prepare());
	for (round = 0; round < 2; round++) {
		for (i = 0; i < KTF_SCRATCH_LEVELS; i++) {
			buf[i] = ktf_scratch_get();
			if (buf[i])
				memset(buf[i], i, KTF_PTR_BYTES);
		}
		more = ktf_scratch_get();
		for (i = KTF_SCRATCH_LEVELS; i--;)
			if (buf[i])
				ktf_scratch_put();
		/* Check only here: preemption was off before, and a failed check may sleep. */
		KUNIT_EXPECT_NULL(test, more);
		for (i = 0; i < KTF_SCRATCH_LEVELS; i++) {
			KUNIT_ASSERT_NOT_NULL(test, buf[i]);
			KUNIT_EXPECT_EQ(test, buf[i][0], i);
			KUNIT_EXPECT_EQ(test, buf[i][KTF_PTR_BYTES - 1], i);
		}
	}
	KUNIT_EXPECT_EQ(test, 0, preempt_count() & PREEMPT_MASK);
}

/* In the deepest context a string cannot be read, and trying does no harm. */
static void test_no_scratch(struct kunit *test)
{
	struct ktf_prog *same = build(test, "text == 'text'");
	struct ktf_prog *other = build(test, "text != 'other'");
	struct record rec = { .text = "text" };
	bool none, none_other, again;
	u32 i;

	for (i = 0; i < KTF_SCRATCH_LEVELS; i++)
		ktf_scratch_get();
	none = ktf_run(same, &rec, sizeof(rec));
	none_other = ktf_run(other, &rec, sizeof(rec));
	for (i = 0; i < KTF_SCRATCH_LEVELS; i++)
		ktf_scratch_put();
	again = ktf_run(same, &rec, sizeof(rec)) && ktf_run(other, &rec, sizeof(rec));
	KUNIT_EXPECT_FALSE(test, none);
	KUNIT_EXPECT_FALSE(test, none_other);
	KUNIT_EXPECT_TRUE(test, again);
	ktf_free(same);
	ktf_free(other);
}

/* Strings in user memory: mapped, unmapped, and up to the end of a page. */
static void test_user_text(struct kunit *test)
{
	char *buf = kunit_kzalloc(test, KTF_PTR_BYTES, GFP_KERNEL);
	char __user *page;
	unsigned long at;

	KUNIT_ASSERT_NOT_NULL(test, buf);
	at = kunit_vm_mmap(test, NULL, 0, 2 * PAGE_SIZE, PROT_READ | PROT_WRITE,
			   MAP_ANONYMOUS | MAP_PRIVATE, 0);
	KUNIT_ASSERT_FALSE(test, IS_ERR_VALUE(at));
	page = (char __user *)at;
	KUNIT_ASSERT_EQ(test, 0, copy_to_user(page, "abc", 4));
	KUNIT_EXPECT_EQ(test, 4, ktf_read_user_text(buf, at, KTF_PTR_BYTES));
	KUNIT_EXPECT_STREQ(test, buf, "abc");
	KUNIT_EXPECT_EQ(test, 1, ktf_read_user_text(buf, at + 3, KTF_PTR_BYTES));
	KUNIT_EXPECT_STREQ(test, buf, "");
	KUNIT_EXPECT_EQ(test, 2, ktf_read_user_text(buf, at, 2));
	KUNIT_EXPECT_STREQ(test, buf, "a");

	/* The second page was never touched. Reading does not fault it in. */
	KUNIT_ASSERT_EQ(test, 0, copy_to_user(page + PAGE_SIZE - 2, "xy", 2));
	KUNIT_EXPECT_LT(test, ktf_read_user_text(buf, at + PAGE_SIZE - 2, KTF_PTR_BYTES), 0);
	KUNIT_EXPECT_EQ(test, 2, ktf_read_user_text(buf, at + PAGE_SIZE - 2, 2));
	KUNIT_EXPECT_LT(test, ktf_read_user_text(buf, 8, KTF_PTR_BYTES), 0);
	KUNIT_EXPECT_LT(test, ktf_read_user_text(buf, (unsigned long)buf, KTF_PTR_BYTES), 0);
}

static void test_kernel_text(struct kunit *test)
{
	char *buf = kunit_kzalloc(test, KTF_PTR_BYTES, GFP_KERNEL);
	char *text = kunit_kzalloc(test, 2 * KTF_PTR_BYTES, GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, buf);
	KUNIT_ASSERT_NOT_NULL(test, text);
	KUNIT_EXPECT_EQ(test, 1, ktf_read_kernel_text(buf, (unsigned long)text, KTF_PTR_BYTES));
	KUNIT_EXPECT_STREQ(test, buf, "");
	memset(text, 'x', 2 * KTF_PTR_BYTES - 1);
	KUNIT_EXPECT_EQ(test, KTF_PTR_BYTES,
			ktf_read_kernel_text(buf, (unsigned long)text, KTF_PTR_BYTES));
	KUNIT_EXPECT_EQ(test, KTF_PTR_BYTES - 1, strnlen(buf, KTF_PTR_BYTES));
}

/* Strings at any address, of any length, into any room. Compare with the kernel's function. */
static void test_kernel_text_places(struct kunit *test)
{
	char *text = kunit_kzalloc(test, 80, GFP_KERNEL);
	char got[80], wanted[80];
	u32 at, n, room;

	KUNIT_ASSERT_NOT_NULL(test, text);
	for (at = 0; at < 9; at++) {
		for (n = 0; n < 40; n++) {
			memset(text, 0, 80);
			memset(text + at, '\x80' + n, n);
			for (room = 9; room < 60; room++) {
				unsigned long addr = (unsigned long)(text + at);
				long ret = strncpy_from_kernel_nofault(wanted, text + at, room);

				KUNIT_ASSERT_EQ(test, ret, ktf_read_kernel_text(got, addr, room));
				KUNIT_ASSERT_MEMEQ(test, got, wanted, ret);
			}
		}
	}
}

/* Strings that end with the last byte of a page, with no page behind it. */
static void test_kernel_text_ends(struct kunit *test)
{
	char *page = vmalloc(PAGE_SIZE), *end = page + PAGE_SIZE;
	char got[80];
	u32 n;

	KUNIT_ASSERT_NOT_NULL(test, page);
	memset(page, 'x', PAGE_SIZE);
	for (n = 1; n < 20; n++) {
		unsigned long addr = (unsigned long)(end - n);

		if (!IS_ENABLED(CONFIG_UML))	/* UML does not survive a kernel fault */
			KUNIT_EXPECT_LT(test, ktf_read_kernel_text(got, addr, sizeof(got)), 0);
		end[-1] = 0;
		KUNIT_EXPECT_EQ(test, n, ktf_read_kernel_text(got, addr, sizeof(got)));
		KUNIT_EXPECT_EQ(test, n - 1, strnlen(got, sizeof(got)));
		end[-1] = 'x';
	}
	vfree(page);
}

static void test_kernel_fault(struct kunit *test)
{
	char *buf = kunit_kzalloc(test, KTF_PTR_BYTES, GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, buf);
	if (IS_ENABLED(CONFIG_UML))
		kunit_skip(test, "no kernel fault can be survived here");
	KUNIT_EXPECT_LT(test, ktf_read_kernel_text(buf, 8, KTF_PTR_BYTES), 0);
}

/* A list may name the CPUs of this machine only. */
static void test_cpus(struct kunit *test)
{
	struct record rec = { .mask = sizeof(rec.cpus) << 16 | offsetof(struct record, cpus) };
	struct ktf_diag diag = { };
	struct ktf_schema schema;
	char text[40];

	bitmap_set(rec.cpus, 0, nr_cpu_ids);	/* the rest of the last word stays 0 */
	KUNIT_EXPECT_TRUE(test, passes(test, "mask == CPUS{all}", &rec));
	KUNIT_EXPECT_TRUE(test, passes(test, "mask == CPUS{0-N}", &rec));
	rec.number = nr_cpu_ids - 1;
	KUNIT_EXPECT_TRUE(test, passes(test, "number == CPUS{N} && number & CPUS{all}", &rec));
	rec.number = nr_cpu_ids;
	KUNIT_EXPECT_FALSE(test, passes(test, "number & CPUS{all} || number == CPUS{N}", &rec));
	KUNIT_EXPECT_TRUE(test, passes(test, "cpu & CPUS{all} && !(cpu & CPUS{,})", &rec));
	bitmap_zero(rec.cpus, nr_cpu_ids);
	KUNIT_EXPECT_FALSE(test, passes(test, "mask & CPUS{all}", &rec));
	KUNIT_EXPECT_TRUE(test, passes(test, "mask == CPUS{,}", &rec));

	ktf_schema_init(&schema, &call);
	snprintf(text, sizeof(text), "mask & CPUS{%u}", nr_cpu_ids);
	KUNIT_EXPECT_EQ(test, -EINVAL, PTR_ERR(ktf_build(text, &schema, &diag)));
	KUNIT_EXPECT_EQ(test, diag.code, KTF_ERR_INVALID_CPULIST);
}

/* An address inside a function: only this kernel knows the function. */
static void test_function_address(struct kunit *test)
{
	unsigned long at = (unsigned long)filter_match_preds;
	struct record rec = { .text = (char *)at };
	struct ktf_diag diag = { };
	struct ktf_schema schema;
	char text[64];

	ktf_schema_init(&schema, &call);
	snprintf(text, sizeof(text), "text.function == %#lx", at + 1);
	KUNIT_EXPECT_TRUE(test, passes(test, text, &rec));
	snprintf(text, sizeof(text), "text.function != %lu", at);
	KUNIT_EXPECT_FALSE(test, passes(test, text, &rec));
	snprintf(text, sizeof(text), "text.function == 0x10");
	KUNIT_EXPECT_EQ(test, -EINVAL, PTR_ERR(ktf_build(text, &schema, &diag)));
	KUNIT_EXPECT_EQ(test, diag.code, KTF_ERR_NO_FUNCTION);
}

#define KTF_CHARS(...)	{ __VA_ARGS__ },
static const struct {
	int	from, to, space, alnum, digit;
} chars[] = {
#include "cases/chars.h"
};

static void test_chars(struct kunit *test)
{
	u32 i;
	int c;

	for (i = 0; i < ARRAY_SIZE(chars); i++)
		for (c = chars[i].from; c <= chars[i].to; c++) {
			KUNIT_EXPECT_EQ_MSG(test, !!isspace(c), chars[i].space, "%#x", c);
			KUNIT_EXPECT_EQ_MSG(test, !!isalnum(c), chars[i].alnum, "%#x", c);
			KUNIT_EXPECT_EQ_MSG(test, !!isdigit(c), chars[i].digit, "%#x", c);
		}
}

#define KTF_NUMBER(text, err, val)	{ text, false, -(err), val },
#define KTF_SIGNED(text, err, val)	{ text, true, -(err), val },
static const struct {
	const char	*text;
	bool		is_signed;
	int		err;
	u64		val;
} numbers[] = {
#include "cases/numbers.h"
};

static void test_numbers(struct kunit *test)
{
	u64 val;
	u32 i;
	int err;

	for (i = 0; i < ARRAY_SIZE(numbers); i++) {
		val = 0;
		if (numbers[i].is_signed)
			err = ktf_parse_s64(numbers[i].text, (s64 *)&val);
		else
			err = ktf_parse_u64(numbers[i].text, &val);
		KUNIT_EXPECT_EQ_MSG(test, err, numbers[i].err, "\"%s\"", numbers[i].text);
		KUNIT_EXPECT_EQ_MSG(test, val, numbers[i].val, "\"%s\"", numbers[i].text);
	}
}

#define KTF_LIST(text, err, bits)	{ text, -(err), bits },
static const struct {
	const char	*text;
	int		err;
	unsigned long	bits;
} lists[] = {
#include "cases/lists.h"
};

static void test_lists(struct kunit *test)
{
	unsigned long bits;
	u32 i;
	int err;

	for (i = 0; i < ARRAY_SIZE(lists); i++) {
		bits = 0;
		err = ktf_parse_cpulist(lists[i].text, &bits, 8);
		KUNIT_EXPECT_EQ_MSG(test, err, lists[i].err, "\"%s\"", lists[i].text);
		if (!err)
			KUNIT_EXPECT_EQ_MSG(test, bits, lists[i].bits, "\"%s\"", lists[i].text);
	}
}

#define KTF_GLOB(...)	{ __VA_ARGS__ },
static const struct {
	const char	*pattern;
	const char	*text;
	u32		len;
	bool		match;
} globs[] = {
#include "cases/globs.h"
};

static void test_globs(struct kunit *test)
{
	u32 i;

	for (i = 0; i < ARRAY_SIZE(globs); i++)
		KUNIT_EXPECT_EQ_MSG(test, globs[i].match,
				    glob_match_len(globs[i].pattern, globs[i].text, globs[i].len),
				    "\"%s\" on \"%s\" (%u)", globs[i].pattern, globs[i].text,
				    globs[i].len);
}

static struct kunit_case cases[] = {
	KUNIT_CASE(test_fields),
	KUNIT_CASE(test_scratch),
	KUNIT_CASE(test_no_scratch),
	KUNIT_CASE(test_user_text),
	KUNIT_CASE(test_kernel_text),
	KUNIT_CASE(test_kernel_text_places),
	KUNIT_CASE(test_kernel_text_ends),
	KUNIT_CASE(test_kernel_fault),
	KUNIT_CASE(test_cpus),
	KUNIT_CASE(test_function_address),
	KUNIT_CASE(test_chars),
	KUNIT_CASE(test_numbers),
	KUNIT_CASE(test_lists),
	KUNIT_CASE(test_globs),
	{}
};

static struct kunit_suite suite = {
	.name		= "ktap_filter_engine",
	.suite_init	= define_fields,
	.test_cases	= cases,
};

kunit_test_suite(suite);
