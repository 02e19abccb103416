# A team's sheet is one A4 page, whatever the team has told: nothing is cut through, and who the team is, what it wants,
# its first figures and its contacts always stand there. What is left out is told of.
source tests/tap.sh

pdf=public/provstad/teams/lilla-skolan.pdf

# one_sheet PDF: a page of A4, no word outside the page or in its foot but the foot's own.
one_sheet() {
    pdfinfo "$1" | grep -q '^Pages: *1$' || { pdfinfo "$1" | grep Pages; return 1; }
    pdfinfo "$1" | grep -q '^Page size:.*A4' || return 1
    pdftotext -bbox "$1" - | python3 -c '
import re, sys
foot = 842 - 19 / 25.4 * 72
for x0, y0, x1, y1, word in re.findall(r"xMin=\"(.*?)\" yMin=\"(.*?)\" xMax=\"(.*?)\" yMax=\"(.*?)\">(.*?)<", sys.stdin.read()):
    if float(x0) < 30 or float(x1) > 567 or float(y0) < foot < float(y1) - 1:
        sys.exit(f"{word} stands at {x0} to {x1}, {y0} to {y1}")'
}

# holds PDF TEXT…: each text stands there, whatever lines it is broken into.
holds() {
    local text wanted
    text=$(pdftotext "$1" - | tr -d ' \n\f\302\240-')
    shift
    for wanted; do [[ $text == *"$(tr -d ' -' <<<"$wanted")"* ]] || { echo "not there: $wanted"; return 1; }; done
}

# Every paragraph that begins there also ends there; some do.
whole() {
    local text number count=0
    text=$(pdftotext "$1" - | tr -s ' \n\f' ' ')
    for number in $(grep -oE 'Stycke [0-9]+ börjar' <<<"$text" | grep -oE '[0-9]+'); do
        [[ $text == *"slut $number."* ]] || { echo "paragraph $number was cut through"; return 1; }
        count=$((count + 1))
    done
    [ "$count" -ge "$2" ] || { echo "only $count paragraphs"; return 1; }
}

names=(Långnamnsson\ {A..J} namn.{0..9}@example.org)
address=https://provstad.example.org/provstad/teams/lilla-skolan/
# Of twelve figures beside ten contacts and a name of 150 letters Linjen has no room for the last row.
declare -A last=([vagen]=10 [linjen]=7)
# Its column is narrower too: the last paragraph of the latest news gives way to a chart that can be read.
declare -A news=([vagen]=3 [linjen]=2)
for theme in vagen linjen; do
    site=$work/$theme
    new_site "$site"
    build() { "$rundbrev" build -q -C "$site" --only print --date 2026-03-01 -o "$site/public" --cache "$work/cache"; }
    check "$theme: teams that tell little" build
    for sheet in "$site"/public/*/teams/*.pdf; do
        check "$theme: ${sheet##*/} is one sheet" one_sheet "$sheet"
    done
    check "$theme: nothing is left out" holds "$site/$pdf" "Lilla skolan" "Att alla elever har en bok hemma" "Zeb Al" \
        "Också på webben:$address"
    python3 tests/print/long_team.py "$site/content" "$theme"
    check "$theme: a team that tells very much" build
    check "$theme: its sheet is one sheet" one_sheet "$site/$pdf"
    check "$theme: name, aim, figures, contacts and address stand there" holds "$site/$pdf" \
        "språkutvecklingsinsatsförskoleverksamhetssamordningskommitté" "södra omland" "Att alla elever har en bok hemma" \
        "Elever med bok hemma i område ${last[$theme]}" "${names[@]}" "Mer om teamet på webben:$address"
    check "$theme: no paragraph is cut through" whole "$site/$pdf" 0
    # Without the many measures, small tests and contacts there is room for the latest news.
    python3 - "$site/content/provstad/teams.yml" <<'PYTHON'
import re, sys
text = open(sys.argv[1]).read()
text = re.sub(r"  text: \|\n(    .*\n|\n)+", "", text)
text = re.sub(r"(  measures:\n(?:    .*\n){5})(?:    .*\n)*", r"\1", text, count=1)
text = re.sub(r"  cycles:\n(    .*\n|\n)+", "", text)
open(sys.argv[1], "w").write(re.sub(r"contacts: \[lang-0.*\]", "contacts: [lang-0]", text))
PYTHON
    check "$theme: with few figures" build
    check "$theme: it is one sheet" one_sheet "$site/$pdf"
    check "$theme: whole paragraphs fill it" whole "$site/$pdf" "${news[$theme]}"
    check "$theme: what it told last comes first" holds "$site/$pdf" "Nästa steg" "Mer om teamet på webben:$address"
done
