# SPDX-License-Identifier: GPL-2.0
"""Instructions an event, on x86-64."""

from .. import engine, table

TITLE = 'instructions an event, x86-64 in QEMU under -icount'


def whole(thousandths):
    """Round to instructions: the rest of the loop's set-up is less than half of one."""
    return round(thousandths / 1000)


def measure(_options):
    """Measure with one read, because the figures are exact."""
    interpreter, jit, about = engine.rows('x86-test', 1)
    rows = []
    for i, row in enumerate(interpreter):
        rows.append({'name': row['name'], 'filter': row['filter'], 'stock': whole(row['stock']),
                     'interpreter': whole(row['ours']),
                     'jit': whole(jit[i]['ours']) if jit else None,
                     'c': whole(row['c']) if row['c'] else None})
    notes = [] if jit else [engine.NO_JIT]
    return {'about': about, 'rows': rows, 'notes': notes}


def lines(result):
    """Rows for a table."""
    yield ['', 'stock', 'interpreter', '/stock', 'JIT', '/stock', 'C', 'JIT/C']
    for r in result['rows']:
        yield [r['name'], table.number(r['stock']), table.number(r['interpreter']),
               table.ratio(r['interpreter'], r['stock'], 3), table.number(r['jit']),
               table.ratio(r['jit'], r['stock'], 3), table.number(r['c']),
               table.ratio(r['jit'], r['c'])]
