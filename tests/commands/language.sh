# Messages in Swedish and English: the catalogue is whole, and the environment or --language chooses.
# No Swedish locale needs to be installed.
source tests/tap.sh
po=generator/po/sv.po

check "the catalogue is right, its % directives too" msgfmt --check --check-format -o "$work/rundbrev.mo" $po
check "every message is translated, and none is doubtful" generator/po/missing
renewed() { cp $po "$work/sv.po" && generator/po/renew "$work/sv.po" && diff $po "$work/sv.po"; }
check "it holds the messages of the sources, no more and no less (else: make messages)" renewed
check "it names no person's address" bash -c "! grep -n '[[:alnum:]]@[[:alnum:]]' $po | grep -v 'example.org'"
nothing() { local output; output=$("$@"); [ -z "$output" ] || { echo "$output"; return 1; }; }
check "no call is missed, and Swedish is quoted in the Swedish way" nothing python3 tests/commands/catalogue.py $po
printf 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n#, c-format\nmsgid "%%s and %%zu"\nmsgstr "%%zu och %%s"\n' >"$work/wrong.po"
check "a wrong directive is an error" expect 1 msgfmt --check-format -o "$work/wrong.mo" "$work/wrong.po"

# Who chooses: as gettext does, but without asking whether the locale is installed.
site=$work/site
new_site "$site"
round=$site/content/provstad/2025-2026
sed -i 's/^title:/tittle:/' "$round/round.yml"
in_language() { env -u LC_ALL -u LC_MESSAGES -u LANG -u LANGUAGE "$@"; }
speaks() { # speaks TEXT [NAME=VALUE …] [option …]: what check says of the broken site
    local text=$1 variables=()
    shift
    while [[ ${1:-} == *=* && $1 != -* ]]; do variables+=("$1"); shift; done
    says "$text" in_language "${variables[@]}" "$rundbrev" check -C "$site" --date 2026-03-01 "$@"
}
swedish="Rad 1, fel: okänt fält ”tittle” i omgången [field]" english="Line 1, error: unknown field 'tittle' in the round [field]"
check "LANG=sv_SE.UTF-8 is Swedish" speaks "$swedish" LANG=sv_SE.UTF-8
check "with its hint" speaks "tips: menade du ”title”?" LANG=sv_SE.UTF-8
check "LANG=sv is too" speaks "$swedish" LANG=sv
check "LANG=C.UTF-8 is English" speaks "$english" LANG=C.UTF-8
check "LANG=de_DE.UTF-8 is English" speaks "$english" LANG=de_DE.UTF-8
check "no variable at all is English" speaks "$english"
check "LC_MESSAGES goes before LANG" speaks "$swedish" LANG=en_GB.UTF-8 LC_MESSAGES=sv_SE.UTF-8
check "LC_ALL goes before both" speaks "$english" LANG=sv_SE.UTF-8 LC_MESSAGES=sv_SE.UTF-8 LC_ALL=en_GB.UTF-8
check "an empty variable counts for nothing" speaks "$swedish" LANG=sv_SE.UTF-8 LC_ALL=
check "LANGUAGE goes before the locale" speaks "$swedish" LANG=en_GB.UTF-8 LANGUAGE=sv
check "also in C.UTF-8" speaks "$swedish" LANG=C.UTF-8 LANGUAGE=sv
check "its first language that we have counts" speaks "$swedish" LANG=en_GB.UTF-8 LANGUAGE=de:sv_SE:en
check "LC_ALL=C is English whatever LANGUAGE says" speaks "$english" LC_ALL=C LANGUAGE=sv
check "--language sv goes before them all" speaks "$swedish" LC_ALL=C --language sv
check "--language=en too" speaks "$english" LANG=sv_SE.UTF-8 LANGUAGE=sv --language=en
check "the last --language counts" speaks "$swedish" --language=en --language sv
check "it may be abbreviated as all options" speaks "$swedish" --lang sv
check "the summary is Swedish" speaks "börja med det första felet: content/provstad/2025-2026/round.yml, rad 1" --language sv

# What is no finding: usage, help, failures of the world.
swede() { in_language LANG=sv_SE.UTF-8 "$rundbrev" "$@"; }
check "wrong usage is told in Swedish" says "rundbrev: okänt kommando ”bild” (se rundbrev help)" swede bild
check "an unknown option too" says "okänt alternativ ”--frob”" swede check --frob
check "help too" says "gör webbplatsen, PDF:erna och breven" swede help
check "help in columns, å or not" says "  -d, --date ÅÅÅÅ-MM-DD      bygg som om" swede help build
check "--language stands anywhere" says "make the website, the PDFs and the letters" swede help --language en
check "a language that we have not is wrong usage" expect 2 swede check --language de
check "and told" says "meddelanden finns på sv eller en, inte på ”de”" swede check --language de
check "a missing language too" says "det saknas ett värde efter ”--language”" swede check --language
echo "Hej" >"$work/--language=sv"
after_hyphens() { (cd "$work" && cp -r "$OLDPWD/layouts" "$OLDPWD/assets" . && in_language "$rundbrev" markdown -- --language=sv); }
check "behind -- it is no option" says "<p>Hej</p>" after_hyphens
check "a failure of the world has its reason" says "kan inte gå till mappen ”$work/none”: filen eller mappen finns inte" swede check -C "$work/none"
check "a full disk too" says "kan inte skriva till standard ut: disken är full" bash -c "'$rundbrev' --language sv help > /dev/full"
check "--list is Swedish" says "weekday                  fel      veckodagar" swede check --list
check "--explain is Swedish" says "<!-- allow weekday: skälet -->" swede check --explain weekday
check "schema is Swedish, but the names" says '| `place` | text |  | var den hålls |' swede schema
check "schema --json is JSON in Swedish too" bash -c "'$rundbrev' --language sv schema --json | python3 -m json.tool >/dev/null"
in_json() { swede check --json -C "$site" --date 2026-03-01 | python3 -c 'import json, sys
found = [f for f in json.load(sys.stdin)["findings"] if f["level"] == "error"]
assert [(f["message"][:10], f["check"]) for f in found] == [("okänt fält", "field")], found'; }
check "in JSON messages are Swedish, names and levels English" in_json

# Every mistake of tests/model/broken, under the sanitizers: no English is left between the excerpts.
broken() {
    local case said
    for case in tests/model/broken/*/; do
        said=$("$RUNDBREV_SANITIZED" check --language sv -C "$case" 2>&1)
        [[ $? -le 3 && $said == *"fel"* ]] || { echo "$case: $said"; return 1; }
        said=$(grep -vE '^ *[0-9]* \| ' <<<"$said" | sed 's/”[^”]*”//g') # what is quoted may be English
        ! grep -E "'|\\berror\\b|\\bhint\\b|\\bthe\\b" <<<"$said" || { echo "in $case"; return 1; }
    done
}
check "no message of the model is English in Swedish" broken

# A worker thread speaks it too; and what is published does not depend on it.
sed -i 's/^tittle:/title:/' "$round/round.yml"
built() { swede build --quiet -C "$site" --date 2026-03-01 --only site,calendar,mail -j4 "$@"; }
check "a site is built in Swedish" built
cp -r "$site/public" "$work/public" && cp -r "$site/outbox" "$work/outbox"
same_bytes() { built --language en && diff -r "$work/public" "$site/public" && diff -r "$work/outbox" "$site/outbox"; }
check "what is built is the same in English" same_bytes
check "the summary tells in Swedish" says "inga fel, 0 varningar" swede build -C "$site" --date 2026-03-01 --only site
check "and its times with a comma" says "läsa 0," swede build -C "$site" --date 2026-03-01 --only site
rm "$site/layouts" && cp -r layouts "$site/layouts"
echo '{{networc}}' >>"$site/layouts/site/round.html"
check "a message of a worker thread is Swedish" says "fel: okänt namn ”networc” [layout]" built

# Where the catalogue is found.
mkdir "$work/alone" && cp "$rundbrev" "$work/alone/"
check "a program without its catalogue speaks English" says "unknown command 'bild'" in_language LANG=sv_SE.UTF-8 "$work/alone/rundbrev" bild
make --no-print-directory install DESTDIR="$work/root" PREFIX=/usr >/dev/null
check "an installed program finds its catalogue" says "okänt kommando ”bild”" in_language LANG=sv_SE.UTF-8 "$work/root/usr/bin/rundbrev" bild
ln -s "$work/root/usr/bin/rundbrev" "$work/link"
check "also through a link" says "okänt kommando ”bild”" in_language LANG=sv_SE.UTF-8 "$work/link" bild
