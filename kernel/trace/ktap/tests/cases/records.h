/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The records: rows only.
 *
 *	KTF_RECORD(name, comm, cpu, func, user, initializers)
 *
 * @comm and @cpu are the running task's; @func says where the field func points, relative to
 * the function KTF_CASE_FUNCTION (enum ktf_func_at); @user is the text at the user address
 * in the field uptr, NULL for an address that faults. The code that runs the cases takes
 * care of these four. The initializers are for the rest of struct ktf_record.
 * cases/integers.h repeats the values of integers.
 */

KTF_RECORD(zero, "", 0, NOWHERE, "",
	   .main.ptr = "")
KTF_RECORD(ones, "kworker/0:1-eve", 0, BEHIND, "u",
	   .main.head = { 0xffff, 0xff, 0xff, -1 },
	   .main.s8 = -1, .main.u8 = 0xff, .main.s16 = -1, .main.u16 = 0xffff,
	   .main.s32 = -1, .main.u32 = 0xffffffff, .main.s64 = -1,
	   .main.u64 = 0xffffffffffffffff,
	   .main.odd = { 255, 255, 255 }, .main.one = { 255 }, .main.pair = { 65535, 65535 },
	   .main.args = { -1, -1, -1, -1, -1, -1 }, .main.ptr = "p",
	   .main.pad = { 255, 255, 255 }, .main.last = 255, .main.end = 0xffffffff,
	   KTF_MASK(0x1))
KTF_RECORD(low, "low", 0, FIRST, "",
	   .main.head = { 1, 1, 1, -2147483647 - 1 },
	   .main.s8 = -128, .main.u8 = 0x80, .main.s16 = -32768, .main.u16 = 0x8000,
	   .main.s32 = -2147483647 - 1, .main.u32 = 0x80000000,
	   .main.s64 = -0x7fffffffffffffff - 1, .main.u64 = 0x8000000000000000,
	   .main.odd = { 1, 0, 0 }, .main.one = { 1 }, .main.pair = { 1, 2 },
	   .main.args = { 1, 1, 1, 1, 1, 1 }, .main.last = 1, .main.ptr = "",
	   KTF_MASK(0x6))
KTF_RECORD(high, "high", 0, LAST, "",
	   .main.head = { 1234, 0x21, 2, 2147483647 },
	   .main.s8 = 127, .main.u8 = 0x7f, .main.s16 = 32767, .main.u16 = 0x7fff,
	   .main.s32 = 2147483647, .main.u32 = 0x7fffffff,
	   .main.s64 = 0x7fffffffffffffff, .main.u64 = 0x7fffffffffffffff,
	   .main.ptr = "", KTF_MASK(0xf))
KTF_RECORD(some, "some", 0, BEFORE, "",
	   .main.head = { 300, 4, 0, 4711 },
	   .main.s8 = 5, .main.u8 = 200, .main.s16 = -300, .main.u16 = 40000,
	   .main.s32 = -70000, .main.u32 = 3000000000U, .main.s64 = -5000000000LL,
	   .main.u64 = 0xdeadbeefcafef00dULL, .main.ptr = "", KTF_MASK(0x0))

/* The same word in every field that can hold a text. */
KTF_RECORD(bash, "bash", 0, NOWHERE, "bash",
	   .main.name = "bash", .main.word = "bash", .main.tag = { 'b', 'a', 's', 'h' },
	   .main.mac = { 'b', 'a', 's', 'h' }, .tail = "bash", .main.ptr = "bash",
	   KTF_DYN("bash", 5), KTF_REL("bash", 5), .main.s32 = 2)
/* A path: a text longer than a word. */
KTF_RECORD(path, "/usr/bin/ktap.1", 0, NOWHERE, "/usr/bin/ktap.1",
	   .main.name = "/usr/bin/ktap.1", .main.word = "/usr/bi", .main.tag = "/us",
	   .main.ptr = "/usr/bin/ktap.1", .tail = "/usr/bin/ktap.1",
	   KTF_DYN("/usr/bin/ktap.1", 16), KTF_REL("/usr/bin/ktap.1", 16), .main.s32 = 3)
/* Texts without a NUL, where the size ends them. */
KTF_RECORD(full, "abcdefghijklmno", 0, NOWHERE, "abcdefghijklmnop",
	   .main.name = { 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h',
			  'i', 'j', 'k', 'l', 'm', 'n', 'o', 'p' },
	   .main.word = { 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h' },
	   .main.tag = { 'a', 'b', 'c', 'd' }, .main.mac = { 'a', 'b', 'c', 'd', 'e', 'f' },
	   .main.ptr = "abcdefghijklmnop", KTF_DYN("abcdefghijklmnop", 16),
	   KTF_REL("abcdefghijklmnop", 16))
/* Leftovers behind the NUL: an array keeps what an earlier record had. */
KTF_RECORD(stale, "sh", 0, NOWHERE, "sh",
	   .main.name = "sh\0zombie\0\0\0\0\0yz", .main.word = "sh\0zomb",
	   .main.tag = { 's', 'h', 0, 'z' }, .main.mac = { 's', 'h', 0, 'z', 'y', 'x' },
	   .main.ptr = "sh\0zombie", KTF_DYN("sh\0zombie", 10), KTF_REL("sh\0zombie", 10),
	   .tail = "sh\0zombie")
/* Located texts of size 0: the loc word has an offset, but no size. */
KTF_RECORD(unsized, "unsized", 0, NOWHERE, "",
	   .main.ptr = "", KTF_DYN("unsized", 0), KTF_REL("unsized", 0))
/* Bytes that are blanks, letters or neither in Latin-1. */
KTF_RECORD(latin, "\xe9t\xe9", 0, NOWHERE, "\xa0",
	   .main.name = "\xe9t\xe9 \xff", .main.word = "\xe9t\xe9", .main.ptr = "\xff\xfe",
	   KTF_DYN("[a]*?\\", 7), KTF_REL("a\tb\n", 5))
/* Texts that start with a digit: such a pattern is compared as it is. */
KTF_RECORD(digit, "9p*", 0, NOWHERE, "9p*",
	   .main.name = "9p*", .main.word = "9pfs", .main.tag = "!9", .main.ptr = "9p*",
	   KTF_DYN("9p*", 4), KTF_REL("9p*", 4))
/* Texts with quotes, for the field mac. */
KTF_RECORD(wire, "it's", 0, NOWHERE, "\"",
	   .main.mac = { 0x02, 0x00, 0x5e, 0x10, 0x00, 0x01 }, .main.ptr = "",
	   .main.name = "it's \"so\"")
/* Pointers to texts that cannot be read. */
KTF_RECORD(fault, "fault", 0, NOWHERE, NULL,
	   .main.ptr = KTF_BAD_ADDRESS, .main.s32 = 1)

/* Capital and small letters, and the characters beside them. */
KTF_RECORD(mixed, "Gecko [ZaZ", 0, NOWHERE, "USER",
	   .main.name = "FireFox-Bin", .main.word = "A@[`z{Z", .main.tag = { 'Z', 'z', 'Z', 'z' },
	   .main.ptr = "MiXeD", .tail = "firefox-bin", KTF_DYN("A*b?C\\D", 8), KTF_REL("Sh", 3))
/* Three numbers and a part of one behind a loc word, the same in each order of bytes. */
KTF_RECORD(list, "list", 0, NOWHERE, "", KTF_LIST(14),
	   .dyn = { 7, 7, 7, 7, 8, 8, 8, 8, 9, 9, 9, 9 },
	   .main.ptr = "", .main.s32 = 2)

/* CPUs other than the first. */
KTF_RECORD(second, "second", 1, NOWHERE, "", .main.ptr = "", .main.u8 = 1, .main.s64 = 1)
KTF_RECORD(third, "third", 2, NOWHERE, "", .main.ptr = "", .main.u8 = 2,
	   .main.s64 = 0x100000002)

/* The event whose own fields hide common ones. */
KTF_RECORD(hidden, "bash", 0, NOWHERE, "",
	   .shadow.comm = 7, .shadow.cpu = "bash")

#undef KTF_RECORD
