// SPDX-License-Identifier: GPL-2.0
/*
 * The functions that stand in for the stock engine's.
 *
 * Hot ones run on events; the others write, make and free filters. A filter that is not ours
 * goes on to the stock engine's function.
 *
 * When the module goes, filters must no longer become ours, and each of ours must become the stock
 * engine's, without a gap between. Both happen in one section of event_mutex, in which the hooks
 * are closed. Whoever writes a filter holds event_mutex, or takes it in the hook, and asks there
 * whether the hooks are closed: so he comes before the section or behind it. The filters of event
 * probes are made without event_mutex. For these, creators are counted, and the section waits
 * until there is none. Filters may be freed at any time; until the end, ours are freed by us.
 *
 * When the module comes, a task may be in a function of the stock engine that frees filters by
 * itself, without a call that could be redirected: apply_subsystem_event_filter() frees those that
 * it replaced. It takes event_mutex first. So its call is redirected before all others, and no
 * filter becomes ours until the tasks that came before have had event_mutex. Tasks that come later
 * wait in the hook meanwhile.
 */
#include <linux/atomic.h>
#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/kernel.h>
#include <linux/mutex.h>
#include <linux/perf_event.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/workqueue.h>

#include "early.h"
#include "hooks.h"
#include "legal.h"
#include "shadow.h"

/* Tasks in hooks that are not hot; and of these, tasks that make a filter. */
static atomic_t in_use;
static atomic_t creators;
static bool closed;

/* Filters of subsystems may be written again. */
static DECLARE_COMPLETION(admitted);

/* A filter of the stock engine, one without a program, or one with a shadow. */
static noinline int match_other(struct event_filter *filter, void *rec)
{
	struct ktf_legal *legal = ktf_legal(filter);

	if (legal)
		return ktf_shadow_match(legal, rec);
	return ktf_call(filter_match_preds)(filter, rec);
}

static int hook_match(struct event_filter *filter, void *rec)
{
	const struct ktf_legal *legal;

	if (!filter)
		return 1;
	legal = ktf_legal_plain(filter);
	if (likely(legal))
		return ktf_run_ktap(&legal->ktap, rec);
	return match_other(filter, rec);
}

static bool hook_ignore_pid(struct trace_event_file *file)
{
	return ktf_early_rejects_event(file) || ktf_call(trace_event_ignore_this_pid)(file);
}

/* event_mutex is held. */
static int hook_apply(struct trace_event_file *file, char *text)
{
	int ret;

	atomic_inc(&in_use);
	if (ktf_hooks_closed())
		ret = ktf_call(apply_event_filter)(file, text);
	else
		ret = apply_event_filter(file, text);
	ktf_early_arm(file);
	atomic_dec(&in_use);
	return ret;
}

/* Take event_mutex. If the hooks are closed, leave that to the stock engine's function. */
static bool lock_unless_closed(void)
{
	mutex_lock(&event_mutex);
	if (!ktf_hooks_closed())
		return true;
	mutex_unlock(&event_mutex);
	return false;
}

static int hook_subsystem(struct trace_subsystem_dir *dir, char *text)
{
	int ret;

	atomic_inc(&in_use);
	wait_for_completion(&admitted);
	if (lock_unless_closed()) {
		ret = ktf_subsystem_apply(dir, text);
		ktf_early_arm_instance(dir->tr);
		mutex_unlock(&event_mutex);
	} else {
		ret = ktf_call(apply_subsystem_event_filter)(dir, text);
	}
	atomic_dec(&in_use);
	return ret;
}

static int hook_create(struct trace_array *tr, struct trace_event_call *call, char *text,
		       bool set_str, struct event_filter **filterp)
{
	int ret;

	atomic_inc(&in_use);
	atomic_inc(&creators);
	smp_mb__after_atomic();		/* pairs with ktf_hooks_wait_for_creators() */
	if (ktf_hooks_closed())
		ret = ktf_call(create_event_filter)(tr, call, text, set_str, filterp);
	else
		ret = create_event_filter(tr, call, text, set_str, filterp);
	atomic_dec(&creators);
	atomic_dec(&in_use);
	return ret;
}

static void hook_free(struct event_filter *filter)
{
	atomic_inc(&in_use);
	free_event_filter(filter);
	atomic_dec(&in_use);
}

static int hook_perf_set(struct perf_event *event, int id, char *text)
{
	int ret;

	atomic_inc(&in_use);
	if (lock_unless_closed()) {
		ret = ktf_perf_set_filter(event, text);
		mutex_unlock(&event_mutex);
	} else {
		ret = ktf_call(ftrace_profile_set_filter)(event, id, text);
	}
	atomic_dec(&in_use);
	return ret;
}

static void hook_perf_free(struct perf_event *event)
{
	struct event_filter *filter = event->filter;

	event->filter = NULL;
	hook_free(filter);
}

#define HOOK(nr, function, ours) [nr] = { .name = #function, .new = ours }
#define HOT_HOOK(nr, function, ours, from)						\
	[nr] = { .name = #function, .new = ours, .hot = true, .caller = from }

/*
 * In the order in which they are put in place: whatever may free a filter of ours comes before
 * what makes one. The first one is put in place alone.
 */
struct ktf_hook ktf_hooks[] = {
	HOOK(KTF_HOOK_SUBSYSTEM, apply_subsystem_event_filter, hook_subsystem),
	HOOK(KTF_HOOK_FREE, free_event_filter, hook_free),
	HOOK(KTF_HOOK_PERF_FREE, ftrace_profile_free_filter, hook_perf_free),
	HOT_HOOK(KTF_HOOK_MATCH, filter_match_preds, hook_match, NULL),
	HOT_HOOK(KTF_HOOK_IGNORE_PID, trace_event_ignore_this_pid, hook_ignore_pid,
		 "__trace_trigger_soft_disabled"),
	HOOK(KTF_HOOK_APPLY, apply_event_filter, hook_apply),
	HOOK(KTF_HOOK_CREATE, create_event_filter, hook_create),
	HOOK(KTF_HOOK_PERF_SET, ftrace_profile_set_filter, hook_perf_set),
};

const u32 ktf_nr_hooks = ARRAY_SIZE(ktf_hooks);

/**
 * ktf_hooks_init - find the functions in whose place ours are to be
 *
 * Context: may sleep; after ktf_names_bind().
 */
void __init ktf_hooks_init(void)
{
	u32 i;

	for (i = 0; i < ktf_nr_hooks; i++)
		ktf_hooks[i].old = ktf_names_find(ktf_hooks[i].name);
}

/**
 * ktf_hooks_close - from now on, filters are the stock engine's
 *
 * Context: event_mutex held.
 */
void ktf_hooks_close(void)
{
	WRITE_ONCE(closed, true);
}

/**
 * ktf_hooks_closed - do new filters belong to the stock engine?
 *
 * Context: any. The answer holds for as long as event_mutex is held.
 * Return: true after ktf_hooks_close().
 */
bool ktf_hooks_closed(void)
{
	return READ_ONCE(closed);
}

/**
 * ktf_hooks_wait_for_creators - wait for the filters that are made without event_mutex
 *
 * Context: may sleep; event_mutex held, after ktf_hooks_close().
 */
void ktf_hooks_wait_for_creators(void)
{
	smp_mb();	/* pairs with hook_create(): it sees the hooks closed, or is counted */
	while (atomic_read(&creators))
		usleep_range(1000, 2000);
}

/* A task that waits for event_mutex. */
struct waiter {
	struct work_struct	work;
	struct task_struct	*task;
};

static void wait_once(struct work_struct *work)
{
	struct waiter *waiter = container_of(work, struct waiter, work);

	WRITE_ONCE(waiter->task, current);
	mutex_lock(&event_mutex);
	mutex_unlock(&event_mutex);
}

static bool is_waiting(const struct waiter *waiter)
{
	const struct task_struct *task = READ_ONCE(waiter->task);

	return task && READ_ONCE(task->__state) == TASK_UNINTERRUPTIBLE;
}

/**
 * ktf_hooks_wait_for_writers - wait for tasks that write filters of subsystems by the stock engine
 *
 * These tasks called apply_subsystem_event_filter() before the call was redirected. First, each of
 * them gets so far that it has event_mutex, or sleeps until it has it. Tasks that sleep get a
 * mutex in the order in which they came. So one more task, which comes while the mutex cannot be
 * had, gets it after them.
 *
 * Context: may sleep. The call is redirected.
 */
void ktf_hooks_wait_for_writers(void)
{
	struct waiter waiter = { };

	synchronize_rcu_tasks();
	INIT_WORK_ONSTACK(&waiter.work, wait_once);
	scoped_guard(mutex, &event_mutex) {
		queue_work(system_unbound_wq, &waiter.work);
		while (!is_waiting(&waiter))
			usleep_range(1000, 2000);
	}
	flush_work(&waiter.work);
	destroy_work_on_stack(&waiter.work);
}

/**
 * ktf_hooks_admit_writers - let the tasks go on that wait to write a subsystem's filter
 *
 * Context: any.
 */
void ktf_hooks_admit_writers(void)
{
	complete_all(&admitted);
}

/**
 * ktf_hooks_in_use - is a task in a hook that may sleep?
 *
 * Context: any.
 * Return: true if there is one.
 */
bool ktf_hooks_in_use(void)
{
	return atomic_read(&in_use);
}
