# SPDX-License-Identifier: GPL-2.0
"""Tables: on the terminal, in Markdown, and in reStructuredText."""


def number(value, digits=0):
    """Format a figure; a dash for a missing one."""
    return '-' if value is None else '%.*f' % (digits, value)


def ratio(ours, stock, digits=2):
    """Format the ratio of ours to stock's: smaller is better."""
    return '-' if ours is None or not stock else '%.*f' % (digits, ours / stock)


def plain(lines):
    """Format lines of cells: the first cell of a line to the left, the others to the right."""
    wide = [max(map(len, column)) for column in zip(*lines)]
    return '\n'.join((line[0].ljust(wide[0]) +
                      ''.join('  ' + c.rjust(w) for c, w in zip(line[1:], wide[1:]))).rstrip()
                     for line in lines)


def markdown(lines):
    """Format a Markdown table. A bar ends a cell, even in code."""
    lines = [[cell.replace('|', '\\|') for cell in line] for line in lines]
    lines.insert(1, ['---'] + ['--:'] * (len(lines[0]) - 1))
    return '\n'.join('| ' + ' | '.join(line) + ' |' for line in lines)


def begin(text, width):
    """Return a text, or its first words."""
    if len(text) <= width:
        return text
    head = text[:width - 4]
    return (head.rpartition(' ')[0] or head) + ' ...'


def spans(wide, groups):
    """Return first column and width of each group of columns, with room for its name."""
    at = 0
    for name, n in groups:
        last = at + n - 1
        wide[last] += max(0, len(name) - sum(wide[at:last + 1]) - 2 * (n - 1))
        yield name, sum(wide[at:last + 1]) + 2 * (n - 1)
        at += n


def rst(lines, groups=(), left=1):
    """Format a simple table of reStructuredText. Names of groups stand above their columns."""
    wide = [max(map(len, column)) for column in zip(*lines)]
    above = list(spans(wide, groups))
    edge = '  '.join('=' * w for w in wide)
    head = []
    if above:
        # ".." is an empty comment: a row must not start with an empty cell.
        head = ['  '.join((name or '..').ljust(w) for name, w in above).rstrip(),
                '  '.join('-' * w for _, w in above)]
    body = ['  '.join(c.ljust(w) if i < left else c.rjust(w)
                      for i, (c, w) in enumerate(zip(line, wide))).rstrip() for line in lines]
    return '\n'.join([edge] + head + [body[0], edge] + body[1:] + [edge])
