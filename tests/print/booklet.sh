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
# Side boxes far longer than their letter, and a table far wider than paper. That no number of it is lost the program
# finds out itself.
letter=$work/town/content/ashcombe/2026/newsletters/1.md
row() { for i in {1..60}; do printf "| $1 " "$i"; done; echo '|'; }
{
    sed -n '1,/^title:/p' "$letter"
    echo 'boxes:'
    for i in {1..12}; do printf -- '  - title: Side box no %d\n    text: "%s"\n' "$i" "${paragraph:0:900}"; done
    sed '1,/^title:/d' "$letter"
    printf '\n%s\n%s\n%s\n' "$(row 'K%d')" "$(row '%.0s---')" "$(row '9%03d')"
} >"$work/letter.md"
mv "$work/letter.md" "$letter"
# A round of which there is nothing yet.
mkdir -p "$network/2027" && printf 'title: Omgången 2027\nstart: 2027-01-01\n' >"$network/2027/round.yml"

for site in "$PWD:real" "$work/town:town"; do
    check "${site##*:}: the documents are printed" build "${site%:*}" "${site##*:}"
    for round in $(cd "${site%:*}/content" && dirname -- */*/round.yml); do
        check "${site##*:}: the booklet of $round" booklet "${site%:*}" "$round" "${site##*:}"
    done
done
boxes() { [ "$(pdftotext "$1" - | tr -s ' \n' ' ' | grep -o 'Side box no [0-9]*' | sort -u | wc -l)" -eq 12 ]; }
at_most() { [ "$(pdfinfo "$2" | sed -n 's/^Pages: *//p')" -le "$1" ] || { pdfinfo "$2"; return 1; }; }
check "all side boxes are in the letter" boxes "$work/town/public/ashcombe/2026/newsletter-1.pdf"
check "all side boxes are in the booklet" boxes "$work/town/public/ashcombe/2026/booklet.pdf"
check "those without room beside the text take the whole width" at_most 5 \
    "$work/town/public/ashcombe/2026/newsletter-1.pdf"
check "a wide table is printed on several lines" bash -c \
    'pdftotext "$1" - | grep -q 9060 && grep -q "<th[^>]*>K60" "$2"' . \
    "$work/town/public/ashcombe/2026/newsletter-1.pdf" "$work/town/html/ashcombe/2026/newsletter-1.html"
echo "1..$tap_count"
