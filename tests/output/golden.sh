# The small town as site and letters, byte for byte. `make accept` renews tests/output/town/expected.
source tests/tap.sh
expected=tests/output/town/expected
new_site "$work/site"
build() { "$RUNDBREV_SANITIZED" build --quiet -C "$work/site" --date 2026-03-01 --only site,search,calendar,mail; }
check "the town is built under the sanitizers" build

# Styles and fonts are files of this project, not of the town.
rm -rf "$work/site/public/assets" "$work/site/public/pictures"
find "$work/site/public" -name '*.html' -exec sed -i -E 's#(assets/[a-z-]+)-[0-9a-f]{8}\.css#\1.css#' {} +
sed -i 's/search\.js?[0-9a-f]*/search.js/' "$work/site/public/search/index.html"
sed -i '/^<style>/,/<\/style>$/d' "$work/site/public/404.html"
# Of the previews one is enough.
find "$work/site/outbox" -name '*.html' ! -path '*/ashcombe/*' -delete
# Pixels of letters are a font's and a library's; what is drawn is in the picture's name, the digest of its drawing.
find "$work/site/outbox" -name '*.eml' -exec sed -i '/^Content-Id: <chart-/I,/^--=_/{/^[A-Za-z0-9+\/]\{1,\}=*\r\?$/d}' {} +
find "$work/site/outbox" -name '*.html' -exec sed -i -E 's#(data:image/png;base64,)[A-Za-z0-9+/=]+#\1#g' {} +
if [ -n "${RUNDBREV_ACCEPT:-}" ]; then
    rm -rf $expected && mkdir -p $expected && cp -r "$work/site/public" "$work/site/outbox" $expected
    rm -f $expected/*/.rundbrev
fi
check "the website is exactly as expected" diff -r -x .rundbrev $expected/public "$work/site/public"
check "whoever is not to be published stands nowhere" bash -c "! grep -rli hilda '$work/site/public' '$work/site/outbox'"
check "the letters are exactly as expected" diff -r -x .rundbrev $expected/outbox "$work/site/outbox"
