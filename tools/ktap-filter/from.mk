# SPDX-License-Identifier: GPL-2.0
#
# Clones share O. Objects that another one has made last may be newer than the sources
# here and still not be theirs: the file that names the sources' folder is as new as the
# last change of it, and all objects depend on it.

from	:= $(O)/.from

$(shell mkdir -p $(O) && { echo $(CURDIR) | cmp -s - $(from) || echo $(CURDIR) >$(from); })
