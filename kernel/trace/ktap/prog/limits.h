/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Every limit of the ktap filter engine, with its reason.
 */
#ifndef _KTF_LIMITS_H
#define _KTF_LIMITS_H

#include <linux/ktap_filter.h>

/* A text is copied by kmalloc(), and once more with its error: stay well below 4 MiB. */
#define KTF_MAX_TEXT		0x100000U

/* A node of the tree takes a character of the text at least. */
#define KTF_MAX_NODES		KTF_MAX_TEXT

/*
 * Targets are u16 with two values taken, and a predicate may become two instructions. What
 * follows the last of them must have a number that is no verdict either.
 */
#define KTF_MAX_INSNS		0x7ffeU

/* Field references are u16; a program rarely names more than a dozen. */
#define KTF_MAX_FIELDS		0x1000U

/* Stock limit of a quoted value: MAX_FILTER_STR_VAL with its NUL. */
#define KTF_MAX_PATTERN		((u32)KTAP_FILTER_MAX_TEXT)

/* Stock limit of a number: 23 characters, enough for any 64-bit value. */
#define KTF_MAX_NUMBER		23U

/* Bytes of a pointer string that are looked at, its NUL included. */
#define KTF_PTR_BYTES		1024U

/* Contexts that may nest on one CPU: task, softirq, hardirq, NMI. */
#define KTF_SCRATCH_LEVELS	4U

/* Pointer strings that one run keeps at a time, when it looks at them again. */
#define KTF_HELD_TEXTS		3U

/* A run's buffer: for those, and for one that is not kept. */
#define KTF_SCRATCH_BYTES	((KTF_HELD_TEXTS + 1) * KTF_PTR_BYTES)

/* Where the record does not bound a NUL-terminated text, this does. */
#define KTF_TEXT_BYTES		4096U

/* The part of a record that every event has: struct trace_entry. */
#define KTF_MIN_FIXED		8U

/* Offsets into the record are u16, as in a __data_loc word. */
#define KTF_MAX_FIXED		0xffffU

/* TASK_COMM_LEN, asserted where the kernel's own is in sight. */
#define KTF_COMM_BYTES		16U

/* An image as a word: four characters for three bytes, behind the prefix. */
#define KTF_MAX_WORD		(4U + KTAP_FILTER_MAX_IMAGE / 3 * 4 + 2)

/* What an error says of its place in an image; longer names are cut. */
#define KTF_DIAG_WHERE		96U

/* The printf format of a name in it behind which there is more to say. */
#define KTF_DIAG_NAME		"%.40s"

/*
 * Bytes of replaced filters that may wait for handlers. A kernel has some 2000 events and
 * an ordinary filter takes less than 1 KiB: all of them can be replaced at once. It is
 * little beside what a kernel with that many events takes itself.
 */
#define KTF_MAX_RETIRED		0x400000L

#endif /* _KTF_LIMITS_H */
