/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Filters that are refused in the whole language: rows only, as in errors.h.
 */

/* What does not mix: the operator. */
KTF_ERROR_FULL(main, EPERM, TOO_MANY_PREDS,
	       "u8 & 6 == 6",
	       "       ^")
KTF_ERROR_FULL(main, EPERM, TOO_MANY_PREDS,
	       "u8 == 1 & s8 == 2",
	       "        ^")
KTF_ERROR_FULL(main, EPERM, TOO_MANY_PREDS,
	       "u8 + 1 & 3",
	       "       ^")
KTF_ERROR_FULL(main, EPERM, TOO_MANY_PREDS,
	       "u8 & 1 | 2",
	       "       ^")
KTF_ERROR_FULL(main, EPERM, TOO_MANY_PREDS,
	       "u8 << 1 << 2",
	       "        ^")
KTF_ERROR_FULL(main, EPERM, TOO_MANY_PREDS,
	       "u8 & 1 + 2",
	       "       ^")
KTF_ERROR_FULL(main, EPERM, TOO_MANY_PREDS,
	       "!(u8 & 3) == 3",
	       "          ^")
KTF_ERROR_FULL(main, EPERM, TOO_MANY_PREDS,
	       "(u8 == 1) + 1 == 2",
	       "          ^")
KTF_ERROR_FULL(main, EPERM, TOO_MANY_PREDS,
	       "u8 < s8 < 5",
	       "        ^")
KTF_ERROR_FULL(main, EPERM, TOO_MANY_PREDS,
	       "u8 == (s8 == 1)",
	       "   ^")
KTF_ERROR_FULL(main, EPERM, TOO_MANY_PREDS,
	       "1 + (s8 == 1) == 2",
	       "  ^")
KTF_ERROR_FULL(main, EPERM, TOO_MANY_PREDS,
	       "!(u8) + 1 == 2",
	       "      ^")
KTF_ERROR_FULL(main, EPERM, TOO_MANY_PREDS,
	       "!!(u8 & 3) == 3",
	       "           ^")
KTF_ERROR_FULL(main, EPERM, TOO_MANY_PREDS,
	       "! !(u8) in {1}",
	       "        ^")
KTF_ERROR_FULL(main, EPERM, TOO_MANY_PREDS,
	       "u8 in {1} == 1",
	       "          ^")
KTF_ERROR_FULL(main, EPERM, TOO_MANY_PREDS,
	       "u8(s8 == 1)",
	       "      ^")
KTF_ERROR_FULL(main, EPERM, TOO_MANY_PREDS,
	       "args[u8 + 1 == 1] == 1",
	       "            ^")
KTF_ERROR_FULL(main, EPERM, TOO_MANY_PREDS,
	       "args[s8 * s8 in {1}] == 1",
	       "             ^")
KTF_ERROR_FULL(main, EPERM, TOO_MANY_PREDS,
	       "args[(u8 + 1 == 1)] == 1",
	       "             ^")

/* What is no operator, behind values that are no plain field. */
KTF_ERROR_FULL(main, EINVAL, EXPECT_DIGIT,
	       "u8 + \"a\" u8",
	       "      ^")
KTF_ERROR_FULL(main, EINVAL, DIVISION,
	       "u8 / 0 5",
	       "      ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_OP,
	       "u8 & s8 u8",
	       "         ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_OP,
	       "(u8) & 1 u8",
	       "          ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_OP,
	       "name & u8 5",
	       "      ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_OP,
	       "u8 + 1 = 1",
	       "        ^")

/* Nothing of the event is asked for: behind the first number or text. */
KTF_ERROR_FULL(main, EINVAL, FIELD_NOT_FOUND,
	       "u8 && 1",
	       "        ^")
KTF_ERROR_FULL(main, EINVAL, FIELD_NOT_FOUND,
	       "\"u8\" == 1",
	       "     ^")
KTF_ERROR_FULL(main, EINVAL, FIELD_NOT_FOUND,
	       "(1 + 2) == 3",
	       "   ^")
KTF_ERROR_FULL(main, EINVAL, FIELD_NOT_FOUND,
	       "-1 == 1",
	       "   ^")

/* Constants that no calculation takes. */
KTF_ERROR_FULL(main, EINVAL, DIVISION,
	       "u8 / 0 == 1",
	       "      ^")
KTF_ERROR_FULL(main, EINVAL, DIVISION,
	       "u8 % (1 - 1) == 1",
	       "      ^")
KTF_ERROR_FULL(main, EINVAL, SHIFT,
	       "(u8 << 64) == 0",
	       "        ^")
KTF_ERROR_FULL(main, EINVAL, SHIFT,
	       "(u8 >> -1) == 0",
	       "        ^")
KTF_ERROR_FULL(main, EINVAL, ILLEGAL_INTVAL,
	       "u8 + 1x == 2",
	       "      ^")
KTF_ERROR_FULL(main, EINVAL, ILLEGAL_INTVAL,
	       "u8 == 0x4k",
	       "       ^")
KTF_ERROR_FULL(main, EINVAL, ILLEGAL_INTVAL,
	       "u8 == 010k",
	       "       ^")
KTF_ERROR_FULL(main, EINVAL, ILLEGAL_INTVAL,
	       "u8 == 4kk",
	       "       ^")
KTF_ERROR_FULL(main, EINVAL, ILLEGAL_INTVAL,
	       "u8 == 4 && u8 + 1m == 2",
	       "                 ^")
KTF_ERROR_FULL(main, EINVAL, ILLEGAL_INTVAL,
	       "u64 == 16777216T",
	       "        ^")
KTF_ERROR_FULL(main, EINVAL, ILLEGAL_INTVAL,
	       "s64 == 8388608T",
	       "        ^")
KTF_ERROR_FULL(main, EINVAL, ILLEGAL_INTVAL,
	       "u8 in {-8388609T}",
	       "        ^")
KTF_ERROR_FULL(main, EINVAL, BOTH_SIGNS,
	       "s8 / u64 == 1",
	       "      ^")
KTF_ERROR_FULL(main, EINVAL, BOTH_SIGNS,
	       "u64 % -2 == 1",
	       "       ^")

/* A length is that of a text, or of an array behind a loc word. */
KTF_ERROR_FULL(main, EINVAL, EXPECT_STRING,
	       "len(u8) > 3",
	       "     ^")
KTF_ERROR_FULL(main, EINVAL, EXPECT_STRING,
	       "len(args) > 3",
	       "     ^")
KTF_ERROR_FULL(main, EINVAL, EXPECT_STRING,
	       "len(mask) > 3",
	       "     ^")
KTF_ERROR_FULL(main, EINVAL, EXPECT_STRING,
	       "len(CPU) > 3",
	       "     ^")
KTF_ERROR_FULL(main, EINVAL, EXPECT_STRING,
	       "len(name[0]) > 3",
	       "     ^")
KTF_ERROR_FULL(main, EINVAL, EXPECT_STRING,
	       "len(list + 1) > 3",
	       "     ^")
KTF_ERROR_FULL(main, EINVAL, EXPECT_STRING,
	       "len('name') == u8",
	       "     ^")
KTF_ERROR_FULL(main, EINVAL, EXPECT_STRING,
	       "u8 == len(5)",
	       "           ^")
KTF_ERROR_FULL(main, EINVAL, ARGUMENT,
	       "len(name, 1) == 1",
	       "           ^")
KTF_ERROR_FULL(main, EINVAL, EXPECT_DIGIT,
	       "len(name) == name",
	       "              ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_VALUE,
	       "len(nosuch) == 1",
	       "     ^")
KTF_ERROR_FULL(main, EINVAL, EXPECT_DIGIT,
	       "len(name) == \"bash\"",
	       "              ^")

/* Texts have an order, but only with texts. */
KTF_ERROR_FULL(main, EINVAL, ILLEGAL_FIELD_OP,
	       "u8 < \"a\"",
	       "      ^")
KTF_ERROR_FULL(main, EINVAL, ILLEGAL_FIELD_OP,
	       "odd >= \"a\"",
	       "        ^")
KTF_ERROR_FULL(main, EINVAL, EXPECT_STRING,
	       "name < 5",
	       "        ^")
KTF_ERROR_FULL(main, EINVAL, EXPECT_DIGIT,
	       "5 < name",
	       "     ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_VALUE,
	       "name < bash",
	       "        ^")
KTF_ERROR_FULL(main, EPERM, TOO_MANY_PREDS,
	       "\"a\" < name < \"b\"",
	       "           ^")

KTF_ERROR_FULL(main, EPERM, TOO_MANY_PREDS,
	       "name == word == tag",
	       "             ^")
KTF_ERROR_FULL(main, EINVAL, EXPECT_STRING,
	       "name < u8",
	       "        ^")
KTF_ERROR_FULL(main, EINVAL, EXPECT_STRING,
	       "name == list",
	       "         ^")

/* Only a field has a text that can be folded, and only a relation takes it. */
KTF_ERROR_FULL(main, EINVAL, EXPECT_STRING,
	       "lower(u8) == 3",
	       "       ^")
KTF_ERROR_FULL(main, EINVAL, EXPECT_STRING,
	       "lower(\"A\") == name",
	       "       ^")
KTF_ERROR_FULL(main, EINVAL, EXPECT_STRING,
	       "lower(lower(name)) == \"a\"",
	       "       ^")
KTF_ERROR_FULL(main, EINVAL, EXPECT_STRING,
	       "lower(odd) == \"a\"",
	       "       ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_OP,
	       "lower(name)",
	       "            ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_OP,
	       "lower(name) + 1 == 2",
	       "             ^")
KTF_ERROR_FULL(main, EINVAL, EXPECT_DIGIT,
	       "u8 == lower(name)",
	       "       ^")
KTF_ERROR_FULL(main, EINVAL, EXPECT_STRING,
	       "lower(name) == 5",
	       "                ^")
KTF_ERROR_FULL(main, EINVAL, EXPECT_STRING,
	       "lower(name) in {1, 2}",
	       "                 ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_VALUE,
	       "lower(name) == bash",
	       "                ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_VALUE,
	       "lower(name) ~ comm",
	       "               ^")
KTF_ERROR_FULL(main, EINVAL, EXPECT_STRING,
	       "len(lower(name)) == 4",
	       "     ^")

/* A text where a number is due, and the reverse. */
KTF_ERROR_FULL(main, EINVAL, INVALID_OP,
	       "name + 1 == 2",
	       "      ^")
KTF_ERROR_FULL(main, EINVAL, EXPECT_DIGIT,
	       "1 + name == 2",
	       "     ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_OP,
	       "name & u8",
	       "      ^")
KTF_ERROR_FULL(main, EINVAL, EXPECT_DIGIT,
	       "u8 == name",
	       "       ^")
KTF_ERROR_FULL(main, EINVAL, EXPECT_STRING,
	       "name == u8",
	       "         ^")
KTF_ERROR_FULL(main, EINVAL, ILLEGAL_FIELD_OP,
	       "odd + 1 == 2",
	       " ^")
KTF_ERROR_FULL(main, EINVAL, ILLEGAL_FIELD_OP,
	       "odd == u8",
	       " ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_OP,
	       "name",
	       "     ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_VALUE,
	       "name && u8",
	       "       ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_OP,
	       "u8 !~ \"1\"",
	       "    ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_VALUE,
	       "name ~ word",
	       "        ^")
KTF_ERROR_FULL(main, EINVAL, NO_ARRAY,
	       "be16(dyn) == 1",
	       "      ^")
KTF_ERROR_FULL(main, EINVAL, NO_ARRAY,
	       "be32(list, 4) == 1",
	       "      ^")

/* A value is missing, or is no value. */
KTF_ERROR_FULL(main, EINVAL, INVALID_VALUE,
	       "u8 +",
	       "     ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_VALUE,
	       "u8 + && 1",
	       "      ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_VALUE,
	       "(u8 + ) == 1",
	       "       ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_VALUE,
	       "1 == bash",
	       "      ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_VALUE,
	       "1 == (bash)",
	       "       ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_VALUE,
	       "--u8 == 1",
	       "  ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_VALUE,
	       "u8 == nosuch(1)",
	       "       ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_OP,
	       "(u8) s8",
	       "      ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_OP,
	       "u8 += 1",
	       "    ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_VALUE,
	       "u8 == !s8",
	       "       ^")

/* Addresses and devices. */
KTF_ERROR_FULL(main, EINVAL, ADDRESS,
	       "tag == ipv4(10.0.0.256)",
	       "             ^")
KTF_ERROR_FULL(main, EINVAL, ADDRESS,
	       "tag == ipv4(10.0.0)",
	       "             ^")
KTF_ERROR_FULL(main, EINVAL, ADDRESS,
	       "tag == ipv4(10.0.0.01)",
	       "             ^")
KTF_ERROR_FULL(main, EINVAL, ADDRESS,
	       "tag == ipv4( 10.0.0.1)",
	       "             ^")
KTF_ERROR_FULL(main, EINVAL, ADDRESS,
	       "tag == ipv4(10.0.0.1/8)",
	       "             ^")
KTF_ERROR_FULL(main, EINVAL, ADDRESS,
	       "tag == ipv4(10.0.0.0/33)",
	       "             ^")
KTF_ERROR_FULL(main, EINVAL, ADDRESS,
	       "tag == ipv4()",
	       "             ^")
KTF_ERROR_FULL(main, EINVAL, ADDRESS,
	       "tag in {ipv4(1.2.3.4), ipv4(1)}",
	       "                             ^")
KTF_ERROR_FULL(main, EINVAL, ADDRESS,
	       "mac == mac(02:00:5e:10:00)",
	       "            ^")
KTF_ERROR_FULL(main, EINVAL, ADDRESS,
	       "mac == mac(02:00:5e:10:00:1)",
	       "            ^")
KTF_ERROR_FULL(main, EINVAL, ADDRESS,
	       "name == ipv6(1::2::3)",
	       "              ^")
KTF_ERROR_FULL(main, EINVAL, ADDRESS,
	       "name == ipv6(1:2:3:4:5:6:7:8:9)",
	       "              ^")
KTF_ERROR_FULL(main, EINVAL, ADDRESS,
	       "name == ipv6(1:2:3:4:5:6:7:8:)",
	       "              ^")
KTF_ERROR_FULL(main, EINVAL, ADDRESS,
	       "name == ipv6(1:2:3:4:5:6:7:8::)",
	       "              ^")
KTF_ERROR_FULL(main, EINVAL, ADDRESS,
	       "name == ipv6(12345::)",
	       "              ^")
KTF_ERROR_FULL(main, EINVAL, ADDRESS,
	       "name == ipv6(:1)",
	       "              ^")
KTF_ERROR_FULL(main, EINVAL, ADDRESS,
	       "name == ipv6(1.2.3.4::)",
	       "              ^")
KTF_ERROR_FULL(main, EINVAL, ADDRESS,
	       "name in {ipv6(::1), ipv6(fe80::1/64)}",
	       "                          ^")
KTF_ERROR_FULL(main, EINVAL, ADDRESS,
	       "u32 == dev(8)",
	       "            ^")
KTF_ERROR_FULL(main, EINVAL, ADDRESS,
	       "u32 == dev(4096:0)",
	       "            ^")
KTF_ERROR_FULL(main, EINVAL, ADDRESS,
	       "u32 == dev(8:1048576)",
	       "            ^")
KTF_ERROR_FULL(main, EINVAL, ILLEGAL_FIELD_OP,
	       "tag < ipv4(10.0.0.1)",
	       "       ^")
KTF_ERROR_FULL(main, EINVAL, ILLEGAL_FIELD_OP,
	       "u32 == ipv4(10.0.0.1)",
	       "        ^")
KTF_ERROR_FULL(main, EINVAL, ILLEGAL_FIELD_OP,
	       "mac == ipv4(10.0.0.1)",
	       "        ^")
KTF_ERROR_FULL(main, EINVAL, ILLEGAL_FIELD_OP,
	       "tag == mac(00:00:00:00:00:00)",
	       "        ^")
KTF_ERROR_FULL(main, EINVAL, ILLEGAL_FIELD_OP,
	       "name in {mac(00:00:00:00:00:00)}",
	       "          ^")
KTF_ERROR_FULL(main, EINVAL, ILLEGAL_FIELD_OP,
	       "pair in {ipv4(10.0.0.1)}",
	       "          ^")
KTF_ERROR_FULL(main, EINVAL, ILLEGAL_FIELD_OP,
	       "be16(tag) == ipv4(10.0.0.1)",
	       "              ^")
KTF_ERROR_FULL(main, EINVAL, ILLEGAL_FIELD_OP,
	       "u32 in {1, ipv4(10.0.0.1)}",
	       "            ^")
KTF_ERROR_FULL(main, EINVAL, ILLEGAL_FIELD_OP,
	       "tag in {ipv4(10.0.0.1), 1}",
	       "                         ^")
KTF_ERROR_FULL(main, EINVAL, ILLEGAL_FIELD_OP,
	       "u32 + ipv4(10.0.0.1) == 1",
	       "       ^")
KTF_ERROR_FULL(main, EINVAL, ILLEGAL_FIELD_OP,
	       "ipv4(10.0.0.1) + u32 == 1",
	       " ^")
KTF_ERROR_FULL(main, EINVAL, FIELD_NOT_FOUND,
	       "cgroup( '/' ) != cgroup('/')",
	       "              ^")
KTF_ERROR_FULL(main, EINVAL, FIELD_NOT_FOUND,
	       "dev(8:1) == dev(8:1)",
	       "         ^")
KTF_ERROR_FULL(main, EINVAL, FIELD_NOT_FOUND,
	       "ipv4(1.2.3.4) == ipv4(1.2.3.4)",
	       "              ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_VALUE,
	       "tag in ipv5(1.2.3.4)",
	       "        ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_VALUE,
	       "tag in tag",
	       "        ^")

/* Names of constants. */
KTF_ERROR_FULL(main, EINVAL, NO_NAMES,
	       "s64.sym == \"S\"",
	       "    ^")
KTF_ERROR_FULL(main, EINVAL, NO_NAMES,
	       "name.sym == \"S\"",
	       "     ^")
KTF_ERROR_FULL(main, EINVAL, NO_SYSCALL,
	       "u32 == syscall(nosuch)",
	       "                      ^")
KTF_ERROR_FULL(main, EINVAL, NO_SYSCALL,
	       "u32 == syscall( nosuch )",
	       "                       ^")
KTF_ERROR_FULL(main, EINVAL, NO_SYSCALL,
	       "u32 in {1, syscall(nosuch), 2}",
	       "                          ^")
KTF_ERROR_FULL(main, EINVAL, NO_SYSCALL,
	       "u32 in syscall(\"nosuch*\")",
	       "                         ^")
KTF_ERROR_FULL(main, EINVAL, NO_SYSCALL,
	       "u32 == syscall()",
	       "                ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_VALUE,
	       "s64 == -ENOSUCH",
	       "         ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_VALUE,
	       "s64 == -enoent",
	       "         ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_VALUE,
	       "s64 in {-ENOSUCH}",
	       "          ^")
KTF_ERROR_FULL(main, EINVAL, FIELD_NOT_FOUND,
	       "ENOENT == 2",
	       "       ^")
KTF_ERROR_FULL(main, EINVAL, FIELD_NOT_FOUND,
	       "s64 == 1 && EIO",
	       "                ^")
KTF_ERROR_FULL(main, EINVAL, DIVISION,
	       "s64 / (ENOENT - 2) == 1",
	       "       ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_VALUE,
	       "s64 == ENOENT.ustring",
	       "        ^")

/* Functions. */
KTF_ERROR_FULL(main, EINVAL, INDEX,
	       "be32(mac, 3) == 1",
	       "           ^")
KTF_ERROR_FULL(main, EINVAL, INDEX,
	       "be64(mac) == 1",
	       "      ^")
KTF_ERROR_FULL(main, EINVAL, INDEX,
	       "be16(mac, -1) == 1",
	       "           ^")
KTF_ERROR_FULL(main, EINVAL, ARGUMENT,
	       "u8(s8, 1) == 1",
	       "        ^")
KTF_ERROR_FULL(main, EINVAL, NOT_CONSTANT,
	       "be16(mac, u8) == 1",
	       "           ^")
KTF_ERROR_FULL(main, EINVAL, INDEX,
	       "be16(mac, EIO) == 1",
	       "           ^")
KTF_ERROR_FULL(main, EINVAL, INDEX,
	       "be16(mac, -ENOENT) == 1",
	       "           ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_VALUE,
	       "be16(mac, ENOSUCH) == 1",
	       "           ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_VALUE,
	       "be16(nosuch, ENOSUCH) == 1 || has(nosuch)",
	       "              ^")
KTF_ERROR_FULL(main, EINVAL, ARGUMENT,
	       "be16(mac, $pid) == 1",
	       "           ^")
KTF_ERROR_FULL(main, EINVAL, ILLEGAL_FIELD_OP,
	       "be16(mac, ipv4(0.0.0.1)) == 1",
	       "           ^")
KTF_ERROR_FULL(main, EINVAL, NO_ARRAY,
	       "be16(u8 + 1) == 1",
	       "      ^")

/* Sets. */
KTF_ERROR_FULL(main, EINVAL, INVALID_SET,
	       "u8 in {}",
	       "        ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_SET,
	       "u8 in {9-5}",
	       "          ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_SET,
	       "u8 in {1,}",
	       "         ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_SET,
	       "u8 in {1,,2}",
	       "          ^")
KTF_ERROR_FULL(main, EINVAL, EXPECT_DIGIT,
	       "u8 in {\"bash\"}",
	       "        ^")
KTF_ERROR_FULL(main, EINVAL, EXPECT_DIGIT,
	       "u8 in {1, \"b\"}",
	       "           ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_VALUE,
	       "name in {bash}",
	       "          ^")
KTF_ERROR_FULL(main, EINVAL, NOT_CONSTANT,
	       "u8 in {1, s8}",
	       "           ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_VALUE,
	       "u8 in 5",
	       "       ^")
KTF_ERROR_FULL(main, EINVAL, MISSING_BRACE_CLOSE,
	       "u8 in {1",
	       "         ^")
KTF_ERROR_FULL(main, EINVAL, EXPECT_STRING,
	       "name in {1}",
	       "          ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_VALUE,
	       "name ~ {bash}",
	       "         ^")
KTF_ERROR_FULL(main, EINVAL, ILLEGAL_INTVAL,
	       "u8 in {1x}",
	       "        ^")

/* Members that are no constants, and ranges of what has a name. */
KTF_ERROR_FULL(main, EINVAL, INVALID_SET,
	       "s64 in {-EPERM - -ENOENT}",
	       "                  ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_OP,
	       "func.function in {1}",
	       "               ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_VALUE,
	       "s64 in {5-ENOSUCH}",
	       "           ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_VALUE,
	       "s64 in {ENOSUCH-5}",
	       "         ^")
KTF_ERROR_FULL(main, EINVAL, ILLEGAL_INTVAL,
	       "s64 in {ENOENT-5x}",
	       "                ^")
KTF_ERROR_FULL(main, EINVAL, NOT_CONSTANT,
	       "s64 in {5-u8}",
	       "           ^")
KTF_ERROR_FULL(main, EINVAL, NOT_CONSTANT,
	       "s64 in {u8,}",
	       "         ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_SET,
	       "s64 in {1, 3-2, $pid}",
	       "              ^")
KTF_ERROR_FULL(main, EINVAL, NOT_CONSTANT,
	       "s64 in {$pid}",
	       "         ^")
KTF_ERROR_FULL(main, EINVAL, UNKNOWN_VARIABLE,
	       "s64 in {1-$nosuch}",
	       "                  ^")
KTF_ERROR_FULL(main, EINVAL, NOT_CONSTANT,
	       "s64 in {len(name)}",
	       "         ^")
KTF_ERROR_FULL(main, EINVAL, NOT_CONSTANT,
	       "s64 in {args[1]}",
	       "         ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_VALUE,
	       "s64 in {---5}",
	       "          ^")
KTF_ERROR_FULL(main, EINVAL, ILLEGAL_INTVAL,
	       "s64 in {-}",
	       "         ^")
KTF_ERROR_FULL(main, EINVAL, MISSING_BRACE_CLOSE,
	       "s64 in {1-",
	       "           ^")
KTF_ERROR_FULL(main, EINVAL, ILLEGAL_INTVAL,
	       "s64 in {- 18446744073709551615}",
	       "         ^")
KTF_ERROR_FULL(main, EINVAL, NO_SYSCALL,
	       "s64 in {-syscall(nosuch)}",
	       "                        ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_VALUE,
	       "s64 in -dev(8:1)",
	       "        ^")
KTF_ERROR_FULL(main, EINVAL, ILLEGAL_FIELD_OP,
	       "s64 in {EIO-ipv4(0.0.0.0)}",
	       "             ^")
KTF_ERROR_FULL(main, EINVAL, EXPECT_STRING,
	       "name in {1,,2}",
	       "          ^")
KTF_ERROR_FULL(main, EINVAL, NOT_CONSTANT,
	       "name in {\"a\", word}",
	       "               ^")
KTF_ERROR_FULL(main, EINVAL, NOT_CONSTANT,
	       "name in {\"a\", $comm}",
	       "               ^")
KTF_ERROR_FULL(main, EINVAL, NOT_CONSTANT,
	       "name ~ {word}",
	       "         ^")
KTF_ERROR_FULL(main, EINVAL, ILLEGAL_FIELD_OP,
	       "u8 ~ {\"a\"}",
	       "       ^")
KTF_ERROR_FULL(main, EINVAL, ILLEGAL_FIELD_OP,
	       "u8 + 1 ~ {\"a\"}",
	       "           ^")
KTF_ERROR_FULL(main, EINVAL, ILLEGAL_FIELD_OP,
	       "u8 ~ {bash}",
	       "       ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_SET,
	       "tag in {ipv4(10.0.0.9)-ipv4(10.0.0.1)}",
	       "                        ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_SET,
	       "mac in {mac(00:00:00:00:00:09)-mac(00:00:00:00:00:01)}",
	       "                                ^")
KTF_ERROR_FULL(main, EINVAL, ADDRESS,
	       "mac in {mac(00:00:00:00:00:09)-mac(00:00:00:00:00:1)}",
	       "                                    ^")
KTF_ERROR_FULL(main, EINVAL, ILLEGAL_FIELD_OP,
	       "mac in {mac(00:00:00:00:00:09)-ipv6(::1)}",
	       "                                ^")
KTF_ERROR_FULL(main, EINVAL, ILLEGAL_FIELD_OP,
	       "mac in {mac(00:00:00:00:00:09)-5}",
	       "                                ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_VALUE,
	       "mac in {-mac(00:00:00:00:00:09)}",
	       "         ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_SET,
	       "name in {ipv6(1::2)-ipv6(1::1)}",
	       "                     ^")
KTF_ERROR_FULL(main, EINVAL, ILLEGAL_FIELD_OP,
	       "u64 in {ipv6(1::1)-ipv6(1::2)}",
	       "         ^")
KTF_ERROR_FULL(main, EINVAL, NO_CGROUP,
	       "$cgroup in {cgroup(\"/nosuch\")}",
	       "                             ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_SET,
	       "$cgroup in {3-2, cgroup(\"/nosuch\")}",
	       "               ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_SET,
	       "$cgroup in {cgroup('/'),}",
	       "                        ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_VALUE,
	       "$cgroup in {-cgroup('/')}",
	       "              ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_VALUE,
	       "u64 in {cgroup('/')}",
	       "         ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_VALUE,
	       "has(nosuch) && nosuch in {ENOSUCH}",
	       "                           ^")
KTF_ERROR_FULL(main, EINVAL, NOT_CONSTANT,
	       "has(nosuch) && nosuch in {1, u8}",
	       "                              ^")
KTF_ERROR_FULL(main, EINVAL, ILLEGAL_INTVAL,
	       "has(nosuch) && nosuch in {08b}",
	       "                           ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_VALUE,
	       "has(nosuch) && nosuch in {EIO-ENOSUCH}",
	       "                               ^")

/* CPUs are a set, and what is compared with them is no value. */
KTF_ERROR_FULL(main, EPERM, TOO_MANY_PREDS,
	       "(u8 & CPUS{0}) == 1",
	       "               ^")
KTF_ERROR_FULL(main, EPERM, TOO_MANY_PREDS,
	       "u8 & CPUS{0} & 1",
	       "             ^")
KTF_ERROR_FULL(main, EPERM, TOO_MANY_PREDS,
	       "u8 + 1 & CPUS{0}",
	       "       ^")
KTF_ERROR_FULL(main, EINVAL, ILLEGAL_FIELD_OP,
	       "$cpu < CPUS{0}",
	       "        ^")
KTF_ERROR_FULL(main, EINVAL, ILLEGAL_FIELD_OP,
	       "$comm == CPUS{0}",
	       "          ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_VALUE,
	       "$cpu + CPUS{0} == 1",
	       "        ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_VALUE,
	       "u8 == (CPUS{0})",
	       "        ^")
KTF_ERROR_FULL(main, EINVAL, FIELD_NOT_FOUND,
	       "1 == CPUS{0}",
	       "  ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_CPULIST,
	       "$cpu & CPUS{}",
	       "             ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_CPULIST,
	       "(u8) & CPUS{0-}",
	       "               ^")
KTF_ERROR_FULL(main, EINVAL, MISSING_BRACE_CLOSE,
	       "$cpu & CPUS{0",
	       "              ^")
KTF_ERROR_FULL(main, EPERM, TOO_MANY_PREDS,
	       "$cpu == CPUS{0} == 1",
	       "                ^")
KTF_ERROR_FULL(main, EINVAL, FIELD_NOT_FOUND,
	       "CPUS{0} == $cpu",
	       "     ^")

/* More than there may be: nine values at once. */
KTF_ERROR_FULL(main, EINVAL, TOO_COMPLEX,
	       "u8+(u8+(u8+(u8+(u8+(u8+(u8+(u8+u8*2))))))) == 1",
	       "                                  ^")
KTF_ERROR_FULL(main, EINVAL, MISSING_BRACKET,
	       "args[1",
	       "       ^")

/* Elements. */
KTF_ERROR_FULL(main, EINVAL, INVALID_OP,
	       "u8[0] == 1",
	       "   ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_OP,
	       "ptr[0] == 1",
	       "    ^")
KTF_ERROR_FULL(main, EINVAL, NO_ARRAY,
	       "tail[0] == 1",
	       "     ^")
KTF_ERROR_FULL(main, EINVAL, INDEX,
	       "args[6] == 0",
	       "      ^")
KTF_ERROR_FULL(main, EINVAL, INDEX,
	       "args[-1] == 0",
	       "      ^")
KTF_ERROR_FULL(main, EINVAL, INDEX,
	       "args[EIO + 1] == 0",
	       "      ^")
KTF_ERROR_FULL(main, EINVAL, INDEX,
	       "rel[-EIO] == 0",
	       "     ^")
KTF_ERROR_FULL(main, EPERM, TOO_MANY_PREDS,
	       "args[u8 == 1] == 0",
	       "        ^")
KTF_ERROR_FULL(main, EINVAL, EXPECT_DIGIT,
	       "args[name] == 0",
	       "      ^")

/* Suffixes of elements, predicates inside of brackets, and what else does not belong there. */
KTF_ERROR_FULL(main, EINVAL, NO_NAMES,
	       "args[1].sym == \"A\"",
	       "        ^")
KTF_ERROR_FULL(main, EINVAL, INDEX,
	       "args[9].sym == \"A\"",
	       "      ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_OP,
	       "args[1].function == 1",
	       "        ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_OP,
	       "args.ustring[1] == 1",
	       "             ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_OP,
	       "uptr.ustring[0] == 1",
	       "             ^")
KTF_ERROR_FULL(main, EPERM, TOO_MANY_PREDS,
	       "args[0 == 1",
	       "       ^")
KTF_ERROR_FULL(main, EPERM, TOO_MANY_PREDS,
	       "args[u8 == s8] == 0",
	       "        ^")
KTF_ERROR_FULL(main, EPERM, TOO_MANY_PREDS,
	       "args[name == word] == 0",
	       "          ^")
KTF_ERROR_FULL(main, EPERM, TOO_MANY_PREDS,
	       "args[u8 in {ENOENT-5}] == 0",
	       "        ^")
KTF_ERROR_FULL(main, EPERM, TOO_MANY_PREDS,
	       "$changed(name == word)",
	       "              ^")
KTF_ERROR_FULL(main, EPERM, TOO_MANY_PREDS,
	       "u8 + (name == word) == 2",
	       "   ^")
KTF_ERROR_FULL(main, EINVAL, EXPECT_DIGIT,
	       "be16(u64, \"a\") == 0",
	       "           ^")
KTF_ERROR_FULL(main, EINVAL, ARGUMENT,
	       "be16(u64, 1+1) == 0",
	       "            ^")
KTF_ERROR_FULL(main, EINVAL, ARGUMENT,
	       "be16(u64, 1, 2) == 0",
	       "              ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_OP,
	       "(u8, 1) == 0",
	       "    ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_OP,
	       "args[1, 2]",
	       "       ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_OP,
	       "args[0]] == 1",
	       "        ^")
KTF_ERROR_FULL(main, EINVAL, OPERAND_TOO_LONG,
	       "u8 + 123456789012345678901234 == 1",
	       "                              ^")
KTF_ERROR_FULL(main, EINVAL, OPERAND_TOO_LONG,
	       "123456789012345678901234 == u8",
	       "                         ^")

/* Variables. */
KTF_ERROR_FULL(main, EINVAL, UNKNOWN_VARIABLE,
	       "$nosuch == 1",
	       "        ^")
KTF_ERROR_FULL(main, EINVAL, UNKNOWN_VARIABLE,
	       "u8 == 1 && 1 + $pids(1) == 1",
	       "                     ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_OP,
	       "$pid(1)",
	       "     ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_OP,
	       "$pid[1]",
	       "     ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_OP,
	       "$comm",
	       "      ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_OP,
	       "$comm.ustring == \"sh\"",
	       "      ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_VALUE,
	       "$comm == bash",
	       "          ^")
KTF_ERROR_FULL(main, EINVAL, EXPECT_STRING,
	       "$comm == 1",
	       "          ^")
KTF_ERROR_FULL(main, EINVAL, EXPECT_DIGIT,
	       "$pid == \"1\"",
	       "         ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_VALUE,
	       "u8 == $",
	       "       ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_VALUE,
	       "has($pid)",
	       "     ^")

/* Terms. */
KTF_ERROR_FULL(main, EINVAL, ARGUMENT,
	       "$child_of(0)",
	       "           ^")
KTF_ERROR_FULL(main, EINVAL, ARGUMENT,
	       "$child_of(-1)",
	       "           ^")
KTF_ERROR_FULL(main, EINVAL, ARGUMENT,
	       "u8 == 1 || $child_of( 2147483648)",
	       "                       ^")
KTF_ERROR_FULL(main, EINVAL, ARGUMENT,
	       "$child_of(0x10)",
	       "           ^")
KTF_ERROR_FULL(main, EINVAL, ARGUMENT,
	       "u8 && $first(010)",
	       "              ^")
KTF_ERROR_FULL(main, EINVAL, ARGUMENT,
	       "$child_of(u8)",
	       "           ^")
KTF_ERROR_FULL(main, EINVAL, ARGUMENT,
	       "$child_of()",
	       "           ^")
KTF_ERROR_FULL(main, EINVAL, ARGUMENT,
	       "$child_of(1 2)",
	       "             ^")
KTF_ERROR_FULL(main, EINVAL, UNKNOWN_VARIABLE,
	       "$child_of == 1",
	       "          ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_VALUE,
	       "u8 == $child_of(1)",
	       "       ^")
KTF_ERROR_FULL(main, EPERM, TOO_MANY_PREDS,
	       "$child_of(1) == 1",
	       "             ^")
KTF_ERROR_FULL(main, EINVAL, ARGUMENT,
	       "$first(0)",
	       "        ^")
KTF_ERROR_FULL(main, EINVAL, ARGUMENT,
	       "$first()",
	       "        ^")
KTF_ERROR_FULL(main, EINVAL, ARGUMENT,
	       "$first(u8)",
	       "        ^")
KTF_ERROR_FULL(main, EINVAL, ARGUMENT,
	       "u8 && $first( 1073741825)",
	       "               ^")
KTF_ERROR_FULL(main, EINVAL, ARGUMENT,
	       "$first(1/2)",
	       "         ^")
KTF_ERROR_FULL(main, EINVAL, ARGUMENT,
	       "u8 < 100 && $sample(100)",
	       "                     ^")
KTF_ERROR_FULL(main, EINVAL, ARGUMENT,
	       "$sample(2/3)",
	       "         ^")
KTF_ERROR_FULL(main, EINVAL, ARGUMENT,
	       "$sample(1/0)",
	       "         ^")
KTF_ERROR_FULL(main, EINVAL, ARGUMENT,
	       "$sample(1/2/3)",
	       "            ^")
KTF_ERROR_FULL(main, EINVAL, ARGUMENT,
	       "$ratelimit(10)",
	       "            ^")
KTF_ERROR_FULL(main, EINVAL, ARGUMENT,
	       "$ratelimit(10/1)",
	       "            ^")
KTF_ERROR_FULL(main, EINVAL, ARGUMENT,
	       "$ratelimit(10/1k)",
	       "            ^")
KTF_ERROR_FULL(main, EINVAL, ARGUMENT,
	       "$ratelimit(10/999ns)",
	       "            ^")
KTF_ERROR_FULL(main, EINVAL, ARGUMENT,
	       "$ratelimit(10/5000s)",
	       "            ^")
KTF_ERROR_FULL(main, EINVAL, ARGUMENT,
	       "$ratelimit(0/1s)",
	       "            ^")
KTF_ERROR_FULL(main, EINVAL, ARGUMENT,
	       "$changed(u8, 1)",
	       "              ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_VALUE,
	       "$changed()",
	       "          ^")
KTF_ERROR_FULL(main, EINVAL, EXPECT_DIGIT,
	       "$changed(comm)",
	       "          ^")
KTF_ERROR_FULL(main, EPERM, TOO_MANY_PREDS,
	       "$changed(u8 == 1)",
	       "            ^")
KTF_ERROR_FULL(main, EPERM, TOO_MANY_PREDS,
	       "$changed(u8) == 1",
	       "             ^")
KTF_ERROR_FULL(main, EPERM, TOO_MANY_PREDS,
	       "$first(3) + 1",
	       "          ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_VALUE,
	       "u8 + $sample(1/2)",
	       "      ^")
KTF_ERROR_FULL(main, EINVAL, UNKNOWN_VARIABLE,
	       "$first == 1",
	       "       ^")

/* Cgroups. */
KTF_ERROR_FULL(main, EINVAL, NO_CGROUP,
	       "$cgroup in cgroup(\"/nosuch\")",
	       "                            ^")
KTF_ERROR_FULL(main, EINVAL, NO_CGROUP,
	       "u8 == 1 || !($cgroup in cgroup( \"nosuch\" ) )",
	       "                                          ^")
KTF_ERROR_FULL(main, EINVAL, NO_CGROUP,
	       "$cgroup in cgroup(0)",
	       "                    ^")
KTF_ERROR_FULL(main, EINVAL, NO_CGROUP,
	       "$cgroup in cgroup(12345678901234567890123)",
	       "                                          ^")
KTF_ERROR_FULL(main, EINVAL, NO_CGROUP,
	       "$cgroup in cgroup('')",
	       "                     ^")
KTF_ERROR_FULL(main, EINVAL, ARGUMENT,
	       "$cgroup in cgroup()",
	       "                   ^")
KTF_ERROR_FULL(main, EINVAL, ARGUMENT,
	       "$cgroup in cgroup(u8)",
	       "                   ^")
KTF_ERROR_FULL(main, EINVAL, ARGUMENT,
	       "$cgroup in cgroup('/' u8)",
	       "                       ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_VALUE,
	       "$cgroup in cgroups('/')",
	       "            ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_VALUE,
	       "u64 in cgroup('/')",
	       "        ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_VALUE,
	       "$cgroup + 1 in cgroup('/')",
	       "                ^")
KTF_ERROR_FULL(main, EPERM, TOO_MANY_PREDS,
	       "$cgroup in cgroup('/') == 1",
	       "                       ^")
KTF_ERROR_FULL(main, EINVAL, NO_CGROUP,
	       "$cgroup == cgroup(\"/nosuch\")",
	       "                            ^")
KTF_ERROR_FULL(main, EINVAL, NO_CGROUP,
	       "u8 == 1 || cgroup( 'nosuch' ) != $cgroup",
	       "                             ^")
KTF_ERROR_FULL(main, EINVAL, NO_CGROUP,
	       "has(nosuch) && nosuch == cgroup(0)",
	       "                                  ^")
KTF_ERROR_FULL(main, EINVAL, ARGUMENT,
	       "$cgroup == cgroup()",
	       "                   ^")
KTF_ERROR_FULL(main, EINVAL, ARGUMENT,
	       "$cgroup != cgroup('/' u8)",
	       "                       ^")
KTF_ERROR_FULL(main, EINVAL, EXPECT_STRING,
	       "name == cgroup('/')",
	       "         ^")
KTF_ERROR_FULL(main, EINVAL, ARGUMENT,
	       "be16(u64, cgroup('/')) == 0",
	       "                 ^")

/* has() */
KTF_ERROR_FULL(main, EINVAL, INVALID_VALUE,
	       "has()",
	       "     ^")
KTF_ERROR_FULL(main, EINVAL, ARGUMENT,
	       "has(u8 s8)",
	       "        ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_VALUE,
	       "1 + has(u8) == 2",
	       "     ^")
KTF_ERROR_FULL(main, EPERM, TOO_MANY_PREDS,
	       "has(u8) == 1",
	       "        ^")
KTF_ERROR_FULL(main, EINVAL, FIELD_NOT_FOUND,
	       "has(nosuch) && nosuch == 1 || other == 1",
	       "                                    ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_VALUE,
	       "has(nosuch) && nosuch == other",
	       "                          ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_VALUE,
	       "has(nosuch) && nosuch == ENOSUCH",
	       "                          ^")
KTF_ERROR_FULL(main, EINVAL, INVALID_VALUE,
	       "has(nosuch) && nosuch == EIO.ustring",
	       "                          ^")
KTF_ERROR_FULL(main, EINVAL, FIELD_NOT_FOUND,
	       "has(nosuch1) && nosuch == 1",
	       "                       ^")
KTF_ERROR_FULL(main, EINVAL, ILLEGAL_INTVAL,
	       "has(nosuch) && nosuch == u8 || nosuch == 08b",
	       "                                          ^")
/* A has() behind the mistake counts as well, but not in quotes, nor as the end of a name. */
KTF_ERROR_FULL(main, EINVAL, INVALID_OP,
	       "nosuch == 1 && u8 = 1 || has(nosuch)",
	       "                   ^")
KTF_ERROR_FULL(main, EPERM, TOO_MANY_PREDS,
	       "nosuch == 1 || u8 < s8 < 5 && !has( nosuch )",
	       "                       ^")
KTF_ERROR_FULL(main, EINVAL, FIELD_NOT_FOUND,
	       "nosuch == 1 || name == 'has(nosuch)'",
	       "       ^")
KTF_ERROR_FULL(main, EINVAL, FIELD_NOT_FOUND,
	       "nosuch == 1 || xhas(nosuch)",
	       "       ^")
