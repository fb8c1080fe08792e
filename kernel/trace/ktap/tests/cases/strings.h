/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Texts: rows as in integers.h.
 *
 * "==", "!=" and "~" mean the same for each kind of text. Only bytes behind a NUL, and texts
 * without a NUL, make a difference.
 */

/* Texts that end at a NUL or by the size in their loc word. */
#define LOCATED(record, verdict, rest)					\
	KTF_CASE(main, record, verdict, "dyn " rest)			\
	KTF_CASE(main, record, verdict, "rel " rest)
#define POINTED(record, verdict, rest)					\
	KTF_CASE(main, record, verdict, "ptr " rest)			\
	KTF_CASE(main, record, verdict, "uptr.ustring " rest)
#define FIXED(record, verdict, rest)					\
	KTF_CASE(main, record, verdict, "name " rest)			\
	KTF_CASE(main, record, verdict, "comm " rest)			\
	KTF_CASE(main, record, verdict, "COMM" rest)
#define TEXTS(record, verdict, rest)					\
	FIXED(record, verdict, rest)					\
	LOCATED(record, verdict, rest)					\
	POINTED(record, verdict, rest)
/* Arrays that fit a word. */
#define SHORT(record, verdict, rest)					\
	KTF_CASE(main, record, verdict, "word " rest)			\
	KTF_CASE(main, record, verdict, "tag " rest)			\
	KTF_CASE(main, record, verdict, "mac " rest)
#define EVERY(record, verdict, rest)					\
	TEXTS(record, verdict, rest)					\
	SHORT(record, verdict, rest)					\
	KTF_CASE(main, record, verdict, "tail " rest)

/* Equality: no character of the text is special. */
EVERY(bash, true, "== \"bash\"")
EVERY(bash, true, "== 'bash'")
EVERY(bash, true, "=='bash'")
EVERY(bash, false, "== 'bas'")
EVERY(bash, false, "== 'bashy'")
EVERY(bash, false, "== 'Bash'")
EVERY(bash, false, "== ''")
EVERY(bash, false, "== 'bash '")
EVERY(bash, false, "== 'b*'")
EVERY(bash, false, "== 'b?sh'")
EVERY(bash, false, "== '!zsh'")
EVERY(bash, false, "== 'a text that is longer than any array here'")
EVERY(bash, false, "!= 'bash'")
EVERY(bash, true, "!= 'bas'")
EVERY(bash, true, "!= ''")
EVERY(bash, true, "!= 'b*'")
EVERY(bash, true, "!= 'a text that is longer than any array here'")

/* A pattern without a wildcard means equality. */
EVERY(bash, true, "~ 'bash'")
EVERY(bash, false, "~ 'bas'")
EVERY(bash, false, "~ ''")

/* Prefixes. */
EVERY(bash, true, "~ 'b*'")
EVERY(bash, true, "~ 'ba*'")
EVERY(bash, true, "~ 'bash*'")
EVERY(bash, false, "~ 'bashy*'")
EVERY(bash, false, "~ 'a*'")
EVERY(bash, false, "~ 'a text that is longer than any array here*'")

/* Substrings. */
EVERY(bash, true, "~ '*as*'")
EVERY(bash, true, "~ '*b*'")
EVERY(bash, true, "~ '*sh*'")
EVERY(bash, true, "~ '*bash*'")
EVERY(bash, true, "~ '**'")
EVERY(bash, false, "~ '*sa*'")
EVERY(bash, false, "~ '*bashy*'")
EVERY(bash, false, "~ '*a text that is longer than any array here*'")

/* Suffixes. On arrays, only those that the stock engine finds, too. */
LOCATED(bash, true, "~ '*sh'")
POINTED(bash, true, "~ '*sh'")
LOCATED(bash, true, "~ '*bash'")
POINTED(bash, true, "~ '*bash'")
TEXTS(bash, false, "~ '*as'")
KTF_CASE(main, bash, false, "word ~ '*as'")
EVERY(bash, false, "~ '*xbash'")
TEXTS(path, true, "~ '*/ktap.1'")
TEXTS(path, true, "~ '*1'")
TEXTS(path, true, "~ '*/usr/bin/ktap.1'")
TEXTS(path, false, "~ '*x/usr/bin/ktap.1'")
TEXTS(path, false, "~ '*ktap.'")
TEXTS(path, true, "~ '*'")
FIXED(zero, true, "~ '*'")
POINTED(zero, true, "~ '*'")
SHORT(path, true, "~ '*'")
KTF_CASE(main, path, true, "word ~ '*/bi'")
KTF_CASE(main, path, true, "word ~ '*i'")
KTF_CASE(main, path, false, "word ~ '*b'")
KTF_CASE(main, path, true, "tag ~ '*us'")

/* Substrings that almost occur, and substrings of more than eight bytes. */
TEXTS(path, true, "~ '*/k*'")
TEXTS(path, true, "~ '*.1*'")
TEXTS(path, true, "~ '*/ktap.1*'")
TEXTS(path, true, "~ '*/bin/ktap*'")
TEXTS(path, true, "~ '*/usr/bin/ktap.1*'")
TEXTS(path, false, "~ '*/x*'")
TEXTS(path, false, "~ '*/bix*'")
TEXTS(path, false, "~ '*/bin/ktax*'")
TEXTS(path, false, "~ '*/usr/bin/ktap.1x*'")
TEXTS(path, true, "~ '/usr/bin*'")
TEXTS(path, true, "~ '/usr/bin/*'")
TEXTS(path, false, "~ '/usr/bix*'")
TEXTS(path, false, "~ '/usr/bin/x*'")
LOCATED(unsized, true, "== 'unsized'")
LOCATED(unsized, false, "== 'unsize'")
LOCATED(unsized, true, "~ 'unsi*'")
LOCATED(unsized, true, "~ '*size*'")

/* Several predicates on one string. */
POINTED(bash, true, "== 'x' || ptr ~ 'y*' || ptr ~ '*as*'")
KTF_CASE(main, bash, true, "ptr ~ '*sh' && uptr.ustring ~ 'b*' && ptr == 'bash'")
KTF_CASE(main, bash, true, "ptr ~ 'b*' && !uptr.ustring == 'b' && uptr.ustring ~ 'b?sh'")

/* General patterns. */
#define GLOBS(record, verdict, rest)					\
	TEXTS(record, verdict, rest)					\
	SHORT(record, verdict, rest)
GLOBS(bash, true, "~ 'b?sh'")
GLOBS(bash, true, "~ \"????\"")
GLOBS(bash, true, "~ 'b*h'")
GLOBS(bash, true, "~ '*a*h'")
GLOBS(bash, true, "~ '*a*s*'")
GLOBS(bash, true, "~ '***'")
GLOBS(bash, true, "~ '**sh'")
GLOBS(bash, true, "~ '*?sh'")
GLOBS(bash, true, "~ 'bash**'")
GLOBS(bash, true, "~ '[abc]ash'")
GLOBS(bash, true, "~ '[a-c]a*'")
GLOBS(bash, true, "~ '[!c-z]a[r-t][!a-g]'")
GLOBS(bash, true, "~ '\\b\\a*'")
GLOBS(bash, true, "~ 'b[]a]sh'")
TEXTS(path, true, "~ '/*/*/k?ap.[0-9]'")
TEXTS(path, true, "~ '*/*/*/*'")
TEXTS(path, true, "~ '*n*[!x]tap?1'")
TEXTS(path, false, "~ '*/*/*/*/*'")
TEXTS(path, false, "~ '/usr/*/bin/*'")
GLOBS(bash, false, "~ 'b?h'")
GLOBS(bash, false, "~ \"???\"")
GLOBS(bash, false, "~ \"?????\"")
GLOBS(bash, false, "~ '[!a-c]ash'")
GLOBS(bash, false, "~ '[B]ash'")
GLOBS(bash, false, "~ '[bash'")
GLOBS(bash, false, "~ 'b*a*a*'")
GLOBS(bash, false, "~ 'bas[h'")
GLOBS(bash, false, "~ '*\\*'")
KTF_CASE(main, latin, true, "dyn ~ '\\[a\\]\\*\\?\\\\'")
KTF_CASE(main, latin, true, "dyn ~ '[[]a*'")
KTF_CASE(main, latin, true, "dyn ~ '[a*'")
KTF_CASE(main, latin, true, "dyn == '[a]*?\\'")
KTF_CASE(main, latin, false, "dyn ~ '[a]*'")
KTF_CASE(main, latin, true, "dyn ~ '*\\\\'")
KTF_CASE(main, latin, true, "rel ~ 'a\t*\n'")
KTF_CASE(main, latin, true, "rel == 'a\tb\n'")

/* "!" as the first character of a pattern negates, but only behind "~". */
EVERY(bash, false, "~ '!bash'")
EVERY(bash, true, "~ '!zsh'")
EVERY(bash, false, "~ '!b*'")
EVERY(bash, true, "~ '!z*'")
EVERY(bash, false, "~ '!*as*'")
EVERY(bash, true, "~ '!*z*'")
EVERY(bash, true, "~ '!*z'")
GLOBS(bash, false, "~ '!b?sh'")
GLOBS(bash, true, "~ '!z?h'")
EVERY(bash, true, "~ '!'")
EVERY(bash, true, "~ '!!bash'")
KTF_CASE(main, bash, true, "!name ~ '!bash'")
KTF_CASE(main, bash, false, "!(name ~ '!zsh')")
KTF_CASE(main, bash, false, "!name == 'bash'")
KTF_CASE(main, bash, true, "!name != 'bash'")

/* A text that starts with a digit is compared as it is. */
TEXTS(digit, true, "~ '9p*'")
TEXTS(digit, false, "~ '!9p*'")
TEXTS(digit, true, "~ '[9]p*'")
KTF_CASE(main, digit, false, "word ~ '9p*'")
KTF_CASE(main, digit, true, "word ~ '!9p*'")
KTF_CASE(main, digit, true, "word ~ '9pfs'")
KTF_CASE(main, digit, true, "tag == '!9'")

/* Without a NUL, the array's size or the size in the loc word ends the text. */
KTF_CASE(main, full, true, "name == 'abcdefghijklmnop'")
KTF_CASE(main, full, false, "name == 'abcdefghijklmno'")
KTF_CASE(main, full, false, "name == 'abcdefghijklmnopq'")
KTF_CASE(main, full, true, "name ~ 'abcdefghijklmnop*'")
KTF_CASE(main, full, false, "name ~ 'abcdefghijklmnopq*'")
KTF_CASE(main, full, true, "name ~ '*mnop*'")
KTF_CASE(main, full, false, "name ~ '*opq*'")
KTF_CASE(main, full, true, "name ~ 'a*p'")
KTF_CASE(main, full, true, "name ~ \"????????????????\"")
KTF_CASE(main, full, false, "name ~ \"?????????????????\"")
KTF_CASE(main, full, true, "word == 'abcdefgh'")
KTF_CASE(main, full, false, "word == 'abcdefg'")
KTF_CASE(main, full, false, "word == 'abcdefghi'")
KTF_CASE(main, full, true, "word ~ 'abcdefgh*'")
KTF_CASE(main, full, true, "word ~ '[a]*h'")
KTF_CASE(main, full, true, "tag == 'abcd'")
KTF_CASE(main, full, false, "tag == 'abc'")
KTF_CASE(main, full, true, "tag ~ 'abcd*'")
KTF_CASE(main, full, false, "tag ~ 'abcde*'")
KTF_CASE(main, full, true, "tag ~ '*d*'")
KTF_CASE(main, full, true, "mac == 'abcdef'")
KTF_CASE(main, full, false, "mac == 'abcde'")
LOCATED(full, true, "== 'abcdefghijklmnop'")
LOCATED(full, false, "== 'abcdefghijklmno'")
LOCATED(full, true, "~ '*nop*'")
/* The last byte of a located text should be the NUL. It never counts as text. */
LOCATED(full, true, "~ '*mno'")
LOCATED(full, false, "~ '*nop'")
LOCATED(full, true, "~ 'a*p'")
KTF_CASE(main, full, true, "comm == 'abcdefghijklmno'")
KTF_CASE(main, full, true, "comm ~ '*mno'")
KTF_CASE(main, full, false, "comm == 'abcdefghijklmnop'")
POINTED(full, true, "== 'abcdefghijklmnop'")

/* Bytes behind a NUL do not count for "==", prefixes and patterns. */
TEXTS(stale, true, "== 'sh'")
SHORT(stale, true, "== 'sh'")
TEXTS(stale, true, "~ 's*'")
TEXTS(stale, true, "~ 'sh*'")
SHORT(stale, true, "~ 'sh*'")
GLOBS(stale, true, "~ 's?'")
GLOBS(stale, false, "~ 's?*z*'")
GLOBS(stale, false, "~ '*[z]*'")
EVERY(stale, true, "~ '*sh*'")
/* The whole of a located text is searched for a substring, also behind a NUL. */
LOCATED(stale, true, "~ '*zombie*'")
LOCATED(stale, true, "~ '*zombie'")
LOCATED(stale, false, "~ '*sh'")
POINTED(stale, false, "~ '*zombie*'")
POINTED(stale, true, "~ '*sh'")
KTF_CASE(main, stale, false, "tail ~ '*zombie*'")

/* A loc word without a size: the NUL ends the text, for those tests that look for a NUL. */
LOCATED(unsized, true, "== 'unsized'")
LOCATED(unsized, false, "== 'unsize'")
LOCATED(unsized, false, "!= 'unsized'")
LOCATED(unsized, true, "~ 'uns*'")
LOCATED(unsized, true, "~ '*siz*'")
LOCATED(unsized, true, "~ '**'")
LOCATED(unsized, false, "~ '*unsizedx*'")
LOCATED(unsized, false, "~ '*zed'")
LOCATED(unsized, false, "~ '*'")
LOCATED(unsized, true, "~ '!*'")
LOCATED(unsized, false, "~ 'u?sized'")
LOCATED(unsized, true, "~ '***'")

/* Bytes are compared, not characters. */
KTF_CASE(main, latin, true, "name == '\xe9t\xe9 \xff'")
KTF_CASE(main, latin, true, "word == '\xe9t\xe9'")
KTF_CASE(main, latin, true, "word ~ '\xe9*'")
KTF_CASE(main, latin, true, "comm ~ '[\xe0-\xef]t?'")
KTF_CASE(main, latin, false, "comm ~ '[\x01-\xdf]t?'")
KTF_CASE(main, latin, true, "ptr == '\xff\xfe'")
KTF_CASE(main, latin, true, "uptr.ustring == '\xa0'")
KTF_CASE(main, wire, true, "mac ~ '\x02*'")
KTF_CASE(main, wire, true, "mac == '\x02'")
KTF_CASE(main, wire, false, "mac == '\x01'")

/* A text in one kind of quotes may contain the other kind. */
KTF_CASE(main, wire, true, "name ~ \"it's*\"")
KTF_CASE(main, wire, true, "name ~ '*\"so\"*'")
KTF_CASE(main, wire, true, "comm == \"it's\"")
KTF_CASE(main, wire, true, "uptr.ustring == '\"'")
KTF_CASE(main, wire, true, "comm == \"it's\" && uptr.ustring == '\"' && s32 == 0")
/* Operators and parentheses inside quotes are text. */
KTF_CASE(main, zero, false, "name == ') || u8 == 0 && ('")
KTF_CASE(main, zero, true, "name != \"(((\" && (word != '||')")
KTF_CASE(main, zero, true, "name==''&&word=='' && tag == \"\"")

/* ".ustring" means user memory, and has an effect on pointers only. */
KTF_CASE(main, bash, true, "name.ustring == 'bash'")
KTF_CASE(main, bash, true, "dyn.ustring ~ '*sh'")
KTF_CASE(main, bash, true, "comm.ustring == 'bash'")
KTF_CASE(main, bash, true, "s32.ustring == 2")
KTF_CASE(main, bash, true, "uptr.ustring=='bash'")

/* A fault makes the predicate false, whatever its operator. */
KTF_CASE(main, fault, false, "uptr.ustring == 'x'")
KTF_CASE(main, fault, false, "uptr.ustring != 'x'")
KTF_CASE(main, fault, false, "uptr.ustring ~ 'x*'")
KTF_CASE(main, fault, false, "uptr.ustring ~ '*'")
KTF_CASE(main, fault, false, "uptr.ustring ~ '!x'")
KTF_CASE(main, fault, false, "uptr.ustring ~ '!*x'")
KTF_CASE(main, fault, false, "uptr.ustring ~ '!*x*'")
KTF_CASE(main, fault, false, "uptr.ustring ~ '!x?'")
KTF_CASE(main, fault, true, "!uptr.ustring == 'x'")
KTF_CASE(main, fault, true, "!(uptr.ustring != 'x')")
KTF_CASE(main, fault, true, "uptr.ustring != 'x' || s32 == 1")
KTF_CASE(main, fault, false, "uptr.ustring != 'x' && s32 == 1")

/* Many texts make a set, of short and of long ones. */
#define IS_ONE(f, text)	f "== 'a' || " f "== '/usr/bin/ktap.2' || " f "== 'ab' || "		\
			f "== 'bas' || " f "== 'abcdefg' || " f "== '/usr/bin/ktap' || "	\
			f "== 'zsh' || " f "== 'abcdefgh' || " f "== 'xyz' || "			\
			f "== 'ab' || " f "== 'bashy' || "					\
			f "== 'abcdefghijklmn' || " f "== '/usr/bin/ktap.' || " f "== '*' || "	\
			f "== 'a text that is longer than any array here' || " f "== '" text "'"
#define IS_NONE(f, text) f "!= 'a' && " f "!= '/usr/bin/ktap.2' && " f "!= 'ab' && "		\
			f "!= 'bas' && " f "!= 'xyz' && " f "!= '/usr/bin/ktap' && "		\
			f "!= 'zsh' && " f "!= 'klmnopqr' && " f "!= 'xy' && "			\
			f "!= 'abcdefghijklmn' && " f "!= '/usr/bin/ktap.' && " f "!= '*' && "	\
			f "!= 'a text that is longer than any array here' && "			\
			f "!= '/usr' && " f "!= 'shz' && " f "!= '" text "'"
#define SET(record, is, f, text)								\
	KTF_CASE(main, record, is, IS_ONE(f " ", text))						\
	KTF_CASE(main, record, !(is), "!(" IS_ONE(f " ", text) ")")				\
	KTF_CASE(main, record, !(is), IS_NONE(f " ", text))
#define SETS(record, is, text)									\
	SET(record, is, "name", text)								\
	SET(record, is, "comm", text)								\
	SET(record, is, "dyn", text)								\
	SET(record, is, "rel", text)								\
	SET(record, is, "ptr", text)								\
	SET(record, is, "uptr.ustring", text)
SETS(bash, true, "bash")
SETS(bash, false, "Bash")
SET(zero, true, "name", "")
SET(zero, true, "comm", "")
SET(zero, true, "ptr", "")
SET(zero, true, "uptr.ustring", "")
SET(zero, false, "name", "0")
SET(zero, false, "comm", "0")
SET(zero, false, "ptr", "0")
SETS(stale, true, "sh")
SETS(stale, false, "s")
SETS(path, true, "/usr/bin/ktap.1")
SETS(path, false, "/usr/bin/ktap.0")
SET(bash, true, "word", "bash")
SET(bash, true, "tag", "bash")
SET(bash, true, "mac", "bash")
SET(bash, true, "tail", "bash")
SET(path, true, "tail", "/usr/bin/ktap.1")
SET(path, false, "tail", "/usr/bin/ktap.10")
SET(stale, true, "tail", "sh")
SET(unsized, true, "dyn", "unsized")
SET(unsized, true, "rel", "unsized")
SET(unsized, false, "dyn", "unsize")
SET(unsized, false, "rel", "unsizedd")
SET(full, true, "name", "abcdefghijklmnop")
SET(full, true, "comm", "abcdefghijklmno")
SET(full, true, "dyn", "abcdefghijklmnop")
SET(full, false, "rel", "abcdefghijklmno")
SET(full, true, "ptr", "abcdefghijklmnop")
SET(full, true, "tag", "abcd")
SET(full, true, "mac", "abcdef")
KTF_CASE(main, full, true, IS_ONE("word ", "x"))
/* A fault is neither equal nor different. */
SET(bash, true, "ptr", "bash")
KTF_CASE(main, fault, false, IS_ONE("uptr.ustring ", "x"))
KTF_CASE(main, fault, true, "!(" IS_ONE("uptr.ustring ", "x") ")")
KTF_CASE(main, fault, false, IS_NONE("uptr.ustring ", "x"))
KTF_CASE(main, fault, true, "!(" IS_NONE("uptr.ustring ", "x") ")")
KTF_CASE(main, fault, true, IS_ONE("uptr.ustring ", "x") " || s32 == 1")
/* One copy serves a set and the tests around it. */
KTF_CASE(main, bash, true, "(" IS_ONE("uptr.ustring ", "bash") ") && uptr.ustring ~ 'b*h'")
KTF_CASE(main, bash, false, "(" IS_ONE("ptr ", "bash") ") && ptr != 'bash'")
KTF_CASE(main, path, true, "s32 == 4 || (" IS_ONE("name ", "/usr/bin/ktap.1") ") && s32 == 3")

#undef SETS
#undef SET
#undef IS_ONE
#undef IS_NONE
#undef LOCATED
#undef POINTED
#undef FIXED
#undef TEXTS
#undef SHORT
#undef EVERY
#undef GLOBS
