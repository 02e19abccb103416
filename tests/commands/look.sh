# How things look: themes, what a site and a network change in them, and layouts and words of a site's own.
source tests/tap.sh
site=$work/site
new_site "$site"
rm "$site/layouts" "$site/assets" && cp -r layouts assets "$site"
network=$site/content/provstad/network.yml
build() { "$rundbrev" build --quiet -C "$site" --date 2026-03-01 --only site,mail "$@"; }
home=$site/public/index.html page=$site/public/provstad/2025-2026/newsletter-1/index.html
letter() { python3 -c 'import email, email.policy, sys
print(email.message_from_binary_file(open(sys.argv[1], "rb"), policy=email.policy.SMTP).get_body(("html",)).get_content())' \
    "$site/outbox/provstad/2025-2026/newsletter-1.eml"; }

# One theme, changed in site.yml, drives everything.
sed -i '/^theme:/d' "$site/content/site.yml"; echo 'theme: {light: {brand: "#123456", link: "#0a3"}, size: {text: 20, small: 16}, space: 9}' >>"$site/content/site.yml"
check "a weak contrast stops the build" expect 1 build
check "and is told where it was written" says "'link' (#00AA33) on 'page' (#FFFFFF) has a contrast of 3.0 to 1" build
sed -i 's/#0a3/#063/' "$site/content/site.yml"
check "colours and sizes can be changed" build
style() { cat "$site"/public/assets/vagen-*.css; }
check "on the site" bash -c 'grep -q -- "--brand:#123456[;}]" <<<"$1" && grep -q -- "--size-text:20[;}]" <<<"$1" && grep -q -- "--space:9[;}]" <<<"$1"' . "$(style)"
check "in letters" bash -c 'grep -q "color:#006633" <<<"$1" && grep -q "font-size:19px" <<<"$1"' . "$(letter)"
check "what is not changed stays" bash -c 'grep -q -- "--ink:#0C2620[;}]" <<<"$1"' . "$(style)"

# A network has a theme of its own, with layouts of its own where it draws something else.
cp -r "$site/assets/themes/vagen" "$site/assets/themes/extra"
sed -i '0,/^  brand: .*/s//  brand: "#440044"/' "$site/assets/themes/extra/theme.yml"
mkdir -p "$site/layouts/themes/extra/partials"
echo '<p class="extra">{{page.language}}</p>' >"$site/layouts/themes/extra/partials/mark.html"
echo 'theme: extra' >>"$network"
check "a network can have another theme" build
check "its pages use it" grep -q 'assets/extra-[0-9a-f]*\.css' "$page"
check "with the theme's own layouts" grep -q 'class="extra"' "$page"
check "the site's pages do not" bash -c '! grep -q "class=\"extra\"\|extra-" "$1" && grep -q "assets/vagen-" "$1"' . "$home"
check "its letters too" bash -c 'grep -q "#440044" <<<"$1"' . "$(letter)"
sed -i 's/^theme: extra/theme: {name: extra, light: {brand: "#550055"}}/' "$network"
check "and can change it" build
check "in a style sheet of its own" grep -q 'assets/extra-provstad-[0-9a-f]*\.css' "$page"
sed -i 's/^theme: .*/theme: {light: {signal_text: "#AA0000"}}/' "$network"
check "or change the site's theme" build
check "which the site has changed before" bash -c 'grep -q -- "--signal-text:#AA0000[;}]" "$1" && grep -q -- "--brand:#123456[;}]" "$1"' . "$site"/public/assets/vagen-provstad-*.css
sed -i 's/^theme: .*/theme: extre/' "$network"
check "a theme that does not exist is told in the network's file" says "there is no theme 'extre'" build
sed -i '/^theme: /d' "$network" "$site/content/site.yml"

# What two looks share is published once, and what they have of the same name stays apart.
cp "$site/content/site.yml" "$work/site.yml"
cat >>"$site/content/site.yml" <<'END'
theme:
  faces:
    - {family: Lato, weight: "400", file: lato/Lato-Regular.ttf}
    - {family: Lato, weight: "500", file: lato/../lato/Lato-Regular.ttf}
    - {family: Vollkorn, weight: "400", file: lato/Lato-Regular.ttf}
END
echo 'theme: {name: linjen}' >>"$network"
check "one font can be several faces" build
faces() { grep -o "@font-face{font-family:\"$1\";font-weight:[0-9]*;.*lato-regular-core" "$site"/public/assets/vagen-????????.css; }
check "all are in the style sheet" bash -c '[ "$(wc -l <<<"$1")" -eq 2 ] && [ "$(wc -l <<<"$2")" -eq 1 ]' . "$(faces Lato)" "$(faces Vollkorn)"
check "and none of another look's" bash -c '! grep -q vollkorn-regular "$1"/vagen-*.css && grep -q vollkorn-regular "$1"/linjen-*.css' . "$site/public/assets"
cp "$work/site.yml" "$site/content/site.yml"
cp -r "$site/assets/themes/linjen" "$site/assets/themes/vagen-ashcombe"
sed -i '/^theme: /d' "$network" && echo 'theme: vagen-ashcombe' >>"$network"
check "a theme can be named as a network's changes of another" build
check "and is not taken for them" bash -c '[ "$(ls "$1"/vagen-ashcombe-*.css | wc -l)" -eq 2 ]' . "$site/public/assets"
sed -i '/^theme: /d' "$network"

# A site of its own beside the program: only what differs lies in it.
mkdir -p "$work/own/layouts/partials" "$work/own/layouts/strings" "$work/own/assets" && cp -r "$site/content" "$work/own"
echo '<footer>Min egen fot</footer>' >"$work/own/layouts/partials/footer.html"
echo 'menu_start: Till början' >"$work/own/layouts/strings/sv.yml"
echo 'ett' >"$work/own/assets/egen.txt"
own() { build/rundbrev build --quiet -C "$work/own" --date 2026-03-01 --only site; }
check "a site needs only the layouts and words that it changes" own
check "its layout takes the place of the program's" grep -q "Min egen fot" "$work/own/public/index.html"
check "its word too" grep -q "Till början" "$work/own/public/index.html"
check "the other words are there" grep -q "Till innehållet" "$work/own/public/index.html"
check "its files are published beside the program's" test -f "$work/own/public/assets/egen.txt" -a -f "$work/own/public/assets/icon.svg"
echo 'menu_strat: x' >>"$work/own/layouts/strings/sv.yml"
check "a word that the program does not know is a mistake" expect 1 own
check "with its place and what may have been meant" says "did you mean 'menu_start'?" own
for words in 'menu_start: [a, b]' 'menu_start: {a: b}'; do
    echo "$words" >"$work/own/layouts/strings/sv.yml"
    check "a word is a text, not '$words'" says "the word 'menu_start' must be a text" own
done
for words in '- menu_start' 'Till början'; do
    echo "$words" >"$work/own/layouts/strings/sv.yml"
    check "'$words' replaces no word" says "each word must stand on a line of its own" own
done
