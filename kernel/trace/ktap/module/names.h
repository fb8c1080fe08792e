/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Names of the kernel that it does not export to modules. See names.c.
 *
 * A row of KTF_FUNCTIONS has a function's result, its name and the types of its arguments. The
 * types are spelled as BTF spells them, because the row is compared with the BTF of the running
 * kernel (layout.c), so that a function is never called with arguments that it does not have.
 */
#ifndef _KTF_NAMES_H
#define _KTF_NAMES_H

#include <linux/static_call.h>
#include <linux/types.h>

#if defined(CONFIG_X86_64) && defined(CONFIG_HAVE_STATIC_CALL_INLINE)
#include <asm/insn.h>
#endif

struct btf;
struct dentry;
struct event_command;
struct event_filter;
struct ftrace_event_field;
struct kprobe;
struct list_head;
struct mnt_namespace;
struct mutex;
struct ns_common;
struct perf_event;
struct trace_array;
struct trace_event_call;
struct trace_event_file;
struct trace_subsystem_dir;

/* The stock engine, and what calls it. */
#define KTF_STOCK_FUNCTIONS(F)								\
	F(int, filter_match_preds, (struct event_filter *, void *))			\
	F(bool, trace_event_ignore_this_pid, (struct trace_event_file *))		\
	F(int, apply_event_filter, (struct trace_event_file *, char *))			\
	F(int, apply_subsystem_event_filter, (struct trace_subsystem_dir *, char *))	\
	F(int, create_event_filter, (struct trace_array *, struct trace_event_call *,	\
				     char *, bool, struct event_filter **))		\
	F(void, free_event_filter, (struct event_filter *))				\
	F(int, ftrace_profile_set_filter, (struct perf_event *, int, char *))		\
	F(void, ftrace_profile_free_filter, (struct perf_event *))

/* The rest of the kernel. */
#define KTF_CORE_FUNCTIONS(F)								\
	F(struct ftrace_event_field *, trace_find_event_field,				\
	  (struct trace_event_call *, char *))						\
	F(void, trace_buffered_event_enable, (void))					\
	F(void, trace_buffered_event_disable, (void))					\
	F(unsigned int, tracing_gen_ctx_irq_test, (unsigned int))			\
	F(void, tracing_log_err, (struct trace_array *, const char *, const char *,	\
				  const char **, u8, u16))				\
	F(int, tracing_check_open_get_tr, (struct trace_array *))			\
	F(int, tracing_init_dentry, (void))						\
	F(struct dentry *, trace_create_file, (const char *, umode_t, struct dentry *,	\
					       void *, const struct file_operations *))	\
	F(void, tracefs_remove, (struct dentry *))					\
	F(bool, ftrace_event_is_function, (struct trace_event_call *))			\
	F(bool, kallsyms_show_value, (const struct cred *))				\
	F(long unsigned int, kallsyms_lookup_name, (const char *))			\
	F(int, kallsyms_lookup_size_offset, (long unsigned int, long unsigned int *,	\
					     long unsigned int *))			\
	F(bool, copy_from_kernel_nofault_allowed, (const void *, size_t))		\
	F(long int, strncpy_from_kernel_nofault, (char *, const void *, long int))	\
	F(long int, strncpy_from_user_nofault, (char *, const void *, long int))	\
	F(struct ns_common *, from_mnt_ns, (struct mnt_namespace *))

/* Names of errors and system calls, if the kernel has them. */
#ifdef CONFIG_SYMBOLIC_ERRNAME
#define KTF_ERROR_FUNCTIONS(F)								\
	F(const char *, errname, (int))
#else
#define KTF_ERROR_FUNCTIONS(F)
#endif
#ifdef CONFIG_FTRACE_SYSCALLS
#define KTF_SYSCALL_FUNCTIONS(F)							\
	F(const char *, get_syscall_name, (int))
#else
#define KTF_SYSCALL_FUNCTIONS(F)
#endif

/* The types of the kernel, if it describes them. */
#ifdef CONFIG_DEBUG_INFO_BTF
#define KTF_TYPE_FUNCTIONS(F)								\
	F(struct btf *, bpf_get_btf_vmlinux, (void))					\
	F(u32, btf_nr_types, (const struct btf *))					\
	F(const char *, btf_name_by_offset, (const struct btf *, u32))
#else
#define KTF_TYPE_FUNCTIONS(F)
#endif

/* What sites_x86.c needs to find calls and to leave probed ones alone. */
#if defined(CONFIG_X86_64) && defined(CONFIG_HAVE_STATIC_CALL_INLINE)
#define KTF_SITE_FUNCTIONS(F)								\
	F(int, insn_decode, (struct insn *, const void *, int, enum insn_mode))		\
	F(struct kprobe *, get_kprobe, (void *))
#define KTF_SITE_VARIABLES(V)								\
	V(struct mutex, kprobe_mutex)							\
	V(u8, _stext)									\
	V(u8, _etext)
#else
#define KTF_SITE_FUNCTIONS(F)
#define KTF_SITE_VARIABLES(V)
#endif

#define KTF_FUNCTIONS(F)						\
	KTF_STOCK_FUNCTIONS(F) KTF_CORE_FUNCTIONS(F)			\
	KTF_ERROR_FUNCTIONS(F) KTF_SYSCALL_FUNCTIONS(F)			\
	KTF_TYPE_FUNCTIONS(F)						\
	KTF_SITE_FUNCTIONS(F)

#ifdef CONFIG_BPF_JIT
#define KTF_JIT_VARIABLES(V) V(int, bpf_jit_enable)
#else
#define KTF_JIT_VARIABLES(V)
#endif

#ifdef CONFIG_PROBE_EVENTS
#define KTF_PROBE_VARIABLES(V) V(struct event_command, event_trigger_cmd)
#else
#define KTF_PROBE_VARIABLES(V)
#endif

/* Variables. There is no BTF of them, so their types are taken on trust. */
#define KTF_VARIABLES(V)								\
	V(struct mutex, event_mutex)							\
	V(struct mutex, trace_types_lock)						\
	V(struct mutex, tracing_err_log_lock)						\
	V(struct list_head, ftrace_trace_arrays)					\
	KTF_JIT_VARIABLES(V)								\
	KTF_PROBE_VARIABLES(V)								\
	KTF_SITE_VARIABLES(V)								\
	V(const char, __start_BTF)							\
	V(const char, __stop_BTF)

/*
 * Functions are called by static calls. On a kernel with IBT, a call through a pointer to a
 * function that the kernel never calls so is a fault, and a static call is a direct call.
 */
#define KTF_DECLARE(ret, name, args)		\
	ret ktf_proto_##name args;		\
	DECLARE_STATIC_CALL(ktf_fn_##name, ktf_proto_##name);
KTF_FUNCTIONS(KTF_DECLARE)
#undef KTF_DECLARE

#define ktf_call(name) static_call(ktf_fn_##name)

/* The addresses, by name. */
struct ktf_names {
#define KTF_ADDRESS(ret, name, args) void *name;
	KTF_FUNCTIONS(KTF_ADDRESS)
#undef KTF_ADDRESS
#define KTF_POINTER(type, name) type *name;
	KTF_VARIABLES(KTF_POINTER)
#undef KTF_POINTER
};

extern struct ktf_names ktf_names;

int ktf_names_bind(void);
void *ktf_names_find(const char *name);

#endif /* _KTF_NAMES_H */
