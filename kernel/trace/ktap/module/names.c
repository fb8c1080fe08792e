// SPDX-License-Identifier: GPL-2.0
/*
 * Binding the names of the kernel that it does not export.
 *
 * kallsyms_lookup_name() finds every name. It is not exported either, but a kprobe that is set
 * on it by name knows its address. The kprobe is taken away at once and never fires. It may lie
 * behind an ENDBR instruction, so the function looks up its own name once more.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/errno.h>
#include <linux/kprobes.h>
#include <linux/printk.h>

#include "names.h"

#define KTF_DEFINE(ret, name, args) DEFINE_STATIC_CALL_NULL(ktf_fn_##name, ktf_proto_##name);
KTF_FUNCTIONS(KTF_DEFINE)

struct ktf_names ktf_names __ro_after_init;

static int find_lookup(void)
{
	struct kprobe kp = { .symbol_name = "kallsyms_lookup_name" };
	int err = register_kprobe(&kp);
	unsigned long found;

	if (err) {
		pr_err("no kprobe on kallsyms_lookup_name: error %d\n", err);
		return err;
	}
	unregister_kprobe(&kp);
	static_call_update(ktf_fn_kallsyms_lookup_name,
			   (typeof(ktf_proto_kallsyms_lookup_name) *)kp.addr);
	found = ktf_call(kallsyms_lookup_name)("kallsyms_lookup_name");
	if (!found) {
		pr_err("kallsyms does not know kallsyms_lookup_name\n");
		return -ENOENT;
	}
	static_call_update(ktf_fn_kallsyms_lookup_name,
			   (typeof(ktf_proto_kallsyms_lookup_name) *)found);
	return 0;
}

/**
 * ktf_names_find - find the address of a name of the kernel
 * @name: the name of a function or a variable.
 *
 * Context: may sleep; after ktf_names_bind() has found the lookup itself.
 * Return: the address; NULL if the kernel does not know the name, which is printed.
 */
void *ktf_names_find(const char *name)
{
	void *address = (void *)ktf_call(kallsyms_lookup_name)(name);

	if (!address)
		pr_err("this kernel does not know %s\n", name);
	return address;
}

/**
 * ktf_names_bind - find all names, and let the static calls call the functions
 *
 * Context: may sleep.
 * Return: 0; -ENOENT if the kernel does not know a name, which is printed; errors of
 * register_kprobe().
 */
int __init ktf_names_bind(void)
{
	int err = find_lookup();

	if (err)
		return err;
#define KTF_BIND(ret, name, args)							\
	ktf_names.name = ktf_names_find(#name);						\
	if (!ktf_names.name)								\
		return -ENOENT;								\
	static_call_update(ktf_fn_##name, (typeof(ktf_proto_##name) *)ktf_names.name);
	KTF_FUNCTIONS(KTF_BIND)
#define KTF_POINT(type, name)								\
	ktf_names.name = ktf_names_find(#name);						\
	if (!ktf_names.name)								\
		return -ENOENT;
	KTF_VARIABLES(KTF_POINT)
	return 0;
}
