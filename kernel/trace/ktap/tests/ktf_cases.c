// SPDX-License-Identifier: GPL-2.0
/*
 * The rows of cases/ as tables.
 */
#include "ktf_cases.h"

/* A loc word for @len bytes at a member of the record. */
#define LOC(member, len)						\
	((u32)offsetof(struct ktf_record, member) | (u32)(len) << 16)
#define REL_LOC(member, len)						\
	(LOC(member, len) - (u32)offsetof(struct ktf_record, main.rel) - 4)

#define KTF_DYN(text, len)	.main.dyn = LOC(dyn, len), .dyn = text
#define KTF_REL(text, len)	.main.rel = REL_LOC(rel, len), .rel = text
#define KTF_LIST(len)		.main.list = LOC(dyn, len)
#define KTF_MASK(bits)		.main.mask = LOC(cpus, 8), .cpus = { bits }

#define KTF_RECORD(name, comm, cpu, func, user, ...)			\
	{ #name, comm, cpu, KTF_FUNC_##func, user, { __VA_ARGS__ } },

const struct ktf_case_record ktf_case_records[KTF_NR_RECORDS] = {
#include "cases/records.h"
};

/* A row of any group. All group files share this macro, so none of them undefines it. */
#define KTF_CASE_CPUS(cpus, event, record, verdict, filter)		\
	{ filter, KTF_EVENT_##event, KTF_RECORD_##record, !!(verdict), cpus },
#define KTF_CASE(event, record, verdict, filter)			\
	KTF_CASE_CPUS(1, event, record, verdict, filter)

static const struct ktf_case integers[] = {
#include "cases/integers.h"
};

static const struct ktf_case sets[] = {
#include "cases/sets.h"
};

static const struct ktf_case strings[] = {
#include "cases/strings.h"
};

static const struct ktf_case faults[] = {
#include "cases/faults.h"
};

static const struct ktf_case logic[] = {
#include "cases/logic.h"
};

static const struct ktf_case other[] = {
#include "cases/other.h"
};

static const struct ktf_case cpu_sets[] = {
#include "cases/cpus.h"
};

static const struct ktf_case differences[] = {
#include "cases/differences.h"
};

static const struct ktf_case values[] = {
#include "cases/values.h"
};

static const struct ktf_case value_faults[] = {
#include "cases/value_faults.h"
};

static const struct ktf_case variables[] = {
#include "cases/variables.h"
};

static const struct ktf_case state[] = {
#include "cases/state.h"
};

#define GROUP(table)	{ #table, table, ARRAY_SIZE(table), KTF_IN_STOCK | KTF_IN_FULL }
#define GROUP_FULL(table)	{ #table, table, ARRAY_SIZE(table), KTF_IN_FULL }

const struct ktf_case_group ktf_case_groups[] = {
	GROUP(integers),
	GROUP(sets),
	GROUP(strings),
	GROUP(faults),
	GROUP(logic),
	GROUP(other),
	GROUP(cpu_sets),
	GROUP(differences),
	GROUP_FULL(values),
	GROUP_FULL(value_faults),
	GROUP_FULL(variables),
	GROUP_FULL(state),
};

const u32 ktf_nr_case_groups = ARRAY_SIZE(ktf_case_groups);

/* @caret: blanks, and a "^" below the error's column. */
#define ERROR_IN(language, event, errno, code, filter, caret)		\
	{ filter, KTF_EVENT_##event, -(errno), KTF_ERR_##code, language, sizeof(caret) - 2 },
#define KTF_ERROR(event, errno, code, filter, caret)			\
	ERROR_IN(KTF_IN_STOCK | KTF_IN_FULL, event, errno, code, filter, caret)
#define KTF_ERROR_STOCK(event, errno, code, filter, caret)		\
	ERROR_IN(KTF_IN_STOCK, event, errno, code, filter, caret)
#define KTF_ERROR_FULL(event, errno, code, filter, caret)		\
	ERROR_IN(KTF_IN_FULL, event, errno, code, filter, caret)

const struct ktf_case_error ktf_case_errors[] = {
#include "cases/errors.h"
#include "cases/errors-full.h"
};

const u32 ktf_nr_case_errors = ARRAY_SIZE(ktf_case_errors);

bool ktf_case_not_from_text(u32 code)
{
	/*
	 * Only a subsystem's file, the error log or the command gives these, or the filter needs
	 * an image.
	 */
	return code == KTF_ERR_BAD_SUBSYS_FILTER || code == KTF_ERR_ERRNO ||
	       code == KTF_ERR_NOT_RECORDED || code >= KTF_ERR_IMAGE_ARMOUR;
}
