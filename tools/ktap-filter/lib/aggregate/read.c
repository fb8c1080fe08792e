// SPDX-License-Identifier: GPL-2.0
/*
 * Values of keys, from records.
 *
 * The fixed part of a record is there: the caller has checked its size. A text behind it has to
 * be inside of the record, which a damaged file may not grant.
 */
#include "aggregate/key.h"

static u64 widen(u64 bits, u32 size, bool is_signed)
{
	u32 shift = 64 - 8 * size;

	bits <<= shift;
	return is_signed ? (u64)((s64)bits >> shift) : bits >> shift;
}

static u64 field_bits(const u8 *at, const struct agg_place *place)
{
	bool is_signed = place->tag == AGG_SIGNED;

	switch (place->size) {
	case 1:
		return widen(*at, 1, is_signed);
	case 2:
		return widen(get_unaligned((const u16 *)at), 2, is_signed);
	case 4:
		return widen(get_unaligned((const u32 *)at), 4, is_signed);
	default:
		return get_unaligned((const u64 *)at);
	}
}

static u64 task(const struct agg_record *record)
{
	u32 pid = agg_record_pid(record);

	return pid ?: (u64)(record->cpu + 1) << 32;
}

static u64 bits_of(const struct agg_place *place, const struct agg_record *record)
{
	switch (place->source) {
	case AGG_FROM_PID:
		return (s32)agg_record_pid(record);
	case AGG_FROM_COMM:
		return task(record);
	case AGG_FROM_CPU:
		return record->cpu;
	case AGG_FROM_EVENT:
		return get_unaligned((const u16 *)record->data);
	case AGG_FROM_TIME:
		return record->time;
	}
	return field_bits(record->data + place->off, place);
}

static struct agg_number number_of(const struct agg_key *key, const struct agg_place *place,
				   u64 bits)
{
	struct agg_number n = { .bits = bits, .is_signed = place->tag == AGG_SIGNED };

	return key->modifier && key->modifier->map ? key->modifier->map(n, key->arg) : n;
}

static void put_number(const struct agg_place *place, struct agg_number n, struct agg_bytes *to)
{
	agg_put_number(to, place->tag > AGG_STACK ? place->tag :
		       n.is_signed ? AGG_SIGNED : AGG_UNSIGNED, n.bits);
}

/**
 * agg_put_bits - put the value of a key whose bits are known without a record
 * @key: the key, which is a number.
 * @place: where its event has it; tells its size and sign.
 * @bits: the bits; those above its size do not matter.
 * @to: gets the value behind those that are there.
 *
 * Context: any.
 */
void agg_put_bits(const struct agg_key *key, const struct agg_place *place, u64 bits,
		  struct agg_bytes *to)
{
	if (place->source == AGG_FROM_NUMBER)
		bits = widen(bits, place->size, place->tag == AGG_SIGNED);
	put_number(place, number_of(key, place, bits), to);
}

/**
 * agg_read_number - read the value of a key that is a number
 * @key: the key.
 * @place: where the record's event has it.
 * @record: the record.
 *
 * Context: any.
 * Return: the number, as the modifier makes it.
 */
struct agg_number agg_read_number(const struct agg_key *key, const struct agg_place *place,
				  const struct agg_record *record)
{
	return number_of(key, place, bits_of(place, record));
}

/* Put a text, up to its NUL, of the @room bytes from offset @off. */
static bool put_text(const struct agg_record *record, u64 off, u64 room, struct agg_bytes *to)
{
	const char *text = (const char *)record->data + off;

	if (off + room > record->bytes)
		return false;
	agg_put_text(to, text, strnlen(text, min_t(u64, room, AGG_MAX_TEXT)));
	return true;
}

static bool put_located(const struct agg_place *place, const struct agg_record *record,
			struct agg_bytes *to)
{
	u32 loc = get_unaligned((const u32 *)(record->data + place->off));

	return put_text(record, (u64)place->from + (loc & 0xffff), loc >> 16, to);
}

/* The addresses; behind the innermost ones a 0, if there is no room for the others. */
static void put_stack(const struct stack *stack, struct agg_bytes *to)
{
	u32 nr = min(stack->nr, AGG_MAX_DEPTH - 1), i;
	u64 callers[AGG_MAX_DEPTH];

	for (i = 0; i < nr; i++)
		callers[i] = stack_caller(stack, i);
	if (nr < stack->nr)
		callers[nr++] = 0;
	agg_put_bytes(to, AGG_STACK, callers, nr * sizeof(*callers));
}

/**
 * agg_read - read the value of a key
 * @key: the key.
 * @place: where the record's event has it.
 * @record: the record.
 * @to: gets the value behind those that are there.
 *
 * Context: any.
 * Return: false if the record says that it is outside of the record.
 */
bool agg_read(const struct agg_key *key, const struct agg_place *place,
	      const struct agg_record *record, struct agg_bytes *to)
{
	switch (place->source) {
	case AGG_FROM_FIXED:
		return put_text(record, place->off,
				place->size ?: record->bytes - place->off, to);
	case AGG_FROM_LOC:
		return put_located(place, record, to);
	case AGG_FROM_STACK:
		put_stack(&record->stack, to);
		return true;
	}
	put_number(place, agg_read_number(key, place, record), to);
	return true;
}
