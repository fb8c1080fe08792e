# SPDX-License-Identifier: GPL-2.0
"""The figures in README.md: some rows of the benchmark."""

from . import table

# The rows that README.md shows, and what it calls them; all rows are in document.py.
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
    """The rows of a part."""
    return {r['name']: r for r in result['parts'][part]['rows']}


def rows(result):
    """The chosen rows, of parts a, b and h."""
    took, exact, size = (by_name(result, part) for part in 'abh')
    yield ['filter', 'ns: stock', 'interpreter', 'instructions: stock', 'interpreter',
           'machine code', 'C', 'bytes: stock', 'ktap']
    for name, label in CHOSEN:
        a, b, h = took[name], exact[name], size[name]
        yield ['%s: `%s`' % (label, table.begin(b['filter'], WIDTH)),
               table.number(a['stock'], 1), table.number(a['interpreter'], 1),
               table.number(b['stock']), table.number(b['interpreter']), table.number(b['jit']),
               table.number(b['c']), str(h['stock']), str(h['ktap'])]


def blocks(result):
    """By name, what stands between the lines."""
    return {'rows': table.markdown(list(rows(result)))}
