# The rules that a program can check.
source tests/tap.sh
check "floors: nobody includes a floor above or beside" make --no-print-directory floors
check "format: clang-format finds nothing to change" make --no-print-directory format-check

long_files() {
    ! wc -l generator/*.c generator/*/*.[ch] | awk '$2 != "total" && $1 > 700 {print; found = 1} END {exit !found}'
}
check "no file of generator/ is longer than 700 lines" long_files

headers() { # every header opens with a comment that tells what it is for
    ! for file in generator/*/*.h; do head -c 2 "$file" | grep -q '/\*' || echo "$file"; done | grep .
}
check "every header begins by telling its purpose" headers

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
