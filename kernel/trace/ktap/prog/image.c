// SPDX-License-Identifier: GPL-2.0
/*
 * Images: a portable program as a string of bytes.
 *
 * The sections of an image follow each other without a gap, so the counts in the header say
 * where each section is. There is no offset of a section that could be wrong. The counts must
 * add up to the size of the image to the byte. They are added in 64 bits, where counts of 32
 * bits cannot overflow.
 *
 * An image is canonical: a program has exactly one (ktap_filter.h). The compiler adds names and
 * constants to the pool in the order that an image must have, so writing an image is copying.
 *
 * Here are the layout and the writer. prog/decode.c reads.
 */
#include "prog/decoding.h"
#include "prog/image.h"

/* The layout of these structs is ABI. */
#define AT(type, member, at)	static_assert(offsetof(struct type, member) == (at))
AT(ktap_filter_header, magic, 0);
AT(ktap_filter_header, version, 4);
AT(ktap_filter_header, flags, 6);
AT(ktap_filter_header, bytes, 8);
AT(ktap_filter_header, nr_insns, 12);
AT(ktap_filter_header, nr_fields, 16);
AT(ktap_filter_header, pool_bytes, 20);
AT(ktap_filter_header, source_bytes, 24);
AT(ktap_filter_header, reserved, 28);
static_assert(sizeof(struct ktap_filter_header) == 32);
AT(ktap_filter_insn, op, 0);
AT(ktap_filter_insn, flags, 1);
AT(ktap_filter_insn, field, 2);
AT(ktap_filter_insn, jf, 4);
AT(ktap_filter_insn, jt, 6);
AT(ktap_filter_insn, imm, 8);
static_assert(sizeof(struct ktap_filter_insn) == 16);
AT(ktap_filter_reloc, name, 0);
AT(ktap_filter_reloc, size, 4);
AT(ktap_filter_reloc, kind, 8);
AT(ktap_filter_reloc, flags, 9);
AT(ktap_filter_reloc, reserved, 10);
static_assert(sizeof(struct ktap_filter_reloc) == 16);
AT(ktap_filter_span, pos, 0);
AT(ktap_filter_span, len, 4);
static_assert(sizeof(struct ktap_filter_span) == 8);
#undef AT

static struct ktf_layout lay_out(u32 nr_insns, u32 nr_fields, u32 pool, u32 source)
{
	struct ktf_layout at = { .insns = sizeof(struct ktap_filter_header) };

	at.fields = at.insns + (u64)nr_insns * sizeof(struct ktap_filter_insn);
	at.spans = at.fields + (u64)nr_fields * sizeof(struct ktap_filter_reloc);
	at.pool = at.spans + (source ? (u64)nr_insns * sizeof(struct ktap_filter_span) : 0);
	at.source = at.pool + pool;
	at.end = at.source + source;
	return at;
}

/**
 * ktf_image_layout - find the sections of an image
 * @head: the header. Nothing in it need be true: the sections can end anywhere.
 *
 * Context: any.
 * Return: where the sections are.
 */
struct ktf_layout ktf_image_layout(const struct ktap_filter_header *head)
{
	return lay_out(get_unaligned_le32(&head->nr_insns), get_unaligned_le32(&head->nr_fields),
		       get_unaligned_le32(&head->pool_bytes),
		       get_unaligned_le32(&head->source_bytes));
}

/* Do the counts in the header make up the size in the header? */
static int check_sizes(const struct ktap_filter_header *head, struct ktf_diag *diag)
{
	struct ktf_layout at = ktf_image_layout(head);
	u32 bytes = get_unaligned_le32(&head->bytes), nr = get_unaligned_le32(&head->nr_insns);
	u32 pool = get_unaligned_le32(&head->pool_bytes);

	if (bytes > KTAP_FILTER_MAX_IMAGE)
		return ktf_refuse(diag, -E2BIG, KTF_ERR_IMAGE_TOO_LARGE,
				  "header: bytes ^%u", bytes);
	if (!nr)
		return ktf_refuse(diag, -EINVAL, KTF_ERR_IMAGE_BYTES, "header: nr_insns ^0");
	if (!IS_ALIGNED(pool, 8))
		return ktf_refuse(diag, -EINVAL, KTF_ERR_IMAGE_BYTES,
				  "header: pool_bytes ^%u", pool);
	if (at.end != bytes)
		return ktf_refuse(diag, -EINVAL, KTF_ERR_IMAGE_BYTES,
				  "header: bytes ^%u, sections %llu", bytes, at.end);
	return 0;
}

/**
 * ktf_image_size - check an image's header, of which only a part may be there yet
 * @image: the image's first bytes, aligned as allocated memory is.
 * @have: how many bytes are there.
 * @bytes: gets the size of the whole image; 0 if the header is not complete.
 * @diag: gets the error.
 *
 * Context: any.
 * Return: 0; -EINVAL if no image starts with these bytes; -E2BIG if the image is larger than
 * KTAP_FILTER_MAX_IMAGE.
 */
int ktf_image_size(const void *image, u32 have, u32 *bytes, struct ktf_diag *diag)
{
	const struct ktap_filter_header *head = image;
	u32 reserved;
	u16 word;

	*bytes = 0;
	if (memcmp(image, KTAP_FILTER_MAGIC, min_t(u32, have, sizeof(head->magic))))
		return ktf_refuse(diag, -EINVAL, KTF_ERR_IMAGE_MAGIC, "header: ^magic");
	if (have < sizeof(*head))
		return 0;
	word = get_unaligned_le16(&head->version);
	if (word != KTAP_FILTER_VERSION)
		return ktf_refuse(diag, -EINVAL, KTF_ERR_IMAGE_VERSION,
				  "header: version ^%u", word);
	word = get_unaligned_le16(&head->flags);
	if (word)
		return ktf_refuse(diag, -EINVAL, KTF_ERR_IMAGE_FLAGS, "header: flags ^0x%x", word);
	reserved = get_unaligned_le32(&head->reserved);
	if (reserved)
		return ktf_refuse(diag, -EINVAL, KTF_ERR_IMAGE_RESERVED,
				  "header: reserved ^0x%x", reserved);
	if (check_sizes(head, diag))
		return diag->err;
	*bytes = get_unaligned_le32(&head->bytes);
	return 0;
}

static void put_header(void *image, const struct ktf_portable *prog, u32 bytes, u32 source)
{
	struct ktap_filter_header head = {
		.magic		= KTAP_FILTER_MAGIC,
		.version	= cpu_to_le16(KTAP_FILTER_VERSION),
		.bytes		= cpu_to_le32(bytes),
		.nr_insns	= cpu_to_le32(prog->nr_insns),
		.nr_fields	= cpu_to_le32(prog->nr_fields),
		.pool_bytes	= cpu_to_le32(prog->pool_len),
		.source_bytes	= cpu_to_le32(source),
	};

	memcpy(image, &head, sizeof(head));
}

static void put_insns(struct ktap_filter_insn *to, const struct ktf_portable *prog)
{
	const struct ktf_pred *pred = prog->insns;

	for (; pred < prog->insns + prog->nr_insns; pred++)
		*to++ = (struct ktap_filter_insn) {
			.op	= pred->op,
			.flags	= pred->flags,
			.field	= cpu_to_le16(pred->field),
			.jf	= cpu_to_le16(pred->jf),
			.jt	= cpu_to_le16(pred->jt),
			.imm	= cpu_to_le64(pred->imm),
		};
}

static void put_fields(struct ktap_filter_reloc *to, const struct ktf_portable *prog)
{
	const struct ktf_reloc *field;
	u32 i;

	for (i = 0; i < prog->nr_fields; i++) {
		field = &prog->fields[i];
		to[i] = (struct ktap_filter_reloc) {
			.name	= cpu_to_le32(field->name),
			.size	= cpu_to_le32(field->size),
			.kind	= field->kind,
			.flags	= field->flags,
		};
	}
}

static void put_spans(struct ktap_filter_span *to, const struct ktf_portable *prog)
{
	const struct ktf_span *span = prog->spans;

	for (; span < prog->spans + prog->nr_insns; span++)
		*to++ = (struct ktap_filter_span) {
			.pos	= cpu_to_le32(span->pos),
			.len	= cpu_to_le32(span->len),
		};
}

/**
 * ktf_image_encode - write a portable program into an image
 * @prog: a program from ktf_compile() or ktf_image_decode(), neither linked nor optimised.
 * @source: the text that the program was compiled from, if the image is to carry it; or NULL.
 * @image: gets the image, to be freed by ktf_free().
 * @bytes: gets its size.
 *
 * Context: may sleep.
 * Return: 0; -E2BIG if the image would be larger than KTAP_FILTER_MAX_IMAGE; -ENOMEM.
 */
int ktf_image_encode(const struct ktf_portable *prog, const char *source,
		     void **image, u32 *bytes)
{
	size_t len = source ? strlen(source) : 0;
	struct ktf_layout at;
	void *to;

	if (len > KTAP_FILTER_MAX_IMAGE)
		return -E2BIG;
	at = lay_out(prog->nr_insns, prog->nr_fields, prog->pool_len, len);
	if (at.end > KTAP_FILTER_MAX_IMAGE)
		return -E2BIG;
	to = ktf_alloc(at.end);
	if (!to)
		return -ENOMEM;
	put_header(to, prog, at.end, len);
	put_insns(to + at.insns, prog);
	put_fields(to + at.fields, prog);
	if (len)
		put_spans(to + at.spans, prog);
	if (prog->pool_len)
		memcpy(to + at.pool, prog->pool, prog->pool_len);
	if (len)
		memcpy(to + at.source, source, len);
	*image = to;
	*bytes = at.end;
	return 0;
}
