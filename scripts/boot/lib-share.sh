# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=sh disable=SC2016,SC2034,SC2154
# Sourced by boot-qemu: how the guest gets the host's folders. QEMU itself serves 9p. Debian's
# cloud kernels have virtiofs alone, which has a server beside QEMU that reads and writes the
# guest's memory, and has to be root.

# share_folders: start what serves / as "root" and $share as "share", and set $share_devices
# to the words that give QEMU both devices. The words have no blanks if $private has none.
share_folders()
{
	if [ "$share_by" = virtiofs ]; then
		share_devices="-object memory-backend-memfd,id=mem,size=$mem,share=on \
-machine memory-backend=mem"
		serve root / && serve share "$share"
	else
		share_devices="\
-fsdev local,id=root,path=/,security_model=none,readonly=on,multidevs=remap \
-device virtio-9p-$bus,fsdev=root,mount_tag=root \
-fsdev local,id=share,path=$share,security_model=none \
-device virtio-9p-$bus,fsdev=share,mount_tag=share"
	fi
}

# serve TAG FOLDER. The server ends when QEMU ends.
serve()
{
	[ "$(id -u)" = 0 ] || die "$flavour: as root"
	# The host's root stays as it is, whatever the guest does. The server writes in two places.
	readonly=:
	[ "$1" != root ] ||
		readonly='mount --bind "$0" "$0" && mount -t tmpfs tmpfs /run && mount -o remount,bind,ro /'
	unshare -m sh -c "$readonly"' && exec /usr/lib/qemu/virtiofsd "$@"' "$private" \
		--socket-path="$private/$1.sock" -o "source=$2" -o cache=always -o sandbox=chroot \
		>"$private/$1.log" 2>&1 &
	servers="$servers $!"
	tries=0
	until [ -S "$private/$1.sock" ]; do
		tries=$((tries + 1))
		[ $tries -lt 100 ] || { cat "$private/$1.log" >&2; die "cannot serve $2"; }
		sleep 0.05
	done
	share_devices="$share_devices -chardev socket,id=$1,path=$private/$1.sock \
-device vhost-user-fs-pci,chardev=$1,tag=$1"
}
