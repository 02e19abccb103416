# The index and the texts of a built site: complete, true to its pages, the same words as the script's; and without
# search no trace of it.
source tests/tap.sh
site=$work/site
new_site "$site"
build() { "$rundbrev" build --quiet -C "$site" --date 2026-03-01 "$@"; }
check "the town's search is built" build --only site,search
check "each page is found by its words, each line of an excerpt stands on its page" node tests/search/index.js "$site/public"
check "only the search page loads a script" bash -c "[ \"\$(grep -rl '<script' '$site/public' --include='*.html')\" = '$site/public/search/index.html' ]"
check "whoever is not to be published stands nowhere" bash -c "! grep -rli hilda '$site/public/search'"
check "words and stems of the script are the program's" node tests/search/stems.js

check "a site without search is built" build --only site
check "and leads nowhere to it" bash -c "! grep -rl 'search/' '$site/public' --include='*.html'"

# The leak stop looks through what is searched, too.
mkdir "$site/private"
printf 'namn;e-post\nKim Prov;Kim.Prov@example.org\n' >"$site/private/deltagare.csv"
letter=$site/content/provstad/2025-2026/newsletters/2.md
cp "$letter" "$work/letter"
printf '\n<!-- allow email: prov -->\nSkriv till kim.prov@example.org.\n' >>"$letter"
check "a participant in a text for excerpts is told" says "search/texts/provstad.2025-2026.newsletter-2.js" build --only search
cp "$work/letter" "$letter"
sed -i 's/^title: .*/# allow email: prov\ntitle: Skriv till kim.prov@example.org/' "$letter"
check "and in the index" says "search/index.js" build --only search
cp "$work/letter" "$letter"

rm "$site/assets" && cp -r assets "$site/assets" && rm "$site/assets/search.js"
check "a missing script is told" says "assets/search.js" build --only site,search
