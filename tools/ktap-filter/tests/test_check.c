// SPDX-License-Identifier: GPL-2.0
/*
 * Findings about a filter: all mistakes, and predicates that may not mean what their author
 * meant.
 */
#include <stdlib.h>

#include "env.h"
#include "test.h"

#include "check/check.h"
#include "ktf_build.h"
#include "prog/image.h"
#include "vm/link.h"
#include "prog/ops.h"

static void check(const char *text, u32 event, struct ktf_findings *found)
{
	memset(found, 0, sizeof(*found));
	EXPECT_EQ(ktf_check_text(text, &env_events[event], true, found), 0);
}

#define A75	"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

/* Rows of errors.h with more than one error, and the number of errors. */
static const struct {
	const char	*text;
	u32		mistakes;
} several[] = {
	{ "u8 == x && nosuch == 1", 2 },
	{ "nosuch == 1 && u8 == x", 2 },
	{ "u8 == 1 b && nosuch == 1", 2 },
	{ "u8 == 1 && name == 1 && &&", 3 },	/* an unclosed text, a name and more text */
	{ "u8 == x && name == 'a", 2 },
	{ "u8 == \"a\" && (u8 == 1", 2 },
	{ "nosuch == 1 && (u8 == 1", 2 },
	{ "(nosuch == 1", 2 },
	{ "nosuch)", 2 },
	{ "u8 == )", 2 },
	{ "u8 == 1) && (s8 == 1", 2 },
	{ ") (", 2 },
	{ "((", 2 },
	{ "u8 == 1 && (s8 == 1 && (u8 == 2) && (", 3 },
	{ "u8 == 1 ( \"", 2 },
	{ "u8==1 || ||", 2 },
	{ "u8 + && 1", 2 },
	{ "nosuch == 1 || xhas(nosuch)", 2 },
	{ "s64 in {u8,}", 2 },
	{ "s64 in {1, 3-2, $pid}", 2 },
	{ "s64 in {len(name)}", 2 },
	{ "s64 in {args[1]}", 2 },
	{ "name in {1,,2}", 2 },
	{ "$cgroup in {3-2, cgroup(\"/nosuch\")}", 2 },
	{ "$cgroup in {-cgroup('/')}", 2 },
	{ "u64 in {cgroup('/')}", 2 },
	{ "u64 in {ipv6(1::1)-ipv6(1::2)}", 2 },
	{ "u8 == 1 || name ~ '" A75 A75 A75 A75 "*' && nosuch == 1", 2 },
};

static u32 mistakes_of(const char *text)
{
	u32 i;

	for (i = 0; i < ARRAY_SIZE(several); i++)
		if (!strcmp(several[i].text, text))
			return several[i].mistakes;
	return 1;
}

TEST(check_first_is_the_kernels)
{
	static struct ktf_findings found;
	const struct ktf_case_error *row;

	for (row = ktf_case_errors; row < ktf_case_errors + ktf_nr_case_errors; row++) {
		const struct ktf_finding *f = &found.list[0];

		if (!(row->languages & KTF_IN_FULL))
			continue;
		check(row->filter, row->event, &found);
		EXPECT(found.errors == mistakes_of(row->filter) && found.nr == found.errors,
		       "%s: %u mistakes of %u, the last at %u: %s", row->filter, found.errors,
		       found.nr, found.list[found.nr - 1].at, found.list[found.nr - 1].text);
		EXPECT(f->err == row->err && f->code == row->code && f->pos == row->pos,
		       "%s: %d \"%s\" at %u", row->filter, f->err, f->text, f->pos);
	}
}

/* Is @piece the piece of the text that the finding is about? "" stands for the text's end. */
static bool is_about(const char *text, const struct ktf_finding *f, const char *piece)
{
	return f->at <= strlen(text) && f->len == max(strlen(piece), 1UL) &&
	       !strncmp(text + f->at, piece, f->len);
}

/* Texts with several errors: the code and the piece of each. */
static const struct {
	const char	*text;
	struct { u32 code, pos; const char *piece; } found[6];
} mistakes[] = {
	{ "(u8 == x || s8 > 1 b && (nosuch == 1))", {
	  { KTF_ERR_INVALID_VALUE, 8, "x" }, { KTF_ERR_TOO_MANY_PREDS, 19, "b" },
	  { KTF_ERR_FIELD_NOT_FOUND, 32, "nosuch" } } },
	{ "nosuch == 1 || name == 5 || u8 == 'a' || cpu < CPUS{0} || s8 == 1", {
	  { KTF_ERR_FIELD_NOT_FOUND, 7, "nosuch" },
	  { KTF_ERR_EXPECT_STRING, 24, "5" },
	  { KTF_ERR_EXPECT_DIGIT, 35, "'a'" },
	  { KTF_ERR_ILLEGAL_FIELD_OP, 48, "CPUS{0}" } } },
	/* An error that only the relation shows hides none behind it. */
	{ "u8 == name && nosuch == 1 || name < 5 || has(u8) || other + 1 == 2", {
	  { KTF_ERR_EXPECT_DIGIT, 7, "name" }, { KTF_ERR_FIELD_NOT_FOUND, 21, "nosuch" },
	  { KTF_ERR_EXPECT_STRING, 37, "5" }, { KTF_ERR_FIELD_NOT_FOUND, 58, "other" } } },
	/* Of two errors in one predicate, the first one is reported. */
	{ "nosuch == bash && other == also", {
	  { KTF_ERR_FIELD_NOT_FOUND, 7, "nosuch" },
	  { KTF_ERR_FIELD_NOT_FOUND, 24, "other" } } },
	/* The kernel reports an error that is not the leftmost. */
	{ "nosuch == 1 && u8 == x )", {
	  { KTF_ERR_TOO_MANY_CLOSE, 23, ")" }, { KTF_ERR_FIELD_NOT_FOUND, 7, "nosuch" },
	  { KTF_ERR_INVALID_VALUE, 22, "x" } } },
	{ "nosuch == 1 && name == 'a && u8 == x", {
	  { KTF_ERR_MISSING_QUOTE, 23, "'" }, { KTF_ERR_FIELD_NOT_FOUND, 7, "nosuch" } } },
	/* The check continues at the next operator, but not at one in quotes. */
	{ "u8 = 1 '&&' x && (s8 == 1) && ((u8 == 1) || nosuch == 1)", {
	  { KTF_ERR_INVALID_OP, 4, "=" }, { KTF_ERR_FIELD_NOT_FOUND, 51, "nosuch" } } },
	{ "u8 = 1 && ", {
	  { KTF_ERR_INVALID_OP, 4, "=" }, { KTF_ERR_INVALID_FILTER, 10, "" } } },
	{ "u8 = 1 && !", {
	  { KTF_ERR_INVALID_OP, 4, "=" }, { KTF_ERR_INVALID_FILTER, 11, "" } } },
	{ "&& == 1 || u8 == 1 x", {
	  { KTF_ERR_NONE, 0, "&&" }, { KTF_ERR_NONE, 0, "==" },
	  { KTF_ERR_TOO_MANY_PREDS, 19, "x" } } },
	/* A function's name takes a parenthesis with it, so the first "(" stays open. */
	{ "(func.function == filter_match_preds) && u8 == x", {
	  { KTF_ERR_NO_FUNCTION, 38, "filter_match_preds)" },
	  { KTF_ERR_INVALID_VALUE, 48, "x" } } },
	{ "(func.function == filter_match_preds) && (u8 == 1) && nosuch == 1", {
	  { KTF_ERR_NO_FUNCTION, 38, "filter_match_preds)" },
	  { KTF_ERR_FIELD_NOT_FOUND, 61, "nosuch" } } },
	{ "u8 == 1 ^ 2 || (func.function == nosuch || u8 == 1", {
	  { KTF_ERR_TOO_MANY_OPEN, 15, "(" }, { KTF_ERR_TOO_MANY_PREDS, 8, "^" },
	  { KTF_ERR_NO_FUNCTION, 40, "nosuch" } } },
};

TEST(check_all_mistakes)
{
	static struct ktf_findings found;
	u32 i, j;

	for (i = 0; i < ARRAY_SIZE(mistakes); i++) {
		check(mistakes[i].text, KTF_EVENT_main, &found);
		for (j = 0; j < found.nr; j++) {
			const struct ktf_finding *f = &found.list[j];
			const char *piece = mistakes[i].found[j].piece ?: "(nothing)";

			EXPECT(f->code == mistakes[i].found[j].code &&
			       f->pos == mistakes[i].found[j].pos &&
			       is_about(mistakes[i].text, f, piece),
			       "%s: %s at %u, about %u+%u", mistakes[i].text, f->text, f->pos,
			       f->at, f->len);
		}
		EXPECT(j == 6 || !mistakes[i].found[j].piece, "%s: only %u", mistakes[i].text, j);
	}
}

/* Each finding points at the piece of the text that a reader would point at. */
TEST(check_pieces)
{
	static const struct {
		const char	*text;
		const char	*piece;
	} rows[] = {
		{ "bogus == 1", "bogus" },
		{ "u8 == 1 && $bogus == 1", "$bogus" },
		{ "u8 == 1 && !(x.ustring == \"a\")", "x" },
		{ "u8 !~ 1", "!~" },
		{ "name == \"a\" || \"b\"", "\"b\"" },
		{ "u8 == 1 && ('c') || s8 == 1", "'c'" },
		{ "u8.nosuch == 1", ".nosuch" },
		{ "name \"ba sh\"", "\"ba sh\"" },
		{ "name == kworker/0:1 && u8 == 1", "kworker/0:1" },
		{ "(name == bash)", "bash" },
		{ "u8 == 0xfg", "0xfg" },
		{ "u8 == 000000000000000000000001", "000000000000000000000001" },
		{ "name == '" A75 A75 A75 A75 "'", "'" A75 A75 A75 A75 "'" },
		{ "u8 < 'a b'", "'a b'" },
		{ "cpu == CPUS{}", "CPUS{}" },
		{ "cpu == CPUS{0-x} || u8 == 1", "CPUS{0-x}" },
		{ "cpu & CPUS[0]", "CPUS[0]" },
		{ "cpu == CPUS", "CPUS" },
		{ "u8 & CPUS{0 && s8 == 1", "CPUS{0 && s8 == 1" },
		{ "func.function == nosuch && u8 == 1", "nosuch" },
		{ "func.function < schedule", "schedule" },
		{ "func.function !=", "" },
		{ "u8 == 1 and s8 == 1", "and" },
		{ "u8 == 1.5", ".5" },
		{ "s8 == -", "-" },
		{ "u8 + 1 & 3", "&" },
		{ "(u8 + name) == 1", "name" },
		{ "name + 1 == 2", "+" },
		{ "1 + 2 == u8 - nosuch", "nosuch" },
		{ "u8 in {1, 9-5}", "5" },
		{ "u8 / (1 - 1) == 2", "(" },
		{ "12 == 3", "12" },
		{ "args[6] == 0", "6" },
		{ "u8 == 1 (s8 == 1)", "(" },
		{ "cpu==CPUS{0\n(} && u8==1)", ")" },
		{ "u8 == 1 || (&& s8 == 1)", "&&" },
		{ "$sample(10%)", "10%" },
		{ "u8 == syscall(opennat)", "opennat" },
		{ "u8 in syscall(\"opne*\")", "\"opne*\"" },
		{ "u8 == 1 &&", "" },
		{ "((u8 == 1)", "(" },
		{ "u8 == 1)", ")" },
		{ "name == \"bash", "\"" },
	};
	static struct ktf_findings found;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		const struct ktf_finding *f = &found.list[0];

		check(rows[i].text, KTF_EVENT_main, &found);
		EXPECT(found.errors && is_about(rows[i].text, f, rows[i].piece),
		       "%s: %s about %u+%u", rows[i].text, f->text, f->at, f->len);
	}
}

/* What people type who know another language. */
static const struct {
	const char	*text;
	const char	*hint;
} hinted[] = {
	{ "u8 = 1", "write ==" },
	{ "name == \"a\" || 'b'", "write x == \"a\" || x == \"b\", or x in {\"a\", \"b\"}" },
	{ "name != \"a\" && \"b\"", "write x != \"a\" && x != \"b\", or !(x in {\"a\", \"b\"})" },
	{ "u8 != 1 && 2", "write x != 1 && x != 2, or !(x in {1, 2})" },
	{ "u8 notin {1}", "write !(x in {1, 5-9})" },
	{ "max(u8, s8) > 2", "max(a, b) > 2 is a > 2 || b > 2" },
	{ "u8 is 1", "write ==" },
	{ "u8 === 1", "write ==" },
	{ "u8 !== 1", "write !=" },
	{ "u8 >== 1", "write >=" },
	{ "u8 <> 1", "write !=" },
	{ "u8 ne 1", "write !=" },
	{ "u8 \xe2\x89\xa0 1", "write !=" },
	{ "u8 => 1", "write >=" },
	{ "u8 =< 1", "write <=" },
	{ "u8 gt 1", "write >" },
	{ "u8 LT 1", "write <" },
	{ "u8 == 1 and s8 == 1", "write &&, || and !" },
	{ "u8 or s8", "write &&, || and !" },
	{ "not u8 == 1", "write &&, || and !" },
	{ "u8 == 1; s8 == 1",
	  "a filter is one expression: join predicates with && or ||" },
	{ "u8 == 1, s8 == 1",
	  "join predicates with && or ||; a set is in braces: in {1, 5-9}" },
	{ "u8 == 1 | s8 == 1",
	  "write && or || between predicates, and parentheses around operators on bits" },
	{ "name =~ 'a'", "write ~, which takes a glob as \"a*\"" },
	{ "name LIKE 'a%'", "write ~, which takes a glob as \"a*\"" },
	{ "name !=~ 'a'", "write !~" },
	{ "name contains 'a'", "write ~ \"*a*\"" },
	{ "name startswith 'a'", "write ~ \"a*\"" },
	{ "name endswith 'a'", "write ~ \"*a\"" },
	{ "name ~ /a.*/", "a pattern is a glob in quotes, as \"a*\"" },
	{ "name ~ a*", "put the pattern in quotes" },
	{ "u8 ~ 'a*'", "patterns are for texts" },
	{ "name == bash", "put the text in quotes" },
	{ "name == 5", "put quotes around the text" },
	{ "name == \xe2\x80\x9cx\xe2\x80\x9d", "quotes are \" or '" },
	{ "s16 == '5'", "this is a number, and numbers have no quotes" },
	{ "s16 == R", "a number stands here, or a field" },
	{ "u8 == 'A'", "names are compared behind .sym, as in x.sym == \"NAME\"" },
	{ "u8 != A", "names are compared behind .sym, as in x.sym == \"NAME\"" },
	{ "u64 == NULL", "0 is no pointer; a value alone asks whether it is not 0" },
	{ "u8 == true", "write 1 or 0; a value alone asks whether it is not 0" },
	{ "u8 in (1, 2)", "a set is in braces: in {1, 5-9}" },
	{ "u8 in 1-5", "a set is in braces: in {1, 5-9}" },
	{ "u8 in {1..5}", "a range is 1-5" },
	{ "u8 in {1:5}", "a range is 1-5" },
	{ "u8 == {1, 5}", "a set is asked with in: in {1, 5-9}" },
	{ "u8 not in {1, 5}", "write !(x in {1, 5-9})" },
	{ "u8 between 1 and 5", "write in {1-5}" },
	{ "u8 IN {1}", "a set is in braces: in {1, 5-9}" },
	{ "cpu in CPUS{0}", "write & CPUS{0-3}" },
	{ "cpu & CPU{0}", "write & CPUS{0-3}" },
	{ "u8 += 1", "a filter changes nothing" },
	{ "u8 ++", "a filter changes nothing" },
	{ "u8 & 6 == 6",
	  "put parentheses around operators on bits, and around each relation" },
	{ "u8 xor 1", "write ^, in parentheses" },
	{ "u8 ? 1 : 2", "a filter has no ? and :" },
	{ "sys:event u8 == 1",
	  "the event is named by --event, or by the folder of the file" },
	{ "ctx->u8 == 1", "write the field's name alone" },
	{ "REC.u8 == 1", "write the field's name alone" },
	{ "nosuch.sym == 'A'", NULL },
	{ "$u8 == 1", "a field has no $ in front" },
	{ "tgid == 1", "$tgid is that of the running task" },
	{ "if u8 == 1", "write the filter alone" },
	{ "/u8 == 1/", "write the filter without slashes around it" },
	{ "strlen(name) == 4", "write len(x)" },
	{ "strcmp(name, 'a') == 0",
	  "texts are compared with == and ~, those of user space as x.ustring" },
	{ "ntohs(u8) == 80",
	  "be16(x, 0) and be32(x, 0) read bytes in the network's order" },
	{ "defined(u8)", "has(x) asks whether there is a field x" },
	{ "(int)u8 == 1", "a cast is a function: u32(x), s64(x)" },
	{ "u8 == 1.5", "there are integers alone" },
	{ "u64 == 1_000", "a number has no separators" },
	{ "u64 == 1e3", "a unit is k, M, G or T, or ns, us, ms or s" },
	{ "u64 > 4kb", "a unit is k, M, G or T, or ns, us, ms or s" },
	{ "u64 == 0xfg",
	  "a number is decimal, hexadecimal with 0x, or octal with 0 in front" },
	{ "u64 > 10 ms", "write the unit right behind the number" },
	{ "u8 < s8 < 3", "write a < b && b < c; operators on bits need parentheses" },
	{ "u8 == 1 || 2", "write x == 1 || x == 2, or x in {1, 2}" },
	{ "u8 !in {1, 2}", "write !(x in {1, 5-9})" },
	{ "u8 in {1; 2}",
	  "a set has numbers and ranges, or texts in quotes: {1, 5-9}" },
	{ "u8 == 10.0.0.1", "write ipv4(10.0.0.1), or in ipv4(10.0.0.0/8)" },
	{ "u8 == '10.0.0.1'", "write ipv4(10.0.0.1), or in ipv4(10.0.0.0/8)" },
	{ "u8 == ::1", "write ipv6(::1), or mac(00:1b:21:3c:9d:f8)" },
	{ "$uid == root", "users are numbers: root is 0" },
	{ "$uid == nobody", "a number stands here, or a field" },
	{ "$comm == bash", "put the text in quotes" },
	{ "$cgroup == '/x'", "write $cgroup in cgroup(\"/user.slice\")" },
	{ "$cgroup == cgroup('/x')", "it must exist when the filter is written" },
	{ "$cgroup in '/x'", "write $cgroup in cgroup(\"/user.slice\")" },
	{ "u8 == 1 && $sample(10%)", "write $sample(1/100) for one in a hundred" },
	{ "$first 5", "write $first(100)" },
	{ "$ratelimit(10 per second)", "write $ratelimit(10/1s)" },
	{ "$child_of($$)", "the shell puts in $$ between double quotes alone" },
	{ "be16(u64, u8) == 1",
	  "only constants may stand here; for a set, write x == y || x == 1" },
	{ "be32(u8 + 1) == 1",
	  "write be32(x, 0), with a field that has a fixed place in the record" },
	{ "has u8", "has(x) asks whether there is a field x" },
	{ "has('u8')", "has(x) asks whether there is a field x" },
	{ "errno == ENOENT",
	  "the result of a system call is ret, as in ret == -ENOENT" },
	{ "cpu & CPUS {0}", "write CPUS{0-3}, without a blank" },
	{ "name.len == 4", "write len(x)" },
	{ "args.2 == 4", "an element is args[2]" },
	{ "args(2) == 4", "an element is args[2]" },
	{ "u8 == 1 &&", "a predicate is missing" },
	{ "u8 == 1 && || s8", "a predicate is missing" },
	{ "name", "a relation is missing, as in x == \"a\" or x ~ \"a*\"" },
	{ "!(name)", "a relation is missing, as in x == \"a\" or x ~ \"a*\"" },
	{ "name && u8", "a relation is missing, as in x == \"a\" or x ~ \"a*\"" },
	{ "name() == 'a'", "neither a field nor a variable has parentheses behind it" },
	{ "u8 == (1 || 2)", "write x == 1 || x == 2, or x in {1, 2}" },
	{ "u8 != (1 && 2)", "write x != 1 && x != 2, or !(x in {1, 2})" },
	{ "s8 == -EPERM || -ENOENT", "write x == 1 || x == 2, or x in {1, 2}" },
	{ "name ! ~ 'a'", "write !~" },
	{ "name ~! 'a'", "write !~" },
	{ "name ~= 'a'", "write ~" },
	{ "u8 ~ 5", "patterns are for texts" },
	{ "u8 =! 1", "write !=" },
	{ "u8 \xe2\x89\xa5 1", "write >=" },
	{ "u8 mod 2", "write %" },
	{ "s16 > 'a'", "this is a number, and numbers have no quotes" },
	{ "s16 > nosuch", "a number stands here, or a field" },
	{ "s64 == 0x8000000000000000",
	  "numbers have 64 bits, and are below 2^63 if the field has a sign" },
	{ "s64 == -9223372036854775809",
	  "numbers have 64 bits, and are below 2^63 if the field has a sign" },
	{ "u64 == -1", "the field has no sign: write s32(x) == -1" },
	{ "uint64(u8) == 1", "a cast is a function: u32(x), s64(x)" },
	{ "current->pid == 1", "the running task is $pid, $comm, $uid" },
	{ "smp_processor_id() == 0", "the CPU is CPU or $cpu" },
	{ "retval < 0",
	  "the result is ret of a system call, and $retval where a function returns" },
	{ "$retval < 0", "the result of a system call is ret, as in ret == -ENOENT" },
	{ "IS_ERR(u64)", "an error is ret < 0 && ret >= -4095" },
	{ "rand() < 1", "write $sample(1/100) for one in a hundred" },
	{ "u8 limit 10", NULL },
	{ "u8 == 1 limit 10", "write $first(100)" },
	{ "event == 'x'", "the event is named by --event, or by the folder of the file" },
	{ "'u8' == 1", "a field's name has no quotes" },
	{ "0", "the file takes 0 alone, to clear the filter" },
	{ "u8 == 1 # one", "a filter has no comments" },
	{ "u8 == 1 // one", "a filter has no comments" },
	{ "u8 ==", NULL },
	{ "u8 == 1 && /1/", NULL },
	{ "u8 == 1 an s8 == 1", NULL },
	{ "u8 == 1 ()", NULL },
	{ "nosuch == 1", NULL },
};

TEST(check_hints)
{
	static struct ktf_findings found;
	const char *hint;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(hinted); i++) {
		check(hinted[i].text, KTF_EVENT_main, &found);
		hint = found.list[0].hint;
		EXPECT(found.errors && !hint == !hinted[i].hint &&
		       (!hint || !strcmp(hint, hinted[i].hint)), "%s: %s", hinted[i].text, hint);
	}
}

/* A text with more errors than the list has room for: the check still ends. */
TEST(check_many_mistakes)
{
	static struct ktf_findings found;
	char text[8 * 1000 + 8] = "";
	u32 i;

	for (i = 0; i < 1000; i++)
		memcpy(text + 8 * i, "u8=1 || ", 8);
	memcpy(text + 8 * i, "u8 == 1", 8);
	check(text, KTF_EVENT_main, &found);
	EXPECT_EQ(found.nr, KTF_MAX_FINDINGS);
	EXPECT(found.more, "not more than %u", found.nr);
	EXPECT_EQ(found.list[KTF_MAX_FINDINGS - 1].at, 8 * (KTF_MAX_FINDINGS - 1) + 2);
	memset(text, '(', sizeof(text) - 1);
	check(text, KTF_EVENT_main, &found);
	EXPECT_EQ(found.nr, KTF_MAX_FINDINGS);
}

/* For random texts, the first finding is the error that the engine reports. */
TEST(check_random_texts)
{
	static const char * const words[] = {
		"u8", "name", "nosuch", "cpu", "mask", "func.function", " == ", " != ", "&", "~",
		" < ", "1", "-1", "'a'", "\"", "'", "CPUS{0}", "CPUS{", "&&", " || ", "(", ")",
		"!", " ", "x", "300", "}", "\n",
	};
	static struct ktf_findings found;
	struct ktf_diag diag;
	struct ktf_prog *prog;
	char text[256];
	u32 i, j;

	for (i = 0; i < 20000; i++) {
		text[0] = 0;
		for (j = test_below(20); j; j--)
			strcat(text, words[test_below(ARRAY_SIZE(words))]);
		diag = (struct ktf_diag) { };
		prog = ktf_build(text, &env_events[KTF_EVENT_main], &diag);
		check(text, KTF_EVENT_main, &found);
		EXPECT(IS_ERR(prog) == !!found.errors, "%s: %u", text, found.errors);
		if (!IS_ERR(prog))
			ktf_free(prog);
		else
			EXPECT(found.list[0].err == diag.err && found.list[0].code == diag.code &&
			       found.list[0].pos == diag.pos, "%s: %s at %u", text,
			       found.list[0].text, found.list[0].pos);
		for (j = 0; j < found.nr; j++)
			EXPECT(found.list[j].len && found.list[j].at + found.list[j].len <=
			       strlen(text) + 1, "%s: %u+%u", text, found.list[j].at,
			       found.list[j].len);
	}
}

/* Warnings, and the piece that each is about. The filters are valid. */
static const struct {
	const char	*text;
	u32		nr;
	const char	*first;
} warnings[] = {
	{ "u8 == 255 && s8 == -128 && u64 == 18446744073709551615 && s64 < 0", 0, "" },
	{ "u8 == 256", 1, "256 does not fit 8 bits: is compared as 0" },
	{ "s8 == 128", 1, "128 does not fit 8 bits with sign: is compared as -128" },
	{ "s32 == 4294967295", 1,
	  "4294967295 does not fit 32 bits with sign: is compared as -1" },
	{ "s32 & 0x80000000", 0, "" },
	{ "s32 & -1", 0, "" },
	{ "u8 & 0x101", 1, "0x101 has bits beyond the 8 that there are: is taken as 0x1" },
	{ "u8 & 0x100", 3, "0x100 has bits beyond the 8 that there are: is taken as 0x0" },
	{ "u8 < 0 || s8 == 1", 1, "is never true: nothing is less" },
	{ "u8 >= 0 && s8 == 1", 1, "is always true: nothing is less" },
	{ "s8 > 127 || u8 == 1", 1, "is never true: nothing is greater" },
	{ "u64 <= 18446744073709551615 && u8 == 1", 1,
	  "is always true: nothing is greater" },
	{ "s64 >= -9223372036854775808 && u8 == 1", 1, "is always true: nothing is less" },
	{ "u64 >= 1", 0, "" },
	{ "odd != 1 || u8 == 1", 1,
	  "is never true: 3 bytes are not compared with a number" },
	{ "odd & CPUS{0} || u8 == 1", 1,
	  "is never true: 3 bytes are not compared with CPUs" },
	{ "cpu & 1 || u8 == 1", 1,
	  "is never true: CPUs are not compared with bits, but with CPUS{list}" },
	{ "mask == 1", 1,
	  "compares where the CPUs are in the record, not the CPUs: use CPUS{list}" },
	{ "cpu == CPUS{0-1} || u8 == 1", 1,
	  "is never true: a number is no list of CPUs; \"&\" looks into a list" },
	{ "cpu != CPUS{0-1} && u8 == 1", 1,
	  "is always true: a number is no list of CPUs" },
	{ "u8 != CPUS{0-1}", 1,
	  "is true for the number of any CPU: a number is no list of CPUs" },
	{ "u8 & CPUS{ } || u8 == 1", 1, "is never true: there is no CPU to share" },
	{ "mask & CPUS{ } || u8 == 1", 1, "is never true: there is no CPU to share" },
	{ "mask == CPUS{0-1} || cpu == CPUS{1} || u8 & CPUS{0-1}", 0, "" },
	{ "tag == '12345' || u8 == 1", 1,
	  "is never true: the field has no room for such a text" },
	{ "tag != '12345' && u8 == 1", 1,
	  "is always true: the field has no room for such a text" },
	{ "COMM == '1234567890123456' || u8 == 1", 1,
	  "is never true: the field has no room for such a text" },
	{ "tag == '1234' || COMM == '123456789012345' || dyn == '12345678901234567'", 0,
	  "" },
	{ "name ~ '*' && u8 == 1", 1, "is always true: every text matches" },
	{ "ptr ~ '*'", 1, "is always true: every text matches, if it can be read at all" },
	{ "name == 'kw*'", 1,
	  "the star means itself: patterns take \"~\", and start with no digit" },
	{ "name ~ '9p*'", 1,
	  "the star means itself: patterns take \"~\", and start with no digit" },
	{ "name ~ '*sh'", 1,
	  "kernels without ktap filter look at the array's end, not at the text's" },
	{ "lower(name) == 'Bash'", 1,
	  "\"B\" is a capital letter, and lower() leaves none in the field's text" },
	{ "lower(name) < 'bA' && lower(ptr) ~ 'b*'", 1,
	  "\"A\" is a capital letter, and lower() leaves none in the field's text" },
	{ "lower(name) == 'bash' || lower(name) == tag || len(name) == 4", 0, "" },
	{ "name < '' || u8 == 1", 1, "is never true: no text is less" },
	{ "name >= '' && u8 == 1", 1, "is always true: no text is less" },
	{ "ptr >= '' && u8 == 1", 1,
	  "is always true, if the text can be read at all: no text is less" },
	{ "name > '' && name <= '' || name < 'a'", 0, "" },
	{ "dyn ~ '*sh' || name ~ 'a*b' || name ~ '*a*'", 0, "" },
	{ "u64 + u8 > 1", 1, "may not fit 64 bits, and is taken modulo 2^64: "
	  "0 to 18446744073709551615 plus 0 to 255" },
	{ "1 + s64 * u32 > s8", 1, "may not fit 64 bits, and is taken modulo 2^64: "
	  "-9223372036854775808 to 9223372036854775807 times 0 to 4294967295" },
	{ "u32 * s32 + 1 > s64 - u64 || u64 - u8 > 1k || -s64 + EIO > 1", 0, "" },
	{ "u8 in {1, 5, 256-300}", 1, "256 is never found: the value is 0 to 255" },
	{ "s8 + 1 in {-200--128, 5}", 1, "-200 is never found: the value is -127 to 128" },
	{ "u8 in {200-300} || s8 in {-128, 127}", 0, "" },
	/* Several warnings: about constants, and about the filter that is left without them. */
	{ "u8 < 0", 2, "is never true: nothing is less" },
	{ "u8 < 0 && s8 == 1", 3, "is never true: nothing is less" },
	{ "u8 < 0 && s8 == 1 || u8 == 1", 2, "is never true: nothing is less" },
	/* Each predicate is possible, and all of them are not, or any of them is. */
	{ "u8 == 5 && u8 == 6", 1, "the filter as a whole is never true" },
	{ "u8 != 5 || u8 != 6", 1, "the filter as a whole is always true" },
	{ "s32 < 100 && s32 > 120", 1, "the filter as a whole is never true" },
	{ "s32 < 120 || s32 > 100", 1, "the filter as a whole is always true" },
	{ "s32 > 100 && s32 < 120 || u8 == 5 && u8 == 5", 0, "" },
	{ "name ~ '^ba*'", 1,
	  "looks like a regular expression, and \"~\" takes globs, as \"a*\"" },
	{ "name ~ 'ba$'", 1,
	  "looks like a regular expression, and \"~\" takes globs, as \"a*\"" },
	{ "name ~ 'ba|sh'", 1,
	  "looks like a regular expression, and \"~\" takes globs, as \"a*\"" },
	{ "name ~ '[[:digit:]]*'", 1,
	  "looks like a regular expression, and \"~\" takes globs, as \"a*\"" },
	{ "name ~ 'ba\\d*'", 1,
	  "looks like a regular expression, and \"~\" takes globs, as \"a*\"" },
	{ "name ~ 'a\\*b' || name ~ '[abd]*'", 0, "" },
	{ "name == '^a' || name ~ 'b*' || name == 'a|b'", 0, "" },
};

TEST(check_warnings)
{
	static struct ktf_findings found;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(warnings); i++) {
		check(warnings[i].text, KTF_EVENT_main, &found);
		EXPECT(!found.errors && found.nr == warnings[i].nr &&
		       !strcmp(found.nr ? found.list[0].text : "", warnings[i].first),
		       "%s: %u: %s", warnings[i].text, found.nr, found.list[0].text);
		EXPECT_EQ(ktf_check_text(warnings[i].text, &env_events[KTF_EVENT_main], false,
					 memset(&found, 0, sizeof(found))), 0);
		EXPECT(!found.nr, "%s: a warning that was not asked for", warnings[i].text);
	}
}

TEST(check_warnings_have_a_place)
{
	static struct ktf_findings found;

	check("s8 == 1 && (u8 < 0 && s16 == 1) || cpu & 1", KTF_EVENT_main, &found);
	EXPECT_EQ(found.nr, 5);
	EXPECT_EQ(found.list[0].at, 12);
	EXPECT_EQ(found.list[0].len, 6);
	EXPECT_EQ(found.list[1].at, 35);
	EXPECT_EQ(found.list[1].len, 7);
	EXPECT(!strncmp(found.list[2].text, "does not matter", 15), "%s", found.list[2].text);
	EXPECT_EQ(found.list[2].at, 0);
	EXPECT_EQ(found.list[3].at, 22);
	EXPECT(!strcmp(found.list[4].text, "the filter as a whole is never true"), "%s",
	       found.list[4].text);
	EXPECT_EQ(found.list[4].len, 42);
}

/*
 * There is a warning for each predicate that the engine folds, unless the text itself says by has()
 * that fields may be missing.
 */
TEST(check_warns_of_what_is_folded)
{
	static struct ktf_findings found;
	struct ktf_field live[32];
	struct ktf_portable prog;
	struct ktf_diag diag;
	u32 i, j, folded = 0;

	for (i = 0; i < ktf_nr_case_groups; i++)
		for (j = 0; j < ktf_case_groups[i].nr; j++) {
			const struct ktf_case *row = &ktf_case_groups[i].rows[j];
			const struct ktf_schema *schema = &env_events[row->event];

			if (strstr(row->filter, "has(") ||
			    ktf_compile(row->filter, schema, &prog, &diag) ||
			    prog.nr_fields > ARRAY_SIZE(live) || prog.nr_insns != 1 ||
			    ktf_link(&prog, schema, live, &diag) ||
			    prog.insns[0].op != KTAP_FILTER_OP_FALSE) {
				ktf_portable_free(&prog);
				continue;
			}
			ktf_portable_free(&prog);
			check(row->filter, row->event, &found);
			EXPECT(found.nr > 1 && strstr(found.list[0].text, "never true"), "%s",
			       row->filter);
			folded++;
		}
	EXPECT(folded > 10, "%u rows", folded);
}

/* A filter with the warning "always true" or "never true" must be so on every record. */
TEST(check_constants_are_constant)
{
	static struct ktf_findings found;
	const struct ktf_finding *last;
	u32 i, j, constants = 0;

	for (i = 0; i < ktf_nr_case_groups; i++)
		for (j = 0; j < ktf_case_groups[i].nr; j++) {
			const struct ktf_case *row = &ktf_case_groups[i].rows[j];

			check(row->filter, row->event, &found);
			EXPECT(!found.errors, "%s: %s", row->filter, found.list[0].text);
			last = &found.list[max(found.nr, 1U) - 1];
			if (!found.nr || !strstr(last->text, "filter as a whole"))
				continue;
			EXPECT(row->verdict == !!strstr(last->text, "always"), "%s: %s",
			       row->filter, last->text);
			constants++;
		}
	EXPECT(constants > 20, "%u rows", constants);
}

static void *image_of(const char *text, const char *source, u32 *bytes)
{
	struct ktf_portable prog;
	struct ktf_diag diag;
	void *image = NULL;

	EXPECT_EQ(ktf_compile(text, &env_events[KTF_EVENT_main], &prog, &diag), 0);
	EXPECT_EQ(ktf_image_encode(&prog, source, &image, bytes), 0);
	ktf_portable_free(&prog);
	return image;
}

TEST(check_images)
{
	const char *text = "u8 < 0 || name == 'a'";
	static struct ktf_findings found;
	char *image;
	u32 bytes;

	image = image_of(text, text, &bytes);
	memset(&found, 0, sizeof(found));
	EXPECT_EQ(ktf_check_image(image, bytes, NULL, true, &found), 0);
	EXPECT_EQ(found.nr, 1);
	EXPECT_EQ(found.errors, 0);
	EXPECT_EQ(found.list[0].len, 6);
	EXPECT(!found.list[0].where[0], "%s", found.list[0].where);
	/* The image does not load on an event that lacks one of its fields. */
	memset(&found, 0, sizeof(found));
	EXPECT_EQ(ktf_check_image(image, bytes, &env_events[KTF_EVENT_function], true, &found), 0);
	EXPECT_EQ(found.nr, 1);
	EXPECT_EQ(found.errors, 1);
	EXPECT_EQ(found.list[0].code, KTF_ERR_FIELD_NOT_FOUND);
	image[4]++;
	memset(&found, 0, sizeof(found));
	EXPECT_EQ(ktf_check_image(image, bytes, NULL, true, &found), 0);
	EXPECT_EQ(found.errors, 1);
	EXPECT_EQ(found.list[0].code, KTF_ERR_IMAGE_VERSION);
	EXPECT(found.list[0].where[0], "no place: %s", found.list[0].text);
	ktf_free(image);

	/* Without a source, a finding points at the instruction. */
	image = image_of(text, NULL, &bytes);
	memset(&found, 0, sizeof(found));
	EXPECT_EQ(ktf_check_image(image, bytes, &env_events[KTF_EVENT_main], true, &found), 0);
	EXPECT_EQ(found.nr, 1);
	EXPECT(!strcmp(found.list[0].where, "insn 0: LT u8"), "%s", found.list[0].where);
	EXPECT_EQ(found.list[0].at, 8);
	EXPECT_EQ(found.list[0].len, 5);
	ktf_free(image);
}

/* Expressions with an image: errors inside the image, and in the text around it. */
TEST(check_images_in_texts)
{
	static struct ktf_findings found;
	char text[512], *word;
	void *image;
	u32 bytes;

	image = image_of("u8 == 256", NULL, &bytes);
	word = ktf_armour_encode(image, bytes);
	snprintf(text, sizeof(text), "nosuch == 1 || (%s && other == 1)", word);
	check(text, KTF_EVENT_main, &found);
	EXPECT_EQ(found.errors, 2);
	EXPECT_EQ(found.list[1].code, KTF_ERR_FIELD_NOT_FOUND);
	snprintf(text, sizeof(text), "nosuch == 1 || (%sA && other == 1)", word);
	check(text, KTF_EVENT_main, &found);
	EXPECT_EQ(found.errors, 3);
	snprintf(text, sizeof(text), "s8 == 1 || %s", word);
	check(text, KTF_EVENT_main, &found);
	EXPECT_EQ(found.errors, 0);
	EXPECT_EQ(found.nr, 1);
	EXPECT_EQ(found.list[0].at, 11);
	EXPECT_EQ(found.list[0].len, strlen(word));
	ktf_free(word);
	ktf_free(image);
}

/* Let each of the engine's allocations fail: the check returns -ENOMEM and frees all memory. */
TEST(check_without_memory)
{
	static const char * const texts[] = {
		"u8 < 0 && name == 'a'", "nosuch == 1 || (u8 == 'a' x && name == 1)",
	};
	static struct ktf_findings found;
	u32 i, at;
	int err;

	for (i = 0; i < ARRAY_SIZE(texts); i++)
		for (at = 1, err = -ENOMEM; err; at++) {
			memset(&found, 0, sizeof(found));
			env.fail_at = at;
			err = ktf_check_text(texts[i], &env_events[KTF_EVENT_main], true, &found);
			env.fail_at = 0;
			EXPECT(!err || err == -ENOMEM, "%s: %d", texts[i], err);
		}
	EXPECT(at > 5, "only %u allocations", at);
}
