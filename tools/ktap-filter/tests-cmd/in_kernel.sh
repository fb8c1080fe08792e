# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash disable=SC2154
# Sourced by command-tests: what "--in-kernel" cannot do is refused before a kernel is asked.

test_in_kernel()
{
	local pair=(sched:sched_waking sched:sched_switch)
	ends 2 "latency --in-kernel: a recording" latency -i x "${pair[@]}" --in-kernel
	says err "is told" <<-'END'
	ktap-filter latency: -i measures what was recorded: leave out --in-kernel
	Try 'ktap-filter latency --help'.
	END
	ends 2 "latency --in-kernel: both records" latency "${pair[@]}" --over 1ms --in-kernel
	says err "are told" <<-'END'
	ktap-filter latency: --over shows records, the kernel keeps none: leave out --in-kernel
	Try 'ktap-filter latency --help'.
	END
	ends 2 "latency --in-kernel: slices" latency "${pair[@]}" --chrome=x --in-kernel
	says err "are told" <<-'END'
	ktap-filter latency: --chrome shows records, the kernel keeps none: leave out --in-kernel
	Try 'ktap-filter latency --help'.
	END
	ends 2 "latency --in-kernel: four keys" latency "${pair[@]}" --key a,b=c,d,e=f --in-kernel
	says err "are one too many" <<-'END'
	ktap-filter latency: 4 keys, the kernel takes 3; leave out --in-kernel
	  a,b=c,d,e=f
	          ^
	END
	ends 2 "count --in-kernel: four keys" count sched --by a,event,b,c,d --in-kernel
	says err "are one too many, without that of the event" <<-'END'
	ktap-filter count: 4 keys, the kernel takes 3; leave out --in-kernel
	  a,event,b,c,d
	              ^
	END
	ends 2 "count --in-kernel: intervals" count sched --every 1s --in-kernel
	says err "are told" <<-'END'
	ktap-filter count: --every needs times, a table has none: leave out --in-kernel
	Try 'ktap-filter count --help'.
	END
	ends 2 "count --in-kernel: a histogram" count sched --of x --hist --in-kernel
	says err "has another way" <<-'END'
	ktap-filter count: the kernel keeps sums: leave out --hist, or count --by x.log2
	Try 'ktap-filter count --help'.
	END
}
