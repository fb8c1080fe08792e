// SPDX-License-Identifier: GPL-2.0
/*
 * Translation of a verified program to eBPF, from which the kernel's BPF JIT makes machine code.
 *
 * The program has been verified, and each of its instructions becomes a few instructions of
 * eBPF that do the same and no more. So nothing needs to be proved again. A test checks that
 * the BPF verifier accepts the translations that need no call of ours.
 *
 * Most searches, globs and sets of texts call the interpreter's matcher (ebpf/match.c). The
 * interpreter also runs each instruction that would take long code: texts behind pointers, long
 * constants, and every opcode that this file does not know. Such an instruction is copied, the
 * copy gets verdicts as targets, and the program calls ktf_call_alone() to run the copy. So none
 * of these is implemented twice, and a new opcode works before it is fast.
 *
 * The code of a program, in its order:
 *
 *	if there are calls: move the arguments to registers that survive calls
 *	instruction 0
 *	...
 *	reject: r0 = 0; exit
 *	accept: r0 = 1; exit
 *
 * Most events are rejected, and a JIT puts its epilogue at the first exit.
 */
#include "ebpf/emit.h"
#include "prog/limits.h"
#include "vm/run.h"

static void emit_alone(struct ktf_emit *e, const struct ktf_insn *insn)
{
	struct ktf_alone *alone = NULL;

	/* The interpreter keeps copies of texts only until its run ends, here after one test. */
	if (ktf_is_pointer_text(insn) && insn->copy_slot)
		e->err = -EOPNOTSUPP;
	if (e->to) {
		alone = &e->alone[e->nr_alone];
		alone->prog = e->prog;
		alone->insn = *insn;
		alone->insn.falls_through = KTF_FALLS_NEVER;
		alone->insn.to[0] = KTAP_FILTER_REJECT;
		alone->insn.to[1] = KTAP_FILTER_ACCEPT;
	}
	e->nr_alone++;
	ktf_emit_imm64(e, BPF_REG_1, 0, (unsigned long)alone);
	ktf_emit_alu_reg(e, BPF_MOV, BPF_REG_2, e->rec);
	ktf_emit_call(e, e->env->run);
	ktf_emit_test(e, BPF_JMP32 | BPF_JNE, 0, false);
}

/* R0 = the number of this CPU. */
static void emit_cpu(struct ktf_emit *e)
{
	if (e->env->kind != KTF_EBPF_JIT)
		ktf_emit_call(e, e->env->cpu);
	else if (e->env->cpu == KTF_EBPF_ONE_CPU)
		ktf_emit_alu(e, BPF_MOV, BPF_REG_0, 0);
	else
		ktf_emit_load(e, BPF_REG_0, e->comm, e->env->cpu, sizeof(u32));
}

static void emit_arc(struct ktf_emit *e, const struct ktf_insn *insn)
{
	switch (ktf_source(insn)) {
	case KTF_SOURCE_WORD:
		ktf_emit_word(e, insn, e->rec, insn->off);
		break;
	case KTF_SOURCE_COMM:
		ktf_emit_word(e, insn, e->comm, e->comm_off + (s16)insn->off);
		break;
	case KTF_SOURCE_CPU:
		emit_cpu(e);
		ktf_emit_value(e, insn, 32);
		break;
	case KTF_SOURCE_MASK:
		ktf_emit_mask_word(e, insn);
		break;
	case KTF_SOURCE_TASK:
		ktf_emit_alu(e, BPF_MOV, BPF_REG_1, insn->off);
		ktf_emit_call(e, e->env->variable);
		ktf_emit_value(e, insn, 64);
		break;
	default:
		ktf_emit_text(e, insn);
		break;
	}
}

static void emit_set(struct ktf_emit *e, const struct ktf_insn *insn)
{
	if (ktf_source(insn) == KTF_SOURCE_CPU) {
		emit_cpu(e);
		ktf_emit_bitmap(e, insn, 64, 0);
	} else {
		ktf_emit_word_set(e, insn);
	}
}

/* ISA order: numbers are below texts. */
static bool is_inline_arc(const struct ktf_prog *prog, const struct ktf_insn *insn)
{
	return ktf_source(insn) <= KTF_SOURCE_COMM || ktf_is_inline_text(prog, insn);
}

static void emit_values(struct ktf_emit *e, const struct ktf_insn *insn)
{
	if (ktf_source(insn) == KTF_SOURCE_PAIR)
		ktf_emit_pair(e, insn);
	else
		ktf_emit_cells(e, insn);
}

/* A state term is left to the interpreter. */
static bool are_inline_values(const struct ktf_prog *prog, const struct ktf_insn *insn)
{
	return ktf_source(insn) != KTF_SOURCE_STATE && ktf_are_inline_cells(prog, insn);
}

/* A number, or a text whose place is known. */
static bool is_hash(const struct ktf_prog *prog, const struct ktf_insn *insn)
{
	return !ktf_is_pointer_text(insn);
}

static void emit_hash(struct ktf_emit *e, const struct ktf_insn *insn)
{
	if (ktf_has_texts(insn))
		ktf_emit_match(e, insn);
	else
		ktf_emit_hash(e, insn);
}

/* Bounds of a variable are left to the interpreter. */
static bool are_inline_bounds(const struct ktf_prog *prog, const struct ktf_insn *insn)
{
	return ktf_source(insn) == KTF_SOURCE_WORD || ktf_are_inline_cells(prog, insn);
}

static void emit_bounds(struct ktf_emit *e, const struct ktf_insn *insn)
{
	if (ktf_source(insn) == KTF_SOURCE_WORD)
		ktf_emit_bounds(e, insn);
	else
		ktf_emit_cells(e, insn);
}

static bool always(const struct ktf_prog *prog, const struct ktf_insn *insn)
{
	return true;
}

/**
 * struct emitter - how a test is translated
 * @can: can an instruction with this test be translated? If not, the interpreter runs it.
 * @emit: translates the instruction.
 * @calls: the translation calls a helper.
 */
struct emitter {
	bool	(*can)(const struct ktf_prog *prog, const struct ktf_insn *insn);
	void	(*emit)(struct ktf_emit *e, const struct ktf_insn *insn);
	bool	calls;
};

static const struct emitter emitters[16] = {
	[KTF_TEST_ARC]		= { is_inline_arc, emit_arc, false },
	[KTF_TEST_TAIL]		= { ktf_is_inline_tail, ktf_emit_tail, false },
	[KTF_TEST_SET]		= { always, emit_set, false },
	[KTF_TEST_HASH]		= { is_hash, emit_hash, false },
	[KTF_TEST_BOUNDS]	= { are_inline_bounds, emit_bounds, false },
	[KTF_TEST_SHORT]	= { always, ktf_emit_match, true },
	[KTF_TEST_EQ]		= { ktf_is_inline_text, ktf_emit_text, false },
	[KTF_TEST_PREFIX]	= { ktf_is_inline_text, ktf_emit_text, false },
	[KTF_TEST_SUFFIX]	= { ktf_is_inline_text, ktf_emit_text, false },
	[KTF_TEST_CONTAINS]	= { ktf_is_called_match, ktf_emit_match, true },
	[KTF_TEST_GLOB]		= { ktf_is_called_match, ktf_emit_match, true },
	[KTF_TEST_SPAN]		= { are_inline_values, emit_values, false },
	[KTF_TEST_HOLDS]	= { are_inline_values, emit_values, false },
	[KTF_TEST_LESS]		= { are_inline_values, emit_values, false },
};

/**
 * ktf_is_emitted - does an instruction become machine code?
 * @prog: the program.
 * @insn: an instruction of the program.
 *
 * Context: any.
 * Return: true if it does; false if the machine code calls the interpreter for it.
 */
bool ktf_is_emitted(const struct ktf_prog *prog, const struct ktf_insn *insn)
{
	const struct emitter *emitter = &emitters[ktf_test(insn)];

	return emitter->can && emitter->can(prog, insn);
}

/* What an instruction needs that is set up before the first instruction runs. */
enum { NEEDS_CALLS = 1, NEEDS_CPU = 2, NEEDS_COMM = 4 };

static u32 needs_of(const struct ktf_prog *prog, const struct ktf_insn *insn)
{
	bool calls = emitters[ktf_test(insn)].calls || ktf_has_texts(insn);
	u32 need = calls ? NEEDS_CALLS : 0;

	if (!ktf_is_emitted(prog, insn))
		return NEEDS_CALLS;
	switch (ktf_source(insn)) {
	case KTF_SOURCE_CPU:
		return need | NEEDS_CPU;
	case KTF_SOURCE_TASK:
		return NEEDS_CALLS;
	case KTF_SOURCE_COMM:
		return need | NEEDS_COMM;
	default:
		return need;
	}
}

static void emit_insn(struct ktf_emit *e, const struct ktf_insn *insn)
{
	if (ktf_is_emitted(e->prog, insn))
		emitters[ktf_test(insn)].emit(e, insn);
	else
		emit_alone(e, insn);
}

static u32 needs(const struct ktf_prog *prog)
{
	u32 all = 0, i;

	for (i = 0; i < prog->nr; i++)
		all |= needs_of(prog, &prog->insns[i]);
	return all;
}

/* The arguments stay in their registers if nothing is called. */
static void begin_jit(struct ktf_emit *e, u32 need)
{
	e->rec = BPF_REG_2;
	e->comm = BPF_REG_1;
	e->comm_off = e->env->comm;
	if (!(need & NEEDS_CALLS))
		return;
	e->rec = BPF_REG_6;
	ktf_emit_alu_reg(e, BPF_MOV, BPF_REG_6, BPF_REG_2);
	if (!(need & (NEEDS_COMM | NEEDS_CPU)))
		return;
	e->comm = BPF_REG_7;
	ktf_emit_alu_reg(e, BPF_MOV, BPF_REG_7, BPF_REG_1);
}

static void begin_calls(struct ktf_emit *e, u32 need)
{
	e->rec = BPF_REG_6;
	ktf_emit_alu_reg(e, BPF_MOV, BPF_REG_6, BPF_REG_1);
	if (!(need & NEEDS_COMM))
		return;
	e->comm = BPF_REG_7;
	ktf_emit_call(e, e->env->comm);
	ktf_emit_alu_reg(e, BPF_MOV, BPF_REG_7, BPF_REG_0);
}

/* The task's name is copied to the stack. */
static void begin_wrapped(struct ktf_emit *e, u32 need)
{
	e->rec = BPF_REG_6;
	ktf_emit_imm64(e, BPF_REG_6, BPF_PSEUDO_MAP_VALUE, (u32)e->env->rec_map);
	if (!(need & NEEDS_COMM))
		return;
	e->comm = BPF_REG_10;
	e->comm_off = -(s32)KTF_COMM_BYTES;
	ktf_emit_alu_reg(e, BPF_MOV, BPF_REG_1, BPF_REG_10);
	ktf_emit_alu(e, BPF_ADD, BPF_REG_1, -(s32)KTF_COMM_BYTES);
	ktf_emit_alu(e, BPF_MOV, BPF_REG_2, KTF_COMM_BYTES);
	ktf_emit_call(e, e->env->comm);
}

static void emit_verdict(struct ktf_emit *e, u32 label, bool verdict)
{
	if (!e->reached[label])
		return;
	e->start[label] = e->nr;
	ktf_emit_alu(e, BPF_MOV, BPF_REG_0, verdict);
	ktf_emit(e, BPF_JMP | BPF_EXIT, 0, 0, 0, 0);
}

/*
 * Emit the whole program, to count its instructions or to write them. All jumps go forward, so
 * it is known at each instruction whether it is reached. An instruction that is not reached is
 * left out, because the BPF verifier would refuse it.
 */
static void emit_all(struct ktf_emit *e)
{
	static void (* const begin[])(struct ktf_emit *e, u32 need) = {
		[KTF_EBPF_JIT]		= begin_jit,
		[KTF_EBPF_CALLS]	= begin_calls,
		[KTF_EBPF_WRAPPED]	= begin_wrapped,
	};

	e->nr = 0;
	e->nr_alone = 0;
	e->reached[0] = true;
	begin[e->env->kind](e, needs(e->prog));
	for (e->now = 0; e->now < e->prog->nr; e->now++) {
		e->start[e->now] = e->nr;
		if (e->reached[e->now])
			emit_insn(e, &e->prog->insns[e->now]);
	}
	emit_verdict(e, e->prog->nr, false);
	emit_verdict(e, e->prog->nr + 1, true);
}

static int translate(struct ktf_emit *e, struct ktf_ebpf *out)
{
	emit_all(e);
	if (e->err)
		return e->err;
	out->insns = ktf_alloc(array_size(e->nr, sizeof(*out->insns)));
	if (e->nr_alone)
		out->alone = ktf_alloc(array_size(e->nr_alone, sizeof(*out->alone)));
	if (!out->insns || (e->nr_alone && !out->alone))
		return -ENOMEM;
	e->to = out->insns;
	e->alone = out->alone;
	emit_all(e);
	out->nr = e->nr;
	out->nr_alone = e->nr_alone;
	return e->err;
}

/**
 * ktf_ebpf_translate - translate a program to eBPF
 * @prog: a program that ktf_verify() accepted.
 * @env: the environment of the translation.
 * @out: gets the translation, to be freed by ktf_ebpf_free(); empty after a failure. It refers
 *	to @prog.
 *
 * Context: may sleep.
 * Return: 0; -E2BIG if a jump or an offset does not fit 16 bits; -EOPNOTSUPP if the program
 * needs a helper that @env does not have, or keeps texts that it copies; -ENOMEM.
 */
int ktf_ebpf_translate(const struct ktf_prog *prog, const struct ktf_ebpf_env *env,
		       struct ktf_ebpf *out)
{
	size_t nr = prog->nr + 2;
	struct ktf_emit e = { .prog = prog, .env = env };
	int err = -ENOMEM;

	*out = (struct ktf_ebpf) { };
	e.start = ktf_alloc(nr * (sizeof(*e.start) + sizeof(*e.reached)));
	if (e.start) {
		e.reached = (bool *)(e.start + nr);
		err = translate(&e, out);
	}
	ktf_free(e.start);
	if (err)
		ktf_ebpf_free(out);
	return err;
}

/**
 * ktf_ebpf_free - free a translation
 * @ebpf: the translation; is empty afterwards.
 *
 * Context: may sleep.
 */
void ktf_ebpf_free(struct ktf_ebpf *ebpf)
{
	if (ebpf->insns)
		ktf_free(ebpf->insns);
	if (ebpf->alone)
		ktf_free(ebpf->alone);
	*ebpf = (struct ktf_ebpf) { };
}

/**
 * ktf_call_variable - get the value of a variable that every task has
 * @nr: enum ktf_variable.
 * @unused2: not used.
 * @unused3: not used.
 * @unused4: not used.
 * @unused5: not used.
 *
 * The function has the types of a BPF helper.
 *
 * Context: any, NMI included; preemption may be on.
 * Return: the value.
 */
u64 ktf_call_variable(u64 nr, u64 unused2, u64 unused3, u64 unused4, u64 unused5)
{
	u64 val = 0;

	ktf_variable(nr, &val);
	return val;
}

/**
 * ktf_call_alone - run one instruction
 * @alone: address of a struct ktf_alone.
 * @rec: address of the record.
 * @unused3: not used.
 * @unused4: not used.
 * @unused5: not used.
 *
 * The function has the types of a BPF helper, and does not get the record's length. The run
 * begins with the interpreter's last tier, because machine code does all that the first tiers
 * do.
 *
 * Context: any, NMI included; preemption may be on.
 * Return: the outcome of the instruction, 0 or 1.
 */
u64 ktf_call_alone(u64 alone, u64 rec, u64 unused3, u64 unused4, u64 unused5)
{
	const struct ktf_alone *it = (const void *)(unsigned long)alone;

	return ktf_run_rest(it->prog->insns, (const void *)(unsigned long)rec, &it->insn, U32_MAX);
}
