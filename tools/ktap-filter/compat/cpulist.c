// SPDX-License-Identifier: GPL-2.0
/*
 * Lists of CPUs as bitmap_parselist() reads them.
 *
 *	list   := { "," | blank } [ region { "," | blank } ] ...
 *	region := number | ( number "-" number | "all" ) [ ":" number "/" number ]
 *	number := decimal | "N", the last CPU
 *
 * "0-9:2/5" is the first two of every five. "all" may be written in capitals. A
 * newline right behind a region without a step ends the list, whatever follows;
 * anywhere else it is a blank.
 */
#include "prog/env.h"
#include <strings.h>

struct region {
	u32	from;
	u32	to;
	u32	used;	/* of every @step CPUs */
	u32	step;
	bool	many;	/* may have a step */
};

static bool is_gap(char c)
{
	return isspace(c) || c == ',';
}

static int number(const char **s, u32 last, u32 *val)
{
	u64 sum = 0;

	if (**s == 'N') {
		*val = last;
		++*s;
		return 0;
	}
	if (!isdigit(**s))
		return -EINVAL;
	for (; isdigit(**s); ++*s)
		sum = min_t(u64, sum * 10 + (**s - '0'), 1ULL << 32);
	*val = sum;
	return sum >> 32 ? -EOVERFLOW : 0;
}

/* number | number "-" number | "all", with the step of a region that has none. */
static int range(const char **s, u32 last, struct region *r)
{
	int err = 0;

	r->many = !strncasecmp(*s, "all", 3);
	if (r->many) {
		*s += 3;
		r->from = 0;
		r->to = last;
	} else {
		err = number(s, last, &r->from);
		r->to = r->from;
		r->many = !err && **s == '-';
		if (r->many) {
			++*s;
			err = number(s, last, &r->to);
		}
	}
	r->used = r->to + 1;
	r->step = r->to + 1;
	return err;
}

static int step(const char **s, u32 last, struct region *r)
{
	int err;

	++*s;
	err = number(s, last, &r->used);
	if (err)
		return err;
	if (*(*s)++ != '/')
		return -EINVAL;
	return number(s, last, &r->step);
}

/* Returns 1 if the list ends here. */
static int region(const char **s, u32 last, struct region *r)
{
	int err;

	err = range(s, last, r);
	if (err)
		return err;
	if (!**s || **s == '\n')
		return 1;
	if (is_gap(**s))
		return 0;
	if (**s != ':' || !r->many)
		return -EINVAL;
	return step(s, last, r);
}

static int check(const struct region *r, u32 nr_bits)
{
	if (r->from > r->to || !r->step || r->used > r->step)
		return -EINVAL;
	return r->to < nr_bits ? 0 : -ERANGE;
}

int ktf_parse_cpulist(const char *text, unsigned long *bits, u32 nr_bits)
{
	struct region r;
	int ret, err;
	u32 i;

	do {
		while (is_gap(*text))
			text++;
		if (!*text)
			return 0;
		ret = region(&text, nr_bits - 1, &r);
		err = ret < 0 ? ret : check(&r, nr_bits);
		if (err)
			return err;
		for (i = r.from; i <= r.to; i++)
			if ((i - r.from) % r.step < r.used)
				bits[i / BITS_PER_LONG] |= 1UL << (i % BITS_PER_LONG);
	} while (!ret);
	return 0;
}
