// SPDX-License-Identifier: GPL-2.0
/*
 * The file filter_bytecode of an event: how images are written and read.
 *
 * See Documentation/trace/ktap-filter-bytecode.rst. Images are made by hand from the
 * uapi header, and compared with those that the kernel makes of the same filters.
 * Every test runs on the event's files at the top and on those of an instance.
 */
#include <stdlib.h>
#include <sys/stat.h>

#include "../kselftest_harness.h"
#include "abi.h"

#define SWITCH	"sched/sched_switch"
#define WAKEUP	"sched/sched_wakeup"
#define WAKING	"sched/sched_waking"
#define NEWTASK	"task/task_newtask"

#define FILE_NAME	"filter_bytecode"
#define ROOM		(2 * KTAP_FILTER_MAX_IMAGE)

FIXTURE(bytecode) {
	const char *base;
	struct image good;	/* SWITCH_TEXT without its source */
	struct image read;
	char *text;
};

FIXTURE_VARIANT(bytecode) {
	const char *base;
};

FIXTURE_VARIANT_ADD(bytecode, top) {
	.base = TRACING,
};

FIXTURE_VARIANT_ADD(bytecode, instance) {
	.base = TRACING "/instances/ktap_abi",
};

static void clear_all(const char *base)
{
	write_text(base, SWITCH, "0");
	write_text(base, WAKEUP, "0");
	write_text(base, WAKING, "0");
	write_text(base, NEWTASK, "0");
	clear_file(base, "trace");
	clear_log(base);
}

FIXTURE_SETUP(bytecode)
{
	self->base = variant->base;
	if (strcmp(self->base, TRACING) && mkdir(self->base, 0755))
		ASSERT_EQ(EEXIST, errno);
	self->text = malloc(ROOM);
	ASSERT_NE(NULL, self->text);
	clear_all(self->base);
	switch_image(&self->good, false);
}

FIXTURE_TEARDOWN(bytecode)
{
	clear_all(self->base);
	free(self->text);
	if (strcmp(self->base, TRACING))
		rmdir(self->base);
}

/* The event's file must read as the same image as @im. */
#define EXPECT_IMAGE(event, im)						\
	do {								\
		ssize_t _len = read_event(self->base, event, FILE_NAME,	\
					  self->read.data, sizeof(self->read.data)); \
		const struct image *_im = (im);				\
									\
		EXPECT_EQ((ssize_t)_im->bytes, _len);			\
		EXPECT_EQ(0, memcmp(_im->data, self->read.data, _im->bytes));	\
	} while (0)

#define EXPECT_NO_IMAGE(event)						\
	EXPECT_EQ(0, read_event(self->base, event, FILE_NAME, self->read.data, ROOM / 2))

#define EXPECT_TEXT(event, expected)					\
	do {								\
		read_text(self->base, event, self->text, ROOM);		\
		EXPECT_STREQ(expected, self->text);			\
	} while (0)

#define EXPECT_LOGGED(error, where)					\
	do {								\
		bool _logged = logged(self->base, error, where, self->text, ROOM); \
									\
		EXPECT_TRUE(_logged)					\
			TH_LOG("logged: %s", self->text);		\
	} while (0)

TEST_F(bytecode, mode)
{
	struct stat st;
	int fd = event_open(self->base, SWITCH, FILE_NAME, O_RDONLY);

	ASSERT_LE(0, fd);
	ASSERT_EQ(0, fstat(fd, &st));
	EXPECT_EQ(S_IFREG | 0640, (int)st.st_mode);
	EXPECT_EQ(0, close(fd));
}

TEST_F(bytecode, empty_without_filter)
{
	EXPECT_NO_IMAGE(SWITCH);
	ASSERT_EQ(0, write_text(self->base, SWITCH, "prev_pid == 1"));
	EXPECT_LT(0, read_event(self->base, SWITCH, FILE_NAME, self->read.data, ROOM / 2));
	ASSERT_EQ(0, write_text(self->base, SWITCH, "0"));
	EXPECT_NO_IMAGE(SWITCH);
	/* The filter file shows a refused text, but there is no filter. */
	ASSERT_EQ(EINVAL, write_text(self->base, SWITCH, "prev_pid =="));
	EXPECT_NO_IMAGE(SWITCH);
}

TEST_F(bytecode, a_text_reads_as_the_image_made_by_hand)
{
	switch_image(&self->good, true);
	ASSERT_EQ(0, write_text(self->base, SWITCH, SWITCH_TEXT));
	EXPECT_IMAGE(SWITCH, &self->good);
}

TEST_F(bytecode, read_back)
{
	ASSERT_EQ(0, upload(self->base, SWITCH, &self->good));
	EXPECT_IMAGE(SWITCH, &self->good);
	/* Without a source, the filter shows as a word. */
	make_word(&self->good, (char *)self->read.data);
	EXPECT_TEXT(SWITCH, (char *)self->read.data);
	switch_image(&self->good, true);
	ASSERT_EQ(0, upload(self->base, SWITCH, &self->good));
	EXPECT_IMAGE(SWITCH, &self->good);
	EXPECT_TEXT(SWITCH, SWITCH_TEXT);
}

/* A source that does not compile to the program is not shown. */
TEST_F(bytecode, source_that_lies)
{
	static char word[ROOM];

	switch_image(&self->good, true);
	self->good.data[self->good.bytes - strlen(SWITCH_TEXT) + 12] = '6';
	ASSERT_EQ(0, upload(self->base, SWITCH, &self->good));
	EXPECT_IMAGE(SWITCH, &self->good);
	make_word(&self->good, word);
	EXPECT_TEXT(SWITCH, word);
}

TEST_F(bytecode, read_in_pieces)
{
	unsigned int have = 0;
	int fd;

	ASSERT_EQ(0, upload(self->base, SWITCH, &self->good));
	fd = event_open(self->base, SWITCH, FILE_NAME, O_RDONLY);
	ASSERT_LE(0, fd);
	while (read(fd, self->read.data + have, 1) == 1)
		have++;
	EXPECT_EQ(self->good.bytes, have);
	EXPECT_EQ(0, memcmp(self->good.data, self->read.data, have));
	/* A reader gets one image, even if another one is installed meanwhile. */
	EXPECT_EQ(1, pread(fd, self->read.data, 1, 0));
	ASSERT_EQ(0, write_text(self->base, SWITCH, "prev_pid == 1"));
	EXPECT_EQ(self->good.bytes - 8, pread(fd, self->read.data, ROOM / 2, 8));
	EXPECT_EQ(0, memcmp(self->good.data + 8, self->read.data, self->good.bytes - 8));
	EXPECT_EQ(0, close(fd));
}

TEST_F(bytecode, as_a_word)
{
	static char word[ROOM];

	make_word(&self->good, word);
	ASSERT_EQ(0, write_text(self->base, SWITCH, word));
	EXPECT_IMAGE(SWITCH, &self->good);
	EXPECT_TEXT(SWITCH, word);
	switch_image(&self->good, true);
	make_word(&self->good, word);
	ASSERT_EQ(0, write_text(self->base, SWITCH, word));
	EXPECT_IMAGE(SWITCH, &self->good);
	EXPECT_TEXT(SWITCH, SWITCH_TEXT);
}

TEST_F(bytecode, split_at_every_byte)
{
	unsigned int cut;
	int fd;

	for (cut = 1; cut < self->good.bytes; cut++) {
		ASSERT_EQ(0, write_text(self->base, SWITCH, "0"));
		fd = event_open(self->base, SWITCH, FILE_NAME, O_WRONLY);
		ASSERT_LE(0, fd);
		ASSERT_EQ(cut, write(fd, self->good.data, cut));
		/* The filter must not change before the last byte. */
		EXPECT_NO_IMAGE(SWITCH);
		ASSERT_EQ(self->good.bytes - cut,
			  write(fd, self->good.data + cut, self->good.bytes - cut));
		EXPECT_IMAGE(SWITCH, &self->good);
		EXPECT_EQ(0, close(fd));
	}
}

TEST_F(bytecode, byte_by_byte)
{
	int fd = event_open(self->base, SWITCH, FILE_NAME, O_WRONLY);
	unsigned int at;

	ASSERT_LE(0, fd);
	for (at = 0; at < self->good.bytes; at++)
		ASSERT_EQ(1, write(fd, self->good.data + at, 1));
	EXPECT_IMAGE(SWITCH, &self->good);
	EXPECT_EQ(0, close(fd));
}

TEST_F(bytecode, the_offset_does_not_matter)
{
	int fd = event_open(self->base, SWITCH, FILE_NAME, O_WRONLY);

	ASSERT_LE(0, fd);
	EXPECT_EQ(40, pwrite(fd, self->good.data, 40, 4096));
	EXPECT_EQ(20, pwrite(fd, self->good.data + 40, 20, 0));
	EXPECT_EQ(self->good.bytes - 60,
		  pwrite(fd, self->good.data + 60, self->good.bytes - 60, 1));
	EXPECT_IMAGE(SWITCH, &self->good);
	EXPECT_EQ(0, close(fd));
}

TEST_F(bytecode, one_image_for_each_open)
{
	int fd = event_open(self->base, SWITCH, FILE_NAME, O_RDWR);

	ASSERT_LE(0, fd);
	EXPECT_EQ(self->good.bytes, write(fd, self->good.data, self->good.bytes));
	EXPECT_EQ(-1, write(fd, self->good.data, self->good.bytes));
	EXPECT_EQ(EFBIG, errno);
	/* The same descriptor can read the image. */
	EXPECT_EQ(self->good.bytes, pread(fd, self->read.data, ROOM / 2, 0));
	EXPECT_EQ(0, memcmp(self->good.data, self->read.data, self->good.bytes));
	EXPECT_EQ(0, close(fd));
	EXPECT_EQ(0, upload(self->base, SWITCH, &self->good));
}

TEST_F(bytecode, nothing_written)
{
	int fd = event_open(self->base, SWITCH, FILE_NAME, O_WRONLY);

	ASSERT_LE(0, fd);
	EXPECT_EQ(0, write(fd, self->good.data, 0));
	EXPECT_EQ(0, close(fd));
	EXPECT_NO_IMAGE(SWITCH);
}

TEST_F(bytecode, incomplete)
{
	unsigned int cut;
	int fd;

	for (cut = 1; cut < self->good.bytes; cut += 13) {
		char where[32];

		ASSERT_EQ(0, write_text(self->base, SWITCH, "prev_pid == 1"));
		clear_log(self->base);
		fd = event_open(self->base, SWITCH, FILE_NAME, O_WRONLY);
		ASSERT_LE(0, fd);
		EXPECT_EQ(cut, write(fd, self->good.data, cut));
		EXPECT_EQ(-1, close(fd));
		EXPECT_EQ(EINVAL, errno);
		snprintf(where, sizeof(where), "written ^%u", cut);
		EXPECT_LOGGED("Image is cut short", where);
		EXPECT_TEXT(SWITCH, "prev_pid == 1");
	}
}

/* An upload ends when the last descriptor of the open file is closed. */
TEST_F(bytecode, two_descriptors_of_one_file)
{
	int fd = event_open(self->base, SWITCH, FILE_NAME, O_WRONLY), copy;

	ASSERT_LE(0, fd);
	copy = dup(fd);
	ASSERT_LE(0, copy);
	EXPECT_EQ(50, write(fd, self->good.data, 50));
	EXPECT_EQ(0, close(fd));
	EXPECT_EQ(self->good.bytes - 50, write(copy, self->good.data + 50, self->good.bytes - 50));
	EXPECT_EQ(0, close(copy));
	EXPECT_IMAGE(SWITCH, &self->good);
}

/* Two open files do not disturb each other. The later upload wins. */
TEST_F(bytecode, two_openers)
{
	int a = event_open(self->base, SWITCH, FILE_NAME, O_WRONLY);
	int b = event_open(self->base, SWITCH, FILE_NAME, O_WRONLY);
	static struct image other;

	ASSERT_LE(0, a);
	ASSERT_LE(0, b);
	switch_image(&other, true);
	EXPECT_EQ(70, write(a, self->good.data, 70));
	EXPECT_EQ(90, write(b, other.data, 90));
	EXPECT_EQ(other.bytes - 90, write(b, other.data + 90, other.bytes - 90));
	EXPECT_IMAGE(SWITCH, &other);
	EXPECT_EQ(self->good.bytes - 70, write(a, self->good.data + 70, self->good.bytes - 70));
	EXPECT_IMAGE(SWITCH, &self->good);
	EXPECT_EQ(0, close(b));
	EXPECT_EQ(0, close(a));
	EXPECT_IMAGE(SWITCH, &self->good);
}

/* The first wrong byte is refused, and so is every write after it. */
TEST_F(bytecode, refused_at_the_first_byte)
{
	int fd = event_open(self->base, SWITCH, FILE_NAME, O_WRONLY);

	ASSERT_LE(0, fd);
	EXPECT_EQ(-1, write(fd, "p", 1));
	EXPECT_EQ(EINVAL, errno);
	EXPECT_LOGGED("Not an image of a filter", "header: ^magic");
	EXPECT_EQ(-1, write(fd, self->good.data, self->good.bytes));
	EXPECT_EQ(EFBIG, errno);
	EXPECT_EQ(0, close(fd));
	EXPECT_LOGGED("Not an image of a filter", "header: ^magic");
	EXPECT_NO_IMAGE(SWITCH);
}

TEST_F(bytecode, refused_with_the_header)
{
	int fd = event_open(self->base, SWITCH, FILE_NAME, O_WRONLY);

	ASSERT_LE(0, fd);
	self->good.data[offsetof(struct ktap_filter_header, version)] = 2;
	EXPECT_EQ(31, write(fd, self->good.data, 31));
	EXPECT_EQ(-1, write(fd, self->good.data + 31, 1));
	EXPECT_EQ(EINVAL, errno);
	EXPECT_LOGGED("Unknown version of an image", "header: version ^2");
	EXPECT_EQ(0, close(fd));
}

TEST_F(bytecode, more_than_the_image)
{
	int fd = event_open(self->base, SWITCH, FILE_NAME, O_WRONLY);

	ASSERT_LE(0, fd);
	EXPECT_EQ(-1, write(fd, self->good.data, self->good.bytes + 1));
	EXPECT_EQ(EINVAL, errno);
	EXPECT_LOGGED("Sizes do not make up the image", "header: bytes 136, written ^137");
	EXPECT_EQ(0, close(fd));
	EXPECT_NO_IMAGE(SWITCH);
}

TEST_F(bytecode, more_than_any_image)
{
	static char huge[KTAP_FILTER_MAX_IMAGE + 1];

	EXPECT_EQ(E2BIG, write_event(self->base, SWITCH, FILE_NAME, huge, sizeof(huge)));
	EXPECT_LOGGED("More than an image may hold", "written ^65537");
	clear_log(self->base);
	memcpy(huge, self->good.data, self->good.bytes);
	EXPECT_EQ(EINVAL, write_event(self->base, SWITCH, FILE_NAME, huge, sizeof(huge) - 1));
	EXPECT_LOGGED("Sizes do not make up the image", "header: bytes 136, written ^65536");
	EXPECT_NO_IMAGE(SWITCH);
}

/* Make an image with a source of @source_bytes bytes, most of them blanks. */
static void image_with_blanks(struct image *im, size_t source_bytes)
{
	static char source[KTAP_FILTER_MAX_IMAGE];
	struct program p = { .source = source };

	add_field(&p, "prev_pid", KTAP_FILTER_KIND_OTHER, 4, true);
	add_insn(&p, KTAP_FILTER_OP_EQ, 0, 5, KTAP_FILTER_REJECT, KTAP_FILTER_ACCEPT);
	p.spans[0].len = htole32(13);
	memset(source, ' ', source_bytes);
	source[source_bytes] = 0;
	memcpy(source, "prev_pid == 5", 13);
	make_image(&p, im);
}

/* Make the largest possible image. */
static void large_image(struct image *im)
{
	image_with_blanks(im, KTAP_FILTER_MAX_IMAGE - 32 - 16 - 16 - 8 - 16);
}

TEST_F(bytecode, as_large_as_can_be)
{
	static struct image large;

	large_image(&large);
	ASSERT_EQ(KTAP_FILTER_MAX_IMAGE, (int)large.bytes);
	ASSERT_EQ(0, upload(self->base, SWITCH, &large));
	EXPECT_IMAGE(SWITCH, &large);
}

/* An image filters records. A refused image does not change that. */
TEST_F(bytecode, in_force)
{
	char path[256], *found;
	int fd;

	fd = event_open(self->base, SWITCH, "inject", O_WRONLY);
	if (fd < 0)
		SKIP(return, "no CONFIG_TRACE_EVENT_INJECT");
	close(fd);
	ASSERT_EQ(0, upload(self->base, SWITCH, &self->good));
	self->good.data[32] = 0xff;
	ASSERT_EQ(EINVAL, upload(self->base, SWITCH, &self->good));
	ASSERT_EQ(0, write_event(self->base, SWITCH, "enable", "1", 1));
	write_event(self->base, SWITCH, "inject", "prev_pid=6 prev_comm=\"sh\"", 25);
	write_event(self->base, SWITCH, "inject", "prev_pid=5 prev_comm=\"sh\"", 25);
	write_event(self->base, SWITCH, "inject", "prev_pid=5 prev_comm=\"s\"", 24);
	ASSERT_EQ(0, write_event(self->base, SWITCH, "enable", "0", 1));
	snprintf(path, sizeof(path), "%s/trace", self->base);
	fd = open(path, O_RDONLY);
	ASSERT_LE(0, fd);
	memset(self->text, 0, ROOM);
	EXPECT_LT(0, read(fd, self->text, ROOM - 1));
	close(fd);
	found = strstr(self->text, "sched_switch: ");
	ASSERT_NE(NULL, found);
	EXPECT_EQ(0, strncmp(found + 14, "prev_comm=sh prev_pid=5 ", 24));
	EXPECT_EQ(NULL, strstr(found + 1, "sched_switch: "));
}

/* Compile on one event, and load on other events that have the fields. */
TEST_F(bytecode, other_events)
{
	static struct image im;
	const char *text = "pid == 5 && comm == \"sh\"";
	ssize_t len;

	ASSERT_EQ(0, write_text(self->base, WAKEUP, text));
	len = read_event(self->base, WAKEUP, FILE_NAME, im.data, sizeof(im.data));
	ASSERT_LT(0, len);
	im.bytes = len;
	EXPECT_EQ(0, upload(self->base, WAKING, &im));
	EXPECT_IMAGE(WAKING, &im);
	EXPECT_TEXT(WAKING, text);
	/* The same fields at other offsets. */
	EXPECT_EQ(0, upload(self->base, NEWTASK, &im));
	EXPECT_IMAGE(NEWTASK, &im);
	EXPECT_TEXT(NEWTASK, text);
	/* The event lacks the field, or has another one by that name: the running task's name. */
	EXPECT_EQ(EINVAL, upload(self->base, SWITCH, &im));
	EXPECT_LOGGED("Field not found", "field ^pid");
	clear_log(self->base);
	ASSERT_EQ(0, write_text(self->base, WAKEUP, "comm == \"sh\""));
	len = read_event(self->base, WAKEUP, FILE_NAME, im.data, sizeof(im.data));
	ASSERT_LT(0, len);
	im.bytes = len;
	EXPECT_EQ(EINVAL, upload(self->base, SWITCH, &im));
	EXPECT_LOGGED("Event's field is of another kind", "field ^comm: kind 1, event's 6");
	EXPECT_NO_IMAGE(SWITCH);
}

/* Write a filter text: @begin, and @again as often as @bytes have room for it. */
static int write_long(const char *base, const char *begin, const char *again, size_t bytes)
{
	static char text[2 * ROOM];
	size_t at = strlen(begin), end = at + bytes - strlen(again);

	memcpy(text, begin, at);
	for (; at <= end; at += strlen(again))
		memcpy(text + at, again, strlen(again));
	return write_event(base, SWITCH, "filter", text, at);
}

/*
 * A text with an image may be longer than a page by the image's word, and no more. Neither a
 * mere prefix nor a small image is a way around the limit.
 */
TEST_F(bytecode, only_the_word_may_be_long)
{
	static const char term[] = " || prev_comm ~ \"*a*b*\"";
	size_t page = sysconf(_SC_PAGESIZE);
	static struct image large;
	static char word[ROOM];

	ASSERT_EQ(0, write_text(self->base, SWITCH, "prev_pid == 77"));
	make_word(&self->good, word);
	EXPECT_EQ(EINVAL, write_long(self->base, word, term, page + strlen(term)));
	EXPECT_EQ(EINVAL, write_long(self->base, word, term, 80000));
	EXPECT_EQ(EINVAL, write_long(self->base, "@ktf", term, page + strlen(term)));
	EXPECT_EQ(EINVAL, write_long(self->base, "((@ktf", term, 80000));
	EXPECT_EQ(EINVAL, write_long(self->base, "@ktf", " ", 80000));
	EXPECT_TEXT(SWITCH, "prev_pid == 77");
	EXPECT_EQ(0, write_long(self->base, word, term, page - strlen(term)));

	large_image(&large);
	make_word(&large, word);
	ASSERT_GT(strlen(word), 2 * page);
	EXPECT_EQ(0, write_long(self->base, word, term, page - strlen(term)));
	EXPECT_EQ(EINVAL, write_long(self->base, word, term, page + strlen(term)));
}

/* A source is shown only if the text read can be written back: it must be below a page. */
TEST_F(bytecode, what_is_shown_can_be_written)
{
	size_t page = sysconf(_SC_PAGESIZE), bytes;
	static struct image im;
	ssize_t len;

	for (bytes = page - 3; bytes <= page + 1; bytes++) {
		image_with_blanks(&im, bytes);
		ASSERT_EQ(0, upload(self->base, SWITCH, &im));
		len = read_event(self->base, SWITCH, "filter", self->text, ROOM);
		ASSERT_LT(0, len);
		EXPECT_EQ(bytes + 1 < page, self->text[0] != '@');
		EXPECT_EQ(0, write_event(self->base, SWITCH, "filter", self->text, len));
	}
}

/* The log has 16 bits for a position, so it leaves out a long word in front of the error. */
TEST_F(bytecode, a_mistake_behind_a_long_word)
{
	static const char caret[] = " && nosuch == 1\n           ^\n";
	static struct image large;
	static char word[ROOM];
	char path[256];
	ssize_t len;
	int fd;

	large_image(&large);
	make_word(&large, word);
	ASSERT_GT(strlen(word), 65536);
	strcat(word, " && nosuch == 1");
	EXPECT_EQ(EINVAL, write_text(self->base, SWITCH, word));
	snprintf(path, sizeof(path), "%s/error_log", self->base);
	fd = open(path, O_RDONLY);
	ASSERT_LE(0, fd);
	len = read(fd, self->text, ROOM - 1);
	EXPECT_EQ(0, close(fd));
	ASSERT_LT((ssize_t)strlen(caret), len);
	self->text[len] = 0;
	EXPECT_STREQ(caret, self->text + len - strlen(caret));
}

TEST_HARNESS_MAIN
