#!/bin/bash
# What PDFs cost: those of 20 generated newsletters and their round's booklets, made by the program and by a plain loop
# of one browser process a document over the same HTML, turn by turn. Prints medians; `make bench` calls it.
#
#     tests/bench/pdf.sh [TURNS [LETTERS]]
set -euo pipefail
cd "$(dirname "$0")/../.."
turns=${1:-3} letters=${2:-20}
rundbrev=$PWD/build/rundbrev
browser=${RUNDBREV_BROWSER:-$(command -v chromium-headless-shell || command -v chromium)}
work=$(mktemp -d /tmp/rundbrev-bench-XXXXXX)
trap 'rm -rf "$work"' EXIT
node tests/search/corpus.js "$work/site" "$letters" >/dev/null

# Prints the seconds of the stage that makes PDFs, and the most memory that the program itself had, in kB.
build() {
    local peak=0 seen
    "$rundbrev" build -C "$work/site" --only print --date 2026-11-22 --cache "$work/cache" "$@" >"$work/said" 2>&1 &
    while seen=$(awk '/VmHWM/ { print $2 }' "/proc/$!/status" 2>/dev/null) && [ -n "$seen" ]; do
        peak=$seen
        sleep 0.01
    done
    wait $!
    echo "$(grep -o 'PDF [0-9.]*' "$work/said" | cut -d' ' -f2) $peak"
}
one_process_each() {
    local file options=(--headless --disable-gpu --no-pdf-header-footer --user-data-dir="$work/profile")
    [ "$(id -u)" -ne 0 ] || options+=(--no-sandbox)
    for file in "${html[@]}"; do
        "$browser" "${options[@]}" --print-to-pdf="$work/one.pdf" "file://$file" >/dev/null 2>&1
        [ -s "$work/one.pdf" ]
        rm "$work/one.pdf"
    done
}
median() { sort -n | awk '{ a[NR] = $1 } END { print a[int((NR + 1) / 2)] }'; }
share() { awk -v a="$1" -v n="$2" 'BEGIN { printf "%.3f", a / n }'; }

build --print-html "$work/html" >/dev/null
mapfile -t html < <(find "$work/html" -name '*.html' | sort)
count=${#html[@]}
for ((turn = 0; turn < turns; turn++)); do
    rm -r "$work/cache"
    build >>"$work/new"
    build >>"$work/unchanged"
    start=$EPOCHREALTIME
    one_process_each
    awk -v from="$start" -v to="$EPOCHREALTIME" 'BEGIN { print to - from }' >>"$work/loop"
done
new=$(cut -d' ' -f1 "$work/new" | median) unchanged=$(cut -d' ' -f1 "$work/unchanged" | median)
loop=$(median <"$work/loop")
echo "$count documents of $letters newsletters, medians of $turns turns, $(nproc) cores, $("$browser" --version | cut -d' ' -f1-2)"
echo "new:         $(share "$new" "$count") s a document"
echo "unchanged:   $(share "$unchanged" "$count") s a document"
echo "plain loop:  $(share "$loop" "$count") s a document ($(awk -v a="$loop" -v b="$new" 'BEGIN { printf "%.1f", a / b }') times as long)"
echo "peak memory: $(($(cut -d' ' -f2 "$work/new" | sort -n | tail -1) / 1024)) MB of our own process"
