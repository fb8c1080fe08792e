// SPDX-License-Identifier: GPL-2.0
/*
 * Errors of ours that stay in error_log when the module goes.
 *
 * An entry of error_log has a pointer to an array of texts, and an index. The array of our
 * errors goes with the module, so each entry that refers to it gets an array of its own, with
 * one text. The array is put behind the entry's command, in the same allocation, which the kernel
 * frees when it uses the entry again:
 *
 *	cmd: "\n  Command: nosuch == 0\n" NUL, padding, errs[0], "Field not found" NUL
 */
#include <linux/align.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "errors.h"
#include "ktf_trace.h"

static void keep_error(void *entry)
{
	void *info = &ktf_member(char, entry, error_info);
	char **cmd = &ktf_member(char *, entry, error_cmd), *old = *cmd, *text;
	const char ***errs = &ktf_member(const char **, info, info_errs);
	u8 *type = &ktf_member(u8, info, info_type);
	size_t old_bytes = strlen(old) + 1, array_at = ALIGN(old_bytes, sizeof(char *));
	size_t text_at = array_at + sizeof(char *), text_bytes;

	if (*errs != ktf_err_text)
		return;
	text_bytes = strlen(ktf_err_text[*type]) + 1;
	*cmd = kzalloc(text_at + text_bytes, GFP_KERNEL | __GFP_NOFAIL);
	memcpy(*cmd, old, old_bytes);
	text = *cmd + text_at;
	memcpy(text, ktf_err_text[*type], text_bytes);
	*errs = (const char **)(*cmd + array_at);
	(*errs)[0] = text;
	*type = 0;
	kfree(old);
}

/**
 * ktf_errors_keep - make the entries of error_log independent of the module
 *
 * Context: may sleep. Nobody may log errors of ours any more.
 */
void ktf_errors_keep(void)
{
	struct trace_array *tr;
	struct list_head *list;

	guard(mutex)(&trace_types_lock);
	guard(mutex)(ktf_names.tracing_err_log_lock);
	for (tr = ktf_core_first_instance(); tr; tr = ktf_core_next_instance(tr))
		list_for_each(list, &ktf_member(struct list_head, tr, instance_errors))
			keep_error((char *)list - ktf_layout.error_list);
}
