# SPDX-License-Identifier: GPL-2.0
"""
State terms: predicates that remember the visits before. A visit is an evaluation of the term, so
each predicate made here has to be called once for each, in the order of the records.

Of $sample(1/N), only N = 1 has a known answer. The windows of $ratelimit() lie side by side from
the start of the clock on.
"""


def sample():
	return lambda record: True


def first(most):
	visits = 0
	def holds(record):
		nonlocal visits
		visits += 1
		return visits <= most
	return holds


def rate_limit(most, nanoseconds):
	window, visits = 0, 0
	def holds(record):
		nonlocal window, visits
		now = record.task['clock'] // nanoseconds
		visits = visits + 1 if now == window else 1
		window = now
		return visits <= most
	return holds


def changed(value):
	"""Is the value another one than at the last visit on this CPU?"""
	last = {}
	def holds(record):
		number, cpu = value.get(record), record.task['cpu']
		if number is None:
			return False
		differs = last.get(cpu) != number
		last[cpu] = number
		return differs
	return holds
