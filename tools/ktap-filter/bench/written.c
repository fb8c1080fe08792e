// SPDX-License-Identifier: GPL-2.0
/*
 * Filters written by hand as eBPF, as short as possible. Their author knows the record, the
 * constants and what the BPF verifier accepts. They find the record where translated
 * programs find it, and use the same helpers. A set of numbers is a BPF hash map, as in
 * tracing programs that select processes.
 *
 * Each of them but the first returns 0 unless it reaches its end.
 */
#include <string.h>

#include "env.h"
#include "written.h"

#define INSN(c, d, s, o, i) \
	{ .code = (c), .dst_reg = (d), .src_reg = (s), .off = (o), .imm = (i) }
#define MOV(d, i)		INSN(BPF_ALU64 | BPF_MOV | BPF_K, d, 0, 0, i)
#define MOV_REG(d, s)		INSN(BPF_ALU64 | BPF_MOV | BPF_X, d, s, 0, 0)
#define ADD(d, i)		INSN(BPF_ALU64 | BPF_ADD | BPF_K, d, 0, 0, i)
#define ADD_REG(d, s)		INSN(BPF_ALU64 | BPF_ADD | BPF_X, d, s, 0, 0)
#define SHIFT32(d, i)		INSN(BPF_ALU | BPF_RSH | BPF_K, d, 0, 0, i)
#define AND32(d, i)		INSN(BPF_ALU | BPF_AND | BPF_K, d, 0, 0, i)
#define LOAD(size, d, s, o)	INSN(BPF_LDX | BPF_MEM | (size), d, s, o, 0)
#define STORE64(d, o, s)	INSN(BPF_STX | BPF_MEM | BPF_DW, d, s, o, 0)
/* Load 64 bits: two instructions, the low half and the high half. */
#define LOW(d, s, v)		INSN(BPF_LD | BPF_IMM | BPF_DW, d, s, 0, (u32)(v))
#define HIGH(v)			INSN(0, 0, 0, 0, (u64)(v) >> 32)
#define RECORD(d)		LOW(d, BPF_PSEUDO_MAP_VALUE, 0)
#define SET(d)			LOW(d, BPF_PSEUDO_MAP_FD, 0)
#define CALL(helper)		INSN(BPF_JMP | BPF_CALL, 0, 0, 0, helper)
/* Skip @n instructions if the comparison is true. */
#define SKIP(how, d, i, n)	INSN(BPF_JMP | (how) | BPF_K, d, 0, n, i)
#define SKIP32(how, d, i, n)	INSN(BPF_JMP32 | (how) | BPF_K, d, 0, n, i)
#define SKIP_REG(how, d, s, n)	INSN(BPF_JMP | (how) | BPF_X, d, s, n, 0)
#define EXIT			INSN(BPF_JMP | BPF_EXIT, 0, 0, 0, 0)

#define FIELD(name)		offsetof(struct ktf_record, main.name)

static void copy(struct bpf_written *to, const struct bpf_insn *insns, u32 nr)
{
	memcpy(to->insns, insns, nr * sizeof(*insns));
	to->nr = nr;
}

/* The first eight bytes of a text, as a number. */
static u64 word(const char *text)
{
	u64 bytes;

	memcpy(&bytes, text, sizeof(bytes));
	return bytes;
}

/* Accept all records: other programs are compared with this one. */
void written_nothing(struct bpf_written *to)
{
	const struct bpf_insn insns[] = {
		MOV(0, 1),
		EXIT,
	};

	copy(to, insns, ARRAY_SIZE(insns));
}

/* s32 == 3 */
void written_integer(struct bpf_written *to)
{
	const struct bpf_insn insns[] = {
		RECORD(1),
		HIGH(0),
		MOV(0, 0),
		LOAD(BPF_W, 2, 1, FIELD(s32)),
		SKIP32(BPF_JNE, 2, 3, 1),
		MOV(0, 1),
		EXIT,
	};

	copy(to, insns, ARRAY_SIZE(insns));
}

/* s32 == 3 && u8 < 1 && u16 != 9 && s64 < 100 */
void written_four(struct bpf_written *to)
{
	const struct bpf_insn insns[] = {
		RECORD(1),
		HIGH(0),
		MOV(0, 0),
		LOAD(BPF_W, 2, 1, FIELD(s32)),
		SKIP32(BPF_JNE, 2, 3, 7),
		LOAD(BPF_B, 2, 1, FIELD(u8)),
		SKIP(BPF_JGE, 2, 1, 5),
		LOAD(BPF_H, 2, 1, FIELD(u16)),
		SKIP(BPF_JEQ, 2, 9, 3),
		LOAD(BPF_DW, 2, 1, FIELD(s64)),
		SKIP(BPF_JSGE, 2, 100, 1),
		MOV(0, 1),
		EXIT,
	};

	copy(to, insns, ARRAY_SIZE(insns));
}

/* u64 == NUMBER || u64 == NUMBER ... */
void written_set(struct bpf_written *to)
{
	const struct bpf_insn insns[] = {
		RECORD(1),
		HIGH(0),
		LOAD(BPF_DW, 2, 1, FIELD(u64)),
		STORE64(10, -8, 2),
		SET(1),
		HIGH(0),
		MOV_REG(2, 10),
		ADD(2, -8),
		CALL(BPF_FUNC_map_lookup_elem),
		SKIP(BPF_JEQ, 0, 0, 1),
		MOV(0, 1),
		EXIT,
	};

	copy(to, insns, ARRAY_SIZE(insns));
	to->nr_set = WRITTEN_NUMBERS;
	for (u32 i = 0; i < WRITTEN_NUMBERS; i++)
		to->set[i] = WRITTEN_NUMBER(i);
}

/* comm == "bash": the four letters are one word, and the NUL is the next byte. */
void written_comm(struct bpf_written *to)
{
	const struct bpf_insn insns[] = {
		MOV_REG(1, 10),
		ADD(1, -16),
		MOV(2, 16),
		CALL(BPF_FUNC_get_current_comm),
		MOV(0, 0),
		LOAD(BPF_W, 1, 10, -16),
		SKIP32(BPF_JNE, 1, (u32)word(WRITTEN_NAME "\0\0\0"), 3),
		LOAD(BPF_B, 1, 10, -12),
		SKIP(BPF_JNE, 1, 0, 1),
		MOV(0, 1),
		EXIT,
	};

	copy(to, insns, ARRAY_SIZE(insns));
}

/* dyn == "/usr/bin/ktap.1": 16 bytes with the NUL, which must lie inside the record. */
void written_path(struct bpf_written *to)
{
	const struct bpf_insn insns[] = {
		RECORD(1),
		HIGH(0),
		MOV(0, 0),
		LOAD(BPF_W, 2, 1, FIELD(dyn)),
		MOV_REG(3, 2),
		SHIFT32(3, 16),
		SKIP32(BPF_JNE, 3, 16, 12),
		AND32(2, 0xffff),
		SKIP32(BPF_JGT, 2, sizeof(struct ktf_record) - 16, 10),
		ADD_REG(1, 2),
		LOAD(BPF_DW, 2, 1, 0),
		LOW(3, 0, word(WRITTEN_PATH)),
		HIGH(word(WRITTEN_PATH)),
		SKIP_REG(BPF_JNE, 2, 3, 5),
		LOAD(BPF_DW, 2, 1, 8),
		LOW(3, 0, word(WRITTEN_PATH + 8)),
		HIGH(word(WRITTEN_PATH + 8)),
		SKIP_REG(BPF_JNE, 2, 3, 1),
		MOV(0, 1),
		EXIT,
	};

	copy(to, insns, ARRAY_SIZE(insns));
}
