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
 * @arg		of TASK and CPU: bytes and sign of the number, as in a cell.
 * @there	MAY_LACK if a task may have no such value, else ALWAYS.
 * @known	EARLY if the value is the same before there is a record, else LATE.
 * @text	the documentation.
 */
#define KTF_VARIABLE_ROWS(V)								\
	V(pid,	 1, TASK, 4 | KTF_CELL_SIGNED, ALWAYS, EARLY, "number of the task")	\
	V(tgid,	 2, TASK, 4 | KTF_CELL_SIGNED, ALWAYS, EARLY, "number of its process")	\
	V(comm,	 3, COMM, 0, ALWAYS, EARLY, "name of the task")				\
	V(cpu,	 4, CPU, 4, ALWAYS, EARLY, "number of the CPU")

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
