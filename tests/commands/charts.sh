# What pages and letters claim of measures, against the rules reckoned once more (charts.py): hundreds of measures at
# random, judged by both sets of rules, in both languages.
source tests/tap.sh
site=$work/site
new_site "$site"

# network LANGUAGE: its teams measure; its letter shows the first measures, each in a block of its own.
network() {
    local folder=$site/content/charts-$1 number
    mkdir -p "$folder/2090/newsletters" "$folder/2090/meetings"
    printf 'title: Charts %s\nlead: Measures at random.\nlanguage: %s\n' "$1" "$1" >"$folder/network.yml"
    python3 tests/commands/charts.py write "$folder" "$1"
    printf 'title: Round\nstart: 2090-01\nend: 2090-06\nteams: [%s]\n' "$(seq -s ', ' -f 'team-%g' 0 29)" >"$folder/2090/round.yml"
    printf -- '---\ntitle: Hej\n---\nHej.\n' >"$folder/2090/meetings/2090-02-01.md"
    printf -- '---\ntitle: Hej\nlead: Hej.\ndate: 2090-02-02\nmeetings: [2090-02-01]\n---\n' >"$folder/2090/newsletters/1.md"
    for number in {0..15}; do
        # shellcheck disable=SC2016
        printf '\n```chart\n- team: team-%s\n  measure: M%s\n```\n' $((number / 8)) "$number"
    done >>"$folder/2090/newsletters/1.md"
}
for language in sv en; do network $language; done
check "hundreds of measures are built" "$rundbrev" build -q -C "$site" --date 2090-03-01 --only site,mail
for language in sv en; do
    check "$language: sentences, goals, progress and signals are those of the rules" \
        python3 tests/commands/charts.py compare "$site/public/charts-$language" $language
    check "$language: a letter says the same, on its page, as HTML and as plain text" \
        python3 tests/commands/charts.py letter "$site" $language
done
