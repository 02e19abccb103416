#!/bin/bash
# What sending costs: 10,000 messages over one connection to Postfix's smtp-sink, as `rundbrev send` sends them, against a
# plain libcurl loop over messages made beforehand, in pairs, with the journal on the disk and in memory: what differs
# is the disk, which has to take each person's line before their message is complete. RUNDBREV_PAIRS and
# RUNDBREV_PERSONS change how many.
set -u
cd "$(dirname "$0")/../.." || exit 1
persons=${RUNDBREV_PERSONS:-10000} pairs=${RUNDBREV_PAIRS:-3}
PATH=$PATH:/usr/sbin
command -v smtp-sink >/dev/null || { echo "left out: sending, because Postfix is not installed (make setup)"; exit 0; }
work=$(mktemp -d "$PWD/build/bench-send.XXXXXX")
port=$((20000 + RANDOM % 10000))
as_root=()
[ "$(id -u)" -ne 0 ] || as_root=(-u nobody)
smtp-sink "${as_root[@]}" "127.0.0.1:$port" 1000 &
sink=$!
trap 'kill $sink 2>/dev/null; rm -rf "$work"' EXIT
until (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do sleep 0.05; done

plain() { build/tests/mailing/plain_loop "$port" "$persons"; }
ours() { build/tests/mailing/drive "$1" "$persons" port="$port" time=1; }

# compare WHERE FOLDER
compare() {
    local ratios=() pair first second our_time our_memory plain_time plain_memory
    for pair in $(seq "$pairs"); do
        # Who goes first takes turns.
        if [ $((pair % 2)) -eq 0 ]; then first=$(ours "$2/$pair") second=$(plain); else second=$(plain) first=$(ours "$2/$pair"); fi
        read -r our_time our_memory <<<"$first"
        read -r plain_time plain_memory <<<"$second"
        ratios+=("$(awk "BEGIN { printf \"%.2f\", $plain_time / $our_time }")")
        printf '%d messages: %.1f s and %d MB, plain loop %.1f s and %d MB: rate %s of it\n' "$persons" "$our_time" \
            $((our_memory / 1024)) "$plain_time" $((plain_memory / 1024)) "${ratios[-1]}"
    done
    printf 'sending, journal %s: %s of the rate of a plain libcurl loop (median; at least 0.90 is wanted), %d MB (below 64)\n' \
        "$1" "$(printf '%s\n' "${ratios[@]}" | sort -n | sed -n "$(((pairs + 1) / 2))p")" $((our_memory / 1024))
}

compare "on the disk" "$work"
memory=$(mktemp -d /dev/shm/rundbrev-bench.XXXXXX) || exit 0
trap 'kill $sink 2>/dev/null; rm -rf "$work" "$memory"' EXIT
compare "in memory" "$memory"
