# Replies saved from a mail program: what is proposed, and what --apply changes.
source tests/tap.sh
site=$work/site
new_site "$site"
private=$site/private
mkdir -m 700 "$private"
replies=$work/replies
mkdir "$replies"
for name in leave-subject leave-subject-english leave-stranger bounce-two bounce-foreign absence-swedish letter-long; do
    cp "tests/mailing/replies/$name.eml" "$replies"
done
run() { "$rundbrev" replies -C "$site" --date 2026-03-01 "$@"; }

check "which folder must be said" expect 2 run
chmod 755 "$private"
check "a folder that others can read is refused" says "others on this computer can read" run "$replies"
chmod 700 "$private"

printf 'E-post;Namn;Avanmäld\nanna@example.org;Anna;\nbo@example.org;Bo;\nEva@example.org;Eva;\n' >"$private/provstad.csv"
printf 'e-post,namn\ncia@example.org,"Ceder, Cia"\nbo@example.org,Bo\n' >"$private/ashcombe.csv"
cp "$private/provstad.csv" "$work/before.csv"
mkdir "$private/listmonk"
printf 'email,name,attributes\nanna@example.org,Anna,{}\n' | tee "$work/listmonk.csv" >"$private/listmonk/subscribers.csv"
run "$replies" >"$work/said" 2>&1
told() { says "$1" cat "$work/said"; }
lacks() { ! told "$1" >/dev/null; }
check "an unsubscription is told" told "  anna@example.org  Avsluta nyhetsbrevet"
check "and a bounce with what the server said" told "bo@example.org  5.1.1  550 5.1.1 no such user"
check "a bounce that anybody could have written is marked" told "it does not carry the id of a message of ours"
check "absences ask for no change" told "absent; nothing to change: 1"
check "what a person must read is told" told "to be read by you"
check "strangers change nothing" told "about addresses that stand in no list; nothing to change:"
check "nothing was changed" cmp "$work/before.csv" "$private/provstad.csv"
check "no stop list was made" test ! -e "$private/stopped.csv"
check "and --apply is named" told "nothing was changed; --apply does it"

check "--apply makes the changes" run "$replies" --apply
stopped() { grep -q "^$1;$2" "$private/stopped.csv" || { cat "$private/stopped.csv"; return 1; }; }
check "who unsubscribed is on the stop list" stopped anna@example.org avanmäld
check "who bounced too" stopped bo@example.org studsade
check "a stranger is not" test "$(grep -c @ "$private/stopped.csv")" = 3
check "the stop list is its owner's alone" test "$(stat -c %a "$private/stopped.csv")" = 600
check "the list is marked" grep -qx 'anna@example.org;Anna;2026-03-01' "$private/provstad.csv"
check "a list without the column gets it" grep -qx 'e-post,namn,avanmäld' "$private/ashcombe.csv"
check "and keeps the rest as it was" grep -qx 'cia@example.org,"Ceder, Cia",2026-03-01' "$private/ashcombe.csv"
check "what was made for another program is no list" cmp "$work/listmonk.csv" "$private/listmonk/subscribers.csv"
cp "$private/stopped.csv" "$work/stopped.csv"
check "a second time there is nothing new" says "0 to be written to no more" run "$replies" --apply
check "and nothing is added" cmp "$work/stopped.csv" "$private/stopped.csv"

# A new list from elsewhere does not bring anybody back.
printf 'e-post\nanna@example.org\nbo@example.org\ngun@example.org\n' >"$private/provstad.csv"
printf 'server: 127.0.0.1\nport: 9\nsecurity: none\n' >"$private/smtp.yml"
plan() { "$rundbrev" send -C "$site" --date 2026-03-01 provstad/2025-2026/2; }
check "who unsubscribed is not written to again" says "1 unsubscribed" plan
check "nor is an address that is gone" says "1 bounced" plan
check "all others are" says "It goes to 1 recipient" plan

# What a server called unknown while we were sending needs no reply.
mkdir -p "$private/sent/provstad/2025-2026"
{
    printf '2026-03-01T09:00:00Z\tplan\t1\tfirst\t2\t2026-03-01\tl\tl\n'
    printf '2026-03-01T09:00:00Z\tperson\t1\tgun@example.org\t1\tGun\n2026-03-01T09:00:00Z\tperson\t1\tida@example.org\t2\tIda\n'
    printf '2026-03-01T09:00:01Z\ttry\t1\tgun@example.org\t0\tgun@id\n2026-03-01T09:00:01Z\trefused\t1\tgun@example.org\t550\t5.1.1 user unknown\n'
    printf '2026-03-01T09:00:02Z\ttry\t1\tida@example.org\t0\tida@id\n2026-03-01T09:00:02Z\trefused\t1\tida@example.org\t552\t5.2.2 mailbox full\n'
} >"$private/sent/provstad/2025-2026/1.journal"
mkdir "$work/none"
run "$work/none" >"$work/said" 2>&1
check "who was refused as unknown is proposed" told "gun@example.org  5.1.1 user unknown"
check "a full mailbox is no reason" lacks ida@
check "and stopped with --apply" run "$work/none" --apply
check "by name" stopped gun@example.org studsade

# Who leaves two networks at once leaves both.
mkdir "$work/two"
for network in provstad ashcombe; do
    mkdir -p "$private/sent/$network/2025-2026"
    {
        printf '2026-03-01T09:00:00Z\tplan\t1\tfirst\t1\t2026-03-01\tl\tl\n'
        printf '2026-03-01T09:00:00Z\tperson\t1\thans@example.org\t1\tHans\n'
        printf '2026-03-01T09:00:01Z\ttry\t1\thans@example.org\t0\t%s@id\n' "$network"
        printf '2026-03-01T09:00:01Z\tsent\t1\thans@example.org\t250\tok\n'
    } >"$private/sent/$network/2025-2026/3.journal"
    printf 'From: hans@example.org\nIn-Reply-To: <%s@id>\nSubject: Avsluta nyhetsbrevet\n\n' "$network" >"$work/two/$network.eml"
done
check "who leaves two networks" run "$work/two" --apply
check "leaves the one" stopped hans@example.org 'avanmäld;[^;]*;provstad;'
check "and the other" stopped hans@example.org 'avanmäld;[^;]*;ashcombe;'

# Hostile and broken.
printf 'From: anna@example.org\nSubject: \033[31mhej\n\nhej\n' >"$work/none/evil.eml"
run "$work/none" >"$work/said" 2>&1
check "a hostile subject is told" told "hej"
check "and does not speak to the terminal" lacks $'\033'
check "a folder that is not there is a failure of the system" expect 3 run "$work/nowhere"
full() { expect 3 bash -c "'$rundbrev' replies -C '$site' '$replies' > /dev/full"; }
check "replies > /dev/full fails" full
check "in Swedish too" says "avanmäl" run "$replies" --language sv
