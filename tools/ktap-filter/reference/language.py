#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0
"""
A reference evaluator of the filter language.

It is written from the language's grammar and shares nothing with the engine. A filter becomes a
tree by recursive descent, a function for each rule of the grammar. Numbers are unbounded integers
(values.py), so that an error in the engine's arithmetic of words cannot be repeated here. Texts,
names and what a record has are in texts.py, names.py and fields.py. What is not there is None, and
makes the predicate false. So does a field that the event lacks, if the filter has a has() of it. A
predicate is not checked further behind such a field, as its values have no types.

    or    = and { "||" and }          and = not { "&&" not }
    not   = { "!" } ( "(" or ")" | predicate )
    predicate = value [ relation value | ( "in" | "~" | "!~" ) set | "in" group ]
	      | "has" "(" name ")" | "$child_of" "(" number ")" | state
    state = "$sample" "(" "1/" number ")" | "$first" "(" number ")"
	  | "$ratelimit" "(" number "/" time ")" | "$changed" "(" value ")"
    bits  = unary ( bitop unary { same bitop unary } | shift unary )
    sum   = product { ("+" | "-") product }     product = unary { ("*" | "/" | "%") unary }
    unary = [ "-" | "~" ] primary

Operators on bits do not mix with others or with relations outside of parentheses. A value is a
Value, which is a number, or a Text, or a Network, or a Symbolic.
"""
import re

import names
import state
import texts
from names import Network
from texts import Text
from values import (S_MAX, U_MAX, Missing, Refused, Value, calculate, constant, cut, fold, limits,
		    negate)

TOKEN = re.compile(r'\s*((?:ipv4|ipv6|mac|dev|syscall)\([^)]*\)|"[^"]*"|\'[^\']*\'|'
		   r'CPUS\{[^}]*\}|\|\||&&|<<|>>|<=|>=|==|!=|!~|[-+*/%&|^~!<>(){}\[\],]|\$\w+|'
		   r'\.ustring\b|\.sym\b|\w+)')
RELATIONS = ('==', '!=', '<=', '<', '>=', '>', '~', '!~', 'in')
CASTS = {f'{sign}{bits}': (bits // 8, sign == 's') for sign in 'us' for bits in (8, 16, 32, 64)}
UNITS = {'k': 2**10, 'K': 2**10, 'M': 2**20, 'G': 2**30, 'T': 2**40,
	 'ns': 1, 'us': 10**3, 'ms': 10**6, 's': 10**9}
BIG_ENDIAN = {'be16': 2, 'be32': 4, 'be64': 8}
STATE_TERMS = ('$sample', '$first', '$ratelimit', '$changed')


class Several(list):
	"""The numbers of a name that has several, or of several system calls."""


class Symbolic:
	"""A field with ".sym": its Value, and the Table of its names."""

	def __init__(self, value, table):
		self.value, self.table = value, table

	def numbers(self, text):
		try:
			return self.table.numbers(text.decode('latin-1'))
		except names.NoName as why:
			raise Refused(f'no name: {why}') from None

	def one_of(self, literals, negated=False):
		"""The predicate: is the field shown as one of the texts?"""
		numbers = set().union(*map(self.numbers, literals))
		def holds(record):
			return (self.table.bits(self.value.get(record)) in numbers) != negated
		return holds

	def bits(self, literal):
		"""The bits of the field that have one of the names in a text."""
		if not self.table.is_flags:
			raise Refused('no flags')
		mask = min(self.numbers(literal))
		return Value(False, 0, mask,
			     lambda record: self.table.bits(self.value.get(record)) & mask)


class Parser:
	def __init__(self, text, fields):
		self.fields = fields
		self.tokens, self.starts, at = [], [], 0
		while text[at:].strip():
			match = TOKEN.match(text, at)
			if not match:
				raise Refused('no token')
			self.tokens.append(match[1])
			self.starts.append(match.start(1))
			at = match.end()
		self.starts.append(at)
		self.at = 0
		self.asks = self.lacks = False
		self.optional = {self.tokens[i + 2] for i in range(len(self.tokens) - 2)
				 if self.tokens[i] == 'has' and self.tokens[i + 1] == '('
				 and self.starts[i + 1] == self.starts[i] + 3}

	def peek(self, ahead=0):
		i = self.at + ahead
		return self.tokens[i] if i < len(self.tokens) else None

	def blank(self, ahead=0):
		"""Is there a blank before a token?"""
		i = self.at + ahead
		return self.starts[i] != self.starts[i - 1] + len(self.tokens[i - 1])

	def take(self, *wanted):
		if self.peek() is None or self.peek() not in wanted:
			return None
		self.at += 1
		return self.tokens[self.at - 1]

	def expect(self, token):
		if not self.take(token):
			raise Refused(f'{token} is missing')

	def filter(self):
		predicate = self.truth(self.disjunction())
		if self.peek() is not None:
			raise Refused('more')
		return predicate

	# What follows returns a Value, or a function of a record that is a predicate.

	def truth(self, item):
		"""A value alone is true if it is not 0."""
		if isinstance(item, (Text, Network, Symbolic)):
			raise Refused('no number')
		if not isinstance(item, Value):
			return item
		if item.stock:
			return self.asked(self.stock_bits(*item.stock))
		self.value(item)
		return self.asked(lambda record: item.get(record) not in (None, 0))

	def asked(self, predicate):
		if not self.asks:
			raise Refused('no field')
		lacks, self.asks, self.lacks = self.lacks, False, False
		return (lambda record: False) if lacks else predicate

	def disjunction(self):
		left = self.conjunction()
		while self.take('||'):
			a, b = self.truth(left), self.truth(self.conjunction())
			left = lambda record, a=a, b=b: a(record) or b(record)
		return left

	def conjunction(self):
		left = self.negation()
		while self.take('&&'):
			a, b = self.truth(left), self.truth(self.negation())
			left = lambda record, a=a, b=b: a(record) and b(record)
		return left

	def negation(self):
		negated, paren = False, False
		while self.take('!'):
			negated = not negated
		if negated and self.peek() == '(':
			self.at += 1
			item = self.truth(self.disjunction())
			self.expect(')')
			paren = True
		else:
			item = self.predicate()
		if not negated:
			return item
		item = self.truth(item)
		return lambda record: not item(record)

	def has(self):
		self.at += 2
		found = self.take(self.peek()) in self.fields
		self.expect(')')
		return lambda record: found

	def predicate(self):
		if self.peek() == 'has' and self.peek(1) == '(' and not self.blank(1):
			return self.has()
		if self.peek() == '$child_of' and self.peek(1) == '(' and not self.blank(1):
			return self.child_of()
		if self.peek() in STATE_TERMS and self.peek(1) == '(' and not self.blank(1):
			return self.state_term()
		left, kind = self.operand()
		relation = self.take(*RELATIONS)
		if not relation:
			return left
		if callable(left) or kind == 'bits':
			raise Refused('no value')
		if relation == 'in' or relation in ('~', '!~') and self.peek() == '{':
			predicate = self.membership(relation, left)
		else:
			if (self.peek() or '').startswith('CPUS{'):
				return self.asked(self.cpus(relation, left))
			right, kind = self.operand()
			if callable(right) or kind == 'bits':
				raise Refused('no value')
			if relation in ('~', '!~') and not self.is_literal(right):
				raise Refused('no pattern')
			predicate = None if self.lacks else self.relate(relation, left, right)
		if self.peek() in RELATIONS:
			raise Refused('two relations')
		return self.asked(predicate)

	@staticmethod
	def is_literal(value):
		return isinstance(value, Text) and value.literal is not None or \
			isinstance(value, Value) and value.text is not None

	def cpus(self, relation, value):
		"""A value is one of several CPUs, or is the only one."""
		cpus = names.cpus(self.take(self.peek()))
		if self.lacks:
			return lambda record: False
		if relation not in ('==', '!=', '&') or isinstance(value, (Text, Network)):
			raise Refused('no CPU')
		value = self.value(value)
		if len(cpus) > 1 and relation != '&':
			# A number that is no CPU is not even another one.
			cpus = set() if relation == '==' else set(range(names.NR_CPUS))
			relation = '&'
		def holds(record):
			number = value.get(record)
			return number is not None and (number in cpus) != (relation == '!=')
		return holds

	def child_of(self):
		self.at += 2
		token = self.take(self.peek())
		parent = self.literal(token)
		if not 0 < parent < 2**31 or token[0] == '0':
			raise Refused('argument')
		self.expect(')')
		return lambda record: record.task['child_of'] == parent

	def positive(self):
		number = self.literal(self.take(self.peek()))
		if not 0 < number < 2**32:
			raise Refused('argument')
		return number

	def state_term(self):
		name = self.take(*STATE_TERMS)
		self.expect('(')
		if name == '$changed':
			value, asks, lacks = self.value(self.operand()[0]), self.asks, self.lacks
			self.asks = self.lacks = False
			term = (lambda record: False) if lacks else state.changed(value)
		elif name == '$sample':
			if self.positive() != 1 or not self.take('/') or self.positive() != 1:
				raise Refused('argument')
			term = state.sample()
		elif name == '$first':
			term = state.first(self.positive())
		else:
			term = self.rate()
		self.expect(')')
		return term

	def rate(self):
		most = self.positive()
		self.expect('/')
		token = self.peek() or ''
		time = self.literal(self.take(self.peek()))
		if not token.endswith('s') or not time or time % 1000 or time // 1000 >= 2**32:
			raise Refused('argument')
		return state.rate_limit(most, time)

	def relate(self, relation, left, right):
		"""The predicate of a relation between two values of one type."""
		if isinstance(left, Symbolic) or isinstance(right, Symbolic):
			return self.shown(relation, left, right)
		if isinstance(left, Network) or isinstance(right, Network):
			if isinstance(left, Network):
				left, right = right, left
			if relation not in ('==', '!=') or not isinstance(right, Network):
				raise Refused('no relation of addresses')
			return names.addresses(self.address_of(left, right), [right], relation == '!=')
		if type(left) is not type(right) and Missing not in (type(left), type(right)):
			raise Refused('a number and a text')
		if relation in ('~', '!~'):
			if not isinstance(left, Text):
				raise Refused('no text')
			return texts.like(left, [right.literal], relation == '!~')
		if isinstance(left, Text):
			return texts.compare(relation, left, right)
		if left.plain and right.text:
			return self.stock(relation, left, right)
		return self.compare(relation, self.value(left), self.value(right))

	@staticmethod
	def shown(relation, left, right):
		if not isinstance(left, Symbolic) or relation not in ('==', '!='):
			raise Refused('no relation of names')
		if not isinstance(right, Text) or right.literal is None:
			raise Refused('no name')
		return left.one_of([right.literal], relation == '!=')

	@staticmethod
	def address_of(value, network):
		"""A function of a record that gives the number to compare with a network."""
		if isinstance(value, Text) and value.block and value.size == network.size:
			return lambda record: int.from_bytes(value.block(record), 'big')
		if isinstance(value, Value) and value.bytes == network.size == 4:
			return value.get
		raise Refused('no address')

	@staticmethod
	def compare(relation, a, b):
		return texts.compare(relation, a, b)

	def stock(self, relation, field, literal):
		"""A field, a relation and a number, and nothing else: the number is cut."""
		number = literal.low
		if not field.plain.is_signed and literal.text.startswith('-'):
			raise Refused('negative')
		if field.plain.is_signed and number > S_MAX:
			raise Refused('too large')
		number = cut(field.plain.total or 4, field.plain.is_signed, constant(number)).get(None)
		if not field.plain.has_width():
			return lambda record: False
		return self.compare(relation, field, constant(number))

	def stock_bits(self, field, literal):
		"""A field "&" a number, and nothing else: the number is cut."""
		self.stock('==', field, literal)
		if field.plain.kind == 'cpu' or not field.plain.has_width():
			return lambda record: False
		mask = literal.low & (1 << 8 * field.plain.total) - 1
		return lambda record: bool(field.get(record) & mask)

	def membership(self, relation, value):
		if relation == 'in' and self.peek() != '{':
			return self.group(value)
		self.expect('{')
		members, below = [], []
		has_cgroups = relation == 'in' and getattr(value, 'variable', None) == 'cgroup'
		while True:
			if self.peek() == 'cgroup' and has_cgroups:
				below.append(self.cgroup())
			else:
				members.append(self.member_range())
			if self.take('}'):
				break
			self.take(',')
		if self.lacks:
			return None
		if members:
			below.append(self.one_of(relation, value, members))
		return lambda record: any(holds(record) for holds in below)

	def member_range(self):
		low = self.member()
		# With a blank before it and none behind it, "-" is the next member's sign.
		if self.peek() != '-' or self.blank() and not self.blank(1):
			return low, low
		self.at += 1
		return low, self.member()

	def group(self, value):
		"""Several values that have one name."""
		if self.peek() == 'cgroup':
			if getattr(value, 'variable', None) != 'cgroup':
				raise Refused('no cgroup')
			return self.cgroup()
		is_call = (self.peek() or '').startswith('syscall(')
		network = self.member()
		if is_call and isinstance(network, Several):
			return None if self.lacks else self.one_of('in', value, [(network, network)])
		if not isinstance(network, Network):
			raise Refused('no set')
		return None if self.lacks else names.addresses(self.address_of(value, network),
							       [network])

	def cgroup(self):
		self.at += 1
		wanted = self.cgroup_id()
		return lambda record: record.task['below'] == wanted

	def cgroup_id(self):
		self.expect('(')
		name = (self.take(self.peek()) or '').strip('"\'')
		wanted = int(name) if name.isdigit() else names.CGROUPS.get(name)
		if wanted not in names.CGROUPS.values():
			raise Refused('no such cgroup')
		self.expect(')')
		return wanted

	def one_of(self, relation, value, members):
		"""The predicate of a set: of texts, of addresses, or of numbers."""
		if isinstance(value, Symbolic):
			if relation != 'in' or any(low is not high or not isinstance(low, bytes)
						   for low, high in members):
				raise Refused('no names')
			return value.one_of([low for low, high in members])
		if isinstance(value, Text) and all(isinstance(low, bytes) for low, _ in members):
			found = [low for low, high in members]
			if any(low is not high for low, high in members):
				raise Refused('a range of texts')
			return texts.members(value, found) if relation == 'in' else \
				texts.like(value, found, relation == '!~')
		if relation != 'in':
			raise Refused('no patterns')
		if isinstance(value, Text):
			networks = [self.network(low, high) for low, high in members]
			numbers = self.address_of(value, networks[0])
			if any(n.size != networks[0].size for n in networks):
				raise Refused('addresses of other kinds')
			return names.addresses(numbers, networks)
		members = [(nr, nr) if isinstance(low, Several) and low is high else (low, high)
			   for low, high in members
			   for nr in (low if isinstance(low, Several) else [low])]
		ranges = [self.number_range(self.value(value), low, high) for low, high in members]
		if len({isinstance(low, Network) for low, high in members}) > 1:
			raise Refused('numbers and addresses')
		def holds(record):
			number = value.get(record)
			return number is not None and any(a <= number <= b for a, b in ranges)
		return holds

	@staticmethod
	def network(low, high):
		if not isinstance(low, Network) or not isinstance(high, Network) or low.size != high.size:
			raise Refused('no address')
		if high.high < low.low:
			raise Refused('falls')
		return Network(low.size, low.low, high.high)

	def number_range(self, value, low, high):
		if isinstance(low, Network) and value.bytes == low.size == 4:
			found = self.network(low, high)
			return found.low, found.high
		if not isinstance(low, int) or not isinstance(high, int):
			raise Refused('no number')
		if high < low:
			raise Refused('falls')
		return low, high

	def member(self):
		"""A constant: bytes, a Network or a number."""
		sign, negative = 1, False
		if self.peek() == '-' and not self.starts_number():
			self.at, sign = self.at + 1, -1
		if self.starts_number():
			self.at, negative = self.at + 1, True
		token = self.take(self.peek())
		if token in names.CONSTANTS and token not in self.fields and not negative:
			numbers = [sign * n for n in names.CONSTANTS[token]]
			if min(numbers) < -2**63:
				raise Refused('too small')
			return Several(numbers) if len(numbers) > 1 else numbers[0]
		if sign > 0 and token and token[0] in '"\'':
			return self.quoted(token)
		if token and token.endswith(')') and token != ')':
			found = self.outside(token)
			if isinstance(found, int):
				return sign * found
			if sign < 0:
				raise Refused('a sign')
			return found
		number = self.literal(token, negative or sign < 0)
		return sign * -number if negative else sign * number

	@staticmethod
	def named(token):
		if len(names.CONSTANTS[token]) > 1:
			raise Refused('two numbers')
		return names.CONSTANTS[token][0]

	@staticmethod
	def quoted(token):
		if len(token) > 257:
			raise Refused('too long')
		return token[1:-1].encode('latin-1')

	@staticmethod
	def outside(token):
		"""A Network, Several, or the number of a device or of a system call."""
		kind, _, argument = token[:-1].partition('(')
		if kind == 'syscall':
			try:
				found = names.system_calls(argument)
			except names.NoName as why:
				raise Refused(f'no system call: {why}') from None
			return Several(found) if names.is_pattern(argument) else found[0]
		try:
			return names.device(argument) if kind == 'dev' else names.address(kind, argument)
		except names.NoAddress as why:
			raise Refused(f'no address: {why}') from None

	@staticmethod
	def literal(token, negative=False):
		if token is None:
			raise Refused('no number')
		factor = 1
		unit = re.fullmatch(r'(0|[1-9][0-9]*)([kKMGT]|[num]?s)', token)
		if unit:
			token, factor = unit[1], UNITS[unit[2]]
		if re.fullmatch(r'0[0-7]+', token):
			token = '0o' + token[1:]
		try:
			number = int(token, 0) * factor
		except ValueError:
			raise Refused('no number') from None
		if number > (2**63 if negative else U_MAX):
			raise Refused('too large')
		return number

	def operand(self):
		"""A sum, or bits. Returns what it is as well: 'bits' mixes with nothing."""
		start = self.at
		left = self.unary()
		op = self.peek()
		if op in ('&', '|', '^', '<<', '>>'):
			while self.take(op):
				if op == '&' and (self.peek() or '').startswith('CPUS{'):
					return self.asked(self.cpus(op, left)), 'bits'
				right = self.unary()
				if op == '&' and isinstance(left, Symbolic) and isinstance(right, Text):
					left = self.symbolic_bits(left, right)
					continue
				right = self.value(right)
				if op == '&' and getattr(left, 'plain', None) and right.text:
					result = Value(False, 0, 0, None) if left.opaque else \
						self.calculate(op, left, right)
					result.stock, result.opaque = (left, right), left.opaque
				else:
					result = self.calculate(op, self.value(left), right)
				left = result
				if op in ('<<', '>>'):
					break
			if self.peek() in ('&', '|', '^', '<<', '>>', '+', '-', '*', '/', '%'):
				raise Refused('mixed')
			return left, 'bits'
		self.at = start
		left = self.sum()
		if self.peek() in ('&', '|', '^', '<<', '>>'):
			raise Refused('mixed')
		return left, 'sum'

	@staticmethod
	def symbolic_bits(field, text):
		if text.literal is None:
			raise Refused('no name')
		return field.bits(text.literal)

	def calculate(self, op, a, b):
		if self.lacks:
			return Missing()
		result = calculate(op, a, b)
		return fold(result) if a.constant and b.constant else result

	def value(self, item):
		if self.lacks and isinstance(item, (Text, Network, Symbolic)):
			return Missing()
		if not isinstance(item, Value) or item.opaque and not self.lacks:
			raise Refused('no value')
		return item

	def binary(self, operators, below):
		left = below()
		while True:
			op = self.take(*operators)
			if not op:
				return left
			right = below()
			if any(isinstance(a, Text) and a.literal is not None for a in (left, right)):
				raise Refused('a text in a sum')	# whatever the event has
			left = self.calculate(op, self.value(left), self.value(right))

	def sum(self):
		return self.binary(('+', '-'), self.product)

	def product(self):
		return self.binary(('*', '/', '%'), self.unary)

	def starts_number(self):
		"""Is the next token the sign of a number?"""
		return self.peek() == '-' and (self.peek(1) or '')[:1].isdigit() and not self.blank(1)

	def unary(self):
		op = self.peek()
		if op == '-' and self.starts_number():
			self.at += 1
			token = self.take(self.peek())
			value = constant(-self.literal(token, True))
			value.text = '-' + token
			return value
		if op not in ('-', '~'):
			return self.primary()
		self.at += 1
		if self.peek() in ('-', '~') and not self.starts_number():
			raise Refused('two unary operators')
		a = self.value(self.unary() if self.peek() == '-' else self.primary())
		if self.lacks:
			return Missing()
		return negate(op, a)

	def primary(self):
		if self.take('('):
			item = self.disjunction()
			self.expect(')')
			if isinstance(item, Value):
				was = item
				item = Value(item.unsigned, item.low, item.high, item.get, item.constant)
				item.stock, item.bytes, item.opaque = was.stock, was.bytes, was.opaque
			return item
		token = self.peek()
		if token is None or not re.match(r'[\w"\'$]', token):
			raise Refused('no operand')
		self.at += 1
		if token[0] in '"\'':
			return texts.literal(self.quoted(token))
		if token[0] == '$':
			return self.variable(token[1:])
		if token.endswith(')'):
			found = self.outside(token)
			if isinstance(found, Several):
				if len(found) > 1:
					raise Refused('several numbers')
				found = found[0]
			return found if isinstance(found, Network) else constant(found)
		if self.peek() == '(' and not self.blank():
			return self.call(token)
		if token in self.fields or token in self.optional:
			return self.field(token)
		if token in names.CONSTANTS:
			return constant(self.named(token))
		value = constant(self.literal(token))
		value.text = token
		return value

	def field(self, token):
		field = self.fields.get(token)
		self.asks = True
		self.lacks = self.lacks or not field
		if self.peek() == '[' and not self.blank():
			self.at += 1
			index = self.value(self.operand()[0])
			self.expect(']')
			self.asks = True
			self.ustring()
			return Missing() if self.lacks else field.element(index)
		if not self.blank() and self.take('.sym'):
			return self.symbolic(field, token)
		of_user = self.ustring()
		if self.lacks:
			return Missing()
		value = field.whole(of_user)
		if isinstance(value, Value):
			value.plain = field
		return value

	def symbolic(self, field, name):
		if self.lacks:
			return Missing()
		if name not in names.TABLES:
			raise Refused('no names')
		return Symbolic(field.whole(False), names.TABLES[name])

	def ustring(self):
		return not self.blank() and bool(self.take('.ustring'))

	def variable(self, name):
		self.asks = True
		if name == 'comm':
			return texts.of_task('comm')
		if name in names.RECORDED:
			field, first, bits = names.RECORDED[name]
			off = self.fields[field].off
			return Value(False, 0, (1 << bits) - 1,
				     lambda record: record[off] >> first & (1 << bits) - 1)
		if name not in names.VARIABLES:
			raise Refused('unknown variable')
		value = Value(*limits(*names.VARIABLES[name]), lambda record: record.task[name])
		value.variable = name
		return value

	def of_text(self, name):
		"""len() or lower() of a text."""
		token = self.peek()
		value = self.value_of_any()
		self.expect(')')
		if self.lacks:
			return Missing()
		if name == 'len' and isinstance(value, Value) and value.plain:
			return self.fields[token.strip('(')].length()
		if not isinstance(value, Text) or value.literal is not None or value.is_lower:
			raise Refused('no text')
		if name == 'lower':
			return texts.lower(value)
		def get(record):
			content = value.get(record)
			return None if content is None else len(content)
		return Value(False, 0, 4096, get)

	def value_of_any(self):
		value = self.operand()[0]
		if callable(value):
			raise Refused('no value')
		return value

	def call(self, name):
		if name == 'cgroup':
			return constant(self.cgroup_id())
		self.expect('(')
		if name in CASTS:
			value = self.value(self.operand()[0])
			self.expect(')')
			if self.lacks:
				return Missing()
			result = cut(*CASTS[name], value)
			return fold(result) if value.constant else result
		if name in ('len', 'lower'):
			return self.of_text(name)
		if name not in BIG_ENDIAN:
			raise Refused('no function')
		token, offset = self.take(self.peek()), 0
		field = self.fields.get(token)
		if not field and token not in self.optional:
			raise Refused('no field')
		self.lacks = self.lacks or not field
		if self.take(','):
			offset = self.member()
			if not isinstance(offset, int):
				raise Refused('no offset')
		self.expect(')')
		self.asks = True
		if self.lacks:
			return Missing()
		return field.big_endian(BIG_ENDIAN[name], offset)


def compile_filter(text, fields):
	"""Make a function of a Record from a filter. Raises Refused."""
	return Parser(text, fields).filter()
