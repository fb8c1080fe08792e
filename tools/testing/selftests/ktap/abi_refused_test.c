// SPDX-License-Identifier: GPL-2.0
/*
 * The file filter_bytecode of an event: images that are refused.
 *
 * Each row changes something in a good image, and has the expected errno and the expected
 * entry of the error log: reason, line and caret. The filter in force must stay, and the
 * kernel's own log must have no new line.
 */
#include <stdlib.h>
#include <sys/klog.h>

#include "../kselftest_harness.h"
#include "abi.h"

#define SWITCH	"sched/sched_switch"
#define OLD	"prev_pid == 1 && next_pid == 2"

#define ROOM	(2 * KTAP_FILTER_MAX_IMAGE)

/* A row of struct change, by the offsets in the image of switch_image(). */
#define AT(base, type, member, ...)					\
	{ (base) + offsetof(struct ktap_filter_##type, member),	\
	  sizeof(((struct ktap_filter_##type *)0)->member), __VA_ARGS__ }
#define HEAD(member, ...)	AT(0, header, member, __VA_ARGS__)
#define INSN(nr, member, ...)	AT(32 + (nr) * 16, insn, member, __VA_ARGS__)
#define FIELD(nr, member, ...)	AT(64 + (nr) * 16, reloc, member, __VA_ARGS__)
#define POOL(at, ...)		{ 96 + (at), 1, __VA_ARGS__ }
/* The image with its source. */
#define SPAN(nr, member, ...)	AT(96 + (nr) * 8, span, member, __VA_ARGS__)
#define SOURCE(at, ...)		{ 152 + (at), 1, __VA_ARGS__ }

/**
 * struct change - a change that makes an image invalid
 * @at: offset of the changed bytes.
 * @size: number of changed bytes.
 * @val: their new value.
 * @err: the expected errno.
 * @text: the expected reason.
 * @where: the expected line about the place, with "^" in front of the caret's column.
 */
struct change {
	unsigned int		at;
	unsigned int		size;
	unsigned long long	val;
	int			err;
	const char		*text;
	const char		*where;
};

#define SIZES	"Sizes do not make up the image"
#define FLAG	"Unknown flag"
#define ZERO	"Reserved byte is not zero"
#define TARGET	"Target is not further on"
#define PLACE	"Not where it belongs in the pool"
#define ORDER	"Fields are not in the order of their first use"
#define SLICE(off, len)	((unsigned long long)(len) << 32 | (off))

static const struct change headers[] = {
	HEAD(magic, 0, EINVAL, "Not an image of a filter", "header: ^magic"),
	HEAD(version, 0, EINVAL, "Unknown version of an image", "header: version ^0"),
	HEAD(version, 2, EINVAL, "Unknown version of an image", "header: version ^2"),
	HEAD(flags, 1, EINVAL, FLAG, "header: flags ^0x1"),
	HEAD(flags, 0x8000, EINVAL, FLAG, "header: flags ^0x8000"),
	HEAD(reserved, 1, EINVAL, ZERO, "header: reserved ^0x1"),
	HEAD(reserved, 0x80000000, EINVAL, ZERO, "header: reserved ^0x80000000"),
	HEAD(bytes, 65537, E2BIG, "More than an image may hold", "header: bytes ^65537"),
	HEAD(bytes, 0xffffffff, E2BIG, "More than an image may hold",
	     "header: bytes ^4294967295"),
	HEAD(bytes, 0, EINVAL, SIZES, "header: bytes ^0, sections 136"),
	HEAD(bytes, 135, EINVAL, SIZES, "header: bytes ^135, sections 136"),
	HEAD(bytes, 137, EINVAL, SIZES, "header: bytes ^137, sections 136"),
	HEAD(nr_insns, 0, EINVAL, SIZES, "header: nr_insns ^0"),
	HEAD(nr_insns, 1, EINVAL, SIZES, "header: bytes ^136, sections 120"),
	HEAD(nr_insns, 0x10000002, EINVAL, SIZES, "header: bytes ^136, sections 4294967432"),
	HEAD(nr_insns, 0xffffffff, EINVAL, SIZES, "header: bytes ^136, sections 68719476824"),
	HEAD(nr_fields, 0x10000002, EINVAL, SIZES, "header: bytes ^136, sections 4294967432"),
	HEAD(nr_fields, 0xffffffff, EINVAL, SIZES, "header: bytes ^136, sections 68719476824"),
	HEAD(nr_fields, 1, EINVAL, SIZES, "header: bytes ^136, sections 120"),
	HEAD(pool_bytes, 41, EINVAL, SIZES, "header: pool_bytes ^41"),
	HEAD(pool_bytes, 48, EINVAL, SIZES, "header: bytes ^136, sections 144"),
	HEAD(pool_bytes, 0xfffffff8, EINVAL, SIZES, "header: bytes ^136, sections 4294967384"),
	HEAD(source_bytes, 1, EINVAL, SIZES, "header: bytes ^136, sections 153"),
	HEAD(source_bytes, 0xffffffff, EINVAL, SIZES,
	     "header: bytes ^136, sections 4294967447"),
};

static const struct change insns[] = {
	INSN(0, op, 0, EINVAL, "Unknown opcode", "insn 0: op ^0x0"),
	INSN(1, op, 0x1f, EINVAL, "Unknown opcode", "insn 1: op ^0x1f"),
	INSN(1, op, 0xff, EINVAL, "Unknown opcode", "insn 1: op ^0xff"),
	INSN(0, op, 0x2f, EINVAL, "Opcode is not for images", "insn 0: op ^0x2f"),
	INSN(0, op, 0x80, EINVAL, "Unknown opcode", "insn 0: op ^0x80"),
	INSN(1, op, 0xb9, EINVAL, "Unknown opcode", "insn 1: op ^0xb9"),
	INSN(0, flags, 0x08, EINVAL, FLAG, "insn 0: flags ^0x8"),
	INSN(0, flags, KTAP_FILTER_USER, EINVAL, FLAG, "insn 0: flags ^0x2"),
	INSN(0, flags, KTAP_FILTER_ADDR, EINVAL, FLAG, "insn 0: flags ^0x4"),
	INSN(1, flags, KTAP_FILTER_USER, EINVAL, FLAG, "insn 1: flags ^0x2"),
	INSN(1, flags, 0xff, EINVAL, FLAG, "insn 1: flags ^0xff"),
	INSN(0, jf, 0, EINVAL, TARGET, "insn 0: jf ^0x0"),
	INSN(0, jf, 2, EINVAL, TARGET, "insn 0: jf ^0x2"),
	INSN(0, jt, 0, EINVAL, TARGET, "insn 0: jt ^0x0"),
	INSN(0, jt, 0xfffd, EINVAL, TARGET, "insn 0: jt ^0xfffd"),
	INSN(1, jf, 0, EINVAL, TARGET, "insn 1: jf ^0x0"),
	INSN(1, jf, 1, EINVAL, TARGET, "insn 1: jf ^0x1"),
	INSN(1, jt, 2, EINVAL, TARGET, "insn 1: jt ^0x2"),
	INSN(0, op, KTAP_FILTER_OP_FALSE, EINVAL, "Operand that the opcode does not have",
	     "insn 0: imm ^0x5"),
	INSN(1, op, KTAP_FILTER_OP_FALSE, EINVAL, "Operand that the opcode does not have",
	     "insn 1: field ^0x1"),
	INSN(0, field, 1, EINVAL, ORDER, "insn 0: field ^0x1"),
	INSN(1, field, 2, EINVAL, ORDER, "insn 1: field ^0x2"),
	INSN(1, field, 0xffff, EINVAL, ORDER, "insn 1: field ^0xffff"),
	INSN(1, field, 0, EINVAL, "Opcode is not for this kind of field",
	     "insn 1: STR_EQ ^prev_pid"),
	INSN(1, op, KTAP_FILTER_OP_EQ, EINVAL, "Opcode is not for this kind of field",
	     "insn 1: EQ ^prev_comm"),
	INSN(1, imm, SLICE(24, 2), EINVAL, PLACE, "insn 1: imm ^0x200000018"),
	INSN(1, imm, SLICE(40, 2), EINVAL, PLACE, "insn 1: imm ^0x200000028"),
	INSN(1, imm, SLICE(32, 8), EINVAL, PLACE, "insn 1: imm ^0x800000020"),
	INSN(1, imm, SLICE(32, 0xffffffff), EINVAL, PLACE, "insn 1: imm ^0xffffffff00000020"),
	INSN(1, imm, SLICE(0xfffffff8, 16), EINVAL, PLACE, "insn 1: imm ^0x10fffffff8"),
	INSN(1, imm, SLICE(32, 3), EINVAL, "Constant that no filter has",
	     "insn 1: imm ^0x300000020"),
	INSN(1, imm, SLICE(32, 1), EINVAL, "Bytes in the pool that nothing uses",
	     "pool: byte ^33"),
};

static const struct change fields[] = {
	FIELD(0, name, 8, EINVAL, PLACE, "field 0: name ^0x8"),
	FIELD(1, name, 0, EINVAL, PLACE, "field 1: name ^0x0"),
	FIELD(1, name, 0xffffffff, EINVAL, PLACE, "field 1: name ^0xffffffff"),
	FIELD(0, kind, KTAP_FILTER_NR_KINDS, EINVAL, "Unknown kind of field",
	      "field 0: kind ^0x9"),
	FIELD(1, kind, 0xff, EINVAL, "Unknown kind of field", "field 1: kind ^0xff"),
	FIELD(0, flags, 2, EINVAL, FLAG, "field 0: flags ^0x2"),
	FIELD(0, reserved[0], 1, EINVAL, ZERO, "field 0: reserved ^0x1"),
	FIELD(1, reserved[5], 0x40, EINVAL, ZERO, "field 1: reserved ^0x40"),
	FIELD(0, kind, KTAP_FILTER_KIND_FIXSTR, EINVAL,
	      "Opcode is not for this kind of field", "insn 0: EQ ^prev_pid"),
	POOL(0, 0, EINVAL, "Not a name", "field 0: name ^0x0"),
	POOL(4, '-', EINVAL, "Not a name", "field 0: name ^0x0"),
	POOL(8, 'x', EINVAL, "Field not found", "field ^prev_pidx"),
	POOL(9, 'x', EINVAL, "Bytes in the pool that nothing uses", "pool: byte ^9"),
	POOL(39, 1, EINVAL, "Bytes in the pool that nothing uses", "pool: byte ^39"),
	POOL(32, 0, EINVAL, "Constant that no filter has", "insn 1: imm ^0x200000020"),
	/* Valid images that do not fit the event. */
	POOL(0, 'q', EINVAL, "Field not found", "field ^qrev_pid"),
	FIELD(0, size, 8, EINVAL, "Event's field has another size",
	      "field ^prev_pid: size 8, event's 4"),
	FIELD(1, size, 0x80000000, EINVAL, "Event's field has another size",
	      "field ^prev_comm: size 2147483648, event's 16"),
	FIELD(0, flags, 0, EINVAL, "Event's field has another sign",
	      "field ^prev_pid: unsigned, event's signed"),
	FIELD(0, kind, KTAP_FILTER_KIND_OPAQUE, EINVAL, "Event's field is of another kind",
	      "field ^prev_pid: kind 8, event's 0"),
	FIELD(1, kind, KTAP_FILTER_KIND_DYNSTR, EINVAL, "Event's field is of another kind",
	      "field ^prev_comm: kind 2, event's 1"),
};

static const struct change sources[] = {
	SPAN(0, pos, 22, EINVAL, "Span is outside of the source", "span 0: ^22+13"),
	SPAN(1, len, 18, EINVAL, "Span is outside of the source", "span 1: ^17+18"),
	SPAN(1, len, 0xffffffff, EINVAL, "Span is outside of the source",
	     "span 1: ^17+4294967295"),
	SOURCE(0, 0, EINVAL, "NUL in the source", "source: byte ^0"),
	SOURCE(33, 0, EINVAL, "NUL in the source", "source: byte ^33"),
};

FIXTURE(refused) {
	const char *base;
	struct image good;
	struct image with_source;
	struct image bad;
	unsigned char before[4096];
	ssize_t before_bytes;
	int log_size;
	char *text;
};

/* The unread bytes of the kernel's log. Nobody reads the log while this test runs. */
static int kernel_log_size(void)
{
	return klogctl(9, NULL, 0);
}

/* Has the kernel logged a warning, or a line about filters, since the log had @since bytes? */
static bool kernel_said_more(int since, char *text)
{
	int more = kernel_log_size() - since, len = klogctl(3, text, ROOM - 1);
	const char *new;

	if (more <= 0 || len <= 0)
		return more < 0;
	text[len] = 0;
	new = text + (more < len ? len - more : 0);
	return strstr(new, "filter") || strstr(new, "ktf") || strstr(new, "WARNING") ||
	       strstr(new, "BUG");
}

FIXTURE_SETUP(refused)
{
	self->base = TRACING;
	self->text = malloc(ROOM);
	ASSERT_NE(NULL, self->text);
	switch_image(&self->good, false);
	switch_image(&self->with_source, true);
	ASSERT_EQ(0, upload(self->base, SWITCH, &self->good));
	ASSERT_EQ(0, upload(self->base, SWITCH, &self->with_source));
	ASSERT_EQ(0, write_text(self->base, SWITCH, OLD));
	self->before_bytes = read_event(self->base, SWITCH, "filter_bytecode", self->before,
					sizeof(self->before));
	ASSERT_LT(0, self->before_bytes);
	clear_log(self->base);
	self->log_size = kernel_log_size();
}

FIXTURE_TEARDOWN(refused)
{
	EXPECT_FALSE(kernel_said_more(self->log_size, self->text));
	write_text(self->base, SWITCH, "0");
	clear_log(self->base);
	free(self->text);
}

static void expect_refused(struct __test_metadata *_metadata, FIXTURE_DATA(refused) *self,
			   int err, const char *text, const char *where)
{
	static unsigned char after[4096];
	ssize_t len;

	clear_log(self->base);
	EXPECT_EQ(err, upload(self->base, SWITCH, &self->bad))
		TH_LOG("%s, %s", text, where);
	EXPECT_TRUE(logged(self->base, text, where, self->text, ROOM))
		TH_LOG("%s, %s: logged: %s", text, where, self->text);
	/* The filter that was in force still is. */
	read_text(self->base, SWITCH, self->text, ROOM);
	EXPECT_STREQ(OLD, self->text);
	len = read_event(self->base, SWITCH, "filter_bytecode", after, sizeof(after));
	EXPECT_EQ(self->before_bytes, len);
	EXPECT_EQ(0, memcmp(self->before, after, self->before_bytes));
}

static void expect_changes_refused(struct __test_metadata *_metadata,
				   FIXTURE_DATA(refused) *self, const struct image *good,
				   const struct change *change, unsigned int nr)
{
	for (; nr; nr--, change++) {
		unsigned long long val = htole64(change->val);

		self->bad = *good;
		memcpy(self->bad.data + change->at, &val, change->size);
		expect_refused(_metadata, self, change->err, change->text, change->where);
	}
}

#define EXPECT_CHANGES_REFUSED(good, rows)				\
	expect_changes_refused(_metadata, self, good, rows, sizeof(rows) / sizeof((rows)[0]))

TEST_F(refused, headers)
{
	EXPECT_CHANGES_REFUSED(&self->good, headers);
}

TEST_F(refused, instructions)
{
	EXPECT_CHANGES_REFUSED(&self->good, insns);
}

TEST_F(refused, fields)
{
	EXPECT_CHANGES_REFUSED(&self->good, fields);
}

TEST_F(refused, sources)
{
	EXPECT_CHANGES_REFUSED(&self->with_source, sources);
}

/* Programs that no text compiles to, each in a well-formed image. */
static void start(struct program *p)
{
	memset(p, 0, sizeof(*p));
}

TEST_F(refused, relocations)
{
	struct program p;

	start(&p);
	add_field(&p, "prev_pid", KTAP_FILTER_KIND_OTHER, 4, true);
	add_field(&p, "prev_pid", KTAP_FILTER_KIND_OTHER, 4, true);
	add_insn(&p, KTAP_FILTER_OP_EQ, 0, 1, KTAP_FILTER_REJECT, 1);
	add_insn(&p, KTAP_FILTER_OP_EQ, 1, 1, KTAP_FILTER_REJECT, KTAP_FILTER_ACCEPT);
	make_image(&p, &self->bad);
	expect_refused(_metadata, self, EINVAL, "Field is there twice", "field 1: ^prev_pid");

	start(&p);
	add_field(&p, "prev_pid", KTAP_FILTER_KIND_OTHER, 4, true);
	add_field(&p, "next_pid", KTAP_FILTER_KIND_OTHER, 4, true);
	add_insn(&p, KTAP_FILTER_OP_EQ, 0, 1, KTAP_FILTER_REJECT, KTAP_FILTER_ACCEPT);
	make_image(&p, &self->bad);
	expect_refused(_metadata, self, EINVAL, "Field that no instruction uses", "^field 1");

	start(&p);
	add_insn(&p, KTAP_FILTER_OP_EQ, 0, 1, KTAP_FILTER_REJECT, KTAP_FILTER_ACCEPT);
	make_image(&p, &self->bad);
	expect_refused(_metadata, self, EINVAL, ORDER, "insn 0: field ^0x0");
}

TEST_F(refused, constants)
{
	static const unsigned char cpus[2048] = { [0 ... 2047] = 1 };
	unsigned long long slice;
	struct program p;

	/* More CPUs than the machine has, and more than any set may have. */
	start(&p);
	add_field(&p, "cpu", KTAP_FILTER_KIND_CPU, 0, true);
	slice = add_constant(&p, cpus, KTAP_FILTER_MAX_SET);
	add_insn(&p, KTAP_FILTER_OP_SET_ANY, 0, slice, KTAP_FILTER_REJECT, KTAP_FILTER_ACCEPT);
	make_image(&p, &self->bad);
	expect_refused(_metadata, self, EINVAL, "Invalid cpulist", "insn 0: SET_ANY cpu ^8184");

	start(&p);
	add_field(&p, "cpu", KTAP_FILTER_KIND_CPU, 0, true);
	slice = add_constant(&p, cpus, KTAP_FILTER_MAX_SET + 1);
	add_insn(&p, KTAP_FILTER_OP_SET_ANY, 0, slice, KTAP_FILTER_REJECT, KTAP_FILTER_ACCEPT);
	make_image(&p, &self->bad);
	expect_refused(_metadata, self, EINVAL, "Constant that no filter has",
		       "insn 0: imm ^0x40100000008");

	start(&p);
	add_field(&p, "prev_comm", KTAP_FILTER_KIND_FIXSTR, 16, false);
	slice = add_constant(&p, cpus, KTAP_FILTER_MAX_TEXT + 1);
	add_insn(&p, KTAP_FILTER_OP_STR_GLOB, 0, slice, KTAP_FILTER_REJECT, KTAP_FILTER_ACCEPT);
	make_image(&p, &self->bad);
	expect_refused(_metadata, self, EINVAL, "Constant that no filter has",
		       "insn 0: imm ^0x10000000010");
}

TEST_F(refused, functions)
{
	unsigned long long slice;
	struct program p;

	/* prev_state has the width of an address. */
	start(&p);
	add_field(&p, "prev_state", KTAP_FILTER_KIND_OTHER, sizeof(long), true);
	slice = add_constant(&p, "no_such_function", 16);
	add_insn(&p, KTAP_FILTER_OP_FUNC, 0, slice, KTAP_FILTER_REJECT, KTAP_FILTER_ACCEPT);
	make_image(&p, &self->bad);
	expect_refused(_metadata, self, EINVAL, "Function not found",
		       "insn 0: FUNC ^no_such_function");

	start(&p);
	add_field(&p, "prev_pid", KTAP_FILTER_KIND_OTHER, 4, true);
	slice = add_constant(&p, "schedule", 8);
	add_insn(&p, KTAP_FILTER_OP_FUNC, 0, slice, KTAP_FILTER_REJECT, KTAP_FILTER_ACCEPT);
	make_image(&p, &self->bad);
	if (sizeof(long) != 4)
		expect_refused(_metadata, self, EINVAL, "Event's field has another size",
			       "insn 0: FUNC ^prev_pid");
}

TEST_HARNESS_MAIN
