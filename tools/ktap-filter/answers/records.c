// SPDX-License-Identifier: GPL-2.0
/*
 * The table's records through a real event, and which of them its filter keeps.
 *
 * The module ktf_records makes the events. This task takes the name that a record asks for, and
 * moves to its CPU. Whether a record has been kept is read from the instance's trace_pipe, where
 * the event prints the record's number.
 */
#include <fcntl.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>
#include <linux/kallsyms.h>

#include "answers.h"
#include "module/ktf_records.h"

static struct ktf_emission emissions[KTF_NR_RECORDS];
static const char *instance;
static int emit = -1, pipe_fd = -1;

static unsigned long func_address(enum ktf_func_at at)
{
	static unsigned long start, size;

	if (!start) {
		start = kallsyms_lookup_name(KTF_CASE_FUNCTION);
		size = symbol_size(KTF_CASE_FUNCTION);
	}
	return ktf_func_address(at, start, size);
}

/* The text for the field uptr. It is written to, so that its page is there. */
static const char *user_text(const char *text)
{
	return text ? strdup(text) : KTF_BAD_ADDRESS;
}

static void prepare(u32 nr)
{
	const struct ktf_case_record *row = &ktf_case_records[nr];
	struct ktf_emission *e = &emissions[nr];

	e->nr = nr;
	e->rec = row->rec;
	e->event = nr == KTF_RECORD_hidden ? KTF_EVENT_shadow : KTF_EVENT_main;
	if (e->event == KTF_EVENT_shadow)
		return;
	e->rec.main.func = func_address(row->func);
	e->rec.main.uptr = user_text(row->user);
	if (row->rec.main.ptr == KTF_BAD_ADDRESS)
		return;
	snprintf(e->text, sizeof(e->text), "%s", row->rec.main.ptr ?: "");
	e->rec.main.ptr = NULL;
}

/* Read what is in the buffer, and set the bits of these records. */
static void read_kept(char *bits)
{
	static char lines[1 << 16];
	char *line, *save = NULL;
	size_t have = 0;
	unsigned int nr;
	ssize_t len;

	while ((len = read(pipe_fd, lines + have, sizeof(lines) - 1 - have)) > 0)
		have += len;
	lines[have] = 0;
	for (line = strtok_r(lines, "\n", &save); line; line = strtok_r(NULL, "\n", &save))
		if (sscanf(strrchr(line, ' ') ?: "", " %u", &nr) == 1 && nr < KTF_NR_RECORDS)
			bits[nr] = '1';
}

/**
 * records_open - let the events of an instance happen
 * @base: its folder. Its buffer is emptied.
 */
void records_open(const char *base)
{
	char path[256];
	u32 i;

	instance = base;
	file_clear(base, "trace");
	file_write(base, "events/ktf_records/enable", "1");
	snprintf(path, sizeof(path), "%s/trace_pipe", base);
	pipe_fd = open(path, O_RDONLY | O_NONBLOCK);
	if (emit < 0)
		emit = open("/sys/kernel/debug/ktf_records", O_WRONLY);
	if (pipe_fd < 0 || emit < 0)
		fail("ktf_records");
	for (i = 0; i < KTF_NR_RECORDS; i++)
		prepare(i);
}

/**
 * records_close - let the events of the instance happen no more
 */
void records_close(void)
{
	file_write(instance, "events/ktf_records/enable", "0");
	close(pipe_fd);
}

static void move_to(u32 cpu)
{
	static u32 now = U32_MAX;
	cpu_set_t set;

	if (cpu == now)
		return;
	now = cpu;
	CPU_ZERO(&set);
	CPU_SET(cpu, &set);
	if (sched_setaffinity(0, sizeof(set), &set))
		fail("sched_setaffinity");
}

/**
 * records_judge - make all records of an event, and see which of them are kept
 * @event: KTF_EVENT_main or KTF_EVENT_shadow.
 * @bits: gets KTF_NR_RECORDS characters and a NUL: '1' for a record that was kept, '0' for one
 *	that was not, '.' for one of another event.
 */
void records_judge(u32 event, char *bits)
{
	u32 i;

	memset(bits, '.', KTF_NR_RECORDS);
	bits[KTF_NR_RECORDS] = 0;
	for (i = 0; i < KTF_NR_RECORDS; i++) {
		if (emissions[i].event != event)
			continue;
		bits[i] = '0';
		move_to(ktf_case_records[i].cpu);
		prctl(PR_SET_NAME, ktf_case_records[i].comm);
		if (write(emit, &emissions[i], sizeof(emissions[i])) != sizeof(emissions[i]))
			fail("ktf_records: write");
	}
	read_kept(bits);
}

/**
 * records_hide_masks - hide records on which sets of CPUs differ on purpose
 * @text: the filter's text.
 * @bits: gets '.' for records whose field mask locates nothing, if @text compares that field.
 */
void records_hide_masks(const char *text, char *bits)
{
	u32 i;

	if (!strstr(text, "mask") || !strstr(text, "CPUS"))
		return;
	for (i = 0; i < KTF_NR_RECORDS; i++)
		if (!ktf_case_records[i].rec.main.mask)
			bits[i] = '.';
}
