/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Functions, the running CPU as a number, comparisons that are accepted and never
 * made, fields that hide others: rows as in integers.h.
 */
#define NAME	"filter_match_preds"

/* Any address inside the function matches. */
KTF_CASE(main, zero, false, "func.function == " NAME)
KTF_CASE(main, some, false, "func.function == " NAME)
KTF_CASE(main, low, true, "func.function == " NAME)
KTF_CASE(main, high, true, "func.function == " NAME)
KTF_CASE(main, ones, false, "func.function == " NAME)
KTF_CASE(main, zero, true, "func.function != " NAME)
KTF_CASE(main, some, true, "func.function != " NAME)
KTF_CASE(main, low, false, "func.function != " NAME)
KTF_CASE(main, high, false, "func.function != " NAME)
KTF_CASE(main, ones, true, "func.function != " NAME)
KTF_CASE(main, low, false, "!func.function == " NAME)
KTF_CASE(main, low, true, "func.function==" NAME " && u8 == 0x80")
KTF_CASE(main, low, true, "( func.function == " NAME " )")
KTF_CASE(main, low, true, "func.ustring.function == " NAME)
/* An address has the width of a long. */
#ifdef __LP64__
KTF_CASE(main, low, false, "u64.function == " NAME)
KTF_CASE(main, low, true, "s64.function != " NAME)
#else
KTF_CASE(main, low, false, "u32.function == " NAME)
KTF_CASE(main, low, true, "s32.function != " NAME)
#endif

/* The running CPU. */
KTF_CASE(main, zero, true, "cpu == 0")
KTF_CASE(main, zero, false, "CPU != 0")
KTF_CASE(main, zero, true, "common_cpu < 1")
KTF_CASE(main, zero, true, "cpu <= 0 && cpu >= 0")
KTF_CASE(main, zero, false, "cpu > 0 || cpu < 0")
KTF_CASE(main, zero, true, "cpu > -1")
KTF_CASE(main, zero, false, "cpu == -1")
KTF_CASE(main, zero, true, "cpu == 4294967296")
KTF_CASE(main, zero, true, "cpu > 2147483648")
KTF_CASE(main, zero, false, "cpu < 0xffffffff")
KTF_CASE(main, zero, false, "cpu & 0")
KTF_CASE(main, zero, false, "cpu & 1")
KTF_CASE(main, zero, true, "!cpu & 1")

/* An integer cannot have that width: the comparison is false, and "!" of it is true. */
#define NEVER(field)							\
	KTF_CASE(main, zero, false, field " == 0")			\
	KTF_CASE(main, zero, false, field " != 0")			\
	KTF_CASE(main, ones, false, field " != 0")			\
	KTF_CASE(main, zero, false, field " < 1")			\
	KTF_CASE(main, zero, false, field " <= 0")			\
	KTF_CASE(main, ones, false, field " > 0")			\
	KTF_CASE(main, ones, false, field " >= 0")			\
	KTF_CASE(main, ones, false, field " & 1")			\
	KTF_CASE(main, zero, true, "!" field " == 0")			\
	KTF_CASE(main, zero, true, "!(" field " != 0)")			\
	KTF_CASE(main, zero, true, field " == 0 || u8 == 0")		\
	KTF_CASE(main, zero, false, field " == 0 && u8 == 0")		\
	KTF_CASE(main, zero, true, "u8 == 0 && !(" field " == 0 && s8 == 0)")
NEVER("odd")
NEVER("args")
NEVER("pad")
NEVER("stacktrace")
NEVER("STACKTRACE")

/* A loc word of something other than text is an integer. */
KTF_CASE(main, zero, true, "list == 0")
KTF_CASE(main, zero, false, "list > 0")
KTF_CASE(main, zero, true, "mask == 0")
KTF_CASE(main, ones, true, "mask > 0x80000")
/* A pointer to something other than text is an integer. */
KTF_CASE(main, zero, true, "func == 0")
KTF_CASE(main, low, true, "func > 0x1000")

/* An event's own field hides the field that all events have by that name. */
KTF_CASE(shadow, hidden, true, "comm == 7")
KTF_CASE(shadow, hidden, true, "comm < 8 && comm > -8")
KTF_CASE(shadow, hidden, true, "COMM == 'bash'")
KTF_CASE(shadow, hidden, true, "cpu == 'bash'")
KTF_CASE(shadow, hidden, true, "cpu ~ 'b*'")
KTF_CASE(shadow, hidden, true, "CPU == 0 && common_cpu == 0")
KTF_CASE(shadow, hidden, true, "common_pid == 0")

#undef NAME
#undef NEVER
