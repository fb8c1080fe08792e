// SPDX-License-Identifier: GPL-2.0
/*
 * Records of several CPUs become one sequence: sub-buffers are made here, and what comes out is
 * compared with what was put in. Built with sanitizers; prints a line for each test.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "live/merge.h"

#define PAGE	256U
#define CPUS	3

static int failed;

static void check(const char *name, bool ok)
{
	printf("%sok - merge: %s\n", ok ? "" : "not ", name);
	failed += !ok;
}

/* What a test has: the buffers of the CPUs, and what came out of them. */
struct world {
	struct dat		dat;
	struct dat_buffer	buffer;
	struct merge		m;
	off_t			put[CPUS];
	u64			times[4096];
	u32			nr;
	u32			stop;
	s64			missed;
	bool			outside;
};

static bool is_inside(const struct merge *m, const struct dat_stream *s)
{
	/* The stream is its first member. */
	const struct merge_cpu *cpu = (const struct merge_cpu *)s;
	const u8 *page = cpu->pages + cpu->head % m->slots * PAGE;

	return s->data >= page + 16 && s->data + s->bytes <= page + PAGE;
}

static int take(void *to, const struct dat_stream *s)
{
	struct world *w = to;

	w->outside |= !is_inside(&w->m, s);
	if (s->missed)
		w->missed = s->missed;
	if (w->nr < ARRAY_SIZE(w->times))
		w->times[w->nr++] = s->ts;
	return w->stop && w->nr == w->stop;
}

static void start(struct world *w)
{
	u32 i;

	*w = (struct world) { .dat.long_size = 8, .buffer.page = PAGE };
	if (merge_start(&w->m, &w->dat, &w->buffer, CPUS))
		abort();
	for (i = 0; i < CPUS; i++)
		w->m.cpus[i].fd = memfd_create("cpu", MFD_CLOEXEC);
}

static void end(struct world *w)
{
	u32 i;

	for (i = 0; i < CPUS; i++)
		close(w->m.cpus[i].fd);
	merge_end(&w->m);
}

static void put_page(struct world *w, u32 cpu, const void *page, size_t bytes)
{
	if (pwrite(w->m.cpus[cpu].fd, page, bytes, w->put[cpu]) != bytes)
		abort();
	w->put[cpu] += bytes;
}

/* Put a sub-buffer with @nr records, @step after each other, the first one at @time. */
static void put(struct world *w, u32 cpu, u64 time, u32 nr, u32 step)
{
	u8 page[PAGE] = { };
	u32 word, i, at = 16;

	memcpy(page, &time, 8);
	for (i = 0; i < nr; i++, at += 12) {
		word = KTF_BIG_ENDIAN ? 2U << DAT_TIME_BITS | (i ? step : 0) :
					(i ? step : 0) << 5 | 2;
		memcpy(page + at, &word, 4);
	}
	at -= 16;
	memcpy(page + 8, &at, 4);
	put_page(w, cpu, page, PAGE);
}

static bool is_sorted(const struct world *w)
{
	u32 i;

	for (i = 1; i < w->nr; i++)
		if (w->times[i - 1] > w->times[i])
			return false;
	return true;
}

static void test_order(void)
{
	struct world w;

	start(&w);
	put(&w, 0, 100, 5, 10);
	put(&w, 1, 105, 5, 10);
	put(&w, 2, 1000, 1, 0);
	merge_pass(&w.m, take, &w);
	check("nothing comes out in the pass that reads it", !w.nr);
	put(&w, 2, 101, 2, 1);
	merge_pass(&w.m, take, &w);
	check("what was read before comes out", w.nr == 11);
	end(&w);

	start(&w);
	put(&w, 0, 100, 5, 10);
	merge_pass(&w.m, take, &w);
	put(&w, 1, 95, 4, 10);
	merge_pass(&w.m, take, &w);
	check("what may be earlier is waited for", !w.nr);
	merge_pass(&w.m, take, &w);
	check("a CPU that is late is in order", w.nr == 9 && is_sorted(&w));
	put(&w, 1, 200, 1, 0);
	merge_rest(&w.m, take, &w);
	check("the rest comes out at once", w.nr == 10 && w.times[9] == 200);
	check("everything was read", merge_is_dry(&w.m) && !w.outside);
	end(&w);
}

/* More than a ring holds: nothing is lost, nothing comes twice. */
static void test_full(void)
{
	struct world w;
	u32 i, passes = 0;

	start(&w);
	w.m.slots = 2;
	for (i = 0; i < 100; i++)
		put(&w, i % CPUS, 10 * i, 10, 1);
	merge_pass(&w.m, take, &w);
	check("a full ring leaves the rest to the kernel", !merge_is_dry(&w.m) && !w.nr);
	while (w.nr < 1000 && passes++ < 100)
		merge_pass(&w.m, take, &w);
	check("and goes on", w.nr == 1000 && is_sorted(&w) && !w.outside);
	end(&w);

	start(&w);
	w.m.slots = 2;
	for (i = 0; i < 100; i++)
		put(&w, i % CPUS, 10 * i, 10, 1);
	merge_rest(&w.m, take, &w);
	check("to the end at once", w.nr == 1000 && is_sorted(&w) && merge_is_dry(&w.m));
	end(&w);
}

static void test_stop(void)
{
	struct world w;

	start(&w);
	w.stop = 3;
	put(&w, 0, 1, 10, 1);
	check("the caller stops it", merge_rest(&w.m, take, &w) == 1 && w.nr == 3);
	w.stop = 0;
	merge_rest(&w.m, take, &w);
	check("and goes on behind the last", w.nr == 10 && w.times[3] == 4);
	end(&w);
}

/* A sub-buffer that says how much was lost before it, behind its records. */
static void put_missed(struct world *w, bool stored)
{
	u32 commit = 12 | 1U << 31 | (stored ? 1U << 30 : 0), word;
	u8 page[PAGE] = { };
	u64 missed = 7;

	word = KTF_BIG_ENDIAN ? 2U << DAT_TIME_BITS : 2;
	memcpy(page + 8, &commit, 4);
	memcpy(page + 16, &word, 4);
	memcpy(page + 28, &missed, 8);
	put_page(w, 0, page, PAGE);
}

static void test_missed(void)
{
	struct world w;

	start(&w);
	put_missed(&w, true);
	merge_rest(&w.m, take, &w);
	check("records that were lost", w.missed == 7 && merge_lost(&w.m) == 7);
	put_missed(&w, false);
	merge_rest(&w.m, take, &w);
	check("an unknown number of them", w.missed == -1 && merge_lost(&w.m) == 7);
	end(&w);
}

/* Take all records of a sub-buffer. */
static int take_page(void *to, struct dat_stream *s, const u8 *page)
{
	struct world *w = to;

	w->outside |= s->at != page + 16 || s->page_end > page + PAGE;
	while (dat_page_next(s))
		w->times[w->nr++] = s->ts;
	return w->stop && w->nr >= w->stop;
}

static void test_pages(void)
{
	u8 senseless[PAGE];
	struct world w;

	start(&w);
	put(&w, 0, 200, 2, 1);
	memset(senseless, 0xff, PAGE);
	put_page(&w, 0, senseless, PAGE);
	put(&w, 0, 300, 2, 1);
	put(&w, 2, 100, 1, 0);
	merge_pages(&w.m, take_page, &w);
	check("sub-buffers come out as they are read, each CPU's behind the other's",
	      w.nr == 5 && w.times[0] == 200 && w.times[3] == 301 && w.times[4] == 100 &&
	      !w.outside && merge_is_dry(&w.m));
	check("but one that makes no sense", w.m.damaged == 1);
	w.stop = 1;
	put(&w, 0, 400, 3, 1);
	put(&w, 0, 500, 3, 1);
	check("until the caller stops it", merge_pages(&w.m, take_page, &w) == 1 && w.nr == 8);
	end(&w);

	start(&w);
	w.m.slots = 2;
	put(&w, 0, 100, 1, 0);
	put(&w, 0, 200, 1, 0);
	put(&w, 0, 300, 1, 0);
	merge_pages(&w.m, take_page, &w);
	check("no more than a ring has at a time", w.nr == 2 && !merge_is_dry(&w.m));
	merge_pages(&w.m, take_page, &w);
	check("and the rest after that", w.nr == 3 && merge_is_dry(&w.m));
	end(&w);
}

/* Whatever sub-buffers say, all is taken from inside them, and it comes to an end. */
static void test_hostile(void)
{
	u8 page[PAGE];
	struct world w;
	bool dry = true;
	u32 i, k;

	srand(1);
	for (i = 0; i < 3000; i++) {
		start(&w);
		for (k = 0; k < PAGE; k++)
			page[k] = rand() & (i & 1 ? 0xff : 0x1f);
		if (i % 3)
			memcpy(page + 8, &(u32) { i % 3 == 1 ? PAGE - 16 : rand() % PAGE }, 4);
		put_page(&w, i & 2, page, i % 5 ? PAGE : 1 + rand() % PAGE);
		put(&w, 1, 50, 2, 1);
		merge_rest(&w.m, take, &w);
		dry &= merge_is_dry(&w.m) && w.nr >= 2;
		if (w.outside)
			break;
		end(&w);
	}
	check("damaged sub-buffers", dry && i == 3000);
	start(&w);
	memset(page, 0xff, PAGE);
	put_page(&w, 0, page, PAGE);
	put(&w, 0, 50, 2, 1);
	merge_rest(&w.m, take, &w);
	check("one that makes no sense is counted", w.nr == 2 && w.m.damaged == 1);
	end(&w);
	start(&w);
	close(w.m.cpus[1].fd);
	check("an error of reading", merge_pass(&w.m, take, &w) == -EBADF);
	w.m.cpus[1].fd = -1;
	check("a CPU that is not there", !merge_pass(&w.m, take, &w));
	end(&w);
}

int main(void)
{
	test_order();
	test_full();
	test_stop();
	test_missed();
	test_pages();
	test_hostile();
	return failed;
}
