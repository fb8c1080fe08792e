/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The fields of the event that most cases are about: rows only.
 *
 *	KTF_FIELD(type, ctype, name, dim, is_signed, kind)
 *
 * @type is what the event's format shows, @ctype name @dim declares the member of
 * struct ktf_event_main, @kind is the enum ktap_filter_kind that follows. Fields
 * that every record has (common_pid and so on) are not listed.
 */

/* Integers of every width, signed and unsigned. */
KTF_FIELD("s8", s8, s8, , 1, OTHER)
KTF_FIELD("u8", u8, u8, , 0, OTHER)
KTF_FIELD("short", s16, s16, , 1, OTHER)
KTF_FIELD("unsigned short", u16, u16, , 0, OTHER)
KTF_FIELD("pid_t", s32, s32, , 1, OTHER)
KTF_FIELD("unsigned int", u32, u32, , 0, OTHER)
KTF_FIELD("long long", s64, s64, , 1, OTHER)
KTF_FIELD("u64", u64, u64, , 0, OTHER)

/* Blocks of bytes, with and without the width of an integer. */
KTF_FIELD("u8[3]", u8, odd, [3], 0, OTHER)
KTF_FIELD("u8[1]", u8, one, [1], 0, OTHER)
KTF_FIELD("u16[2]", u16, pair, [2], 0, OTHER)
KTF_FIELD("u64[6]", u64, args, [6], 0, OTHER)

/* Texts in the record: longer than a word, a word, shorter, and a MAC address. */
KTF_FIELD("char[16]", char, name, [16], 1, FIXSTR)
KTF_FIELD("char[8]", char, word, [8], 1, FIXSTR)
KTF_FIELD("char[4]", char, tag, [4], 1, FIXSTR)
KTF_FIELD("unsigned char[6]", u8, mac, [6], 0, FIXSTR)

/* Fields behind a loc word. */
KTF_FIELD("__data_loc char[]", u32, dyn, , 1, DYNSTR)
KTF_FIELD("__rel_loc char[]", u32, rel, , 1, RELSTR)
KTF_FIELD("__data_loc u32[]", u32, list, , 0, OTHER)
KTF_FIELD("__data_loc cpumask_t", u32, mask, , 0, CPUMASK)

/* Pointers. */
KTF_FIELD("char *", const char *, ptr, , 0, PTRSTR)
KTF_FIELD("const char *", const char *, uptr, , 0, PTRSTR)
KTF_FIELD("void *", unsigned long, func, , 0, OTHER)

/* The last bytes of the fixed part, and an array of unknown size. */
KTF_FIELD("u8", u8, pad, [3], 0, OTHER)
KTF_FIELD("unsigned char", u8, last, , 0, OTHER)
KTF_FIELD("u32", u32, end, , 0, OTHER)
KTF_FIELD("char[]", char, tail, [0], 1, FIXSTR)

#undef KTF_FIELD
