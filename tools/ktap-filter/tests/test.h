/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A harness for tests of the engine in user space.
 *
 *	TEST(name) { EXPECT(2 + 2 == 4, "sum %d", 2 + 2); }
 *
 * is all it takes: tests register themselves and run in the order of their files. A test
 * goes on after an unexpected result, and prints the first few; it fails if there was any.
 * It fails as well if it expected nothing at all, since then it could not fail, and if it
 * leaves memory behind.
 */
#ifndef _KTF_TEST_H
#define _KTF_TEST_H

#include "prog/env.h"

struct test {
	const char	*name;
	void		(*run)(void);
	struct test	*next;
};

void test_register(struct test *test);
__printf(4, 5) void test_expect(const char *file, int line, bool ok, const char *fmt, ...);

/* Skip the test because of @reason; the test then returns. */
void test_skip(const char *reason);

#define TEST(id)							\
	static void test_##id(void);					\
	static struct test entry_##id = { .name = #id, .run = test_##id };	\
	__attribute__((constructor)) static void register_##id(void)	\
	{								\
		test_register(&entry_##id);				\
	}								\
	static void test_##id(void)

#define EXPECT(cond, ...)	test_expect(__FILE__, __LINE__, cond, __VA_ARGS__)
#define EXPECT_EQ(a, b)							\
	do {								\
		long long _a = (a), _b = (b);				\
		EXPECT(_a == _b, "%s is %lld, not %lld", #a, _a, _b);	\
	} while (0)

/* Random numbers. Each test gets the same ones in every run, in any order of tests. */
u64 test_random(void);

static inline u32 test_below(u32 limit)
{
	return test_random() % limit;
}

#endif /* _KTF_TEST_H */
