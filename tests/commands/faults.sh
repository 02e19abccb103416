# The commonest faults of writing YAML, made on purpose in a copy of the real content: each gives one error, on
# its line, in words that somebody who never saw YAML can act on: the Swedish ones, which coordinators read.
source tests/tap.sh
site=$work/site
mkdir "$site" && ln -s "$PWD/layouts" "$PWD/assets" "$site"
cp -r content "$work/content"
round=basta-platsen/2021-2022/round.yml

# fault FILE SED-SCRIPT: the content with that one fault
fault() {
    rm -rf "$site/content" && cp -r "$work/content" "$site/content"
    sed -i "$2" "$site/content/$1"
    ! cmp -s "$work/content/$1" "$site/content/$1" || { echo "the fault was not made"; return 1; }
}

# one FILE LINE MESSAGE HINT: check tells this one error and no other
one() {
    "$rundbrev" check -C "$site" --date 2026-11-22 --language sv --json >"$work/found.json"
    python3 - "$work/found.json" "$@" <<'END'
import json, sys
path, file, line, message, hint = sys.argv[1:]
found = [f for f in json.load(open(path))["findings"] if f["level"] == "error"]
told = [(f["file"], f["line"], f["message"], f.get("hint", "")) for f in found]
if told != [("content/" + file, int(line), message, hint)]:
    sys.exit("told: %r" % told)
END
}

try() { fault "$1" "$2" && one "$1" "$3" "$4" "$5"; }
no_break=$'\xc2\xa0'
check "a tab instead of spaces" try $round 's/^  - nassjo/\t- nassjo/' 10 \
    "en tabb i början av raden" \
    "börja raden med vanliga mellanslag i stället, två för varje nivå"
check "a colon in a value" try $round 's/^lead: Omgången slutade/lead: Till slut: omgången slutade/' 3 \
    "ett kolon i värdet för ”lead”, som inte står inom citattecken" \
    'sätt raka citattecken (") runt allt som står efter namnet och dess kolon'
check "curly quotes" try $round 's/^title: Omgången 2021-2022/title: ”Omgången: 2021-2022”/' 1 \
    "det krokiga citattecknet ” kan inte stå runt ett värde" \
    'skriv raka citattecken: "Omgången: 2021-2022"'
check "a no-break space after the colon, pasted from Word" try $round "s/^start: 2021-01/start:${no_break}2021-01/" 6 \
    "ett hårt mellanslag (U+00A0) efter kolonet vid ”start”" \
    "ta bort det och skriv ett vanligt mellanslag; det följer ofta med från Word"
check "no space after the colon" try $round 's/^end: 2022-01-19/end:2022-01-19/' 7 \
    "det saknas ett mellanslag efter kolonet vid ”end”" \
    "skriv ”end: 2022-01-19”"
check "a list that is indented wrongly" try $round 's/^  - vetlanda/ - vetlanda/' 11 \
    "radens indrag stämmer inte med raderna ovanför" \
    "sätt precis så här många mellanslag före: 2"
check "a quote that is never closed" try $round 's/^subtitle: \(.*\)/subtitle: "\1/' 2 \
    'citattecknet " som öppnas här stängs aldrig' \
    'skriv " i slutet av värdet, eller ta bort det här'
check "a name that is spelt wrongly" try $round 's/^subtitle:/undertitel:/' 2 \
    "okänt fält ”undertitel” i omgången" \
    "fälten är title, subtitle, lead, start, end, teams, text, background, purpose, goal, approach, priorities, "\
"ground_rules, coaches, links, boxes"
