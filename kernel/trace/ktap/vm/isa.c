// SPDX-License-Identifier: GPL-2.0
/*
 * The tables of sources and tests as data. A number without a row has zeroes in the table: no
 * test takes such a source, and such a test takes no source.
 */
#include "vm/isa.h"

#define SOURCE(arg, source, nr, size, when, text)	\
	[nr] = { .name = #source, .bytes = size, .known = KTF_KNOWN_##when },
const struct ktf_source_info ktf_sources[16] = {
	KTF_SOURCES(SOURCE, _)
};

#define TEST(arg, test, nr, from, fetch, against, gains, text)	\
	[nr] = { .name = #test, .sources = from, .constant = KTF_CONST_##against, .gain = gains },
const struct ktf_test_info ktf_tests[16] = {
	KTF_TESTS(TEST, _)
};

/* Never called. If two rows have one number, the compiler refuses the duplicate case. */
static inline __maybe_unused void every_number_once(u8 source, u8 test)
{
#define CASE(arg, name, nr, ...)	case nr:
	switch (source) {
	KTF_SOURCES(CASE, _)
		break;
	}
	switch (test) {
	KTF_TESTS(CASE, _)
		break;
	}
}
