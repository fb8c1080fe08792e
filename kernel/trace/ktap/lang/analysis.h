/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The state of semantic analysis, which its files share.
 */
#ifndef _KTF_ANALYSIS_H
#define _KTF_ANALYSIS_H

#include "lang/ast.h"
#include "prog/names.h"
#include "prog/portable.h"
#include "prog/schema.h"
#include "prog/value.h"

/* How many fields are remembered. A text names few fields, but names them repeatedly. */
#define KTF_NR_KNOWN	8

enum ktf_operand_kind {
	KTF_OPERAND_NUMBER,	/* cells */
	KTF_OPERAND_FIELD,	/* a field that is no number: a text, or a block of bytes */
	KTF_OPERAND_TEXT,	/* a text in quotes */
	KTF_OPERAND_OTHER,	/* a constant that only fields are compared with */
	KTF_OPERAND_ADDRESS,	/* an address, which bytes of a field are compared with */
	KTF_OPERAND_SYM,	/* a field that is compared by the names that the event shows */
};

/**
 * struct ktf_operand - a value that waits for an operator
 * @kind: enum ktf_operand_kind.
 * @node: its node, the last one of its subtree.
 * @field: of FIELD, and of a NUMBER that is a field alone: the field.
 * @named: of FIELD: the node with the field's name and suffixes.
 * @folds: of FIELD: A to Z of its text are compared as a to z.
 * @is_field: it is a field alone.
 * @is_constant: of NUMBER: it is one number, and its cells are that number or have its name.
 * @is_named: its cells have a name, so that the number may be another one elsewhere.
 * @first: of NUMBER: its first cell.
 * @type: of NUMBER: its sign and interval.
 */
struct ktf_operand {
	u8			kind;
	bool			is_field;
	bool			is_constant;
	bool			is_named;
	bool			folds;
	const struct ktf_node	*named;
	const struct ktf_node	*node;
	struct ktf_field	field;
	u32			first;
	struct ktf_type		type;
};

/**
 * struct ktf_expression - the value expressions of the current predicate
 * @cells: the cells so far. The field of a cell is an index into @fields.
 * @nr_cells: how many there are.
 * @stack: the values that wait for an operator.
 * @depth: how many there are.
 * @lacks_field: a field is named that the event lacks, so the predicate is false.
 * @fields: the fields that the cells name. They become relocations when the whole predicate
 *	is known, in the order in which an image has them.
 * @nr_fields: how many there are.
 * @asks: a field or a variable is named, so that there is something to ask.
 * @constant_end: where the first constant ends in the text.
 */
struct ktf_expression {
	struct ktf_cell		cells[KTF_MAX_CELLS + 2];
	u32			nr_cells;
	struct ktf_operand	stack[KTF_MAX_VALUES];
	u32			depth;
	bool			lacks_field;
	struct ktf_field	fields[KTF_MAX_CELLS];
	u32			nr_fields;
	bool			asks;
	u32			constant_end;
};

/**
 * struct ktf_analysis - the state of an analysis
 * @ast: the tree.
 * @schema: the event.
 * @prog: gets relocations and constants.
 * @diag: gets the error.
 * @field: field of the current predicate of the stock engine's form.
 * @reloc: its relocation.
 * @known: fields by relocation, if they were looked up.
 * @compare: node of the current predicate.
 * @val: its constant.
 * @rel: its relation.
 * @folds: A to Z of the field's text are compared as a to z.
 * @ex: the current predicate, if it has value expressions.
 */
struct ktf_analysis {
	struct ktf_ast			*ast;
	const struct ktf_schema		*schema;
	struct ktf_portable		*prog;
	struct ktf_diag			*diag;
	struct ktf_field		field;
	u16				reloc;
	struct ktf_field		known[KTF_NR_KNOWN];
	struct ktf_node			*compare;
	const struct ktf_value		*val;
	u8				rel;
	bool				folds;
	struct ktf_expression		ex;
};

/* The position of an error in a predicate is one column behind its place. */
static inline int ktf_wrong_at(struct ktf_analysis *a, u32 code, u32 pos)
{
	return ktf_fail(a->diag, -EINVAL, code, pos + 1);
}

static inline int ktf_no_room(struct ktf_analysis *a, int err)
{
	return ktf_fail(a->diag, err, KTF_ERR_NONE, 0);
}

/* lang/optional.c */
bool ktf_sema_is_optional(const struct ktf_analysis *a, const struct ktf_node *node);
int ktf_sema_lacking(struct ktf_analysis *a, struct ktf_node *node);
int ktf_sema_has(struct ktf_analysis *a, struct ktf_node *node);

/* lang/stock.c */
int ktf_sema_field(struct ktf_analysis *a, const struct ktf_node *node);
int ktf_sema_value(struct ktf_analysis *a, struct ktf_node *node);
int ktf_sema_may_read(struct ktf_analysis *a, const struct ktf_field *field, u32 suffixes, u32 pos);
int ktf_sema_literal(struct ktf_analysis *a, const struct ktf_value *val, struct ktf_big *big);
int ktf_sema_text(struct ktf_analysis *a, struct ktf_node *node,
		  const struct ktf_operand *field, const struct ktf_node *text, u8 rel);

/* lang/constant.c */
bool ktf_value_is_address(const struct ktf_value *val);
u32 ktf_value_end(const struct ktf_analysis *a, const struct ktf_value *val);
bool ktf_value_is_field(const struct ktf_analysis *a, const struct ktf_value *val);
bool ktf_value_is_negated(const struct ktf_analysis *a, const struct ktf_value *val);
int ktf_sema_constant(struct ktf_analysis *a, const struct ktf_value *val,
		      struct ktf_range *range);
int ktf_sema_name(struct ktf_analysis *a, const struct ktf_value *val, struct ktf_name *name,
		  struct ktf_ranges *numbers);
int ktf_sema_one_name(struct ktf_analysis *a, const struct ktf_value *val, struct ktf_name *name,
		      struct ktf_big *number);
int ktf_sema_one_number(struct ktf_analysis *a, const struct ktf_value *val,
			struct ktf_name *name, struct ktf_big *number);

/* lang/symbol.c */
int ktf_sema_sym(struct ktf_analysis *a, const struct ktf_node *node,
		 const struct ktf_operand *operand);
int ktf_sema_sym_bits(struct ktf_analysis *a, const struct ktf_node *node);
int ktf_sema_sym_compare(struct ktf_analysis *a, struct ktf_node *node);

/* lang/members.c */
int ktf_sema_members(struct ktf_analysis *a, struct ktf_node *node,
		     const struct ktf_node *first);
int ktf_sema_bound(struct ktf_analysis *a, const struct ktf_node *node);

/* lang/compare_address.c */
int ktf_sema_bytes(struct ktf_analysis *a, struct ktf_operand *operand, u32 bytes, u32 pos);
int ktf_sema_address(struct ktf_analysis *a, struct ktf_node *node);
int ktf_sema_address_bound(struct ktf_analysis *a, const struct ktf_node *node);

/* lang/cpus.c */
int ktf_sema_cpulist(struct ktf_analysis *a, const struct ktf_value *val, u32 nr_bits,
		     unsigned long **bits);
int ktf_sema_cpus(struct ktf_analysis *a, struct ktf_node *node);

/* lang/texts.c */
int ktf_sema_texts(struct ktf_analysis *a, struct ktf_node *node,
		   const struct ktf_operand *left, const struct ktf_operand *right);

/* lang/expression.c */
int ktf_sema_field_cell(struct ktf_analysis *a, const struct ktf_node *node,
			const struct ktf_field *field, struct ktf_cell cell);
int ktf_sema_number_cell(struct ktf_analysis *a, const struct ktf_node *node,
			 struct ktf_big val);
int ktf_sema_name_cells(struct ktf_analysis *a, const struct ktf_node *node,
			const struct ktf_name *name);
int ktf_sema_cell(struct ktf_analysis *a, const struct ktf_node *node, struct ktf_cell cell);
int ktf_sema_operand(struct ktf_analysis *a, struct ktf_node *node);
int ktf_sema_number(struct ktf_analysis *a, const struct ktf_operand *operand, u32 code);

/* lang/leaf.c */
int ktf_sema_unknown_name(struct ktf_analysis *a, const struct ktf_node *node);

/* lang/relation.c */
int ktf_sema_relocation(struct ktf_analysis *a, const struct ktf_field *field);
int ktf_sema_relation(struct ktf_analysis *a, struct ktf_node *node);
int ktf_sema_asks(struct ktf_analysis *a);
void ktf_sema_operation(struct ktf_node *node, u8 op, bool not);
int ktf_sema_never(struct ktf_node *node);
int ktf_sema_values(struct ktf_analysis *a, struct ktf_node *node, bool exchange);
int ktf_sema_set(struct ktf_analysis *a, struct ktf_node *node, struct ktf_ranges *ranges,
		 const struct ktf_name *names, u32 nr_names);

#endif /* _KTF_ANALYSIS_H */
