// SPDX-License-Identifier: GPL-2.0
/*
 * Value expressions in the assembler's language, in both directions.
 *
 * An expression is its cells in their order, which is postfix order:
 *
 *	VAL_EQ {FIELD ioprio, NUM 13, SHR, NUM 7, AND, NUM 1}
 *	VAL_LT {FIELD.8s args 8, FIELD.4 mac 2, SWAP.4}
 *	VAL_EQ {VAR $tgid, NUM 1}
 *
 * A cell with bytes and a sign has them behind its name, as in FIELD.8s. There, a field has the
 * offset of the bytes behind its name. A NAME has its table and the name behind it, as in NAME
 * errno "ENOENT"; in a set, a "-" before the table stands for the negated numbers. LEN.USER is the
 * length of a text in user space. NUM is also for what needs a NUM64. The ranges of a VAL_IN are
 * pairs of NUM at the end. Whether the cells make an expression is checked as in an image.
 */
#include "assembler/cells.h"
#include "prog/expression.h"
#include "prog/names.h"
#include "prog/variables.h"

/**
 * struct cells - the cells of an instruction that is assembled
 * @p: the program.
 * @cells: the cells.
 * @nr: how many there are.
 * @cap: how many there is room for.
 */
struct cells {
	struct asm_program	*p;
	struct ktap_filter_cell	*cells;
	u32			nr;
	u32			cap;
};

static int add_cells(struct cells *c, const struct ktf_cell *cells, u32 nr)
{
	int err = ktf_grow((void **)&c->cells, &c->cap, c->nr + nr, sizeof(*c->cells),
			   KTAP_FILTER_MAX_IMAGE);

	if (err)
		return asm_no_room(&c->p->scan, c->p->scan.at, err);
	ktf_cells_put(cells, nr, c->cells + c->nr);
	c->nr += nr;
	return 0;
}

static int take_number(struct cells *c)
{
	struct asm_scan *s = &c->p->scan;
	struct ktf_cell cells[2];
	bool negative;
	u64 word;

	negative = asm_take(s, '-');
	s->at -= negative;
	if (asm_number(s, &word))
		return s->error->err;
	return add_cells(c, cells, ktf_cells_of_number(ktf_big(word, !negative), cells));
}

/* What is directly behind the cell's name: bytes and sign as ".4", ".8s"; or ".USER". */
static int take_width(struct cells *c, struct ktf_cell *cell)
{
	struct asm_scan *s = &c->p->scan;
	const char *at = s->at;

	if (*s->at != '.')
		return 0;
	if (cell->op == KTAP_FILTER_CELL_LEN && !strncmp(at, ".USER ", 6)) {
		cell->imm = KTAP_FILTER_USER;
		s->at += 5;
		return 0;
	}
	cell->arg = s->at[1] - '0';
	if (!ktf_is_width(cell->arg))
		return asm_fail(s, at, -EINVAL, "Not 1, 2, 4 or 8 bytes");
	s->at += 2;
	if (*s->at == 's') {
		cell->arg |= KTF_CELL_SIGNED;
		s->at++;
	}
	return 0;
}

/* The name of a variable that is a number. */
static int take_variable(struct cells *c, struct ktf_cell *cell)
{
	struct asm_scan *s = &c->p->scan;
	struct asm_word word;

	if (asm_word(s, "Variable", &word))
		return s->error->err;
	cell->imm = ktf_variable_find(word.text, word.len);
	if (!ktf_variable_is_number(cell->imm))
		return asm_fail(s, word.text, -EINVAL, "%s",
				ktf_err_text[KTF_ERR_UNKNOWN_VARIABLE]);
	return add_cells(c, cell, 1);
}

/* Where a name is looked up, and the name. */
static int take_name(struct cells *c)
{
	struct ktf_name name = { .arg = asm_take(&c->p->scan, '-') ? KTAP_FILTER_NAME_MINUS : 0 };
	struct ktf_cell cells[KTF_MAX_NAME_CELLS];
	struct asm_scan *s = &c->p->scan;
	struct asm_word word;
	u32 kind = 0;
	char *text;
	int err;

	if (asm_word(s, "Table of names", &word))
		return s->error->err;
	while (kind < KTAP_FILTER_NR_NAMES &&
	       !(ktf_name_kinds[kind] && asm_is(&word, ktf_name_kinds[kind])))
		kind++;
	if (kind == KTAP_FILTER_NR_NAMES)
		return asm_fail(s, word.text, -EINVAL, "Unknown table of names");
	if (asm_string(s, &text, &name.len))
		return s->error->err;
	name.arg |= kind;
	name.text = text;
	err = ktf_name_ok(&name) ? add_cells(c, cells, ktf_name_put(&name, cells)) :
				   asm_fail(s, word.text, -EINVAL, "Not a name");
	ktf_free(text);
	return err;
}

static int take_cell(struct cells *c)
{
	struct asm_scan *s = &c->p->scan;
	struct ktf_cell cell = { };
	struct asm_word word;
	u32 op = 0, off;

	if (asm_word(s, "Cell", &word))
		return s->error->err;
	if (asm_is(&word, "NUM"))
		return take_number(c);
	while (op < 256 && !(ktf_cell_info[op].name && asm_is(&word, ktf_cell_info[op].name)))
		op++;
	if (op == 256 || op == KTAP_FILTER_CELL_NUM64)	/* its number would be missing */
		return asm_fail(s, word.text, -EINVAL, "Unknown cell");
	if (op == KTAP_FILTER_CELL_NAME)
		return take_name(c);
	cell.op = op;
	if (take_width(c, &cell))
		return s->error->err;
	if (ktf_cell_names_field(op) && asm_field(c->p, &cell.field))
		return s->error->err;
	if (op == KTAP_FILTER_CELL_FIELD && cell.arg) {
		if (asm_u32(s, INT32_MAX, &off))
			return s->error->err;
		cell.imm = off;
	}
	return op == KTAP_FILTER_CELL_VAR ? take_variable(c, &cell) : add_cells(c, &cell, 1);
}

static int add_constant(struct cells *c, struct ktf_pred *pred, const char *at)
{
	struct ktf_values *values = ktf_alloc(sizeof(*values));
	u32 bytes = c->nr * sizeof(*c->cells);
	int err;

	if (!values)
		return asm_no_room(&c->p->scan, at, -ENOMEM);
	err = ktf_values_read(values, pred->op, c->cells, bytes, &c->p->prog);
	ktf_free(values);
	if (err)
		return asm_fail(&c->p->scan, at, -EINVAL, "%s",
				ktf_err_text[KTF_ERR_IMAGE_CONSTANT]);
	err = ktf_portable_add(&c->p->prog, c->cells, bytes, &pred->imm);
	return err ? asm_no_room(&c->p->scan, at, err) : 0;
}

/**
 * asm_cells - read the cells of an instruction
 * @p: the program; gets the fields that the cells name, and the cells as a constant.
 * @pred: the instruction; gets the constant's place.
 *
 * Context: may sleep.
 * Return: 0, -EINVAL, -E2BIG or -ENOMEM.
 */
int asm_cells(struct asm_program *p, struct ktf_pred *pred)
{
	struct cells c = { .p = p };
	struct asm_scan *s = &p->scan;
	const char *at;
	int err;

	if (!asm_take(s, '{'))
		return asm_fail(s, s->at, -EINVAL, "'{' is missing");
	at = s->at - 1;
	do {
		err = take_cell(&c);
	} while (!err && asm_take(s, ','));
	if (!err && !asm_take(s, '}'))
		err = asm_fail(s, s->at, -EINVAL, "'}' is missing");
	if (!err)
		err = add_constant(&c, pred, at);
	ktf_free(c.cells);
	return err;
}

static void print_number(const struct ktf_cell *cells, FILE *out)
{
	struct ktf_big val = ktf_cell_number(cells);

	fprintf(out, val.mag < 1000000 ? "NUM %s%llu" : "NUM %s%#llx", val.neg ? "-" : "", val.mag);
}

static void print_name(const struct ktf_cell *cells, FILE *out)
{
	fprintf(out, "NAME %s%s \"%.*s\"", cells->arg & KTAP_FILTER_NAME_MINUS ? "-" : "",
		ktf_name_kinds[cells->arg & ~KTAP_FILTER_NAME_MINUS], cells->imm,
		(const char *)&cells[1]);
}

static void print_cell(const struct ktf_portable *prog, const struct ktf_cell *cell, FILE *out)
{
	u8 op = cell->op;

	if (op == KTAP_FILTER_CELL_NAME) {
		print_name(cell, out);
		return;
	}
	if (op == KTAP_FILTER_CELL_NUM || op == KTAP_FILTER_CELL_NUM64) {
		print_number(cell, out);
		return;
	}
	fputs(ktf_cell_info[op].name, out);
	if (cell->arg)
		fprintf(out, ".%u%s", cell->arg & KTF_CELL_BYTES,
			cell->arg & KTF_CELL_SIGNED ? "s" : "");
	if (op == KTAP_FILTER_CELL_LEN && cell->imm)
		fputs(".USER", out);
	if (ktf_cell_names_field(op))
		fprintf(out, " %s", prog->pool + prog->fields[cell->field].name);
	if (op == KTAP_FILTER_CELL_FIELD && cell->arg)
		fprintf(out, " %d", cell->imm);
	if (op == KTAP_FILTER_CELL_VAR)
		fprintf(out, " %s", ktf_variables[cell->imm].name);
}

/**
 * ktf_print_cells - print the cells of an instruction
 * @prog: the program.
 * @pred: the instruction, of which the constant is cells.
 * @out: the stream.
 *
 * Context: any.
 */
void ktf_print_cells(const struct ktf_portable *prog, const struct ktf_pred *pred, FILE *out)
{
	const struct ktap_filter_cell *at = (void *)(prog->pool + ktf_slice_off(pred->imm));
	const struct ktap_filter_cell *end = at + ktf_slice_len(pred->imm) / sizeof(*at);
	struct ktf_cell cells[KTF_MAX_NAME_CELLS];
	const char *sep = " {";
	u32 len;

	for (; at < end; at += len) {
		len = ktf_pool_span(at);
		ktf_cells_get(at, len, cells);
		fputs(sep, out);
		print_cell(prog, cells, out);
		sep = ", ";
	}
	fputc('}', out);
}
