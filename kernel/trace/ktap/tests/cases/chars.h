/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Classes of characters, Latin-1: rows only. Each byte is in exactly one row.
 *
 *	KTF_CHARS(from, to, isspace, isalnum, isdigit)
 */
KTF_CHARS(0x00, 0x08, 0, 0, 0)
KTF_CHARS(0x09, 0x0d, 1, 0, 0)
KTF_CHARS(0x0e, 0x1f, 0, 0, 0)
KTF_CHARS(' ', ' ', 1, 0, 0)
KTF_CHARS('!', '/', 0, 0, 0)
KTF_CHARS('0', '9', 0, 1, 1)
KTF_CHARS(':', '@', 0, 0, 0)
KTF_CHARS('A', 'Z', 0, 1, 0)
KTF_CHARS('[', '`', 0, 0, 0)
KTF_CHARS('a', 'z', 0, 1, 0)
KTF_CHARS('{', 0x9f, 0, 0, 0)
KTF_CHARS(0xa0, 0xa0, 1, 0, 0)
KTF_CHARS(0xa1, 0xbf, 0, 0, 0)
KTF_CHARS(0xc0, 0xd6, 0, 1, 0)
KTF_CHARS(0xd7, 0xd7, 0, 0, 0)
KTF_CHARS(0xd8, 0xf6, 0, 1, 0)
KTF_CHARS(0xf7, 0xf7, 0, 0, 0)
KTF_CHARS(0xf8, 0xff, 0, 1, 0)

#undef KTF_CHARS
