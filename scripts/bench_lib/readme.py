# SPDX-License-Identifier: GPL-2.0
"""The figures in README.md, between the lines bench-begin and bench-end."""

import re

from . import table

# Parts that the document shows; the chart is made of part e.
NEEDS = 'abefgh'


def cell(text):
    """A filter, or how it begins."""
    return '`%s`' % (text if len(text) <= 50 else text[:47] + '...')


def rows(result):
    """One table of parts a, b and h, which have the same rows."""
    parts = result['parts']
    exact = {r['name']: r for r in parts['b']['rows']}
    size = {r['name']: r for r in parts['h']['rows']}
    yield ['', 'filter', 'ns: stock', 'ktap', 'instructions: stock', 'ktap', 'JIT', 'C',
           'bytes: stock', 'ktap']
    for r in parts['a']['rows']:
        x, h = exact[r['name']], size[r['name']]
        yield [r['name'], cell(r['filter']), table.number(r['stock'], 1),
               table.number(r['interpreter'], 1), table.number(x['stock']),
               table.number(x['interpreter']), table.number(x['jit']), table.number(x['c']),
               str(h['stock']), str(h['ktap'])]


def rejected(result):
    """An event that is enabled, and what its filter refuses."""
    yield ['instructions', 'stock', 'ktap']
    for r in result['parts']['f']['rows']:
        yield ['%s: %s' % (r['name'], r['case']), str(r['stock']), str(r['ktap'])]


def everywhere(result):
    """A filter on every event."""
    yield ['seconds, one filter on every event', 'stock', 'ktap']
    for r in result['parts']['g']['rows']:
        yield [r['name'], table.number(r['stock'], 3), table.number(r['ktap'], 3)]


def block(result):
    """What stands between the lines."""
    about = result['parts']['b']['about']
    tables = [table.markdown(list(t(result))) for t in (rows, rejected, everywhere)]
    tables.insert(1, '![Instructions an event against the number of terms](bench.svg)')
    tables.append('Linux %s, %s; nanoseconds on %s; the x86-64 kernel has: %s.' %
                  (about['kernel'], about['compiler'], result['machine'],
                   '; '.join(about['mitigations'])))
    return '\n\n'.join(tables)


def put(result, path):
    """Replace it in a file; false if the file has no place for it."""
    with open(path, encoding='utf-8') as f:
        old = f.read()
    new, n = re.subn(r'(<!-- bench-begin -->\n).*?(<!-- bench-end -->)',
                     lambda m: m.group(1) + block(result) + '\n' + m.group(2), old, flags=re.S)
    if n == 1:
        with open(path, 'w', encoding='utf-8') as f:
            f.write(new)
    return n == 1
