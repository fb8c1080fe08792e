/* SPDX-License-Identifier: GPL-2.0 */
/*
 * ktap filter as the tracing core sees it.
 *
 * A struct event_filter of the tracing core has a struct ktap_filter in it. The core allocates
 * a zeroed struct event_filter for each subsystem, and frees it. Such a filter is never run.
 */
#ifndef _LINUX_KTAP_FILTER_H
#define _LINUX_KTAP_FILTER_H

#include <linux/err.h>
#include <linux/string.h>
#include <linux/types.h>
#include <uapi/linux/ktap_filter.h>

#include <asm/page.h>

struct bpf_insn;
struct file;
struct ktf_insn;
struct ktf_native;
struct ktf_prog;
struct ktf_stats;
struct trace_event_file;

#ifdef CONFIG_KTAP_FILTER

/**
 * struct ktap_filter - a filter's program
 * @entry: the instruction where the interpreter starts; NULL if it is not the interpreter
 *	that runs.
 * @run: the function to call if @entry is NULL: the filter's machine code, or one that keeps
 *	every event if the filter has no program. Its arguments are the running task and the
 *	record.
 * @stats: the program with its statistics, which @entry is in; NULL if there are none.
 * @native: the owner of the machine code; NULL if there is none.
 * @early: the early program, which rejects events before they have a record; NULL if there is
 *	none. It may be the filter's whole program. Only an event's own filter has one.
 * @asks_header: the program looks at the type, the flags or the preempt_count of a record, so
 *	the early program must get these.
 * @has_addresses: the program's constants include addresses of the kernel.
 * @rcu: frees the filter after its readers.
 */
struct ktap_filter {
	const struct ktf_insn __rcu	*entry;
	unsigned int			(*run)(const void *task, const struct bpf_insn *rec);
	struct ktf_stats		*stats;
	struct ktf_native		*native;
	const struct ktf_prog		*early;
	bool				asks_header;
	bool				has_addresses;
	struct rcu_head			rcu;
};

char *ktap_filter_text(const char __user *ubuf, size_t cnt);

#else

struct ktap_filter { };

static inline char *ktap_filter_text(const char __user *ubuf, size_t cnt)
{
	return cnt < PAGE_SIZE ? memdup_user_nul(ubuf, cnt) : ERR_PTR(-EINVAL);
}

#endif

ssize_t ktap_filter_read(struct file *filp, char __user *ubuf, size_t cnt, loff_t *ppos);
extern const struct file_operations ktap_filter_bytecode_fops;
bool ktap_filter_rejects(struct trace_event_file *file);

#endif /* _LINUX_KTAP_FILTER_H */
