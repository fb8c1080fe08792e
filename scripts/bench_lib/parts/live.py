# SPDX-License-Identifier: GPL-2.0
"""What recorders of a running kernel spend and lose: trace-cmd's and ktap-filter's.

All record the same events of one program, with buffers of the same size. What is spent is the
processor time of the recorder and of all that it starts, without that of the program. A run
without events shows what it takes to begin and to end.
"""

import re

from .. import engine, guest, table, tools
from . import module

TITLE = "processor time and losses of recorders, Debian's kernel under -icount"

# Name, number of events, events a second; 0 for as many as the program can make.
RATES = [('no event', 0, 1000), ('paced', 40000, 20000), ('no pause', 100000, 0)]

# Name, where its result is, and the words in front of the program. trace-cmd takes buffers of this
# size by default, KB for each CPU, and compresses by default, as ktap-filter does not.
RECORD = 'trace-cmd record -b 1408 -e task:task_rename -o t.dat --compression none'
WAYS = [
    ('trace-cmd record', 'file', RECORD),
    ('trace -o', 'file', 'ktap-filter trace -a --buffer=1408 -o t.dat task:task_rename --'),
    ('trace-cmd record, report', 'text', 'report ' + RECORD),
    ('trace-cmd stream', 'text', 'trace-cmd stream -b 1408 -e task:task_rename'),
    ('trace', 'text', 'ktap-filter trace -a --buffer=1408 task:task_rename --'),
    ('count', 'table', 'ktap-filter count -a --buffer=1408 --by newcomm task:task_rename --'),
    ('count --in-kernel', 'table',
     'ktap-filter count -a --in-kernel --by newcomm task:task_rename --'),
]

# QEMU counts each byte that one of these instructions copies.
CPU = 'max,-erms,-fsrm'

# Arguments: the folder of ktap-filter, the program. A recorder's own output goes to a file.
GUEST = r'''
PATH=$1:$PATH; program=$2
cd /tmp || exit 1
cat >report <<-'END'
	#!/bin/sh
	"$@" >&2 && exec trace-cmd report -i t.dat
END
chmod +x report; PATH=$PATH:.
listed() { awk '$1 == "event" { print "seen", $2 }'; }
record() # KIND NUMBER RATE COMMAND...
{
	kind=$1; number=$2; rate=$3; shift 3
	echo >/sys/kernel/tracing/trace
	"$program" spend "$@" "$program" events "$number" "$rate" made >out 2>err
	case $kind in
	file) ktap-filter count -i t.dat --by newcomm task:task_rename | listed ;;
	text) echo "seen $(grep -c 'newcomm=event' out)" ;;
	table) listed <out ;;
	esac
	grep '^spent' err && cat made || cat err
	# What ktap-filter tells of losses: trace behind its name, count as a number of its table.
	sed -n 's/^\(.*: \| *\)\([0-9]\{1,\}\)  *\(events were \)\{0,1\}lost.*/told \2/p' err out
	rm -f made t.dat out err
}
'''


def script():
    """Write the script of the guest: all rates, and all ways for each."""
    return GUEST + '\n'.join('echo "=== %s, %s"\nrecord %s %d %d %s' %
                             (way, rate, kind, number, a_second, command)
                             for rate, number, a_second in RATES for way, kind, command in WAYS)


def numbers(text):
    """Parse what was told of a run: words with a number."""
    found = {word: int(n) for word, n in re.findall('^([a-z]+) ([0-9]+)$', text, re.M)}
    if not {'spent', 'own', 'took', 'lost'} <= set(found):
        raise guest.Failed(text.strip()[-300:])
    return found


def row(way, rate, got):
    """Make a row: microseconds, and numbers of events."""
    begun = numbers(got['%s, %s' % (way, RATES[0][0])])
    found = numbers(got['%s, %s' % (way, rate)])
    return {'name': way, 'rate': rate, 'made': dict((r[0], r[1]) for r in RATES)[rate],
            'took': found['took'],
            'alone': begun['spent'] - begun['own'], 'spent': found['spent'] - found['own'],
            'seen': found.get('seen', 0), 'lost': found['lost'], 'told': found.get('told', 0)}


def measure(_options):
    """Measure all ways, in one boot."""
    program, command = tools.make('live') + '/live', tools.command()
    got = engine.sections(guest.boot(module.KERNEL, script(), command, program, cpu=CPU,
                                     timeout=3600))
    return {'rows': [row(way, rate, got) for rate, _, _ in RATES[1:] for way, _, _ in WAYS],
            'notes': []}


def each(result):
    """Return what an event costs, nanoseconds."""
    return 1000 * (result['spent'] - result['alone']) / result['made']


def lines(result):
    """Rows for a table. What trace-cmd tells of losses is not looked at."""
    yield ['recorder', 'rate', 'ms, no event', 'ms in all', 'ns an event', 'made', 'seen', 'lost',
           'told']
    for r in result['rows']:
        yield [r['name'], r['rate'], '%.0f' % (r['alone'] / 1000), '%.0f' % (r['spent'] / 1000),
               '%.0f' % each(r), *(str(r[k]) for k in ('made', 'seen', 'lost')),
               '-' if r['name'].startswith('trace-cmd') else str(r['told'])]
