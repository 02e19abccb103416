# The project's own content, and the town: no warning, no dead address, letters that every program reads,
# PDFs that say what the pages say.
source tests/tap.sh

build() {
    "$rundbrev" build -C "$1" --date 2026-11-22 -o "$work/$2/public" -m "$work/$2/outbox" --cache "$work/cache" \
        --print-html "$work/$2/html"
}
tidy() { build "$@" && [ -z "$(build "$@" 2>&1 >/dev/null)" ] || { build "$@" 2>&1 >/dev/null; return 1; }; }

# Every heading of a letter's page stands in its PDF and every picture is in it; its pages are A4 and its fonts
# embedded.
documents() {
    local pdf page heading text wanted got found=0
    while read -r pdf; do
        page=${pdf%.pdf}/index.html
        text=$(pdftotext "$pdf" - | tr -s ' \n\f' ' ')
        while read -r heading; do
            [[ "${text//- /-}" == *"${heading//- /-}"* ]] || { echo "$pdf: no heading '$heading'"; found=1; }
        done < <(python3 - "$page" <<'PYTHON'
import re, sys, html
page = open(sys.argv[1], encoding="utf-8").read()
main = page[page.index('class="prose'):]
for heading in re.findall(r'<h[23] id="[^"_]*">(.*?)</h', main, re.S):
    print(" ".join(html.unescape(re.sub(r"<[^>]+>", "", heading)).split()))
PYTHON
        )
        wanted=$(grep -o '<img ' "$page" | wc -l)
        got=$(pdfimages -list "$pdf" | awk '$3 == "image"' | wc -l)
        [ "$wanted" -eq "$got" ] || { echo "$pdf: $got pictures instead of $wanted"; found=1; }
        pdfinfo "$pdf" | grep -q '^Page size:.*A4' || { echo "$pdf is not A4"; found=1; }
        pdfinfo "$pdf" | grep -q '^Tagged: *yes' || { echo "$pdf is not tagged"; found=1; }
        pdffonts "$pdf" | tail -n +3 | awk '{ if ($(NF-4) != "yes") exit 1 }' || { echo "$pdf: a font is not embedded"; found=1; }
        qpdf --check "$pdf" >/dev/null || { echo "$pdf is damaged"; found=1; }
    done < <(find "$1" -name 'newsletter-*.pdf')
    return $found
}

new_site "$work/town" && keep_fonts "$work/cache"
check "the content is built without a warning" tidy . real
check "the town is built without a warning" tidy "$work/town" town
for site in real town; do
    check "$site: every address leads somewhere" python3 tests/output/links.py "$work/$site/public"
    check "$site: the letters are sound" python3 tests/output/letters.py "$work/$site/outbox"
    check "$site: the PDFs are A4, tagged, and have the pages' headings" documents "$work/$site/public"
    check "$site: the PDFs are accessible and say what their HTML says" \
        /usr/bin/python3 tests/print/pdfua.py --all "$work/$site/public" "$work/$site/html"
    check "$site: the feeds are what the standard demands" python3 tests/output/feeds.py "$work/$site/public"
    check "$site: what other programs are told is right" python3 tests/output/sharing.py "$work/$site/public"
    check "$site: the XML is well-formed" bash -c "find '$work/$site/public' -name '*.xml' -print0 | xargs -0 xmllint --noout"
done

# Messages of names and subjects that are out to break them; tests/deliver/test_message.c writes them.
hostile_messages() {
    mkdir "$work/messages"
    RUNDBREV_MESSAGES=$work/messages build/address-undefined/tests/deliver/test_message || return 1
    python3 tests/deliver/message.py "$work/messages"
}
check "messages of hostile values are sound" hostile_messages

# The check of PDFs finds what is wrong, and misses much in a PDF as the browser prints it.
letter=laslust/2026-2027/newsletter-1
raw() {
    local as_root=()
    [ "$(id -u)" -ne 0 ] || as_root=(--no-sandbox)
    chromium --headless "${as_root[@]}" --disable-gpu --user-data-dir="$work/profile" --generate-pdf-document-outline \
        --print-to-pdf="$work/raw.pdf" "$work/real/html/$letter.html" 2>/dev/null
    expect 1 /usr/bin/python3 tests/print/pdfua.py "$work/raw.pdf" && says identifier /usr/bin/python3 tests/print/pdfua.py "$work/raw.pdf"
}
check "each way to break a PDF is found" \
    /usr/bin/python3 tests/print/broken.py "$work/real/public/$letter.pdf" "$work/real/html/$letter.html"
check "a PDF as the browser prints it is not accessible" raw

# A site may do without an accessibility statement.
new_site "$work/silent"
sed -i '/^accessibility:/,$d' "$work/silent/content/site.yml"
sed -i 's/site.yml#accessibility/site.yml/' "$work/silent/content/pages/om.md"
silent() { "$rundbrev" build -q -C "$work/silent" --date 2026-11-22 --only site; }
check "a town without an accessibility statement is built" silent
check "nothing leads to one" bash -c "! grep -rE 'accessibility/' '$work/silent/public'"

# The README's newsletter in ten lines is one, and its mistake is told as the README says.
mkdir "$work/readme" && cp -r content "$work/readme/content" && ln -s "$PWD/layouts" "$PWD/assets" "$work/readme/"
letter=$work/readme/content/laslust/2026-2027/newsletters/3.md
sed -n '/^```markdown$/,/^```$/p' README.md | sed '1d;$d' >"$letter"
example() { "$rundbrev" build -q -C "$work/readme" --date 2027-01-25 --only site,mail "$@"; }
check "the newsletter of the README has ten lines" test "$(wc -l <"$letter")" -le 10
check "the newsletter of the README is built" example
check "it is a page" grep -q "Tack för i tisdags" "$work/readme/public/laslust/2026-2027/newsletter-3/index.html"
mistake() { diff <(sed -n '/^content\/laslust/,/^```$/p' README.md | sed '$d') <(example 2>&1 | head -5); }
sed -i 's/^title:/tittle:/' "$letter"
check "its mistake is told as the README says" mistake
