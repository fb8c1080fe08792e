# SPDX-License-Identifier: GPL-2.0
"""Kernels of scripts/build, and commands that run in them."""

import functools
import os
import subprocess
import sys

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SCRIPTS = os.path.join(TOP, 'scripts')


class Failed(Exception):
    """A part of the benchmark could not run; the text says why."""


def say(text):
    """Print a line of progress."""
    print('bench: ' + text, file=sys.stderr, flush=True)


@functools.lru_cache(maxsize=None)
def build(flavour):
    """Build a kernel, unless it is built."""
    ran = subprocess.run([SCRIPTS + '/build', flavour], check=False)
    if ran.returncode:
        raise Failed('kernel %s does not build' % flavour)


def boot(flavour, script, *args, icount=True, cpu='max', timeout=900):
    """Run a shell script in a kernel. Return its output."""
    build(flavour)
    say('booting %s' % flavour)
    if flavour.startswith('uml'):
        argv = [SCRIPTS + '/boot-uml']
    else:
        argv = [SCRIPTS + '/boot-qemu', '--cpu', cpu] + ['--icount'] * icount
    argv += ['--kernel', flavour, '--timeout', str(timeout), '--', 'sh', '-c', script, 'guest']
    ran = subprocess.run(argv + list(args), stdout=subprocess.PIPE, text=True, check=False)
    if ran.returncode:
        raise Failed('status %d in %s: %s' % (ran.returncode, flavour, ran.stdout[-500:].strip()))
    return ran.stdout


def cpu_model():
    """Return the name of the processor of this machine."""
    with open('/proc/cpuinfo', encoding='utf-8') as f:
        names = [line.split(':', 1)[1].strip() for line in f if line.startswith('model name')]
    return names[0] if names else os.uname().machine
