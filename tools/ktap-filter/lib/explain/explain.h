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
 * struct ktf_explain - an explained program
 * @prog: the portable program, with its source if the image has it.
 * @ast: the syntax tree of the source.
 * @has_tree: there is a source, and @ast is the tree of this program.
 * @event: the event's name; NULL without an event.
 * @live: the event's fields, one for each relocation; NULL without an event.
 * @folded: the instructions left on this event; @pos of an instruction's span is its number
 *	in @prog.
 * @run: the runnable program; NULL without an event.
 * @made_up: the addresses of functions in @run are placeholders. The caller sets this if it
 *	has no symbols.
 * @portable: cost of @prog, without @bytes.
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
 * struct ktf_explain_function - a function that an instruction compares with
 * @name: the function's name; NULL if the filter has an address instead.
 * @inside: the address that the filter has.
 * @start: first address of the function.
 * @bytes: size of the function.
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
