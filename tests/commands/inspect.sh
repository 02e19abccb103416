# After the build: the same facts in page, PDF and letter, and nobody's address from private/.
source tests/tap.sh
site=$work/site
new_site "$site"
rm "$site/layouts" && cp -r layouts "$site/layouts"
build() { "$rundbrev" build -C "$site" --date 2026-03-01 "$@"; }
quick() { build --only site,mail --quiet "$@"; }
lacks() { sed -i "$2" "$site/layouts/$1"; "${@:3}"; local status=$?; cp "layouts/$1" "$site/layouts/$1"; return $status; }

check "the town's outputs tell the same" build --quiet
cp -r "$site/public" "$work/before"
untouched() { diff -r "$work/before" "$site/public"; }
check "a page without the time is status 1" lacks partials/next-card.html 's/{{time}}//' expect 1 quick
check "and names the time and the page" lacks partials/next-card.html 's/{{time}}//' \
    says "the time 'kl. 13.00–15.30' is missing in provstad/2025-2026/newsletter-2/index.html [same-facts]" quick
check "nothing was published" untouched
check "plain text without links is told" lacks mail/side.txt 's/{{address}}//' \
    says "newsletter-1.eml (plain text) [same-facts]" quick
check "a letter that leads elsewhere is told" lacks mail/side.html 's/{{address}}/https:\/\/x.example.org/' \
    says "newsletter-1.eml (HTML) [same-facts]" quick
check "plain text without the link to sign up is told" lacks mail/newsletter.txt 's/{{registration}}//' \
    says "(plain text) [same-facts]" quick
check "a PDF with another date is told" lacks print/newsletter.html 's/{{date.medium}}/{{date.month}}/' \
    says "newsletter-1.pdf [same-facts]" build
check "and found again when the PDF comes from the cache" lacks print/newsletter.html 's/{{date.medium}}/{{date.month}}/' \
    says "newsletter-1.pdf [same-facts]" build
check "check finds it too" lacks mail/side.txt 's/{{address}}//' says "(plain text) [same-facts]" \
    "$rundbrev" check -C "$site" --date 2026-03-01
check "nothing was published at all" untouched

# What Chromium writes otherwise, or in another order, is the same fact.
printf '%s\n' '' '[Sök](https://läslust.example.org/sök?q=å&r=ö)' '[Start](https://prov.example.org)' \
    '[Bilaga](<https://prov.example.org/a b (c).pdf>)' 'www.example.org/x' \
    '[Skriv](<mailto:asa.ost@example.org?subject=Fråga om träff>)' >>"$site/content/provstad/2025-2026/newsletters/2.md"
sed -i 's/^title: .*/& مرحبا 团队 😀/' "$site/content/provstad/2025-2026/newsletters/2.md"
check "odd addresses and titles are told by page, PDF and letter" build --quiet

# A number is looked for as pages write it, with four decimals.
sed -i 's/^  value: 40,5$/  value: 40,123456/' "$site/content/provstad/2025-2026/meetings/2026-02-10.md"
check "a number with more decimals than are shown is told by page and letter" quick

# A lone meeting without notes: the letter has them, and paper has no road for it.
mkdir -p "$site/content/provstad/ensam/meetings" "$site/content/provstad/ensam/newsletters"
printf 'title: Ensam\nstart: 2024-01\nend: 2024-12\n' >"$site/content/provstad/ensam/round.yml"
printf -- '---\ntitle: Ensam träff\n---\n' >"$site/content/provstad/ensam/meetings/2024-03-05.md"
printf -- '---\ntitle: Ensamt brev\ndate: 2024-03-06\nlead: Ett.\nmeetings: [2024-03-05]\n---\n\nHej!\n' \
    >"$site/content/provstad/ensam/newsletters/1.md"
check "a letter on a lone meeting without notes is published" build --quiet

# private/ never reaches public/: whoever stands there may not stand in what is published, wherever it comes from.
mkdir "$site/private"
contact=$(sed -n 's/^ *email: *//p' "$site/content/people.yml" | head -1)
printf 'namn;e-post\nKim Prov;Kim.Prov@example.org\nÅsa Öst;%s\n' "$contact" >"$site/private/deltagare.csv"
check "a list of participants with a public contact is fine" build --quiet
cp -r "$site/public" "$work/before-leak"
untouched() { diff -r "$work/before-leak" "$site/public"; }
check "a participant on a page is status 1" lacks partials/footer.html '1i kim.prov@example.org' expect 1 quick
check "with the page and the address" lacks partials/footer.html '1i <a href="mailto:kim.prov%40example.org">Kim</a>' \
    says "the address 'kim.prov@example.org' from private/ stands in it [participant-address]" quick
check "in a PDF alone too" lacks print/newsletter.html 's/{{{content}}}/& KIM.PROV@EXAMPLE.ORG/' \
    says "newsletter-1.pdf" build
check "in the plain text of a letter alone too" lacks mail/newsletter.txt '1i kim.prov@example.org' \
    says "newsletter-1.eml" quick
check "nothing was published" untouched
check "check finds it before the build" lacks partials/footer.html '1i kim.prov@example.org' \
    says "[participant-address]" "$rundbrev" check -C "$site" --date 2026-03-01
printf 'PK\003\004' >"$site/private/lista.xlsx"
check "a workbook that cannot be searched is told" says "lista.xlsx" quick
