# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=sh disable=SC2154
# Sourced by boot-qemu: an initramfs that loads the modules without which a kernel cannot
# reach the host's files, and then switches to the root that the host exports by 9p. The
# kernel unpacks it over its own one, which has /dev/console: no device node to make here,
# and so no need of root.

# make_initrd [MODULE]...: print an initramfs for the kernel $flavour.
make_initrd()
{
	initrd=$private/initrd.d
	mkdir -p "$initrd/bin" "$initrd/root"
	cp /bin/busybox "$initrd/bin"
	for name in sh insmod mount switch_root; do
		ln -s busybox "$initrd/bin/$name"
	done
	initrd_modules "$@" >"$private/insmod" || return 1
	{
		echo '#!/bin/sh'
		cat "$private/insmod"
		cat <<'INIT'
mount -t 9p -o trans=virtio,version=9p2000.L,ro,cache=loose,msize=262144 root /root &&
exec switch_root /root "$ktf_init"
INIT
	} >"$initrd/init" &&
	chmod 755 "$initrd/init" &&
	( cd "$initrd" && find . | cpio -o -H newc -R 0:0 --quiet ) | gzip -1
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
