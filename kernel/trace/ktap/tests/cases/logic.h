/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Operators that join predicates, and blanks: rows as in integers.h.
 *
 * On the record zero, T is true and F is false.
 */
#define T	"u8 == 0"
#define F	"u8 != 0"

KTF_CASE(main, zero, true, T)
KTF_CASE(main, zero, false, F)

/* All expressions of two and of three predicates. */
KTF_CASE(main, zero, true, T "&&" T)
KTF_CASE(main, zero, false, T "&&" F)
KTF_CASE(main, zero, false, F "&&" T)
KTF_CASE(main, zero, false, F "&&" F)
KTF_CASE(main, zero, true, T "||" T)
KTF_CASE(main, zero, true, T "||" F)
KTF_CASE(main, zero, true, F "||" T)
KTF_CASE(main, zero, false, F "||" F)

/* "&&" binds tighter than "||", on either side. */
KTF_CASE(main, zero, true, T "||" F "&&" F)
KTF_CASE(main, zero, true, F "&&" F "||" T)
KTF_CASE(main, zero, true, F "&&" T "||" T)
KTF_CASE(main, zero, true, F "||" T "&&" T)
KTF_CASE(main, zero, false, F "||" T "&&" F)
KTF_CASE(main, zero, false, F "&&" T "||" F "&&" T)
KTF_CASE(main, zero, true, F "&&" T "||" T "&&" T)
KTF_CASE(main, zero, true, T "||" T "&&" F "||" F)
KTF_CASE(main, zero, true, F "||" T "||" F "&&" F)

/* Parentheses. */
KTF_CASE(main, zero, false, "(" T "||" F ") &&" F)
KTF_CASE(main, zero, false, F "&& (" F "||" T ")")
KTF_CASE(main, zero, true, T "&& (" F "||" T ")")
KTF_CASE(main, zero, true, "((((" T "))))")
KTF_CASE(main, zero, false, "((" F ") || ((" F ")))")
KTF_CASE(main, zero, true, "(" F "||" T ") && (" T "||" F ")")
KTF_CASE(main, zero, false, "(" F "||" T ") && (" F "||" F ")")
KTF_CASE(main, zero, true, "(" F "&&" T ") || (" T "&&" T ")")
KTF_CASE(main, zero, true, "((" F "&&" T ") ||" T ") && (" T "|| (" F "&&" F "))")

/* "!" binds to the next predicate or parenthesis. */
KTF_CASE(main, zero, false, "!" T)
KTF_CASE(main, zero, true, "!" F)
KTF_CASE(main, zero, true, "!!" T)
KTF_CASE(main, zero, false, "!!!" T)
KTF_CASE(main, zero, false, "! ! !" T)
KTF_CASE(main, zero, true, "!" F "&&" T)
KTF_CASE(main, zero, false, "!" T "&&" F)
KTF_CASE(main, zero, true, "!" T "||" T)
KTF_CASE(main, zero, false, "!(" F "||" T ")")
KTF_CASE(main, zero, true, "!(" F "&&" T ")")
KTF_CASE(main, zero, true, "!(" T "&&" F ") &&" T)
KTF_CASE(main, zero, true, "!(!(" T "))")
KTF_CASE(main, zero, true, "!!(" T ")")
KTF_CASE(main, zero, false, "!(!" T "||" "!(" F "&&" F "))")
KTF_CASE(main, zero, true, "!(!" T "|| (" F "&&" F "))")
KTF_CASE(main, zero, true, T "&& !(!" T "|| (" F "&&" T ")) ||" F "||" T "&& !" T)
KTF_CASE(main, zero, false, T "&& !(" T "|| (" F "&&" T ")) ||" F "||" T "&& !" T)
KTF_CASE(main, zero, true, "!u8 != 0")
KTF_CASE(main, zero, false, "!u8==0")

/* Blanks: all six, allowed between any tokens, never required. */
KTF_CASE(main, zero, true, "u8==0")
KTF_CASE(main, zero, true, "  u8  ==  0  ")
KTF_CASE(main, zero, true, "\tu8\n==\v0\f\r")
KTF_CASE(main, zero, true, "\xa0u8\xa0==\xa0" "0\xa0")
KTF_CASE(main, zero, true, "u8==0&&s8==0||s16!=0")
KTF_CASE(main, zero, true, "(u8==0)&&(s8==0)")
KTF_CASE(main, zero, true, "! ( ! ( u8 == 0 ) )")
KTF_CASE(main, zero, true, "u8==0&&!(u8!=0)")
KTF_CASE(main, zero, true, "u8 & 0 || u8 == 0")
KTF_CASE(main, zero, false, "u8&1&&u8==0")
KTF_CASE(main, zero, true, "u8<1&&u8<=0&&u8>=0&&!(u8>0)")

#undef T
#undef F
