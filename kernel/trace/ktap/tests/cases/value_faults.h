/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Kernel pointers that are wrong, in filters that the stock engine refuses: rows as in values.h.
 * See faults.h.
 */
KTF_CASE(main, fault, 0, "len(ptr) == 0 || len(ptr) != 0 || len(ptr) >= 0")
KTF_CASE(main, fault, 1, "!(len(ptr) == 0) && !(len(ptr) != 0 && ptr != 'a')")
KTF_CASE(main, fault, 1, "!(len(ptr) == 0) || ptr == 'x' || ptr == 'y'")
KTF_CASE(main, fault, 0, "ptr < \"a\" || ptr >= \"a\" || \"a\" > ptr || \"a\" <= ptr")
KTF_CASE(main, fault, 0, "ptr == ptr || ptr != ptr || ptr < name || ptr >= name")
KTF_CASE(main, fault, 1, "!(ptr == name || name != ptr) && !(ptr <= ptr)")
KTF_CASE(main, fault, 0, "lower(ptr) == \"a\" || lower(ptr) != \"a\" || lower(ptr) != lower(name)")
