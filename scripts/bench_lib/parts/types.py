# SPDX-License-Identifier: GPL-2.0
"""The time to find a member in a kernel's types: the file is read anew for each probe."""

import os

from .. import guest, table, tools
from . import module, recorded

TITLE = "milliseconds of probe -n, with the types of Debian's kernel"
ROUNDS = 50

# What is not a kernel's name asks for no types.
PROBES = ['vfs_read $arg3', 'vfs_read count', 'do_sys_openat2 how->flags',
          'vfs_read file->f_inode->i_sb->s_type->name:string']


def kernel():
    """Return a file with the types of Debian's kernel, and their size in bytes."""
    guest.build(module.KERNEL)
    path = os.path.join(tools.cache(), 'build', module.KERNEL, 'headers', 'vmlinux')
    text, _, _ = recorded.ran(['readelf', '--wide', '--sections', path])
    sizes = [line.split('PROGBITS')[1].split()[2] for line in text.splitlines()
             if '.BTF ' in line]
    if len(sizes) != 1:
        raise guest.Failed('%s has no types' % path)
    return path, int(sizes[0], 16)


def measure(_options):
    """Measure all rows, in turns."""
    command = tools.command() + '/ktap-filter'
    path, size = kernel()
    ways = [[command, 'probe', '-n', '--btf=' + path, probe] for probe in PROBES]
    found = recorded.least(ways, ROUNDS)
    return {'rows': [{'name': probe, 'ms': round(1e3 * took, 2), 'cpu_ms': round(1e3 * cpu, 2)}
                     for probe, (_, took, cpu) in zip(PROBES, found)],
            'notes': ['%d bytes of types' % size]}


def lines(result):
    """Rows for a table."""
    yield ['probe', 'ms', 'of a processor']
    for r in result['rows']:
        yield [r['name'], table.number(r['ms'], 1), table.number(r['cpu_ms'], 1)]
