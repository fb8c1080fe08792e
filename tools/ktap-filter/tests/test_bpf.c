// SPDX-License-Identifier: GPL-2.0
/*
 * The BPF verifier of this machine's kernel accepts what is translated for it, and run
 * by that kernel it gives the verdicts of the table of cases.
 */
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "bpf.h"
#include "env.h"
#include "test.h"

#include "ktf_build.h"

static char verifier_log[1 << 16];

/* Number of rows by what became of them. */
struct count {
	u32	rows;
	u32	ran;
	u32	interpreter;	/* only the interpreter can run it */
	u32	no_cpu;		/* needs a CPU that this machine lacks */
};

/* Take the name of the record's task, and move to the record's CPU. */
static bool become(const struct ktf_case_record *row)
{
	unsigned long cpus = BIT(row->cpu);

	prctl(PR_SET_NAME, row->comm);
	return !syscall(__NR_sched_setaffinity, 0, sizeof(cpus), &cpus);
}

static void run_row(const struct ktf_case *row, const struct ktf_prog *prog,
		    const struct ktf_record *rec, struct count *count)
{
	struct bpf_loaded loaded;
	u32 verdict = 2;
	int err;

	err = bpf_load(prog, BPF_PROG_TYPE_RAW_TRACEPOINT, sizeof(*rec), &loaded,
		       verifier_log, sizeof(verifier_log));
	if (err == -EOPNOTSUPP) {
		count->interpreter++;
		return;
	}
	EXPECT(!err, "%s: %d: %s", row->filter, err, verifier_log);
	if (err)
		return;
	err = bpf_set_record(&loaded, rec) ?: bpf_test_run(&loaded, 1, &verdict);
	EXPECT(!err && verdict == row->verdict, "%s on %s: %d, verdict %u, not %d", row->filter,
	       ktf_case_records[row->record].name, err, verdict, row->verdict);
	count->ran++;
	bpf_unload(&loaded);
}

static void try_row(const struct ktf_case *row, struct count *count)
{
	struct ktf_record rec;
	struct ktf_diag diag;
	struct ktf_prog *prog = ktf_build(row->filter, &env_events[row->event], &diag);

	count->rows++;
	EXPECT(!IS_ERR(prog), "%s: %ld", row->filter, PTR_ERR(prog));
	if (IS_ERR(prog))
		return;
	env_record(&ktf_case_records[row->record], &rec);
	if (become(&ktf_case_records[row->record]))
		run_row(row, prog, &rec, count);
	else
		count->no_cpu++;
	ktf_free(prog);
}

TEST(bpf_verifier_and_cases)
{
	struct count count = { };
	unsigned long cpus[16];
	char name[16];
	long bytes;
	u32 i, j;

	if (!bpf_is_allowed()) {
		test_skip("bpf(2) is not allowed here");
		return;
	}
	prctl(PR_GET_NAME, name);
	bytes = syscall(__NR_sched_getaffinity, 0, sizeof(cpus), cpus);
	for (i = 0; i < ktf_nr_case_groups; i++)
		for (j = 0; j < ktf_case_groups[i].nr; j++)
			try_row(&ktf_case_groups[i].rows[j], &count);
	syscall(__NR_sched_setaffinity, 0, bytes, cpus);
	prctl(PR_SET_NAME, name);
	printf("# %u of %u rows ran, %u need the interpreter, %u another CPU\n", count.ran,
	       count.rows, count.interpreter, count.no_cpu);
	EXPECT(2 * count.ran > count.rows, "%u of %u rows ran", count.ran, count.rows);
}
