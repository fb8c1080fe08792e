# SPDX-License-Identifier: GPL-2.0
"""The figures in README.md, between the lines bench-begin and bench-end."""

import re

from . import table


def cell(text):
    """A filter, or how it begins."""
    return '`%s`' % (text if len(text) <= 50 else text[:47] + '...')


def rows(result):
    """One table of parts a and b, which have the same rows."""
    exact = {r['name']: r for r in result['parts']['b']['rows']}
    yield ['', 'filter', 'ns: stock', 'ktap', 'instructions: stock', 'ktap', 'JIT', 'C']
    for r in result['parts']['a']['rows']:
        x = exact[r['name']]
        yield [r['name'], cell(r['filter']), table.number(r['stock'], 1),
               table.number(r['interpreter'], 1), table.number(x['stock']),
               table.number(x['interpreter']), table.number(x['jit']), table.number(x['c'])]


def block(result):
    """What stands between the lines."""
    about = result['parts']['a']['about']
    return '%s\n\nLinux %s, %s; %s.' % (table.markdown(list(rows(result))), about['kernel'],
                                        about['compiler'], result['machine'])


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
