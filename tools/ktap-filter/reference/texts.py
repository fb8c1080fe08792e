# SPDX-License-Identifier: GPL-2.0
"""
Texts: what "==", an order, "~" and lower() see of them.

A text ends at its NUL, or where its room ends. A text behind a loc word is the exception: "*x*" is
searched for in all of its bytes, and for "*x" the last of them counts as the NUL, whatever it is.
If the loc word has no size, only tests that look for a NUL see the text: "*x" is never true, and
globs see an empty text.

Patterns are those of the stock engine. A "!" in front negates, a digit in front makes the pattern a
plain text. "x*", "*x*" and "*x" are pieces, without any special character in x. All else with
one of * ? [ \\ is a glob. A text that cannot be read is None, and makes every test false.
"""
RELATIONS = {'==': lambda x, y: x == y, '!=': lambda x, y: x != y,
	     '<': lambda x, y: x < y, '<=': lambda x, y: x <= y,
	     '>': lambda x, y: x > y, '>=': lambda x, y: x >= y}


class Text:
	"""
	A text: get makes its bytes from a record.

	extent makes all bytes of a text behind a loc word, none if it has no size. A constant has
	literal. What is a field of a fixed size has block, a function of its bytes, and size.
	"""

	def __init__(self, get, extent=None, literal=None):
		self.get, self.extent, self.literal = get, extent, literal
		self.size, self.block, self.element = 0, None, None
		self.is_lower = False


def literal(text):
	return Text(lambda record: text, literal=text)


def ended(content):
	return content.split(b'\0', 1)[0]


def fixed(off, size):
	"""A text in the record. One of size 0 goes on behind the fixed part."""
	text = Text(lambda record: ended(record[off:off + size] if size else record[off:]))
	text.block, text.size = lambda record: record[off:off + size], size
	return text


def located(off, base):
	"""A text behind a loc word, whose offset counts from base."""
	def place(record):
		word = int.from_bytes(record[off:off + 4], 'little')
		return base + (word & 0xffff), word >> 16
	def extent(record):
		start, size = place(record)
		return record[start:start + size]
	def get(record):
		start, size = place(record)
		return ended(record[start:start + size] if size else record[start:])
	return Text(get, extent)


def of_task(name):
	return Text(lambda record: record.task[name])


def lower(text):
	def get(record):
		content = text.get(record)
		return None if content is None else content.lower()
	folded = Text(get)
	folded.is_lower = True
	return folded


def compare(relation, a, b):
	function = RELATIONS[relation]
	def holds(record):
		x, y = a.get(record), b.get(record)
		return x is not None and y is not None and function(x, y)
	return holds


def members(text, literals):
	def holds(record):
		content = text.get(record)
		return content is not None and content in literals
	return holds


def like(text, patterns, negated):
	"""Is text like one of the patterns (like none of them, if negated)?"""
	tests = [pattern_test(pattern) for pattern in patterns]
	def holds(record):
		content = text.get(record)
		if content is None:
			return False
		extent = text.extent(record) if text.extent else None
		return any(test(content, extent) for test in tests) != negated
	return holds


def pattern_test(pattern):
	"""A function of what a test for the NUL sees, and of a located text's bytes or None."""
	if pattern.startswith(b'!'):
		test = pattern_test_of(pattern[1:])
		return lambda content, extent: not test(content, extent)
	return pattern_test_of(pattern)


def pattern_test_of(pattern):
	special = [i for i, char in enumerate(pattern) if char in b'*?[\\']
	if pattern[:1].isdigit() or not special:
		return lambda content, extent: content == pattern
	piece = pattern.strip(b'*')
	last = len(pattern) - 1
	if any(pattern[i] != ord('*') or i not in (0, last) for i in special):
		return glob_test(pattern)
	if special == [0]:
		return suffix_test(piece)
	if special == [last]:
		return lambda content, extent: content.startswith(piece)
	return lambda content, extent: piece in (extent or content)


def suffix_test(piece):
	def test(content, extent):
		if extent is None:
			return content.endswith(piece)
		return bool(extent) and extent[:-1].endswith(piece)
	return test


def glob_test(pattern):
	steps = glob_steps(pattern)
	def test(content, extent):
		return glob_matches(steps, b'' if extent == b'' else content)
	return test


def glob_steps(pattern):
	"""A step is "*", "end", or the set of bytes that it takes."""
	steps, i = [], 0
	while i < len(pattern):
		char, i = pattern[i:i + 1], i + 1
		if char == b'*':
			steps.append('*')
		elif char == b'?':
			steps.append(set(range(1, 256)))
		elif char == b'[' and (found := glob_class(pattern, i)):
			taken, i = found
			steps.append(taken)
		elif char == b'\\' and i == len(pattern):
			steps.append('end')
		else:
			if char == b'\\':
				char, i = pattern[i:i + 1], i + 1
			steps.append(set(char))
	return steps


def glob_class(pattern, i):
	"""The bytes of the class behind "[", and where it ends. None if it does not end."""
	inverted = pattern[i:i + 1] == b'!'
	i += inverted
	taken, start = set(), i
	while i < len(pattern):
		low, i = pattern[i], i + 1
		if low == ord(']') and i - 1 > start:
			return (set(range(1, 256)) - taken if inverted else taken - {0}), i
		high = low
		if pattern[i:i + 1] == b'-' and pattern[i + 1:i + 2] != b']':
			if i + 1 == len(pattern):
				return None
			high, i = pattern[i + 1], i + 2
		taken |= set(range(low, high + 1))
	return None


def glob_matches(steps, content):
	places = {0}
	for step in steps:
		if step == '*':
			places = set(range(min(places), len(content) + 1)) if places else places
		elif step != 'end':
			places = {at + 1 for at in places if at < len(content) and content[at] in step}
	return len(content) in places
