/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Types of fields, and how filter_assign_type() has them read: rows only.
 *
 *	KTF_TYPE(type, filter_type)
 *
 * @filter_type is what is behind FILTER_ in trace_events.h.
 */
KTF_TYPE("int", OTHER)
KTF_TYPE("unsigned long", OTHER)
KTF_TYPE("char", OTHER)
KTF_TYPE("unsigned char", OTHER)
KTF_TYPE("u8[6]", OTHER)
KTF_TYPE("int[4]", OTHER)
KTF_TYPE("void *", OTHER)
KTF_TYPE("", OTHER)
KTF_TYPE("char[16]", STATIC_STRING)
KTF_TYPE("char []", STATIC_STRING)
KTF_TYPE("unsigned char[6]", STATIC_STRING)
KTF_TYPE("const char[4]", STATIC_STRING)
KTF_TYPE("struct character[2]", STATIC_STRING)
KTF_TYPE("char *", PTR_STRING)
KTF_TYPE("const char *", PTR_STRING)
KTF_TYPE("char*", OTHER)
KTF_TYPE("const char*", OTHER)
KTF_TYPE("unsigned char *", OTHER)
KTF_TYPE("const char * ", OTHER)
KTF_TYPE("char **", OTHER)
KTF_TYPE("__data_loc char[]", DYN_STRING)
KTF_TYPE("__data_loc unsigned char[]", DYN_STRING)
KTF_TYPE("__data_loc char", DYN_STRING)
KTF_TYPE("__data_loc u32[]", OTHER)
KTF_TYPE("__data_loc cpumask_t", CPUMASK)
KTF_TYPE("__data_loc cpumask_t[2]", CPUMASK)
KTF_TYPE("cpumask_t", OTHER)
KTF_TYPE("cpumask_t *", OTHER)
KTF_TYPE("__rel_loc char[]", RDYN_STRING)
KTF_TYPE("__rel_loc u8[]", OTHER)
KTF_TYPE("__rel_loc cpumask_t", OTHER)
KTF_TYPE("__data_loc __rel_loc char[]", DYN_STRING)

#undef KTF_TYPE
