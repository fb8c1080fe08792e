// SPDX-License-Identifier: GPL-2.0
/*
 * Translated programs in the kernel of this machine, by bpf(2).
 *
 * The record and the program's constants are maps with one value each. Reading beyond
 * one is what the BPF verifier does not let pass: if it accepts a program, it has
 * proved without knowing anything of us that only the record is read.
 */
#include <sys/syscall.h>
#include <unistd.h>

#include "bpf.h"

/* Numbers that the kernel gives its helpers. */
#define GET_SMP_PROCESSOR_ID	8
#define GET_CURRENT_COMM	16

static int bpf(int cmd, union bpf_attr *attr)
{
	long ret = syscall(__NR_bpf, cmd, attr, sizeof(*attr));

	return ret < 0 ? -errno : ret;
}

/* A map with one value of @bytes. */
static int make_map(u32 bytes)
{
	union bpf_attr attr = {
		.map_type = BPF_MAP_TYPE_ARRAY, .key_size = 4, .value_size = bytes,
		.max_entries = 1,
	};

	return bpf(BPF_MAP_CREATE, &attr);
}

static int set_value(int map, const void *value)
{
	union bpf_attr attr = { .map_fd = map };
	u32 key = 0;

	attr.key = (unsigned long)&key;
	attr.value = (unsigned long)value;
	return bpf(BPF_MAP_UPDATE_ELEM, &attr);
}

/* May this process load programs into this kernel? */
bool bpf_is_allowed(void)
{
	static const struct bpf_insn nothing[] = {
		{ .code = BPF_ALU64 | BPF_MOV | BPF_K },
		{ .code = BPF_JMP | BPF_EXIT },
	};
	union bpf_attr attr = {
		.prog_type = BPF_PROG_TYPE_RAW_TRACEPOINT, .insn_cnt = ARRAY_SIZE(nothing),
		.insns = (unsigned long)nothing, .license = (unsigned long)"GPL",
	};
	int fd = bpf(BPF_PROG_LOAD, &attr);

	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

static int load(const struct ktf_ebpf *ebpf, u32 type, char *log, u32 room)
{
	union bpf_attr attr = {
		.prog_type = type, .insn_cnt = ebpf->nr, .insns = (unsigned long)ebpf->insns,
		.license = (unsigned long)"GPL",
	};
	int fd = bpf(BPF_PROG_LOAD, &attr);

	if (fd >= 0 || !room)
		return fd;
	/* Again, for what is wrong. */
	attr.log_level = 1;
	attr.log_buf = (unsigned long)log;
	attr.log_size = room;
	return bpf(BPF_PROG_LOAD, &attr);
}

static int translate(const struct ktf_prog *prog, u32 type, u32 len, struct bpf_loaded *out,
		     char *log, u32 room)
{
	struct ktf_ebpf_env env = {
		.kind = KTF_EBPF_WRAPPED, .len = len, .comm = GET_CURRENT_COMM,
		.cpu = GET_SMP_PROCESSOR_ID, .rec_map = out->rec, .prog_map = out->constants,
	};
	struct ktf_ebpf ebpf;
	int err = ktf_ebpf_translate(prog, &env, &ebpf);

	if (err)
		return err;
	out->fd = load(&ebpf, type, log, room);
	ktf_ebpf_free(&ebpf);
	return out->fd < 0 ? out->fd : 0;
}

/*
 * Load a program as one of a @type that can use its helpers, for records of @len bytes.
 * @log gets what the verifier has to say. To be unloaded if this returns 0.
 */
int bpf_load(const struct ktf_prog *prog, u32 type, u32 len, struct bpf_loaded *out,
	     char *log, u32 room)
{
	int err;

	*out = (struct bpf_loaded) { make_map(len), make_map(prog->bytes), -1 };
	err = min(out->rec, out->constants);
	if (err >= 0)
		err = set_value(out->constants, prog);
	if (err >= 0)
		err = translate(prog, type, len, out, log, room);
	if (err)
		bpf_unload(out);
	return err;
}

/* Give it the record that it runs on from now on. */
int bpf_set_record(const struct bpf_loaded *loaded, const void *rec)
{
	return set_value(loaded->rec, rec);
}

/* Run it once, on this CPU. */
int bpf_test_run(const struct bpf_loaded *loaded, u32 *verdict)
{
	union bpf_attr attr = { .test.prog_fd = loaded->fd };
	int err = bpf(BPF_PROG_TEST_RUN, &attr);

	*verdict = attr.test.retval;
	return err;
}

/* Whatever of it there is. */
void bpf_unload(struct bpf_loaded *loaded)
{
	if (loaded->rec >= 0)
		close(loaded->rec);
	if (loaded->constants >= 0)
		close(loaded->constants);
	if (loaded->fd >= 0)
		close(loaded->fd);
}
