// SPDX-License-Identifier: GPL-2.0
/*
 * Pieces of an explanation, as text.
 *
 * Names and constants come from an image, and the source may hold any bytes. Bytes that a
 * terminal would act upon are replaced one by one, so that columns stay.
 */
#include <stdarg.h>
#include <stdlib.h>

#include "assembler/disasm.h"
#include "explain/put.h"
#include "utf8.h"
#include "vm/disasm.h"

/* Show each byte as one character, and a control character as a safe one. */
static char shown(unsigned char c)
{
	if (c == '\t' || c == '\n')
		return ' ';
	return c < ' ' || c == 0x7f ? '?' : c;
}

/**
 * ktf_put_piece - print a piece of a text on one line
 * @out: the stream.
 * @text: the piece: any bytes, not NULL.
 * @len: length of the piece in bytes.
 * @max: bytes to print; a longer piece ends in three dots.
 *
 * Context: any.
 */
void ktf_put_piece(FILE *out, const char *text, u32 len, u32 max)
{
	bool cut = len > max;
	u32 i;

	if (cut)
		for (len = max - 3; len && utf8_goes_on(text[len]); len--)
			;
	for (i = 0; i < len; i++)
		fputc(shown(text[i]), out);
	if (cut)
		fputs("...", out);
}

/**
 * ktf_put_target - get the name of a jump target
 * @text: gets the name.
 * @bytes: size of @text.
 * @target: the number of an instruction, or a verdict.
 *
 * Context: any.
 */
void ktf_put_target(char *text, u32 bytes, u16 target)
{
	if (ktf_is_verdict(target))
		snprintf(text, bytes, target == KTAP_FILTER_ACCEPT ? "accept" : "reject");
	else
		snprintf(text, bytes, "%u", target);
}

/**
 * ktf_predicate_text - format an instruction without its targets
 * @prog: the program.
 * @nr: the instruction's number.
 *
 * Context: any.
 * Return: the text, in UTF-8 instead of escapes; free it with free(); NULL if memory is short.
 */
char *ktf_predicate_text(const struct ktf_portable *prog, u32 nr)
{
	char *text = NULL;
	size_t bytes;
	FILE *to = open_memstream(&text, &bytes);

	if (!to)
		return NULL;
	ktf_print_predicate(prog, nr, to);
	if (fclose(to)) {
		free(text);
		return NULL;
	}
	utf8_unescape(text);
	return text;
}

/**
 * ktf_explain_type - describe the type of a field
 * @field: the field.
 * @text: gets the description.
 * @bytes: size of @text.
 *
 * Context: any.
 */
void ktf_explain_type(const struct ktf_reloc *field, char *text, u32 bytes)
{
	static const char * const words[KTAP_FILTER_NR_KINDS] = {
		[KTAP_FILTER_KIND_DYNSTR]	= "__data_loc char[]",
		[KTAP_FILTER_KIND_RELSTR]	= "__rel_loc char[]",
		[KTAP_FILTER_KIND_PTRSTR]	= "char *",
		[KTAP_FILTER_KIND_CPUMASK]	= "__data_loc cpumask_t",
		[KTAP_FILTER_KIND_COMM]		= "the running task's name",
		[KTAP_FILTER_KIND_CPU]		= "the running CPU's number",
	};

	if (field->kind == KTAP_FILTER_KIND_FIXSTR)
		snprintf(text, bytes, "char[%u]", field->size);
	else if (words[field->kind])
		snprintf(text, bytes, "%s", words[field->kind]);
	else if (field->size == 1 || field->size == 2 || field->size == 4 || field->size == 8)
		snprintf(text, bytes, "%s of %u bits",
			 field->flags & KTAP_FILTER_FIELD_SIGNED ? "signed" : "unsigned",
			 8 * field->size);
	else
		snprintf(text, bytes, "%u bytes", field->size);
}

static __printf(2, 3) void print_to_file(const struct ktf_out *to, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	vfprintf(to->to, fmt, args);
	va_end(args);
}

/**
 * ktf_listing - list the runnable program
 * @x: the explanation, with an event.
 *
 * Context: any.
 * Return: the listing; free it with free(); NULL if memory is short.
 */
char *ktf_listing(const struct ktf_explain *x)
{
	char *text = NULL;
	size_t bytes;
	FILE *to = open_memstream(&text, &bytes);
	const struct ktf_out out = { .print = print_to_file, .to = to };

	if (!to)
		return NULL;
	ktf_disasm(x->run, &out);
	if (!fclose(to))
		return text;
	free(text);
	return NULL;
}
