# rundbrev build as its user meets it: what it makes, what it refuses, and that nothing is ever lost.
source tests/tap.sh
site=$work/site
new_site "$site"
build() { "$rundbrev" build -C "$site" --date 2026-03-01 "$@"; }
quick() { build --only site,mail --quiet "$@"; }

check "the town is built, PDFs and all" build
check "it has pages, PDFs, calendars and letters" test -f "$site/public/provstad/2025-2026/newsletter-1/index.html" \
    -a -f "$site/public/provstad/2025-2026/newsletter-1.pdf" -a -f "$site/public/provstad/2025-2026/calendar.ics" \
    -a -f "$site/outbox/provstad/2025-2026/newsletter-1.eml"
check "the summary counts" says "14 PDFs (14 unchanged), 3 letters" build
check "no progress where standard error is no terminal" test -z "$(build 2>&1 >/dev/null)"
on_terminal() { script -qec "$rundbrev build -C $site --date 2026-03-01" /dev/null; }
if script -qec true /dev/null >/dev/null 2>&1; then
    check "and progress where it is one" says "rendering" on_terminal
fi # else there are no pseudo-terminals here
cp -r "$site/public" "$work/before"
untouched() { diff -r "$work/before" "$site/public"; }
check "the same content and date give the same bytes" bash -c "'$rundbrev' build -q -C '$site' --date 2026-03-01 --no-cache && diff -r '$work/before' '$site/public'"

# Mistakes in the content: all told in one run, status 1, nothing published.
round=$site/content/provstad/2025-2026
cp "$round/round.yml" "$work/round.yml"
sed -i 's/^title:/tittle:/; s/^start: .*/start: 1 september/' "$round/round.yml"
check "a mistake in the content is status 1" expect 1 quick
check "the first of two mistakes is told" says "unknown field 'tittle'" quick
check "the second too" says "Line 3, error: 'start' is not a date" quick
check "below the path of their file" says "content/provstad/2025-2026/round.yml" quick
check "it says that nothing was published" says "nothing was published" quick
check "and the old site is untouched" untouched
cp "$work/round.yml" "$round/round.yml"

# Mistakes in a layout have the layout's place.
rm "$site/layouts" && cp -r layouts "$site/layouts"
echo '{{networc}}' >>"$site/layouts/site/round.html"
check "a mistake in a layout is status 1" expect 1 quick
check "with the layout's place" says "layouts/site/round.html" quick
check "and its line" says "error: unknown name 'networc' [layout]" quick
check "and the old site is untouched" untouched
cp layouts/site/round.html "$site/layouts/site/round.html"

sed -i 's/^theme: .*/theme: vägen/' "$site/content/site.yml"
check "a theme that is none is told" says "'vägen' cannot be the name of a theme" quick
sed -i 's/^theme: .*/theme: vagnen/' "$site/content/site.yml"
check "a theme that does not exist is status 1" expect 1 quick
check "and the themes are named" says "the themes in assets/themes/ are: " quick
sed -i 's/^theme: .*/theme: vagen/' "$site/content/site.yml"

# The world's failures: status 3, path and reason, the old output untouched.
check "no browser is status 3" expect 3 build --no-cache --browser "$work/no-such-browser"
check "with its path" says "no-such-browser" build --no-cache --browser "$work/no-such-browser"
check "a browser that is none is status 3" expect 3 build --no-cache --browser /bin/false
check "and the old site is untouched" untouched

# A PDF that cannot be made is told, and everything else comes out.
lame() { build --quiet --output "$work/lame/public" --outbox "$work/lame/outbox" --cache "$work/cache" "$@"; }
sed -i 's/^{{$main}}/&<script>document.documentElement.getBoundingClientRect = null<\/script>/' "$site/layouts/print/report.html"
check "a PDF that cannot be made is status 3" expect 3 lame
check "and is named" says "cannot make the PDF of 'provstad/2025-2026/report-lasning.pdf': the browser refused it" lame
check "it says what that means" says "published without 1 PDF, links to it lead nowhere" lame
cp layouts/print/report.html "$site/layouts/print/report.html"
lame --output "$work/whole/public"
rest() { diff <(cd "$work/whole/public" && find . -type f | sort) <(cd "$work/lame/public" && find . -type f | sort) | grep '^[<>]'; }
check "all but that one is published" test "$(rest)" = '< ./provstad/2025-2026/report-lasning.pdf'
echo "mine" >"$work/file"
check "a file where the folder should be is status 3" expect 3 quick --output "$work/file"
check "and the file is untouched" test "$(cat "$work/file")" = mine
mkdir "$work/home" && echo "mine" >"$work/home/diary"
check "a folder of someone else is refused" expect 3 quick --output "$work/home"
check "and untouched" test "$(cat "$work/home/diary")" = mine
check "a folder that cannot be written is status 3" expect 3 quick --output /proc/rundbrev
check "a full disk is status 3" expect 3 bash -c "ulimit -f 4; '$rundbrev' build -q -C '$site' --date 2026-03-02 --only site"
check "with path and reason" says "File too large" bash -c "ulimit -f 4; '$rundbrev' build -q -C '$site' --date 2026-03-02 --only site"
check "and the old site is untouched" untouched
check "a site's folder that is missing is status 3" expect 3 "$rundbrev" build -C "$work/nowhere"
check "with its path" says "nowhere': No such file or directory" "$rundbrev" check -C "$work/nowhere"
mv "$site/content" "$site/content-away"
check "no content is status 3" expect 3 quick
mv "$site/content-away" "$site/content"
rm -rf "$site/layouts-away" && mv "$site/layouts" "$site/layouts-away"
check "a site without layouts has the program's" expect 0 quick
mkdir "$work/alone" && cp "$rundbrev" "$work/alone/"
alone() { "$work/alone/rundbrev" build -C "$site" --date 2026-03-01 --only site --quiet; }
check "no layouts anywhere is status 3" expect 3 alone
check "with the site's own path" says "cannot read the folder 'layouts': No such file" alone
mv "$site/layouts-away" "$site/layouts"
mv "$site/content/site.yml" "$site/content/site.yml.away"
mkdir "$site/content/site.yml"
check "a folder where a file should be is told" expect 3 quick
rmdir "$site/content/site.yml"; mv "$site/content/site.yml.away" "$site/content/site.yml"
no_leftovers() { ! find "$site" "$work" -maxdepth 1 -name '.*rundbrev-*' | grep .; }
check "no half-written folder is left behind" no_leftovers

# Killed at any moment: public/ is the old one or the new one, whole.
killed() {
    local i
    quick --date 2026-03-01 && cp -r "$site/public" "$work/march" && quick --date 2026-05-02 && cp -r "$site/public" "$work/may"
    for i in $(seq 40); do
        "$rundbrev" build -q -C "$site" --only site --date 2026-03-01 & local child=$!
        sleep "0.0$((RANDOM % 90 + 10))"
        kill -9 $child 2>/dev/null
        wait $child 2>/dev/null
        diff -rq "$work/march" "$site/public" >/dev/null || diff -rq "$work/may" "$site/public" >/dev/null ||
            { echo "round $i: neither old nor new"; diff -rq "$work/may" "$site/public"; return 1; }
        quick --only site --date 2026-05-02 || return 1
    done
}
check "killed at 40 random moments, the site is always whole" killed
mkdir "$site/.public.rundbrev-new" # as a killed build leaves it
check "a killed build's folder is seen here" expect 1 no_leftovers
check "and the next build clears up" quick
check "so that nothing is left" no_leftovers

# The map of the site and calendars hold together.
check "the site map is XML" xmllint --noout "$site/public/sitemap.xml"
check "the feed is XML" xmllint --noout "$site/public/provstad/feed.xml"
