# SPDX-License-Identifier: GPL-2.0
#
# The engine's files: all but those that tie it to the kernel; and what of the kernel has
# been made again for it. Includers say where these are: ktap, and compat.

glue	:= $(addprefix $(ktap)/ktf_,function.c kernel.c live.c show.c perf.c subsystem.c \
					files.c bytecode.c jit.c knob.c) \
	   $(wildcard $(ktap)/ktf_trace_*.c)
engine	:= $(filter-out $(glue),$(wildcard $(ktap)/ktf_*.c)) $(wildcard $(compat)/*.c)
