// SPDX-License-Identifier: GPL-2.0
/*
 * The boot-time test of event filters: verdicts, and fields that must not be visited.
 *
 * FTRACE_STARTUP_TEST evaluates eight expressions over the event ftrace_test_filter, whose
 * fields are the integers a to h. To test short circuits, predicates of fields that must not
 * be visited are changed: both of their targets become the wrong verdict, so that a visit
 * shows.
 */
#include <linux/init.h>
#include <linux/mutex.h>
#include <linux/printk.h>
#include <linux/tracepoint.h>

#include "ktf_build.h"
#include "ktf_trace.h"
#include "vm/run.h"

#define CREATE_TRACE_POINTS
#include "../../trace_events_filter_test.h"

#define ALL_AND	"a == 1 && b == 1 && c == 1 && d == 1 && e == 1 && f == 1 && g == 1 && h == 1"
#define ALL_OR	"a == 1 || b == 1 || c == 1 || d == 1 || e == 1 || f == 1 || g == 1 || h == 1"
#define OR_AND	"(a == 1 || b == 1) && (c == 1 || d == 1) && (e == 1 || f == 1) && (g == 1 || h == 1)"
#define AND_OR	"(a == 1 && b == 1) || (c == 1 && d == 1) || (e == 1 && f == 1) || (g == 1 && h == 1)"
#define AND_AND	"(a == 1 && b == 1) && (c == 1 && d == 1) && (e == 1 && f == 1) || (g == 1 && h == 1)"
#define OR_OR	"((a == 1 || b == 1) || (c == 1 || d == 1) || (e == 1 || f == 1)) && (g == 1 || h == 1)"
#define NEST_A	"((((((((a == 1) && (b == 1)) || (c == 1)) && (d == 1)) || " \
		"(e == 1)) && (f == 1)) || (g == 1)) && (h == 1))"
#define NEST_O	"((((((((a == 1) || (b == 1)) && (c == 1)) || (d == 1)) && " \
		"(e == 1)) || (f == 1)) && (g == 1)) || (h == 1))"

/* @ones: the fields with the value 1; all others are 0. */
static const struct row {
	const char	*filter;
	const char	*ones;
	bool		match;
	const char	*not_visited;
} rows[] = {
	{ ALL_AND,	"abcdefgh",	true,	"" },
	{ ALL_AND,	"bcdefgh",	false,	"bcdefgh" },
	{ ALL_AND,	"abcdefg",	false,	"" },
	{ ALL_OR,	"",		false,	"" },
	{ ALL_OR,	"h",		true,	"" },
	{ ALL_OR,	"a",		true,	"bcdefgh" },
	{ OR_AND,	"cdefgh",	false,	"dfh" },
	{ OR_AND,	"bdfh",		true,	"" },
	{ OR_AND,	"acfh",		true,	"bd" },
	{ OR_AND,	"acf",		false,	"bd" },
	{ AND_OR,	"acdefgh",	true,	"efgh" },
	{ AND_OR,	"gh",		true,	"" },
	{ AND_OR,	"h",		false,	"" },
	{ AND_AND,	"abcdef",	true,	"gh" },
	{ AND_AND,	"h",		false,	"" },
	{ AND_AND,	"abcdegh",	true,	"" },
	{ OR_OR,	"abcdefh",	true,	"bcdef" },
	{ OR_OR,	"",		false,	"" },
	{ OR_OR,	"abcdegh",	true,	"h" },
	{ NEST_A,	"abcdefgh",	true,	"ceg" },
	{ NEST_A,	"bdfh",		false,	"" },
	{ NEST_A,	"aceg",		false,	"" },
	{ NEST_O,	"abcdefgh",	true,	"bdfh" },
	{ NEST_O,	"bdfh",		true,	"" },
	{ NEST_O,	"aceg",		true,	"bdfh" },
};

static void __init fill(struct trace_event_raw_ftrace_test_filter *rec, const char *ones)
{
	int *fields[] = { &rec->a, &rec->b, &rec->c, &rec->d,
			  &rec->e, &rec->f, &rec->g, &rec->h };

	memset(rec, 0, sizeof(*rec));
	while (*ones)
		*fields[*ones++ - 'a'] = 1;
}

static void __init set_traps(struct ktf_prog *prog, const struct ktf_portable *portable,
			     const char *text, const char *not_visited, bool match)
{
	struct ktf_insn *insn;
	u32 i;

	for (i = 0; i < prog->nr; i++) {
		if (!strchr(not_visited, text[portable->spans[i].pos]))
			continue;
		insn = &prog->insns[i];
		insn->falls_through = KTF_FALLS_NEVER;
		insn->to[0] = match ? KTAP_FILTER_REJECT : KTAP_FILTER_ACCEPT;
		insn->to[1] = insn->to[0];
	}
}

static bool __init row_fails(unsigned int nr)
{
	struct trace_event_raw_ftrace_test_filter rec;
	const char *text = rows[nr].filter;
	struct ktf_portable portable;
	struct ktf_schema schema;
	struct ktf_prog *prog;
	struct ktf_diag diag;
	bool untouched, trapped;

	ktf_schema_init(&schema, &event_ftrace_test_filter);
	prog = ERR_PTR(ktf_compile(text, &schema, &portable, &diag));
	if (!PTR_ERR(prog))
		prog = ktf_load(&portable, &schema, &diag);
	if (IS_ERR(prog)) {
		pr_info("Failed to get filter for '%s', err %ld\n", text, PTR_ERR(prog));
		ktf_portable_free(&portable);
		return true;
	}
	fill(&rec, rows[nr].ones);
	untouched = ktf_run(prog, &rec, sizeof(rec));
	set_traps(prog, &portable, text, rows[nr].not_visited, rows[nr].match);
	trapped = ktf_run(prog, &rec, sizeof(rec));
	ktf_free(prog);
	ktf_portable_free(&portable);
	if (untouched != rows[nr].match)
		pr_info("Failed to match filter '%s', expected %d\n", text, rows[nr].match);
	else if (trapped != rows[nr].match)
		pr_info("Failed, unwanted pred visited for filter %s\n", text);
	return trapped != rows[nr].match || untouched != rows[nr].match;
}

static __init int ktf_startup_test(void)
{
	unsigned int i;

	pr_info("Testing ftrace filter: ");
	guard(mutex)(&event_mutex);
	for (i = 0; i < ARRAY_SIZE(rows); i++)
		if (row_fails(i))
			return 0;
	pr_cont("OK\n");
	return 0;
}
late_initcall(ktf_startup_test);
