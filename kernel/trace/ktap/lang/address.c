// SPDX-License-Identifier: GPL-2.0
/*
 * Addresses as they are written: 10.0.0.0/8, fe80::1, 00:1b:21:3c:9d:f8, and devices: 8:16.
 *
 * A prefix says how many bits count, and all other bits must be 0, so that each set of addresses
 * has one text. Nothing else may stand in the text, not even a blank.
 *
 * The parts of an IPv6 address are numbers of 16 bits. One "::" stands for as many parts of 0 as
 * are missing: the parts behind it are moved to the end. The last two parts may be written as an
 * IPv4 address.
 */
#include "lang/address.h"

/**
 * struct reader - a position in the text
 * @at: the next character.
 * @end: the end of the text.
 */
struct reader {
	const char	*at;
	const char	*end;
};

static bool accept(struct reader *r, char c)
{
	if (r->at == r->end || *r->at != c)
		return false;
	r->at++;
	return true;
}

static bool accept_twice(struct reader *r, char c)
{
	if (r->end - r->at < 2 || r->at[0] != c || r->at[1] != c)
		return false;
	r->at += 2;
	return true;
}

/* Read a decimal number up to @max, without a 0 in front. */
static bool read_decimal(struct reader *r, u32 max, u32 *val)
{
	const char *start = r->at;

	*val = 0;
	for (; r->at < r->end && isdigit(*r->at) && *val <= max; r->at++)
		*val = 10 * *val + *r->at - '0';
	return r->at > start && *val <= max && (*start != '0' || r->at == start + 1);
}

/* Read @least to @most hexadecimal digits. */
static bool read_hex(struct reader *r, u32 least, u32 most, u32 *val)
{
	u32 nr = 0;

	*val = 0;
	for (; nr < most && r->at < r->end && isxdigit(*r->at); nr++, r->at++)
		*val = *val << 4 | (isdigit(*r->at) ? *r->at - '0' : (*r->at | 0x20) - 'a' + 10);
	return nr >= least;
}

static bool read_ipv4(struct reader *r, u8 *bytes)
{
	u32 i, val;

	for (i = 0; i < 4; i++) {
		if ((i && !accept(r, '.')) || !read_decimal(r, 255, &val))
			return false;
		bytes[i] = val;
	}
	return true;
}

static bool read_mac(struct reader *r, u8 *bytes)
{
	u32 i, val;

	for (i = 0; i < 6; i++) {
		if ((i && !accept(r, ':')) || !read_hex(r, 2, 2, &val))
			return false;
		bytes[i] = val;
	}
	return true;
}

/* Read a part of an IPv6 address, or its last two as an IPv4 address. Returns their bytes. */
static u32 read_part(struct reader *r, u8 *bytes, u32 room)
{
	struct reader ahead = *r;
	u32 val;

	if (room >= 4 && read_ipv4(&ahead, bytes)) {
		*r = ahead;
		return 4;
	}
	if (room < 2 || !read_hex(r, 1, 4, &val))
		return 0;
	bytes[0] = val >> 8;
	bytes[1] = val;
	return 2;
}

static bool read_ipv6(struct reader *r, u8 *bytes)
{
	u32 nr = 0, gap = KTF_MAX_ADDRESS, got;

	if (accept_twice(r, ':'))
		gap = 0;
	while (nr < KTF_MAX_ADDRESS) {
		/* Behind "::" there may be nothing. */
		if (gap == nr && (r->at == r->end || *r->at == '/'))
			break;
		got = read_part(r, bytes + nr, KTF_MAX_ADDRESS - nr);
		if (!got)
			return false;
		nr += got;
		if (got == 4 || nr == KTF_MAX_ADDRESS)
			break;
		if (gap == KTF_MAX_ADDRESS && accept_twice(r, ':'))
			gap = nr;
		else if (!accept(r, ':'))
			break;
	}
	if (gap == KTF_MAX_ADDRESS)
		return nr == KTF_MAX_ADDRESS;
	if (nr == KTF_MAX_ADDRESS)
		return false;
	memmove(bytes + KTF_MAX_ADDRESS - (nr - gap), bytes + gap, nr - gap);
	memset(bytes + gap, 0, KTF_MAX_ADDRESS - nr);
	return true;
}

/* Are all bits behind the prefix 0? */
static bool is_cut(const struct ktf_address *addr)
{
	u32 bit;

	for (bit = addr->prefix; bit < 8 * addr->nr; bit++)
		if (addr->bytes[bit / 8] & (0x80 >> bit % 8))
			return false;
	return true;
}

/**
 * ktf_address_read - read an address
 * @fn: the function whose argument it is: ipv4, ipv6 or mac.
 * @text: the argument.
 * @len: its length, bytes.
 * @addr: gets the address.
 *
 * Context: any.
 * Return: 0; -EINVAL if it is no address.
 */
int ktf_address_read(enum ktf_function fn, const char *text, u32 len, struct ktf_address *addr)
{
	struct reader r = { text, text + len };
	bool good;

	*addr = (struct ktf_address) { .nr = ktf_functions[fn].arg };
	addr->prefix = 8 * addr->nr;
	switch (addr->nr) {
	case 4:
		good = read_ipv4(&r, addr->bytes);
		break;
	case 6:
		good = read_mac(&r, addr->bytes);
		break;
	default:
		good = read_ipv6(&r, addr->bytes);
	}
	if (good && accept(&r, '/'))
		good = read_decimal(&r, 8 * addr->nr, &addr->prefix);
	return good && r.at == r.end && is_cut(addr) ? 0 : -EINVAL;
}

/**
 * ktf_device_read - read a device
 * @text: its major and minor number, as 8:16.
 * @len: length of the text, bytes.
 * @dev: gets the number, as dev_t has it in the kernel.
 *
 * Context: any.
 * Return: 0; -EINVAL if it is no device.
 */
int ktf_device_read(const char *text, u32 len, u32 *dev)
{
	struct reader r = { text, text + len };
	u32 major, minor;

	if (!read_decimal(&r, 0xfff, &major) || !accept(&r, ':') ||
	    !read_decimal(&r, 0xfffff, &minor) || r.at != r.end)
		return -EINVAL;
	*dev = major << 20 | minor;
	return 0;
}

/**
 * ktf_address_word - get some bytes of an address as a number
 * @addr: the address.
 * @at: the first byte.
 * @nr: how many, 1 to 8.
 * @mask: gets the bits that count.
 *
 * Context: any.
 * Return: the number, in the order of the network.
 */
u64 ktf_address_word(const struct ktf_address *addr, u32 at, u32 nr, u64 *mask)
{
	u64 word = 0;
	u32 i;

	*mask = 0;
	for (i = 8 * at; i < 8 * (at + nr); i++) {
		word = word << 1 | (addr->bytes[i / 8] >> (7 - i % 8) & 1);
		*mask = *mask << 1 | (i < addr->prefix);
	}
	return word;
}
