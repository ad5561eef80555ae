#!/bin/sh
# What people write to compare two lists by hand: the lines of the second list that are not in the first, and the other way round.
set -e
LC_ALL=C sort "$1" > "$3/a"
LC_ALL=C sort "$2" > "$3/b"
comm -3 "$3/a" "$3/b" | wc -l
