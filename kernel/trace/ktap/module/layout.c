// SPDX-License-Identifier: GPL-2.0
/*
 * Checking the running kernel against what the module takes for granted.
 *
 * The tracing core's structures are private, and no header of them is installed. The running
 * kernel's BTF describes them. Some have members that move with the configuration: their offsets
 * are read from the BTF. The others are declared in compat/module/ktf_core.h, and each member
 * that the module uses must be where the declaration puts it. The same holds for the arguments
 * of functions. Whatever does not fit is printed by name, and the module does not load: a wrong
 * offset would damage the kernel.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/printk.h>
#include <linux/string.h>

#include "btf.h"
#include "ktf_core.h"
#include "layout.h"
#include "legal.h"
#include "names.h"

#define PROTOTYPE_BYTES	256

struct ktf_layout ktf_layout __ro_after_init;

/* Members whose offset differs between kernels. */
static const struct {
	const char	*type, *member;
	u32		*off;
} found[] __initconst = {
	{ "trace_array", "list", &ktf_layout.instance_list },
	{ "trace_array", "name", &ktf_layout.instance_name },
	{ "trace_array", "events", &ktf_layout.instance_events },
	{ "trace_array", "err_log", &ktf_layout.instance_errors },
	{ "trace_array", "filtered_pids", &ktf_layout.instance_pids },
	{ "trace_array", "filtered_no_pids", &ktf_layout.instance_no_pids },
	{ "tracing_log_err", "list", &ktf_layout.error_list },
	{ "tracing_log_err", "info", &ktf_layout.error_info },
	{ "tracing_log_err", "cmd", &ktf_layout.error_cmd },
	{ "err_info", "errs", &ktf_layout.info_errs },
	{ "err_info", "type", &ktf_layout.info_type },
	{ "event_trigger_data", "list", &ktf_layout.trigger_list },
	{ "event_trigger_data", "filter", &ktf_layout.trigger_filter },
#ifdef CONFIG_PROBE_EVENTS
	{ "event_trigger_data", "cmd_ops", &ktf_layout.trigger_cmd },
	{ "event_trigger_data", "private_data", &ktf_layout.trigger_data },
	{ "eprobe_data", "ep", &ktf_layout.data_probe },
	{ "trace_eprobe", "filter_str", &ktf_layout.probe_filter },
#endif
	{ "filter_pred", "regex", &ktf_layout.pred_regex },
	{ "filter_pred", "fn_num", &ktf_layout.pred_fn },
	{ "filter_pred", "offset", &ktf_layout.pred_offset },
	{ "filter_pred", "not", &ktf_layout.pred_not },
};

/* Members that must be where the declaration puts them. */
#define AT(type, member) { #type, #member, offsetof(struct type, member) }
static const struct {
	const char	*type, *member;
	u32		off;
} declared[] __initconst = {
	AT(event_filter, prog),
	AT(event_filter, filter_string),
	AT(prog_entry, target),
	AT(prog_entry, when_to_branch),
	AT(prog_entry, pred),
	AT(regex, pattern),
	AT(regex, field_len),
	AT(regex, match),
	AT(event_subsystem, name),
	AT(event_subsystem, filter),
	AT(trace_subsystem_dir, subsystem),
	AT(trace_subsystem_dir, tr),
	AT(trace_subsystem_dir, nr_events),
	AT(ftrace_event_field, link),
	AT(ftrace_event_field, name),
	AT(ftrace_event_field, type),
	AT(ftrace_event_field, filter_type),
	AT(ftrace_event_field, offset),
	AT(ftrace_event_field, size),
	{ "ftrace_event_field", "is_signed", offsetofend(struct ftrace_event_field, size) },
};

/* Structures of which the module allocates some, or walks arrays. */
#define SIZE(type) { #type, sizeof(struct type) }
static const struct {
	const char	*type;
	u32		bytes;
} sizes[] __initconst = {
	SIZE(event_filter),
	SIZE(prog_entry),
	SIZE(regex),
};

#define PROTOTYPE(ret, name, args) { #name, #ret " " #args },
static const struct {
	const char	*name, *prototype;
} prototypes[] __initconst = {
	KTF_FUNCTIONS(PROTOTYPE)
};

static const struct btf_type * __init find_struct(const struct ktf_btf *btf, const char *name)
{
	const struct btf_type *type = ktf_btf_find(btf, BTF_KIND_STRUCT, name);

	if (!type)
		pr_err("this kernel has no struct %s\n", name);
	return type;
}

/* The offset of a member, bytes; -ENOENT if there is none. */
static int __init member_offset(const struct ktf_btf *btf, const char *name, const char *member)
{
	const struct btf_type *type = find_struct(btf, name);
	const struct btf_member *m;

	if (!type)
		return -ENOENT;
	m = ktf_btf_member(btf, type, member);
	if (!m) {
		pr_err("this kernel's struct %s has no member %s\n", name, member);
		return -ENOENT;
	}
	if (BTF_INFO_KFLAG(type->info))
		return BTF_MEMBER_BIT_OFFSET(m->offset) / BITS_PER_BYTE;
	return m->offset / BITS_PER_BYTE;
}

static int __init find_offsets(const struct ktf_btf *btf)
{
	int i, off;

	for (i = 0; i < ARRAY_SIZE(found); i++) {
		off = member_offset(btf, found[i].type, found[i].member);
		if (off < 0)
			return off;
		*found[i].off = off;
	}
	return 0;
}

static int __init check_offsets(const struct ktf_btf *btf)
{
	int i, off;

	for (i = 0; i < ARRAY_SIZE(declared); i++) {
		off = member_offset(btf, declared[i].type, declared[i].member);
		if (off < 0)
			return off;
		if (off == declared[i].off)
			continue;
		pr_err("this kernel has struct %s.%s at offset %d, not at %u\n",
		       declared[i].type, declared[i].member, off, declared[i].off);
		return -EINVAL;
	}
	return 0;
}

static int __init check_sizes(const struct ktf_btf *btf)
{
	const struct btf_type *type;
	int i;

	for (i = 0; i < ARRAY_SIZE(sizes); i++) {
		type = find_struct(btf, sizes[i].type);
		if (!type)
			return -ENOENT;
		if (type->size == sizes[i].bytes)
			continue;
		pr_err("this kernel's struct %s has %u bytes, not %u\n", sizes[i].type,
		       type->size, sizes[i].bytes);
		return -EINVAL;
	}
	return 0;
}

static int __init check_prototypes(const struct ktf_btf *btf)
{
	const struct btf_type *func;
	char text[PROTOTYPE_BYTES];
	int i;

	for (i = 0; i < ARRAY_SIZE(prototypes); i++) {
		func = ktf_btf_find(btf, BTF_KIND_FUNC, prototypes[i].name);
		if (!func) {
			pr_err("this kernel's BTF has no function %s\n", prototypes[i].name);
			return -ENOENT;
		}
		ktf_btf_prototype(btf, func, text, sizeof(text));
		if (!strcmp(text, prototypes[i].prototype))
			continue;
		pr_err("this kernel's %s is \"%s\", not \"%s\"\n", prototypes[i].name, text,
		       prototypes[i].prototype);
		return -EINVAL;
	}
	return 0;
}

/* A member that the module writes as an int. find_offsets() has found it. */
static int __init check_int(const struct ktf_btf *btf, const struct btf_type *pred,
			    const char *member)
{
	const struct btf_member *m = ktf_btf_member(btf, pred, member);
	const struct btf_type *type = ktf_btf_type(btf, m->type);
	u32 kind = type ? BTF_INFO_KIND(type->info) : BTF_KIND_UNKN;

	if ((kind == BTF_KIND_INT || kind == BTF_KIND_ENUM) && type->size == sizeof(int) &&
	    !(BTF_INFO_KFLAG(pred->info) && BTF_MEMBER_BITFIELD_SIZE(m->offset)))
		return 0;
	pr_err("this kernel's struct filter_pred.%s is no int\n", member);
	return -EINVAL;
}

/* What a predicate of the stock engine is like. find_offsets() has found its members. */
static int __init find_predicate(const struct ktf_btf *btf)
{
	const struct btf_type *type = find_struct(btf, "filter_pred"), *fns;
	int err = check_int(btf, type, "not") ?: check_int(btf, type, "fn_num");

	if (err)
		return err;
	ktf_layout.pred_bytes = type->size;
	type = ktf_btf_type(btf, ktf_btf_member(btf, type, "regex")->type);
	ktf_layout.pred_has_regex = BTF_INFO_KIND(type->info) == BTF_KIND_STRUCT;
	fns = ktf_btf_find(btf, BTF_KIND_ENUM, "filter_pred_fn");
	if (fns && !ktf_btf_enumerator(btf, fns, "FILTER_PRED_FN_STRING", &ktf_layout.fn_string))
		return 0;
	pr_err("this kernel's predicates have no FILTER_PRED_FN_STRING\n");
	return -ENOENT;
}

static int __init check_all(const struct ktf_btf *btf)
{
	int err = check_prototypes(btf);

	if (!err)
		err = check_offsets(btf);
	if (!err)
		err = check_sizes(btf);
	if (!err)
		err = find_offsets(btf);
	return err ?: find_predicate(btf);
}

/**
 * ktf_layout_check - check the running kernel and find its offsets
 *
 * Context: may sleep; after ktf_names_bind().
 * Return: 0; -ENOENT or -EINVAL for a name or a layout that does not fit, which is printed;
 * -ENOMEM.
 */
int __init ktf_layout_check(void)
{
	struct ktf_btf btf;
	int err;

	err = ktf_btf_open(&btf, ktf_names.__start_BTF,
			   ktf_names.__stop_BTF - ktf_names.__start_BTF);
	if (err) {
		pr_err("cannot read this kernel's BTF: error %d\n", err);
		return err;
	}
	err = check_all(&btf);
	ktf_btf_close(&btf);
	return err;
}
