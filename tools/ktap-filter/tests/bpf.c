// SPDX-License-Identifier: GPL-2.0
/*
 * Translated programs in the kernel of this machine, by bpf(2).
 *
 * The record and the program's constants are maps with one value each. The BPF verifier
 * refuses a read beyond a map's value. So if it accepts a program, it has proved,
 * independently of this engine, that the program reads the record alone. Programs written by
 * hand are loaded beside the translated ones, to be compared.
 */
#include <sys/syscall.h>
#include <unistd.h>

#include "bpf.h"

/* The kernel's numbers of BPF helpers. */
#define GET_SMP_PROCESSOR_ID	8
#define GET_CURRENT_COMM	16

static int bpf(int cmd, union bpf_attr *attr)
{
	long ret = syscall(__NR_bpf, cmd, attr, sizeof(*attr));

	return ret < 0 ? -errno : ret;
}

/* Create an array map with one value of @bytes bytes. */
static int make_map(u32 bytes)
{
	union bpf_attr attr = {
		.map_type = BPF_MAP_TYPE_ARRAY, .key_size = 4, .value_size = bytes,
		.max_entries = 1,
	};

	return bpf(BPF_MAP_CREATE, &attr);
}

static int set_value(int map, const void *key, const void *value)
{
	union bpf_attr attr = {
		.map_fd = map, .key = (unsigned long)key, .value = (unsigned long)value,
	};

	return bpf(BPF_MAP_UPDATE_ELEM, &attr);
}

/* Create a hash map with @nr numbers as keys. */
static int make_set(const u64 *numbers, u32 nr)
{
	union bpf_attr attr = {
		.map_type = BPF_MAP_TYPE_HASH, .key_size = sizeof(*numbers), .value_size = 1,
		.max_entries = nr,
	};
	int map = bpf(BPF_MAP_CREATE, &attr);
	int err = min(map, 0);

	for (u32 i = 0; i < nr && !err; i++)
		err = set_value(map, &numbers[i], "");
	if (err && map >= 0)
		close(map);
	return err ?: map;
}

/* May this process load BPF programs? */
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

static int load(const struct bpf_insn *insns, u32 nr, u32 type, char *log, u32 room)
{
	union bpf_attr attr = {
		.prog_type = type, .insn_cnt = nr, .insns = (unsigned long)insns,
		.license = (unsigned long)"GPL",
	};
	int fd = bpf(BPF_PROG_LOAD, &attr);

	if (fd >= 0 || !room)
		return fd;
	/* Load again with a log, to get the verifier's message. */
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
	out->fd = load(ebpf.insns, ebpf.nr, type, log, room);
	ktf_ebpf_free(&ebpf);
	return out->fd < 0 ? out->fd : 0;
}

/*
 * Translate and load a program as one of @type, for records of @len bytes. @log gets the
 * verifier's message. On success, free @out with bpf_unload().
 */
int bpf_load(const struct ktf_prog *prog, u32 type, u32 len, struct bpf_loaded *out,
	     char *log, u32 room)
{
	const u32 first = 0;
	int err;

	*out = (struct bpf_loaded) { make_map(len), make_map(prog->bytes), -1, type };
	err = min(out->rec, out->constants);
	if (err >= 0)
		err = set_value(out->constants, &first, prog);
	if (err >= 0)
		err = translate(prog, type, len, out, log, room);
	if (err)
		bpf_unload(out);
	return err;
}

/* Fill in the file descriptors of the maps that a written program loads. */
static void relocate(struct bpf_insn *insns, u32 nr, const struct bpf_loaded *maps)
{
	for (u32 i = 0; i < nr; i++) {
		if (insns[i].code != (BPF_LD | BPF_IMM | BPF_DW))
			continue;
		if (insns[i].src_reg == BPF_PSEUDO_MAP_VALUE)
			insns[i].imm = maps->rec;
		if (insns[i].src_reg == BPF_PSEUDO_MAP_FD)
			insns[i].imm = maps->constants;
	}
}

/*
 * As bpf_load(), for a program that was written by hand. The map whose value it loads is the
 * record. The map that it loads itself is a hash with the numbers of @set.
 */
int bpf_load_written(struct bpf_written *written, u32 type, u32 len,
		     struct bpf_loaded *out, char *log, u32 room)
{
	int err;

	*out = (struct bpf_loaded) { make_map(len), -1, -1, type };
	err = min(out->rec, 0);
	if (!err && written->nr_set) {
		out->constants = make_set(written->set, written->nr_set);
		err = min(out->constants, 0);
	}
	if (!err) {
		relocate(written->insns, written->nr, out);
		out->fd = load(written->insns, written->nr, type, log, room);
		err = min(out->fd, 0);
	}
	if (err)
		bpf_unload(out);
	return err;
}

/* Set the record for the runs that follow. */
int bpf_set_record(const struct bpf_loaded *loaded, const void *rec)
{
	const u32 first = 0;

	return set_value(loaded->rec, &first, rec);
}

/* A raw tracepoint runs once per system call: the kernel refuses @repeat for it. */
static int run_each(union bpf_attr *attr, u32 times)
{
	int err = 0;

	while (times-- && !err)
		err = bpf(BPF_PROG_TEST_RUN, attr);
	return err;
}

/* Run the program @times times on this CPU. Other types than raw tracepoints need a packet. */
int bpf_test_run(const struct bpf_loaded *loaded, u32 times, u32 *verdict)
{
	static const char packet[64];
	union bpf_attr attr = { .test.prog_fd = loaded->fd };
	int err;

	if (loaded->type == BPF_PROG_TYPE_RAW_TRACEPOINT) {
		err = run_each(&attr, times);
	} else {
		attr.test.data_in = (unsigned long)packet;
		attr.test.data_size_in = sizeof(packet);
		attr.test.repeat = times;
		err = bpf(BPF_PROG_TEST_RUN, &attr);
	}
	*verdict = attr.test.retval;
	return err;
}

/* Free what bpf_load() has made, also if that failed half-way. */
void bpf_unload(struct bpf_loaded *loaded)
{
	if (loaded->rec >= 0)
		close(loaded->rec);
	if (loaded->constants >= 0)
		close(loaded->constants);
	if (loaded->fd >= 0)
		close(loaded->fd);
}
