// SPDX-License-Identifier: GPL-2.0
/*
 * The environment of the tests: an event's fields from the table of cases, one
 * function, one user address, memory that runs out when a test says so.
 *
 * Everything that the engine is handed to read lies in memory of its own and of
 * the exact size, so that the address sanitizer sees the first byte too many.
 */
#include <stdio.h>
#include <stdlib.h>

#include "env.h"
#include "prog/env_task.h"
#include "prog/limits.h"
#include "vm/task.h"

#define USER_ADDRESS	0x7000UL

struct env env;

unsigned int ktf_ptr_bytes;

void env_reset(void)
{
	ktf_ptr_bytes = KTF_PTR_BYTES;
	env = (struct env) {
		.comm = "", .nr_cpus = 4, .nr_mask_bits = 64, .passes = ~0U,
		.scratch_free = KTF_SCRATCH_LEVELS,
		.variables = {
			[KTF_VARIABLE_prio] = 120, [KTF_VARIABLE_userns] = 0xeffffffd,
			[KTF_VARIABLE_now] = 1,
		},
	};
}

void ktf_warn(const char *file, int line, const char *what)
{
	printf("# %s:%d: WARN_ON_ONCE(%s)\n", file, line, what);
	abort();
}

void *ktf_alloc(size_t bytes)
{
	void *p;

	if (env.fail_at && !--env.fail_at)
		return NULL;
	/* Return NULL on an overflow. The sanitizer would abort. */
	p = bytes > PTRDIFF_MAX ? NULL : calloc(1, bytes);
	env.allocated += !!p;
	return p;
}

void ktf_free(const void *p)
{
	env.allocated -= !!p;
	free((void *)p);
}

/* A task. A word that ends with the first number can be loaded. */
struct task {
	u32	space;
	u32	pid;
	u32	prio;
	u32	static_prio;
	u32	flags;
	char	comm[KTF_COMM_BYTES];
};

#define KERNEL_THREAD	0x200000
#define WORD(name, task_member, ...)							\
	{										\
		.variable = KTF_VARIABLE_##name, .member = #task_member,		\
		.off = (int)offsetof(struct task, task_member) -			\
		       (int)offsetof(struct task, comm) - (KTF_BIG_ENDIAN ? 4 : 0),	\
		__VA_ARGS__								\
	}

const struct ktf_task_word *ktf_task_words(u32 *nr)
{
	static const struct ktf_task_word words[] = {
		WORD(pid, pid), WORD(prio, prio), WORD(nice, static_prio, .plus = 120),
		WORD(kthread, flags, .bit = KERNEL_THREAD),
	};

	*nr = env.has_words ? ARRAY_SIZE(words) : 0;
	return words;
}

const char *ktf_comm(void)
{
	static struct task *task;

	/* The name comes last, so that the sanitizer finds a read behind it. */
	if (!task)
		task = calloc(1, sizeof(*task));
	task->pid = env.variables[KTF_VARIABLE_pid];
	task->prio = env.variables[KTF_VARIABLE_prio];
	task->static_prio = env.variables[KTF_VARIABLE_nice] + 120;
	task->flags = 0xaaa | (env.variables[KTF_VARIABLE_kthread] ? KERNEL_THREAD : 0);
	memset(task->comm, 0, KTF_COMM_BYTES);
	memcpy(task->comm, env.comm, strnlen(env.comm, KTF_COMM_BYTES - 1));
	return task->comm;
}

/* The number of the thread that runs, if several threads stand for CPUs. */
__thread u32 env_thread;

u32 ktf_cpu(void)
{
	return env.cpu + env_thread;
}

u64 ktf_clock(void)
{
	return env.clock;
}

bool ktf_variable(u32 nr, u64 *val)
{
	*val = env.variables[nr];
	return !(env.lacks >> nr & 1);
}

bool ktf_task_is_child(u32 tgid)
{
	return tgid == env.related[KTF_RELATED_CHILD];
}

bool ktf_task_is_below(u64 id, u32 level)
{
	return id == ENV_CGROUP + level && id == env.related[KTF_RELATED_BELOW];
}

/* One path of cgroups. */
int ktf_find_cgroup(const char *name, u64 *id, u32 *level)
{
	static const char * const paths[] = { "/", "/a", "/a/b", "/a/b/c" };
	u64 nr;

	for (*level = 0; *level < ARRAY_SIZE(paths); ++*level) {
		*id = ENV_CGROUP + *level;
		if (!strcmp(name, paths[*level]) || (!ktf_parse_u64(name, &nr) && nr == *id))
			return 0;
	}
	return -EINVAL;
}

u32 ktf_nr_cpus(void)
{
	return env.nr_cpus;
}

u32 ktf_nr_mask_bits(void)
{
	return env.nr_mask_bits;
}

u32 ktf_opt_passes(void)
{
	return env.passes;
}

bool ktf_stock_language(void)
{
	return env.stock_language;
}

int ktf_find_function(const char *name, u64 addr, u64 *start, u64 *size)
{
	env.lookups++;
	if (name ? strcmp(name, KTF_CASE_FUNCTION) : addr - ENV_FUNCTION >= ENV_SIZE)
		return -EINVAL;
	*start = ENV_FUNCTION;
	*size = ENV_SIZE;
	return 0;
}

const char *ktf_errno_name(u32 nr)
{
	static const char * const names[] = { [1] = "EPERM", [2] = "ENOENT", [5] = "EIO" };

	/* Another machine has other numbers. */
	if (env.other_numbers)
		nr = nr == 300 ? 2 : nr == 2 ? 5 : nr;
	return nr < ARRAY_SIZE(names) ? names[nr] : NULL;
}

const char *ktf_syscall(u32 i, u32 *nr)
{
	static const char * const names[] = { "read", "write", "", "open", "openat", "openat2" };

	*nr = i + (env.other_numbers ? 1000 : 0);
	return i < ARRAY_SIZE(names) ? names[i] : NULL;
}

/* Enumerations of another kernel have other values. TWO_NUMBERS has 2 twice. */
bool ktf_enumerator(const char *name, u32 len, u32 *at, u64 *val, bool *is_unsigned)
{
	static const struct {
		const char	*name;
		s64		val;
		bool		is_unsigned;
	} enumerators[] = {
		{ "BPF_LINK_TYPE_XDP", 6, true }, { "SAME", 5, true }, { "TWO_NUMBERS", 2, true },
		{ "BELOW", -2, false }, { "WIDE", 1LL << 40, true }, { "SAME", 5, false },
		{ "TOP", -1, true }, { "TWO_NUMBERS", 3, true }, { "EIO", 7, true },
		{ "MANY", 7, true }, { "lower", 1, true }, { "TWO_NUMBERS", 2, true },
	};
	u32 i;

	while (*at < ARRAY_SIZE(enumerators)) {
		i = (*at)++;
		if (strlen(enumerators[i].name) != len || memcmp(enumerators[i].name, name, len))
			continue;
		*val = enumerators[i].val + (env.other_numbers ? 1 : 0);
		*is_unsigned = enumerators[i].is_unsigned;
		return !env.no_types;
	}
	return false;
}

int ktf_scratch_prepare(void)
{
	/* Preparing the buffers counts as an allocation, and can fail like one. */
	if (env.fail_at && !--env.fail_at)
		return -ENOMEM;
	env.prepared = true;
	return 0;
}

char *ktf_scratch_get(void)
{
	static char *scratch[KTF_SCRATCH_LEVELS];
	u32 level = env.scratch_level;

	if (!env.prepared || level >= env.scratch_free)
		return NULL;
	if (!scratch[level])
		scratch[level] = calloc(KTF_SCRATCH_TEXTS, KTF_MOST_PTR_BYTES);
	env.scratch_level++;
	return scratch[level];
}

void ktf_scratch_put(void)
{
	env.scratch_level--;
}

static long copy_text(char *dst, const char *src, u32 bytes)
{
	size_t len = strnlen(src, bytes - 1);

	/* In the kernel, old bytes of the buffer follow the NUL. Nobody may read them. */
	memset(dst, 'x', bytes);
	memcpy(dst, src, len);
	dst[len] = 0;
	return len + 1;
}

long ktf_read_kernel_text(char *dst, unsigned long addr, u32 bytes)
{
	env.reads++;
	if (env.faults || addr < 0x10000)
		return -EFAULT;
	return copy_text(dst, (const char *)addr, bytes);
}

long ktf_read_user_text(char *dst, unsigned long addr, u32 bytes)
{
	env.reads++;
	if (env.faults || addr != USER_ADDRESS || !env.user)
		return -EFAULT;
	return copy_text(dst, env.user, bytes);
}

void env_record(const struct ktf_case_record *row, struct ktf_record *rec)
{
	env.comm = row->comm;
	env.cpu = row->cpu;
	env.user = row->user;
	*rec = row->rec;
	if (row == &ktf_case_records[KTF_RECORD_hidden])
		return;
	rec->main.func = ktf_func_address(row->func, ENV_FUNCTION, ENV_SIZE);
	rec->main.uptr = (const char *)USER_ADDRESS;
}

#define EVENT	struct ktf_event_main
#define KTF_FIELD(type, ctype, name, dim, is_signed, kind)		\
	{ #name, KTAP_FILTER_KIND_##kind, is_signed, type, offsetof(EVENT, name),	\
	  sizeof(((EVENT *)0)->name) },
static const struct ktf_field main_fields[] = {
#include "cases/fields.h"
};

#undef EVENT
#define EVENT	struct ktf_event_shadow
#define KTF_FIELD(type, ctype, name, dim, is_signed, kind)		\
	{ #name, KTAP_FILTER_KIND_##kind, is_signed, type, offsetof(EVENT, name),	\
	  sizeof(((EVENT *)0)->name) },
static const struct ktf_field shadow_fields[] = {
#include "cases/fields-shadow.h"
};

#undef EVENT
#define EVENT	struct ktf_event_function
#define KTF_FIELD(type, ctype, name, dim, is_signed, kind)		\
	{ #name, KTAP_FILTER_KIND_##kind, is_signed, type, offsetof(EVENT, name),	\
	  sizeof(((EVENT *)0)->name) },
static const struct ktf_field function_fields[] = {
#include "cases/fields-function.h"
};

/* As in the format of an event: one field of flags, one of single names. */
#define PRINT_FMT										\
	"\"u8=%s s16=%d \\\"__print_flags(REC->s8,\", "						\
	"__print_symbolic(REC->u8, { 0, \"ZERO\" }, "						\
	"{ 100 * 2, \"MANY\" }, { 0x80, \"EDGE\" }, { 255, \"EDGE\" }, { SIX, \"SIX\" }), "	\
	"(REC->u16 & 0xff) ? __print_flags(REC->u16 & 0xff, \"|\", { 1UL << 6, \"D\" }, "	\
	"{ (( gfp_t)((((1UL))) << (5))), \"__GFP_X\" }, { (1 | 2), \"LOW\" }) : \"R\", "	\
	"__print_symbolic((REC->u32 >> 8) & 0xff, { 0x5e, \"BYTE\" }), "			\
	"__print_symbolic((int)REC->s8, { -1, \"MINUS\" }, { 5, \"FIVE\" }), "			\
	"__print_flags(1 << REC->s32, \"|\", { 2, \"ODD\" })"

#define SCHEMA(list, bytes)	.fields = list, .nr = ARRAY_SIZE(list), .fixed = bytes

const struct ktf_schema env_events[KTF_NR_EVENTS] = {
	{ SCHEMA(main_fields, offsetof(struct ktf_record, tail)), .print_fmt = PRINT_FMT },
	{ SCHEMA(shadow_fields, sizeof(struct ktf_event_shadow)) },
	{ SCHEMA(function_fields, sizeof(struct ktf_event_function)), .is_function = true },
};

#undef SCHEMA

/* The fields of all events: first those that are in no record. */
static const struct ktf_field common_fields[] = {
	{ "CPU", KTAP_FILTER_KIND_CPU, true, NULL, 0, 0 },
	{ "cpu", KTAP_FILTER_KIND_CPU, true, NULL, 0, 0 },
	{ "common_cpu", KTAP_FILTER_KIND_CPU, true, NULL, 0, 0 },
	{ "COMM", KTAP_FILTER_KIND_COMM, false, NULL, 0, 0 },
	{ "comm", KTAP_FILTER_KIND_COMM, false, NULL, 0, 0 },
	{ "stacktrace", KTAP_FILTER_KIND_OPAQUE, false, NULL, 0, 0 },
	{ "STACKTRACE", KTAP_FILTER_KIND_OPAQUE, false, NULL, 0, 0 },
	{ "common_type", KTAP_FILTER_KIND_OTHER, false, NULL, 0, 2 },
	{ "common_flags", KTAP_FILTER_KIND_OTHER, false, NULL, 2, 1 },
	{ "common_preempt_count", KTAP_FILTER_KIND_OTHER, false, NULL, 3, 1 },
	{ "common_pid", KTAP_FILTER_KIND_OTHER, true, NULL, 4, 4 },
};

static bool find(const struct ktf_field *fields, u32 nr, const char *name, u32 len,
		 struct ktf_field *field)
{
	u32 i;

	for (i = 0; i < nr; i++) {
		if (strlen(fields[i].name) != len || memcmp(fields[i].name, name, len))
			continue;
		*field = fields[i];
		return true;
	}
	return false;
}

int ktf_schema_find(const struct ktf_schema *schema, const char *name, u32 len,
		    struct ktf_field *field)
{
	/* The kernel's function allocates memory, so this one can fail, too. */
	if (env.fail_at && !--env.fail_at)
		return -ENOMEM;
	if (find(schema->fields, schema->nr, name, len, field) ||
	    find(common_fields, ARRAY_SIZE(common_fields), name, len, field))
		return 0;
	return -ENOENT;
}

const char *ktf_schema_print_fmt(const struct ktf_schema *schema)
{
	return schema->print_fmt;
}

u32 ktf_schema_fixed(const struct ktf_schema *schema)
{
	return schema->fixed;
}

bool ktf_schema_is_function(const struct ktf_schema *schema)
{
	return schema->is_function;
}

bool ktf_schema_is_restricted(const struct ktf_schema *schema)
{
	return schema->is_restricted;
}
