# SPDX-License-Identifier: GPL-2.0
"""An eBPF program that somebody wrote, by the kernel's BPF test-run."""

import subprocess

from . import guest, table, tools

TITLE = 'a hand-written eBPF filter of one integer, by bpf(2) test-run'
GUEST = '''
echo 1 >/proc/sys/net/core/bpf_jit_enable
exec "$1"
'''


def measure(_options):
    """Natively where that is allowed, and in the emulated kernel, where we are root."""
    program = tools.make('bpf') + '/bpf'
    rows, notes = [], []
    ran = subprocess.run([program], stdout=subprocess.PIPE, text=True, check=False)
    if ran.returncode:
        notes.append('this machine: ' + ran.stdout.strip())
    else:
        rows.append({'name': 'this machine, ns', 'ebpf': int(ran.stdout)})
    try:
        took = int(guest.boot('x86', GUEST, program))
        rows.append({'name': 'x86-64, instructions with those of the test-run', 'ebpf': took})
    except guest.Failed as why:
        notes.append('x86-64: %s' % why)
    notes.append('the translated program is not run this way: see JIT in (b) for its instructions')
    return {'rows': rows, 'notes': notes}


def lines(result):
    """For a table."""
    yield ['', 'eBPF']
    for r in result['rows']:
        yield [r['name'], table.number(r['ebpf'])]
