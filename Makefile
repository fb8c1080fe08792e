# SPDX-License-Identifier: GPL-2.0
# ktap filter: every entry point. Each one installs the packages it needs and keeps
# sources and builds in a cache outside of this folder; none needs another first.

help:
	@echo 'ktap filter: a bytecode engine for the ftrace event filter, for Linux 6.12'
	@echo
	@echo '  make demo                load the module in Debian'\''s kernel, and see filters at work'
	@echo '  make check               the tests, in less than an hour; the sum is the last line'
	@echo '  make check STEPS="..."   some steps of it; scripts/check --list names them'
	@echo '  make check-all           those too that take hours: kernels that look at themselves'
	@echo '  make check-fast          unit tests and KUnit, for the loop while writing code'
	@echo '  make fuzz TIME=600       random texts and images, for so many seconds each way'
	@echo '  make install             the command ktap-filter, its library and manual (prefix=, DESTDIR=)'
	@echo '  make module [KDIR=path]  build the module for the kernel that runs, or for other headers'
	@echo '  make install-module      put it where modprobe finds it (KDIR=, DESTDIR=)'
	@echo '  make deb                 Debian packages: the command, the library, the module for DKMS'
	@echo '  make bench               time both engines side by side; writes bench.json'
	@echo '  make apply KDIR=path     put ktap filter on your own pristine 6.12 kernel tree'
	@echo '  make unapply KDIR=path   take it off again, byte for byte'
	@echo '  make patches             write it as one patch, ktap-filter-v6.12.patch'
	@echo '  make clean               remove the builds from the cache, not the sources'
	@echo
	@echo 'The cache is $${KTAP_FILTER_CACHE:-$${XDG_CACHE_HOME:-~/.cache}/ktap-filter}.'
	@echo 'Each script in scripts/ says what it does with --help.'

demo:
	@scripts/demo

check:
	@scripts/check $(STEPS)

check-all:
	@scripts/check --all

check-fast:
	@scripts/check --fast

fuzz:
	@scripts/fuzz $(if $(TIME),--time $(TIME))

install:
	@scripts/install-packages tools
	@$(MAKE) -s -C tools/ktap-filter install

module:
	@scripts/kernel/build-module $(KDIR)

install-module:
	@scripts/kernel/build-module --install $(KDIR)

deb:
	@scripts/deb

bench:
	@scripts/bench

apply unapply:
	@scripts/kernel/$@ $(KDIR)

patches:
	@scripts/kernel/make-patch ktap-filter-v6.12.patch

clean:
	@scripts/clean

.PHONY: help demo check check-all check-fast fuzz install module install-module deb bench apply unapply patches clean
