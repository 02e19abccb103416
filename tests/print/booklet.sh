# Booklets, in real Chromium: the contents tell the page on which each part stands, every letter is in, the oldest
# first, and no id is there twice.
source tests/tap.sh

build() {
    "$rundbrev" build --quiet -C "$1" --only print --date 2026-11-22 -o "$work/$2/public" -m "$work/$2/outbox" \
        --print-html "$work/$2/html" --cache "$work/cache"
}
# The titles of the newsletters of a round, in the order of their numbers.
titles() {
    local letter
    for letter in $(find "$1/newsletters" -name '*.md' 2>/dev/null | sort -V); do
        sed -n 's/^title: *//p' "$letter" | head -n 1 | sed 's/^"\(.*\)"$/\1/'
    done
}
booklet() {
    local round=$1 name=$2 files=()
    mapfile -t files < <(titles "$round/content/$name")
    python3 tests/print/booklet.py "$work/$3/html/$name/booklet.html" "$work/$3/public/$name/booklet.pdf" "${files[@]}"
}

new_site "$work/town"
# A round with all that can be much: long texts, so that the contents tell pages of two and three figures.
network=$work/town/content/provstad

paragraph=$(printf 'Vi provade, mätte och berättade för varandra vad som hände sedan. %.0s' {1..40})
for meeting in "$network"/2025-2026/meetings/*.md; do
    for i in {1..90}; do printf '\n%s\n' "$paragraph"; done >>"$meeting"
done
# A round of which there is nothing yet.
mkdir -p "$network/2027" && printf 'title: Omgången 2027\nstart: 2027-01-01\n' >"$network/2027/round.yml"

for site in "$PWD:real" "$work/town:town"; do
    check "${site##*:}: the documents are printed" build "${site%:*}" "${site##*:}"
    for round in $(cd "${site%:*}/content" && dirname -- */*/round.yml); do
        check "${site##*:}: the booklet of $round" booklet "${site%:*}" "$round" "${site##*:}"
    done
done
echo "1..$tap_count"
