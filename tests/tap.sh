# For shell tests: `source tests/tap.sh`, then `check "what" command…` prints one TAP line, with the
# command's output when it fails. $work is a folder of the test's own, $rundbrev the program under test.
set -u
export LC_ALL=C.UTF-8 LANGUAGE=en # also when a test is run by itself
rundbrev=${RUNDBREV:-$PWD/build/rundbrev}
work=$(mktemp -d "${TMPDIR:-/tmp}/rundbrev-test.XXXXXX")
trap 'rm -rf "$work"' EXIT
tap_count=0

check() {
    local what=$1 output
    shift
    tap_count=$((tap_count + 1))
    if output=$("$@" 2>&1); then
        echo "ok $tap_count - $what"
    else
        echo "not ok $tap_count - $what"
        sed 's/^/# /' <<<"$output"
    fi
}

# expect STATUS command…: succeeds when the command ends with that status; prints what it printed.
expect() {
    local wanted=$1 status=0
    shift
    "$@" || status=$?
    [ "$status" -eq "$wanted" ] || { echo "exit status $status instead of $wanted: $*"; return 1; }
}

# says TEXT command…: succeeds when the command's output contains the text.
says() {
    local text=$1 output
    shift
    output=$("$@" 2>&1)
    [[ $output == *"$text"* ]] || { printf 'not said: %s\nbut:\n%s\n' "$text" "$output"; return 1; }
}

# Fonts are prepared once for all tests: cut and compressed they are the slowest part of a small site.
fonts_cache=$PWD/build/test-fonts
keep_fonts() {
    [ -d "$fonts_cache" ] || "$rundbrev" build -q --only site -o "$work/fonts/public" --cache "$fonts_cache"
    mkdir -p "$1" && cp "$fonts_cache"/*.woff2 "$1"
}

# A site of its own for a test: the small town, with this project's layouts and assets.
new_site() {
    mkdir -p "$1"
    cp -r tests/output/town/content "$1/content"
    ln -s "$PWD/layouts" "$1/layouts"
    ln -s "$PWD/assets" "$1/assets"
    keep_fonts "$1/build/cache"
}
