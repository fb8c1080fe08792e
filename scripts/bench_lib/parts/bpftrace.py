# SPDX-License-Identifier: GPL-2.0
"""Events that are rejected by bpftrace's program and by a filter, on Debian's own kernel.

Each figure is a whole system call or task switch with the event on, without what it takes with
the event off. The rows with nothing to test are the event itself and the way to the predicate.
"""

import re
import subprocess

from .. import engine, guest, predicates, tools
from . import module

TITLE = "instructions of a rejected event: bpftrace, and the module on Debian's kernel"
WAYS = ['bpftrace', 'interpreter', 'jit']

# What the program of the part events does in one measurement, and at least so many events.
EVENTS = 4000

# The module, the program, and of each row: action, event, filter, program of bpftrace. bpftrace
# runs the program as its child. It also prints "@: N", how many events it accepted.
GUEST = '''
module=$1; program=$2; shift 2
# All goes to a file first: on a slow host, the console lost lines between bpftrace's.
exec 3>&1 >>/tmp/rows 2>&1
trap 'cat /tmp/rows >&3' EXIT
by_bpftrace() { bpftrace --no-warnings -c "$program $1" -e "$4"; }
by_filter()
{
	event=/sys/kernel/tracing/events/${2%:*}/${2#*:}
	echo "$3" >$event/filter && echo 1 >$event/enable && "$program" "$1"
	echo 0 >$event/enable; echo 0 >$event/filter
}
rows()
{
	by=$1; way=$2; row=0; shift 2
	while [ $# -gt 0 ]; do
		echo "=== $way $row"
		$by "$1" "$2" "$3" "$4"
		row=$((row + 1)); shift 4
	done
}
for action in rename signal switch; do
	echo "=== off $action"
	"$program" $action || exit 1
done
rows by_bpftrace bpftrace "$@"
insmod "$module" jit=off || exit 1
# One event is filtered all the time, so that the buffers for such events are there.
echo 'common_pid == 1' >/sys/kernel/tracing/events/timer/timer_start/filter || exit 1
rows by_filter interpreter "$@"
echo on >/sys/module/ktap_filter/parameters/jit || exit 1
rows by_filter jit "$@"
'''


def script(event, predicate):
    """Write bpftrace's program, which counts the events that it accepts."""
    if 'COUNT' in predicate:
        return 'tracepoint:%s { %s }' % (event, predicate.replace('COUNT', '@ = count();'))
    return 'tracepoint:%s /%s/ { @ = count(); }' % (event, predicate)


def arguments(rows):
    """Make the arguments of the guest script."""
    for _, event, ours, theirs in rows:
        yield from (predicates.EVENTS[event][0], event, ours, script(event, theirs))


def took(text):
    """Parse the output of a row. Other tasks' events may be accepted, but not those of the row."""
    number = re.search('^[0-9]+$', text, re.M)
    accepted = re.search('^@: ([0-9]+)$', text, re.M)
    if not number or (accepted and int(accepted.group(1)) >= EVENTS):
        raise guest.Failed(text.strip()[-300:])
    return int(number.group())


def parsed(rows, got):
    """Make the rows of what the guest printed, without what an event takes that is off."""
    for i, (name, event, ours, theirs) in enumerate(rows):
        off = took(got['off ' + predicates.EVENTS[event][0]])
        yield {'name': name, 'event': event, 'filter': ours, 'predicate': theirs,
               **{way: took(got['%s %d' % (way, i)]) - off for way in WAYS}}


def measure(_options):
    """Measure all rows in three ways, in one boot."""
    if subprocess.run([guest.SCRIPTS + '/install-packages', 'bpftrace'], check=False).returncode:
        raise guest.Failed('no bpftrace')
    rows = predicates.all_rows()
    ko, program = module.build('build-module'), tools.make('events') + '/events'
    got = engine.sections(guest.boot(module.KERNEL, GUEST, ko, program, *arguments(rows),
                                     timeout=3600))
    return {'rows': list(parsed(rows, got)), 'notes': []}


def predicate_alone(result):
    """Return each row, and by way what it takes more than nothing to test on the same event."""
    nothing = {r['event']: r for r in result['rows'] if r['name'] == predicates.NOTHING}
    return [(r, [r[way] - nothing[r['event']][way] for way in WAYS]) for r in result['rows']]


def lines(result):
    """Rows for a table: the event, and the predicate alone."""
    yield ['row', 'event'] + ['bpftrace', 'interpreter', 'machine code'] * 2
    for r, alone in predicate_alone(result):
        yield [r['name'], r['event']] + [str(r[way]) for way in WAYS] + ['%+d' % n for n in alone]
