# The rules that a program can check.
source tests/tap.sh
check "floors: nobody includes a floor above or beside" make --no-print-directory floors
check "format: clang-format finds nothing to change" make --no-print-directory format-check

clang_warns() { make --no-print-directory clang-check; }
check "clang has no warning either" clang_warns

long_files() {
    ! wc -l generator/*.c generator/*/*.[ch] | awk '$2 != "total" && $1 > 700 {print; found = 1} END {exit !found}'
}
check "no file of generator/ is longer than 700 lines" long_files

headers() { # every header opens with a comment that tells what it is for
    ! for file in generator/*/*.h; do head -c 2 "$file" | grep -q '/\*' || echo "$file"; done | grep .
}
check "every header begins by telling its purpose" headers

# Fonts come from Debian's packages, and what was made stays out of the history.
others() { ! git ls-files | grep -E '\.(woff2?|ttf|otf)$|/build/|node_modules'; }
check "no font and nothing that was made is committed" others

addresses() {
    ! grep -rnIoE '[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+' content layouts README.md tests/output \
        --include='*.md' --include='*.yml' --include='*.csv' --include='*.html' --include='*.txt' |
        grep -vE '@([a-z0-9-]+\.)*example\.(org|com|net)\b'
}
check "e-mail addresses are at example.org only" addresses

telephones() {
    ! grep -rnIoE '\b0[0-9]{1,3}-[0-9 ]{5,9}\b' content layouts README.md | grep -vE '070-17406(0[5-9]|[1-9][0-9])\b'
}
check "telephone numbers are those reserved for fiction" telephones

strings() { # both languages have the same words
    diff <(grep -oE '^[a-z_]+:' layouts/strings/sv.yml | sort) <(grep -oE '^[a-z_]+:' layouts/strings/en.yml | sort)
}
check "strings/sv.yml and en.yml have the same keys" strings

help_options() { # every option of --help is in the man page, and the other way round
    local command
    for command in build check markdown template schema send sent replies; do "$rundbrev" help $command; done |
        grep -oE -- '--[a-z-]+' | sort -u >"$work/help"
    sed 's/\\-/-/g' generator/rundbrev.1 | grep -oE -- '--[a-z-]+' | sort -u >"$work/man"
    diff "$work/help" "$work/man"
}
check "--help and the man page have the same options" help_options

readme_commands() { # the first two commands of the README are the two that everything rests on
    diff <(printf 'make setup site\nmake setup test\n') <(grep -oE '^make [a-z ]+[a-z]' README.md | head -2)
}
check "the README begins with the two commands" readme_commands

unused_strings() { # every word in strings/ is used by a layout or by the program
    local name found=0
    for name in $(grep -oE '^[a-z_]+' layouts/strings/sv.yml); do
        grep -rqE "strings\.$name\b|\"$name\"" layouts generator || { echo "unused: $name"; found=1; }
    done
    return $found
}
check "every word of strings/ is used" unused_strings

installed() { # what `make install` puts in place builds a site that has nothing but content
    make --no-print-directory install DESTDIR="$work/root" PREFIX=/usr >/dev/null &&
        mkdir "$work/bare" && cp -r tests/output/town/content "$work/bare/" &&
        "$work/root/usr/bin/rundbrev" build -q -C "$work/bare" --only site &&
        test -f "$work/bare/public/index.html" -a -f "$work/root/usr/share/man/man1/rundbrev.1"
}
check "make install puts everything in place that a site needs" installed
