// SPDX-License-Identifier: GPL-2.0
/*
 * The memory that a filter takes: the bytes that the running task allocates while the filter
 * is made and does not free, counted by the allocator's own events. So the benchmark need
 * not know the data structures of either engine.
 */
#include <linux/sched.h>
#include <linux/slab.h>
#include <trace/events/kmem.h>

#include "bench.h"

static struct task_struct *watched;
static const void *latest;
static long held;

/* Two layers of the allocator report an object that is too large for a slab: count it once. */
static void saw_kmalloc(void *unused, unsigned long site, const void *ptr, size_t asked,
			size_t got, gfp_t flags, int node)
{
	if (current != READ_ONCE(watched) || !ptr || ptr == latest)
		return;
	latest = ptr;
	held += got;
}

static void saw_kfree(void *unused, unsigned long site, const void *ptr)
{
	if (current != READ_ONCE(watched) || ZERO_OR_NULL_PTR(ptr))
		return;
	latest = NULL;
	held -= ksize(ptr);
}

/**
 * bench_bytes_begin - start to count the bytes that the current task allocates
 *
 * Context: task; one task at a time.
 */
void bench_bytes_begin(void)
{
	held = 0;
	latest = NULL;
	WRITE_ONCE(watched, current);
}

/**
 * bench_bytes_end - stop counting
 *
 * Context: the task that called bench_bytes_begin().
 * Return: the bytes that have not been freed.
 */
long bench_bytes_end(void)
{
	WRITE_ONCE(watched, NULL);
	return held;
}

/**
 * bench_bytes_init - register with the allocator's tracepoints
 *
 * Context: may sleep; once.
 * Return: 0, or the errno of register_trace_kmalloc().
 */
int bench_bytes_init(void)
{
	return register_trace_kmalloc(saw_kmalloc, NULL) ?: register_trace_kfree(saw_kfree, NULL);
}
