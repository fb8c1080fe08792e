/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Several comparisons of one number, which become a range or a set: rows as in
 * integers.h, whose records' values these are.
 */

/* Numbers close together make a bitmap. */
#define NEAR	"u8 == 200 || u8 == 202 || u8 == 210 || u8 == 127"
KTF_CASE(main, zero, false, NEAR)
KTF_CASE(main, high, true, NEAR)
KTF_CASE(main, some, true, NEAR)
KTF_CASE(main, ones, false, NEAR)
KTF_CASE(main, some, false, "!(" NEAR ")")
#undef NEAR
KTF_CASE(main, some, false, "u8 != 200 && u8 != 202 && u8 != 210 && u8 != 127")
KTF_CASE(main, zero, true, "u8 != 200 && u8 != 202 && u8 != 210 && u8 != 127")
#define TRACE_CMD	"(common_pid==47)||(common_pid>=4705&&common_pid<=4711)||(common_pid==4720)"
KTF_CASE(main, some, true, TRACE_CMD)
KTF_CASE(main, zero, false, TRACE_CMD)
#undef TRACE_CMD

/* Numbers around zero, signed. */
#define SIGNED	"s16 == -1 || s16 == 2 || s16 == 0 || s16 == -3"
KTF_CASE(main, zero, true, SIGNED)
KTF_CASE(main, ones, true, SIGNED)
KTF_CASE(main, low, false, SIGNED)
KTF_CASE(main, some, false, SIGNED)
#undef SIGNED

/* Scattered numbers make a hash, and more of them a hash with buckets. */
#define FAR	"u32 == 7 || u32 == 3000000000 || u32 == 90000 || u32 == 0x80000000 || u32 == 123456"
KTF_CASE(main, zero, false, FAR)
KTF_CASE(main, some, true, FAR)
KTF_CASE(main, low, true, FAR)
KTF_CASE(main, high, false, FAR)
#define MORE(i)	"u64 == 0x" #i "000001 || u64 == 0x" #i "0004567 || u64 == 0x" #i "00089ab || "
#define MANY	MORE(1) MORE(2) MORE(3) MORE(4) MORE(5) MORE(6) MORE(7) MORE(8) MORE(9) \
		"u64 == 0xdeadbeefcafef00d"
KTF_CASE(main, zero, false, MANY)
KTF_CASE(main, some, true, MANY)
KTF_CASE(main, ones, false, MANY)
KTF_CASE(main, some, false, "!(" MANY ")")
#undef MANY
#undef MORE
#undef FAR

/* Scattered ranges make a search. */
#define RANGES	"s64 < -900000 || s64 > 100 && s64 < 2000 || s64 == 70000 || s64 > 5000000"
KTF_CASE(main, zero, false, RANGES)
KTF_CASE(main, ones, false, RANGES)
KTF_CASE(main, some, true, RANGES)
KTF_CASE(main, low, true, RANGES)
KTF_CASE(main, high, true, RANGES)
#undef RANGES

/* All numbers, none, and the gaps. */
KTF_CASE(main, some, true, "u8 < 100 || u8 >= 100")
KTF_CASE(main, some, false, "u8 == 200 && u8 == 100")
KTF_CASE(main, some, true, "u16 == 5 || u8 == 200 || u16 == 40001 || u8 == 3")
KTF_CASE(main, high, false, "u16 == 5 || u8 == 200 || u16 == 40001 || u8 == 3")
KTF_CASE(main, zero, true, "cpu == 0 || cpu == 2 || cpu == 3")
