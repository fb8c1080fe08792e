/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Kernel pointers that are wrong: rows as in integers.h. They are in a file of their own
 * since User-Mode Linux does not survive reading them, with either engine.
 */
KTF_CASE(main, fault, false, "ptr == 'x'")
KTF_CASE(main, fault, false, "ptr != 'x'")
KTF_CASE(main, fault, false, "ptr ~ 'x*'")
KTF_CASE(main, fault, false, "ptr ~ '*'")
KTF_CASE(main, fault, false, "ptr ~ '!x'")
KTF_CASE(main, fault, false, "ptr ~ '!*x'")
KTF_CASE(main, fault, false, "ptr ~ '!*x*'")
KTF_CASE(main, fault, false, "ptr ~ '!x?'")
KTF_CASE(main, fault, true, "!ptr == 'x'")
KTF_CASE(main, fault, true, "!(ptr != 'x')")
KTF_CASE(main, fault, true, "ptr != 'x' || s32 == 1")
/* The string is read once, and each predicate has its own value. */
KTF_CASE(main, fault, false, "ptr == 'x' || ptr != 'x' || ptr ~ '*'")
KTF_CASE(main, fault, true, "ptr == 'x' || !ptr == 'y'")
/* Without .ustring, a user address is not readable: it is taken for a kernel address. */
KTF_CASE(main, fault, false, "uptr == 'x'")
KTF_CASE(main, fault, false, "uptr != 'x'")

/* A set of texts. */
#define FOUR(op, join)	"ptr " op " 'a' " join " ptr " op " 'b' " join " ptr " op " 'c' " join	\
			" ptr " op " 'abcdefghi' " join " "
#define MANY(op, join)	FOUR(op, join) FOUR(op, join) FOUR(op, join) FOUR(op, join) "ptr " op " ''"
KTF_CASE(main, fault, false, MANY("==", "||"))
KTF_CASE(main, fault, true, "!(" MANY("==", "||") ")")
KTF_CASE(main, fault, false, MANY("!=", "&&"))
KTF_CASE(main, fault, true, "!(" MANY("!=", "&&") ")")
#undef FOUR
#undef MANY
