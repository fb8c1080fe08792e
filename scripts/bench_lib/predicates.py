# SPDX-License-Identifier: GPL-2.0
"""The same predicates in bpftrace's language and in ours, on events of Debian's kernel.

All of them are false for the event that the benchmark makes happen. "@" stands before a field:
bpftrace writes args-> there, and we write nothing.
"""

# What makes an event happen, see tools/ktap-filter/bench/events.c; and one of its fields.
EVENTS = {
    'raw_syscalls:sys_enter': ('rename', 'id'),
    'syscalls:sys_enter_prctl': ('rename', 'arg3'),
    'task:task_rename': ('rename', 'pid'),
    'signal:signal_generate': ('signal', 'sig'),
    'sched:sched_switch': ('switch', 'prev_state'),
    'sched:sched_waking': ('switch', 'prio'),
}

NOTHING = 'nothing to test'
WORDS = ['a', 'bash', 'cron', 'dbus', 'ls', 'sh', 'sshd', 'vi']


def either(term, values):
    """Join a comparison with each of some values."""
    return ' || '.join(term % value for value in values)


def apart(n):
    """Return numbers without order. No system call has one of them."""
    return [4099 + (i * i * 7919 + i * 104729) % 999983 for i in range(n)]


# Name, event, predicate in our language, and in bpftrace's if more than "@" is different. Linux's
# verifier refuses what bpftrace makes of 64 tests of a field, but not of a variable.
ROWS = [
    ('integer ==', 'raw_syscalls:sys_enter', '@id == 100000'),
    ('integer <', 'raw_syscalls:sys_enter', '@id < 0'),
    ('range', 'raw_syscalls:sys_enter', '@id >= 1000 && @id <= 2000'),
    ('element', 'raw_syscalls:sys_enter', '@args[1] == 0'),
    ('8 apart', 'raw_syscalls:sys_enter', either('@id == %d', apart(8))),
    ('64 apart', 'raw_syscalls:sys_enter', either('@id == %d', apart(64)),
     '$id = @id; if (%s) { COUNT }' % either('$id == %d', apart(64))),
    ('mask', 'syscalls:sys_enter_prctl', '(@arg3 & 6) == 4'),
    ('shift', 'syscalls:sys_enter_prctl', '(@arg3 >> 2) == 3'),
    ('flag', 'sched:sched_switch', '@prev_state & 2'),
    ('4 by &&', 'signal:signal_generate', '@sig < 64 && @errno == 0 && @group == 1 && @pid == 1'),
    ('4 by ||', 'signal:signal_generate', '@sig == 9 || @errno != 0 || @code < 0 || @pid == 1'),
    ('sum', 'signal:signal_generate', '@sig + 32 < 40'),
    ('fields <', 'signal:signal_generate', '@sig < @errno'),
    ('a / 8 != b / 8', 'signal:signal_generate', '@group / 8 != @result / 8'),
    ('char[] ==', 'task:task_rename', '@newcomm == "bash"'),
    ('char[] prefix', 'task:task_rename', '@newcomm ~ "ba*"', 'strncmp(@newcomm, "ba", 2) == 0'),
    ('8 texts', 'task:task_rename', either('@newcomm == "%s"', WORDS)),
    ('integer, char[]', 'sched:sched_waking', '@prio > 100 && @comm == "bash"'),
    ('comm ==', 'raw_syscalls:sys_enter', 'comm == "nobody"'),
    ('comm prefix', 'raw_syscalls:sys_enter', 'comm ~ "no*"', 'strncmp(comm, "no", 2) == 0'),
    ('task', 'raw_syscalls:sys_enter', '$pid == 1', 'tid == 1'),
    ('process', 'raw_syscalls:sys_enter', '$tgid == 1', 'pid == 1'),
    ('user', 'raw_syscalls:sys_enter', '$uid == 1000', 'uid == 1000'),
    ('CPU', 'raw_syscalls:sys_enter', '$cpu == 1', 'cpu == 1'),
    ('cgroup', 'raw_syscalls:sys_enter', '$cgroup == 7', 'cgroup == 7'),
    ('4 of all kinds', 'raw_syscalls:sys_enter',
     '$uid < 1000 && @id != 100000 && @args[1] > 4096 && comm == "nobody"',
     'uid < 1000 && @id != 100000 && @args[1] > 4096 && comm == "nobody"'),
]


def all_rows():
    """Return name, event, filter and bpftrace's predicate of each row.

    The first rows have nothing to test: bpftrace gets a constant, and our engine makes one of
    the filter.
    """
    rows = [(NOTHING, event, '@%s & 0' % field, '0') for event, (_, field) in EVENTS.items()]
    return [(name, event, texts[0].replace('@', ''), texts[-1].replace('@', 'args->'))
            for name, event, *texts in rows + ROWS]
