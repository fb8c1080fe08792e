/* SPDX-License-Identifier: GPL-2.0 */
/* A record that programs beside the command are tested with. */
#ifndef _RECORD_H
#define _RECORD_H

/* The record of sched_switch, as its format file describes it. */
struct record {
	unsigned short	type;
	unsigned char	flags;
	unsigned char	preempt_count;
	int		pid;
	char		prev_comm[16];
	int		prev_pid;
	int		prev_prio;
	long long	prev_state;
	char		next_comm[16];
	int		next_pid;
	int		next_prio;
};

#endif /* _RECORD_H */
