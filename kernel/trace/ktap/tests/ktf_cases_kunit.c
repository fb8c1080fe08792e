// SPDX-License-Identifier: GPL-2.0
/*
 * The table of cases through the functions that the tracing core calls.
 *
 * The rows' events are made here, with fields as event classes define them, but belong to no
 * subsystem and never fire: records are made here too. Nothing in this file knows which
 * engine answers, so it can be built beside any.
 *
 * The running task takes the name that a record asks for, and moves to its CPU. Rows that
 * need more CPUs than this machine has are left out; a test without any row left reports
 * "skipped". perf's ftrace:function has no event without the function tracer, so only user
 * space runs its rows.
 */
#include <kunit/test.h>
#include <linux/cpumask.h>
#include <linux/kallsyms.h>
#include <linux/mman.h>
#include <linux/mutex.h>
#include <linux/sched.h>
#include <linux/trace_events.h>
#include <linux/uaccess.h>

#include "ktf_core.h"
#include "ktf_cases_fields.h"

static_assert(offsetof(struct ktf_record, tail) == offsetof(struct ktf_event_main, tail));
static_assert(sizeof(struct ktf_event_head) == sizeof(struct trace_entry));

static struct trace_event_class main_class = {
	.system	= "ktf_cases",
	.fields	= LIST_HEAD_INIT(main_class.fields),
};

static struct trace_event_class shadow_class = {
	.system	= "ktf_cases",
	.fields	= LIST_HEAD_INIT(shadow_class.fields),
};

static struct trace_event_call calls[] = {
	[KTF_EVENT_main]	= { .class = &main_class, .name = "main" },
	[KTF_EVENT_shadow]	= { .class = &shadow_class, .name = "shadow" },
};

/* Define the fields once and keep them: the tracing core cannot remove fields. */
static int define_events(struct kunit_suite *suite)
{
	static bool done;
	int err;

	if (done)
		return 0;
	done = true;
	err = ktf_define_fields(&calls[KTF_EVENT_main], ktf_main_fields);
	return err ?: ktf_define_fields(&calls[KTF_EVENT_shadow], ktf_shadow_fields);
}

/**
 * struct fixture - the state of a test
 * @rec: the current record, in memory of exactly its size, so that KASAN finds an overrun.
 * @user: a page of user memory; the page behind it is not mapped.
 * @comm: the real name of the test's task.
 */
struct fixture {
	struct ktf_record	*rec;
	char __user		*user;
	char			comm[TASK_COMM_LEN];
};

static int begin(struct kunit *test)
{
	struct fixture *f = kunit_kzalloc(test, sizeof(*f), GFP_KERNEL);
	unsigned long at;

	if (f)
		f->rec = kunit_kzalloc(test, sizeof(*f->rec), GFP_KERNEL);
	if (!f || !f->rec)
		return -ENOMEM;
	at = kunit_vm_mmap(test, NULL, 0, PAGE_SIZE, PROT_READ | PROT_WRITE,
			   MAP_ANONYMOUS | MAP_PRIVATE, 0);
	if (IS_ERR_VALUE(at))
		return (long)at;
	f->user = (char __user *)at;
	get_task_comm(f->comm, current);
	test->priv = f;
	return 0;
}

static void end(struct kunit *test)
{
	struct fixture *f = test->priv;

	if (!f)
		return;
	set_task_comm(current, f->comm);
	set_cpus_allowed_ptr(current, cpu_possible_mask);
}

static unsigned long func_address(enum ktf_func_at at)
{
	unsigned long start = kallsyms_lookup_name(KTF_CASE_FUNCTION), size, off;

	if (!start || !kallsyms_lookup_size_offset(start, &size, &off))
		return 0;
	return ktf_func_address(at, start, size);
}

/* Set up f->rec, and the running task's name and CPU, from a row of cases/records.h. */
static void set_record(struct kunit *test, u32 nr)
{
	const struct ktf_case_record *row = &ktf_case_records[nr];
	struct fixture *f = test->priv;

	*f->rec = row->rec;
	set_task_comm(current, row->comm);
	KUNIT_ASSERT_EQ(test, 0, set_cpus_allowed_ptr(current, cpumask_of(row->cpu)));
	if (nr == KTF_RECORD_hidden)
		return;
	f->rec->main.func = func_address(row->func);
	f->rec->main.uptr = KTF_BAD_ADDRESS;
	if (!row->user)
		return;
	f->rec->main.uptr = (const char __force *)f->user;
	KUNIT_ASSERT_EQ(test, 0, copy_to_user(f->user, row->user, strlen(row->user) + 1));
}

static struct event_filter *create(const struct ktf_case *row, int *err)
{
	struct event_filter *filter = NULL;

	guard(mutex)(&event_mutex);
	*err = create_event_filter(NULL, &calls[row->event], (char *)row->filter, true, &filter);
	return filter;
}

static bool matches(struct event_filter *filter, struct fixture *f)
{
	guard(preempt)();
	return filter_match_preds(filter, f->rec);
}

static void check_row(struct kunit *test, const char *group, const struct ktf_case *row)
{
	struct event_filter *filter;
	bool verdict;
	int err;

	filter = create(row, &err);
	KUNIT_EXPECT_EQ_MSG(test, err, 0, "%s: %s", group, row->filter);
	if (!err) {
		KUNIT_EXPECT_STREQ(test, filter->filter_string, row->filter);
		verdict = matches(filter, test->priv);
		KUNIT_EXPECT_EQ_MSG(test, verdict, row->verdict, "%s: %s on %s", group,
				    row->filter, ktf_case_records[row->record].name);
	}
	free_event_filter(filter);
}

static bool can_run(const struct ktf_case *row)
{
	return row->cpus <= nr_cpu_ids && cpu_online(ktf_case_records[row->record].cpu);
}

static void test_verdicts(struct kunit *test)
{
	const struct ktf_case_group *group = test->param_value;
	u32 last = KTF_NR_RECORDS, done = 0, i;

	if (IS_ENABLED(CONFIG_UML) && strstr(group->name, "faults"))
		kunit_skip(test, "no kernel fault can be survived here");
	for (i = 0; i < group->nr; i++) {
		const struct ktf_case *row = &group->rows[i];

		if (!can_run(row))
			continue;
		if (row->record != last)
			set_record(test, row->record);
		last = row->record;
		check_row(test, group->name, row);
		done++;
	}
	kunit_info(test, "%s: %u of %u rows\n", group->name, done, group->nr);
	KUNIT_EXPECT_NE(test, done, 0);
}

static const void *next_group(const void *prev, char *desc)
{
	const struct ktf_case_group *group = prev ? prev + sizeof(*group) : ktf_case_groups;

	if (group == ktf_case_groups + ktf_nr_case_groups)
		return NULL;
	strscpy(desc, group->name, KUNIT_PARAM_DESC_SIZE);
	return group;
}

#define ERROR_TEXT(name, text)	text,
static const char * const error_text[] = { KTF_ERRORS(ERROR_TEXT) };

/* The text that the filter file shows for a refused filter. */
static char *shown_text(const struct ktf_case_error *row)
{
	u32 len = strlen(row->filter), column = min(row->pos, len);

	if (!row->code)
		return kasprintf(GFP_KERNEL, "%s\nError: (0)\n", row->filter);
	if (column)
		column++;
	return kasprintf(GFP_KERNEL, "%s\n%*s\nparse_error: %s\n", row->filter, column, "^",
			 error_text[row->code]);
}

static void check_error(struct kunit *test, const struct ktf_case_error *row)
{
	struct event_filter *filter = NULL;
	char *shown = shown_text(row);
	int err;

	KUNIT_ASSERT_NOT_NULL(test, shown);
	scoped_guard(mutex, &event_mutex)
		err = create_event_filter(NULL, &calls[row->event], (char *)row->filter, true,
					  &filter);
	KUNIT_EXPECT_EQ_MSG(test, err, row->err, "%s", row->filter);
	KUNIT_ASSERT_NOT_NULL(test, filter);
	KUNIT_EXPECT_STREQ(test, filter->filter_string, shown);
	kfree(shown);
	/* A refused filter accepts all records. */
	if (err)
		KUNIT_EXPECT_EQ(test, matches(filter, test->priv), true);
	free_event_filter(filter);
}

static void test_errors(struct kunit *test)
{
	u32 i;

	for (i = 0; i < ktf_nr_case_errors; i++)
		if (ktf_case_errors[i].event != KTF_EVENT_function &&
		    ktf_case_errors[i].languages & KTF_IN_FULL)
			check_error(test, &ktf_case_errors[i]);
}

static void test_no_text_kept(struct kunit *test)
{
	struct event_filter *filter = NULL;
	char bad[] = "nosuch == 1";

	guard(mutex)(&event_mutex);
	KUNIT_EXPECT_EQ(test, -EINVAL, create_event_filter(NULL, &calls[0], bad, false, &filter));
	KUNIT_ASSERT_NOT_NULL(test, filter);
	KUNIT_EXPECT_NULL(test, filter->filter_string);
	free_event_filter(filter);
	free_event_filter(NULL);
	KUNIT_EXPECT_EQ(test, 1, filter_match_preds(NULL, NULL));
}

static char *repeat(struct kunit *test, u32 nr, const char *before, const char *middle,
		    const char *behind)
{
	u32 b = strlen(before), m = strlen(middle), e = strlen(behind), i;
	char *text = kvzalloc(nr * (b + e) + m + 1, GFP_KERNEL), *p = text;

	KUNIT_ASSERT_NOT_NULL(test, text);
	for (i = 0; i < nr; i++, p += b)
		memcpy(p, before, b);
	memcpy(p, middle, m);
	for (p += m, i = 0; i < nr; i++, p += e)
		memcpy(p, behind, e);
	return text;
}

/* Texts far longer than a write() can be: callers in the kernel have no such limit. */
static void check_long(struct kunit *test, char *text, bool verdict)
{
	struct ktf_case row = { .filter = text, .event = KTF_EVENT_main };
	struct event_filter *filter;
	int err;

	set_record(test, KTF_RECORD_zero);
	filter = create(&row, &err);
	KUNIT_EXPECT_EQ_MSG(test, err, 0, "%.40s...", text);
	if (!err)
		KUNIT_EXPECT_EQ_MSG(test, matches(filter, test->priv), verdict, "%.40s...", text);
	free_event_filter(filter);
	kvfree(text);
}

static void test_long(struct kunit *test)
{
	check_long(test, repeat(test, 16000, "u8==1||", "s8==0", ""), true);
	check_long(test, repeat(test, 16000, "u8==0&&", "s8==0", ""), true);
	check_long(test, repeat(test, 16000, "u8==0&&", "s8==1", ""), false);
	check_long(test, repeat(test, 16000, "(", "s8==0", ")"), true);
	check_long(test, repeat(test, 15999, "!(", "s8==0", ")"), false);
	check_long(test, repeat(test, 8000, "(u8==1||", "s8==0", ")"), true);
	check_long(test, repeat(test, 8000, "(u8==1||!(", "s8==0", "))"), true);
	check_long(test, repeat(test, 100000, " ", "s8==0", " "), true);
}

#define KTF_TYPE(text, kind)	{ text, FILTER_##kind },
static const struct {
	const char	*type;
	int		kind;
} types[] = {
#include "cases/types.h"
};

static void test_types(struct kunit *test)
{
	u32 i;

	for (i = 0; i < ARRAY_SIZE(types); i++)
		KUNIT_EXPECT_EQ_MSG(test, filter_assign_type(types[i].type), types[i].kind,
				    "\"%s\"", types[i].type);
}

#define KTF_PATTERN_ROW(pattern, type, search, not)	{ pattern, MATCH_##type, search, not },
static const struct {
	const char	*pattern;
	int		type;
	const char	*search;
	int		not;
} patterns[] = {
#include "cases/patterns.h"
};

static void test_patterns(struct kunit *test)
{
	char buf[16], *search;
	int not;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(patterns); i++) {
		strscpy_pad(buf, patterns[i].pattern);
		not = -1;
		KUNIT_EXPECT_EQ_MSG(test, filter_parse_regex(buf, strlen(buf), &search, &not),
				    patterns[i].type, "\"%s\"", patterns[i].pattern);
		KUNIT_EXPECT_STREQ(test, search, patterns[i].search);
		KUNIT_EXPECT_EQ_MSG(test, not, patterns[i].not, "\"%s\"", patterns[i].pattern);
	}
}

static struct kunit_case cases[] = {
	KUNIT_CASE_PARAM(test_verdicts, next_group),
	KUNIT_CASE(test_errors),
	KUNIT_CASE(test_no_text_kept),
	KUNIT_CASE(test_long),
	KUNIT_CASE(test_types),
	KUNIT_CASE(test_patterns),
	{}
};

static struct kunit_suite suite = {
	.name		= "ktap_filter_cases",
	.suite_init	= define_events,
	.init		= begin,
	.exit		= end,
	.test_cases	= cases,
};

kunit_test_suite(suite);
