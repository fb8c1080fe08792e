// SPDX-License-Identifier: GPL-2.0
/*
 * Addresses: IPv6 is read as inet_pton() reads it, and what a comparison costs.
 */
#include <arpa/inet.h>
#include <stdio.h>

#include "env.h"
#include "test.h"

#include "ktf_build.h"
#include "lang/address.h"
#include "vm/isa.h"

/* Random pieces of addresses: the C library must agree on what is one, and which. */
TEST(address_ipv6_as_inet_pton)
{
	static const char * const piece[] = {
		":", ":", ":", "::", "1", "ab", "FFFF", "0", "0db8", "12345", "1.2.3.4", "g", ".",
	};
	struct ktf_address addr;
	u32 i, n, good = 0;
	char text[64];
	u8 bytes[16];
	bool is;

	for (i = 0; i < 300000; i++) {
		*text = 0;
		for (n = test_random() % 16; n; n--)
			strcat(text, piece[test_random() % (n % 2 ? 4 : ARRAY_SIZE(piece))]);
		is = inet_pton(AF_INET6, text, bytes) == 1;
		EXPECT(is == !ktf_address_read(KTF_FUNCTION_ipv6, text, strlen(text), &addr) &&
		       !(is && memcmp(bytes, addr.bytes, sizeof(bytes))), "%s", text);
		good += is;
	}
	EXPECT(good > 1000, "only %u addresses", good);
}

/* A comparison with an address is one test of a word, and with an IPv6 address two. */
TEST(address_costs)
{
	static const struct {
		const char	*filter;
		u32		words;
	} rows[] = {
		{ "tag == ipv4(10.0.0.1)", 1 },
		{ "tag != ipv4(10.0.0.0/8)", 1 },
		{ "tag in {ipv4(10.0.0.0/8), ipv4(192.168.0.0/16)}", 2 },
		{ "be32(name, 4) in ipv4(10.0.0.0/9)", 1 },
		{ "mac == mac(02:00:5e:10:00:01)", 1 },
		{ "mac in mac(02:00:5e:00:00:00/24)", 1 },
		{ "mac in mac(02:00:5e:10:00:00/40)", 1 },
		{ "mac in {mac(02:00:5e:10:00:01), mac(02:00:5e:10:00:02)}", 2 },
		{ "name == ipv6(::1)", 2 },
		{ "name in ipv6(fe80::/10)", 1 },
		{ "name in ipv6(fe80::1:0/112)", 2 },
		{ "u32 == dev(8:16)", 1 },
		{ "(u8 & 0x50) in {0x10, 0x40}", 2 },
	};
	struct ktf_diag diag = { };
	struct ktf_prog *prog;
	u32 i, n;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		prog = ktf_build(rows[i].filter, &env_events[KTF_EVENT_main], &diag);
		EXPECT(!IS_ERR(prog), "%s: %s", rows[i].filter, ktf_err_text[diag.code]);
		if (IS_ERR(prog))
			continue;
		EXPECT(prog->nr == rows[i].words, "%s: %u", rows[i].filter, prog->nr);
		for (n = 0; n < prog->nr; n++)
			EXPECT(prog->insns[n].op == KTF_OP(WORD, ARC), "%s: %u is no word",
			       rows[i].filter, n);
		ktf_free(prog);
	}
}
