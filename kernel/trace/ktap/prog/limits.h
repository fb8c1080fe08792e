/* SPDX-License-Identifier: GPL-2.0 */
/*
 * All limits of the engine, each with its reason.
 */
#ifndef _KTF_LIMITS_H
#define _KTF_LIMITS_H

#include <linux/ktap_filter.h>

/*
 * A text is copied by kmalloc(), and copied again when its error is shown. Both copies stay
 * well below 4 MiB.
 */
#define KTF_MAX_TEXT		0x100000U

/* Each node of a tree stands for at least one character of the text. */
#define KTF_MAX_NODES		KTF_MAX_TEXT

/*
 * Targets are u16, and two values are the verdicts. A predicate may become two instructions,
 * so there may be twice as many instructions. The number behind the last one must not be a
 * verdict either.
 */
#define KTF_MAX_INSNS		0x7ffeU

/* Indexes of relocations are u16. A program rarely names more than a dozen fields. */
#define KTF_MAX_FIELDS		0x1000U

/* The stock engine's limit of a quoted value: MAX_FILTER_STR_VAL, which counts the NUL. */
#define KTF_MAX_PATTERN		((u32)KTAP_FILTER_MAX_TEXT)

/* The stock engine's limit of a number: 23 characters, enough for any 64-bit value. */
#define KTF_MAX_NUMBER		23U

/* Values that are on the stack of an expression at once. */
#define KTF_MAX_VALUES		8U

/* Cells of one expression, or of the two that a predicate compares. */
#define KTF_MAX_CELLS		64U

/*
 * The number in a state term. FIRST counts in 31 bits and beyond the number, by as many visits
 * as are made at once.
 */
#define KTF_MAX_VISITS		0x40000000U

/* The memory of a state term, for each CPU if each CPU has its own. */
#define KTF_STATE_BYTES		16U

/*
 * Bytes of a string behind a pointer that a filter sees, its NUL included: ktf_ptr_bytes is one of
 * these or between them. The greatest is PATH_MAX.
 */
#define KTF_PTR_BYTES		1024U
#define KTF_MOST_PTR_BYTES	4096U

/*
 * Instructions of a program that is counted: each takes two counters of each CPU, and the counters
 * of a program are one allocation, which must be less than PCPU_MIN_UNIT_SIZE.
 */
#define KTF_MAX_COUNTED		1024U

/* Contexts that may nest on one CPU: task, softirq, hardirq and NMI. */
#define KTF_SCRATCH_LEVELS	4U

/* Strings behind pointers that one run keeps, because it looks at them again. */
#define KTF_HELD_TEXTS		3U

/* Strings behind pointers that one predicate looks at, and that are not kept. */
#define KTF_LOOSE_TEXTS		2U

/* The buffer of one run: ktf_ptr_bytes for each string that is kept or not. */
#define KTF_SCRATCH_TEXTS	(KTF_HELD_TEXTS + KTF_LOOSE_TEXTS)

/* The limit of a NUL-terminated text whose length the record does not bound. */
#define KTF_TEXT_BYTES		4096U

/* The longest text, and the most elements of an array: a loc word has 16 bits for its size. */
#define KTF_MAX_LENGTH		0xffffU

/* The part of a record that every event has on all kernels: struct trace_entry, or its start. */
#define KTF_MIN_FIXED		8U

/* Offsets into the record are u16, as in a __data_loc word. */
#define KTF_MAX_FIXED		0xffffU

/* TASK_COMM_LEN. ktf_kernel.c asserts that both are equal. */
#define KTF_COMM_BYTES		16U

/* Armour: the prefix, then four digits for three bytes. */
#define KTF_MAX_ARMOUR		(4U + KTAP_FILTER_MAX_IMAGE / 3 * 4 + 2)

/* The line that describes an error in an image, NUL included. Longer lines are cut. */
#define KTF_DIAG_WHERE		96U

/* The printf format of a name in that line, if more text follows the name. */
#define KTF_DIAG_NAME		"%.40s"

/*
 * Bytes of replaced filters that may wait for handlers to end. A kernel has some 2000 events,
 * and an ordinary filter takes less than 1 KiB, so all filters can be replaced at once. The
 * limit is small beside the memory that a kernel with that many events takes itself.
 */
#define KTF_MAX_RETIRED		0x400000L

#endif /* _KTF_LIMITS_H */
