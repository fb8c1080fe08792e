# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=sh disable=SC2154
# Sourced by boot-qemu: an initramfs that loads the modules without which a kernel cannot
# reach the host's files, and then switches to the host's root. The
# kernel unpacks it over its own one, which has /dev/console: no device node to make here,
# and so no need of root.

# make_initrd [MODULE]...: print an initramfs for the kernel $flavour.
make_initrd()
{
	initrd=$private/initrd.d
	mkdir -p "$initrd/bin" "$initrd/host"
	cp "$busybox" "$initrd/bin/busybox"
	for name in sh insmod mount switch_root; do
		ln -s busybox "$initrd/bin/$name"
	done
	initrd_modules "$@" >"$private/insmod" || return 1
	{
		echo '#!/bin/sh'
		cat "$private/insmod"
		initrd_mount
		if [ "$busybox" = /bin/busybox ]; then
			# shellcheck disable=SC2016
			echo 'exec switch_root /host "$ktf_init"'
		else
			stay_in_initrd
		fi
	} >"$initrd/init" &&
	chmod 755 "$initrd/init" &&
	( cd "$initrd" && find . | cpio -o -H newc -R 0:0 --quiet ) | gzip -1
}

initrd_mount()
{
	case $share_by in
	virtiofs) options='-t virtiofs -o ro' ;;
	*) options='-t 9p -o trans=virtio,version=9p2000.L,ro,cache=loose,msize=262144' ;;
	esac
	echo "mount $options root /host || exit"
}

# Print commands that keep the initramfs as root, for a processor that cannot run the host's
# programs.
stay_in_initrd()
{
	cat <<-INIT
		/bin/busybox --install -s /bin
		mkdir -p /proc /sys /run /tmp /var/tmp /lib
		ln -s $(quote "$BUILD/$flavour/modroot/lib/modules")/lib/modules
		export ktf_host=/host
		exec sh "/host\$ktf_init"
	INIT
}

# Copy modules and those that they need, and print the commands that load them.
initrd_modules()
{
	[ $# -gt 0 ] || return 0
	modprobe -d "$BUILD/$flavour/modroot" -S "$(cat "$BUILD/$flavour/release")" \
		--show-depends -a "$@" >"$private/modules" || return 1
	awk '$1 == "insmod" && !seen[$2]++ { print $2 }' "$private/modules" |
	while IFS= read -r module; do
		name=${module##*/}
		xz -dcf "$module" >"$initrd/${name%.xz}" && echo "insmod /${name%.xz}"
	done
}
