# SPDX-License-Identifier: GPL-2.0
"""The figures in README.md: three on the first screen, and some rows of the benchmark."""

from . import table

# The rows in README.md, and their names there. document.py has all rows.
CHOSEN = [('integer, true', 'one number'),
          ('4 by &&', 'four fields'),
          ('512 together', '512 numbers, one after the other'),
          ('512 apart', '512 numbers, without order'),
          ('comm ==', "the task's name"),
          ('comm contains', "a part of the task's name"),
          ('__data_loc ==', 'a string in the record'),
          ('16 mixed', '16 predicates of all kinds')]

WIDTH = 28


def by_name(result, part):
    """Return the rows of a part by name."""
    return {r['name']: r for r in result['parts'][part]['rows']}


def event_alone(result, engine):
    """Return the cost of a system call whose event is on, and rejected by common_pid."""
    took = {r['case']: r[engine] for r in result['parts']['events']['rows']
            if r['name'] == 'syscall'}
    return took['common_pid'] - took['no event']


def replaced(result):
    """Return the row of a filter that replaces another, on every event of the x86-64 kernel."""
    return next(r for r in result['parts']['everywhere']['rows']
                if r['name'].startswith('x86') and r['name'].endswith('replace'))


def three(result):
    """Make three figures: the work of a filter, an event end to end, the writing of filters."""
    found, new = by_name(result, 'instructions')['512 apart'], replaced(result)
    yield ['', 'unit', 'stock engine', 'ktap filter']
    yield ['compare a field with 512 numbers', 'x86-64 instructions per event',
           str(found['stock']), str(found['interpreter'])]
    yield ["reject a system call's event by its process number", 'x86-64 instructions per event',
           str(event_alone(result, 'stock')), str(event_alone(result, 'ktap'))]
    yield ['replace the filter of all %s events' % new['name'].split()[1],
           'seconds, x86-64 in QEMU', table.number(new['stock'], 3), table.number(new['ktap'], 3)]


def rows(result):
    """Make a table of the chosen rows of three parts."""
    took, exact, size = (by_name(result, part)
                         for part in ('nanoseconds', 'instructions', 'sizes'))
    yield ['filter', 'ns: stock', 'interpreter', 'instructions: stock', 'interpreter',
           'machine code', 'C', 'bytes: stock', 'ktap']
    for name, label in CHOSEN:
        a, b, h = took[name], exact[name], size[name]
        yield ['%s: `%s`' % (label, table.begin(b['filter'], WIDTH)),
               table.number(a['stock'], 1), table.number(a['interpreter'], 1),
               table.number(b['stock']), table.number(b['interpreter']), table.number(b['jit']),
               table.number(b['c']), str(h['stock']), str(h['ktap'])]


def blocks(result):
    """Return all generated parts by name."""
    return {'three': table.markdown(list(three(result))),
            'rows': table.markdown(list(rows(result)))}
