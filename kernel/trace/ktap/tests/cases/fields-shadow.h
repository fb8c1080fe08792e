/* SPDX-License-Identifier: GPL-2.0 */
/*
 * An event whose own fields hide two that all events have: rows as in fields.h.
 */
KTF_FIELD("int", s32, comm, , 1, OTHER)
KTF_FIELD("char[8]", char, cpu, [8], 1, FIXSTR)

#undef KTF_FIELD
