# The command line: help, usage, exit statuses, /dev/full, and the small commands.
source tests/tap.sh

check "help lists every command" says "rundbrev markdown" "$rundbrev" help
check "help of a command lists its options" says "--date YYYY-MM-DD" "$rundbrev" help build
check "--help after a command is the same" says "--date YYYY-MM-DD" "$rundbrev" build --help
check "no command is wrong usage" expect 2 "$rundbrev"
check "an unknown command is wrong usage" expect 2 "$rundbrev" bild
check "and says so" says "unknown command 'bild'" "$rundbrev" bild
check "an unknown option is wrong usage" expect 2 "$rundbrev" build --frob
check "and says so" says "unknown option '--frob'" "$rundbrev" build --frob
check "an option of another command is unknown" expect 2 "$rundbrev" check --outbox x
check "a missing value is told" says "a value is missing after '--date'" "$rundbrev" build --date
check "a wrong date is told" says "this is no date like 2026-02-24: '24/2'" "$rundbrev" build --date 24/2
check "a wrong number of threads is told" expect 2 "$rundbrev" build -j0
check "the unknown one of several letters is told" says "unknown option '-x'" "$rundbrev" build -qx
check "an empty value is refused" says "a value is missing after '--cache'" "$rundbrev" build --cache ''
check "an empty folder too" expect 2 "$rundbrev" build -o ''
check "what is no option is refused" says "one thing too many: 'extra'" "$rundbrev" build extra
check "a second file too" expect 2 "$rundbrev" markdown a.md b.md
check "an unknown output is told" says "unknown output 'paper' in --only; there are: site" "$rundbrev" build --only site,paper
check "usage mistakes go to standard error" test -z "$("$rundbrev" bild 2>/dev/null)"

full() { expect 3 bash -c '"$@" > /dev/full' - "$@"; }
echo "Hej" >"$work/a.md"
echo "namn: Åsa" >"$work/a.yml"
echo "Hej {{namn}}" >"$work/a.txt"
check "help > /dev/full fails" full "$rundbrev" help
check "markdown > /dev/full fails" full "$rundbrev" markdown "$work/a.md"
check "template > /dev/full fails" full "$rundbrev" template "$work/a.txt" --data "$work/a.yml"
check "schema > /dev/full fails" full "$rundbrev" schema
check "schema --json > /dev/full fails" full "$rundbrev" schema --json
check "and tells the reason" says "cannot write to standard output: No space left on device" bash -c "'$rundbrev' help > /dev/full"

same() { diff <(printf '%s\n' "$1") <("${@:2}"); }
from_stdin() { printf '%s' "$1" | "$rundbrev" markdown "${@:2}"; }
check "markdown reads standard input" same '<p>Hej <em>du</em></p>' from_stdin 'Hej *du*'
check "markdown for text" same 'Hej du' from_stdin 'Hej *du*' --for text
check "markdown leaves front matter out" same '<p>Hej</p>' from_stdin $'---\ntitle: x\n---\nHej'
check "markdown renders blocks by their layouts" says 'class="block fact"' from_stdin $'```fact Visste du?\nJa.\n```'
check "markdown of an unknown medium is wrong usage" expect 2 "$rundbrev" markdown --for pigeon "$work/a.md"
check "an unknown block is an error" says "unknown block 'fakt'" from_stdin $'Hej\n\n```fakt\nJa.\n```'
check "with its line" says $'standard input\n  Line 3, error:' from_stdin $'Hej\n\n```fakt\nJa.\n```'
check "a missing file is a failure of the world" expect 3 "$rundbrev" markdown "$work/none.md"
check "a folder as file too" expect 3 "$rundbrev" markdown "$work"

check "template fills a layout" same 'Hej Åsa' "$rundbrev" template "$work/a.txt" --data "$work/a.yml"
echo 'Hej {{nam}}' >"$work/b.txt"
check "template is strict" expect 1 "$rundbrev" template "$work/b.txt" --data "$work/a.yml"
check "and helps" says "did you mean 'namn'?" "$rundbrev" template "$work/b.txt" --data "$work/a.yml"
check "--lenient leaves a missing name empty" same 'Hej ' "$rundbrev" template "$work/b.txt" --data "$work/a.yml" --lenient
mkdir "$work/partials"
printf 'vän {{namn}}' >"$work/partials/friend.txt"
echo 'Hej {{>friend}}' >"$work/c.txt"
check "--partials finds partials" same 'Hej vän Åsa' "$rundbrev" template "$work/c.txt" --data "$work/a.yml" --partials "$work/partials"
echo '<b>{{namn}}</b>' >"$work/d.html"
echo 'namn: "<&>"' >"$work/d.yml"
check "a .html layout escapes" same '<b>&lt;&amp;&gt;</b>' "$rundbrev" template "$work/d.html" --data "$work/d.yml"
check "template without data is wrong usage" expect 2 "$rundbrev" template "$work/a.txt"

check "schema --json is JSON" bash -c "'$rundbrev' schema --json | python3 -m json.tool > /dev/null"
check "schema names the fields of a meeting" says "registration" "$rundbrev" schema
check "schema tells how words in another language are written" says "(lang:en)" "$rundbrev" schema
