# SPDX-License-Identifier: GPL-2.0
"""Tables: on the terminal, and in Markdown."""


def number(value, digits=0):
    """A figure, or a dash for one that there is none of."""
    return '-' if value is None else '%.*f' % (digits, value)


def ratio(ours, stock, digits=2):
    """Ours as a part of stock's: smaller is better."""
    return '-' if ours is None or not stock else '%.*f' % (digits, ours / stock)


def plain(lines):
    """Lines of cells, the first of a line on the left, the others on the right."""
    wide = [max(map(len, column)) for column in zip(*lines)]
    return '\n'.join((line[0].ljust(wide[0]) +
                      ''.join('  ' + c.rjust(w) for c, w in zip(line[1:], wide[1:]))).rstrip()
                     for line in lines)


def markdown(lines):
    """The same for a document. A bar ends a cell, even in code."""
    lines = [[cell.replace('|', '\\|') for cell in line] for line in lines]
    lines.insert(1, ['---'] + ['--:'] * (len(lines[0]) - 1))
    return '\n'.join('| ' + ' | '.join(line) + ' |' for line in lines)
