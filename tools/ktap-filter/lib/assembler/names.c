// SPDX-License-Identifier: GPL-2.0
/*
 * Names of kinds and flags: one table each, for both directions. Opcodes have theirs in
 * the engine's table.
 */
#include "assembler/names.h"

const char * const ktf_kind_name[KTAP_FILTER_NR_KINDS] = {
	[KTAP_FILTER_KIND_OTHER]	= "OTHER",
	[KTAP_FILTER_KIND_FIXSTR]	= "FIXSTR",
	[KTAP_FILTER_KIND_DYNSTR]	= "DYNSTR",
	[KTAP_FILTER_KIND_RELSTR]	= "RELSTR",
	[KTAP_FILTER_KIND_PTRSTR]	= "PTRSTR",
	[KTAP_FILTER_KIND_CPUMASK]	= "CPUMASK",
	[KTAP_FILTER_KIND_COMM]		= "COMM",
	[KTAP_FILTER_KIND_CPU]		= "CPU",
	[KTAP_FILTER_KIND_OPAQUE]	= "OPAQUE",
};

const struct asm_flag asm_flags[3] = {
	{ "not", KTAP_FILTER_NOT },
	{ "user", KTAP_FILTER_USER },
	{ "addr", KTAP_FILTER_ADDR },
};
