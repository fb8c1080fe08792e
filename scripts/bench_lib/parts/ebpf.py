# SPDX-License-Identifier: GPL-2.0
"""Filters as eBPF, by the kernel's BPF test-run: translated, and written by hand."""

import subprocess

from .. import guest, table, tools

TITLE = 'filters as eBPF by bpf(2) test-run: written by hand, and translated'
GUEST = '''
echo 1 >/proc/sys/net/core/bpf_jit_enable
exec "$1"
'''
EMPTY = 'an empty program'


def parsed(text, where):
    """Parse the rows of the program, and subtract the time of an empty program."""
    rows, empty = [], {}
    for line in text.splitlines():
        way, written, translated, name = line.split('\t')
        if name == EMPTY:
            empty[way] = int(written)
            continue
        rows.append({'name': '%s: %s' % (where, name),
                     'written': (int(written) - empty[way]) / 1000,
                     'translated': (int(translated) - empty[way]) / 1000, 'run': way})
    used = {row['run'] for row in rows}
    return [{'name': '%s: %s, %s' % (where, EMPTY, way), 'written': took / 1000,
             'translated': None, 'run': way} for way, took in empty.items() if way in used] + rows


def natively(program):
    """Measure on the kernel of this machine, if it allows that."""
    ran = subprocess.run([program], stdout=subprocess.PIPE, text=True, check=False)
    if ran.returncode:
        raise guest.Failed(ran.stdout.strip()[-300:])
    return ran.stdout


def measure(_options):
    """Measure natively if that is allowed, and in the emulated kernel, where we are root."""
    program = tools.make('bpf') + '/bpf'
    rows, notes = [], []
    for where, run in (('this machine, ns', lambda: natively(program)),
                       ('x86-64, instructions', lambda: guest.boot('x86', GUEST, program))):
        try:
            rows += parsed(run(), where)
        except guest.Failed as why:
            notes.append('%s: %s' % (where, why))
    notes.append('an empty program shows what a test-run takes; it is not in the other rows')
    if any(row['run'] == 'called' for row in rows):
        notes.append('called: that kernel lets no program that it repeats ask for the '
                     "task's name")
    return {'rows': rows, 'notes': notes}


def lines(result):
    """Rows for a table."""
    yield ['', 'run', 'by hand', 'translated', '/by hand']
    for r in result['rows']:
        yield [r['name'], r['run'], table.number(r['written'], 1),
               table.number(r['translated'], 1), table.ratio(r['translated'], r['written'])]
