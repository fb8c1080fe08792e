// SPDX-License-Identifier: GPL-2.0
/*
 * A filter that somebody wrote as eBPF, run by the kernel's own BPF test-run: a record
 * in a packet, "s32 at offset 16 == 5". Prints nanoseconds a run, or why it cannot be.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/bpf.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#define REPEAT	100000

#define INSN(c, d, s, o, i) \
	{ .code = (c), .dst_reg = (d), .src_reg = (s), .off = (o), .imm = (i) }

/* R2 = data, R3 = data_end; drop what is too short or has another value. */
static const struct bpf_insn program[] = {
	INSN(BPF_LDX | BPF_MEM | BPF_W, 2, 1, offsetof(struct __sk_buff, data), 0),
	INSN(BPF_LDX | BPF_MEM | BPF_W, 3, 1, offsetof(struct __sk_buff, data_end), 0),
	INSN(BPF_ALU64 | BPF_MOV | BPF_K, 0, 0, 0, 0),
	INSN(BPF_ALU64 | BPF_MOV | BPF_X, 4, 2, 0, 0),
	INSN(BPF_ALU64 | BPF_ADD | BPF_K, 4, 0, 0, 20),
	INSN(BPF_JMP | BPF_JGT | BPF_X, 4, 3, 3, 0),
	INSN(BPF_LDX | BPF_MEM | BPF_W, 4, 2, 16, 0),
	INSN(BPF_JMP | BPF_JNE | BPF_K, 4, 0, 1, 5),
	INSN(BPF_ALU64 | BPF_MOV | BPF_K, 0, 0, 0, 1),
	INSN(BPF_JMP | BPF_EXIT, 0, 0, 0, 0),
};

static int bpf(int command, union bpf_attr *attr)
{
	return syscall(SYS_bpf, command, attr, sizeof(*attr));
}

static int load(void)
{
	union bpf_attr attr = {
		.prog_type	= BPF_PROG_TYPE_SCHED_CLS,
		.insn_cnt	= sizeof(program) / sizeof(program[0]),
		.insns		= (__u64)(unsigned long)program,
		.license	= (__u64)(unsigned long)"GPL",
	};

	return bpf(BPF_PROG_LOAD, &attr);
}

static int refused(const char *what)
{
	printf("%s: %s\n", what, strerror(errno));
	return 1;
}

int main(void)
{
	static char record[64] = { [16] = 5 };
	union bpf_attr attr;
	int fd = load();

	if (fd < 0)
		return refused("bpf(BPF_PROG_LOAD)");
	memset(&attr, 0, sizeof(attr));
	attr.test.prog_fd = fd;
	attr.test.data_in = (__u64)(unsigned long)record;
	attr.test.data_size_in = sizeof(record);
	attr.test.repeat = REPEAT;
	if (bpf(BPF_PROG_TEST_RUN, &attr))
		return refused("bpf(BPF_PROG_TEST_RUN)");
	if (attr.test.retval != 1) {
		printf("the program answers %u\n", attr.test.retval);
		return 1;
	}
	printf("%u\n", attr.test.duration);
	return 0;
}
