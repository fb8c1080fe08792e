// SPDX-License-Identifier: GPL-2.0
/*
 * The descriptions of types that places are looked for in.
 *
 * They are the running kernel's, with those of a module where a place is in one, or they are in a
 * file that the user named. A kernel may have none: then arguments have numbers only.
 */
#include "probe.h"

/* Read the kernel's types. A running kernel may have none. */
static int open_kernel(struct cmd_types *types)
{
	int err;

	if (types->is_open)
		return CMD_OK;
	types->is_open = true;
	err = btf_read(&types->kernel, types->path ?: BTF_FOLDER "vmlinux", NULL);
	if (!err && !types->kernel.types.nr)
		err = -ENODATA;
	if (!err || (!types->path && err == -ENOENT))
		return CMD_OK;
	return cmd_error(CMD_SYSTEM, "%s: %s", types->path ?: BTF_FOLDER "vmlinux",
			 err == -EINVAL || err == -ENODATA ? "there are no types (BTF) in it" :
			 strerror(-err));
}

/* Read those of a module of the running kernel, which go on from the kernel's. */
static const struct btf *open_module(struct cmd_types *types, const char *name, u32 len)
{
	char path[sizeof(BTF_FOLDER) + PROBE_NAME];

	snprintf(path, sizeof(path), BTF_FOLDER "%.*s", (int)len, name);
	btf_free(&types->module);
	return btf_read(&types->module, path, &types->kernel.types) ? NULL : &types->module.types;
}

/**
 * cmd_types_open - open the types that a place needs
 * @types: the descriptions; opened once. Close them with cmd_types_close(), also on failure.
 * @text: the text that has the name of the module.
 * @module: the name; none for the kernel itself.
 * @btf: gets the types; NULL if there are none.
 *
 * Context: any.
 * Return: CMD_OK or CMD_SYSTEM. The error has been printed.
 */
int cmd_types_open(struct cmd_types *types, const char *text, struct probe_span module,
		   const struct btf **btf)
{
	int status = open_kernel(types);

	*btf = types->kernel.types.nr ? &types->kernel.types : NULL;
	if (!status && *btf && module.len && !types->path)
		*btf = open_module(types, text + module.at, module.len);
	return status;
}

/**
 * cmd_types_close - close the types
 * @types: the descriptions.
 *
 * Context: any.
 */
void cmd_types_close(struct cmd_types *types)
{
	btf_free(&types->module);
	btf_free(&types->kernel);
	cmd_binary_close(types);
}
