// SPDX-License-Identifier: GPL-2.0
/*
 * A file that appears complete or not at all.
 *
 * A long write may be cut short, by Ctrl-C or a full disk. So the file is written under
 * another name beside its target, and renamed when it is complete; rename() replaces an
 * older file at once. If writing fails, the file is removed. A handler removes it for
 * signals that end the program.
 *
 * A device such as /dev/null is written to directly. A symbolic link stays a link.
 */
#include "prog/env.h"
#include "whole.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/*
 * Name of the temporary file; empty for none. A signal handler has no argument, so only one
 * file can be open at a time.
 */
static char beside[PATH_MAX];

static void remove_beside(int sig)
{
	if (*beside)
		unlink(beside);
	/* The signal is blocked until the handler returns. Its default action then ends us. */
	raise(sig);
}

/* Leave ignored signals alone: nohup depends on that. */
static void catch_signals(void)
{
	static const int ends[] = { SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGPIPE, SIGXCPU, SIGXFSZ };
	const struct sigaction remove = { .sa_handler = remove_beside, .sa_flags = SA_RESETHAND };
	struct sigaction old;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(ends); i++)
		if (!sigaction(ends[i], NULL, &old) && old.sa_handler == SIG_DFL)
			sigaction(ends[i], &remove, NULL);
}

/* Block signals until @beside has the real name, which the handler reads. */
static int make_beside(void)
{
	sigset_t all, old;
	int fd;

	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, &old);
	fd = mkostemp(beside, O_CLOEXEC);
	if (fd < 0)
		*beside = 0;
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	return fd;
}

/* The mode of the replaced file, or the default mode of a new file. */
static mode_t mode_of(const struct stat *old)
{
	mode_t mask;

	if (old)
		return old->st_mode & 07777;
	mask = umask(0);
	umask(mask);
	return 0666 & ~mask;
}

static int open_beside(struct whole *w, const struct stat *old)
{
	int fd;

	if (snprintf(beside, sizeof(beside), "%s.XXXXXX", w->path) >= (int)sizeof(beside)) {
		*beside = 0;
		return -ENAMETOOLONG;
	}
	catch_signals();
	fd = make_beside();
	if (fd < 0)
		return -errno;
	/* A file system without modes refuses this, which does no harm. */
	fchmod(fd, mode_of(old));
	w->to = fdopen(fd, "wb");
	if (w->to)
		return 0;
	close(fd);
	return -ENOMEM;
}

/**
 * whole_open - start to write a file that appears when it is complete
 * @w: gets the file; close it with whole_close(), also on failure. One at a time.
 * @path: the file's name.
 *
 * Context: any.
 * Return: 0 or a negative errno.
 */
int whole_open(struct whole *w, const char *path)
{
	struct stat old;
	bool exists = !stat(path, &old);

	memset(w, 0, sizeof(*w));
	if (exists && !S_ISREG(old.st_mode)) {
		w->to = fopen(path, "wbe");
		return w->to ? 0 : -errno;
	}
	if (exists ? !realpath(path, w->path) :
		     snprintf(w->path, sizeof(w->path), "%s", path) >= (int)sizeof(w->path))
		return exists ? -errno : -ENAMETOOLONG;
	return open_beside(w, exists ? &old : NULL);
}

/**
 * whole_keep - give a complete file its name
 * @w: the file; do not write to it any more.
 *
 * Context: any.
 * Return: 0 or a negative errno.
 */
int whole_keep(struct whole *w)
{
	int err = fclose(w->to) ? -errno : 0;

	w->to = NULL;
	if (!err && *w->path && rename(beside, w->path))
		err = -errno;
	if (!err)
		*beside = 0;
	return err;
}

/**
 * whole_close - close a file, and remove it unless whole_keep() kept it
 * @w: the file.
 *
 * Context: any.
 */
void whole_close(struct whole *w)
{
	if (w->to)
		fclose(w->to);
	w->to = NULL;
	if (*beside)
		unlink(beside);
	*beside = 0;
}
