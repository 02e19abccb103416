# rundbrev check as its user meets it: findings on standard output with a summary, as JSON, and explained.
source tests/tap.sh
site=$work/site
new_site "$site"
round=$site/content/provstad/2025-2026
run_check() { "$rundbrev" check -C "$site" --date 2026-03-01 "$@"; }
printed() { run_check "$@" 2>/dev/null; }
silent_on_error() { test -z "$(run_check "$@" 2>&1 >/dev/null)"; }

check "a site without mistakes is status 0" expect 0 run_check
check "and its counts are told" says "no errors, " run_check
check "check publishes nothing" test ! -e "$site/public" -a ! -e "$site/outbox"

cp "$round/round.yml" "$work/round.yml"
sed -i 's/^title:/tittle:/; s/^start: .*/start: 1 september/' "$round/round.yml"
printf '\n<div>HTML</div>\n' >>"$round/meetings/2025-10-07.md"
check "a mistake is status 1" expect 1 run_check
check "findings are on standard output" says $'round.yml\n  Line 1, error: unknown field \'tittle\' in the round [field]' printed
check "warnings too" says "warning: HTML is left out [markdown]" printed
check "standard error is empty" silent_on_error
check "the summary counts each level" says "2 errors, 1 warning" printed
check "and tells where to begin" says "begin with the first error: content/provstad/2025-2026/round.yml, line 1" printed
check "and how to learn more" says "'rundbrev check --explain NAME'" printed
has_no_summary() { [[ $(printed --quiet) == *"[field]"* && $(printed --quiet) != *"1 warning"* ]]; }
check "--quiet leaves the summary out" has_no_summary
check "with the same status" expect 1 run_check --quiet
check "check > /dev/full fails" expect 3 bash -c "'$rundbrev' check -C '$site' > /dev/full"

# What could not be looked for may still be needed.
needs_allowance() { printf '\n<!-- allow picture-metadata: bilden är fri -->\nText.\n' >>"$round/meetings/2025-10-07.md"; }
tells_no_unused() { [[ $(printed) == *"[field]"* && $(printed) != *"[unused-allowance]"* ]]; }
cp "$round/meetings/2025-10-07.md" "$work/meeting.md"
needs_allowance
check "an allowance is not called unused before everything could be checked" tells_no_unused
cp "$work/meeting.md" "$round/meetings/2025-10-07.md"

# As JSON.
cat >"$work/read.py" <<'PYTHON'
import json, sys
found = json.load(sys.stdin)
def of(check):
    return next(one for one in found["findings"] if one["check"] == check)
html, field = of("markdown"), of("field")
assert html["file"] == "content/provstad/2025-2026/meetings/2025-10-07.md" and html["level"] == "warning", html
assert html["line"] > 1 and html["column"] == 1 and html["message"] == "HTML is left out" and html["hint"], html
assert field["line"] == 1 and field["hint"] == "did you mean 'title'?", field
assert (found["errors"], found["warnings"]) == (2, 1), found
assert len(found["findings"]) == sum(found[level] for level in ("errors", "warnings", "advice", "allowed")), found
PYTHON
as_json() { run_check --json | python3 "$work/read.py"; }
check "--json names file, line, level and check" as_json
check "--json has the same status" expect 1 run_check --json
check "and nothing else on standard output or error" silent_on_error --json
has_world_error() { "$rundbrev" check --json -C "$work/nowhere" |
    python3 -c 'import json, sys; found = json.load(sys.stdin)["findings"][0]; assert "file" not in found and "nowhere" in found["message"], found'; }
check "a failure of the world is in it too" has_world_error
check "with its status" expect 3 "$rundbrev" check --json -C "$work/nowhere"

# Warnings alone are status 0; build tells them on standard error.
cp "$work/round.yml" "$round/round.yml"
check "a warning is no failure" expect 0 run_check
check "but is told" says "warning: HTML is left out [markdown]" run_check
build_errors() { "$rundbrev" build -C "$site" --only site --date 2026-03-01 2>&1 >/dev/null; }
build_output() { "$rundbrev" build -C "$site" --only site --date 2026-03-01 2>/dev/null; }
check "build tells warnings on standard error" says $'2025-10-07.md\n  Line' build_errors
check "by their check" says "warning: HTML is left out [markdown]" build_errors
check "and counts them on standard output" says "no errors, 1 warning" build_output

# Allowances.
meeting=$round/meetings/2025-10-07.md
sed -i 's/^end: .*/end: 12:00 # allow end-before-start: klockan ställdes om/; /^<div>/d' "$meeting"
check "an allowed finding is shown with its reason" says "reason: klockan ställdes om" run_check
check "and counted" says " allowed" run_check
is_allowed() { run_check --json | python3 -c 'import json, sys
found = json.load(sys.stdin)
allowed = [one for one in found["findings"] if one["level"] == "allowed"]
one = next(one for one in allowed if one["check"] == "end-before-start")
assert found["allowed"] == len(allowed) and one["reason"] == "klockan ställdes om" and one["note"]["line"] > 1, allowed'; }
check "in JSON too" is_allowed
is_silent() { [[ $(build_errors) != *allowed* ]]; }
check "build does not speak of it" is_silent
check "it stops nothing" expect 0 run_check
sed -i 's/^end: .*/end: 16:00 # allow end-before-start: klockan ställdes om/' "$meeting"
check "an allowance that nothing needs is told" says "warning: nothing here needs to be allowed: there is no 'end-before-start' [unused-allowance]" run_check

# What is looked for.
check "--list has every check" test "$("$rundbrev" check --list | wc -l)" -ge 50
check "with level and words" says "unused-allowance         warning  comments 'allow" "$rundbrev" check --list
explains_all() {
    local name
    for name in $("$rundbrev" check --list | cut -d' ' -f1); do
        "$rundbrev" check --explain "$name" >"$work/explained" || return 1
        grep -q "^$name (" "$work/explained" && [ "$(wc -l <"$work/explained")" -ge 4 ] || { cat "$work/explained"; return 1; }
        ! grep -nE '.{80}' <(sed 1d "$work/explained") || return 1
    done
}
check "--explain knows each of them, in short lines" explains_all
check "--explain tells how to allow" says "<!-- allow weekday: the reason -->" "$rundbrev" check --explain weekday
cannot_be_allowed() { [[ $("$rundbrev" check --explain yaml) != *"<!-- allow"* ]]; }
check "but not for what cannot be allowed" cannot_be_allowed
check "--explain of an unknown name is wrong usage" expect 2 "$rundbrev" check --explain weekdya
check "and suggests the nearest" says "there is no check named 'weekdya'; did you mean 'weekday'?" "$rundbrev" check --explain weekdya
check "and tells where all are" says "'rundbrev check --list' shows all" "$rundbrev" check --explain xyzzy
check "on standard error" test -z "$("$rundbrev" check --explain weekdya 2>/dev/null)"
check "check --list > /dev/full fails" expect 3 bash -c "'$rundbrev' check --list > /dev/full"
check "check --explain > /dev/full fails" expect 3 bash -c "'$rundbrev' check --explain yaml > /dev/full"
