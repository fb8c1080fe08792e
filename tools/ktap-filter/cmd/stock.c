// SPDX-License-Identifier: GPL-2.0
/*
 * What the stock engine does not know.
 *
 * A kernel without ktap filter takes fewer filters, and one that refuses a filter has no filter
 * in force afterwards. So what such a kernel is to get is compiled by the rules of its language
 * first. These rules stop at the word that is new. What they say of it, "Invalid operator", is no
 * help: it is right in the language that the user writes.
 */
#include "check/check.h"
#include "env.h"
#include "stock.h"

/**
 * cmd_stock_check - find out why the stock engine would refuse a text
 * @text: the text, which ktap filter accepts.
 * @schema: the event.
 * @found: no findings; gets one, or none.
 *
 * Context: may sleep; one thread.
 * Return: 0, with or without a finding; -ENOMEM.
 */
int cmd_stock_check(const char *text, const struct ktf_schema *schema, struct ktf_findings *found)
{
	struct ktf_finding *f = found->list;
	struct ktf_diag diag;
	int err;

	env.stock_language = true;
	err = ktf_check_text(text, schema, false, found);
	env.stock_language = false;
	if (err || !found->errors)
		return err;
	found->nr = 1;
	found->errors = 1;
	found->more = false;
	diag = (struct ktf_diag) { .err = f->err, .code = KTF_ERR_STOCK_ENGINE };
	snprintf(f->text, sizeof(f->text), "%s", ktf_diag_text(&diag));
	f->code = diag.code;
	f->hint = NULL;
	return 0;
}

/**
 * cmd_stock_try - try whether the stock engine would accept a text
 * @text: the text, which ktap filter accepts.
 * @schema: the filter's event.
 * @diag: gets the error, at the word that the stock engine stops at.
 *
 * Context: any; one thread.
 * Return: 0; else the errno of the stock engine, or -ENOMEM.
 */
int cmd_stock_try(const char *text, const struct ktf_schema *schema, struct ktf_diag *diag)
{
	struct ktf_findings found = { };
	int err;

	err = cmd_stock_check(text, schema, &found);
	if (err)
		return ktf_fail(diag, err, KTF_ERR_NONE, 0);
	if (!found.errors)
		return 0;
	return ktf_fail(diag, found.list[0].err, found.list[0].code, found.list[0].at);
}
