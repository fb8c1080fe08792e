# SPDX-License-Identifier: GPL-2.0
"""Seconds to set, then clear, a filter on every event by one writer."""

from .. import guest, table, tools

TITLE = "seconds to set, replace and clear a filter on every event: UML, and QEMU's time on x86-64"
STEPS = [('set', 'common_pid == 1'), ('replace', 'common_pid == 2'), ('clear', '0')]
GUEST = '''
program=$1; shift
cd /sys/kernel/tracing/events || exit 1
set_all() { "$program" write "$1" */*/filter || exit 1; }
ls -d */*/filter | wc -l
for text; do set_all "$text"; done
'''


def seconds(flavour, program):
    """Return the number of events, and the seconds of each step."""
    events, *took = guest.boot(flavour, GUEST, program, *(text for _, text in STEPS)).split()
    return int(events), [int(t) / 1e9 for t in took]


def measure(_options):
    """Measure on four kernels."""
    program = tools.make('events') + '/events'
    rows = []
    for machine in ('uml', 'x86'):
        events, stock = seconds(machine + '-stock', program)
        _, ktap = seconds(machine, program)
        rows += [{'name': '%s, %d events: %s' % (machine, events, step), 'stock': stock[i],
                  'ktap': ktap[i]} for i, (step, _) in enumerate(STEPS)]
    return {'rows': rows, 'notes': []}


def lines(result):
    """Rows for a table."""
    yield ['', 'stock', 'ktap', 'stock/ktap']
    for r in result['rows']:
        yield [r['name'], table.number(r['stock'], 4), table.number(r['ktap'], 4),
               table.ratio(r['stock'], r['ktap'], 1)]
