/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Filters that are refused: rows only.
 *
 *	KTF_ERROR(event, errno, error, filter, caret)
 *
 * @error is of KTF_ERRORS (prog/err.h). @caret is as many blanks as there are columns before
 * it, and a "^": it stands below the column that the error log points at. Columns count
 * bytes of the filter, not of its spelling here.
 *
 * KTF_ERROR_STOCK is for what only the stock engine refuses so. The whole language accepts it, or
 * has a row for it in errors-full.h.
 */
#define B10	"          "
#define B100	B10 B10 B10 B10 B10 B10 B10 B10 B10 B10
#define A10	"aaaaaaaaaa"
#define A100	A10 A10 A10 A10 A10 A10 A10 A10 A10 A10

/* No such field: the position behind its name. */
KTF_ERROR(main, EINVAL, FIELD_NOT_FOUND,
	  "nosuch == 1",
	  "       ^")
KTF_ERROR(main, EINVAL, FIELD_NOT_FOUND,
	  "u8 == 1 && nosuch == 1",
	  "                  ^")
KTF_ERROR(main, EINVAL, FIELD_NOT_FOUND,
	  "U8 == 1",
	  "   ^")
KTF_ERROR(main, EINVAL, FIELD_NOT_FOUND,
	  "1 == 1",
	  "  ^")
KTF_ERROR(main, EINVAL, FIELD_NOT_FOUND,
	  "common_timestamp == 1",
	  "                 ^")
KTF_ERROR(main, EINVAL, FIELD_NOT_FOUND,
	  "!(nosuch)",
	  "         ^")
KTF_ERROR(main, EINVAL, FIELD_NOT_FOUND,
	  "(u8==1) || x.ustring == \"a\"",
	  "             ^")
KTF_ERROR(main, EINVAL, FIELD_NOT_FOUND,
	  "u8x==1",
	  "    ^")
KTF_ERROR(main, EINVAL, FIELD_NOT_FOUND,
	  "_ == 1",
	  "  ^")
KTF_ERROR(main, EINVAL, FIELD_NOT_FOUND,
	  "u8 == 1 && u\xe9" "8 == 1",
	  "               ^")
KTF_ERROR(main, EINVAL, FIELD_NOT_FOUND,
	  "nosuch ^ \"unfit\"",
	  "       ^")

/* No such relation: the position of the relation. */
KTF_ERROR(main, EINVAL, INVALID_OP,
	  "u8 = 1",
	  "    ^")
KTF_ERROR(main, EINVAL, INVALID_OP,
	  "u8 !~ 1",
	  "    ^")
KTF_ERROR(main, EINVAL, INVALID_OP,
	  "u8 ^== 1",
	  "    ^")
KTF_ERROR_STOCK(main, EINVAL, INVALID_OP,
		"u8",
		"   ^")
KTF_ERROR_STOCK(main, EINVAL, INVALID_OP,
		"u8 ",
		"    ^")
KTF_ERROR_STOCK(main, EINVAL, INVALID_OP,
		"u8 || s8 == 1",
		"    ^")
KTF_ERROR_STOCK(main, EINVAL, INVALID_OP,
		"u8 + 1 == 2",
		"    ^")
KTF_ERROR(main, EINVAL, INVALID_OP,
	  "u8 1",
	  "    ^")
KTF_ERROR(main, EINVAL, INVALID_OP,
	  "u8.nosuch == 1",
	  "   ^")
KTF_ERROR(main, EINVAL, INVALID_OP,
	  "u8 .ustring == 1",
	  "    ^")
KTF_ERROR(main, EINVAL, INVALID_OP,
	  "u8.function.ustring == 1",
	  "            ^")
KTF_ERROR_STOCK(main, EINVAL, INVALID_OP,
		"args[0] == 1",
		"     ^")
KTF_ERROR(main, EINVAL, INVALID_OP,
	  "name \"bash\"",
	  "      ^")
KTF_ERROR_STOCK(main, EINVAL, INVALID_OP,
		"(u8)",
		"    ^")
KTF_ERROR_STOCK(main, EINVAL, INVALID_OP,
		"u8 | 1",
		"    ^")
KTF_ERROR(main, EINVAL, INVALID_OP,
	  "u8 =! 1",
	  "    ^")
KTF_ERROR(main, EINVAL, INVALID_OP,
	  "func.function < filter_match_preds",
	  "                 ^")
KTF_ERROR(main, EINVAL, INVALID_OP,
	  "func.function & 0x1000",
	  "                 ^")
KTF_ERROR(main, EINVAL, INVALID_OP,
	  "func.function ~ \"f*\"",
	  "                 ^")

/* No value, or an invalid one: the position of the value. */
KTF_ERROR(main, EINVAL, INVALID_VALUE,
	  "u8 ==",
	  "      ^")
KTF_ERROR(main, EINVAL, INVALID_VALUE,
	  "u8 ==  ",
	  "        ^")
KTF_ERROR(main, EINVAL, INVALID_VALUE,
	  "u8 == && s8 == 1",
	  "       ^")
KTF_ERROR(main, EINVAL, INVALID_VALUE,
	  "u8 == x",
	  "       ^")
KTF_ERROR(main, EINVAL, INVALID_VALUE,
	  "u8 == +1",
	  "       ^")
KTF_ERROR(main, EINVAL, INVALID_VALUE,
	  "name == bash",
	  "         ^")
KTF_ERROR(main, EINVAL, INVALID_VALUE,
	  "comm != bash",
	  "         ^")
KTF_ERROR_STOCK(main, EINVAL, INVALID_VALUE,
		"u8 && 1",
		"     ^")
KTF_ERROR_STOCK(main, EINVAL, INVALID_VALUE,
		"u8 == (1)",
		"       ^")
KTF_ERROR_STOCK(main, EINVAL, INVALID_VALUE,
		"u8 == s8",
		"       ^")
KTF_ERROR(main, EINVAL, INVALID_VALUE,
	  "u8 & == 1",
	  "      ^")
KTF_ERROR(main, EINVAL, INVALID_VALUE,
	  "u8 == .5",
	  "       ^")
KTF_ERROR(main, EINVAL, INVALID_VALUE,
	  "common_pid == child_pid",
	  "               ^")
KTF_ERROR(main, EINVAL, INVALID_VALUE,
	  "u8 === 1",
	  "      ^")
KTF_ERROR(main, EINVAL, INVALID_VALUE,
	  "u8 == cpus{0}",
	  "       ^")
KTF_ERROR(main, EINVAL, INVALID_VALUE,
	  "u8 =={1}",
	  "      ^")
KTF_ERROR(main, EINVAL, INVALID_VALUE,
	  "u8 <> 1",
	  "     ^")
KTF_ERROR_STOCK(main, EINVAL, INVALID_VALUE,
		"u8 << 1",
		"     ^")
KTF_ERROR(main, EINVAL, INVALID_VALUE,
	  "u8 == !1",
	  "       ^")
KTF_ERROR_STOCK(main, EINVAL, INVALID_VALUE,
		"u8 == ~1",
		"       ^")
KTF_ERROR(main, EINVAL, INVALID_VALUE,
	  "u8 == \xa0" "",
	  "        ^")
KTF_ERROR(main, EINVAL, INVALID_VALUE,
	  "u8 ~",
	  "     ^")
KTF_ERROR(main, EINVAL, INVALID_VALUE,
	  "func.function == 0xg && u8 == 1",
	  "                     ^")
KTF_ERROR(main, EINVAL, INVALID_VALUE,
	  "func.function == 18446744073709551616",
	  "                                      ^")
KTF_ERROR(main, EINVAL, INVALID_VALUE,
	  "func.function == 08",
	  "                    ^")

/* A text instead of a number. */
KTF_ERROR(main, EINVAL, EXPECT_DIGIT,
	  "u8 == \"1\"",
	  "       ^")
KTF_ERROR(main, EINVAL, EXPECT_DIGIT,
	  "s64 != 'a'",
	  "        ^")
KTF_ERROR(main, EINVAL, EXPECT_DIGIT,
	  "cpu == \"0\"",
	  "        ^")
KTF_ERROR(main, EINVAL, EXPECT_DIGIT,
	  "u8 ~ \"1*\"",
	  "      ^")
KTF_ERROR(main, EINVAL, EXPECT_DIGIT,
	  "odd == \"a\"",
	  "        ^")
KTF_ERROR(main, EINVAL, EXPECT_DIGIT,
	  "mask == \"0\"",
	  "         ^")
KTF_ERROR(main, EINVAL, EXPECT_DIGIT,
	  "stacktrace == \"a\"",
	  "               ^")
KTF_ERROR(main, EINVAL, EXPECT_DIGIT,
	  "u8 == 1 || func == \"f\"",
	  "                    ^")
KTF_ERROR(main, EINVAL, EXPECT_DIGIT,
	  "list ~ \"*\"",
	  "        ^")
KTF_ERROR(main, EINVAL, EXPECT_DIGIT,
	  "args == \"\"",
	  "         ^")

/* A number instead of a text. */
KTF_ERROR(main, EINVAL, EXPECT_STRING,
	  "name == 1",
	  "         ^")
KTF_ERROR(main, EINVAL, EXPECT_STRING,
	  "comm == -1",
	  "         ^")
KTF_ERROR(main, EINVAL, EXPECT_STRING,
	  "dyn != 0",
	  "        ^")
KTF_ERROR(main, EINVAL, EXPECT_STRING,
	  "rel < 1",
	  "       ^")
KTF_ERROR(main, EINVAL, EXPECT_STRING,
	  "ptr == 0x10",
	  "        ^")
KTF_ERROR(main, EINVAL, EXPECT_STRING,
	  "COMM & 1",
	  "        ^")
KTF_ERROR(main, EINVAL, EXPECT_STRING,
	  "name ~ 1",
	  "        ^")
KTF_ERROR(main, EINVAL, EXPECT_STRING,
	  "u8 == 1 && tail > 9x",
	  "                   ^")
KTF_ERROR(main, EINVAL, EXPECT_STRING,
	  "uptr.ustring == 0",
	  "                 ^")

/* A relation that the field does not have: the position of the value. */
KTF_ERROR_STOCK(main, EINVAL, ILLEGAL_FIELD_OP,
		"name < \"a\"",
		"        ^")
KTF_ERROR_STOCK(main, EINVAL, ILLEGAL_FIELD_OP,
		"name > \"a\"",
		"        ^")
KTF_ERROR_STOCK(main, EINVAL, ILLEGAL_FIELD_OP,
		"name <= \"a\"",
		"         ^")
KTF_ERROR_STOCK(main, EINVAL, ILLEGAL_FIELD_OP,
		"name >= \"a\"",
		"         ^")
KTF_ERROR(main, EINVAL, ILLEGAL_FIELD_OP,
	  "name & \"a\"",
	  "        ^")
KTF_ERROR(main, EINVAL, ILLEGAL_FIELD_OP,
	  "u8 < \"a\"",
	  "      ^")
KTF_ERROR(main, EINVAL, ILLEGAL_FIELD_OP,
	  "u8 ~ 1",
	  "      ^")
KTF_ERROR(main, EINVAL, ILLEGAL_FIELD_OP,
	  "s64 ~ -1",
	  "       ^")
KTF_ERROR(main, EINVAL, ILLEGAL_FIELD_OP,
	  "cpu ~ 0",
	  "       ^")
KTF_ERROR(main, EINVAL, ILLEGAL_FIELD_OP,
	  "odd ~ 1",
	  "       ^")
KTF_ERROR(main, EINVAL, ILLEGAL_FIELD_OP,
	  "u8 < CPUS{0}",
	  "      ^")
KTF_ERROR(main, EINVAL, ILLEGAL_FIELD_OP,
	  "u8 ~ CPUS{0}",
	  "      ^")
KTF_ERROR(main, EINVAL, ILLEGAL_FIELD_OP,
	  "cpu >= CPUS{0}",
	  "        ^")
KTF_ERROR(main, EINVAL, ILLEGAL_FIELD_OP,
	  "mask <= CPUS{0}",
	  "         ^")
KTF_ERROR(main, EINVAL, ILLEGAL_FIELD_OP,
	  "cpu > CPUS",
	  "       ^")
KTF_ERROR(main, EINVAL, ILLEGAL_FIELD_OP,
	  "name == CPUS{0}",
	  "         ^")
KTF_ERROR(main, EINVAL, ILLEGAL_FIELD_OP,
	  "comm & CPUS{0}",
	  "        ^")
KTF_ERROR(main, EINVAL, ILLEGAL_FIELD_OP,
	  "dyn == CPUS{0}",
	  "        ^")
KTF_ERROR(main, EINVAL, ILLEGAL_FIELD_OP,
	  "stacktrace == CPUS{0}",
	  "               ^")
KTF_ERROR(main, EINVAL, ILLEGAL_FIELD_OP,
	  "ptr != CPUS",
	  "        ^")
KTF_ERROR(main, EINVAL, ILLEGAL_FIELD_OP,
	  "u8.function == filter_match_preds",
	  "                ^")
KTF_ERROR(main, EINVAL, ILLEGAL_FIELD_OP,
	  "name.function == filter_match_preds",
	  "                  ^")
KTF_ERROR(main, EINVAL, ILLEGAL_FIELD_OP,
	  "u8.function < 1",
	  "               ^")
KTF_ERROR(main, EINVAL, ILLEGAL_FIELD_OP,
	  "comm.function == x",
	  "                  ^")
KTF_ERROR(main, EINVAL, ILLEGAL_FIELD_OP,
	  "args.function == x",
	  "                  ^")
KTF_ERROR(main, EINVAL, ILLEGAL_FIELD_OP,
	  "odd.function == 1",
	  "                 ^")

/* Invalid or too large numbers. */
KTF_ERROR(main, EINVAL, ILLEGAL_INTVAL,
	  "u8 == 1x",
	  "       ^")
KTF_ERROR_STOCK(main, EINVAL, ILLEGAL_INTVAL,
		"u8 == 4k",
		"       ^")
KTF_ERROR(main, EINVAL, ILLEGAL_INTVAL,
	  "u8 == 0x",
	  "       ^")
KTF_ERROR(main, EINVAL, ILLEGAL_INTVAL,
	  "u8 == 08",
	  "       ^")
KTF_ERROR(main, EINVAL, ILLEGAL_INTVAL,
	  "u8 == 0b1",
	  "       ^")
KTF_ERROR(main, EINVAL, ILLEGAL_INTVAL,
	  "u8 == -1",
	  "       ^")
KTF_ERROR(main, EINVAL, ILLEGAL_INTVAL,
	  "u64 == -0",
	  "        ^")
KTF_ERROR(main, EINVAL, ILLEGAL_INTVAL,
	  "u64 == 18446744073709551616",
	  "        ^")
KTF_ERROR(main, EINVAL, ILLEGAL_INTVAL,
	  "u64 == 0x10000000000000000",
	  "        ^")
KTF_ERROR(main, EINVAL, ILLEGAL_INTVAL,
	  "s64 == 9223372036854775808",
	  "        ^")
KTF_ERROR(main, EINVAL, ILLEGAL_INTVAL,
	  "s64 == -9223372036854775809",
	  "        ^")
KTF_ERROR(main, EINVAL, ILLEGAL_INTVAL,
	  "s64 == 0x8000000000000000",
	  "        ^")
KTF_ERROR(main, EINVAL, ILLEGAL_INTVAL,
	  "s8 == -",
	  "       ^")
KTF_ERROR_STOCK(main, EINVAL, ILLEGAL_INTVAL,
		"s8 == --1",
		"       ^")
KTF_ERROR_STOCK(main, EINVAL, ILLEGAL_INTVAL,
		"s8 == - 1",
		"       ^")
KTF_ERROR(main, EINVAL, ILLEGAL_INTVAL,
	  "s32 == 1e3",
	  "        ^")
KTF_ERROR(main, EINVAL, ILLEGAL_INTVAL,
	  "u8 == 1 && s8 == 5u",
	  "                  ^")
KTF_ERROR(main, EINVAL, ILLEGAL_INTVAL,
	  "cpu == 1z",
	  "        ^")
KTF_ERROR(main, EINVAL, ILLEGAL_INTVAL,
	  "odd == -1",
	  "        ^")
KTF_ERROR(main, EINVAL, ILLEGAL_INTVAL,
	  "s32 == 99999999999999999999999",
	  "        ^")
KTF_ERROR(main, EINVAL, ILLEGAL_INTVAL,
	  "u8 == 0xfg",
	  "       ^")
KTF_ERROR(main, EINVAL, ILLEGAL_INTVAL,
	  "u8 == 1\xe9" "",
	  "       ^")

/* Numbers of more than 23 characters: the position behind the last one. */
KTF_ERROR(main, EINVAL, OPERAND_TOO_LONG,
	  "u8 == 000000000000000000000001",
	  "                               ^")
KTF_ERROR(main, EINVAL, OPERAND_TOO_LONG,
	  "s32 == -00000000000000000000001",
	  "                                ^")
KTF_ERROR(main, EINVAL, OPERAND_TOO_LONG,
	  "u8 == 1aaaaaaaaaaaaaaaaaaaaaaa && s8 == 1",
	  "                               ^")
KTF_ERROR(main, EINVAL, OPERAND_TOO_LONG,
	  "func.function == 000000000000000000000001",
	  "                                          ^")

/* Texts of more than 255 bytes: the position of the closing quote. */
KTF_ERROR(main, EINVAL, OPERAND_TOO_LONG,
	  "name == '" A100 A100 A10 A10 A10 A10 A10 "aaaaaa'",
	  "         " B100 B100 B10 B10 B10 B10 B10 "       ^")
KTF_ERROR(main, EINVAL, OPERAND_TOO_LONG,
	  "u8 == 1 || name ~ '" A100 A100 A100 "*' && nosuch == 1",
	  "                   " B100 B100 B100 "  ^")
KTF_ERROR(function, EINVAL, OPERAND_TOO_LONG,
	  "ip == " A100 A100 A10 A10 A10 A10 A10 "aaaaaa",
	  "      " B100 B100 B10 B10 B10 B10 B10 "       ^")

/* Sets of CPUs. */
KTF_ERROR(main, EINVAL, MISSING_BRACE_OPEN,
	  "cpu == CPUS",
	  "             ^")
KTF_ERROR(main, EINVAL, MISSING_BRACE_OPEN,
	  "cpu == CPUS 0",
	  "             ^")
KTF_ERROR(main, EINVAL, MISSING_BRACE_OPEN,
	  "cpu & CPUS[0]",
	  "            ^")
KTF_ERROR(main, EINVAL, MISSING_BRACE_OPEN,
	  "mask == CPUS {0}",
	  "              ^")
KTF_ERROR(main, EINVAL, MISSING_BRACE_OPEN,
	  "u8 == CPUS0",
	  "            ^")
KTF_ERROR(main, EINVAL, MISSING_BRACE_CLOSE,
	  "cpu == CPUS{",
	  "             ^")
KTF_ERROR(main, EINVAL, MISSING_BRACE_CLOSE,
	  "cpu == CPUS{0",
	  "              ^")
KTF_ERROR(main, EINVAL, MISSING_BRACE_CLOSE,
	  "u8 & CPUS{0 && s8 == 1",
	  "                       ^")
KTF_ERROR(main, EINVAL, INVALID_CPULIST,
	  "cpu == CPUS{}",
	  "             ^")
KTF_ERROR(main, EINVAL, INVALID_CPULIST,
	  "cpu == CPUS{x}",
	  "              ^")
KTF_ERROR(main, EINVAL, INVALID_CPULIST,
	  "cpu & CPUS{-1}",
	  "              ^")
KTF_ERROR(main, EINVAL, INVALID_CPULIST,
	  "cpu & CPUS{1-0}",
	  "               ^")
KTF_ERROR(main, EINVAL, INVALID_CPULIST,
	  "mask & CPUS{0-}",
	  "               ^")
KTF_ERROR(main, EINVAL, INVALID_CPULIST,
	  "u8 == CPUS{0;1}",
	  "               ^")
KTF_ERROR(main, EINVAL, INVALID_CPULIST,
	  "u8 == CPUS{999999}",
	  "                  ^")
KTF_ERROR(main, EINVAL, INVALID_CPULIST,
	  "u8 == CPUS{0-999999}",
	  "                    ^")
KTF_ERROR(main, EINVAL, INVALID_CPULIST,
	  "u8 == CPUS{4294967296}",
	  "                      ^")
KTF_ERROR(main, EINVAL, INVALID_CPULIST,
	  "u8 == CPUS{0:1/1}",
	  "                 ^")
KTF_ERROR(main, EINVAL, INVALID_CPULIST,
	  "u8 == CPUS{0-0:2/1}",
	  "                   ^")
KTF_ERROR(main, EINVAL, INVALID_CPULIST,
	  "u8 == CPUS{0-0:1/0}",
	  "                   ^")
KTF_ERROR(main, EINVAL, INVALID_CPULIST,
	  "u8 == CPUS{0-0:1}",
	  "                 ^")
KTF_ERROR(main, EINVAL, INVALID_CPULIST,
	  "u8 == CPUS{0-0:1/1x}",
	  "                    ^")
KTF_ERROR(main, EINVAL, INVALID_CPULIST,
	  "u8 == CPUS{alls}",
	  "                ^")
KTF_ERROR(main, EINVAL, INVALID_CPULIST,
	  "u8 == CPUS{0x0}",
	  "               ^")
KTF_ERROR(main, EINVAL, INVALID_CPULIST,
	  "u8 == CPUS{N0}",
	  "              ^")
KTF_ERROR(main, EINVAL, INVALID_CPULIST,
	  "u8 == CPUS{0-all}",
	  "                 ^")
KTF_ERROR(main, EINVAL, INVALID_CPULIST,
	  "u8 == CPUS{{0}",
	  "              ^")
KTF_ERROR(main, EINVAL, INVALID_CPULIST,
	  "u8 == CPUS{0} && u8 == CPUS{+}",
	  "                              ^")
KTF_ERROR(main, EINVAL, INVALID_CPULIST,
	  "odd == CPUS{}",
	  "             ^")

/* Functions. */
KTF_ERROR(main, EINVAL, NO_FUNCTION,
	  "func.function == nosuch_function",
	  "                                 ^")
KTF_ERROR(main, EINVAL, NO_FUNCTION,
	  "func.function !=",
	  "                 ^")
KTF_ERROR(main, EINVAL, NO_FUNCTION,
	  "func.function == \"filter_match_preds\"",
	  "                                      ^")
KTF_ERROR(main, EINVAL, NO_FUNCTION,
	  "func.function == filter_match_preds&&u8==1",
	  "                                           ^")
KTF_ERROR(main, EINVAL, NO_FUNCTION,
	  "func.function == 1",
	  "                   ^")
KTF_ERROR(main, EINVAL, NO_FUNCTION,
	  "func.function != 0",
	  "                   ^")
KTF_ERROR(main, EINVAL, NO_FUNCTION,
	  "u8 == 1 && func.function == x.y",
	  "                                ^")
KTF_ERROR(main, EINVAL, NO_FUNCTION,
	  "func.function == nosuch && u8 == 1",
	  "                        ^")
KTF_ERROR(main, EINVAL, NO_FUNCTION,
	  "(func.function == filter_match_preds)",
	  "                                      ^")

/* A quote without a match: the position of the last opening quote. */
KTF_ERROR(main, ESRCH, MISSING_QUOTE,
	  "name == \"bash",
	  "        ^")
KTF_ERROR(main, ESRCH, MISSING_QUOTE,
	  "name == 'bash\"",
	  "        ^")
KTF_ERROR(main, ESRCH, MISSING_QUOTE,
	  "\"",
	  "^")
KTF_ERROR(main, ESRCH, MISSING_QUOTE,
	  "u8 == 1 && name == 'a' && word == 'b",
	  "                                  ^")
KTF_ERROR(main, ESRCH, MISSING_QUOTE,
	  "name == \"a\" '",
	  "            ^")
KTF_ERROR(main, ESRCH, MISSING_QUOTE,
	  "name == 'it's'",
	  "             ^")
KTF_ERROR(main, ESRCH, MISSING_QUOTE,
	  "u8 == 1 ( \"",
	  "          ^")
KTF_ERROR(main, ESRCH, MISSING_QUOTE,
	  "(name == \"a)",
	  "         ^")

/* The scanner of values skips a quote in a list of CPUs, but the count of quotes does not. */
KTF_ERROR(main, EINVAL, MISSING_QUOTE,
	  "cpu==CPUS{0\n'} && name == 'x && u8 == 1",
	  "                                        ^")
KTF_ERROR(main, EPERM, TOO_MANY_PREDS,
	  "cpu==CPUS{0\n'} && name == 'x",
	  "                  ^")

/* Parentheses. */
KTF_ERROR(main, ENOENT, TOO_MANY_OPEN,
	  "(u8 == 1",
	  "^")
KTF_ERROR(main, ENOENT, TOO_MANY_OPEN,
	  "u8 == 1 && (s8 == 1",
	  "           ^")
KTF_ERROR(main, ENOENT, TOO_MANY_OPEN,
	  "((u8 == 1)",
	  "^")
KTF_ERROR(main, ENOENT, TOO_MANY_OPEN,
	  "u8 == 1 && ((s8 == 1)",
	  "           ^")
KTF_ERROR(main, ENOENT, TOO_MANY_OPEN,
	  "u8 == 1 && (s8 == 1 && (u8 == 2) && (",
	  "                                    ^")
KTF_ERROR(main, ENOENT, TOO_MANY_OPEN,
	  "u8 == (1",
	  "      ^")
KTF_ERROR(main, ENOENT, TOO_MANY_OPEN,
	  " (",
	  " ^")
KTF_ERROR(main, ENOENT, TOO_MANY_OPEN,
	  "((",
	  " ^")
KTF_ERROR(main, ENOENT, TOO_MANY_OPEN,
	  "(nosuch == 1",
	  "^")
KTF_ERROR(main, ENOENT, TOO_MANY_OPEN,
	  "name == \")\" && (u8 == 1",
	  "               ^")
KTF_ERROR(main, EPERM, TOO_MANY_CLOSE,
	  "u8 == 1)",
	  "       ^")
KTF_ERROR(main, EPERM, TOO_MANY_CLOSE,
	  ")",
	  "^")
KTF_ERROR(main, EPERM, TOO_MANY_CLOSE,
	  "(u8 == 1))",
	  "         ^")
KTF_ERROR(main, EPERM, TOO_MANY_CLOSE,
	  ") (",
	  "^")
KTF_ERROR(main, EPERM, TOO_MANY_CLOSE,
	  "u8 == 1) && (s8 == 1",
	  "       ^")
KTF_ERROR(main, EPERM, TOO_MANY_CLOSE,
	  "nosuch)",
	  "      ^")
KTF_ERROR(main, EPERM, TOO_MANY_CLOSE,
	  "u8 == )",
	  "      ^")
KTF_ERROR(main, EPERM, TOO_MANY_CLOSE,
	  "name == '(')",
	  "           ^")
KTF_ERROR(main, EPERM, TOO_MANY_CLOSE,
	  "cpu==CPUS{0\n(} && u8==1)",
	  "                        ^")
KTF_ERROR(main, EPERM, TOO_MANY_OPEN,
	  "u8==1 && (cpu==CPUS{0\n)}",
	  "                         ^")

/* More text behind a predicate. */
KTF_ERROR(main, EPERM, TOO_MANY_PREDS,
	  "u8 == 1 b",
	  "        ^")
KTF_ERROR(main, EPERM, TOO_MANY_PREDS,
	  "u8 == 1 & s8 == 1",
	  "        ^")
KTF_ERROR(main, EPERM, TOO_MANY_PREDS,
	  "u8 == 1 | s8 == 1",
	  "        ^")
KTF_ERROR(main, EPERM, TOO_MANY_PREDS,
	  "u8 == 1 and s8 == 1",
	  "        ^")
KTF_ERROR(main, EPERM, TOO_MANY_PREDS,
	  "u8 == 1 1",
	  "        ^")
KTF_ERROR(main, EPERM, TOO_MANY_PREDS,
	  "(u8 == 1) x",
	  "          ^")
KTF_ERROR(main, EPERM, TOO_MANY_PREDS,
	  "u8 == 1 (s8 == 1)",
	  "        ^")
KTF_ERROR(main, EPERM, TOO_MANY_PREDS,
	  "u8 == 1 ! s8 == 1",
	  "        ^")
KTF_ERROR(main, EPERM, TOO_MANY_PREDS,
	  "name == \"a\" \"b\"",
	  "            ^")
KTF_ERROR(main, EPERM, TOO_MANY_PREDS,
	  "name == \"a\"b",
	  "           ^")
KTF_ERROR(main, EPERM, TOO_MANY_PREDS,
	  "u8 == 1;",
	  "       ^")
KTF_ERROR(main, EPERM, TOO_MANY_PREDS,
	  "u8 & 3 == 1",
	  "       ^")
KTF_ERROR_STOCK(main, EPERM, TOO_MANY_PREDS,
		"(u8 & 3) == 1",
		"         ^")
KTF_ERROR(main, EPERM, TOO_MANY_PREDS,
	  "u8 == 1.5",
	  "       ^")
KTF_ERROR(main, EPERM, TOO_MANY_PREDS,
	  "cpu == CPUS{0}}",
	  "              ^")
KTF_ERROR(main, EPERM, TOO_MANY_PREDS,
	  "u8 == 1 }",
	  "        ^")
KTF_ERROR_STOCK(main, EPERM, TOO_MANY_PREDS,
		"s8 == 0-1",
		"       ^")
KTF_ERROR(main, EPERM, TOO_MANY_PREDS,
	  "name == 'it''s'",
	  "            ^")
KTF_ERROR_STOCK(main, EPERM, TOO_MANY_PREDS,
		"u8 == 5 % 2",
		"        ^")

/* No name: the error has only an errno. */
KTF_ERROR(main, EPERM, NONE,
	  "== 1",
	  "^")
KTF_ERROR(main, EPERM, NONE,
	  "u8==1 && && s8==1",
	  "^")
KTF_ERROR(main, EPERM, NONE,
	  "!= 1",
	  "^")
KTF_ERROR(main, EPERM, NONE,
	  "!~ 1",
	  "^")
KTF_ERROR(main, EPERM, NONE,
	  "u8==1 || ||",
	  "^")
KTF_ERROR(main, EPERM, NONE,
	  "(!)",
	  "^")
KTF_ERROR(main, EPERM, NONE,
	  "u8 == 1 && ()",
	  "^")
KTF_ERROR(main, EPERM, NONE,
	  "~",
	  "^")
KTF_ERROR(main, EPERM, NONE,
	  "u8 == 1 &&& s8 == 1",
	  "^")
KTF_ERROR_STOCK(main, EPERM, NONE,
		"\"a\" == name",
		"^")
KTF_ERROR_STOCK(main, EPERM, NONE,
		"\"u8\" == 1",
		"^")
KTF_ERROR_STOCK(main, EPERM, NONE,
		"-1 == s8",
		"^")
KTF_ERROR(main, EPERM, NONE,
	  "u8 == 1 && \"a\"",
	  "^")
KTF_ERROR(main, EPERM, NONE,
	  ".ustring == 1",
	  "^")
KTF_ERROR(main, EPERM, NONE,
	  "&& u8 == 1",
	  "^")
KTF_ERROR(main, EPERM, NONE,
	  "u8 == 1 || (&& s8 == 1)",
	  "^")

/* Empty filters. */
KTF_ERROR(main, EINVAL, NONE,
	  "",
	  "^")
KTF_ERROR(main, EINVAL, NONE,
	  "   ",
	  "^")
KTF_ERROR(main, EINVAL, NONE,
	  "()",
	  "^")
KTF_ERROR(main, EINVAL, NONE,
	  "( ( ) )",
	  "^")
KTF_ERROR(main, EINVAL, NONE,
	  "\t\n",
	  "^")

/* Incomplete filters. */
KTF_ERROR(main, EINVAL, INVALID_FILTER,
	  "u8 == 1 &&",
	  "          ^")
KTF_ERROR(main, EINVAL, INVALID_FILTER,
	  "u8 == 1 || ",
	  "           ^")
KTF_ERROR(main, EINVAL, INVALID_FILTER,
	  "u8 == 1 && !",
	  "            ^")
KTF_ERROR(main, EINVAL, INVALID_FILTER,
	  "u8 == 1 && ! ! ",
	  "               ^")
KTF_ERROR(main, EINVAL, INVALID_FILTER,
	  "(u8 == 1) &&",
	  "            ^")
KTF_ERROR(main, EINVAL, INVALID_FILTER,
	  "u8==1||s8==1&&",
	  "              ^")
KTF_ERROR(main, EINVAL, NO_FILTER,
	  "!",
	  " ^")
KTF_ERROR(main, EINVAL, NO_FILTER,
	  "!!",
	  "  ^")
KTF_ERROR(main, EINVAL, NO_FILTER,
	  " ! ! ",
	  "     ^")

/* The leftmost of several errors, but quotes and parentheses come first. */
KTF_ERROR(main, EINVAL, FIELD_NOT_FOUND,
	  "nosuch == 1 && u8 == x",
	  "       ^")
KTF_ERROR(main, EINVAL, INVALID_VALUE,
	  "u8 == x && nosuch == 1",
	  "       ^")
KTF_ERROR(main, EPERM, TOO_MANY_PREDS,
	  "u8 == 1 b && nosuch == 1",
	  "        ^")
KTF_ERROR(main, ENOENT, TOO_MANY_OPEN,
	  "nosuch == 1 && (u8 == 1",
	  "               ^")
KTF_ERROR(main, ENOENT, TOO_MANY_OPEN,
	  "u8 == \"a\" && (u8 == 1",
	  "             ^")
KTF_ERROR(main, ESRCH, MISSING_QUOTE,
	  "u8 == x && name == 'a",
	  "                   ^")
KTF_ERROR(main, EINVAL, EXPECT_STRING,
	  "u8 == 1 && name == 1 && &&",
	  "                    ^")
KTF_ERROR(main, EINVAL, EXPECT_STRING,
	  "name < 1",
	  "        ^")
KTF_ERROR(main, EINVAL, ILLEGAL_FIELD_OP,
	  "name < CPUS",
	  "        ^")
KTF_ERROR(main, EINVAL, ILLEGAL_FIELD_OP,
	  "u8 < CPUS",
	  "      ^")
KTF_ERROR(main, EINVAL, ILLEGAL_FIELD_OP,
	  "u8 ~ 1x",
	  "      ^")

/* perf's ftrace:function has one field, and its values are bare text. */
KTF_ERROR(function, EINVAL, IP_FIELD_ONLY,
	  "parent_ip == schedule",
	  "              ^")
KTF_ERROR(function, EINVAL, IP_FIELD_ONLY,
	  "common_pid == 1",
	  "               ^")
KTF_ERROR(function, EINVAL, IP_FIELD_ONLY,
	  "ip == a || comm == \"x\"",
	  "                    ^")
KTF_ERROR(function, EPERM, TOO_MANY_PREDS,
	  "ip == \"schedule\"",
	  "               ^")
KTF_ERROR(function, EPERM, TOO_MANY_CLOSE,
	  "ip == schedule)",
	  "              ^")
KTF_ERROR(function, EPERM, TOO_MANY_PREDS,
	  "ip == a & b",
	  "        ^")
KTF_ERROR(function, EINVAL, FIELD_NOT_FOUND,
	  "nosuch == a",
	  "       ^")
KTF_ERROR(function, EINVAL, INVALID_OP,
	  "ip ^ a",
	  "    ^")
KTF_ERROR(function, EINVAL, INVALID_VALUE,
	  "ip ==",
	  "      ^")

#undef A10
#undef A100
#undef B10
#undef B100
#undef KTF_ERROR
