/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Kernel pointers that are wrong: rows as in integers.h. They are apart because
 * User-Mode Linux has no way to survive them, whoever reads.
 */
KTF_CASE(main, fault, false, "ptr == 'x'")
KTF_CASE(main, fault, false, "ptr != 'x'")
KTF_CASE(main, fault, false, "ptr ~ 'x*'")
KTF_CASE(main, fault, false, "ptr ~ '*'")
KTF_CASE(main, fault, false, "ptr ~ '!x'")
KTF_CASE(main, fault, false, "ptr ~ '!*x'")
KTF_CASE(main, fault, false, "ptr ~ '!*x*'")
KTF_CASE(main, fault, false, "ptr ~ '!x?'")
KTF_CASE(main, fault, true, "!ptr == 'x'")
KTF_CASE(main, fault, true, "!(ptr != 'x')")
KTF_CASE(main, fault, true, "ptr != 'x' || s32 == 1")
/* It is read once, and each predicate has its own answer. */
KTF_CASE(main, fault, false, "ptr == 'x' || ptr != 'x' || ptr ~ '*'")
KTF_CASE(main, fault, true, "ptr == 'x' || !ptr == 'y'")
/* Without .ustring an address of a program is none of the kernel's. */
KTF_CASE(main, fault, false, "uptr == 'x'")
KTF_CASE(main, fault, false, "uptr != 'x'")
