# SPDX-License-Identifier: GPL-2.0
"""The engine's core in user space, with and without retpolines."""

import subprocess

from .. import guest, table, tools

TITLE = 'ns an event, the core in user space on this machine, with and without retpolines'


def times(program):
    """Measure with one program. Return the rows by filter."""
    ran = subprocess.run([program], stdout=subprocess.PIPE, text=True, check=False)
    if ran.returncode:
        raise guest.Failed('%s failed' % program)
    found = {}
    for line in ran.stdout.splitlines():
        picoseconds, text = line.split('\t')
        found[text] = int(picoseconds) / 1000
    return found


def measure(_options):
    """Measure with and without retpolines, not stock: its engine is built in a kernel only."""
    out = tools.make('core', 'core-retpoline')
    without, retpoline = times(out + '/core'), times(out + '/core-retpoline')
    return {'rows': [{'name': text, 'plain': ns, 'retpoline': retpoline[text]}
                     for text, ns in without.items()], 'notes': []}


def lines(result):
    """Rows for a table."""
    yield ['', 'without', 'with']
    for r in result['rows']:
        yield [r['name'], table.number(r['plain'], 1), table.number(r['retpoline'], 1)]
