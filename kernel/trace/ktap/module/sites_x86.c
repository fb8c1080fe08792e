// SPDX-License-Identifier: GPL-2.0
/*
 * Redirecting calls: x86-64.
 *
 * The kernel calls the stock engine by direct calls: one byte of opcode, and the distance of the
 * function in four bytes. arch_static_call_transform(), which the kernel exports for its static
 * calls, writes another distance while other processors may run the instruction. One
 * instruction replaces one, so no task can be in the middle.
 *
 * All of the kernel's text is searched for calls of the functions in ktf_hooks, so no list of
 * callers is needed and none is missed. A distance that fits is a call only if an instruction
 * begins there: the kernel's decoder goes through the function from its beginning. A function is
 * also called if the distance leads to the padding of 16 bytes before it, where the kernel counts
 * the depth of calls (retbleed=stuff).
 *
 * A probe on a call, set by somebody else, has replaced the opcode by an int3, whose distance is
 * still there. (An int3 without a probe fills a gap, and what follows is a distance by chance.)
 * Such a call is left alone, and counted. If it may free a filter, the module does
 * not load. kprobe_mutex is held, so that nobody sets a probe between the look and the change.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/delay.h>
#include <linux/kernel.h>
#include <linux/kprobes.h>
#include <linux/mutex.h>
#include <linux/printk.h>
#include <linux/string.h>

#include <asm/insn.h>
#include <asm/text-patching.h>

#include "hooks.h"
#include "names.h"
#include "sites.h"

#define MAX_SITES	64
#define PADDING		16

/**
 * struct site - a call of the kernel
 * @at: its address.
 * @hook: the function that is called.
 * @tail: it is a jump, the last instruction of its function.
 * @before: its bytes as the kernel has them.
 * @after: its bytes as we wrote them; all zero if we did not.
 */
struct site {
	u8		*at;
	struct ktf_hook	*hook;
	bool		tail;
	u8		before[CALL_INSN_SIZE];
	u8		after[CALL_INSN_SIZE];
};

static struct site sites[MAX_SITES];
static u32 nr_sites;

/* All calls of the functions in ktf_hooks lead behind @lowest, and not behind @highest. */
static const u8 *lowest, *highest;

/* The function that a call at @at would call. Most distances lead nowhere near. */
static __always_inline struct ktf_hook *hook_called(const u8 *at)
{
	const u8 *target = at + CALL_INSN_SIZE + *(s32 *)(at + 1);
	u32 i;

	if (likely(target <= lowest || target > highest))
		return NULL;
	for (i = 0; i < ktf_nr_hooks; i++)
		if (target <= (u8 *)ktf_hooks[i].old && target > (u8 *)ktf_hooks[i].old - PADDING)
			return &ktf_hooks[i];
	return NULL;
}

/* The function that has an instruction beginning at @at; NULL if none does. */
static u8 *caller_of(u8 *at)
{
	unsigned long size, off;
	struct insn insn;
	u8 *p;

	if (!ktf_call(kallsyms_lookup_size_offset)((unsigned long)at, &size, &off))
		return NULL;
	for (p = at - off; p < at; p += insn.length)
		if (ktf_call(insn_decode)(&insn, p, MAX_INSN_SIZE, INSN_MODE_KERN))
			return NULL;
	return p == at ? at - off : NULL;
}

static bool wants(const struct ktf_hook *hook, const u8 *caller)
{
	return caller && (!hook->caller || ktf_names_find(hook->caller) == caller);
}

static bool is_probed(u8 *at)
{
	guard(mutex)(ktf_names.kprobe_mutex);
	return ktf_call(get_kprobe)(at);
}

static noinline int add_site(u8 *at, struct ktf_hook *hook)
{
	if (!wants(hook, caller_of(at)))
		return 0;
	if (*at == INT3_INSN_OPCODE) {
		if (!is_probed(at))
			return 0;
		hook->probed++;
		pr_info("a probe is on a call of %s: %pS\n", hook->name, at);
		return 0;
	}
	if (nr_sites == MAX_SITES) {
		pr_err("more than %d calls of the stock engine\n", MAX_SITES);
		return -E2BIG;
	}
	pr_debug("call of %s: %pS\n", hook->name, at);
	sites[nr_sites].at = at;
	sites[nr_sites].hook = hook;
	sites[nr_sites].tail = *at == JMP32_INSN_OPCODE;
	memcpy(sites[nr_sites].before, at, CALL_INSN_SIZE);
	nr_sites++;
	hook->sites++;
	return 0;
}

/* Bytes of a word that are zero have their highest bit set in the result, and few others. */
static __always_inline u64 zero_bytes(u64 word)
{
	return (word - REPEAT_BYTE(0x01)) & ~word & REPEAT_BYTE(0x80);
}

/* Bytes that may be the opcode of a call or a jump (0xe8, 0xe9), or an int3: see zero_bytes(). */
static __always_inline u64 opcodes(u64 word)
{
	return zero_bytes((word & REPEAT_BYTE(0xfe)) ^ REPEAT_BYTE(CALL_INSN_OPCODE)) |
	       zero_bytes(word ^ REPEAT_BYTE(INT3_INSN_OPCODE));
}

static bool is_opcode(u8 byte)
{
	return (byte & 0xfe) == CALL_INSN_OPCODE || byte == INT3_INSN_OPCODE;
}

/* Eight bytes at once: there are 20 million of them, and the module should load in no time. */
static int search_word(u8 *word)
{
	struct ktf_hook *hook;
	u64 found;
	u8 *at;
	int err;

	for (found = opcodes(*(u64 *)word); found; found &= found - 1) {
		at = word + __ffs64(found) / BITS_PER_BYTE;
		hook = hook_called(at);
		if (likely(!hook) || !is_opcode(*at))
			continue;
		err = add_site(at, hook);
		if (err)
			return err;
	}
	return 0;
}

static void find_range(void)
{
	const u8 *old;
	u32 i;

	lowest = ktf_hooks[0].old;
	for (i = 0; i < ktf_nr_hooks; i++) {
		old = ktf_hooks[i].old;
		lowest = min(lowest, old - PADDING);
		highest = max(highest, old);
	}
}

static int search_text(void)
{
	u8 *word = PTR_ALIGN(ktf_names._stext, sizeof(u64));
	int err = 0;

	find_range();
	for (; !err && word < ktf_names._etext - 2 * sizeof(u64); word += sizeof(u64))
		err = search_word(word);
	return err;
}

/* A call that stayed with the stock engine might make or free a filter behind our back. */
static int check_found(void)
{
	u32 i;

	for (i = 0; i < ktf_nr_hooks; i++) {
		if (ktf_hooks[i].hot || (ktf_hooks[i].sites && !ktf_hooks[i].probed))
			continue;
		pr_err("found %u calls of %s, and %u under a probe\n", ktf_hooks[i].sites,
		       ktf_hooks[i].name, ktf_hooks[i].probed);
		return ktf_hooks[i].probed ? -EBUSY : -ENOENT;
	}
	return 0;
}

/**
 * ktf_sites_find - find the calls of the functions in ktf_hooks
 *
 * Context: may sleep; after ktf_hooks_init().
 * Return: 0; -ENOENT if a function that must be ours is not called; -EBUSY if a probe is on such
 * a call; -E2BIG. Each is printed.
 */
int __init ktf_sites_find(void)
{
	int err = search_text();

	return err ?: check_found();
}

/* Write a call, if its bytes are those that are expected. kprobe_mutex is held. */
static bool write_site(struct site *site, const u8 *expected, void *function)
{
	if (memcmp(site->at, expected, CALL_INSN_SIZE))
		return false;
	arch_static_call_transform(site->at, NULL, function, site->tail);
	return true;
}

static bool take_call(struct site *site)
{
	if (!write_site(site, site->before, site->hook->new)) {
		pr_err("somebody changes the call of %s: %pS\n", site->hook->name, site->at);
		return false;
	}
	memcpy(site->after, site->at, CALL_INSN_SIZE);
	site->hook->taken++;
	return true;
}

static int take_calls(struct ktf_hook *hook)
{
	u32 i;

	for (i = 0; i < nr_sites; i++)
		if (sites[i].hook == hook && !take_call(&sites[i]) && !hook->hot)
			return -EBUSY;
	return 0;
}

/**
 * ktf_sites_patch - have the kernel call our functions
 * @first: the first of ktf_hooks.
 * @end: the one behind the last.
 * @hot: those too that run on events.
 *
 * Context: may sleep.
 * Return: 0; -EBUSY if somebody has changed a call that must be ours; then ktf_sites_restore()
 * undoes what was done.
 */
int ktf_sites_patch(u32 first, u32 end, bool hot)
{
	int err = 0;
	u32 i;

	guard(mutex)(ktf_names.kprobe_mutex);
	for (i = first; !err && i < end; i++)
		if (hot || !ktf_hooks[i].hot)
			err = take_calls(&ktf_hooks[i]);
	return err;
}

static bool is_ours(const struct site *site)
{
	return memchr_inv(site->after, 0, CALL_INSN_SIZE);
}

/* Returns a call that cannot be given back yet; NULL if there is none. */
static struct site *restore_all(void)
{
	struct site *site, *left = NULL;

	guard(mutex)(ktf_names.kprobe_mutex);
	for (site = sites + nr_sites - 1; site >= sites; site--) {
		if (!is_ours(site))
			continue;
		if (write_site(site, site->after, site->hook->old))
			memset(site->after, 0, CALL_INSN_SIZE);
		else
			left = site;
	}
	return left;
}

/**
 * ktf_sites_restore - have the kernel call its own functions again
 *
 * Waits until nobody has a probe on a call.
 *
 * Context: may sleep.
 */
void ktf_sites_restore(void)
{
	const struct site *left, *told = NULL;

	while ((left = restore_all())) {
		if (left != told)
			pr_warn("waiting for the probe to go that is on the call of %s: %pS\n",
				left->hook->name, left->at);
		told = left;
		msleep(20);
	}
}
