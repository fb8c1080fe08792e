/* SPDX-License-Identifier: GPL-2.0 */
/*
 * ktap filter as the tracing core sees it.
 *
 * A struct event_filter of the tracing core has a struct ktap_filter in it. The core itself
 * makes one for each subsystem, of zeros, and frees it: that one is never run.
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
struct trace_event_file;

#ifdef CONFIG_KTAP_FILTER

/**
 * struct ktap_filter - a filter's program
 * @entry: the instruction where the interpreter starts; NULL if it is not the interpreter
 *	that runs.
 * @run: what runs then: machine code, or for want of a program what keeps every event. It
 *	gets the running task and the record.
 * @native: whose machine code it is, or NULL.
 * @early: what of the program needs no record, which may be all of it; or NULL. Only
 *	filters of events have it.
 * @asks_context: the program asks for the flags or the preempt_count of the record. Nothing
 *	else makes a difference to it, whatever words they are in.
 * @has_addresses: addresses of the kernel are among its program's constants.
 * @rcu: for freeing it behind its readers.
 */
struct ktap_filter {
	const struct ktf_insn __rcu	*entry;
	unsigned int			(*run)(const void *task, const struct bpf_insn *rec);
	struct ktf_native		*native;
	const struct ktf_prog		*early;
	bool				asks_context;
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
