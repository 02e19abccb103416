# Sending, where the coordinator errs, the server fails and the list changes meanwhile: what went wrong once.
source tests/tap.sh
letter=provstad/2025-2026/2
server=

# start_server [--script JSON]: a server on loopback, and the settings for it.
start_server() {
    stop_server
    rm -f "$work/port"
    /usr/bin/python3 -W ignore tests/mailing/server.py "$work/accepted" "$@" >"$work/port" &
    server=$!
    until [ -s "$work/port" ]; do sleep 0.1; done
    settings
}
stop_server() { [ -z "$server" ] || { kill "$server"; wait "$server"; server=; } 2>/dev/null; }
trap 'stop_server; rm -rf "$work"' EXIT
settings() { # [line…]
    printf '%s\n' "server: 127.0.0.1" "port: $(cat "$work/port")" "security: none" "per_minute: 0" "retry: 0.1" \
        "attempts: 1" "timeout: 3" "$@" >"$work/site/private/smtp.yml"
}
begin() { # a new site; four people in two teams
    rm -rf "$work/site" "$work/accepted"
    new_site "$work/site"
    mkdir -m 700 "$work/site/private"
    list "a@example.org;X;" "b@example.org;X;" "c@example.org;Y;" "d@example.org;Y;"
}
list() { printf '%s\n' "e-post;team;avanmäld" "$@" >"$work/site/private/provstad.csv"; }
change_letter() { sed -i 's/fel tid/galen tid/' "$work/site/content/provstad/2025-2026/newsletters/2.md"; }
send() { "$rundbrev" send -q -C "$work/site" --date 2026-03-01 "$letter" "$@"; }
sent() { "$rundbrev" sent -C "$work/site" "$letter"; }
# accepted "a 1 b 2": who got how many, as the server counts.
accepted() {
    local told
    told=$(sed 's/@.*//' "$work/accepted" | sort | uniq -c | awk '{printf "%s%s %s", (NR > 1 ? " " : ""), $2, $1}')
    [ "$told" = "$1" ] || { echo "taken over: $told"; return 1; }
}
# One has got it, then the server closes each line.
interrupt() {
    start_server --script '{"a@example.org": ["ok"], "*": ["421"]}'
    send --really 4 >/dev/null 2>&1
    true
}

begin && start_server
send --really 4 >/dev/null && change_letter
send --correction --really 4 >/dev/null
check "a correction that all have got goes to nobody when sent again" says "nobody to send it to" send --correction
check "... and is refused with the old number" expect 2 send --correction --really 4
check "... so that each has got two messages" accepted "a 2 b 2 c 2 d 2"
check "a correction for one team alone is refused" expect 2 send --correction --team X

begin && interrupt
check "a sending to all does not go on for one team" says "2 (c@example.org, d@example.org)" send --team X
list "a@example.org;X;" "b@example.org;X;" "c@example.org;Y;ja" "d@example.org;Y;ja"
start_server
check "who has unsubscribed is left out, of whatever team" send --team X --really 1
check "... and got nothing" accepted "a 1 b 1"

begin && start_server
sed -i 's/per_minute: 0/per_minute: 60/' "$work/site/private/smtp.yml"
send --really 4 >"$work/said" 2>&1 &
until grep -q a@ "$work/accepted" 2>/dev/null; do sleep 0.05; done
printf 'e-post;orsak\nd@example.org;avanmäld\n' >"$work/site/private/stopped.csv"
wait $!
check "who leaves while a sending is under way is not written to" accepted "a 1 b 1 c 1"
check "... and stands as not tried" says "not tried yet: 1" sent

begin && interrupt && start_server
send --team X --replan --really 1 >/dev/null
check "who waits in an earlier plan is not forgotten: in the plan" says "2 more on the list have got nothing" send
check "... among all letters" says "2 of an earlier plan" "$rundbrev" send -C "$work/site"
check "... in what was sent" says "have got nothing (--replan plans for them): 2" sent
check "... and gets it with a new plan" send --replan --really 2
check "... once" accepted "a 1 b 1 c 1 d 1"

begin && interrupt && start_server && change_letter
send --correction --really 1 >/dev/null
check "a correction in the middle of a sending forgets nobody" says "3 more on the list have got nothing" send
check "... and the rest get the letter" send --replan --really 3
check "... so that only one needed two" accepted "a 2 b 1 c 1 d 1"

begin
cp "$work/site/private/provstad.csv" "$work/site/private/other.csv"
check "the command that is told has all that chooses" \
    says "--list private/other.csv --team X --role 'it'\\''s' --really" \
    bash -c 'sed -i "1s/avanmäld/roll/; 2s/\$/it'\''s/" "$1/private/other.csv"
             printf "server: 127.0.0.1\nsecurity: none\n" >"$1/private/smtp.yml"
             "$2" send -C "$1" --date 2026-03-01 "$3" --list private/other.csv --team X --role "it'\''s"' \
    - "$work/site" "$rundbrev" "$letter"

begin
mkdir "$work/site/draft.eml"
check "a draft that cannot be written is told" says "cannot write" send --draft draft.eml
check "... and nobody counts as uncertain" says "nothing has been sent" sent
check "... nor is a part of it left" expect 1 test -e "$work/site/draft.eml.part"
check "... so that the next goes to all" says "draft to 4 recipients" send --draft private/draft.eml
check "... whom only the owner may read" [ "$(stat -c %a "$work/site/private/draft.eml")" = 600 ]

begin && start_server
hides() { ! grep -F hemligt <<<"$("$@" 2>&1)"; }
settings "password: hemligt"
check "a password in the settings is refused" says "a password must not stand in this file" send
check "... and not shown" hides send
settings "lösenord: hemligt" "passwd: \"hemligt"
check "nor is one in a line that cannot be read" hides send
settings "user: anna" "password_command: exit 3"
check "the command for a password is not told with a line of the settings" expect 1 \
    bash -c '[[ $1 != *"server: 127"* ]] && exit 1' - "$(send --really 4 2>&1)"

begin && settings
for name in Avanmälan avanmälda Unsubscribe Opt-out Avprenumererad; do
    printf '%s\n' "e-post;$name" "a@example.org;ja" "b@example.org;" >"$work/site/private/provstad.csv"
    check "a column '$name' tells who has unsubscribed" says "It goes to 1 recipient" send
done
printf '%s\n' "e-post;avanmäl" "a@example.org;ja" >"$work/site/private/provstad.csv"
check "the plan warns of a column that may tell who has unsubscribed" says "unknown column 'avanmäl'" send
printf '%s\n' "e-post" "a@example.org <b@example.org>" >"$work/site/private/provstad.csv"
check "of two addresses in a cell none is forgotten" says "a second address" send
printf '%s\n' "e-post" "A@example.org <a@example.org>" "Anna @ Gården <b@example.org>" "Ö@rn <c@example.org>" \
    >"$work/site/private/provstad.csv"
check "... but a name may be the address, or have an @" says "It goes to 3 recipients" send

echo "1..$tap_count"
