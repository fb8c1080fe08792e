// SPDX-License-Identifier: GPL-2.0
/*
 * The tracefs file ktap_filters: every installed event filter and its program.
 *
 *	sched:sched_switch prev_pid == 5 && next_comm == "sh"
 *	    0: WORD_ARC       [24] - 0x5 & 0xffffffff <= 0x0  true 1 false reject
 *	    1: WORD_ARC       [40] - 0x6873 & 0xffffff <= 0x0  true accept false reject
 *	    jit: 123 bytes, from 40 BPF instructions
 *
 * The line behind the program says whether machine code or the interpreter runs the program. A
 * filter may have an early program, which rejects events before there is a record
 * (vm/early.c). It is listed behind a line "early:". The line "early: the same" means that the
 * whole program is the early program.
 *
 * A filter that is counted (ktf_stats.c) has no early program, and these lines behind it:
 *
 *	    stats: asked 1000 kept 3
 *	    stats: 0: visited 1000 true 30 prev_pid == 5
 *	    stats: 1: visited 30 true 3 next_comm == "sh"
 *
 * A program that came from ".function" has addresses of the kernel in it. Its numbers are shown
 * only to users who may see such addresses in /proc/kallsyms: see kptr_restrict.
 *
 * Lines that begin with "#" are remarks: those of the module, see module/takeover.c.
 *
 * An event of an instance has the name of the instance and a slash before its own name. A
 * filter that was refused has no program and is not listed.
 */
#include <linux/fs.h>
#include <linux/kallsyms.h>
#include <linux/module.h>
#include <linux/seq_file.h>

#include "ktf_jit.h"
#include "ktf_live.h"
#include "ktf_stats.h"
#include "ktf_trace.h"
#include "vm/disasm.h"

static __printf(2, 3) void print_to_seq(const struct ktf_out *out, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	seq_vprintf(out->to, fmt, args);
	va_end(args);
}

static void show_early(struct seq_file *m, const struct ktf_out *out, const struct ktf_prog *early,
		       const struct ktf_prog *prog)
{
	if (!early)
		return;
	seq_printf(m, "    early:%s\n", early == prog ? " the same" : "");
	if (early != prog)
		ktf_disasm(early, out);
}

static void show_filter(struct seq_file *m, struct trace_event_file *file)
{
	struct ktf_out out = { .print = print_to_seq, .to = m };
	const struct ktf_prog *prog;
	struct event_filter *filter;
	struct ktap_filter *ktap;

	if (!ktf_filter_works(file))
		return;
	filter = ktf_installed_filter(file);
	ktap = ktf_core_ktap(filter);
	out.hides_numbers = ktap->has_addresses &&
			    !kallsyms_show_value(m->file->f_cred);
	if (ktf_core_instance_name(file->tr))
		seq_printf(m, "%s/", ktf_core_instance_name(file->tr));
	seq_printf(m, "%s:%s %s\n", file->event_call->class->system,
		   trace_event_name(file->event_call), filter->filter_string);
	prog = ktf_filter_prog(filter);
	ktf_disasm(prog, &out);
	ktf_jit_show(ktap->native, &out);
	show_early(m, &out, ktap->early, prog);
	ktf_stats_show(m, ktap->stats, filter->filter_string);
	ktf_core_show_filter(m, filter);
}

/* The first event of @tr, or of the first instance behind @tr that has events. */
static struct trace_event_file *first_from(struct trace_array *tr)
{
	for (; tr; tr = ktf_core_next_instance(tr))
		if (!list_empty(ktf_core_events(tr)))
			return list_first_entry(ktf_core_events(tr), struct trace_event_file, list);
	return NULL;
}

static struct trace_event_file *next_file(struct trace_event_file *file)
{
	if (!list_is_last(&file->list, ktf_core_events(file->tr)))
		return list_next_entry(file, list);
	return first_from(ktf_core_next_instance(file->tr));
}

/*
 * Both mutexes are held while one buffer is filled. They are released before user space reads
 * the buffer.
 */
static void *ktap_filters_start(struct seq_file *m, loff_t *pos)
{
	struct trace_event_file *file;
	loff_t n = *pos;

	mutex_lock(&event_mutex);
	mutex_lock(&trace_types_lock);
	if (!n--)
		return SEQ_START_TOKEN;
	file = first_from(ktf_core_first_instance());
	while (file && n--)
		file = next_file(file);
	return file;
}

static void *ktap_filters_next(struct seq_file *m, void *file, loff_t *pos)
{
	++*pos;
	return file == SEQ_START_TOKEN ? first_from(ktf_core_first_instance()) : next_file(file);
}

static void ktap_filters_stop(struct seq_file *m, void *file)
{
	mutex_unlock(&trace_types_lock);
	mutex_unlock(&event_mutex);
}

static int ktap_filters_show(struct seq_file *m, void *file)
{
	if (file == SEQ_START_TOKEN)
		ktf_core_show_head(m);
	else
		show_filter(m, file);
	return 0;
}

static const struct seq_operations ktap_filters_ops = {
	.start	= ktap_filters_start,
	.next	= ktap_filters_next,
	.stop	= ktap_filters_stop,
	.show	= ktap_filters_show,
};

static int ktap_filters_open(struct inode *inode, struct file *file)
{
	int err = tracing_check_open_get_tr(NULL);

	return err ?: seq_open(file, &ktap_filters_ops);
}

static const struct file_operations ktap_filters_fops = {
	.owner		= THIS_MODULE,
	.open		= ktap_filters_open,
	.read		= seq_read,
	.llseek		= seq_lseek,
	.release	= seq_release,
};

/**
 * ktf_show_create - make the file ktap_filters
 *
 * Context: may sleep.
 * Return: the file; NULL if there is no tracefs, or no memory.
 */
struct dentry *ktf_show_create(void)
{
	return ktf_create_list("ktap_filters", &ktap_filters_fops);
}
