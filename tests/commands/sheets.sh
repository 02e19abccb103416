# Reports on their sheet of A3: set smaller until all of it fits; what does not fit goes on, whole goal by whole goal,
# and the build says so.
source tests/tap.sh
site=$work/site
new_site "$site"
reports=$site/content/provstad/2025-2026/reports
build() { "$rundbrev" build -C "$site" --date 2026-03-01 --only print >"$work/said" 2>&1; }
pdf() { echo "$site/public/provstad/2025-2026/report-$1.pdf"; }
words() { for ((i = 0; i < $1; i++)); do printf 'läsning om dagen '; done; }

# write NAME GOALS WORDS: a report of so many goals, each with so much text in every column.
write() {
    printf 'title: Prov %s\ndate: 2026-02-10\nlead: Så gick det.\ngoals:\n' "$1"
    for goal in $(seq "$2"); do
        printf '  - title: Första%s\n' "$goal"
        for column in text done result well hard; do printf '    %s: "%s"\n' $column "$(words "$3")"; done
        printf '    milestones: |\n      - **Mars:** Sista%s\n' "$goal"
    done
    printf 'teams: [lilla-skolan]\ncontacts: [asa-ost]\n'
}
write kort 1 4 >"$reports/kort.yml"
write lagom 3 8 >"$reports/lagom.yml"
write lang 9 20 >"$reports/lang.yml"
warned() { says "the report does not fit on one sheet" cat "$work/said" && [ "$(grep -c one-sheet "$work/said")" -eq 1 ]; }
check "reports of all lengths are built" build
check "the one that is too long is told, by its file" says "reports/lang.yml" cat "$work/said"
check "and no other" warned

has_sheets() { [ "$(pdfinfo "$(pdf "$1")" | sed -n 's/^Pages: *//p')" -eq "$2" ] || { pdfinfo "$(pdf "$1")"; return 1; }; }
check "a short report stands on one sheet" has_sheets kort 1
check "so does one of usual length" has_sheets lagom 1
is_a3() { pdfinfo "$(pdf "$1")" | grep -E '^Page size: +119[01][0-9.]* x 84[12]'; }
check "the sheet is A3, landscape" is_a3 kort

whole_goals() {
    local sheets goal page
    sheets=$(pdfinfo "$(pdf lang)" | sed -n 's/^Pages: *//p')
    [ "$sheets" -gt 1 ] || return 1
    for page in $(seq "$sheets"); do pdftotext -f "$page" -l "$page" "$(pdf lang)" "$work/page$page"; done
    for goal in $(seq 9); do
        [ "$(grep -lw "Första$goal" "$work"/page*)" = "$(grep -lw "Sista$goal" "$work"/page*)" ] ||
            { echo "goal $goal is split"; return 1; }
    done
}
check "no goal is split over two sheets" whole_goals

# Sizes of type as the PDF has them, in points.
smallest() { pdftohtml -xml -i -zoom 1 -stdout "$(pdf "$1")" | grep -oE 'size="[0-9]+"' | grep -oE '[0-9]+' | sort -n | head -1; }
larger() { [ "$(smallest kort)" -ge 8 ] && [ "$(smallest lang)" -ge 8 ]; }
check "no type is smaller than 8 points" larger

# Read aloud: one h1, the goals in order as h2 with their columns as h3, the chart in words.
outline() { pdfinfo -struct-text "$(pdf lagom)" | tr -d '\n' | grep -oE 'H[1-6] \(block\)' | tr -d '\n'; }
check "headings go down step by step" test "$(outline | grep -c 'H1 (block)H2 (block)')" -eq 1
reading_order() {
    pdfinfo -struct-text "$(pdf lagom)" | grep -oE '"(Prov lagom|Första[123]|Resultat i siffror|Kontakt)"' | tr -d '\n'
}
check "title, goals, charts and contacts are read in this order" test "$(reading_order)" = \
    '"Prov lagom""Första1""Första2""Första3""Resultat i siffror""Kontakt"'
# "Elever …" in UTF-16.
told() { qpdf --qdf --object-streams=disable "$(pdf lagom)" - | grep -aq '/Alt <feff0045006c0065007600650072'; }
check "the chart is told in words" told
