// SPDX-License-Identifier: GPL-2.0
/*
 * The events of the table of cases, as real ones.
 *
 * The events ktf_records:ktf_main and ktf_records:ktf_shadow have the fields of the table. A
 * write of a struct ktf_emission to /sys/kernel/debug/ktf_records makes one of them happen, with
 * the record that was written. It goes the way of all trace events: reserve, fill, commit. So the
 * filter in force decides, whichever engine it belongs to, and the buffer has the records that it
 * keeps.
 *
 * The events are what TRACE_EVENT() would make, but for the fields, which are in the rows of the
 * table. Interrupts are off while an event happens, so that its flags are always the same.
 */
#include <linux/debugfs.h>
#include <linux/irqflags.h>
#include <linux/module.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/trace_events.h>
#include <linux/tracepoint.h>
#include <linux/uaccess.h>

#include "ktf_cases_fields.h"
#include "ktf_records.h"

/* What is in the buffer. @nr is no field. */
struct entry {
	struct ktf_record	rec;
	u32			nr;
};

#define HEAD	sizeof(struct ktf_event_head)

static_assert(sizeof(struct trace_entry) == HEAD);

DECLARE_TRACE(ktf_main, TP_PROTO(const struct ktf_emission *e), TP_ARGS(e));
DECLARE_TRACE(ktf_shadow, TP_PROTO(const struct ktf_emission *e), TP_ARGS(e));
DEFINE_TRACE(ktf_main, TP_PROTO(const struct ktf_emission *e), TP_ARGS(e));
DEFINE_TRACE(ktf_shadow, TP_PROTO(const struct ktf_emission *e), TP_ARGS(e));

/* The tracepoints' handler: make a record in one instance. */
static void record(void *file, const struct ktf_emission *e)
{
	struct trace_event_buffer buffer;
	struct entry *entry;

	if (trace_trigger_soft_disabled(file))
		return;
	entry = trace_event_buffer_reserve(&buffer, file, sizeof(*entry));
	if (!entry)
		return;
	memcpy((void *)entry + HEAD, (const void *)&e->rec + HEAD, sizeof(e->rec) - HEAD);
	entry->nr = e->nr;
	trace_event_buffer_commit(&buffer);
}

static int define_fields(struct trace_event_call *call)
{
	return ktf_define_fields(call, call->data);
}

static struct trace_event_fields fields[] = {
	{ .type = TRACE_FUNCTION_TYPE, .define_fields = define_fields },
	{ }
};

static enum print_line_t print(struct trace_iterator *iter, int flags,
			       struct trace_event *event)
{
	const struct entry *entry = (const void *)iter->ent;
	int err = trace_raw_output_prep(iter, event);

	if (err != TRACE_TYPE_HANDLED)
		return err;
	trace_event_printf(iter, "%u\n", entry->nr);
	return trace_handle_return(&iter->seq);
}

static struct trace_event_functions functions = { .trace = print };

#define EVENT_CALL(which)						\
static struct trace_event_class which##_class = {			\
	.system		= KBUILD_MODNAME,				\
	.fields_array	= fields,					\
	.fields		= LIST_HEAD_INIT(which##_class.fields),		\
	.raw_init	= trace_event_raw_init,				\
	.reg		= trace_event_reg,				\
	.probe		= record,					\
};									\
static struct trace_event_call which##_call = {				\
	.class		= &which##_class,				\
	.tp		= &__tracepoint_ktf_##which,			\
	.event.funcs	= &functions,					\
	.print_fmt	= "\"\"",					\
	.data		= (void *)ktf_##which##_fields,				\
	.flags		= TRACE_EVENT_FL_TRACEPOINT,			\
};									\
static struct trace_event_call * const which##_pointer __used		\
	__section("_ftrace_events") = &which##_call

EVENT_CALL(main);
EVENT_CALL(shadow);

/* Disable interrupts, but let a task run before that is due here: a record's flags show it. */
static unsigned long irq_save_undisturbed(void)
{
	unsigned long flags;

	for (;;) {
		local_irq_save(flags);
		if (!need_resched())
			return flags;
		local_irq_restore(flags);
		cond_resched();
	}
}

static void emit(struct ktf_emission *e)
{
	unsigned long flags;

	e->text[sizeof(e->text) - 1] = 0;
	if (e->event == KTF_EVENT_main && !e->rec.main.ptr)
		e->rec.main.ptr = e->text;
	flags = irq_save_undisturbed();
	if (e->event == KTF_EVENT_main)
		trace_ktf_main(e);
	else
		trace_ktf_shadow(e);
	local_irq_restore(flags);
}

static ssize_t emit_write(struct file *file, const char __user *from, size_t len, loff_t *pos)
{
	struct ktf_emission *e;

	if (len != sizeof(*e))
		return -EINVAL;
	e = memdup_user(from, len);
	if (IS_ERR(e))
		return PTR_ERR(e);
	emit(e);
	kfree(e);
	return len;
}

static const struct file_operations emit_fops = {
	.owner	= THIS_MODULE,
	.open	= simple_open,
	.write	= emit_write,
};

static struct dentry *emit_file;

static int __init ktf_records_init(void)
{
	emit_file = debugfs_create_file(KBUILD_MODNAME, 0200, NULL, NULL, &emit_fops);
	return 0;
}

static void __exit ktf_records_exit(void)
{
	debugfs_remove(emit_file);
	tracepoint_synchronize_unregister();
}

module_init(ktf_records_init);
module_exit(ktf_records_exit);
MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("The events of ktap filter's table of cases, for tests");
