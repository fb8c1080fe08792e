// SPDX-License-Identifier: GPL-2.0
/*
 * Rejecting events before they have a record.
 *
 * The handler of an event tests three flags of the event's file. If one is set, it asks
 * __trace_trigger_soft_disabled() whether to go on. If the flag is EVENT_FILE_FL_PID_FILTER, the
 * last act of that function is a jump to trace_event_ignore_this_pid(), and "yes" ends the
 * handler. This jump is redirected to us (hooks.c), and an event gets the flag if its filter has
 * an early program. Other events never come here, so they cost what they always did.
 *
 * The flag belongs to set_event_pid. Where that has no list of processes, the stock engine's
 * function finds none and lets the event pass, so the flag does no harm. Where it has one, the
 * flag stays when the filter goes. When the last list goes, the kernel takes the flag from all
 * events of the instance; then records are made and rejected afterwards, until the filter is
 * written again.
 *
 * No handler asks if a trigger has a use for the record (EVENT_FILE_FL_TRIGGER_COND), and an
 * injected record has no handler.
 */
#include <linux/bitops.h>
#include <linux/trace_events.h>

#include "early.h"
#include "hooks.h"

/*
 * <linux/trace_events.h> calls this function, which the kernel does not export, to get the
 * context of a record.
 */
unsigned int tracing_gen_ctx_irq_test(unsigned int irqs_status)
{
	return ktf_call(tracing_gen_ctx_irq_test)(irqs_status);
}

static bool lists_processes(struct trace_array *tr)
{
	return ktf_member(void *, tr, instance_pids) || ktf_member(void *, tr, instance_no_pids);
}

static bool has_early(struct event_filter *filter)
{
	const struct ktf_legal *legal = filter ? ktf_legal_plain(filter) : NULL;

	return legal && legal->ktap.early;
}

/**
 * ktf_early_arm - have the handler of an event ask us, if its filter has an early program
 * @file: the event in its instance.
 *
 * Context: event_mutex held, after each change of the event's own filter.
 */
void ktf_early_arm(struct trace_event_file *file)
{
	if (ktf_hooks[KTF_HOOK_IGNORE_PID].taken && has_early(ktf_installed_filter(file)))
		set_bit(EVENT_FILE_FL_PID_FILTER_BIT, &file->flags);
	else if (!lists_processes(file->tr))
		clear_bit(EVENT_FILE_FL_PID_FILTER_BIT, &file->flags);
}

/**
 * ktf_early_arm_instance - ktf_early_arm() for all events of an instance
 * @tr: the instance.
 *
 * Context: event_mutex held.
 */
void ktf_early_arm_instance(struct trace_array *tr)
{
	struct trace_event_file *file;

	list_for_each_entry(file, ktf_core_events(tr), list)
		ktf_early_arm(file);
}
