// SPDX-License-Identifier: GPL-2.0
/*
 * The number of a run, and the instance that has it.
 *
 * The run holds a lock on the folder of its instance. The kernel drops the lock when the last
 * process that has it is gone, however it ended: so an instance without a lock is of a run that
 * is dead, in whatever PID namespace it was. Numbers are given and taken back under a lock on
 * the folder of all instances: nobody can take what is just made for a dead run's.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "live/frame.h"

static int lock_folder(const char *path, int how)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC), err;

	if (fd < 0)
		return -errno;
	while ((err = flock(fd, how)) && errno == EINTR)
		;
	if (!err)
		return fd;
	err = -errno;
	close(fd);
	return err;
}

/**
 * frame_lock - keep others from making and removing runs
 * @place: has the tracefs.
 *
 * Context: any; waits for others.
 * Return: a descriptor, which is to be closed; a negative errno.
 */
int frame_lock(const struct cmd_place *place)
{
	char *path;
	int fd;

	if (asprintf(&path, "%s/instances", place->root) < 0)
		return -ENOMEM;
	fd = lock_folder(path, LOCK_EX);
	free(path);
	return fd;
}

/* A dead run may have left events which somebody uses: their number is not free. */
static bool has_events(const struct cmd_dynamics *all, u32 nr)
{
	u32 i;

	for (i = 0; i < all->nr; i++)
		if (frame_event_number(&all->list[i]) == nr)
			return true;
	return false;
}

static int make_instance(const struct cmd_place *place, u32 nr)
{
	char *path;
	int fd;

	if (asprintf(&path, "%s/instances/" SESSION_INSTANCE "%u", place->root, nr) < 0)
		return -ENOMEM;
	fd = mkdir(path, 0700) ? -errno : lock_folder(path, LOCK_EX | LOCK_NB);
	free(path);
	return fd;
}

/* Take the first number that is free. The lock of frame_lock() is held. */
static int take_number(const struct cmd_place *place, struct session_run *run)
{
	struct cmd_dynamics all;
	int status = cmd_dynamics_read(place, &all);
	u32 nr;

	for (nr = 1; !status && nr < FRAME_MAX_RUNS && run->lock < 0; nr++) {
		if (has_events(&all, nr))
			continue;
		run->lock = make_instance(place, nr);
		if (run->lock >= 0)
			run->nr = nr;
		else if (run->lock != -EEXIST)
			status = cmd_error(CMD_SYSTEM, "cannot make an instance in %s: %s",
					   place->root, strerror(-run->lock));
	}
	cmd_dynamics_free(&all);
	return status;
}

/**
 * frame_start - make an instance for a run
 * @place: has the tracefs.
 * @run: gets the run's number; end it with frame_end(), also on failure.
 *
 * What dead runs left is taken away first.
 *
 * Context: any; one thread.
 * Return: CMD_OK or CMD_SYSTEM. The error has been printed.
 */
int frame_start(const struct cmd_place *place, struct session_run *run)
{
	int lock = frame_lock(place), status;

	*run = (struct session_run) { .lock = -1 };
	if (lock < 0)
		return cmd_error(CMD_SYSTEM, "cannot lock %s/instances: %s", place->root,
				 strerror(-lock));
	frame_sweep(place, NULL);
	status = take_number(place, run);
	close(lock);
	return status ?: frame_guard(place, run);
}

static void release(struct session_run *run)
{
	frame_dismiss(run);
	if (run->lock >= 0)
		close(run->lock);
	*run = (struct session_run) { .lock = -1 };
}

/**
 * frame_keep - leave in the kernel what a run has there
 * @run: the run, which has started; it has nothing any more.
 *
 * Nobody takes it for what a dead run left: see frame_sweep().
 *
 * Context: any.
 * Return: CMD_OK or CMD_SYSTEM. The error has been printed.
 */
int frame_keep(struct session_run *run)
{
	struct stat st;

	if (fstat(run->lock, &st) || fchmod(run->lock, st.st_mode | FRAME_KEPT))
		return cmd_error(CMD_SYSTEM, "cannot mark " SESSION_INSTANCE "%u as kept: %s",
				 run->nr, strerror(errno));
	release(run);
	return CMD_OK;
}

/**
 * frame_end - take away all that a run has in the kernel
 * @place: has the tracefs.
 * @run: the run; it may have failed to start.
 *
 * Context: any.
 * Return: CMD_OK; CMD_REFUSED if something stays, because somebody uses it; CMD_SYSTEM. The
 * error has been printed.
 */
int frame_end(const struct cmd_place *place, struct session_run *run)
{
	const struct frame_tell stays = { };
	int lock, status = CMD_OK;

	if (run->nr) {
		lock = frame_lock(place);
		status = frame_clear(place, run->nr, &stays);
		if (lock >= 0)
			close(lock);
	}
	release(run);
	return status;
}
