# SPDX-License-Identifier: GPL-2.0
"""The cost of an event that is enabled and filtered out, end to end."""

from .. import guest, table, tools

TITLE = 'instructions of a system call and a task switch with an event on it, x86-64 under -icount'

# The record decides the last case, or at least it is not decided without the record.
CASES = [
    ('no event', None),
    ('recorded, no filter', '0'),
    ('common_pid', 'common_pid == 1'),
    ('comm', 'comm == "nobody"'),
    ('a field', '%s == 100000'),
    ('common_pid, not early', 'common_pid == 1 || %s == 100000'),
]
EVENTS = [('syscall', 'raw_syscalls/sys_enter', 'id'), ('switch', 'sched/sched_switch', 'next_pid')]

# A program, then triples: action, event, filter.
GUEST = '''
program=$1; shift
cd /sys/kernel/tracing/events || exit 1
# One event is filtered all the time, so that the buffers for such events are there.
echo 'common_pid == 1' >timer/timer_start/filter || exit 1
while [ $# -gt 0 ]; do
	if [ -n "$3" ]; then
		echo "$3" >"$2/filter" && echo 1 >"$2/enable" || exit 1
	fi
	"$program" "$1" || exit 1
	echo 0 >"$2/enable"
	echo 0 >"$2/filter"
	shift 3
done
'''


def arguments():
    """Make the arguments of the guest script."""
    for what, event, field in EVENTS:
        for _, text in CASES:
            yield from (what, event, text % field if text and '%' in text else text or '')


def measure(_options):
    """Measure all cases on both kernels."""
    program = tools.make('events') + '/events'
    took = {flavour: [int(n) for n in guest.boot(flavour, GUEST, program, *arguments()).split()]
            for flavour in ('x86-stock', 'x86')}
    names = [(what, name) for what, _, _ in EVENTS for name, _ in CASES]
    rows = [{'name': what, 'case': name, 'stock': took['x86-stock'][i], 'ktap': took['x86'][i]}
            for i, (what, name) in enumerate(names)]
    return {'rows': rows, 'notes': ['User-Mode Linux has no system call events']}


def lines(result):
    """Rows for a table. The cost of an event is the difference to no event."""
    yield ['', 'stock', 'ktap', 'event: stock', 'ktap', '/stock']
    none = {r['name']: r for r in result['rows'] if r['case'] == CASES[0][0]}
    for r in result['rows']:
        stock, ktap = (r[k] - none[r['name']][k] for k in ('stock', 'ktap'))
        yield ['%s: %s' % (r['name'], r['case']), str(r['stock']), str(r['ktap']), str(stock),
               str(ktap), table.ratio(ktap, stock)]
