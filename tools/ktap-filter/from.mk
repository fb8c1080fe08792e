# SPDX-License-Identifier: GPL-2.0
#
# Several clones may share O. Objects that another clone made may be newer than the sources
# of this one, though they belong to others. So a file in O names the folder of the sources.
# It is written when the folder changes, and all objects depend on it.

from	:= $(O)/.from

$(shell mkdir -p $(O) && { echo $(CURDIR) | cmp -s - $(from) || echo $(CURDIR) >$(from); })
