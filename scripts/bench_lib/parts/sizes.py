# SPDX-License-Identifier: GPL-2.0
"""Bytes of an installed filter."""

from .. import engine, table

TITLE = 'bytes of an installed filter, as the allocator counts them, x86-64'


def measure(_options):
    """Measure without vmalloc(): the allocator does not report the code of the JIT."""
    rows, _, about = engine.rows('x86-test', 1)
    return {'about': about, 'notes': ['the pages of machine code are not in it'],
            'rows': [{'name': r['name'], 'filter': r['filter'], 'stock': r['stock_bytes'],
                      'ktap': r['ours_bytes']} for r in rows]}


def lines(result):
    """Rows for a table."""
    yield ['', 'stock', 'ktap', '/stock']
    for r in result['rows']:
        yield [r['name'], str(r['stock']), str(r['ktap']), table.ratio(r['ktap'], r['stock'])]
