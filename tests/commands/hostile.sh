# Input that nobody writes by accident: whatever lies in content/ and layouts/, the program ends soon, in bounded
# memory, with a result or a message that names the file.
source tests/tap.sh
sanitized=${RUNDBREV_SANITIZED:-$PWD/build/address-undefined/rundbrev}
site=$work/site
round=$site/content/provstad/2025-2026
meeting=$round/meetings/2025-10-07.md
teams=$site/content/provstad/teams.yml
table=$site/content/provstad/measures/bok-hemma.csv
picture=$site/content/provstad/pictures/bok.svg
size=500000 # half of what a text may have, see read/source.h

mkdir "$site" && cp -r layouts assets "$site" && cp -r tests/output/town/content "$site"
# What a case has changed is made good before the next.
fresh() { rm -rf "$site/content" && cp -r tests/output/town/content "$site"; }
renew() { rm -rf "${site:?}/$1" && cp -r "$1" "$site"; } # layouts or assets
# repeat TEXT BYTES; line feeds at the end of the text only, or lines of their own
repeat() { if [[ $1 == *$'\n' ]]; then yes -- "${1%$'\n'}"; else yes -- "$1" | tr -d '\n'; fi 2>/dev/null | head -c "$2"; }

# bounded STATUS TEXT command…: the command ends with a status of the pattern, says the text (if none is given, names
# a file), and not too much.
bounded() {
    local wanted=$1 text=$2 output status=0
    output=$(timeout 120 "${@:3}" 2>&1) || status=$?
    # shellcheck disable=SC2053
    [[ $status == $wanted && $output == *"$text"* && ${#output} -lt 2000000 ]] &&
        [[ $status == 0 || -n $text || $output == *content/* || $output == *layouts/* ]] &&
        [[ $output != *Sanitizer* && $output != *"runtime error"* ]] && return
    printf 'status %d, wanted %s; "%s"? %d characters\n%s\n' "$status" "$wanted" "$text" ${#output} "${output:0:1500}"
    return 1
}
# The same for `rundbrev check`, with limits of time and memory.
checked() { (ulimit -t 10 -v $((4 * 1024 * 1024)) && bounded "$1" "$2" "$rundbrev" check -C "$site" --date 2026-03-01 "${@:3}"); }
checked_sanitized() { bounded "$1" "$2" "$sanitized" check -C "$site" --date 2026-03-01; }

# One thing over and over

notes() { printf -- '---\ntitle: Träff\n---\n' && repeat "$@"; }
front_matter() { printf -- '---\ntitle: Träff\n' && repeat "$@" && printf -- '\n---\nText.\n'; }
block_scalar() { printf 'lilla-skolan:\n  title: Lilla skolan\n  text: |\n    ' && repeat "$@"; }

for unit in '[' '>' '|' '*' '`' '(' ' ' a '- '; do
    repeat "$unit" 10000000 >"$meeting"
    check "10 MB of '$unit' are refused" checked 1 "the file is too large for a text: 9 MB"
done
fresh && repeat a 10000000 | tee "$table" >"$teams"
check "10 MB of teams are refused" checked 1 "content/provstad/teams.yml"
fresh && repeat a 10000000 >"$table"
check "10 MB of values too" checked 1 "content/provstad/measures/bok-hemma.csv"
fresh && repeat '{{' 2000000 >"$site/layouts/site/round.html"
check "and a layout of a million tags" checked 1 "layouts/site/round.html"
renew layouts

for unit in '[' '![' '>' '> ' '|' '*' '_' '`' '(' ' ' a '- ' '1. ' '[a](b)' '![a](b) ' '<' '&' '"' 'a@b.se ' '<!--' 'å' \
    '~' $'# a\n' $'- a\n' $'a|b\n-|-\n' $'```fact\na\n```\n' $'```films\n```\n' $'```contacts\n- x\n```\n' \
    $'<!-- allow weekday: x -->\n\n' $'[a](x.md)\n\n' $'![a](x.png)\n\n' '<b>' '2025-10-07 ' 'tisdag 7 oktober '; do
    notes "$unit" $size >"$meeting"
    check "notes of $(printf %q "$unit")" checked '[01]' ""
done
for unit in '[' '>' '|' '*' '`' '(' ' ' a '- ' $'- a\n' $'a|b\n-|-\n' $'```fact\na\n```\n' $'```films\n```\n' '![a](b)' '"'; do
    notes "$unit" 30000 >"$meeting"
    check "a little of $(printf %q "$unit"), sanitized" checked_sanitized '[01]' ""
done
for unit in '[' '>' '|' '*' '`' '(' ' ' a '- ' $'- a\n' '{' '"' "'" ':' $'a: b\n' $'# allow weekday: x\n' $'  a:\n'; do
    what=$(printf %q "$unit")
    fresh && front_matter "$unit" $size >"$meeting"
    check "front matter of $what" checked '[01]' ""
    fresh && repeat "$unit" $size >"$teams"
    check "teams.yml of $what" checked '[01]' ""
    block_scalar "$unit" $size >"$teams"
    check "a text in YAML of $what" checked 1 "content/provstad/"
done
for unit in '[' '- ' '{' '"' ':' $'a: b\n'; do
    front_matter "$unit" 30000 >"$meeting" && repeat "$unit" 30000 >"$teams" && repeat "$unit" 30000 >"$site/layouts/site/round.html"
    check "a little of $(printf %q "$unit") in three files, sanitized" checked_sanitized 1 ""
done
renew layouts
for unit in '"' ';' , a $'a\n' $'1;\n' '"",' $'"\n' $'2025-10-07;1\n' $'2025-10-07;x\n'; do
    fresh && { printf 'datum;värde\n' && repeat "$unit" $size; } >"$table"
    check "a table of $(printf %q "$unit")" checked '[01]' ""
done
fresh
for unit in '{{' '{{{' '{{a' '{{#a}}' '{{/a}}' '{{>a}}' '{{>frame}}' '{{<a}}' '{{!' '{{=<% %>=}}' '{{title}}' '}}' a; do
    repeat "$unit" $size >"$site/layouts/site/round.html"
    check "a layout of $unit" checked '[01]' ""
done
renew layouts

# Deep and many

fresh && printf 'a: %s' "$(repeat '[' 10000)$(repeat ']' 10000)" >>"$teams"
check "lists 10,000 deep in YAML" checked 1 "more than 64 levels inside each other"
fresh && python3 -c 'print("".join(" " * i + "a:\n" for i in range(1000)), end="")' >"$teams"
check "maps 1,000 deep in YAML" checked 1 "more than 64 levels inside each other"
fresh && repeat '- ' 1000000 >"$teams"
check "half a million hyphens in YAML" checked 1 "more than 64 levels inside each other"
fresh && { notes a 1 && python3 -c 'print("\n".join("  " * i + "- a" for i in range(500)))'; } >"$meeting"
check "lists 500 deep in Markdown" checked 1 "nested more than 64 levels deep"
fresh && { notes x 1 && python3 -c 'print("\n".join("> " * i + "a" for i in range(500)))'; } >"$meeting"
check "quotes 500 deep in Markdown" checked 1 "nested more than 64 levels deep"
fresh && sed -i '/^teams:/d' "$round/round.yml" && { echo teams: && repeat $'- a1234\n' 800000; } >>"$round/round.yml"
check "100,000 times the same team" checked 1 "stands twice"
fresh && { echo coaches: && python3 -c 'print("\n".join("- p%d" % i for i in range(100000)))'; } >>"$round/round.yml"
check "100,000 people who are not there" checked 1 "rundbrev: error: 99000 more are not shown"
fresh && sed -i '/^lilla/,$d' "$teams" && python3 -c 'print("\n".join("t%d: {title: T}" % i for i in range(40000)))' >"$teams"
check "40,000 teams" checked 1 "there is no team 'lilla-skolan'"
fresh && python3 -c 'print("\n".join("x%d: 1" % i for i in range(90000)))' >>"$round/round.yml"
check "90,000 fields that are none" checked 1 "unknown field 'x0'"
fresh && python3 -c 'print("\n".join("![a](p%d.png)\n" % i for i in range(5000)))' >>"$meeting" &&
    python3 -c 'import sys; [open(sys.argv[1] + "/q%d.png" % i, "w").close() for i in range(5000)]' "$round/meetings"
check "5,000 pictures that are not there, among 5,000 others" checked 1 "there is no picture 'p0.png'"

# In memory where there is some: disks take a minute to make so many files.
crowd=$(mktemp -d /dev/shm/rundbrev-test.XXXXXX 2>/dev/null || mktemp -d "$work/XXXXXX")
trap 'rm -rf "$work" "$crowd"' EXIT
crowded() { # STATUS TEXT FOLDER ENDING: 100,000 empty files
    rm -rf "$crowd/site" && new_site "$crowd/site"
    python3 -c 'import os, sys
os.chdir(sys.argv[1])
for i in range(100000): os.close(os.open("x%d%s" % (i, sys.argv[2]), os.O_CREAT))' "$crowd/site/$3" "$4"
    site=$crowd/site checked "$1" "$2"
}
check "100,000 files that are none of ours" crowded 0 "no errors" content/provstad/2025-2026/meetings .txt
check "100,000 meetings without a date" crowded 1 "more are not shown" content/provstad/2025-2026/meetings .md
rm -rf "$crowd"

# Layouts that include themselves

fresh && echo '{{>mark}}' >>"$site/layouts/partials/mark.html"
check "a partial that includes itself" checked 1 "does a partial include itself without end?"
renew layouts && for i in {0..40}; do echo "{{>b$((i + 1))}}{{>b$((i + 1))}}" >"$site/layouts/partials/b$i.html"; done
echo x >"$site/layouts/partials/b41.html" && echo '{{>b0}}' >>"$site/layouts/site/round.html"
check "partials that double 40 times" checked 1 "the page grows without end"
renew layouts

# Encodings

for bytes in '\xFF\xFEt\x00' '\x00t\x00i\x00t' 'title: \xE5' 'title: \xED\xA0\x80' 'title: \xC0\xAF' 'title: a\x00b' '\xEF\xBB'; do
    for file in content/site.yml content/provstad/teams.yml content/provstad/measures/bok-hemma.csv layouts/strings/sv.yml \
        layouts/site/round.html; do
        # shellcheck disable=SC2059
        cp "$site/$file" "$work/good" && printf "$bytes" >"$site/$file"
        check "$bytes in $file" checked 1 "${file##*/}"
        cp "$work/good" "$site/$file"
    done
    # shellcheck disable=SC2059
    fresh && printf -- "---\n$bytes\n---\n$bytes" >"$meeting"
    check "$bytes in a meeting, sanitized" checked_sanitized 1 "2025-10-07.md"
done

# What is no file

make_fifo() { mkfifo "$1"; }
make_device() { mknod "$1" c 1 5 2>/dev/null || ln -s /dev/zero "$1"; }
make_socket() { python3 -c 'import os, socket, sys; os.chdir(os.path.dirname(sys.argv[1])); socket.socket(socket.AF_UNIX).bind(os.path.basename(sys.argv[1]))' "$1"; }
make_folder() { mkdir "$1"; }
make_loop() { ln -s "${1##*/}" "$1"; }
make_link_to_nothing() { ln -s nowhere "$1"; }
make_link_out() { ln -s "$work/good" "$1"; }
make_2_GB() { truncate -s 2G "$1"; }
for file in content/site.yml "${meeting#"$site/"}" content/provstad/teams.yml content/pages/om.md \
    content/provstad/measures/bok-hemma.csv content/provstad/pictures/bok.svg layouts/site/round.html layouts/strings/sv.yml; do
    for make in fifo device socket folder loop link_to_nothing link_out 2_GB; do
        fresh && mv "$site/$file" "$work/good" && make_$make "$site/$file"
        if [[ $make = folder && $file = layouts/* ]]; then # the program's own lies below
            check "an empty folder as $file is nothing" checked 0 ""
        else
            check "a ${make//_/ } as $file" checked '[13]' "${file##*/}"
        fi
        if [ $make = fifo ]; then check "the same, sanitized" checked_sanitized '[13]' "${file##*/}"; fi
        rm -rf "${site:?}/$file" && mv "$work/good" "$site/$file"
    done
done
make_fifo "$site/assets/styles/x.css"
check "a FIFO among the assets" checked 3 "assets/styles/x.css"
rm "$site/assets/styles/x.css"

fresh && rm -r "$site"/content/*
check "an empty content folder" checked 3 "content/site.yml"
fresh && mv "$round" "$work/elsewhere" && ln -s "$work/elsewhere" "$round"
check "a folder that is a link out of the site" checked 1 "content/provstad/2025-2026"
fresh && ln -s . "$site/content/provstad/ring" && ln -s .. "$round/meetings/ring" && ln -s ../.. "$site/content/pages/ring"
check "links back to their own folder" checked '[01]' ""
fresh && ln -s . "$site/layouts/site/ring"
check "and among the layouts" checked 3 "layouts/site/ring"
rm "$site/layouts/site/ring" && ln -s / "$site/layouts/all"
check "the whole machine among the layouts" checked 1 "layouts/all"
rm "$site/layouts/all"

# Names

is_good='import json, sys
text = open(sys.argv[1], "rb").read().decode()
sys.exit(any(c < " " and c not in "\t\n" for c in text) or len(json.load(open(sys.argv[2]))["findings"]) < 3)'
for name in $'a\nb' $'a\033[31mb' $'a\xFFb' $'\x01' $'\u202e' "$(repeat a 250)" "$(repeat å 250)" '%s%n' '<b>' ' ' - "'" '\'; do
    fresh && echo Text. | tee "$round/meetings/$name.md" "$site/content/pages/$name.md" >"$round/newsletters/$name.md"
    mkdir "$site/content/$name" && echo 'title: x' >"$site/content/$name/network.yml"
    check "files and folders named $(printf %.30q "$name")" checked 1 ".md"
    "$rundbrev" check -C "$site" >"$work/said" 2>&1
    "$rundbrev" check --json -C "$site" >"$work/json" 2>&1
    check "the messages are plain text, and JSON" python3 -c "$is_good" "$work/said" "$work/json"
done

# Paths that lead out of the site, in all fields that name a file: those of the kind CODE

codes() { grep -ohE 'FIELD\([a-z_]+, [a-z_]+, CODE' generator/model/{fields,theme}.c | sed 's/FIELD(//; s/, CODE//; s/, /./' | sort | tr '\n' ' '; }
check "the fields of the kind CODE are those tried here" test "$(codes)" = "face.family face.features face.file font_stacks.heading font_stacks.label font_stacks.mail font_stacks.text measure.series person.phone sender.list sender.unsubscribe theme.name "
printf 'datum;värde\n2025-10-07;1\n' >"$work/secret.csv"
echo '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>' >"$work/secret.svg"
printf -- '---\ntitle: x\n---\n' >"$work/secret.md"
try_path() { # WAY PATH, with UP for the way to the folder above the site
    local what="'${2:0:60}'" near=${2/UP/../../..} far=${2/UP/../../../../..}
    if [[ $1 == percents ]]; then near=${near//..\//..%2f} far=${far//..\//%2e%2e%2f}; fi
    if [[ $1 == backslashes ]]; then near=${near//\//\\} far=${far//\//\\\\}; fi
    fresh && sed -i "s|series: .*|series: '${near//\\/\\\\}.csv'|" "$teams"
    check "$1 as a table: $what" checked 1 "teams.yml"
    fresh && sed -i "s|../../pictures/bok.svg|<${far//\\/\\\\}.svg>|" "$meeting"
    check "$1 as a picture: $what" checked 1 "2025-10-07.md"
    fresh && printf '\n[x](<%s.md>)\n' "$far" >>"$meeting"
    check "$1 as a link: $what" checked 1 "2025-10-07.md"
    fresh && sed -i '/^theme:/d' "$site/content/site.yml" && echo "theme: '$near'" >>"$site/content/site.yml"
    check "$1 as a theme: $what" checked 1 "site.yml"
    fresh && sed -i "s|^meetings: .*|meetings: ['${far//\\/\\\\}']|" "$round/newsletters/1.md"
    check "$1 as a meeting: $what" checked 1 "1.md"
    fresh && printf '{{>%s}}' "$near" >>"$site/layouts/site/round.html"
    check "$1 as a partial: $what" checked 1 "layouts/site/round.html"
    cp layouts/site/round.html "$site/layouts/site"
}
try_path "a way up" UP/secret
try_path "a way down and up" pictures/../UP/secret
try_path "the whole path" "$work/secret"
try_path percents UP/secret
try_path backslashes UP/secret
try_path "an address" "file://$work/secret"
try_path "a long way" "$(repeat ../ 30000)${work#/}/secret"
try_path nothing '%00'
sed -i "0,/file: .*/s||file: ../../../..$work/secret.md|" "$site/assets/themes/vagen/theme.yml"
check "a font elsewhere on the machine" checked 1 "the theme's font is not in"
renew assets
published() { "$rundbrev" build -q -C "$site" --only site --date 2026-03-01 && ! grep -rq "root:" "$site/public"; }
fresh && mkdir "$site/content/provstad/a..b" && cp "$picture" "$site/content/provstad/a..b/%2e%2e.svg" &&
    sed -i 's|../../pictures/bok.svg|../../a..b/%252e%252e.svg|' "$meeting"
check "while dots and percents in names are fine" published

# Pictures that ask for too much

svg() { printf '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="900" height="900">%s</svg>' "$1" >"$picture"; }
fresh && svg '<filter id="f"><feTurbulence baseFrequency="1" numOctaves="100000"/></filter><rect width="900" height="900" filter="url(#f)"/>'
check "a drawing without end" checked 1 "takes more than 5 seconds to draw"
fresh && svg '<image href="/etc/passwd" width="9" height="9"/><image xlink:href="/dev/zero" width="9" height="9"/>'
check "a drawing of other files" published
fresh && repeat '<svg>' 3000000 >"$picture"
check "a drawing of nothing but groups" checked 1 "bok.svg"
fresh && printf '\x89PNG\r\n\x1a\n\0\0\0\rIHDR\x7f\xff\xff\xff\x7f\xff\xff\xff\x08\x06\0\0\0' >"$picture"
check "a picture of two milliards squared" checked 1 "bok.svg"

# What may not be read; root may read everything, so it becomes somebody else.

other=()
if [ "$(id -u)" -eq 0 ]; then other=(setpriv --reuid=65534 --regid=65534 --clear-groups); fi
if "${other[@]}" true 2>/dev/null; then
    chmod 755 "$work" && cp "$rundbrev" "$work/rundbrev" && fresh
    for file in content/site.yml "${meeting#"$site/"}" content/provstad/measures/bok-hemma.csv "${round#"$site/"}/meetings" \
        content/provstad layouts/site/round.html; do
        chmod 000 "$site/$file"
        check "$file may not be read" bounded 3 "${file##*/}': Permission denied" \
            "${other[@]}" "$work/rundbrev" check -C "$site" --date 2026-03-01
        chmod 755 "$site/$file"
    done
fi
