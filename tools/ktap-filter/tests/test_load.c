// SPDX-License-Identifier: GPL-2.0
/*
 * Images that are loaded: every filter of the table of cases means the same as an
 * image, as a word and as a text, on its own event and on others that have its fields.
 */
#include <stdio.h>
#include <stdlib.h>

#include "env.h"
#include "image.h"
#include "moved.h"
#include "test.h"

#include "ktf_build.h"
#include "prog/image.h"
#include "vm/run.h"

static void each_case(void (*run)(const struct ktf_case *row))
{
	const struct ktf_case *row;
	u32 i;

	for (i = 0; i < ktf_nr_case_groups; i++)
		for (row = ktf_case_groups[i].rows;
		     row < ktf_case_groups[i].rows + ktf_case_groups[i].nr; row++)
			run(row);
}

static void same_spans(const struct ktf_case *row, const struct ktf_portable *a,
		       const struct ktf_portable *b)
{
	u32 i;

	EXPECT(b->source && !strcmp(b->source, row->filter), "%s: source", row->filter);
	for (i = 0; i < a->nr_insns; i++)
		EXPECT(a->spans[i].pos == b->spans[i].pos && a->spans[i].len == b->spans[i].len,
		       "%s: span %u", row->filter, i);
}

/* Encode and decode a program: it must be the same. Encode again: the bytes must be the same. */
static void round_trip(const struct ktf_case *row, const struct ktf_portable *prog,
		       const char *source)
{
	struct ktf_portable back;
	struct ktf_diag diag = { };
	struct image im, again;
	int err;

	EXPECT_EQ(image_encode(&im, prog, source), 0);
	err = ktf_image_decode(im.bytes, im.size, &back, &diag);
	EXPECT(!err, "%s: %s: %s", row->filter, ktf_err_text[diag.code], diag.where);
	EXPECT(ktf_portable_same(prog, &back), "%s: another program", row->filter);
	if (source)
		same_spans(row, prog, &back);
	else
		EXPECT(!back.source, "%s: a source from nowhere", row->filter);
	EXPECT_EQ(image_encode(&again, &back, back.source), 0);
	EXPECT(again.size == im.size && !memcmp(again.bytes, im.bytes, im.size),
	       "%s: another image", row->filter);
	image_free(&again);
	image_free(&im);
	ktf_portable_free(&back);
}

static void case_round_trip(const struct ktf_case *row)
{
	struct ktf_portable prog;
	struct ktf_diag diag;

	EXPECT_EQ(ktf_compile(row->filter, &env_events[row->event], &prog, &diag), 0);
	round_trip(row, &prog, row->filter);
	round_trip(row, &prog, NULL);
	EXPECT(!ktf_source_holds(&prog, &env_events[row->event]), "no source");
	ktf_portable_free(&prog);
}

TEST(load_images_there_and_back) { each_case(case_round_trip); }

/* Make the word of a row's image. */
static char *word_of(const struct ktf_case *row, bool with_source)
{
	struct image im;
	char *word;

	EXPECT_EQ(image_compile(&im, row->filter, &env_events[row->event], with_source), 0);
	word = ktf_armour_encode(im.bytes, im.size);
	image_free(&im);
	return word;
}

static struct ktf_prog *load_word(const char *word, const struct ktf_schema *schema)
{
	struct ktf_diag diag = { };
	struct ktf_prog *prog = ktf_build(word, schema, &diag);

	EXPECT(!IS_ERR(prog), "%s: %s", ktf_err_text[diag.code], diag.where);
	return prog;
}

/* An image loads as the same program as its text. */
static void case_loads(const struct ktf_case *row)
{
	const struct ktf_schema *schema = &env_events[row->event];
	struct ktf_record *rec = malloc(sizeof(*rec));
	struct ktf_prog *text, *prog;
	char *word = word_of(row, false);

	env_record(&ktf_case_records[row->record], rec);
	text = load_word(row->filter, schema);
	prog = load_word(word, schema);
	EXPECT(prog->bytes == text->bytes && !memcmp(prog, text, text->bytes),
	       "%s: another program", row->filter);
	EXPECT(ktf_run(prog, rec, sizeof(*rec)) == row->verdict, "%s: not %d", row->filter,
	       row->verdict);
	ktf_free(prog);
	ktf_free(text);
	ktf_free(word);
	free(rec);
}

TEST(load_images_as_texts) { each_case(case_loads); }

/* The kernel shows the source in an image only if it compiles to the image's program. */
TEST(load_source_holds)
{
	static const struct {
		const char	*source;
		bool		holds;
	} rows[] = {
		{ "u8 == 1 && name == 'a'", true },
		{ "u8 == 1 && name == \"a\"", true },
		{ "u8==1&&name==\"a\"", false },	/* the same program with other spans */
		{ "u8 == 2 && name == 'a'", false },
		{ "u8 == 1 || name == 'a'", false },
		{ "u8 == 1 && name == 'b'", false },
		{ "u8 == 1 && word == 'a'", false },
		{ "u8 == 1 && name != 'a'", false },
		{ "u8 == 1", false },
		{ "u8 ==", false },
		{ "@ktf", false },
	};
	const struct ktf_schema *schema = &env_events[KTF_EVENT_main];
	struct ktf_portable prog;
	struct ktf_diag diag;
	u32 i;

	EXPECT_EQ(ktf_compile("u8 == 1 && name == 'a'", schema, &prog, &diag), 0);
	prog.source = ktf_alloc(64);
	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		snprintf(prog.source, 64, "%s", rows[i].source);
		EXPECT(ktf_source_holds(&prog, schema) == rows[i].holds, "%s", rows[i].source);
	}
	ktf_portable_free(&prog);
}

/* Run an image that was made for the main event on an event with other offsets. */
static void on_other_event(const struct ktf_case *row, const struct moved *event)
{
	struct ktf_record *rec;
	struct ktf_prog *prog;
	void *moved;
	char *word;
	u32 len;

	if (row->event != KTF_EVENT_main)
		return;
	rec = malloc(sizeof(*rec));
	env_record(&ktf_case_records[row->record], rec);
	moved = moved_record(event, rec, &len);
	word = word_of(row, true);
	prog = load_word(word, &event->schema);
	EXPECT(ktf_run(prog, moved, len) == row->verdict, "%s on %s is not %d", row->filter,
	       ktf_case_records[row->record].name, row->verdict);
	ktf_free(prog);
	ktf_free(word);
	free(moved);
	free(rec);
}

static struct moved other_event;

static void case_on_other_event(const struct ktf_case *row)
{
	on_other_event(row, &other_event);
}

TEST(load_other_offsets)
{
	moved_event(&other_event, 1, 0);
	EXPECT(other_event.schema.nr > 20, "%u fields", other_event.schema.nr);
	each_case(case_on_other_event);
	moved_event(&other_event, other_event.schema.nr - 1, 0);
	each_case(case_on_other_event);
}

TEST(load_grown_records)
{
	moved_event(&other_event, 2, 3);
	each_case(case_on_other_event);
	moved_event(&other_event, 5, 1000);
	EXPECT(other_event.schema.fixed > 20000, "%u bytes", other_event.schema.fixed);
	each_case(case_on_other_event);
}

static bool seen[KTF_NR_ERRORS];

/* The image of @text must be refused on @schema. */
static void refused(const char *text, const struct ktf_schema *schema, u32 code,
		    const char *where)
{
	const char *caret = strchr(where, '^');
	struct ktf_diag diag = { };
	char expected[KTF_DIAG_WHERE];
	struct ktf_prog *prog;
	struct image im;
	char *word;

	EXPECT_EQ(image_compile(&im, text, &env_events[KTF_EVENT_main], true), 0);
	word = ktf_armour_encode(im.bytes, im.size);
	prog = ktf_build(word, schema, &diag);
	snprintf(expected, sizeof(expected), "%.*s%s", (int)(caret - where), where, caret + 1);
	EXPECT(IS_ERR(prog) && PTR_ERR(prog) == -EINVAL && diag.err == -EINVAL, "%s: %ld", text,
	       PTR_ERR(prog));
	EXPECT(diag.code == code, "%s: \"%s\", not \"%s\"", text, ktf_err_text[diag.code],
	       ktf_err_text[code]);
	EXPECT(!strcmp(diag.where, expected) && diag.pos == caret - where,
	       "%s: at \"%s\" %u, not \"%s\"", text, diag.where, diag.pos, where);
	seen[code] = true;
	ktf_free(word);
	image_free(&im);
}

TEST(load_fields_that_do_not_fit)
{
	static const struct {
		const char		*text;
		struct ktf_field	field;
		u32			code;
		const char		*where;
	} rows[] = {
		{ "u8 == 1", { "u9", KTAP_FILTER_KIND_OTHER, false, NULL, 40, 1 },
		  KTF_ERR_FIELD_NOT_FOUND, "field ^u8" },
		{ "u8 == 1", { "u8", KTAP_FILTER_KIND_OPAQUE, false, NULL, 40, 1 },
		  KTF_ERR_FIELD_KIND, "field ^u8: kind 0, event's 8" },
		{ "u8 == 1", { "u8", KTAP_FILTER_KIND_OTHER, false, NULL, 40, 2 },
		  KTF_ERR_FIELD_SIZE, "field ^u8: size 1, event's 2" },
		{ "u8 == 1", { "u8", KTAP_FILTER_KIND_OTHER, true, NULL, 40, 1 },
		  KTF_ERR_FIELD_SIGN, "field ^u8: unsigned, event's signed" },
		{ "s64 == 1", { "s64", KTAP_FILTER_KIND_OTHER, false, NULL, 40, 8 },
		  KTF_ERR_FIELD_SIGN, "field ^s64: signed, event's unsigned" },
		{ "name == 'a'", { "name", KTAP_FILTER_KIND_FIXSTR, true, NULL, 8, 32 },
		  KTF_ERR_FIELD_SIZE, "field ^name: size 16, event's 32" },
		{ "name == 'a'", { "name", KTAP_FILTER_KIND_DYNSTR, true, NULL, 8, 4 },
		  KTF_ERR_FIELD_KIND, "field ^name: kind 1, event's 2" },
		{ "comm == 'a'", { "comm", KTAP_FILTER_KIND_FIXSTR, true, NULL, 8, 16 },
		  KTF_ERR_FIELD_KIND, "field ^comm: kind 6, event's 1" },
		/* The second field of two. */
		{ "common_pid == 1 && u8 == 1",
		  { "u9", KTAP_FILTER_KIND_OTHER, false, NULL, 40, 1 },
		  KTF_ERR_FIELD_NOT_FOUND, "field ^u8" },
	};
	u32 i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		struct ktf_schema schema = {
			.fields = &rows[i].field, .nr = 1, .fixed = 48,
		};

		refused(rows[i].text, &schema, rows[i].code, rows[i].where);
	}
	for (i = KTF_ERR_FIELD_KIND; i <= KTF_ERR_FIELD_SIGN; i++)
		EXPECT(seen[i], "%s", ktf_err_text[i]);
}

/* The image needs a CPU that this machine lacks. */
TEST(load_other_machines)
{
	const struct ktf_schema *main = &env_events[KTF_EVENT_main];
	struct ktf_diag diag = { };
	struct image im;
	char *word;

	env.nr_cpus = 64;
	EXPECT_EQ(image_compile(&im, "u8 == 1 || cpu & CPUS{1,40}", main, false), 0);
	word = ktf_armour_encode(im.bytes, im.size);
	env.nr_cpus = 40;
	EXPECT_EQ(PTR_ERR(ktf_build(word, main, &diag)), -EINVAL);
	EXPECT_EQ(diag.code, KTF_ERR_INVALID_CPULIST);
	EXPECT(!strcmp(diag.where, "insn 1: SET_ANY cpu 40") && diag.pos == 20, "%s", diag.where);
	env.nr_cpus = 41;
	ktf_free(load_word(word, main));
	ktf_free(word);
	image_free(&im);
}

/* The image of another kernel names a function that this kernel lacks. */
TEST(load_other_functions)
{
	static const struct {
		const char	*text;
		bool		by_name;
		const char	*where;
	} rows[] = {
		{ "u8 == 1 || func.function == filter_match_preds", true,
		  "insn 1: FUNC filter_match_predz" },
		{ "func.function != 0x400000", false, "insn 0: FUNC 0x123" },
	};
	const struct ktf_schema *main = &env_events[KTF_EVENT_main];
	struct image im;
	char *word;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		struct ktf_diag diag = { };

		EXPECT_EQ(image_compile(&im, rows[i].text, main, false), 0);
		word = ktf_armour_encode(im.bytes, im.size);
		ktf_free(load_word(word, main));
		ktf_free(word);
		if (rows[i].by_name)
			im.pool[image_pool_bytes(&im) - 24 + 17] = 'z';
		else
			im.insns[0].imm = cpu_to_le64(0x123);
		word = ktf_armour_encode(im.bytes, im.size);
		EXPECT_EQ(PTR_ERR(ktf_build(word, main, &diag)), -EINVAL);
		EXPECT_EQ(diag.code, KTF_ERR_NO_FUNCTION);
		EXPECT(!strcmp(diag.where, rows[i].where) && diag.pos == 13, "%s", diag.where);
		ktf_free(word);
		image_free(&im);
	}
}

/* FUNC compares a long. An image may name another field, if the event has that field, too. */
TEST(load_function_of_another_size)
{
	const struct ktf_schema *main = &env_events[KTF_EVENT_main];
	struct ktf_portable prog = { };
	struct ktf_diag diag = { };

	EXPECT_EQ(ktf_portable_insns(&prog, 1), 0);
	EXPECT_EQ(ktf_portable_add_field(&prog, "u8", 2, KTAP_FILTER_KIND_OTHER, 1, false), 0);
	prog.insns[0] = (struct ktf_pred) {
		.op = KTAP_FILTER_OP_FUNC, .flags = KTAP_FILTER_ADDR, .imm = ENV_FUNCTION,
		.jf = KTAP_FILTER_REJECT, .jt = KTAP_FILTER_ACCEPT,
	};
	EXPECT_EQ(PTR_ERR(ktf_load(&prog, main, &diag)), -EINVAL);
	EXPECT_EQ(diag.code, KTF_ERR_FIELD_SIZE);
	EXPECT(!strcmp(diag.where, "insn 0: FUNC u8") && diag.pos == 13, "%s", diag.where);
	ktf_portable_free(&prog);
}

/* Programs that no text compiles to: constants only, without a field. */
TEST(load_constant_programs)
{
	const struct ktf_schema *main = &env_events[KTF_EVENT_main];
	u32 rec[64] = { }, not;
	struct ktf_portable back;
	struct ktf_prog *prog;
	struct ktf_diag diag;
	struct image im;

	for (not = 0; not < 2; not++) {
		EXPECT_EQ(image_compile(&im, "u8 == 0", main, false), 0);
		im.head->nr_fields = 0;
		im.head->pool_bytes = 0;
		image_remove(&im, im.fields, 24);
		im.insns[0].op = KTAP_FILTER_OP_FALSE;
		im.insns[0].flags = not ? KTAP_FILTER_NOT : 0;
		EXPECT_EQ(ktf_image_decode(im.bytes, im.size, &back, &diag), 0);
		prog = ktf_load(&back, main, &diag);
		EXPECT(!IS_ERR(prog) && ktf_run(prog, rec, sizeof(rec)) == not, "NOT %u", not);
		ktf_free(prog);
		ktf_portable_free(&back);
		image_free(&im);
	}
}

/* A lookup by name is slow and blocks all of tracing, so each written name costs one lookup. */
TEST(load_looks_functions_up_once)
{
	static const char text[] = "func.function == " KTF_CASE_FUNCTION " || u8 == 1 && "
		"(func.function != 0x400010 || func.function != " KTF_CASE_FUNCTION " )";
	const struct ktf_schema *main = &env_events[KTF_EVENT_main];
	struct ktf_diag diag = { };
	struct image im;
	char *word;

	env_reset();
	ktf_free(ktf_build(text, main, &diag));
	EXPECT_EQ(env.lookups, 3);
	EXPECT_EQ(image_compile(&im, text, main, false), 0);
	word = ktf_armour_encode(im.bytes, im.size);
	env.lookups = 0;
	ktf_free(load_word(word, main));
	EXPECT_EQ(env.lookups, 3);
	ktf_free(word);
	image_free(&im);
}

/* A long name is truncated in the error, but the message and the caret stay. */
TEST(load_long_names)
{
	static char name[KTAP_FILTER_MAX_NAME + 1];
	struct ktf_field field = { name, KTAP_FILTER_KIND_OTHER, false, NULL, 40, 4 };
	struct ktf_field other = field;
	struct ktf_schema schema = { .fields = &field, .nr = 1, .fixed = 48 };
	struct ktf_schema signed_one = { .fields = &other, .nr = 1, .fixed = 48 };
	struct ktf_diag diag = { };
	struct image im;
	char text[600], *word;

	memset(name, 'n', KTAP_FILTER_MAX_NAME);
	other.is_signed = true;
	sprintf(text, "%s & CPUS{1,40}", name);
	env.nr_cpus = 64;
	EXPECT_EQ(image_compile(&im, text, &schema, false), 0);
	word = ktf_armour_encode(im.bytes, im.size);
	env.nr_cpus = 40;
	EXPECT_EQ(PTR_ERR(ktf_build(word, &schema, &diag)), -EINVAL);
	EXPECT(diag.pos && !strcmp(diag.where + diag.pos, "40"), "%s, %u", diag.where, diag.pos);
	EXPECT_EQ(PTR_ERR(ktf_build(word, &signed_one, &diag)), -EINVAL);
	EXPECT(diag.pos == 6 && strstr(diag.where, "nnn: unsigned, event's signed"), "%s",
	       diag.where);
	ktf_free(word);
	image_free(&im);
}

/* Compile a text on one event, and run its image on a record of another event. */
static bool runs_elsewhere(const char *text, u8 from, u8 to)
{
	struct ktf_record *rec = malloc(sizeof(*rec));
	struct ktf_prog *prog;
	struct image im;
	bool verdict;
	char *word;

	EXPECT_EQ(image_compile(&im, text, &env_events[from], true), 0);
	word = ktf_armour_encode(im.bytes, im.size);
	prog = load_word(word, &env_events[to]);
	env_record(&ktf_case_records[KTF_RECORD_some], rec);
	verdict = ktf_run(prog, rec, sizeof(*rec));
	ktf_free(prog);
	ktf_free(word);
	image_free(&im);
	free(rec);
	return verdict;
}

/* An image that has a HAS of a field loads on events that lack the field. */
TEST(load_optional_fields)
{
	static const struct {
		const char	*text;
		bool		here, there;
	} rows[] = {
		{ "has(u8)", true, false },
		{ "!has(u8)", false, true },
		{ "has(u8) && u8 == 200", true, false },
		{ "has(u8) && u8 != 1", true, false },
		{ "u8 == 200 || has(u8)", true, false },
		{ "!has(u8) || u8 + s8 == 205 && has(s8)", true, true },
		{ "has(u8) && has(s8) && s8 - u8 > 3 || common_pid >= 0", true, true },
		{ "has(name) && !(name == \"x\") && has(u8) || has(mask) && mask & CPUS{1}",
		  true, false },
	};
	u32 i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		EXPECT(runs_elsewhere(rows[i].text, KTF_EVENT_main, KTF_EVENT_main) == rows[i].here,
		       "%s: here", rows[i].text);
		EXPECT(runs_elsewhere(rows[i].text, KTF_EVENT_main, KTF_EVENT_function) ==
		       rows[i].there, "%s: on an event without the field", rows[i].text);
	}
}

/* Without a HAS of it, a field must be there; a HAS of another field does not excuse it. */
TEST(load_missing_field)
{
	struct ktf_diag diag = { };
	struct ktf_prog *prog;
	struct image im;
	char *word;

	EXPECT_EQ(image_compile(&im, "has(u8) && u8 == 1 && s8 == 1", &env_events[KTF_EVENT_main],
				false), 0);
	word = ktf_armour_encode(im.bytes, im.size);
	prog = ktf_build(word, &env_events[KTF_EVENT_function], &diag);
	EXPECT(IS_ERR(prog) && diag.code == KTF_ERR_FIELD_NOT_FOUND &&
	       !strcmp(diag.where, "field s8"), "%s: %s", ktf_err_text[diag.code], diag.where);
	ktf_free(word);
	image_free(&im);
}
