# The same bytes with one thread and with eight, PDFs included; and no data race.
source tests/tap.sh
new_site "$work/site"
build() { "$1" build --quiet -C "$work/site" --date 2026-03-01 --output "$work/$2/public" --outbox "$work/$2/outbox" "${@:3}"; }
check "built with -j1" build "$rundbrev" one -j1 --no-cache
check "built with -j8" build "$rundbrev" eight -j8 --no-cache
check "-j1 and -j8 give the same bytes" diff -r "$work/one" "$work/eight"
check "ThreadSanitizer finds nothing with -j8" build build/thread/rundbrev thread -j8 --only site,search,calendar,mail
check "and the same letters again" diff -r "$work/one/outbox" "$work/thread/outbox"
check "and the same website" diff -r -x '*.pdf' "$work/one/public" "$work/thread/public"

# Worker threads tell their mistakes in the user's language.
rm "$work/site/layouts" && cp -r layouts "$work/site/layouts"
echo '{{networc}}' >>"$work/site/layouts/site/round.html"
check "ThreadSanitizer finds nothing in messages in Swedish" expect 1 build build/thread/rundbrev thread -j8 --only site --language sv
check "which are Swedish" says "fel: okänt namn ”networc” [layout]" build build/thread/rundbrev thread -j8 --only site --language sv
