# SPDX-License-Identifier: GPL-2.0
"""The command, and the programs in tools/ktap-filter/bench, compiled into the cache."""

import os
import subprocess

from . import guest

SOURCES = os.path.join(guest.TOP, 'tools', 'ktap-filter', 'bench')


def cache():
    """Return the folder of the builds, as scripts/lib.sh defines it."""
    home = os.environ.get('XDG_CACHE_HOME') or os.path.expanduser('~/.cache')
    return os.environ.get('KTAP_FILTER_CACHE') or os.path.join(home, 'ktap-filter')


def built(packages, sources, name, targets):
    """Build targets of a makefile. Return their folder."""
    out = os.path.join(cache(), 'build', name)
    if subprocess.run([guest.SCRIPTS + '/install-packages', packages], check=False).returncode:
        raise guest.Failed('no compiler')
    ran = subprocess.run(['make', '-s', '-C', sources, 'O=' + out, *targets],
                         stderr=subprocess.PIPE, text=True, check=False)
    if ran.returncode:
        raise guest.Failed('cannot build: ' + ran.stderr.strip()[-300:])
    return out


def make(*targets):
    """Build programs. Return their folder."""
    return built('unit', SOURCES, 'bench', targets)


def command():
    """Build ktap-filter. Return its folder."""
    return built('tools', os.path.dirname(SOURCES), 'bench-command', ['command'])
