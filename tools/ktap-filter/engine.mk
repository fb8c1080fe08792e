# SPDX-License-Identifier: GPL-2.0
#
# The engine's files: all C files in its folders, and the file that ties them together; and
# the parts of the kernel that were written again for them. The Makefile that includes this
# one says where these are: ktap, and compat.

engine	:= $(wildcard $(patsubst %,$(ktap)/%/*.c,prog lang vm ebpf)) $(ktap)/ktf_build.c \
	   $(wildcard $(compat)/*.c)

# The name of an object is that of its source, with the slashes flattened to what no name
# of a source has. A leading "../" goes: what begins with a dot is in no wildcard.
object	= $(subst /,-,$(subst ../,,$(patsubst $(ktap)/%,%,$(1:.c=.o))))
