# SPDX-License-Identifier: GPL-2.0
"""Instructions of filters that the stock engine refuses: values, sets, texts, variables, state.

The first row is one test of a field and a number, which the others are held against.
"""

from .. import engine, table
from .instructions import whole

TITLE = 'instructions of filters that stock refuses, x86-64 in QEMU under -icount'


def measure(_options):
    """Measure with one read, because the figures are exact."""
    interpreter, jit, about = engine.rows('x86-test', 1, 'language')
    rows = [{'name': row['name'], 'filter': row['filter'], 'interpreter': whole(row['ours']),
             'jit': whole(jit[i]['ours']) if jit else None,
             'c': whole(row['c']) if row['c'] else None}
            for i, row in enumerate(interpreter)]
    return {'about': about, 'rows': rows, 'notes': [] if jit else [engine.NO_JIT]}


def lines(result):
    """Rows for a table."""
    yield ['', 'interpreter', '/first', 'JIT', '/first', 'C', 'JIT/C']
    first = result['rows'][0]
    for r in result['rows']:
        yield [r['name'], table.number(r['interpreter']),
               table.ratio(r['interpreter'], first['interpreter']), table.number(r['jit']),
               table.ratio(r['jit'], first['jit']), table.number(r['c']),
               table.ratio(r['jit'], r['c'])]
