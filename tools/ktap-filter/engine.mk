# SPDX-License-Identifier: GPL-2.0
#
# The engine's files, which are all of its folders' and what ties these together; and
# what of the kernel has been made again for it. Includers say where these are: ktap, and
# compat.

engine	:= $(wildcard $(patsubst %,$(ktap)/%/*.c,prog lang vm ebpf)) $(ktap)/ktf_build.c \
	   $(wildcard $(compat)/*.c)

# The name of an object is that of its source, with the slashes flattened to what no name
# of a source has. A leading "../" goes: what begins with a dot is in no wildcard.
object	= $(subst /,-,$(subst ../,,$(patsubst $(ktap)/%,%,$(1:.c=.o))))
