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

# The filter for "perf script", where perf's header is. It is the library and what the command has
# to print an error with. perf has functions of libtraceevent, in another version: so the filter
# has all of libtraceevent in itself, and shows none of it.
dlfilter_sources := dlfilter/dlfilter.c cmd/common.c cmd/input.c
dlfilter_header	:= $(wildcard /usr/include/perf/perf_dlfilter.h)
dlfilter_libs	:= $(filter /%,$(shell $(CC) -print-file-name=libtraceevent.a))
dlfilter	:= $(if $(and $(dlfilter_header),$(dlfilter_libs)),$(O)/dlfilter-ktap.so)

command_needs	:= libtraceevent libtracefs libtracecmd libzstd json-c libelf

prefix		?= /usr/local
bindir		?= $(prefix)/bin
libdir		?= $(prefix)/lib
includedir	?= $(prefix)/include
datadir		?= $(prefix)/share
mandir		?= $(datadir)/man
completionsdir	?= $(datadir)/bash-completion/completions
# perf looks for filters in a folder of its own, see "perf --exec-path".
dlfiltersdir	?= $(prefix)/lib/perf-core/dlfilters
pkgconfigdir	?= $(libdir)/pkgconfig

# Asked once, and not if nothing is built but unit tests.
packaged	= $(shell $(PKG_CONFIG) $(1) $(command_needs))$(if \
		  $(filter 0,$(.SHELLSTATUS)),,$(error needs $(command_needs): \
		  see "scripts/install-packages tools"))
need_cflags	= $(eval need_cflags := $$(call packaged,--cflags))$(need_cflags)
need_libs	= $(eval need_libs := $$(call packaged,--libs))$(need_libs)

# Objects are for all purposes: shared objects can be made of the library. That its functions
# are hidden lets a shared object call them directly.
release		= $(common) -fPIC -fvisibility=hidden -DVERSION='"$(VERSION)"' -I cmd \
		  -I $(O)/release $(need_cflags) $(CPPFLAGS) $(CFLAGS)

built		= $(O)/release $(O)/man $(O)/ktap-filter $(O)/libktapfilter.a \
		  $(O)/dlfilter-ktap.so $(O)/ktapfilter.pc

command: $(O)/ktap-filter
library: $(O)/libktapfilter.a
dlfilter: $(dlfilter)

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

$(O)/dlfilter-ktap.so: $(call objects,$(dlfilter_sources)) $(O)/release/all.a
	@$(CC) $(CFLAGS) $(LDFLAGS) -shared -Wl,--exclude-libs,ALL -o $@ $^ $(dlfilter_libs)

define release_object
$(O)/release/$(call object,$(1)): $(1) Makefile Makefile.command $(from) | $(O)/release
	@$$(CC) $$(release) -MMD -MP -c -o $$@ $$<

endef

$(foreach s,$(lib_sources) $(cmd_sources) dlfilter/dlfilter.c,$(eval $(call release_object,$(s))))

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
	$(foreach d,$(dlfilter),$(INSTALL) -D -m 644 $(d) \
		$(call to,$(dlfiltersdir),dlfilter-ktap.so) &&) :
	$(INSTALL) -D -m 644 include/ktapfilter.h $(call to,$(includedir),ktapfilter.h)
	$(INSTALL) -D -m 644 $(O)/ktapfilter.pc $(call to,$(pkgconfigdir),ktapfilter.pc)
	$(INSTALL) -D -m 644 ktap-filter.bash $(call to,$(completionsdir),ktap-filter)
	ln -sf ktap-filter $(call to,$(completionsdir),$(second))
	$(foreach p,$(pages),$(INSTALL) -D -m 644 $(O)/man/$(p) \
		$(call to,$(mandir)/$(call section,$(p)),$(p)) &&) :

uninstall:
	rm -f $(call to,$(bindir),ktap-filter) $(call to,$(bindir),$(second)) \
		$(call to,$(libdir),libktapfilter.a) \
		$(call to,$(dlfiltersdir),dlfilter-ktap.so) \
		$(call to,$(includedir),ktapfilter.h) $(call to,$(pkgconfigdir),ktapfilter.pc) \
		$(call to,$(completionsdir),ktap-filter) $(call to,$(completionsdir),$(second)) \
		$(foreach p,$(all_pages),$(call to,$(mandir)/$(call section,$(p)),$(p)))

.PHONY: command library dlfilter man install uninstall $(O)/ktapfilter.pc
