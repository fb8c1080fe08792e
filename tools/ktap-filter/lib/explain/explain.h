/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a program does, as data.
 */
#ifndef _KTF_LIB_EXPLAIN_EXPLAIN_H
#define _KTF_LIB_EXPLAIN_EXPLAIN_H

#include "explain/cost.h"
#include "lang/ast.h"
#include "prog/schema.h"

/**
 * struct ktf_explain - a program, taken apart
 * @prog: the portable program, with its source if there is one.
 * @ast: the tree of its source.
 * @has_tree: there is a source, and its tree makes this program.
 * @event: name of the event that it is explained for; NULL without.
 * @live: the fields of that event, one for each relocation; NULL without.
 * @folded: what is left of the program on that event; @pos of an instruction's span is
 *	the number that it had.
 * @run: the runnable program; NULL without an event.
 * @made_up: what it has for addresses of functions only stands for them: to be set by who
 *	knows of no symbols.
 * @portable: cost of @prog; its bytes are not known.
 * @runnable: cost of @run.
 */
struct ktf_explain {
	struct ktf_portable	prog;
	struct ktf_ast		ast;
	bool			has_tree;
	const char		*event;
	struct ktf_field	*live;
	struct ktf_portable	folded;
	struct ktf_prog		*run;
	bool			made_up;
	struct ktf_cost		portable;
	struct ktf_cost		runnable;
};

/**
 * struct ktf_explain_function - a function that an instruction asks for
 * @name: its name; NULL if an address in it is given.
 * @inside: that address.
 * @start: its first address.
 * @bytes: its size.
 */
struct ktf_explain_function {
	const char	*name;
	u64		inside;
	u64		start;
	u64		bytes;
};

int ktf_explain_init(struct ktf_explain *x, const void *image, u32 bytes,
		     const struct ktf_schema *schema, const char *event, struct ktf_diag *diag);
void ktf_explain_free(struct ktf_explain *x);

const char *ktf_explain_piece(const struct ktf_explain *x, u32 nr, u32 *len);
bool ktf_explain_is_left(const struct ktf_explain *x, u32 nr);
u32 ktf_explain_operands(const struct ktf_ast *ast, u32 node, u32 *operand);
u32 ktf_explain_first_insn(const struct ktf_explain *x, u32 nr);
bool ktf_explain_function(const struct ktf_explain *x, u32 nr, struct ktf_explain_function *f);

#endif /* _KTF_LIB_EXPLAIN_EXPLAIN_H */
