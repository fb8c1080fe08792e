// SPDX-License-Identifier: GPL-2.0
/*
 * Names of constants, as the headers of user space have them.
 *
 * They are macros: the kernel's description of its types has only enumerators. The compiler knows
 * their numbers, which are those of the machine that the command is built for.
 */
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include "live/names.h"

#define CONSTANTS(C)								\
	C(O_RDONLY) C(O_WRONLY) C(O_RDWR) C(O_ACCMODE) C(O_CREAT) C(O_EXCL)	\
	C(O_NOCTTY) C(O_TRUNC) C(O_APPEND) C(O_NONBLOCK) C(O_DSYNC) C(O_SYNC)	\
	C(O_ASYNC) C(O_DIRECT) C(O_DIRECTORY) C(O_NOFOLLOW) C(O_NOATIME)	\
	C(O_CLOEXEC) C(O_PATH) C(O_TMPFILE)					\
	C(AT_FDCWD) C(AT_SYMLINK_NOFOLLOW) C(AT_REMOVEDIR) C(AT_EMPTY_PATH)	\
	C(PROT_NONE) C(PROT_READ) C(PROT_WRITE) C(PROT_EXEC)			\
	C(MAP_SHARED) C(MAP_PRIVATE) C(MAP_FIXED) C(MAP_ANONYMOUS)		\
	C(MAP_GROWSDOWN) C(MAP_LOCKED) C(MAP_NORESERVE) C(MAP_POPULATE)		\
	C(MAP_STACK) C(MAP_HUGETLB)						\
	C(CLONE_VM) C(CLONE_FS) C(CLONE_FILES) C(CLONE_SIGHAND) C(CLONE_PIDFD)	\
	C(CLONE_PTRACE) C(CLONE_VFORK) C(CLONE_PARENT) C(CLONE_THREAD)		\
	C(CLONE_NEWNS) C(CLONE_SYSVSEM) C(CLONE_SETTLS) C(CLONE_NEWCGROUP)	\
	C(CLONE_NEWUTS) C(CLONE_NEWIPC) C(CLONE_NEWUSER) C(CLONE_NEWPID)	\
	C(CLONE_NEWNET) C(CLONE_IO)						\
	C(SIGHUP) C(SIGINT) C(SIGQUIT) C(SIGILL) C(SIGTRAP) C(SIGABRT) C(SIGBUS)	\
	C(SIGFPE) C(SIGKILL) C(SIGUSR1) C(SIGSEGV) C(SIGUSR2) C(SIGPIPE)	\
	C(SIGALRM) C(SIGTERM) C(SIGCHLD) C(SIGCONT) C(SIGSTOP) C(SIGTSTP)	\
	C(SIGTTIN) C(SIGTTOU) C(SIGURG) C(SIGXCPU) C(SIGXFSZ) C(SIGVTALRM)	\
	C(SIGPROF) C(SIGWINCH) C(SIGIO) C(SIGPWR) C(SIGSYS)			\
	C(AF_UNSPEC) C(AF_UNIX) C(AF_INET) C(AF_INET6) C(AF_NETLINK) C(AF_PACKET) \
	C(AF_VSOCK)								\
	C(S_IFMT) C(S_IFSOCK) C(S_IFLNK) C(S_IFREG) C(S_IFBLK) C(S_IFDIR)	\
	C(S_IFCHR) C(S_IFIFO) C(S_ISUID) C(S_ISGID) C(S_ISVTX)

static const struct constant {
	const char	*name;
	s64		value;
} constants[] = {
#define CONSTANT(name)	{ #name, name },
	CONSTANTS(CONSTANT)
#undef CONSTANT
};

static bool find_errno(const char *name, u32 len, s64 *value)
{
	const char *is;
	int nr;

	for (nr = 1; nr < 134; nr++) {
		is = strerrorname_np(nr);
		if (is && strlen(is) == len && !memcmp(is, name, len)) {
			*value = nr;
			return true;
		}
	}
	return false;
}

/**
 * session_constant - find the number that a name stands for
 * @name: the name, not terminated.
 * @len: its length, bytes.
 * @value: gets the number.
 *
 * Context: any.
 * Return: true; false if there is no such constant here.
 */
bool session_constant(const char *name, u32 len, s64 *value)
{
	u32 i;

	for (i = 0; i < ARRAY_SIZE(constants); i++) {
		if (strlen(constants[i].name) == len && !memcmp(constants[i].name, name, len)) {
			*value = constants[i].value;
			return true;
		}
	}
	return find_errno(name, len, value);
}
