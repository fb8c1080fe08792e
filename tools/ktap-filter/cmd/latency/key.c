// SPDX-License-Identifier: GPL-2.0
/*
 * --key: what is equal at both ends of a pair.
 *
 * "pid=next_pid" are two names, the start's and the end's; "dev" is one for both. Without the
 * option, it is the thread. All idle threads have the pid 0, and the CPU tells them apart.
 */
#include "latency/latency.h"

/* The key of a thread: "comm" tells threads apart by their numbers until they get names. */
static const struct agg_key thread = {
	.text = "$comm", .len = 5, .name_len = 5, .element = -1,
};

static int take_part(struct latency *l, enum latency_end end, u32 at, u32 len,
		     struct agg_error *error)
{
	struct agg_keys *keys = &l->match[end];
	struct agg_key *key = &keys->list[keys->nr++];
	int err = agg_key_parse(l->key, at, len, key, error);

	if (!err && key->modifier)
		err = agg_refuse(error, at, len, "--key takes names without a modifier");
	return err;
}

static int take_pair(struct latency *l, u32 at, u32 len, struct agg_error *error)
{
	const char *equals = memchr(l->key + at, '=', len);
	u32 first = equals ? equals - l->key - at : len;

	if (l->match[LATENCY_START].nr == AGG_MAX_KEYS)
		return agg_refuse(error, at, len, "no more than %u keys", AGG_MAX_KEYS);
	if (take_part(l, LATENCY_START, at, first, error))
		return -EINVAL;
	if (equals)
		at += first + 1;
	return take_part(l, LATENCY_END, at, equals ? len - first - 1 : len, error);
}

static void use_thread(struct latency *l)
{
	u32 end;

	for (end = 0; end < LATENCY_ENDS; end++) {
		l->match[end].nr = 1;
		l->match[end].list[0] = thread;
	}
}

/**
 * latency_read_key - understand --key
 * @l: has the option; gets the keys.
 *
 * Context: any.
 * Return: CMD_OK or CMD_USAGE. The error has been printed.
 */
int latency_read_key(struct latency *l)
{
	struct agg_error error;
	u32 at = 0, len;

	if (!l->key) {
		use_thread(l);
		return CMD_OK;
	}
	for (;; at++) {
		len = strcspn(l->key + at, ",");
		if (take_pair(l, at, len, &error))
			return report_refused(CMD_USAGE, l->key, &error, NULL);
		at += len;
		if (!l->key[at])
			return CMD_OK;
	}
}
