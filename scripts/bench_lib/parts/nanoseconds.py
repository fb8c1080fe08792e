# SPDX-License-Identifier: GPL-2.0
"""Nanoseconds an event, in User-Mode Linux."""

from .. import engine, guest, table

TITLE = 'ns an event, User-Mode Linux at -O2, interpreter'


def measure(options):
    """Measure, and keep the best of several reads, each the best of many rounds."""
    guest.say('%d reads' % options.reads)
    interpreter, _, about = engine.rows('uml-test', options.reads)
    rows = [{'name': r['name'], 'filter': r['filter'], 'stock': r['stock'] / 1000,
             'interpreter': r['ours'] / 1000, 'c': r['c'] / 1000 if r['c'] else None}
            for r in interpreter]
    return {'about': about, 'rows': rows, 'notes': []}


def lines(result):
    """Rows for a table."""
    yield ['', 'stock', 'interpreter', '/stock', 'C']
    for r in result['rows']:
        yield [r['name'], table.number(r['stock'], 1), table.number(r['interpreter'], 1),
               table.ratio(r['interpreter'], r['stock'], 3), table.number(r['c'], 1)]
