# SPDX-License-Identifier: GPL-2.0
#
# The command and the library, as they are installed. Included by Makefile.

CC		?= gcc
PKG_CONFIG	?= pkg-config
OBJCOPY		?= objcopy
CFLAGS		?= -O2 -g
INSTALL		?= install

# debian/changelog has the same version; lint compares them.
VERSION		:= 1.0

# The library's file is one object in which only its interface can be seen: a program
# that has names like the engine's of its own can be linked to it.
library_sources	:= $(engine) $(plain) lib/env.c lib/enumerators.c lib/syscalls.c \
		   lib/symbols.c lib/format.c lib/schema.c lib/recorded.c \
		   $(wildcard lib/filter/*.c)

# All files of the command, and all behind it.
cmd_sources	:= $(wildcard cmd/*.c cmd/*/*.c)
lib_sources	:= $(engine) $(wildcard lib/*.c lib/*/*.c)

command_needs	:= libtraceevent libtracefs libtracecmd libzstd json-c

prefix		?= /usr/local
bindir		?= $(prefix)/bin
libdir		?= $(prefix)/lib
includedir	?= $(prefix)/include
datadir		?= $(prefix)/share
mandir		?= $(datadir)/man
completionsdir	?= $(datadir)/bash-completion/completions
pkgconfigdir	?= $(libdir)/pkgconfig

# Asked once, and not if nothing is built but unit tests.
packaged	= $(shell $(PKG_CONFIG) $(1) $(command_needs))$(if \
		  $(filter 0,$(.SHELLSTATUS)),,$(error needs $(command_needs): \
		  see "scripts/install-packages tools"))
need_cflags	= $(eval need_cflags := $$(call packaged,--cflags))$(need_cflags)
need_libs	= $(eval need_libs := $$(call packaged,--libs))$(need_libs)

release		= $(common) -DVERSION='"$(VERSION)"' -I cmd -I $(O)/release $(need_cflags) \
		  $(CPPFLAGS) $(CFLAGS)

built		= $(O)/release $(O)/man $(O)/ktap-filter $(O)/libktapfilter.a $(O)/ktapfilter.pc

command: $(O)/ktap-filter
library: $(O)/libktapfilter.a

objects		= $(foreach s,$(1),$(O)/release/$(call object,$(s)))

$(O)/ktap-filter: $(call objects,$(cmd_sources)) $(O)/release/all.a
	@$(CC) $(CFLAGS) $(LDFLAGS) -pthread -o $@ $^ $(need_libs)

$(O)/release/all.a: $(call objects,$(lib_sources))
	@rm -f $@
	@$(AR) rcs $@ $^

$(O)/libktapfilter.a: $(call objects,$(library_sources))
	@$(LD) -r -o $(O)/release/libktapfilter.o $^
	@$(OBJCOPY) -w -G 'ktapfilter_*' $(O)/release/libktapfilter.o
	@rm -f $@
	@$(AR) rcs $@ $(O)/release/libktapfilter.o

define release_object
$(O)/release/$(call object,$(1)): $(1) Makefile Makefile.command $(from) | $(O)/release
	@$$(CC) $$(release) -MMD -MP -c -o $$@ $$<

endef

$(foreach s,$(lib_sources) $(cmd_sources),$(eval $(call release_object,$(s))))

# The names of system calls, of which the compiler's headers know the numbers.
$(O)/release/syscalls.h: Makefile.command | $(O)/release
	@echo '#include <asm/unistd.h>' | $(CC) -E -dM - | \
	sed -n 's/^#define __NR_\([a-z0-9_]*\) .*/SYSCALL(\1)/p' | grep -vx 'SYSCALL(syscalls)' | \
	sort >$@

$(O)/release/lib-syscalls.o: $(O)/release/syscalls.h

$(O)/release:
	@mkdir -p $@

define pkgconfig
prefix=$(prefix)
libdir=$(libdir)
includedir=$(includedir)

Name: ktapfilter
Description: Filters of trace events, compiled and run
Version: $(VERSION)
Requires: libtraceevent
Libs: -L$${libdir} -lktapfilter
Cflags: -I$${includedir}
endef

# Folders are told on the command line, so that it may be another file each time.
$(O)/ktapfilter.pc: | $(O)/release
	@: $(file >$@,$(pkgconfig))

# The manual is made where there is something to make it with. A page's section is a line in it.
RST2MAN		?= $(firstword $(shell command -v rst2man rst2man.py))
all_pages	:= $(foreach p,$(filter-out man/common_%,$(wildcard man/*.rst)),$(patsubst \
		   man/%.rst,%,$(p)).$(shell sed -n 's/^:Manual section: //p' $(p)))
pages		= $(if $(RST2MAN),$(all_pages))

man: $(pages:%=$(O)/man/%)

define page
$(O)/man/$(1): man/$(basename $(1)).rst $(wildcard man/common_*.rst)
	@mkdir -p $$(@D)
	@$$(RST2MAN) $$< $$@

endef

$(foreach p,$(all_pages),$(eval $(call page,$(p))))

# The command's second name, by which "perf ktap" runs it.
second		:= perf-ktap

# The folder of a page, below mandir.
section		= man$(patsubst .%,%,$(suffix $(1)))

to		= $(DESTDIR)$(1)/$(2)

install: all man $(O)/ktapfilter.pc
	$(INSTALL) -D -m 755 $(O)/ktap-filter $(call to,$(bindir),ktap-filter)
	ln -sf ktap-filter $(call to,$(bindir),$(second))
	$(INSTALL) -D -m 644 $(O)/libktapfilter.a $(call to,$(libdir),libktapfilter.a)
	$(INSTALL) -D -m 644 include/ktapfilter.h $(call to,$(includedir),ktapfilter.h)
	$(INSTALL) -D -m 644 $(O)/ktapfilter.pc $(call to,$(pkgconfigdir),ktapfilter.pc)
	$(INSTALL) -D -m 644 ktap-filter.bash $(call to,$(completionsdir),ktap-filter)
	ln -sf ktap-filter $(call to,$(completionsdir),$(second))
	$(foreach p,$(pages),$(INSTALL) -D -m 644 $(O)/man/$(p) \
		$(call to,$(mandir)/$(call section,$(p)),$(p)) &&) :

uninstall:
	rm -f $(call to,$(bindir),ktap-filter) $(call to,$(bindir),$(second)) \
		$(call to,$(libdir),libktapfilter.a) \
		$(call to,$(includedir),ktapfilter.h) $(call to,$(pkgconfigdir),ktapfilter.pc) \
		$(call to,$(completionsdir),ktap-filter) $(call to,$(completionsdir),$(second)) \
		$(foreach p,$(all_pages),$(call to,$(mandir)/$(call section,$(p)),$(p)))

.PHONY: command library man install uninstall $(O)/ktapfilter.pc
