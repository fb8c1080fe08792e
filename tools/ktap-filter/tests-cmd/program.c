// SPDX-License-Identifier: GPL-2.0
/*
 * A program that is probed: a function with arguments that lead somewhere, and two markers, one
 * of them at two places.
 */
#include <stdio.h>

/* A marker as <sys/sdt.h> makes it: a note that says where its arguments are. */
#define MARK(provider, name, semaphore, a, b)						\
	__asm__ volatile (								\
		"990: nop\n"								\
		".pushsection .note.stapsdt, \"\", \"note\"\n"				\
		".balign 4\n"								\
		".4byte 992f - 991f, 994f - 993f, 3\n"					\
		"991: .asciz \"stapsdt\"\n"						\
		"992: .balign 4\n"							\
		"993: .8byte 990b, _.stapsdt.base, " semaphore "\n"			\
		".asciz \"" provider "\"\n.asciz \"" name "\"\n"			\
		".asciz \"-4@%k0 8@%1\"\n"						\
		"994: .balign 4\n"							\
		".popsection\n"								\
		".ifndef _.stapsdt.base\n"						\
		".pushsection .stapsdt.base, \"aG\", \"progbits\", .stapsdt.base, comdat\n" \
		".weak _.stapsdt.base\n.hidden _.stapsdt.base\n"			\
		"_.stapsdt.base: .space 1\n.size _.stapsdt.base, 1\n"			\
		".popsection\n.endif\n"							\
		:: "r" (a), "r" (b))

struct person {
	int		age;
	const char	*name;
};

struct order {
	struct person	*person;
	int		parts[4];
};

/* The kernel counts here how many use the marker. */
__attribute__((section(".probes"))) unsigned short users;

__attribute__((noinline)) int work(struct order *order, int nr)
{
	int sum = 0, i;

	for (i = 0; i < nr; i++)
		sum += order->parts[i & 3];
	MARK("program", "step", "users", nr, order->person->name);
	printf("%s %d\n", order->person->name, sum);
	return sum;
}

int main(int argc, char **argv)
{
	struct person person = { 30, "hello" };
	struct order order = { &person, { 1, 2, 3, 4 } };
	int sum = work(&order, 3) + work(&order, 4);

	MARK("program", "end", "0", sum, argv[0]);
	if (argc > 1)
		MARK("program", "step", "users", argc, argv[1]);
	puts(users ? "used" : "not used");
	return sum != 16;
}
