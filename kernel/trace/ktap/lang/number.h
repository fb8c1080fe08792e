/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Numbers as they are written, and their units.
 */
#ifndef _KTF_NUMBER_H
#define _KTF_NUMBER_H

#include "prog/env.h"

/*
 * U(name, factor, is_time, text)
 *
 * @name	the unit, which stands right behind a decimal number.
 * @factor	what the number is multiplied by. A time is in nanoseconds, as events hold times.
 * @is_time	it is a unit of time.
 * @text	the documentation.
 */
#define KTF_UNITS(U)						\
	U(k,	1ULL << 10,	false,	"1024")			\
	U(K,	1ULL << 10,	false,	"1024")			\
	U(M,	1ULL << 20,	false,	"1024 k")		\
	U(G,	1ULL << 30,	false,	"1024 M")		\
	U(T,	1ULL << 40,	false,	"1024 G")		\
	U(ns,	1,		true,	"a nanosecond, 1")	\
	U(us,	1000,		true,	"1000 ns")		\
	U(ms,	1000000,	true,	"1000 us")		\
	U(s,	1000000000,	true,	"1000 ms")

u64 ktf_unit_factor(const char *name, bool *is_time);
int ktf_number_read(const char *text, u32 len, bool is_signed, bool units, u64 *word);

#endif /* _KTF_NUMBER_H */
