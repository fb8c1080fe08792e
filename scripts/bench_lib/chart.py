# SPDX-License-Identifier: GPL-2.0
"""The chart: cost against the number of terms, as gnuplot draws it."""

import subprocess

from . import guest

SERIES = [('stock', 'stock', '#c0504d', 5), ('interpreter', 'interpreter', '#1f77b4', 7),
          ('jit', 'JIT', '#2ca02c', 9)]
PLOTS = [('integers by ||', 'one field == N, by ||'), ('strings by ||', 'one string == "...", by ||'),
         ('fields by &&', 'different fields, by &&')]
HEAD = '''
set terminal svg size 900,330 font "sans-serif,12" background "white"
set output
set multiplot layout 1,3
set logscale xy
set xtics (1, 4, 16, 64, 256)
set xlabel "terms"
set ylabel "instructions an event"
set key top left
set grid
set yrange [10:100000]
set xrange [0.8:700]
'''


def data(rows, name, column):
    """The points of a line, inline for gnuplot; none where nothing was measured."""
    return [(r['terms'], r[column]) for r in rows if r['name'] == name and r[column]]


def program(rows):
    """What gnuplot reads."""
    text = HEAD
    for nr, (name, title) in enumerate(PLOTS):
        lines = []
        for column, label, colour, mark in SERIES:
            points = data(rows, name, column)
            if points:
                block = '$%s%d' % (column, nr)
                text += '%s << end\n%s\nend\n' % (block, '\n'.join('%d %d' % p for p in points))
                lines.append('%s using 1:2 with linespoints pt %d ps 0.5 lw 2 lc rgb "%s" title "%s"'
                             % (block, mark, colour, label))
        text += "set title '%s' noenhanced\nplot %s\n" % (title, ', '.join(lines))
    return text + 'unset multiplot\n'


def draw(rows, path):
    """Write the SVG."""
    if subprocess.run([guest.SCRIPTS + '/install-packages', 'chart'], check=False).returncode:
        raise guest.Failed('no gnuplot')
    ran = subprocess.run(['gnuplot'], input=program(rows), stdout=subprocess.PIPE,
                         stderr=subprocess.PIPE, text=True, check=False)
    if ran.returncode or not ran.stdout:
        raise guest.Failed('gnuplot: ' + ran.stderr.strip()[:300])
    with open(path, 'w', encoding='utf-8') as f:
        f.write(ran.stdout)
