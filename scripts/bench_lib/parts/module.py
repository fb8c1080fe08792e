# SPDX-License-Identifier: GPL-2.0
"""The cost of an event on Debian's own kernel: the stock engine, and the module in its place."""

import subprocess

from .. import guest, table, tools
from . import events

TITLE = "instructions of a system call and a task switch, Debian's kernel with and without the module"

KERNEL = 'debian-6.12'

# Arguments: the module or nothing, its parameters.
LOAD = '''
[ -z "$1" ] || insmod "$1" $2 || exit 1
shift 2
'''

# How the module is loaded: the column, and the parameters; None is the stock engine.
WAYS = [('stock', None), ('sites', 'sites=1'), ('data', 'sites=0')]


def build(script):
    """Run a script that builds modules for the kernel. Return where they are, as it prints."""
    guest.build(KERNEL)
    headers = tools.cache() + '/build/' + KERNEL + '/headers'
    ran = subprocess.run([guest.SCRIPTS + '/kernel/' + script, headers],
                         stdout=subprocess.PIPE, text=True, check=False)
    if ran.returncode:
        raise guest.Failed(script + ' failed')
    return ran.stdout.strip()


def measure(_options):
    """Measure all cases of the part events in three ways."""
    module = build('build-module')
    program = tools.make('events') + '/events'
    took = {}
    for way, parameters in WAYS:
        load = ('', '') if parameters is None else (module, parameters)
        out = guest.boot(KERNEL, LOAD + events.GUEST, *load, program, *events.arguments())
        took[way] = [int(n) for n in out.split()]
    names = [(what, name) for what, _, _ in events.EVENTS for name, _ in events.CASES]
    return {'rows': [{'name': what, 'case': name, **{way: took[way][i] for way in took}}
                     for i, (what, name) in enumerate(names)], 'notes': []}


def lines(result):
    """Rows for a table. The cost of an event is the difference to no event."""
    yield ['event', 'stock', 'by sites', 'by data', 'sites/stock', 'data/stock']
    none = {r['name']: r for r in result['rows'] if r['case'] == events.CASES[0][0]}
    for r in result['rows']:
        if r['case'] == events.CASES[0][0]:
            continue
        stock, sites, data = (r[way] - none[r['name']][way] for way, _ in WAYS)
        yield ['%s: %s' % (r['name'], r['case']), str(stock), str(sites), str(data),
               table.ratio(sites, stock), table.ratio(data, stock)]
