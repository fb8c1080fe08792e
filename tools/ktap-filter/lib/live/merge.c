// SPDX-License-Identifier: GPL-2.0
/*
 * Records of all CPUs in the order of time, while they are being made.
 *
 * The records of a CPU are in order. What is not known is whether a CPU that has no record to
 * read is about to show one that is earlier than those of the others: a record has the time at
 * which it was begun, and can be read when it is finished, which takes a CPU as long as it takes
 * to fill it in. So the CPUs are read in passes, and a record is passed on when it was read in
 * an earlier pass than this one: since it was read, each CPU has been read again. The time between
 * two passes, which the caller chooses, is the window within which records are put in order.
 *
 * Each CPU has a ring of sub-buffers. If it is full, the rest stays with the kernel, which counts
 * what it has no room for. So memory is bounded, whatever rate records come at.
 */
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "live/merge.h"

static u8 *slot(const struct merge *m, const struct merge_cpu *cpu, u64 nr)
{
	return cpu->pages + (size_t)(nr % m->slots) * m->buffer->page;
}

/* Read a sub-buffer: its bytes; 0 if there is none; a negative errno. */
static ssize_t read_page(const struct merge *m, struct merge_cpu *cpu, u8 *to)
{
	u32 page = m->buffer->page;
	ssize_t got;

	do {
		got = read(cpu->fd, to, page);
	} while (got < 0 && errno == EINTR);
	if (got < 0)
		return errno == EAGAIN ? 0 : -errno;
	memset(to + got, 0, page - got);
	return got;
}

/* Read what there is, as far as there is room. */
static int fill(struct merge *m, struct merge_cpu *cpu)
{
	ssize_t got;

	cpu->is_dry = cpu->fd < 0;
	while (!cpu->is_dry && cpu->tail - cpu->head < m->slots) {
		got = read_page(m, cpu, slot(m, cpu, cpu->tail));
		cpu->is_dry = got <= 0;
		if (got <= 0)
			return got;
		cpu->passes[cpu->tail++ % m->slots] = m->pass;
	}
	return 0;
}

/* Go to a sub-buffer. One that makes no sense has no records: false. */
static bool enter(struct merge *m, struct merge_cpu *cpu, const u8 *page)
{
	if (!dat_page_enter(&cpu->s, page))
		return true;
	cpu->s.page_end = cpu->s.at;
	m->damaged++;
	return false;
}

/* Go to the next record. If there is none, @cpu->s.data is NULL afterwards. */
static void advance(struct merge *m, struct merge_cpu *cpu)
{
	struct dat_stream *s = &cpu->s;

	/* At a record, its sub-buffer is the ring's first. */
	if (s->data) {
		s->missed = 0;
		if (dat_page_next(s))
			return;
		cpu->head++;
	}
	for (s->data = NULL; cpu->head < cpu->tail; cpu->head++) {
		enter(m, cpu, slot(m, cpu, cpu->head));
		if (dat_page_next(s))
			return;
	}
}

/* Have a record at hand, if there is one. */
static int look(struct merge *m, struct merge_cpu *cpu)
{
	int err = 0;

	while (!err && !cpu->s.data) {
		advance(m, cpu);
		if (cpu->s.data || cpu->is_dry)
			break;
		err = fill(m, cpu);
	}
	return err;
}

static struct merge_cpu *earliest(const struct merge *m)
{
	struct merge_cpu *first = NULL, *cpu;

	for (cpu = m->cpus; cpu < m->cpus + m->nr; cpu++)
		if (cpu->s.data && (!first || cpu->s.ts < first->s.ts))
			first = cpu;
	return first;
}

/* Pass on the records of sub-buffers that were read before the pass @before. */
static int take_until(struct merge *m, u64 before, merge_take_fn *take, void *to)
{
	struct merge_cpu *cpu;
	int err = 0;

	while (!err && (cpu = earliest(m)) && cpu->passes[cpu->head % m->slots] < before) {
		err = take(to, &cpu->s);
		advance(m, cpu);
		if (!err)
			err = look(m, cpu);
	}
	return err;
}

static int read_all(struct merge *m)
{
	struct merge_cpu *cpu;
	int err = 0;

	m->pass++;
	for (cpu = m->cpus; cpu < m->cpus + m->nr && !err; cpu++)
		err = fill(m, cpu);
	for (cpu = m->cpus; cpu < m->cpus + m->nr && !err; cpu++)
		err = look(m, cpu);
	return err;
}

/**
 * merge_start - prepare to read a buffer
 * @m: gets the state; end it with merge_end(), also on failure. The caller then sets the number and
 *	the descriptor of each CPU.
 * @dat: has the layout of sub-buffers; it must live as long as @m.
 * @buffer: the buffer: its sub-buffers have DAT_MIN_PAGE to DAT_MAX_PAGE bytes; as @dat.
 * @nr: number of CPUs, 1 to 8192.
 *
 * Context: any.
 * Return: 0 or -ENOMEM.
 */
int merge_start(struct merge *m, struct dat *dat, struct dat_buffer *buffer, u32 nr)
{
	struct merge_cpu *cpu;

	*m = (struct merge) { .dat = dat, .buffer = buffer };
	m->slots = max(max(MERGE_ALL / nr, MERGE_ONE) / buffer->page, 2U);
	m->cpus = calloc(nr, sizeof(*m->cpus));
	if (!m->cpus)
		return -ENOMEM;
	m->nr = nr;
	for (cpu = m->cpus; cpu < m->cpus + nr; cpu++) {
		cpu->fd = -1;
		cpu->s.dat = dat;
		cpu->s.buffer = buffer;
		cpu->pages = malloc((size_t)m->slots * buffer->page);
		cpu->passes = calloc(m->slots, sizeof(*cpu->passes));
		if (!cpu->pages || !cpu->passes)
			return -ENOMEM;
	}
	return 0;
}

/**
 * merge_pass - read what there is, and pass on what was read before
 * @m: the state.
 * @take: takes a record.
 * @to: the first argument of @take.
 *
 * Context: any; does not wait.
 * Return: 0; an errno of reading; what @take returned if that is not 0.
 */
int merge_pass(struct merge *m, merge_take_fn *take, void *to)
{
	return read_all(m) ?: take_until(m, m->pass, take, to);
}

/**
 * merge_rest - read and pass on all that is left
 * @m: the state. No record is added to the buffer any more.
 * @take: takes a record.
 * @to: the first argument of @take.
 *
 * Context: any; does not wait.
 * Return: as of merge_pass().
 */
int merge_rest(struct merge *m, merge_take_fn *take, void *to)
{
	return read_all(m) ?: take_until(m, m->pass + 1, take, to);
}

/* As many sub-buffers as a ring has, so that each CPU gets its turn. */
static int take_pages(struct merge *m, struct merge_cpu *cpu, merge_page_fn *take, void *to)
{
	u32 left = m->slots;
	int err = 0;
	ssize_t got;

	cpu->is_dry = cpu->fd < 0;
	for (; left && !cpu->is_dry && !err; left--) {
		got = read_page(m, cpu, cpu->pages);
		cpu->is_dry = got <= 0;
		if (got <= 0)
			return got;
		if (enter(m, cpu, cpu->pages))
			err = take(to, &cpu->s, cpu->pages);
	}
	return err;
}

/**
 * merge_pages - read what there is, and pass on sub-buffers, one CPU after the other
 * @m: the state; merge_pass() and merge_rest() are not to be used with it, too.
 * @take: takes a sub-buffer.
 * @to: the first argument of @take.
 *
 * Records are in order for each CPU only, and each is passed on as it is read.
 *
 * Context: any; does not wait.
 * Return: as of merge_pass(). If merge_is_dry() is false afterwards, there may be more to read.
 */
int merge_pages(struct merge *m, merge_page_fn *take, void *to)
{
	struct merge_cpu *cpu;
	int err = 0;

	for (cpu = m->cpus; cpu < m->cpus + m->nr && !err; cpu++)
		err = take_pages(m, cpu, take, to);
	return err;
}

/**
 * merge_is_dry - has all been read that there was?
 * @m: the state.
 *
 * Context: any.
 * Return: false if a CPU's ring was full: there is more to read at once.
 */
bool merge_is_dry(const struct merge *m)
{
	u32 i;

	for (i = 0; i < m->nr; i++)
		if (!m->cpus[i].is_dry)
			return false;
	return true;
}

/**
 * merge_lost - count the records that were lost between those that were read
 * @m: the state.
 *
 * Context: any.
 * Return: their number, as far as the kernel told it.
 */
u64 merge_lost(const struct merge *m)
{
	u64 lost = 0;
	u32 i;

	for (i = 0; i < m->nr; i++)
		lost += m->cpus[i].s.lost;
	return lost;
}

/**
 * merge_end - release what merge_start() allocated
 * @m: the state. The descriptors stay open.
 *
 * Context: any.
 */
void merge_end(struct merge *m)
{
	u32 i;

	for (i = 0; i < m->nr; i++) {
		free(m->cpus[i].pages);
		free(m->cpus[i].passes);
	}
	free(m->cpus);
	m->cpus = NULL;
	m->nr = 0;
}
