// SPDX-License-Identifier: GPL-2.0
/*
 * The texts of the error table, as an array for those who print them.
 */
#include "ktf_err.h"

#define KTF_ERROR_TEXT(name, text)	[KTF_ERR_##name] = text,
const char *ktf_err_text[KTF_NR_ERRORS] = {
	KTF_ERRORS(KTF_ERROR_TEXT)
};
