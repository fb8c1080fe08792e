// SPDX-License-Identifier: GPL-2.0
/*
 * Definitions of probes in a small kernel: a table of what the user writes, and of what the kernel
 * is told or where the mistake is.
 */
#include "btf.h"
#include "probe/probe.h"
#include "test.h"

struct row {
	const char	*text;
	const char	*out;
};

static const struct row right[] = {
	{ "vfs_read", "f:ktap/vfs_read vfs_read" },
	{ "my=vfs_read count", "f:ktap/my vfs_read count=$arg3:u64" },
	{ "g:my=vfs_read n=count:x", "f:g/my vfs_read n=$arg3:x64" },
	{ "vfs_read%return $retval", "f:ktap/vfs_read__return vfs_read%return ret=$retval:u64" },
	{ "vfs_read%return buf:string",
	  "f:ktap/vfs_read__return vfs_read%return buf=+0($arg2):string" },
	{ "vfs_read $params",
	  "f:ktap/vfs_read vfs_read file=$arg1:x64 buf=$arg2:x64 count=$arg3:u64" },
	{ "vfs_* $arg1", "f:ktap/vfs__ vfs_* arg1=$arg1" },
	{ "ext4:sync %di", "p:ktap/sync ext4:sync di=%di" },
	{ "ext4:vfs_read%return $retval", "r:ktap/vfs_read__return ext4:vfs_read ret=$retval:u64" },
	{ "vfs_read+0x1b a=+8(%si):u32", "p:ktap/vfs_read_0x1b vfs_read+0x1b a=+8(%si):u32" },
	{ "vfs_read+0 %di count", "p:ktap/vfs_read vfs_read di=%di count=$arg3:u64" },
	{ "vfs_read %si:string $comm", "f:ktap/vfs_read vfs_read si=+0(%si):string comm=$comm" },
	{ "tp:switch preempt next->comm",
	  "t:ktap/switch switch preempt=$arg1:s32 comm=+32($arg2):string" },
	{ "wake file->dentry->d_name.name:string",
	  "f:ktap/wake wake name=+0(+24(+0($arg1))):string" },
	{ "wake file->dentry->d_name.len", "f:ktap/wake wake len=+16(+0($arg1)):u32" },
	{ "wake file->dentry->count file->dentry->low",
	  "f:ktap/wake wake count=+8(+0($arg1)):u64 low=+8(+0($arg1)):s32" },
	{ "wake file->low high=file->high",
	  "f:ktap/wake wake low=+12($arg1):b3@0/32 high=+12($arg1):b13@3/32" },
	{ "wake file->numbers[2]", "f:ktap/wake wake numbers=+24($arg1):s32" },
	{ "wake file->numbers a=file->numbers:x",
	  "f:ktap/wake wake numbers=+16($arg1):s32[4] a=+16($arg1):x32[4]" },
	{ "wake file->comm c=file->comm[1]",
	  "f:ktap/wake wake comm=+32($arg1):string c=+33($arg1):s8" },
	{ "wake file[1].mode", "f:ktap/wake wake mode=+80($arg1):u32" },
	{ "vfs_read buf[3] buf@user=1", NULL },
	{ "vfs_read b=buf@user c=buf:string@user",
	  "f:ktap/vfs_read vfs_read b=+u0($arg2):string c=+u0($arg2):string" },
	{ "vfs_read (struct qstr *)count->name:string",
	  "f:ktap/vfs_read vfs_read name=+0(+8($arg3)):string" },
	{ "wake ((struct qstr *)file->private)->len", "f:ktap/wake wake len=+0(+48($arg1)):u32" },
	{ "wake (struct file *)file->mode", "f:ktap/wake wake mode=+8($arg1):u32" },
	{ "wake $arg1->mode", "f:ktap/wake wake mode=+8($arg1):u32" },
	{ "wake file:%pD p=file:symbol", "f:ktap/wake wake file=$arg1:%pD p=$arg1:symbol" },
};

/* The mistake is at the bytes of the last column. */
static const struct {
	const char	*text;
	const char	*says;
	u32		at;
	u32		len;
} wrong[] = {
	{ "vfs_raed", "there is no function vfs_raed", 0, 8 },
	{ "tp:nosuch", "there is no tracepoint nosuch", 3, 6 },
	{ "vfs_read nosuch",
	  "vfs_read(struct file *file, const char *buf, unsigned long count) has no argument "
	  "nosuch", 9, 6 },
	{ "wake file->nosuch", "struct file has no member nosuch", 11, 6 },
	{ "wake file.mode", "this is struct file *, a pointer: write '->'", 5, 4 },
	{ "wake file->dentry->d_name->len", "this is struct qstr, no pointer: write '.'", 5, 20 },
	{ "wake file->mode.x", "this is fmode_t, and has no members", 5, 10 },
	{ "wake file->numbers[4]", "the array has 4 elements, from 0", 19, 1 },
	{ "wake file->numbers[x]", "an index is a number", 19, 1 },
	{ "wake file->dentry->d_name",
	  "file->dentry->d_name is struct qstr, which is no number: name a member", 5, 20 },
	{ "vfs_read count:string", "count is unsigned long, where no text is", 15, 6 },
	{ "vfs_read count:u33", "the kernel has no type u33", 15, 3 },
	{ "vfs_read count:u32[4]",
	  "count is unsigned long, only what lies in memory has elements", 15, 6 },
	{ "wake file->low:u8",
	  "file->low is unsigned int, and bits of a number have no type", 15, 2 },
	{ "wake%return $retval", "wake returns void", 12, 7 },
	{ "vfs_read $retval",
	  "what a function returns is known where it does: vfs_read%return", 9, 7 },
	{ "vfs_read $arg4", "there are 3 arguments", 10, 4 },
	{ "vfs_* count",
	  "functions of a pattern have no names of arguments in common: use $arg1, "
	  "$arg2, ...", 6, 5 },
	{ "vfs_read+4 count",
	  "arguments have names where the function begins; here there are "
	  "registers, as %di", 11, 5 },
	{ "vfs_read count count", "two arguments are called count: write NAME=", 15, 5 },
	{ "vfs_read common_pid=count", "every event has a common_pid: write NAME=", 9, 10 },
	{ "wake (struct nosuch *)file->x", "there is no type nosuch", 13, 6 },
	{ "wake file->private->x", "this is void *, and has no members", 5, 13 },
	{ "wake (file", "a ) is missing", 10, 1 },
	{ "open.c", "which line? As open.c:12", 0, 6 },
	{ "vfs_read:1\x7f", "no place has this", 10, 1 },
	{ "-:1", "a place begins with a name", 0, 1 },
	{ "tp:switch%return", "a tracepoint is a single place: tp:NAME", 3, 6 },
	{ "vfs_read+4%return", "a function returns where it does", 0, 10 },
	{ "vfs_read+", "an offset is a number of bytes", 9, 0 },
	{ "1=vfs_read", "a name has letters, digits and _", 0, 1 },
};

struct kernel {
	struct btf	btf;
	void		*data;
};

static void open_kernel(struct kernel *k)
{
	struct make_btf make = { };
	size_t bytes;

	make_kernel(&make);
	k->data = make_bytes(&make, &bytes);
	EXPECT(!btf_open(&k->btf, k->data, bytes, NULL), "the types are refused");
}

static void close_kernel(struct kernel *k)
{
	btf_close(&k->btf);
	free(k->data);
}

/* A function that is not described has no type, if the caller knows that it is there. */
static int define(const struct btf *btf, const char *text, char out[PROBE_DEFINITION],
		  struct probe_error *e)
{
	u32 len = strcspn(text, " "), nr;
	struct probe_argument list[PROBE_ARGUMENTS];
	char site[PROBE_DEFINITION];
	struct probe_place place;
	struct probe_reader r = { &place, len, strlen(text), e };

	if (probe_place_read(&place, text, (struct probe_span) { 0, len }, e) ||
	    probe_place_find(&place, strstr(text, "sync") ? NULL : btf, e) ||
	    probe_arguments_read(&r, list, &nr))
		return -EINVAL;
	probe_site(&place, site, sizeof(site));
	probe_definition(&place, site, list, nr, out, PROBE_DEFINITION);
	return 0;
}

TEST(probe_definitions)
{
	char out[PROBE_DEFINITION];
	struct probe_error e;
	struct kernel k;
	u32 i;

	open_kernel(&k);
	for (i = 0; i < ARRAY_SIZE(right); i++) {
		int err = define(&k.btf, right[i].text, out, &e);

		EXPECT(!err == !!right[i].out && (err || !strcmp(out, right[i].out)), "%s: %s",
		       right[i].text, err ? e.text : out);
	}
	close_kernel(&k);
}

TEST(probe_mistakes)
{
	char out[PROBE_DEFINITION];
	struct probe_error e;
	struct kernel k;
	u32 i;

	open_kernel(&k);
	for (i = 0; i < ARRAY_SIZE(wrong); i++) {
		int err = define(&k.btf, wrong[i].text, out, &e);

		EXPECT(err && !strncmp(e.text, wrong[i].says, strlen(wrong[i].says)) &&
		       e.at == wrong[i].at && e.len == wrong[i].len, "%s: %u %u %s",
		       wrong[i].text, e.at, e.len, err ? e.text : out);
	}
	close_kernel(&k);
}

/* Without types there are numbers of arguments, and registers. */
TEST(probe_without_types)
{
	char out[PROBE_DEFINITION];
	struct probe_error e;

	EXPECT(!define(NULL, "vfs_read a=$arg1:s32 $arg2:ustring", out, &e) &&
	       !strcmp(out, "f:ktap/vfs_read vfs_read a=$arg1:s32 arg2=+0($arg2):ustring"), "%s",
	       out);
	EXPECT(define(NULL, "vfs_read count", out, &e) && strstr(e.text, "CONFIG_DEBUG_INFO_BTF"),
	       "%s", e.text);
	EXPECT(define(NULL, "vfs_read $arg1->x", out, &e) && strstr(e.text, "is not known"), "%s",
	       e.text);
	EXPECT(define(NULL, "vfs_read (struct file *)$arg1->x", out, &e) && e.at == 9, "%s",
	       e.text);
}

/* An argument is as long as the kernel takes it, and no longer. */
TEST(probe_limits)
{
	char text[4096] = "wake a=((struct file *)file->private)", out[PROBE_DEFINITION];
	struct probe_error e;
	struct kernel k;
	u32 i;

	open_kernel(&k);
	EXPECT(!define(&k.btf, text, out, &e), "%s", e.text);
	snprintf(text, sizeof(text), "wake a=file");
	for (i = 0; i < 20; i++)
		strcat(text, "[0].dentry[0].d_name.name");
	EXPECT(define(&k.btf, text, out, &e), "%s", out);
	snprintf(text, sizeof(text), "wake");
	for (i = 0; i < PROBE_ARGUMENTS; i++)
		sprintf(text + strlen(text), " a%u=file", i);
	EXPECT(!define(&k.btf, text, out, &e), "%s", e.text);
	strcat(text, " more=file");
	EXPECT(define(&k.btf, text, out, &e) && strstr(e.text, "too many"), "%s", e.text);
	memset(text, '(', 1000);
	text[1000] = 0;
	memcpy(text, "wake ", 5);
	EXPECT(define(&k.btf, text, out, &e) && strstr(e.text, "too many parentheses"), "%s",
	       e.text);
	close_kernel(&k);
}

/* Any text, made of pieces of right ones, on types that refer to anything. */
TEST(probe_hostile)
{
	struct make_btf make = { }, bad;
	char out[PROBE_DEFINITION], text[256];
	struct probe_error e;
	struct btf btf;
	size_t bytes;
	void *data;
	u32 i, n, defined = 0;

	make_kernel(&make);
	for (i = 0; i < 40000; i++) {
		bad = make;
		for (n = test_below(4); n; n--)
			bad.words[test_below(make.nr_words)] =
				test_below(2) ? test_below(make.nr + 1) : (u32)test_random();
		snprintf(text, sizeof(text), "%s", right[test_below(ARRAY_SIZE(right))].text);
		if (!test_below(2))
			text[test_below(strlen(text))] = ".->[]()$:*@= 1a\xff"[test_below(16)];
		data = make_bytes(&bad, &bytes);
		EXPECT(!btf_open(&btf, data, bytes, NULL), "no types");
		if (!define(&btf, text, out, &e))
			defined++;
		else
			EXPECT(e.at <= strlen(text) && e.len <= strlen(text) - e.at + 1,
			       "%s: %u %u %s", text, e.at, e.len, e.text);
		btf_close(&btf);
		free(data);
	}
	EXPECT(defined > 10000, "%u", defined);
}

/* The arguments of a marker, as compilers write them down. */
static const struct {
	const char	*arguments;
	const char	*base;
	const char	*type;
} markers[] = {
	{ "8@%rdi", "%di", "u64" },
	{ "-4@%eax", "%ax", "s32" },
	{ "1@%r12b", "%r12", "u8" },
	{ "-2@-20(%rbp)", "-20(%bp)", "s16" },
	{ "4@0x10(%rsp)", "+16(%sp)", "u32" },
	{ "4@(%rsi)", "+0(%si)", "u32" },
	{ "-4@$-5", "\\-5", "s32" },
	{ "%rbx", "%bx", "u64" },
	{ "8@(%rax,%rbx,4)", "", "u64" },
	{ "8@value+4(%rip)", "", "u64" },
	{ "8@value(%rip)", "", "u64" },
	{ "8f@%xmm0", "", "u64" },
	{ "3@%rax", "", "u64" },
	{ "8@%rax4", "", "u64" },
	{ "8@$", "", "u64" }, { "8@", "", "u64" }, { "@", "", "u64" }, { "8@%", "", "u64" },
	{ "8@(%rax", "", "u64" }, { "8@()", "", "u64" }, { "8@5(%)", "", "u64" },
	{ "8@99999999999999999999(%rax)", "", "u64" },
};

TEST(probe_marker)
{
	struct probe_field fields[4];
	char two[64];
	u32 i;

	for (i = 0; i < ARRAY_SIZE(markers); i++) {
		snprintf(two, sizeof(two), " 8@%%rcx  %s ", markers[i].arguments);
		EXPECT(probe_marker_fields(two, fields, 4) == 2 &&
		       !strcmp(fields[0].base, "%cx") && !strcmp(fields[1].name, "arg2") &&
		       !strcmp(fields[1].base, markers[i].base) &&
		       !strcmp(fields[1].type, markers[i].type), "%s: %s:%s", two, fields[1].base,
		       fields[1].type);
	}
	EXPECT(probe_marker_fields("1@%al 1@%bl 1@%cl", fields, 2) == 2, "there is no more room");
	EXPECT(!probe_marker_fields(" ", fields, 2), "there is none");
}
