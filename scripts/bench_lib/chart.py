# SPDX-License-Identifier: GPL-2.0
"""The chart: instructions against the number of terms, as gnuplot draws it."""

import subprocess

from . import guest

# Column, name, colour, shape of the points, dash of the line.
SERIES = [('stock', 'stock engine', '#c0504d', 5, 1),
          ('interpreter', 'ktap filter: interpreter', '#1f77b4', 7, 1),
          ('jit', 'ktap filter: machine code', '#2ca02c', 9, 1),
          ('c', 'the same in C', '#404040', 13, 2)]

# Rows of the part terms, title, and ranges of both axes: a panel ends with its curves.
PANELS = [('integers by ||', '1 to 512 numbers: i64 == 4099 || ...', '0.8:640', '5:100000'),
          ('strings by ||', '1 to 512 strings: dyn == "..." || ...', '0.8:640', '5:100000'),
          ('fields by &&', '1 to 16 fields: i32 == 5 && ...', '0.9:18', '5:1000')]

# The part terms does not measure C. These rows of the part instructions do, for the same
# filters: panel, terms, row.
IN_C = [('integers by ||', 8, '8 apart'), ('integers by ||', 64, '64 apart'),
        ('integers by ||', 512, '512 apart'),
        ('fields by &&', 1, 'integer, true'), ('fields by &&', 4, '4 by &&')]

HEAD = '''
set terminal svg size 960,370 noenhanced font "sans-serif,12" background "white"
set output
set multiplot
unset key
set tmargin at screen 0.83
set bmargin at screen 0.15
set logscale xy
set xtics (1, 2, 4, 8, 16, 64, 512)
set xlabel "terms in the filter"
set label 1 "x86-64 instructions per event" at graph -0.27,0.5 center rotate
set grid
'''

# A plot with only the legend, as wide as all panels.
LEGEND = '''
set lmargin at screen 0
set rmargin at screen 1
set key at screen 0.5,0.99 center top horizontal maxrows 1 reverse Left samplen 3 width -5
unset title
unset border
unset tics
unset xlabel
unset label 1
plot %s
unset multiplot
'''


def in_c(parts, panel):
    """Return the points of the curve of C."""
    took = {r['name']: r['c'] for r in parts['instructions']['rows']}
    return [(terms, took[row]) for name, terms, row in IN_C if name == panel and took.get(row)]


def points(parts, panel, column):
    """Return the points of a curve, without rows that were not measured."""
    if column == 'c':
    	return in_c(parts, panel)
    return [(r['terms'], r[column]) for r in parts['terms']['rows']
            if r['name'] == panel and r[column]]


def blocks(parts):
    """Return panel, series and points of each curve that has points."""
    for nr, (name, *_) in enumerate(PANELS):
        for series in SERIES:
            found = points(parts, name, series[0])
            if found:
                yield nr, series, found


def curve(source, series):
    """Tell gnuplot how to draw a curve."""
    _, label, colour, mark, dash = series
    return ('%s with linespoints pt %d ps 0.6 lw 2 dt %d lc rgb "%s" title "%s"'
            % (source, mark, dash, colour, label))


def panel(nr, curves):
    """Describe a panel and its position."""
    _, title, terms, instructions = PANELS[nr]
    left = (nr + 0.25) / len(PANELS)
    return ("set lmargin at screen %.4f\nset rmargin at screen %.4f\nset title '%s'\n"
            'set xrange [%s]\nset yrange [%s]\nplot %s\n'
            % (left, left + 0.23, title, terms, instructions, ', '.join(curves)))


def program(parts):
    """Make the input of gnuplot: the points, the panels, the legend."""
    text, curves = '', [[] for _ in PANELS]
    for nr, series, found in blocks(parts):
        name = '$%s%d' % (series[0], nr)
        text += '%s << end\n%s\nend\n' % (name, '\n'.join('%d %d' % p for p in found))
        curves[nr].append(curve(name + ' using 1:2', series))
    return (text + HEAD + ''.join(panel(nr, lines) for nr, lines in enumerate(curves)) +
            LEGEND % ', '.join(curve('NaN', series) for series in SERIES))


def draw(parts, path):
    """Write the SVG file."""
    if subprocess.run([guest.SCRIPTS + '/install-packages', 'chart'], check=False).returncode:
        raise guest.Failed('no gnuplot')
    ran = subprocess.run(['gnuplot'], input=program(parts), stdout=subprocess.PIPE,
                         stderr=subprocess.PIPE, text=True, check=False)
    if ran.returncode or not ran.stdout:
        raise guest.Failed('gnuplot: ' + ran.stderr.strip()[:300])
    with open(path, 'w', encoding='utf-8') as f:
        f.write(ran.stdout)
