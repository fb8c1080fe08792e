/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Addresses as they are written. See lang/address.c.
 */
#ifndef _KTF_ADDRESS_H
#define _KTF_ADDRESS_H

#include "lang/functions.h"

#define KTF_MAX_ADDRESS	16

/**
 * struct ktf_address - an address, or all that start with the same bits
 * @nr: how many bytes there are.
 * @bytes: the bytes in the order of the network; behind the prefix, 0.
 * @prefix: how many bits count, from the first one on.
 */
struct ktf_address {
	u32	nr;
	u8	bytes[KTF_MAX_ADDRESS];
	u32	prefix;
};

int ktf_address_read(enum ktf_function fn, const char *text, u32 len, struct ktf_address *addr);
int ktf_device_read(const char *text, u32 len, u32 *dev);
u64 ktf_address_word(const struct ktf_address *addr, u32 at, u32 nr, u64 *mask);

#endif /* _KTF_ADDRESS_H */
