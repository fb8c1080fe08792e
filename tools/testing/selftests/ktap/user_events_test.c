// SPDX-License-Identifier: GPL-2.0
/*
 * Filters on events of user space.
 *
 * A process that writes such an event gets an error if the record cannot be read, or if a
 * text in it is outside of the record. That must not depend on a filter, not even on one
 * that rejects every event.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>

#include <linux/user_events.h>

#include "../kselftest_harness.h"
#include "tracefs.h"

#define EVENT	TRACING "/events/user_events/ktap_user"
#define FIELDS	"ktap_user u32 number; __rel_loc char[] text; char[8] name; s16 level"

/* A record as user_events expects it, without padding: the event's index, then its fields. */
struct record {
	int		index;
	unsigned int	number;
	unsigned int	text;	/* offset of the text from here; its size in the upper half */
	char		name[8];
	short		level;
	char		bytes[14];
};

#define TEXT(size)	((size) << 16 | (offsetof(struct record, bytes) -	\
					 offsetof(struct record, name)))

static const struct record good = {
	.number = 7, .text = TEXT(9), .name = "alpha", .level = -3, .bytes = "/usr/bin",
};

FIXTURE(user)
{
	int		fd;
	unsigned int	enabled;
	struct record	record;
};

FIXTURE_SETUP(user)
{
	struct user_reg reg = {
		.size		= sizeof(reg),
		.enable_size	= sizeof(self->enabled),
		.enable_addr	= (unsigned long)&self->enabled,
		.name_args	= (unsigned long)FIELDS,
	};

	self->fd = open(TRACING "/user_events_data", O_RDWR);
	if (self->fd < 0 && errno == ENOENT)
		SKIP(return, "no CONFIG_USER_EVENTS");
	ASSERT_GE(self->fd, 0);
	ASSERT_EQ(prctl(PR_SET_NAME, "ktap user"), 0);
	ASSERT_EQ(ioctl(self->fd, DIAG_IOCSREG, &reg), 0);
	self->record = good;
	self->record.index = reg.write_index;
	ASSERT_EQ(put(EVENT "/enable", "1"), 0);
	ASSERT_EQ(self->enabled, 1);
}

FIXTURE_TEARDOWN(user)
{
	struct user_unreg unreg = {
		.size		= sizeof(unreg),
		.disable_addr	= (unsigned long)&self->enabled,
	};

	put(EVENT "/filter", "0");
	put(EVENT "/enable", "0");
	ioctl(self->fd, DIAG_IOCSUNREG, &unreg);
	close(self->fd);
}

/* Does the record pass the filter? -1 on an error. */
static int passes(const struct _test_data_user *self, const char *filter)
{
	unsigned int before = recorded();

	if (put(EVENT "/filter", filter) ||
	    write(self->fd, &self->record, sizeof(self->record)) < 0)
		return -1;
	return recorded() - before;
}

TEST_F(user, filters)
{
	static const struct {
		const char	*filter;
		int		passes;
	} rows[] = {
		{ "0", 1 },
		{ "number == 7", 1 },			{ "number != 7", 0 },
		{ "number > 7 || number & 2", 1 },	{ "number == 5 || number == 9", 0 },
		{ "level < 0", 1 },			{ "level >= 0", 0 },
		{ "text == \"/usr/bin\"", 1 },		{ "text == \"/usr/bi\"", 0 },
		{ "text ~ \"/u*b?n\"", 1 },		{ "text ~ \"*lib*\"", 0 },
		{ "name == \"alpha\"", 1 },		{ "name ~ \"*z*\"", 0 },
		{ "comm == \"ktap user\"", 1 },		{ "comm != \"ktap user\"", 0 },
		{ "comm ~ \"ktap*\" && number == 7", 1 }, { "comm ~ \"*\" && number == 8", 0 },
		{ "common_pid != 0", 1 },		{ "common_pid == 0", 0 },
	};

	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		EXPECT_EQ(passes(self, rows[i].filter), rows[i].passes)
			TH_LOG("filter: %s", rows[i].filter);
	}
}

/* Filters that accept all, that read the record, or that decide without a record. */
static const char * const any[] = {
	"0", "text ~ \"*\"", "text == \"/usr/bin\"", "number == 8", "common_pid == 0",
	"comm == \"nobody\"",
};

TEST_F(user, text_outside_of_record)
{
	unsigned int before;

	for (size_t i = 0; i < ARRAY_SIZE(any); i++) {
		ASSERT_EQ(put(EVENT "/filter", any[i]), 0);
		before = recorded();
		/* The text is one byte too long for the record; and it lacks its NUL. */
		self->record.text = TEXT(sizeof(good.bytes) + 1);
		EXPECT_EQ(write(self->fd, &self->record, sizeof(good)), -1);
		EXPECT_EQ(errno, EFAULT)
			TH_LOG("filter: %s", any[i]);
		self->record.text = TEXT(4);
		EXPECT_EQ(write(self->fd, &self->record, sizeof(good)), -1);
		EXPECT_EQ(errno, EFAULT)
			TH_LOG("filter: %s", any[i]);
		EXPECT_EQ(recorded(), before);
	}
}

TEST_F(user, record_that_cannot_be_read)
{
	size_t page = sysconf(_SC_PAGESIZE), half = sizeof(good) / 2;
	char *pages = mmap(NULL, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS,
			   -1, 0);
	unsigned int before;

	ASSERT_NE(pages, MAP_FAILED);
	ASSERT_EQ(mprotect(pages + page, page, PROT_NONE), 0);
	memcpy(pages + page - half, &self->record, half);
	for (size_t i = 0; i < ARRAY_SIZE(any); i++) {
		ASSERT_EQ(put(EVENT "/filter", any[i]), 0);
		before = recorded();
		EXPECT_EQ(write(self->fd, pages + page - half, sizeof(good)), -1);
		EXPECT_EQ(errno, EFAULT)
			TH_LOG("filter: %s", any[i]);
		EXPECT_EQ(write(self->fd, &self->record, 8), -1);
		EXPECT_EQ(errno, EINVAL)
			TH_LOG("filter: %s", any[i]);
		EXPECT_EQ(recorded(), before);
	}
	munmap(pages, 2 * page);
}

TEST_HARNESS_MAIN
