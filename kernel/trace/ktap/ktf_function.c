// SPDX-License-Identifier: GPL-2.0
/*
 * perf's filter for ftrace:function: patterns that choose functions.
 *
 * Such a filter does not run on records. The tracer of this perf event has a list of functions
 * that it is called for, and a list of functions that it is not called for. Each predicate
 * "ip == pattern" adds to the first list, and "ip != pattern" adds to the second one. Several
 * patterns may stand together, with commas or blanks between. For example,
 *
 *	ip == vfs_* && ip != "vfs_read,vfs_write"
 *
 * adds vfs_* to the first list, and vfs_read and vfs_write to the second one.
 *
 * The two lists can only express "one of these, and none of those". So "||" or "&&" may join
 * predicates, but nothing may be negated. In the program, the true target of a predicate is
 * accept or the next predicate, and its false target is reject or the next predicate.
 */
#include <linux/ftrace.h>
#include <linux/perf_event.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "ktf_build.h"
#include "ktf_trace.h"
#include "prog/ops.h"

/* The two lists, by @not. The first pattern that is added to a list resets it (@started). */
struct function_lists {
	struct ftrace_ops	*ops;
	bool			started[2];
};

static int add_pattern(struct function_lists *lists, char *pattern, bool not)
{
	int reset = !lists->started[not], err;

	if (not)
		err = ftrace_set_notrace(lists->ops, pattern, strlen(pattern), reset);
	else
		err = ftrace_set_filter(lists->ops, pattern, strlen(pattern), reset);
	if (!err)
		lists->started[not] = true;
	return err;
}

static int add_patterns(struct function_lists *lists, const char *patterns, bool not)
{
	char *text = kstrdup(patterns, GFP_KERNEL), **argv;
	int argc, i, err = -EINVAL;

	if (!text)
		return -EINVAL;
	strreplace(text, ',', ' ');
	argv = argv_split(GFP_KERNEL, text, &argc);
	kfree(text);
	if (!argv)
		return -EINVAL;
	for (i = 0; i < argc; i++) {
		err = add_pattern(lists, argv[i], not);
		if (err)
			break;
	}
	argv_free(argv);
	return err;
}

static bool joins_plainly(const struct ktf_pred *insn, u32 nr)
{
	bool accepts = insn->jt == KTAP_FILTER_ACCEPT, rejects = insn->jf == KTAP_FILTER_REJECT;

	return (accepts && (rejects || insn->jf == nr + 1)) || (rejects && insn->jt == nr + 1);
}

static int add_predicates(struct function_lists *lists, const struct ktf_portable *prog)
{
	const struct ktf_pred *insn;
	u32 i;

	for (i = 0; i < prog->nr_insns; i++) {
		insn = &prog->insns[i];
		if (insn->op != KTF_OP_PERF_IP || !joins_plainly(insn, i))
			return -EINVAL;
		if (add_patterns(lists, prog->pool + ktf_slice_off(insn->imm),
				 insn->flags & KTAP_FILTER_NOT))
			return -EINVAL;
	}
	return 0;
}

/**
 * ktf_function_filter - choose the functions of a perf ftrace:function event
 * @event: the perf event.
 * @schema: the event, and whether its filter is restricted.
 * @text: the filter's text.
 *
 * Context: may sleep; event_mutex held.
 * Return: 0; -EINVAL if the text is no such filter or no function matches; errors of
 * ktf_compile().
 */
int ktf_function_filter(struct perf_event *event, const struct ktf_schema *schema,
			const char *text)
{
	struct function_lists lists = { .ops = &event->ftrace_ops };
	struct ktf_portable prog;
	struct ktf_diag diag;
	int err;

	err = ktf_compile(text, schema, &prog, &diag);
	if (!err)
		err = add_predicates(&lists, &prog);
	ktf_portable_free(&prog);
	return err;
}
