/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Relations of two words, for the test HOLDS.
 *
 * The sign of each value is known when the filter is installed, so a relation says how to read
 * both words. Where one value has a sign and the other one has none, a word alone does not
 * decide: as numbers, -1 is less than 2^64 - 1, though both are the same word.
 */
#ifndef _KTF_RELATION_H
#define _KTF_RELATION_H

#include "prog/env.h"

/* R(name, number, outcome, text): the outcome for the words a and b. */
#define KTF_RELATIONS(R)								\
	R(EQ,	    0, a == b, "are equal")							\
	R(EQ_MIXED, 1, a == b && (s64)a >= 0, "are equal; one has a sign")	\
	R(LT_S,	    2, (s64)a < (s64)b, "is less; both have signs")			\
	R(LT_U,	    3, a < b, "is less; none has a sign")				\
	R(LT_SU,    4, (s64)a < 0 || a < b, "is less; the first has a sign")	\
	R(LT_US,    5, (s64)b >= 0 && a < b, "is less; the second has a sign")

enum ktf_relation {
#define KTF_RELATION(name, nr, ...)	KTF_RELATION_##name = nr,
	KTF_RELATIONS(KTF_RELATION)
#undef KTF_RELATION
	KTF_NR_RELATIONS
};

/* Does a relation hold for two words? */
static __always_inline bool ktf_relation_holds(u8 rel, u64 a, u64 b)
{
	switch (rel) {
#define KTF_RELATION(name, nr, outcome, ...)	case nr: return outcome;
	KTF_RELATIONS(KTF_RELATION)
#undef KTF_RELATION
	}
	return false;
}

#endif /* _KTF_RELATION_H */
