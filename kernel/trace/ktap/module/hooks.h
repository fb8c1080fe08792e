/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The functions that stand in for the stock engine's. See hooks.c.
 */
#ifndef _KTF_HOOKS_H
#define _KTF_HOOKS_H

#include <linux/types.h>

/**
 * struct ktf_hook - a function of the kernel, and ours in its place
 * @name: its name.
 * @old: its address.
 * @new: ours, with the same arguments.
 * @hot: it runs on events, and ours is there for speed alone.
 * @caller: only calls in this function are redirected; NULL for calls in every function.
 * @sites: the number of its calls that were found, or 1 for its entry.
 * @probed: the number of its calls that could not be taken, because a probe lies on them.
 * @taken: the number of its calls that are redirected.
 */
struct ktf_hook {
	const char	*name;
	void		*old;
	void		*new;
	bool		hot;
	const char	*caller;
	u32		sites;
	u32		probed;
	u32		taken;
};

extern struct ktf_hook ktf_hooks[];
extern const u32 ktf_nr_hooks;

enum ktf_hook_nr {
	KTF_HOOK_SUBSYSTEM, KTF_HOOK_FREE, KTF_HOOK_PERF_FREE, KTF_HOOK_MATCH, KTF_HOOK_IGNORE_PID,
	KTF_HOOK_APPLY, KTF_HOOK_CREATE, KTF_HOOK_PERF_SET
};

void ktf_hooks_init(void);
void ktf_hooks_close(void);
bool ktf_hooks_closed(void);
bool ktf_hooks_in_use(void);
void ktf_hooks_wait_for_creators(void);
void ktf_hooks_wait_for_writers(void);
void ktf_hooks_admit_writers(void);

#endif /* _KTF_HOOKS_H */
