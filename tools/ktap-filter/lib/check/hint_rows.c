// SPDX-License-Identifier: GPL-2.0
/*
 * The table of hints.
 *
 * A row fits if all that it states fits, and the first row that fits counts. So a row with
 * less comes behind a row with more.
 */
#include "check/hint.h"
#include "prog/variables.h"

#define ROW(c, hint_text, ...)	{ .code = KTF_ERR_##c, .text = hint_text, __VA_ARGS__ }
#define PIECES(p)		.pieces = " " p " "
#define OF(names)		.of = " " names " "
#define LEFT(kind)		.left = KTF_LEFT_##kind
#define SHAPE(what)		.shape = KTF_SHAPE_##what

/* Fields with addresses of functions, and that with the number of a system call. */
#define FUNCTIONS		OF("call_site callsite caller function ip parent_ip func")
#define SYSCALL			OF("id __syscall_nr nr")

static const char write_eq[] = "write ==", write_ne[] = "write !=";
static const char write_joins[] = "write &&, || and !";
static const char write_glob[] = "write ~, which takes a glob as \"a*\"";
static const char write_not_like[] = "write !~";
static const char write_set[] = "a set is in braces: in {1, 5-9}";
static const char write_not_in[] = "write !(x in {1, 5-9})";
static const char either_text[] = "write x == \"a\" || x == \"b\", or x in {\"a\", \"b\"}";
static const char either_number[] = "write x == 1 || x == 2, or x in {1, 2}";
static const char neither_number[] = "write x != 1 && x != 2, or !(x in {1, 2})";
static const char neither_text[] = "write x != \"a\" && x != \"b\", or !(x in {\"a\", \"b\"})";
static const char is_event[] = "the event is named by --event, or by the folder of the file";
static const char write_field[] = "write the field's name alone";
static const char write_syscall[] = "write id == syscall(openat)";
static const char write_cgroup[] = "write $cgroup in cgroup(\"/user.slice\")";
static const char write_syscalls[] = "write id in syscall(\"open*\")";
static const char is_result[] = "the result of a system call is ret, as in ret == -ENOENT";
static const char either_result[] =
	"the result is ret of a system call, and $retval where a function returns";
static const char write_has[] = "has(x) asks whether there is a field x";
static const char write_address[] = "write ipv4(10.0.0.1), or in ipv4(10.0.0.0/8)";
static const char write_colons[] = "write ipv6(::1), or mac(00:1b:21:3c:9d:f8)";
static const char write_device[] = "write dev(8:16), major and minor number";
static const char write_function[] = "write x.function == NAME, without quotes";
static const char one_function[] = "x.function takes == and !=, and one name";
static const char write_user[] = "a text of user space is asked as x.ustring";
static const char write_sample[] = "write $sample(1/100) for one in a hundred";
static const char write_first[] = "write $first(100)";
static const char write_rate[] = "write $ratelimit(10/1s)";
static const char write_changed[] = "write $changed(x), with a number";
static const char write_child[] = "write $child_of(1234), with the number of a process";
static const char write_letters[] =
	"names are letters, as in x.sym == \"D\"; a running task has (prev_state & 0xff) == 0";
static const char for_texts[] = "patterns are for texts";
static const char no_relation[] = "a relation is missing, as in x == \"a\" or x ~ \"a*\"";
static const char no_predicate[] = "a predicate is missing";
static const char no_call[] = "neither a field nor a variable has parentheses behind it";
static const char no_assignment[] = "a filter changes nothing";
static const char no_quotes[] = "quotes are \" or '";
static const char name_unquoted[] = "a field's name has no quotes";
static const char no_fractions[] = "there are integers alone";
static const char bases[] = "a number is decimal, hexadecimal with 0x, or octal with 0 in front";
static const char units[] = "a unit is k, M, G or T, or ns, us, ms or s";
static const char by_name[] = "names are compared behind .sym, as in x.sym == \"NAME\"";
static const char is_cast[] = "a cast is a function: u32(x), s64(x)";
static const char is_number[] = "a number stands here, or a field";
static const char is_unquoted[] = "this is a number, and numbers have no quotes";
static const char quote_text[] = "put the text in quotes";
static const char members[] = "a set has numbers and ranges, or texts in quotes: {1, 5-9}";

const struct ktf_hint ktf_hints[] = {
	/* Relations, as other languages have them. */
	ROW(INVALID_OP, write_ne, .start = "is not"),
	ROW(INVALID_OP, write_eq, PIECES("= is IS eq EQ equals :=")),
	ROW(NONE, write_eq, .before = "==", .start = "="),
	ROW(NONE, "write >=", .before = ">=", .start = "="),
	ROW(NONE, "write <=", .before = "<=", .start = "="),
	ROW(NONE, write_ne, .before = "!=", .start = "="),
	ROW(NONE, write_ne, .before = "<", .start = ">"),
	/* The signs of mathematics. */
	ROW(NONE, write_ne, .start = "\xe2\x89\xa0"),
	ROW(NONE, "write <=", .start = "\xe2\x89\xa4"),
	ROW(NONE, "write >=", .start = "\xe2\x89\xa5"),
	ROW(INVALID_OP, write_ne, PIECES("ne NE isnt =! \\!=")),
	ROW(INVALID_OP, "write >=", PIECES("=> ge GE")),
	ROW(INVALID_OP, "write <=", PIECES("=< le LE")),
	ROW(INVALID_OP, "write >", PIECES("gt GT")),
	ROW(INVALID_OP, "write <", PIECES("lt LT")),
	ROW(EXPECT_DIGIT, write_not_like, .before = "!=~"),
	ROW(INVALID_OP, write_not_like, .start = "! ~"),
	ROW(INVALID_VALUE, write_not_like, .before = "~", .start = "!"),
	ROW(INVALID_VALUE, "write ~", .before = "~", .start = "="),
	ROW(INVALID_OP, write_glob,
	    PIECES("=~ like LIKE ilike ILIKE regex matches MATCHES glob GLOB")),
	ROW(INVALID_OP, "write ~ \"*a*\"", PIECES("contains CONTAINS has")),
	ROW(INVALID_OP, write_glob, PIECES(".startswith .endswith .contains .match")),
	ROW(FIELD_NOT_FOUND, write_glob, PIECES("glob match regex like"), .behind = "("),
	ROW(INVALID_VALUE, no_relation, .before = "&", .start = "&", LEFT(TEXT)),
	ROW(INVALID_VALUE, "write ~ \"*a*\"", .before = "&", LEFT(TEXT)),
	ROW(INVALID_OP, "write ~ \"a*\"", PIECES("startswith starts_with starts beginswith")),
	ROW(INVALID_OP, "write ~ \"*a\"", PIECES("endswith ends_with ends")),
	ROW(INVALID_VALUE, "a pattern is a glob in quotes, as \"a*\"", .before = "~", .start = "/"),

	ROW(EXPECT_DIGIT, write_syscalls, .before = "~", SYSCALL),
	ROW(EXPECT_DIGIT, for_texts, .before = "~"),
	ROW(EXPECT_DIGIT, for_texts, .before = "!~"),
	ROW(ILLEGAL_FIELD_OP, for_texts, .before = "~", LEFT(NUMBER)),

	/* Sets. */
	ROW(INVALID_OP, write_not_in, .start = "not in"),
	ROW(INVALID_OP, write_not_in, .start = "!in"),
	ROW(INVALID_OP, write_not_in, PIECES("notin NOTIN nin")),
	ROW(INVALID_OP, write_ne, PIECES("!")),
	ROW(INVALID_OP, "write in {1-5}", PIECES("between BETWEEN")),
	ROW(INVALID_OP, write_set, PIECES("IN ,")),
	ROW(INVALID_VALUE, write_address, .before = "in", SHAPE(ADDRESS)),
	ROW(INVALID_VALUE, write_cgroup, .before = "in", OF("$cgroup")),
	ROW(INVALID_VALUE, "write & CPUS{0-3}", .before = "in", .start = "CPUS"),
	ROW(INVALID_VALUE, write_set, .before = "in"),
	ROW(INVALID_VALUE, "a range is 1-5", .start = ".."),
	ROW(INVALID_VALUE, write_colons, SHAPE(COLONS)),
	ROW(INVALID_VALUE, "a range is 1-5", .start = ":"),
	ROW(INVALID_VALUE, "a set is asked with in: in {1, 5-9}", .before = "==", .start = "{"),
	ROW(INVALID_VALUE, members, .start = ";"),
	ROW(INVALID_OP, "write & CPUS{0-3}", .before = "CPU", .start = "{"),
	ROW(TOO_MANY_PREDS, "write & CPUS{0-3}", .before = "CPU", .start = "{"),
	ROW(TOO_MANY_PREDS, "write & CPUS{0-3}, or parentheses", .start = "-", OF("&")),
	ROW(MISSING_BRACE_OPEN, "write CPUS{0-3}, without a blank"),

	/* System calls, and their results and arguments. */
	ROW(FIELD_NOT_FOUND, write_syscall, PIECES("syscall nr syscall_nr sysno")),
	ROW(FIELD_NOT_FOUND, write_syscall, .call = "syscall"),
	ROW(INVALID_VALUE, write_syscall, .before = "==", SYSCALL),
	ROW(INVALID_VALUE, write_syscall, .before = "!=", SYSCALL),
	ROW(INVALID_VALUE, write_syscall, .start = "SYS_"),
	ROW(INVALID_VALUE, write_syscall, .start = "__NR_"),
	ROW(EXPECT_DIGIT, write_syscall, .before = "==", SYSCALL),
	ROW(EXPECT_DIGIT, write_syscall, .before = "!=", SYSCALL),
	ROW(NO_SYSCALL, "no name matches", .start = "\""),
	ROW(NO_SYSCALL, "write the name alone: syscall(openat)", .start = "sys_"),
	ROW(NO_SYSCALL, "write the name alone: syscall(openat)", .start = "__"),
	ROW(NO_SYSCALL, "write in {syscall(read), syscall(write)}", SHAPE(COMMA)),
	ROW(NO_SYSCALL, "a pattern is in quotes: id in syscall(\"open*\")", .call = "syscall",
	    SHAPE(STAR)),
	ROW(AMBIGUOUS, "write in syscall(\"open*\")", .start = "syscall"),
	ROW(AMBIGUOUS, "in a set it stands for all of them: in {NAME}"),
	ROW(FIELD_NOT_FOUND, is_result, PIECES("errno rc result rval")),
	ROW(FIELD_NOT_FOUND, either_result, PIECES("retval ret")),
	ROW(UNKNOWN_VARIABLE, is_result, PIECES("$retval $ret $errno")),
	ROW(FIELD_NOT_FOUND, "an error is ret < 0 && ret >= -4095",
	    PIECES("IS_ERR IS_ERR_VALUE IS_ERR_OR_NULL")),
	ROW(EXPECT_DIGIT, "write -ENOENT, without quotes", .start = "\"E"),
	ROW(TOO_MANY_PREDS, "write ret == -ENOENT", .start = "E", .before = "1"),
	ROW(FIELD_NOT_FOUND, "arguments are args[0] to args[5]",
	    PIECES("arg arg0 arg1 arg2 arg3 arg4 arg5")),
	ROW(INVALID_OP, "an element is args[2]", OF("args"), .before = "."),
	ROW(EXPECT_DIGIT, "a character is its number: \"a\" is 97", OF("]")),
	ROW(INVALID_OP, "an element is args[2]", .before = "args", .start = "."),
	ROW(INVALID_OP, "an element is args[2]", .before = "args", .start = "("),
	ROW(INVALID_VALUE, "flags of system calls are numbers: O_CREAT is 0x40", .start = "O_"),
	ROW(INVALID_VALUE, "write s32(x) == -100", PIECES("AT_FDCWD")),
	ROW(INVALID_VALUE, "signals are numbers: SIGKILL is 9, see kill -l", .start = "SIG"),

	/* Addresses, devices and cgroups. */
	ROW(FIELD_NOT_FOUND, "write saddr in ipv4(10.0.0.0/8), or dport == 80",
	    PIECES("src dst net host port tcp udp ip ip6 icmp")),
	ROW(TOO_MANY_PREDS, write_address, SHAPE(ADDRESS)),
	ROW(EXPECT_DIGIT, write_address, SHAPE(ADDRESS)),
	ROW(EXPECT_DIGIT, write_colons, SHAPE(COLONS)),
	ROW(ADDRESS, "write ipv4(10.0.0.1) or ipv4(10.0.0.0/8), with zeroes behind the prefix",
	    .start = "ipv4"),
	ROW(ADDRESS, "write ipv6(::1) or ipv6(fe80::/10), with zeroes behind the prefix",
	    .start = "ipv6"),
	ROW(ADDRESS, "write mac(00:1b:21:3c:9d:f8)", .start = "mac"),
	ROW(ADDRESS, write_device, .start = "dev"),
	ROW(INVALID_VALUE, write_device, PIECES("MKDEV")),
	ROW(INVALID_VALUE, write_address, PIECES("ip inet addr inet_aton"), .behind = "("),
	ROW(INVALID_VALUE, write_device, .before = "==", OF("dev")),
	ROW(EXPECT_DIGIT, write_device, .before = "==", OF("dev")),
	ROW(TOO_MANY_PREDS, write_device, .start = ":"),
	ROW(ARGUMENT, "put the path in quotes", .call = "cgroup"),
	ROW(FIELD_NOT_FOUND, write_cgroup, PIECES("cgroup")),
	ROW(INVALID_VALUE, write_cgroup, OF("$cgroup")),
	ROW(EXPECT_DIGIT, write_cgroup, OF("$cgroup")),
	ROW(NO_CGROUP, "it must exist when the filter is written"),

	/* Functions of the kernel. */
	ROW(INVALID_VALUE, write_function, .before = "==", FUNCTIONS),
	ROW(INVALID_VALUE, write_function, .before = "!=", FUNCTIONS),
	ROW(EXPECT_DIGIT, write_function, .before = "==", FUNCTIONS),
	ROW(INVALID_OP, one_function, .before = "~", OF("function")),
	ROW(INVALID_OP, one_function, .before = "function", .start = "in "),
	ROW(NO_FUNCTION, "the name has no quotes", .start = "\""),
	ROW(NO_FUNCTION, "the name has no quotes", .start = "'"),
	ROW(INVALID_OP, write_function, PIECES(".func .fn .symbol .ksym .kallsyms")),

	/* What joins predicates. */
	ROW(TOO_MANY_PREDS, write_joins, PIECES("and or not AND OR NOT")),
	ROW(INVALID_OP, write_joins, PIECES("and or not AND OR NOT")),
	ROW(FIELD_NOT_FOUND, write_joins, PIECES("not NOT")),
	ROW(FIELD_NOT_FOUND, either_number, .before = "||", SHAPE(DIGITS)),
	ROW(FIELD_NOT_FOUND, either_number, .before = "-", OF("||")),
	ROW(FIELD_NOT_FOUND, neither_number, .before = "&&", SHAPE(DIGITS)),
	ROW(FIELD_NOT_FOUND, neither_number, .before = "-", OF("&&")),
	ROW(TOO_MANY_PREDS, either_number, PIECES("=="), .behind = "(", SHAPE(JOINED)),
	ROW(TOO_MANY_PREDS, neither_number, PIECES("!="), .behind = "(", SHAPE(JOINED)),
	ROW(NONE, either_text, .before = "||", .start = "\""),
	ROW(NONE, either_text, .before = "||", .start = "'"),
	ROW(NONE, neither_text, .before = "&&", .start = "\""),
	ROW(NONE, neither_text, .before = "&&", .start = "'"),
	ROW(TOO_MANY_PREDS, "a filter is one expression: join predicates with && or ||",
	    PIECES(";")),
	ROW(INVALID_OP, "write a == x || b == x", PIECES("|")),
	ROW(TOO_MANY_PREDS, "nothing is counted for each pid or name", PIECES("per by")),
	ROW(TOO_MANY_PREDS,
	    "write && or || between predicates, and parentheses around operators on bits",
	    PIECES("& |")),
	ROW(INVALID_OP, "write ^, in parentheses", PIECES("xor XOR")),
	ROW(INVALID_OP, "write %", PIECES("mod MOD")),
	ROW(NONE, "a filter has no ? and :", .start = "?"),
	ROW(INVALID_FILTER, no_predicate),
	ROW(NONE, no_predicate, PIECES("&& ||")),
	ROW(INVALID_OP, no_relation, SHAPE(END)),
	ROW(INVALID_OP, no_relation, .start = ")"),
	ROW(INVALID_OP, no_call, .start = "("),

	ROW(TOO_MANY_PREDS, "join predicates with && or ||; a set is in braces: in {1, 5-9}",
	    .comma = true),

	/* What is refused as languages disagree about it. */
	ROW(TOO_MANY_PREDS, "write a < b && b < c; operators on bits need parentheses",
	    PIECES("< <= > >=")),
	ROW(TOO_MANY_PREDS, "put parentheses around operators on bits, and around each relation",
	    PIECES("== != in ^ << >> + - * / %")),

	/* What changes something. */
	ROW(INVALID_OP, no_assignment, PIECES("+= -= *= /= %= &= |= ^=")),
	ROW(INVALID_VALUE, no_assignment, .before = "+", .start = "+"),

	/* Variables and terms. */
	ROW(NONE, "the shell puts in $$ between double quotes alone", .start = "$$"),
	ROW(ARGUMENT, write_sample, .call = "$sample"),
	ROW(ARGUMENT, write_first, .call = "$first"),
	ROW(ARGUMENT, write_rate, .call = "$ratelimit"),
	ROW(ARGUMENT, write_child, .call = "$child_of"),
	ROW(EXPECT_DIGIT, write_changed, .call = "$changed"),
	ROW(NO_ARRAY, "write be32(x, 0), with a field that has a fixed place in the record",
	    .before = "("),
	ROW(UNKNOWN_VARIABLE, write_sample, PIECES("$sample")),
	ROW(UNKNOWN_VARIABLE, write_first, PIECES("$first $limit $head")),
	ROW(UNKNOWN_VARIABLE, write_rate, PIECES("$ratelimit $rate")),
	ROW(UNKNOWN_VARIABLE, write_changed, PIECES("$changed")),
	ROW(UNKNOWN_VARIABLE, write_child, PIECES("$child_of $parent")),
	ROW(UNKNOWN_VARIABLE, "$pid is the task, and $tgid its process", PIECES("$tid $TID")),
	ROW(UNKNOWN_VARIABLE, "$uid is the number of the user", PIECES("$user $username $USER")),
	ROW(UNKNOWN_VARIABLE, "write $in_irq or $in_softirq",
	    PIECES("$irq $hardirq $in_hardirq $softirq $in_interrupt")),
	ROW(UNKNOWN_VARIABLE, "$comm is the name of the task",
	    PIECES("$name $execname $exe $process $task")),
	ROW(FIELD_NOT_FOUND, write_sample, PIECES("sample rand random")),
	ROW(TOO_MANY_PREDS, write_first, PIECES("limit LIMIT head")),
	ROW(FIELD_NOT_FOUND, write_first, PIECES("first limit LIMIT head")),
	ROW(FIELD_NOT_FOUND, write_rate, PIECES("ratelimit rate")),
	ROW(FIELD_NOT_FOUND, write_changed, PIECES("changed")),
	ROW(FIELD_NOT_FOUND, write_child, PIECES("child_of progenyof")),
	ROW(INVALID_VALUE, "users are numbers: root is 0", PIECES("root"), .before = "=="),

	/* Names. */
	ROW(FIELD_NOT_FOUND, is_event, .behind = ":"),
	ROW(FIELD_NOT_FOUND, NULL, .behind = ".sym"),
	ROW(FIELD_NOT_FOUND, NULL, .behind = ".ustring"),
	ROW(FIELD_NOT_FOUND, NULL, .behind = ".function"),
	ROW(FIELD_NOT_FOUND, "the running task is $pid, $comm, $uid", PIECES("current curtask")),
	ROW(FIELD_NOT_FOUND, write_field, .behind = "->"),
	ROW(FIELD_NOT_FOUND, write_field, .behind = "."),
	ROW(FIELD_NOT_FOUND, "write the filter alone", PIECES("if where when filter WHERE")),
	ROW(FIELD_NOT_FOUND, "a filter asks for a field; without a filter, all events are kept",
	    PIECES("true TRUE false FALSE 1 all any")),
	ROW(FIELD_NOT_FOUND, "the file takes 0 alone, to clear the filter", PIECES("0")),
	ROW(FIELD_NOT_FOUND, name_unquoted, .before = "", .start = "\""),
	ROW(FIELD_NOT_FOUND, name_unquoted, .before = "", .start = "'"),
	ROW(NONE, name_unquoted, .start = "`"),
	ROW(NONE, no_quotes, .start = "\xe2\x80"),
	ROW(FIELD_NOT_FOUND, "write len(x)", PIECES("strlen length size sizeof"), .behind = "("),
	ROW(INVALID_OP, "write len(x)", PIECES(".len .length .size")),
	ROW(FIELD_NOT_FOUND, "write lower(x), and the text without capitals",
	    PIECES("upper toupper tolower ucase lcase"), .behind = "("),
	ROW(INVALID_OP, "write lower(x), and the text without capitals",
	    PIECES(".lower .upper .tolower .toupper")),
	ROW(FIELD_NOT_FOUND, write_user, PIECES("ustring ustr copyinstr user_string"),
	    .behind = "("),
	ROW(INVALID_OP, write_user, PIECES(".string .str .text .user")),
	ROW(FIELD_NOT_FOUND, by_name, PIECES("sym symbol name"), .behind = "("),
	ROW(FIELD_NOT_FOUND, "texts are compared with == and ~, those of user space as x.ustring",
	    PIECES("str strcmp strncmp strcontains strstr substr strcasecmp"), .behind = "("),
	ROW(FIELD_NOT_FOUND, "be16(x, 0) and be32(x, 0) read bytes in the network's order",
	    PIECES("ntohs ntohl htons htonl bswap be16toh be32toh"), .behind = "("),
	ROW(FIELD_NOT_FOUND, "min(a, b) > 2 is a > 2 && b > 2", PIECES("min MIN least"),
	    .behind = "("),
	ROW(FIELD_NOT_FOUND, "max(a, b) > 2 is a > 2 || b > 2", PIECES("max MAX greatest"),
	    .behind = "("),
	ROW(FIELD_NOT_FOUND, "abs(x) > 2 is x > 2 || x < -2", PIECES("abs ABS"), .behind = "("),
	ROW(FIELD_NOT_FOUND, write_has, PIECES("exists defined has_field isset"), .behind = "("),
	ROW(FIELD_NOT_FOUND, write_has, PIECES("has exists")),
	ROW(INVALID_VALUE, write_has, .call = "has"),
	ROW(FIELD_NOT_FOUND, is_cast, .before = "(",
	    PIECES("int long short char unsigned size_t uint64_t uint32_t")),
	ROW(FIELD_NOT_FOUND, is_cast, .before = "(", PIECES("u8 u16 u32 u64 s8 s16 s32 s64")),
	ROW(FIELD_NOT_FOUND, is_cast, .behind = "(",
	    PIECES("int uint8 uint16 uint32 uint64 int8 int16 int32 int64")),
	ROW(FIELD_NOT_FOUND, "the running task's name is COMM",
	    PIECES("common_comm execname process")),
	ROW(FIELD_NOT_FOUND, "the CPU is CPU or $cpu", PIECES("smp_processor_id cpuid")),
	ROW(FIELD_NOT_FOUND, "the running task's number is common_pid or $pid", PIECES("tid")),
	ROW(FIELD_NOT_FOUND, "$now is the time since boot, in nanoseconds",
	    PIECES("nsecs elapsed timestamp time")),
	ROW(FIELD_NOT_FOUND, is_event, PIECES("event")),
#define VARIABLE(variable, ...)							\
	ROW(FIELD_NOT_FOUND, "$" #variable " is that of the running task", PIECES(#variable)),
	KTF_VARIABLE_ROWS(VARIABLE)
#undef VARIABLE

	/* Names of numbers. */
	ROW(INVALID_VALUE, write_letters, .start = "TASK_"),
	ROW(NO_NAME, write_letters, PIECES("\"R\" 'R' \"R+\" 'R+'")),
	ROW(NO_NAME, "names are joined by | without blanks", SHAPE(BLANK)),
	ROW(NO_NAMES, "'ktap-filter fields' lists which fields have names"),
	ROW(ILLEGAL_FIELD_OP, "any of several flags is x.sym & \"A|B\"", .before = "&",
	    LEFT(SHOWN), .start = "\""),
	ROW(ILLEGAL_FIELD_OP, is_unquoted, LEFT(NUMBER), .start = "\""),
	ROW(ILLEGAL_FIELD_OP, is_unquoted, LEFT(NUMBER), .start = "'"),
	ROW(EXPECT_STRING, "put the name in quotes", .before = "==", OF("sym")),
	ROW(EXPECT_STRING, "put the names in quotes", .before = "{"),
	ROW(EXPECT_STRING, "put the name in quotes", .before = "!=", OF("sym")),
	ROW(INVALID_VALUE, "put the name in quotes", .before = "==", OF("sym")),

	/* Values. */
	ROW(INVALID_VALUE, "0 is no pointer; a value alone asks whether it is not 0",
	    PIECES("NULL null nil None")),
	ROW(INVALID_VALUE, "write 1 or 0; a value alone asks whether it is not 0",
	    PIECES("true TRUE false FALSE True False")),
	ROW(INVALID_VALUE, by_name, .before = "==", LEFT(SHOWN)),
	ROW(INVALID_VALUE, by_name, .before = "!=", LEFT(SHOWN)),
	ROW(INVALID_VALUE, by_name, .before = "&", LEFT(SHOWN)),
	ROW(EXPECT_DIGIT, by_name, .before = "==", LEFT(SHOWN)),
	ROW(EXPECT_DIGIT, by_name, .before = "!=", LEFT(SHOWN)),
	ROW(INVALID_VALUE, is_number, .before = "==", LEFT(NUMBER)),
	ROW(INVALID_VALUE, is_number, .before = "!=", LEFT(NUMBER)),
	ROW(INVALID_VALUE, is_number, .before = "<", LEFT(NUMBER)),
	ROW(INVALID_VALUE, is_number, .before = ">", LEFT(NUMBER)),
	ROW(INVALID_VALUE, is_number, .before = "<=", LEFT(NUMBER)),
	ROW(INVALID_VALUE, is_number, .before = ">=", LEFT(NUMBER)),
	ROW(INVALID_VALUE, is_number, .before = "-", LEFT(NUMBER)),
	ROW(INVALID_VALUE, quote_text, .before = "==", LEFT(TEXT)),
	ROW(INVALID_VALUE, quote_text, .before = "!=", LEFT(TEXT)),
	ROW(INVALID_VALUE, "put the pattern in quotes", .before = "~", LEFT(TEXT)),
	ROW(INVALID_VALUE, members, .before = "{"),
	ROW(EXPECT_DIGIT, members, .before = "{"),
	ROW(EXPECT_DIGIT, is_unquoted, .before = "==", LEFT(NUMBER)),
	ROW(EXPECT_DIGIT, is_unquoted, .before = "!=", LEFT(NUMBER)),
	ROW(EXPECT_STRING, "put quotes around the text", LEFT(TEXT)),
	ROW(NOT_CONSTANT, "only constants may stand here; for a set, write x == y || x == 1"),
	ROW(TOO_MANY_PREDS, "write the unit right behind the number",
	    PIECES("k K M G T ns us ms s")),
	ROW(TOO_MANY_PREDS, units,
	    PIECES("kB KB MB GB TB KiB MiB GiB nsec usec msec sec m min h")),
	ROW(ILLEGAL_INTVAL, "numbers have 64 bits, and are below 2^63 if the field has a sign",
	    SHAPE(LONG)),
	ROW(ILLEGAL_INTVAL, "the field has no sign: write s32(x) == -1", .start = "-",
	    LEFT(NUMBER)),
	ROW(ILLEGAL_INTVAL, units, SHAPE(UNIT)),
	ROW(ILLEGAL_INTVAL, bases),
	ROW(TOO_MANY_PREDS, no_fractions, .start = "."),
	ROW(TOO_MANY_PREDS, "a number has no separators", .start = "_"),
	ROW(MISSING_QUOTE, "a text ends with the kind of quote that it starts with"),

	/* Frames of other languages, and comments. */
	ROW(NONE, "a filter has no comments", .start = "#"),
	ROW(INVALID_VALUE, "a filter has no comments", .before = "/", .start = "/"),
	ROW(NONE, "write the filter without slashes around it", .before = "", .start = "/"),
	ROW(NONE, "a text behind a pointer is asked as any text", .before = "", .start = "*"),
};

const u32 ktf_nr_hints = ARRAY_SIZE(ktf_hints);
