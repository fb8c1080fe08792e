// SPDX-License-Identifier: GPL-2.0
/*
 * Types as declarations in C.
 *
 * A declaration is written around its name: from the name outwards, a pointer puts a star in
 * front, an array and a function put brackets behind, and what is pointed to is put in
 * parentheses if it has any. The type that all of it ends in comes first in the text. So the text
 * grows on both sides of the name while the types are followed.
 */
#include <stdio.h>

#include "btf/btf.h"

/* The types that are followed. What has more of them is cut off with dots. */
#define MOST_STEPS	32

/* The text so far, and what is said of the next type: its words come in front of it. */
struct declaration {
	char	text[BTF_DECLARATION];
	char	words[32];
	bool	is_pointer;
};

static void wrap(struct declaration *d, const char *before, const char *behind)
{
	char old[BTF_DECLARATION];

	memcpy(old, d->text, sizeof(old));
	/* A declaration that is too long loses its end. */
	if (snprintf(d->text, sizeof(d->text), "%s%s%s", before, old, behind) >= sizeof(d->text))
		memcpy(d->text + sizeof(d->text) - 4, "...", 4);
}

static void add_word(struct declaration *d, const char *word)
{
	if (strlen(d->words) + strlen(word) < sizeof(d->words))
		strcat(d->words, word);
}

static void add_pointer(struct declaration *d)
{
	char star[sizeof(d->words) + 1];

	snprintf(star, sizeof(star), "*%s", d->words);
	wrap(d, star, "");
	d->words[0] = 0;
	d->is_pointer = true;
}

/* Put brackets behind. They bind more than the star of a pointer. */
static void add_brackets(struct declaration *d, const char *brackets)
{
	if (d->is_pointer)
		wrap(d, "(", ")");
	d->is_pointer = false;
	wrap(d, "", brackets);
}

static void add_array(struct declaration *d, const struct btf_array *array)
{
	char brackets[16];

	snprintf(brackets, sizeof(brackets), "[%u]", array->nelems);
	add_brackets(d, brackets);
}

/* What the declaration begins with. */
static void add_base(struct declaration *d, const char *kind, const char *name)
{
	char base[BTF_DECLARATION + 64];

	snprintf(base, sizeof(base), "%s%s%.*s%s", d->words, kind, BTF_DECLARATION,
		 name[0] ? name : "{...}", d->text[0] ? " " : "");
	wrap(d, base, "");
}

static const char *const keywords[] = {
	[BTF_KIND_STRUCT]	= "struct ",
	[BTF_KIND_UNION]	= "union ",
	[BTF_KIND_ENUM]		= "enum ",
	[BTF_KIND_ENUM64]	= "enum ",
	[BTF_KIND_FWD]		= "struct ",
};

static const char *keyword(const struct btf_type *type)
{
	u32 kind = btf_kind(type);

	if (kind == BTF_KIND_FWD && BTF_INFO_KFLAG(type->info))
		return "union ";
	return kind < ARRAY_SIZE(keywords) && keywords[kind] ? keywords[kind] : "";
}

/* Add one type, and get the number of the next one. False if it is the last one. */
static bool add_type(struct declaration *d, const struct btf *btf, const struct btf_type *type,
		     u32 *id)
{
	*id = type->type;
	switch (btf_kind(type)) {
	case BTF_KIND_PTR:
		add_pointer(d);
		return true;
	case BTF_KIND_ARRAY:
		*id = ((const struct btf_array *)(type + 1))->type;
		add_array(d, (const struct btf_array *)(type + 1));
		return true;
	case BTF_KIND_FUNC_PROTO:
		add_brackets(d, "(...)");
		return true;
	case BTF_KIND_CONST:
		add_word(d, "const ");
		return true;
	case BTF_KIND_VOLATILE:
		add_word(d, "volatile ");
		return true;
	case BTF_KIND_RESTRICT:
	case BTF_KIND_TYPE_TAG:
		return true;
	default:
		add_base(d, keyword(type), btf_name(btf, type->name_off));
		return false;
	}
}

/**
 * btf_declare - print a type as C declares something of it
 * @btf: the types.
 * @id: the type's number.
 * @name: the name of what is declared; "" for the type alone.
 * @text: gets the declaration; the end of a long one is replaced by dots.
 *
 * Context: any.
 */
void btf_declare(const struct btf *btf, u32 id, const char *name, char text[BTF_DECLARATION])
{
	struct declaration d = { };
	const struct btf_type *type;
	u32 n;

	wrap(&d, name, "");
	for (n = 0; n < MOST_STEPS; n++) {
		type = btf_type(btf, id);
		if (!type || !add_type(&d, btf, type, &id))
			break;
	}
	if (!type || n == MOST_STEPS)
		add_base(&d, "", type ? "..." : id ? "?" : "void");
	memcpy(text, d.text, sizeof(d.text));
}
