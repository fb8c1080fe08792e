/* SPDX-License-Identifier: GPL-2.0 */
/*
 * State terms: rows only. See values.h. The rows are true or false whatever a term remembers;
 * tools/ktap-filter/tests/test_state.c and ktf_state_kunit.c look at that.
 */
KTF_CASE(main, zero, 0, "$first(1) && u8")
KTF_CASE(main, zero, 1, "!$first(1073741824) || !u8")
KTF_CASE(main, zero, 0, "u8 && $sample(1/1)")
KTF_CASE(main, zero, 1, "u8 || $sample( 1 / 100 ) || u8 == 0")
KTF_CASE(main, zero, 0, "$changed(u8) && u8")
KTF_CASE(main, zero, 1, "!$changed((u8 + 1) * s16) || !u8")
KTF_CASE(main, zero, 0, "$changed(5) && u8")
KTF_CASE(main, zero, 0, "$changed($pid - args[u8]) && u8 != 0")
KTF_CASE(main, some, 1, "$first(1) || u8")
KTF_CASE(main, some, 1, "u8 || !($first(16) || $sample(1/1k)) && !!!$changed(len(name))")
KTF_CASE(main, some, 0, "$changed(args[u8 + 100]) && !u8")
