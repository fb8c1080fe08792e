/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Comparisons of integers: rows only.
 *
 *	KTF_CASE(event, record, verdict, filter)
 *
 * Each constant is compared with a field's value in five records by all relations, which is
 * some thousand rows. The verdict is a C expression on the same constant and the value that
 * cases/records.h has for the field: the constant is cut to the field's width and then
 * compared by the field's sign.
 */

/* A field: its type, and its values in the records zero, ones, low, high and some. */
#define S8(do, c)	do(s8, s8, 0, -1, -128, 127, 5, c)
#define U8(do, c)	do(u8, u8, 0, 0xff, 0x80, 0x7f, 200, c)
#define S16(do, c)	do(s16, s16, 0, -1, -32768, 32767, -300, c)
#define U16(do, c)	do(u16, u16, 0, 0xffff, 0x8000, 0x7fff, 40000, c)
#define S32(do, c)	do(s32, s32, 0, -1, -2147483647 - 1, 2147483647, -70000, c)
#define U32(do, c)	do(u32, u32, 0, 0xffffffff, 0x80000000, 0x7fffffff, 3000000000U, c)
#define S64(do, c)	do(s64, s64, 0, -1, -0x7fffffffffffffff - 1, 0x7fffffffffffffff, \
			   -5000000000, c)
#define U64(do, c)	do(u64, u64, 0, 0xffffffffffffffff, 0x8000000000000000, \
			   0x7fffffffffffffff, 0xdeadbeefcafef00d, c)
/* Fields of every event, and blocks of bytes as wide as an integer. */
#define TYPE(do, c)	do(common_type, u16, 0, 0xffff, 1, 1234, 300, c)
#define FLAGS(do, c)	do(common_flags, u8, 0, 0xff, 1, 0x21, 4, c)
#define COUNT(do, c)	do(common_preempt_count, u8, 0, 0xff, 1, 2, 0, c)
#define PID(do, c)	do(common_pid, s32, 0, -1, -2147483647 - 1, 2147483647, 4711, c)
#define ONE(do, c)	do(one, u8, 0, 255, 1, 0, 0, c)

/* Truncate a constant to a field's width, as the engine does. */
#define CUT(type, c)	((type)((c) & ~0ULL >> (64 - 8 * sizeof(type))))
#define RELATIONS(record, value, field, type, c)				\
	KTF_CASE(main, record, (type)(value) == CUT(type, c), #field " == " #c)	\
	KTF_CASE(main, record, (type)(value) != CUT(type, c), #field " != " #c)	\
	KTF_CASE(main, record, (type)(value) < CUT(type, c), #field " < " #c)	\
	KTF_CASE(main, record, (type)(value) <= CUT(type, c), #field " <= " #c)	\
	KTF_CASE(main, record, (type)(value) > CUT(type, c), #field " > " #c)	\
	KTF_CASE(main, record, (type)(value) >= CUT(type, c), #field " >= " #c)	\
	KTF_CASE(main, record, (type)(value) & CUT(type, c), #field " & " #c)
#define RECORDS(field, type, v_zero, v_ones, v_low, v_high, v_some, c)		\
	RELATIONS(zero, v_zero, field, type, c)					\
	RELATIONS(ones, v_ones, field, type, c)					\
	RELATIONS(low, v_low, field, type, c)					\
	RELATIONS(some, v_some, field, type, c)					\
	RELATIONS(high, v_high, field, type, c)

/* Constants: limits, their neighbours, and numbers that truncate to another number. */
S8(RECORDS, 0) S8(RECORDS, 1) S8(RECORDS, -1) S8(RECORDS, 127) S8(RECORDS, -128)
S8(RECORDS, 128) S8(RECORDS, -129) S8(RECORDS, 5) S8(RECORDS, 256)
S8(RECORDS, 0x7fffffffffffffff)
U8(RECORDS, 0) U8(RECORDS, 1) U8(RECORDS, 127) U8(RECORDS, 128) U8(RECORDS, 255)
U8(RECORDS, 256) U8(RECORDS, 300) U8(RECORDS, 200) U8(RECORDS, 0310)
U8(RECORDS, 0xffffffffffffffff)
S16(RECORDS, 0) S16(RECORDS, 1) S16(RECORDS, -1) S16(RECORDS, 32767) S16(RECORDS, -32768)
S16(RECORDS, 32768) S16(RECORDS, -300) S16(RECORDS, -299) S16(RECORDS, 65536) S16(RECORDS, -65537)
U16(RECORDS, 0) U16(RECORDS, 1) U16(RECORDS, 32767) U16(RECORDS, 32768) U16(RECORDS, 65535)
U16(RECORDS, 65536) U16(RECORDS, 40000) U16(RECORDS, 39999)
U16(RECORDS, 0x19C40) U16(RECORDS, 0X9c40)
S32(RECORDS, 0) S32(RECORDS, 1) S32(RECORDS, -1) S32(RECORDS, 2147483647) S32(RECORDS, -2147483648)
S32(RECORDS, 2147483648) S32(RECORDS, -70000) S32(RECORDS, -69999) S32(RECORDS, 4294967296)
S32(RECORDS, 0xffffffff) S32(RECORDS, -0x100000000)
U32(RECORDS, 0) U32(RECORDS, 1) U32(RECORDS, 2147483647) U32(RECORDS, 2147483648)
U32(RECORDS, 4294967295) U32(RECORDS, 4294967296) U32(RECORDS, 3000000000) U32(RECORDS, 3000000001)
U32(RECORDS, 0x1b2d05e00)
S64(RECORDS, 0) S64(RECORDS, 1) S64(RECORDS, -1) S64(RECORDS, 9223372036854775807)
S64(RECORDS, -9223372036854775807) S64(RECORDS, -0x8000000000000000) S64(RECORDS, -5000000000)
S64(RECORDS, -5000000001) S64(RECORDS, 4294967296)
U64(RECORDS, 0) U64(RECORDS, 1) U64(RECORDS, 0x7fffffffffffffff) U64(RECORDS, 0x8000000000000000)
U64(RECORDS, 0xffffffffffffffff) U64(RECORDS, 0xdeadbeefcafef00d) U64(RECORDS, 0xdeadbeefcafef00c)
U64(RECORDS, 01777777777777777777777)

TYPE(RECORDS, 0) TYPE(RECORDS, 300) TYPE(RECORDS, 1234) TYPE(RECORDS, 0xffff)
FLAGS(RECORDS, 1) FLAGS(RECORDS, 0x21) FLAGS(RECORDS, 4)
COUNT(RECORDS, 0) COUNT(RECORDS, 2)
PID(RECORDS, 0) PID(RECORDS, 4711) PID(RECORDS, -1) PID(RECORDS, 4294967296)
ONE(RECORDS, 1) ONE(RECORDS, 255)

/* Spellings that C does not have, or reads differently. */
KTF_CASE(main, low, true, "s64 == -9223372036854775808")
KTF_CASE(main, high, true, "u64 == 9223372036854775807")
KTF_CASE(main, ones, true, "u64 == 18446744073709551615")
KTF_CASE(main, zero, true, "s32 == -0")
KTF_CASE(main, zero, true, "s32 == 00")
KTF_CASE(main, some, true, "s8==05")
KTF_CASE(main, some, true, "s8 ==0x5&&u8==0XC8")

/* The last bytes of the fixed part: fewer than 8 bytes are left to load. */
KTF_CASE(main, ones, true, "last == 255 && end == 0xffffffff")
KTF_CASE(main, low, true, "last == 1 && end == 0 && last < 2 && last & 1")
KTF_CASE(main, zero, true, "last < 1 && end < 1 && end <= 0 && !(end & 0xffffffff)")

/* An array is compared as one integer, in the machine's byte order. */
KTF_CASE(main, ones, true, "pair == 0xffffffff")
KTF_CASE(main, zero, true, "pair == 0")
KTF_CASE(main, low, false, "pair == 0")
KTF_CASE(main, low, false, "pair == 1")

#undef S8
#undef U8
#undef S16
#undef U16
#undef S32
#undef U32
#undef S64
#undef U64
#undef TYPE
#undef FLAGS
#undef COUNT
#undef PID
#undef ONE
#undef RECORDS
#undef RELATIONS
#undef CUT
