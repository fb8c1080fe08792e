// SPDX-License-Identifier: GPL-2.0
/*
 * Markers that were compiled into a file, of which the section .note.stapsdt has a note each:
 *
 *	address		of the marker
 *	address		that the section .stapsdt.base had when this was written
 *	address		of a 16-bit number of those who use the marker; or 0
 *	texts		provider, name, arguments; with a NUL behind each
 *
 * Programs that move a file's addresses later, such as prelink, do not know of these notes: that
 * section says how far they have moved.
 */
#include "elf/binary.h"

#define OWNER	"stapsdt"
#define TYPE	3

/**
 * binary_markers_start - walk through the markers of a file
 * @at: the walk.
 * @b: the file.
 *
 * Context: any.
 */
void binary_markers_start(struct binary_markers *at, const struct binary *b)
{
	GElf_Shdr head;
	Elf_Scn *scn;

	*at = (struct binary_markers) { .b = b };
	if (binary_section(b, ".stapsdt.base", &head))
		at->base = head.sh_addr;
	scn = binary_section(b, ".note.stapsdt", &head);
	if (scn && head.sh_type == SHT_NOTE)
		at->data = elf_getdata(scn, NULL);
}

/* Take an address off the note. */
static bool take_address(const struct binary *b, const char **from, size_t *bytes, u64 *address)
{
	u32 size = b->wide ? sizeof(u64) : sizeof(u32), word;

	if (*bytes < size)
		return false;
	if (b->wide) {
		memcpy(address, *from, sizeof(*address));
	} else {
		memcpy(&word, *from, sizeof(word));
		*address = word;
	}
	*from += size;
	*bytes -= size;
	return true;
}

static bool take_text(const char **from, size_t *bytes, const char **text)
{
	const char *end = memchr(*from, 0, *bytes);

	if (!end)
		return false;
	*text = *from;
	*bytes -= end + 1 - *from;
	*from = end + 1;
	return true;
}

static bool read_note(const struct binary_markers *at, const char *from, size_t bytes,
		      struct binary_marker *m)
{
	u64 address, base, semaphore, moved;

	if (!take_address(at->b, &from, &bytes, &address) ||
	    !take_address(at->b, &from, &bytes, &base) ||
	    !take_address(at->b, &from, &bytes, &semaphore) ||
	    !take_text(&from, &bytes, &m->provider) || !take_text(&from, &bytes, &m->name) ||
	    !take_text(&from, &bytes, &m->arguments))
		return false;
	moved = at->base && base ? at->base - base : 0;
	m->semaphore = 0;
	if (semaphore && !binary_offset(at->b, semaphore + moved, &m->semaphore))
		return false;
	return binary_offset(at->b, address + moved, &m->offset);
}

/* Is the note one of a marker? libelf has checked that name and content are in the section. */
static bool is_marker(const Elf_Data *data, const GElf_Nhdr *note, size_t name)
{
	return note->n_type == TYPE && note->n_namesz == sizeof(OWNER) &&
	       !memcmp((const char *)data->d_buf + name, OWNER, sizeof(OWNER));
}

/**
 * binary_markers_next - find the next marker
 * @at: the walk.
 * @m: gets the marker.
 *
 * Context: any.
 * Return: false behind the last one. A marker that is at several places comes several times.
 */
bool binary_markers_next(struct binary_markers *at, struct binary_marker *m)
{
	size_t name, content, next;
	GElf_Nhdr note;

	while (at->data && at->next < at->data->d_size) {
		next = gelf_getnote(at->data, at->next, &note, &name, &content);
		if (!next)
			return false;
		at->next = next;
		if (is_marker(at->data, &note, name) &&
		    read_note(at, (const char *)at->data->d_buf + content, note.n_descsz, m))
			return true;
	}
	return false;
}
