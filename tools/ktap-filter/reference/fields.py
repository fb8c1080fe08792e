# SPDX-License-Identifier: GPL-2.0
"""
Records, and what the fields of their event are in them.
"""
import subprocess

import texts
from texts import Text
from values import Refused, Value, limits, of_bytes


class Record(bytes):
	"""
	A record, and the task that records it.

	task has the task's name as "comm", the texts at the addresses in the fields ptr and uptr as
	"pointer" and "user", its relatives as "child_of" and "below", and the values of variables.
	"""

	def __new__(cls, content, task):
		record = super().__new__(cls, content)
		record.task = task
		return record


class Field:
	"""
	A field of the event: its kind, its place, the bytes and sign of an element, their number.

	count is 0 if it is no array, or if the record has the number of elements.
	"""

	def __init__(self, kind, off, total, size, is_signed, count):
		self.kind, self.off, self.total = kind, off, total
		self.size, self.is_signed, self.count = size, is_signed, count

	def whole(self, of_user):
		"""The field as a Value or a Text."""
		if self.kind == 'text':
			return texts.fixed(self.off, self.total)
		if self.kind in ('data_loc', 'rel_loc'):
			return texts.located(self.off, self.base())
		if self.kind in ('pointer', 'user'):
			readable = of_user == (self.kind == 'user')
			return texts.of_task(self.kind) if readable else Text(lambda record: None)
		if self.kind == 'comm':
			return texts.of_task('comm')
		if self.kind == 'cpu':
			return Value(*limits(4, False), lambda record: record.task['cpu'])
		value = of_bytes(self.total, self.is_signed,
				 lambda record: record[self.off:self.off + self.total])
		value.opaque = self.kind == 'mask' or not self.has_width()
		return value

	def has_width(self):
		return self.kind == 'cpu' or self.total in (1, 2, 4, 8)

	def base(self):
		return self.off + 4 if self.kind == 'rel_loc' else 0

	def is_located(self):
		return self.kind in ('data_loc', 'rel_loc', 'list')

	def extent(self, record):
		"""All elements."""
		if not self.is_located():
			return record[self.off:self.off + self.total]
		word = int.from_bytes(record[self.off:self.off + 4], 'little')
		start = self.base() + (word & 0xffff)
		return record[start:start + (word >> 16)]

	def length(self):
		if self.kind != 'list':
			raise Refused('no text')
		return Value(False, 0, 4096, lambda record: len(self.extent(record)) // self.size)

	def element(self, index):
		if not self.count and not self.is_located():
			raise Refused('no array')
		if index.constant and (index.low < 0 or self.count and index.low >= self.count):
			raise Refused('out of the array')
		def bytes_at(record):
			i, extent = index.get(record), self.extent(record)
			if i is None or not 0 <= i < len(extent) // self.size:
				return None
			return extent[i * self.size:(i + 1) * self.size]
		return of_bytes(self.size, self.is_signed, bytes_at)

	def big_endian(self, size, offset):
		if self.kind not in ('number', 'text'):
			raise Refused('no array')
		if offset < 0 or offset + size > self.total:
			raise Refused('out of the field')
		start = self.off + offset
		value = of_bytes(size, False, lambda record: record[start:start + size], 'big')
		value.bytes = size
		return value


def read_fields(judge):
	"""The fields by name, the bytes of the fixed part, and those of a record."""
	fields, fixed, size = {}, 0, 0
	for line in subprocess.run([judge, 'fields'], check=True, text=True,
				   capture_output=True).stdout.splitlines():
		name, *rest = line.split()
		if name == 'record':
			fixed, size = map(int, rest)
		else:
			fields[name] = Field(rest[0], *map(int, rest[1:]))
	return fields, fixed, size
