# SPDX-License-Identifier: GPL-2.0
#
# The command and the library, as they are installed. Included by Makefile.

CC		?= gcc
PKG_CONFIG	?= pkg-config
OBJCOPY		?= objcopy
CFLAGS		?= -O2 -g
INSTALL		?= install

VERSION		:= 1.0

# The library's file is one object in which only its interface can be seen: a program
# that has names like the engine's of its own can be linked to it.
library_needs	:= libtraceevent
library_sources	:= $(engine) $(plain) $(wildcard lib/env.c lib/schema.c lib/filter*.c)

command_needs	:= libtraceevent libtracefs libtracecmd json-c

# Asked once, and not if nothing is built but unit tests.
packaged	= $(shell $(PKG_CONFIG) $(1) $(command_needs))$(if \
		  $(filter 0,$(.SHELLSTATUS)),,$(error needs $(command_needs): \
		  see "scripts/install-packages tools"))
need_cflags	= $(eval need_cflags := $$(call packaged,--cflags))$(need_cflags)
need_libs	= $(eval need_libs := $$(call packaged,--libs))$(need_libs)

release		= $(common) -D_GNU_SOURCE -DVERSION='"$(VERSION)"' -I cmd $(need_cflags) \
		  $(CPPFLAGS) $(CFLAGS)

built		= $(O)/release $(O)/ktap-filter $(O)/libktapfilter.a $(O)/ktapfilter.pc

command: $(O)/ktap-filter
library: $(O)/libktapfilter.a

objects		= $(foreach s,$(1),$(O)/release/$(call object,$(s)))

$(O)/ktap-filter: $(call objects,$(wildcard cmd/*.c)) $(O)/release/all.a
	@$(CC) $(CFLAGS) $(LDFLAGS) -pthread -o $@ $^ $(need_libs)

$(O)/release/all.a: $(call objects,$(engine) $(wildcard lib/*.c))
	@rm -f $@
	@$(AR) rcs $@ $^

$(O)/libktapfilter.a: $(call objects,$(library_sources))
	@$(LD) -r -o $(O)/release/libktapfilter.o $^
	@$(OBJCOPY) -w -G 'ktapfilter_*' $(O)/release/libktapfilter.o
	@rm -f $@
	@$(AR) rcs $@ $(O)/release/libktapfilter.o

define release_object
$(O)/release/$(call object,$(1)): $(1) Makefile Makefile.command | $(O)/release
	@$$(CC) $$(release) -MMD -MP -c -o $$@ $$<

endef

$(foreach s,$(engine) $(wildcard lib/*.c cmd/*.c),$(eval $(call release_object,$(s))))

$(O)/release:
	@mkdir -p $@

.PHONY: command library
