/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Deliberate differences from the stock engine: rows as in integers.h. The stock engine's
 * verdict is the opposite in every row; each is explained in
 * Documentation/trace/ktap-filter.rst.
 */

/*
 * "*sh" on an array: the text ends at its NUL. The stock engine ends it at the last byte of
 * the array, so "bash" does not end in "sh" in an array of 16.
 */
KTF_CASE(main, bash, true, "name ~ '*sh'")
KTF_CASE(main, bash, true, "name ~ '*bash'")
KTF_CASE(main, bash, false, "name ~ '!*sh'")
KTF_CASE(main, bash, true, "comm ~ '*sh'")
KTF_CASE(main, bash, true, "COMM ~ '*h'")
KTF_CASE(main, bash, true, "word ~ '*sh'")
KTF_CASE(main, bash, true, "tag ~ '*sh'")
KTF_CASE(main, bash, false, "tag ~ '*as'")
KTF_CASE(main, bash, true, "mac ~ '*ash'")
KTF_CASE(main, stale, true, "name ~ '*sh'")
KTF_CASE(main, stale, false, "name ~ '*y'")
KTF_CASE(main, full, true, "name ~ '*nop'")
KTF_CASE(main, full, false, "name ~ '*mno'")
KTF_CASE(main, full, true, "word ~ '*gh'")
KTF_CASE(main, full, true, "tag ~ '*abcd'")

/*
 * "*x*" on an array: the bytes behind the NUL are not text, but leftovers of an earlier
 * record.
 */
KTF_CASE(main, stale, false, "name ~ '*zombie*'")
KTF_CASE(main, stale, false, "name ~ '*z*'")
KTF_CASE(main, stale, true, "name ~ '!*yz*'")
KTF_CASE(main, stale, false, "word ~ '*zom*'")
KTF_CASE(main, stale, false, "tag ~ '*z*'")
KTF_CASE(main, wire, false, "mac ~ '*^*'")

/*
 * An array of unknown size at the record's end: its text, up to the NUL, has an end and
 * matches patterns. In the stock engine it has neither.
 */
KTF_CASE(main, bash, true, "tail ~ '*sh'")
KTF_CASE(main, bash, true, "tail ~ '*'")
KTF_CASE(main, bash, true, "tail ~ 'b?sh'")
KTF_CASE(main, bash, false, "tail ~ '!b*h'")
