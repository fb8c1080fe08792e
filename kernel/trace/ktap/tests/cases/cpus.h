/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Sets of CPUs: rows only.
 *
 *	KTF_CASE_CPUS(cpus, event, record, verdict, filter)
 *
 * as in integers.h, for machines of at least @cpus CPUs: a list may name no other.
 */

/* A list of one CPU is compared as a number. */
#define ONE(set)							\
	KTF_CASE_CPUS(1, main, zero, true, "cpu == CPUS{" set "}")	\
	KTF_CASE_CPUS(1, main, zero, false, "CPU != CPUS{" set "}")	\
	KTF_CASE_CPUS(1, main, zero, true, "common_cpu & CPUS{" set "}") \
	KTF_CASE_CPUS(1, main, zero, true, "u8 == CPUS{" set "}")	\
	KTF_CASE_CPUS(1, main, zero, false, "s16 != CPUS{" set "}")	\
	KTF_CASE_CPUS(1, main, zero, true, "u32 & CPUS{" set "}")	\
	KTF_CASE_CPUS(1, main, zero, true, "s64 == CPUS{" set "}")	\
	KTF_CASE_CPUS(1, main, ones, false, "u8 == CPUS{" set "}")	\
	KTF_CASE_CPUS(1, main, ones, true, "u8 != CPUS{" set "}")	\
	KTF_CASE_CPUS(1, main, ones, true, "s32 != CPUS{" set "}")	\
	KTF_CASE_CPUS(1, main, low, false, "s32 & CPUS{" set "}")	\
	KTF_CASE_CPUS(1, main, zero, true, "pair == CPUS{" set "}")	\
	KTF_CASE_CPUS(1, main, zero, true, "list == CPUS{" set "}")	\
	KTF_CASE_CPUS(1, main, ones, true, "mask == CPUS{" set "}")	\
	KTF_CASE_CPUS(1, main, ones, false, "mask != CPUS{" set "}")	\
	KTF_CASE_CPUS(1, main, ones, true, "mask & CPUS{" set "}")	\
	KTF_CASE_CPUS(1, main, some, false, "mask == CPUS{" set "}")	\
	KTF_CASE_CPUS(1, main, some, true, "mask != CPUS{" set "}")	\
	KTF_CASE_CPUS(1, main, some, false, "mask & CPUS{" set "}")	\
	KTF_CASE_CPUS(1, main, low, false, "mask == CPUS{" set "}")	\
	KTF_CASE_CPUS(1, main, low, false, "mask & CPUS{" set "}")
ONE("0")
ONE(" 0 ")
ONE(",,0,")
ONE("0,0")
ONE("0-0")
ONE("0-0:1/1")
ONE("00")
ONE("0\n, anything at all")
#undef ONE

/* A list of no CPU is a list, not a number. */
#define EMPTY(set)							\
	KTF_CASE_CPUS(1, main, zero, false, "cpu == CPUS{" set "}")	\
	KTF_CASE_CPUS(1, main, zero, true, "cpu != CPUS{" set "}")	\
	KTF_CASE_CPUS(1, main, zero, false, "cpu & CPUS{" set "}")	\
	KTF_CASE_CPUS(1, main, zero, false, "u8 == CPUS{" set "}")	\
	KTF_CASE_CPUS(1, main, zero, true, "u8 != CPUS{" set "}")	\
	KTF_CASE_CPUS(1, main, ones, false, "u32 != CPUS{" set "}")	\
	KTF_CASE_CPUS(1, main, zero, false, "s64 & CPUS{" set "}")	\
	KTF_CASE_CPUS(1, main, some, true, "mask == CPUS{" set "}")	\
	KTF_CASE_CPUS(1, main, some, false, "mask & CPUS{" set "}")	\
	KTF_CASE_CPUS(1, main, ones, true, "mask != CPUS{" set "}")	\
	KTF_CASE_CPUS(1, main, ones, false, "mask & CPUS{" set "}")
EMPTY(",")
EMPTY(" ")
EMPTY("\n")
EMPTY("0-0:0/1")
#undef EMPTY

/* An integer cannot have that width. */
KTF_CASE_CPUS(1, main, zero, false, "odd == CPUS{0}")
KTF_CASE_CPUS(1, main, zero, false, "odd != CPUS{0}")
KTF_CASE_CPUS(1, main, zero, true, "!odd != CPUS{0}")
KTF_CASE_CPUS(1, main, zero, false, "args & CPUS{0}")
KTF_CASE_CPUS(1, main, zero, false, "args != CPUS{,}")

/* All possible CPUs, however many the machine has. */
KTF_CASE_CPUS(1, main, zero, true, "cpu & CPUS{all}")
KTF_CASE_CPUS(1, main, zero, true, "u8 & CPUS{ALL}")
KTF_CASE_CPUS(1, main, zero, true, "u8 & CPUS{0-N}")
KTF_CASE_CPUS(1, main, zero, true, "u8 & CPUS{all:1/2}")
KTF_CASE_CPUS(1, main, ones, true, "mask & CPUS{all}")
KTF_CASE_CPUS(1, main, some, false, "mask & CPUS{all}")
KTF_CASE_CPUS(1, main, some, true, "mask != CPUS{all}")

/* Quotes in a list do not quote. Parentheses in a list do not group. */
KTF_CASE_CPUS(1, main, zero, true, "cpu == CPUS{0\n''}")
KTF_CASE_CPUS(1, main, zero, true, "u8 == 0 && cpu==CPUS{0\n()}&&s8==0")
KTF_CASE_CPUS(1, main, zero, true, "cpu==CPUS{0}||u8==1")
KTF_CASE_CPUS(1, main, zero, true, "(cpu==CPUS{0})")

/* A CPU other than the first. */
KTF_CASE_CPUS(2, main, second, true, "cpu == CPUS{1}")
KTF_CASE_CPUS(2, main, second, false, "cpu == CPUS{0}")
KTF_CASE_CPUS(2, main, second, true, "cpu == 1 && cpu > 0 && cpu < 2")
KTF_CASE_CPUS(2, main, second, false, "cpu != CPUS{1}")
KTF_CASE_CPUS(2, main, second, true, "u8 == CPUS{1}")

/* A list of several CPUs: "==" is false for every number, "!=" true for every CPU. */
KTF_CASE_CPUS(2, main, zero, true, "cpu & CPUS{0-1}")
KTF_CASE_CPUS(2, main, second, true, "cpu & CPUS{0,1}")
KTF_CASE_CPUS(2, main, zero, false, "cpu == CPUS{0-1}")
KTF_CASE_CPUS(2, main, zero, true, "cpu != CPUS{0-1}")
KTF_CASE_CPUS(2, main, zero, true, "u8 & CPUS{0-1}")
KTF_CASE_CPUS(2, main, second, true, "u8 & CPUS{0-1}")
KTF_CASE_CPUS(2, main, ones, false, "u8 & CPUS{0-1}")
KTF_CASE_CPUS(2, main, zero, false, "u8 == CPUS{0-1}")
KTF_CASE_CPUS(2, main, zero, true, "u8 != CPUS{0-1}")
/* A number that is no CPU: even "!=" is false. */
KTF_CASE_CPUS(2, main, ones, false, "u16 != CPUS{0-1}")
KTF_CASE_CPUS(2, main, ones, false, "s64 != CPUS{0-1}")
KTF_CASE_CPUS(2, main, ones, true, "!s64 != CPUS{0-1}")
KTF_CASE_CPUS(2, main, zero, false, "odd != CPUS{0-1}")

KTF_CASE_CPUS(3, main, third, false, "cpu & CPUS{0-1}")
KTF_CASE_CPUS(3, main, third, true, "cpu != CPUS{0-1}")
KTF_CASE_CPUS(3, main, third, true, "cpu & CPUS{0-2}")
KTF_CASE_CPUS(3, main, third, true, "u8 & CPUS{1-2}")
KTF_CASE_CPUS(3, main, third, false, "u8 & CPUS{0,1}")
/* The CPU's number is the low 32 of the 64 bits. */
KTF_CASE_CPUS(3, main, third, true, "s64 & CPUS{1-2}")
KTF_CASE_CPUS(3, main, third, true, "s64 != CPUS{1-2}")
KTF_CASE_CPUS(3, main, third, false, "s64 == CPUS{2}")

/* Masks of CPUs. */
KTF_CASE_CPUS(4, main, low, true, "mask == CPUS{1-2}")
KTF_CASE_CPUS(4, main, low, false, "mask != CPUS{1,2}")
KTF_CASE_CPUS(4, main, low, true, "mask & CPUS{0,1}")
KTF_CASE_CPUS(4, main, low, false, "mask & CPUS{0,3}")
KTF_CASE_CPUS(4, main, low, false, "mask == CPUS{0-2}")
KTF_CASE_CPUS(4, main, low, true, "mask & CPUS{2}")
KTF_CASE_CPUS(4, main, low, false, "mask == CPUS{2}")
KTF_CASE_CPUS(4, main, low, true, "mask != CPUS{2}")
KTF_CASE_CPUS(4, main, high, true, "mask == CPUS{0-3}")
KTF_CASE_CPUS(4, main, high, true, "mask == CPUS{0-3:2/2}")
KTF_CASE_CPUS(4, main, high, true, "mask != CPUS{0-3:1/2}")
KTF_CASE_CPUS(4, main, low, true, "mask == CPUS{1-3:2/4}")
KTF_CASE_CPUS(4, main, low, true, "mask == CPUS{2,1}")
KTF_CASE_CPUS(4, main, low, true, "mask == CPUS{1 2}")
KTF_CASE_CPUS(4, main, low, true, "mask == CPUS{1,\n2}")
KTF_CASE_CPUS(4, main, low, true, "mask != CPUS{1\n2}")
KTF_CASE_CPUS(4, main, low, true, "mask == CPUS{1-1:1/1\n2}")
KTF_CASE_CPUS(4, main, ones, false, "mask & CPUS{1-3}")
