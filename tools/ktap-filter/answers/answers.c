// SPDX-License-Identifier: GPL-2.0
/*
 * Usage: answers [--stock] SEED TEXTS
 *
 * Write texts of filters to files of the running kernel, and print what it answers: a line for
 * each, so that two engines can be compared by comparing their lines.
 *
 *	PLACE <tab> TEXT <tab> ERRNO <tab> SHOWN <tab> LOG <tab> BITS
 *
 * First come the rows of the table of cases, then TEXTS generated texts, which depend on SEED. Rows
 * whose answer is not what the table says are on lines that begin with "#"; with --stock, what the
 * table says of the stock engine.
 */
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "answers.h"
#include "ktf_cases.h"

#define INSTANCE	TRACING "/instances/answers"

/* More texts than this cannot be written at once. */
#define TEXT_BYTES	4000

/**
 * struct target - where generated texts go
 * @place: the place. A perf event has no file.
 * @event: the event that has the texts' fields.
 * @share: of all texts, one in so many.
 * @judged: the event's records are made.
 */
static const struct target {
	struct place	place;
	const char	*event;
	u32		share;
	bool		judged;
} targets[] = {
	{ { "main", TRACING, "events/ktf_records/ktf_main/filter" },
	  "ktf_records/ktf_main", 1, true },
	{ { "instance", INSTANCE, "events/ktf_records/ktf_main/filter" },
	  "ktf_records/ktf_main", 5, true },
	{ { "sched_switch", TRACING, "events/sched/sched_switch/filter" },
	  "sched/sched_switch", 5 },
	{ { "syscall", TRACING, "events/syscalls/sys_enter_openat/filter" },
	  "syscalls/sys_enter_openat", 5 },
	{ { "subsystem", TRACING, "events/sched/filter",
	    { "events/sched/sched_switch/filter", "events/sched/sched_wakeup/filter" } },
	  "sched/sched_switch", 10 },
	{ { "traceoff", TRACING, "events/ktf_records/ktf_main/trigger", { }, "traceoff if " },
	  "ktf_records/ktf_main", 5 },
	{ { "hist", TRACING, "events/sched/sched_switch/trigger", { },
	    "hist:keys=prev_pid if " }, "sched/sched_switch", 10 },
	{ { "eprobe", TRACING, "dynamic_events", { },
	    "e:answers/probe ktf_records.ktf_main u8=$u8 if ", "-:answers/probe" },
	  "ktf_records/ktf_main", 10 },
	{ { "perf" }, "sched/sched_switch", 5 },
};

/**
 * fail - end, because an answer cannot be had
 * @what: what has gone wrong; errno says why.
 */
void fail(const char *what)
{
	fprintf(stderr, "answers: %s: %s\n", what, strerror(errno));
	exit(2);
}

/**
 * print_escaped - print a text on one line, without tabs
 * @text: the text, in any bytes.
 */
void print_escaped(const char *text)
{
	for (; *text; text++)
		if (*text == '\\' || (unsigned char)*text < ' ' || (unsigned char)*text > '~')
			printf("\\x%02x", (unsigned char)*text);
		else
			putchar(*text);
}

/**
 * complain - print that something is wrong
 * @group: which part of the table, or of this program, says so.
 * @text: the filter's text.
 * @what: what is wrong with the answer.
 */
void complain(const char *group, const char *text, const char *what)
{
	printf("#\t%s\t", group);
	print_escaped(text);
	printf("\t");
	print_escaped(what);
	printf("\n");
}

/**
 * print_answer - print an answer's line
 * @place: the place.
 * @text: the filter's text.
 * @answer: the answer.
 * @bits: what is kept of each record, from records_judge(); "" if none was made.
 */
void print_answer(const struct place *place, const char *text, const struct answer *answer,
		  const char *bits)
{
	printf("%s\t", place->name);
	print_escaped(text);
	printf("\t%d", answer->err);
	if (place->before)
		printf(" %d", answer->undone);
	printf("\t");
	print_escaped(answer->shown);
	printf("\t");
	print_escaped(answer->log);
	printf("\t%s\n", bits);
}

/* Hide what the engines differ in on purpose: bytes behind a text's NUL, a suffix. */
static void hide_differences(const struct oracle_text *text, char *bits)
{
	if (text->listed)
		memset(bits, '.', strlen(bits));
	if (strchr(text->text, '~')) {
		bits[KTF_RECORD_stale] = '.';
		bits[KTF_RECORD_wire] = '.';
	}
	records_hide_masks(text->text, bits);
}

static void write_to(const struct target *target, const struct oracle_text *text)
{
	static struct answer answer;
	char bits[KTF_NR_RECORDS + 1] = "";

	if (target->place.file)
		place_write(&target->place, text->text, &answer);
	else
		perf_write(target->event, text->text, &answer);
	if (target->judged) {
		records_judge(KTF_EVENT_main, bits);
		hide_differences(text, bits);
		shadow_check(text->text, &answer);
	}
	print_answer(&target->place, text->text, &answer, bits);
}

static void write_odd(const struct target *target)
{
	const char * const *text;

	for (text = odd_texts; *text; text++)
		write_to(target, &(struct oracle_text) { .text = (char *)*text });
}

/* The texts of a target depend on its number and @seed alone. */
static void write_generated(const struct target *target, u64 seed, u32 nr)
{
	struct oracle_random r = { .state = seed * 100 + (target - targets) };
	static char buf[ORACLE_TEXT_BYTES + 8];
	struct oracle_text text = { .text = buf };
	struct oracle_event event = { };
	u32 i;

	fields_read(target->event, &event);
	for (i = 0; i < nr; i++) {
		do
			oracle_make_text(&r, &event, &text);
		while (strlen(text.text) > TEXT_BYTES);
		if (i & 1)
			strcat(text.text, "\n");	/* as echo does */
		write_to(target, &text);
	}
}

static void write_all(const struct target *target, u64 seed, u32 nr)
{
	if (target->judged)
		records_open(target->place.base);
	write_odd(target);
	write_generated(target, seed, nr / target->share);
	if (target->place.file)
		place_clear(&target->place);
	if (target->judged)
		records_close();
}

static int answer_all(bool stock, u64 seed, u32 nr)
{
	const struct target *target;

	if (mkdir(INSTANCE, 0755) && errno != EEXIST)
		fail(INSTANCE);
	file_write(TRACING, "tracing_on", "1");
	records_open(TRACING);
	table_write(TRACING, stock);
	table_write_errors(TRACING);
	records_close();
	for (target = targets; target < targets + ARRAY_SIZE(targets); target++)
		write_all(target, seed, nr);
	return fflush(stdout) || ferror(stdout);
}

/*
 * Filters look at the number of the task, so each run uses the same one: the task that makes the
 * records is a child whose number is chosen.
 */
#define TASK	4711

static pid_t fork_as_task(void)
{
	char last[16];

	snprintf(last, sizeof(last), "%d", TASK - 1);
	file_write("/proc/sys/kernel", "ns_last_pid", last);
	return fork();
}

int main(int argc, char **argv)
{
	bool stock = argc > 1 && !strcmp(argv[1], "--stock");
	int status;
	pid_t pid;

	if (argc - stock != 3)
		return 2;
	pid = fork_as_task();
	if (!pid) {
		if (getpid() != TASK)
			fail("the number of the task");
		exit(answer_all(stock, atoll(argv[1 + stock]), atoi(argv[2 + stock])));
	}
	if (waitpid(pid, &status, 0) != pid)
		fail("waitpid");
	return WIFEXITED(status) ? WEXITSTATUS(status) : 2;
}
