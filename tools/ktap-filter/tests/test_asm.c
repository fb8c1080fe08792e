// SPDX-License-Identifier: GPL-2.0
/*
 * The assembler and the disassembler: there and back again, and what they refuse.
 */
#include <stdio.h>
#include <stdlib.h>

#include "assembler/asm.h"
#include "assembler/disasm.h"
#include "env.h"
#include "image.h"
#include "test.h"

#include "prog/image.h"

/* Disassemble an image; free the text with free(). NULL if the image is refused. */
static char *disassemble(const void *image, u32 bytes)
{
	struct ktf_diag diag;
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);
	int err = ktf_image_disasm(image, bytes, out, &diag);

	fclose(out);
	if (!err)
		return text;
	EXPECT(!size, "a listing of %zu bytes of what is refused", size);
	free(text);
	return NULL;
}

/* Disassemble an image and assemble the text: the image must be the same. Return the text. */
static char *there_and_back(const void *image, u32 bytes, const char *what)
{
	struct asm_error error = { };
	char *text = disassemble(image, bytes);
	void *again;
	u32 size;
	int err;

	EXPECT(text, "%s: cannot be disassembled", what);
	if (!text)
		return NULL;
	err = ktf_asm(text, &again, &size, &error);
	EXPECT(!err, "%s: line %u, column %u: %s", what, error.line, error.col, error.text);
	EXPECT(err || (size == bytes && !memcmp(image, again, size)),
	       "%s: %u bytes become %u others", what, bytes, size);
	ktf_free(again);
	return text;
}

static void expect_same(const char *filter, u8 event, bool with_source)
{
	struct image im;

	if (image_compile(&im, filter, &env_events[event], with_source))
		return;
	free(there_and_back(im.bytes, im.size, filter));
	image_free(&im);
}

TEST(asm_all_cases)
{
	const struct ktf_case *row;
	u32 i;

	for (i = 0; i < ktf_nr_case_groups; i++) {
		const struct ktf_case_group *group = &ktf_case_groups[i];

		for (row = group->rows; row < group->rows + group->nr; row++) {
			expect_same(row->filter, row->event, true);
			expect_same(row->filter, row->event, false);
		}
	}
}

static char *reassemble(const char *text)
{
	struct asm_error error = { };
	char *again = NULL;
	void *image;
	u32 bytes;
	int err = ktf_asm(text, &image, &bytes, &error);

	EXPECT(!err, "line %u, column %u: %s, of\n%s", error.line, error.col, error.text, text);
	if (!err)
		again = there_and_back(image, bytes, text);
	ktf_free(image);
	return again;
}

static void expect_listing(const char *text, const char *expected)
{
	char *again = reassemble(text);

	EXPECT(again && !strcmp(again, expected), "not\n%sbut\n%s", expected, again ?: "");
	free(again);
}

/* The example of the documentation. */
#define EXAMPLE								\
	".version 1\n"							\
	".source \"prev_pid == 5 && next_comm == \\\"sh\\\"\"\n"	\
	".field prev_pid OTHER 4 signed\n"				\
	".field next_comm FIXSTR 16\n"					\
	"    0: EQ prev_pid 5  true 1 false reject  @0+13\n"		\
	"    1: STR_EQ next_comm \"sh\"  true accept false reject  @17+17\n"

TEST(asm_example)
{
	expect_listing(EXAMPLE, EXAMPLE);
}

/* The assembler accepts much freedom. The disassembler prints one form. */
TEST(asm_freedom)
{
	expect_listing("\n  # Fields stand anywhere, labels are words, lines go in between.\n"
		       ".field b PTRSTR 8# or\n"
		       "7:EQ a -1 false last true next\n"
		       "\tEQ.not  a 0x10 true 9 false 9\r\n"
		       ".field a OTHER 4 signed\n"
		       "next : STR_GLOB.user.not b \"\\x41\\\"\\\\#\" true 9 false reject\n"
		       "9:FALSE.not true last false accept\n"
		       "last: SET_ANY c { 5 , 1 - 2,0} true accept false reject\n"
		       ".field c CPU 0\n"
		       ".version 1",
		       ".version 1\n"
		       ".field a OTHER 4 signed\n"
		       ".field b PTRSTR 8\n"
		       ".field c CPU 0\n"
		       "    0: EQ a -1  true 2 false 4\n"
		       "    1: EQ.not a 16  true 3 false 3\n"
		       "    2: STR_GLOB.not.user b \"A\\\"\\\\#\"  true 3 false reject\n"
		       "    3: FALSE.not  true 4 false accept\n"
		       "    4: SET_ANY c {0-2,5}  true accept false reject\n");
}

/* Constants that images may have, but no compiler makes. */
TEST(asm_strange_constants)
{
	static const char text[] =
		".version 1\n"
		".source \"\\x01\\x0a\\xff \\\\x41 \\\"\"\n"
		".field true OTHER 4294967295\n"
		".field 5 OPAQUE 0 signed\n"
		".field not RELSTR 3 signed\n"
		".field _ CPUMASK 4\n"
		"    0: EQ true 0xffffffffffffffff  true 1 false 2  @0+0\n"
		"    1: EQ 5 -9223372036854775808  true 2 false 2  @10+0\n"
		"    2: GE true 999999  true 3 false accept  @0+10\n"
		"    3: STR_EQ not \"\"  true 4 false accept  @1+1\n"
		"    4: STR_CONTAINS.not not \"\\x01\\xff\\x7f~\"  true 5 false accept  @1+1\n"
		"    5: SET_EQ.not _ {}  true 6 false accept  @1+1\n"
		"    6: SET_ANY _ {8191}  true 7 false accept  @1+1\n"
		"    7: SET_ANY _ {0,2,4-8191}  true 8 false accept  @1+1\n"
		"    8: FUNC.not.addr true 0xffffffffffffffff  true 9 false accept  @1+1\n"
		"    9: FUNC not \"\\\"#@{\\xe4\"  true 10 false accept  @1+1\n"
		"   10: FALSE  true reject false reject  @1+1\n";

	expect_listing(text, text);
}

TEST(asm_state)
{
	static const char text[] =
		".version 1\n"
		".field a OTHER 4\n"
		"    0: SAMPLE 1073741824  true 1 false reject\n"
		"    1: FIRST 1  true 2 false accept\n"
		"    2: RATE 1073741824 4294967295  true 3 false reject\n"
		"    3: CHANGED {FIELD a}  true 4 false reject\n"
		"    4: CHANGED {NUM 5}  true reject false accept\n";

	expect_listing(text, text);
}

/* The first lines of all invalid texts. */
#define HEAD	".version 1\n.field a OTHER 4\n.field s FIXSTR 16\n"
#define GOOD	"EQ a 1 true accept false reject"
#define OTHER	"STR_EQ s \"x\" true accept false reject\n"

static const struct {
	const char	*text;
	const char	*line;	/* the line that the error is reported for */
	const char	*caret;
	const char	*what;
} refused[] = {
#define AT(line, caret, what)	{ HEAD OTHER line, line, caret, what }
#define SPOILT(line, caret, what)	{ HEAD OTHER GOOD "\n" line, line, caret, what }
	AT("EQ", "  ^", "Field is missing"),
	AT("EQ a", "    ^", "Number is missing"),
	AT("EQ a 1", "      ^", "Target is missing"),
	AT("EQ a 1 true", "           ^", "Target is missing"),
	AT("EQ a 1 true accept", "                  ^", "Target is missing"),
	AT("EQ a 1 maybe accept", "       ^", "Not \"true\""),
	AT("EQ a 1 true accept true reject", "                   ^", "Not \"false\""),
	AT(GOOD " x", "                                ^", "More than the line can hold"),
	AT("?", "^", "Opcode is missing"),
	AT("x: # none", "   ^", "Opcode is missing"),
	AT("NOP a", "^", "Unknown opcode"),
	AT("WORD_ARC a 1 true accept false reject", "^", "Unknown opcode"),
	AT("IP a \"x\" true accept false reject", "^", "Opcode is not for images"),
	AT("EQ.nor a 1 true accept false reject", "   ^", "Unknown flag"),
	AT("EQ.user a 1 true accept false reject", "   ^", "Flag that the opcode does not have"),
	AT("LT.not a 1 true accept false reject", "   ^", "Flag that the opcode does not have"),
	AT("EQ b 1 true accept false reject", "   ^", "No .field line has this name"),
	AT("EQ a x true accept false reject", "     ^", "Not a number of 64 bits"),
	AT("EQ a 18446744073709551616 true accept false reject", "     ^",
	   "Not a number of 64 bits"),
	AT("EQ a -9223372036854775809 true accept false reject", "     ^",
	   "Not a number of 64 bits"),
	AT("EQ a 0x00000000000000000000000001 true accept false reject", "     ^",
	   "Not a number of 64 bits"),
	AT("EQ a 1 true 5 false reject", "            ^", "No instruction has this label"),
	AT("1: EQ a 1 true accept false 1", "                            ^",
	   "Target is not further on"),
	{ HEAD "1: " GOOD "\n 1: " GOOD, " 1: " GOOD, " ^", "Label is there twice" },
	AT("accept: " GOOD, "^", "This is a verdict, not a label"),
	AT("STR_EQ s x", "         ^", "Text in quotes is missing"),
	AT("STR_EQ s \"x", "         ^", "Quote is not closed"),
	AT("STR_EQ s \"x\\\"", "         ^", "Quote is not closed"),
	AT("STR_EQ s \"x\\n\"", "           ^", "Neither \\\" nor \\\\ nor \\xNN"),
	AT("STR_EQ s \"x\\x4\"", "           ^", "Neither \\\" nor \\\\ nor \\xNN"),
	AT("STR_EQ s \"x\\x00\"", "           ^", "NUL in a text"),
	AT("SET_ANY a 1", "          ^", "Set of CPUs is missing"),
	AT("SET_ANY a {1", "            ^", "'}' is missing"),
	AT("SET_ANY a {1,}", "             ^", "Number is missing"),
	AT("SET_ANY a {8192}", "           ^", "Not a number from 0 to 8191"),
	AT("SET_ANY a {-1}", "           ^", "Not a number from 0 to 8191"),
	AT("SET_ANY a {3-2}", "           ^", "Range ends before it begins"),
	AT("VAL_EQ {}", "        ^", "Cell is missing"),
	AT("VAL_EQ {NUM64 1}", "        ^", "Unknown cell"),
	AT("VAL_EQ {SUM}", "        ^", "Unknown cell"),
	AT("VAL_EQ {FIELD.3 a 0}", "             ^", "Not 1, 2, 4 or 8 bytes"),
	AT("VAL_EQ {VAR $nosuch}", "            ^", "Unknown variable"),
	AT("VAL_EQ {NAME nosuch \"E\"}", "             ^", "Unknown table of names"),
	AT("VAL_EQ {NUM 1", "             ^", "'}' is missing"),
	AT("FIRST", "     ^", "Number is missing"),
	AT("FIRST a true accept false reject", "      ^", "Not a number of 64 bits"),
	AT("FIRST 0 true accept false reject", "      ^", "Argument does not fit"),
	AT("SAMPLE 1073741825 true accept false reject", "       ^", "Argument does not fit"),
	AT("RATE 5 0 true accept false reject", "     ^", "Argument does not fit"),
	AT("RATE 5 4294967296 true accept false reject", "       ^",
	   "Not a number from 0 to 4294967295"),
	AT("RATE 5 true accept false reject", "       ^", "Not a number of 64 bits"),
	AT("FIRST.not 5 true accept false reject", "      ^",
	   "Flag that the opcode does not have"),
	AT("CHANGED {FIELD a, FIELD a} true accept false reject", "        ^",
	   "Constant that no filter has"),
	AT(GOOD " @0+0", "                                ^", "There is no .source"),
	SPOILT(".nosuch", "^", "Unknown directive"),
	SPOILT(".", " ^", "Directive's name is missing"),
	SPOILT(".version 1", "^", "This is there twice"),
	SPOILT(".source \"\"", "^", "Source is empty"),
	SPOILT(".source x", "        ^", "Text in quotes is missing"),
	SPOILT(".field", "      ^", "Field's name is missing"),
	SPOILT(".field a OTHER 4", "       ^", "Field is there twice"),
	SPOILT(".field b", "        ^", "Field's kind is missing"),
	SPOILT(".field b other 4", "         ^", "Unknown kind of field"),
	SPOILT(".field b OTHER", "              ^", "Number is missing"),
	SPOILT(".field b OTHER 4294967296", "               ^",
	       "Not a number from 0 to 4294967295"),
	SPOILT(".field b OTHER 4 unsigned", "                 ^",
	       "Neither \"signed\" nor the end of the line"),
	SPOILT(".field b OTHER 4 signed x", "                        ^",
	       "More than the line can hold"),
	SPOILT(".field b OTHER 4", "       ^", "Field that no instruction uses"),
	/* Errors of the loader, reported for the line of the instruction. */
	AT("STR_EQ a \"x\" true accept false reject", "^",
	   "Opcode is not for this kind of field (insn 1: STR_EQ a)"),
	SPOILT("  EQ s 1 true accept false reject", "  ^",
	       "Opcode is not for this kind of field (insn 2: EQ s)"),
	SPOILT("STR_EQ.user s \"x\" true accept false reject", "^",
	       "Unknown flag (insn 2: flags 0x2)"),
	AT("FUNC a \"\" true accept false reject", "^",
	   "Constant that no filter has (insn 1: imm 0x18)"),
	{ HEAD OTHER ".source \"x\"\n " GOOD "@1+1", " " GOOD "@1+1", " ^",
	  "Span is outside of the source (span 1: 1+1)" },
	{ ".version 2\nEQ", ".version 2", "         ^", "Unknown version of an image" },
	{ "EQ", NULL, NULL, "There is no .version" },
	{ "", NULL, NULL, "There is no instruction" },
	{ HEAD, NULL, NULL, "There is no instruction" },
};

/* Number of the last line that is equal to @line. */
static u32 line_of(const char *text, const char *line)
{
	u32 nr = 1, found = 0;
	size_t len;

	for (; line; nr++, text += len + 1) {
		len = strcspn(text, "\n");
		if (len == strlen(line) && !memcmp(text, line, len))
			found = nr;
		if (!text[len])
			break;
	}
	return found;
}

TEST(asm_errors)
{
	struct asm_error error;
	void *image;
	u32 bytes, i;

	for (i = 0; i < ARRAY_SIZE(refused); i++) {
		u32 line = line_of(refused[i].text, refused[i].line);
		u32 col = refused[i].caret ? strlen(refused[i].caret) : 1;
		int err;

		error = (struct asm_error) { };
		err = ktf_asm(refused[i].text, &image, &bytes, &error);
		EXPECT(err == -EINVAL && error.err == err && !image, "%d for %s", err,
		       refused[i].text);
		EXPECT(!strcmp(error.text, refused[i].what), "\"%s\", not \"%s\", for %s",
		       error.text, refused[i].what, refused[i].text);
		EXPECT(error.line == line && error.col == col, "at %u.%u, not %u.%u, of %s",
		       error.line, error.col, line, col, refused[i].text);
	}
}

/* Too many lines, and too many bytes. */
TEST(asm_too_large)
{
	struct asm_error error = { };
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);
	void *image;
	u32 bytes, i;

	fputs(".version 1\n.field s FIXSTR 16\n", out);
	for (i = 0; i < 250; i++)
		fprintf(out, "STR_EQ s \"%0255u\" true accept false reject\n", i);
	fflush(out);
	EXPECT_EQ(ktf_asm(text, &image, &bytes, &error), -E2BIG);
	EXPECT(!error.line && !strcmp(error.text, ktf_err_text[KTF_ERR_IMAGE_TOO_LARGE]),
	       "line %u: %s", error.line, error.text);
	for (i = 0; i < 4000; i++)
		fputs("FALSE true accept false reject\n", out);
	fclose(out);
	EXPECT_EQ(ktf_asm(text, &image, &bytes, &error), -E2BIG);
	EXPECT_EQ(error.line, 2 + 4096 + 1);
	free(text);
}

TEST(asm_every_failure_of_memory)
{
	struct asm_error error;
	unsigned long n;
	void *image;
	u32 bytes;
	int err;

	for (n = 1; n < 100; n++) {
		env.fail_at = n;
		err = ktf_asm(EXAMPLE, &image, &bytes, &error);
		if (env.fail_at)
			break;
		EXPECT(err == -ENOMEM && error.err == err && !image, "%d when %lu fails", err, n);
		EXPECT(!env.allocated, "%ld left when %lu fails", env.allocated, n);
	}
	env.fail_at = 0;
	EXPECT(!err && n > 10, "%d after %lu", err, n);
	ktf_free(image);
}

/* Random texts that are nearly valid: an accepted one must survive the way there and back. */
TEST(asm_random_texts)
{
	static const char bits[] = "01a:\n .\"\\x@+{}-,#EQtrue accept\xff";
	struct asm_error error;
	char text[] = EXAMPLE;
	u32 accepted = 0, i, k;
	void *image;
	u32 bytes;

	for (i = 0; i < 20000; i++) {
		memcpy(text, EXAMPLE, sizeof(text));
		for (k = 0; k <= i % 3; k++)
			text[test_below(sizeof(text) - 1)] = bits[test_below(sizeof(bits) - 1)];
		error = (struct asm_error) { };
		if (ktf_asm(text, &image, &bytes, &error)) {
			EXPECT(error.err == -EINVAL && error.text[0], "%d for %s", error.err, text);
			continue;
		}
		free(there_and_back(image, bytes, text));
		ktf_free(image);
		accepted++;
	}
	EXPECT(accepted > 1000, "only %u are accepted", accepted);
}
