/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The variables of the language: a "$" and a name. They are of the task and the CPU on which the
 * filter runs, which in an interrupt are those that it interrupted.
 */
#ifndef _KTF_VARIABLES_H
#define _KTF_VARIABLES_H

#include "prog/cells.h"
#include "prog/schema.h"
#include "prog/value.h"

/*
 * V(name, number, from, arg, there, known, text)
 *
 * @number	what a VAR cell has in an image. It is ABI.
 * @from	where the value is from, see enum ktf_variable_from.
 * @arg		of TASK and CPU: bytes and sign of the number, as in a cell. Of FLAGS and COUNT:
 *		the bits of the field that are the value, as KTF_BITS(first, how many).
 * @there	MAY_LACK if a task may have no such value, else ALWAYS.
 * @known	EARLY if the value is the same before there is a record, else LATE.
 * @text	the documentation.
 */
#define KTF_VARIABLE_ROWS(V)								\
	V(pid,	 1, TASK, 4 | KTF_CELL_SIGNED, ALWAYS, EARLY, "number of the task")	\
	V(tgid,	 2, TASK, 4 | KTF_CELL_SIGNED, ALWAYS, EARLY, "number of its process")	\
	V(comm,	 3, COMM, 0, ALWAYS, EARLY, "name of the task")				\
	V(cpu,	 4, CPU, 4, ALWAYS, EARLY, "number of the CPU")				\
	V(ppid,	 5, TASK, 4 | KTF_CELL_SIGNED, ALWAYS, EARLY, "number of its parent process") \
	V(prio,	 6, TASK, 4 | KTF_CELL_SIGNED, ALWAYS, EARLY,				\
	  "priority in the kernel: 120 is nice 0")					\
	V(nice,	 7, TASK, 1 | KTF_CELL_SIGNED, ALWAYS, EARLY, "nice value: -20 to 19")	\
	V(kthread, 8, TASK, 1, ALWAYS, EARLY, "1 for a thread of the kernel, else 0")	\
	V(uid,	 9, TASK, 4, ALWAYS, EARLY, "user, as the first user namespace has it")	\
	V(euid,	10, TASK, 4, ALWAYS, EARLY, "effective user")				\
	V(gid,	11, TASK, 4, ALWAYS, EARLY, "group, as the first user namespace has it") \
	V(egid,	12, TASK, 4, ALWAYS, EARLY, "effective group")				\
	V(cgroup, 13, TASK, 8, MAY_LACK, EARLY, "id of the cgroup, version 2")		\
	V(pidns, 14, TASK, 4, MAY_LACK, EARLY, "number of the PID namespace")		\
	V(mntns, 15, TASK, 4, MAY_LACK, EARLY, "number of the mount namespace")		\
	V(netns, 16, TASK, 4, MAY_LACK, EARLY, "number of the network namespace")	\
	V(utsns, 17, TASK, 4, MAY_LACK, EARLY, "number of the UTS namespace")		\
	V(ipcns, 18, TASK, 4, MAY_LACK, EARLY, "number of the IPC namespace")		\
	V(userns, 19, TASK, 4, ALWAYS, EARLY, "number of the user namespace")		\
	V(now,	20, TASK, 8, ALWAYS, LATE, "nanoseconds since boot, without sleep")	\
	V(in_irq, 21, FLAGS, KTF_BITS(3, 1), ALWAYS, EARLY, "1 in a hard interrupt, else 0") \
	V(in_softirq, 22, FLAGS, KTF_BITS(4, 1), ALWAYS, EARLY, "1 in a soft interrupt, else 0") \
	V(in_nmi, 23, FLAGS, KTF_BITS(6, 1), ALWAYS, EARLY, "1 in an NMI, else 0")	\
	V(preempt, 24, COUNT, KTF_BITS(0, 4), ALWAYS, EARLY,				\
	  "how often preemption is off; at most 15")

/* Bits of a field of 8 bits. */
#define KTF_BITS(first, nr)		((first) << 4 | (nr))
#define KTF_FIRST_BIT(bits)		((bits) >> 4)
#define KTF_NR_BITS(bits)		((bits) & 15)

enum ktf_variable {
	KTF_NO_VARIABLE,
#define KTF_VARIABLE(name, nr, ...)	KTF_VARIABLE_##name = nr,
	KTF_VARIABLE_ROWS(KTF_VARIABLE)
#undef KTF_VARIABLE
	KTF_NR_VARIABLES
};

/* Where the value of a variable is from. */
enum ktf_variable_from {
	KTF_FROM_NOWHERE,	/* no such variable */
	KTF_FROM_TASK,		/* a number of the task: ktf_variable() */
	KTF_FROM_CPU,		/* the number of the CPU */
	KTF_FROM_COMM,		/* the name of the task, which is a text */
	KTF_FROM_FLAGS,		/* bits of common_flags, as recorded */
	KTF_FROM_COUNT,		/* bits of common_preempt_count, as recorded */
};

/**
 * struct ktf_variable_info - a row of the table of variables
 * @name: the name with its "$"; NULL if no variable has this number.
 * @from: enum ktf_variable_from.
 * @arg: see KTF_VARIABLE_ROWS().
 * @may_lack: a task may have no such value.
 * @is_early: the value is the same before there is a record.
 */
struct ktf_variable_info {
	const char	*name;
	u8		from;
	u8		arg;
	bool		may_lack;
	bool		is_early;
};

extern const struct ktf_variable_info ktf_variables[KTF_NR_VARIABLES];

/* Has ktf_variable() the variable's value? */
static inline bool ktf_variable_is_task(u32 nr)
{
	return nr < KTF_NR_VARIABLES && ktf_variables[nr].from == KTF_FROM_TASK;
}

/* Can a VAR cell of an image have this number? */
static inline bool ktf_variable_is_number(u32 nr)
{
	return ktf_variable_is_task(nr) ||
	       (nr < KTF_NR_VARIABLES && ktf_variables[nr].from == KTF_FROM_CPU);
}

enum ktf_variable ktf_variable_find(const char *name, u32 len);
struct ktf_type ktf_variable_type(enum ktf_variable nr);
int ktf_find_named(const struct ktf_schema *schema, const char *name, u32 len,
		   struct ktf_field *field);

#endif /* _KTF_VARIABLES_H */
