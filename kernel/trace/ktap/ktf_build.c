// SPDX-License-Identifier: GPL-2.0
/*
 * The stages of a build in their order.
 *
 *	ktf_compile	text > parse > sema > gen > portable program
 *	ktf_load	portable program > link > lower > verify > opt > verify > runnable program
 *	ktf_build	both
 *
 * This is the only file that knows both halves of the engine, lang/ and vm/.
 */
#include "ktf_build.h"
#include "lang/gen.h"
#include "lang/parse.h"
#include "lang/sema.h"
#include "prog/image.h"
#include "vm/link.h"
#include "vm/lower.h"
#include "vm/opt.h"
#include "vm/verify.h"

static u32 parse_flags(const struct ktf_schema *schema)
{
	return (ktf_schema_is_function(schema) ? KTF_PARSE_PATTERNS : 0) |
	       (ktf_stock_language() ? KTF_PARSE_STOCK : 0) |
	       (ktf_schema_is_restricted(schema) ? KTF_PARSE_NO_IMAGES : 0);
}

/**
 * ktf_compile - compile a filter's text
 * @text: the text, ending in a NUL. The armour of an image may be an operand or all of it.
 * @schema: the event.
 * @prog: gets the program. The caller frees it by ktf_portable_free(), after a failure too.
 * @diag: gets the error.
 *
 * Context: may sleep.
 * Return: 0; -EINVAL, -EPERM, -ENOENT or -ESRCH for a mistake in the text, as
 * ktf_lex_shape() and ktf_sema(); -EINVAL for a mistake in an image; -EACCES if a restricted
 * filter has an image, a kernel string or a function; -E2BIG; -ENOMEM.
 */
int ktf_compile(const char *text, const struct ktf_schema *schema,
		struct ktf_portable *prog, struct ktf_diag *diag)
{
	struct ktf_ast ast;
	int err;

	memset(prog, 0, sizeof(*prog));
	err = ktf_parse(text, parse_flags(schema), &ast, diag);
	if (!err)
		err = ktf_sema(&ast, schema, prog, diag);
	if (!err) {
		err = ktf_gen(&ast, prog);
		if (err)
			ktf_fail(diag, err, KTF_ERR_NONE, 0);
	}
	ktf_ast_free(&ast);
	return err;
}

/**
 * ktf_check_images - find a mistake in the images of a text, whatever the event
 * @text: the filter's text, ending in a NUL.
 * @diag: gets the mistake, if there is one. Mistakes in the text itself are left to
 *	ktf_compile().
 *
 * Context: may sleep.
 * Return: 0; -EINVAL if an operand that begins as an image is none; -E2BIG if it is larger than
 * an image may be.
 */
int ktf_check_images(const char *text, struct ktf_diag *diag)
{
	struct ktf_diag in_text;
	struct ktf_ast ast;
	int err = 0;

	if (!ktf_parse(text, 0, &ast, &in_text) && ast.error.where[0]) {
		*diag = ast.error;
		err = diag->err;
	}
	ktf_ast_free(&ast);
	return err;
}

/**
 * ktf_source_holds - does the program of an image do what the image's source says?
 * @prog: the program, not loaded yet.
 * @schema: the event.
 *
 * An image may carry a source and do something else. So the source is shown in place of the
 * image only if it compiles, here and for this event, to exactly the same program. Then
 * compiling the source makes this very image.
 *
 * Context: may sleep.
 * Return: true if it does; false too if there is no source or no memory.
 */
bool ktf_source_holds(const struct ktf_portable *prog, const struct ktf_schema *schema)
{
	struct ktf_portable again;
	struct ktf_diag diag;
	bool same;

	if (!prog->source)
		return false;
	same = !ktf_compile(prog->source, schema, &again, &diag) &&
	       ktf_portable_same(prog, &again) &&
	       !memcmp(prog->spans, again.spans, prog->nr_insns * sizeof(*prog->spans));
	ktf_portable_free(&again);
	return same;
}

/**
 * ktf_make_image - make the image of a filter
 * @text: the filter's text, ending in a NUL.
 * @schema: the event.
 * @with_source: the image is to carry a source: @text, or if @text is an image alone, the
 *	source of that image.
 * @image: gets the image, to be freed by ktf_free().
 * @bytes: gets its size.
 * @diag: gets the error.
 *
 * Context: may sleep.
 * Return: 0; errors of ktf_compile() and ktf_image_encode().
 */
int ktf_make_image(const char *text, const struct ktf_schema *schema, bool with_source,
		   void **image, u32 *bytes, struct ktf_diag *diag)
{
	struct ktf_portable prog;
	const char *source;
	int err;

	err = ktf_compile(text, schema, &prog, diag);
	if (!err) {
		source = prog.is_image ? prog.source : text;
		err = ktf_image_encode(&prog, with_source ? source : NULL, image, bytes);
		if (err)
			ktf_fail(diag, err, KTF_ERR_NONE, 0);
	}
	ktf_portable_free(&prog);
	return err;
}

static bool uses_pointers(const struct ktf_portable *prog)
{
	u32 i;

	for (i = 0; i < prog->nr_fields; i++)
		if (prog->fields[i].kind == KTAP_FILTER_KIND_PTRSTR)
			return true;
	return false;
}

/* Verify before the passes, which rely on it, and after them, since the result will run. */
static struct ktf_prog *optimise(struct ktf_prog *run, u32 passes, struct ktf_diag *diag)
{
	int err = ktf_verify(run, &diag->pos);

	if (!WARN_ON_ONCE(err)) {
		err = ktf_opt(&run, passes);
		if (!err) {
			err = ktf_verify(run, &diag->pos);
			WARN_ON_ONCE(err);
		}
	}
	if (!err)
		return run;
	ktf_free(run);
	return ERR_PTR(ktf_fail(diag, err, KTF_ERR_NONE, diag->pos));
}

/* Predicates that are counted must stay apart, and in their order. */
static u32 passes_of(const struct ktf_portable *prog)
{
	return ktf_opt_passes() & (prog->is_counted ? KTF_PASS_FETCH | KTF_PASS_TASK : ~0U);
}

static struct ktf_prog *load(struct ktf_portable *prog, const struct ktf_schema *schema,
			     struct ktf_field *fields, struct ktf_diag *diag)
{
	struct ktf_prog *run;
	int err;

	err = ktf_link(prog, schema, fields, diag);
	if (err)
		return ERR_PTR(err);
	if (uses_pointers(prog))
		err = ktf_scratch_prepare();
	if (err)
		return ERR_PTR(ktf_fail(diag, err, KTF_ERR_NONE, 0));
	run = ktf_lower(prog, fields, ktf_schema_fixed(schema), diag);
	return IS_ERR(run) ? run : optimise(run, passes_of(prog), diag);
}

/**
 * ktf_load - make a portable program runnable on an event
 * @prog: the program; linking changes it.
 * @schema: the event.
 * @diag: gets the error.
 *
 * Context: may sleep.
 * Return: the runnable program, to be freed by ktf_free(); or ERR_PTR: -EINVAL if the program
 * does not fit the event, -E2BIG, -ENOMEM.
 */
struct ktf_prog *ktf_load(struct ktf_portable *prog, const struct ktf_schema *schema,
			  struct ktf_diag *diag)
{
	struct ktf_field *fields = ktf_alloc(array_size(prog->nr_fields, sizeof(*fields)));
	struct ktf_prog *run;

	if (!fields)
		return ERR_PTR(ktf_fail(diag, -ENOMEM, KTF_ERR_NONE, 0));
	run = load(prog, schema, fields, diag);
	ktf_free(fields);
	return run;
}

/**
 * ktf_build - make a runnable program from a filter's text
 * @text: the text, ending in a NUL.
 * @schema: the event.
 * @diag: gets the error.
 *
 * Context: may sleep.
 * Return: the program, to be freed by ktf_free(); or ERR_PTR with the errors of ktf_compile()
 * and ktf_load().
 */
struct ktf_prog *ktf_build(const char *text, const struct ktf_schema *schema,
			   struct ktf_diag *diag)
{
	struct ktf_portable portable;
	struct ktf_prog *run;
	int err;

	err = ktf_compile(text, schema, &portable, diag);
	run = err ? ERR_PTR(err) : ktf_load(&portable, schema, diag);
	ktf_portable_free(&portable);
	return run;
}
