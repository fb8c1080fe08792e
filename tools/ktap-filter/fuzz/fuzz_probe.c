// SPDX-License-Identifier: GPL-2.0
/*
 * Probes: the input is a place with its arguments, a NUL, and changes to a description of types,
 * each of six bytes: an offset and the word that is stored there. A definition has to be one line
 * that the kernel has room for; a mistake has to be in the text. Then all types are looked through.
 */
#include "btf.h"
#include "probe/probe.h"
#include "target.h"

#define CHANGE	6

/* The types of the small kernel, changed; free them with free(). */
static void *make_types(const u8 *changes, size_t nr, size_t *bytes)
{
	struct make_btf make = { };
	u16 off;
	char *data;

	make_kernel(&make);
	data = make_bytes(&make, bytes);
	for (; nr; nr--, changes += CHANGE) {
		memcpy(&off, changes, sizeof(off));
		memcpy(data + off % (*bytes - sizeof(u32)), changes + sizeof(off), sizeof(u32));
	}
	return data;
}

static void check_definition(const struct probe_place *place, const struct probe_argument *list,
			     u32 nr)
{
	char site[PROBE_DEFINITION], text[PROBE_DEFINITION];
	u32 i;

	probe_site(place, site, sizeof(site));
	probe_definition(place, site, list, nr, text, sizeof(text));
	for (i = 0; text[i]; i++)
		target_expect((u8)text[i] > ' ' || text[i] == ' ', "a definition is no line");
	for (i = 0; i < nr; i++)
		target_expect(list[i].name[0] && list[i].text[0], "an argument is empty");
}

static void define(const struct btf *btf, const char *text)
{
	u32 at = strspn(text, " "), len = strcspn(text + at, " "), nr;
	struct probe_argument list[PROBE_ARGUMENTS];
	struct probe_error e = { };
	struct probe_place place;
	struct probe_reader r = { &place, at + len, strlen(text), &e };

	if (!probe_place_read_user(&place, text, (struct probe_span) { at, len }, &e) &&
	    !place.in_source && !probe_arguments_read(&r, list, &nr))
		check_definition(&place, list, nr);
	r.at = at + len;
	r.end = strlen(text);
	if (!probe_place_read(&place, text, (struct probe_span) { at, len }, &e) &&
	    !place.in_source && !probe_place_find(&place, btf, &e) &&
	    !probe_arguments_read(&r, list, &nr))
		check_definition(&place, list, nr);
	else if (!place.in_source)
		target_expect(e.text[0] && e.at <= strlen(text), "a mistake is nowhere");
}

static void look_through(const struct btf *btf)
{
	char text[BTF_DECLARATION];
	struct btf_parts parts;
	struct btf_part part;
	bool is_unsigned;
	u32 id, at = 0;
	u64 val;

	for (id = 0; id <= btf_end(btf); id++) {
		btf_declare(btf, id, "name", text);
		if (btf_parts_start(&parts, btf, id))
			while (btf_parts_next(&parts, &part))
				target_expect(strlen(part.name) < U32_MAX, "a name without an end");
	}
	while (btf_enumerator(btf, "ONE", 3, &at, &val, &is_unsigned))
		;
}

int fuzz_one(const u8 *data, size_t size)
{
	char *text = target_text(data, size);
	size_t len = strlen(text), left = size - len - (len < size), bytes;
	void *types = make_types(data + size - left, left / CHANGE, &bytes);
	struct btf btf;

	target_begin(size);
	if (!btf_open(&btf, types, bytes, NULL)) {
		define(&btf, text);
		look_through(&btf);
	}
	btf_close(&btf);
	define(NULL, text);
	free(types);
	free(text);
	target_end();
	return 0;
}
