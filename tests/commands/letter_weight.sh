# A heavy letter: sections are cut in its HTML part alone, and lead to where they stand whole.
source tests/tap.sh
new_site "$work/site"
site=$work/site
letter=$site/content/provstad/2025-2026/newsletters/1.md
cp "$letter" "$work/letter.md"

# sections KILOBYTES…: the letter with a section of about as many kilobytes each; the first number stands in its lead.
sections() {
    cp "$work/letter.md" "$letter"
    python3 - "$@" >>"$letter" <<'PYTHON'
import sys
for i, size in enumerate(map(int, sys.argv[1:]), 1):
    print(f"\n## Prov nummer {i}\n\nI korthet: {40 + i} svar.\n")
    for k in range(size):
        print(f"Svar {i}{k:03}: " + "alla team har berättat hur det gick. " * 18 + "\n")
PYTHON
}
build() { "$rundbrev" build -C "$site" --date 2026-03-01 --only site,mail; }
part() {
    python3 - "$site/outbox/provstad/2025-2026/newsletter-1.eml" "$1" <<'PYTHON'
import email, sys
from email import policy
message = email.message_from_bytes(open(sys.argv[1], "rb").read(), policy=policy.SMTP)
print(message.get_body((sys.argv[2],)).get_content())
PYTHON
}
not() { ! "$@"; }
leads_to_its_section() {
    local id
    id=$(part html | grep -o 'newsletter-1/#[^"]*') && grep -q " id=\"${id#*#}\"" "$site/public/provstad/2025-2026/newsletter-1/index.html"
}

sections 10 10
check "a light letter stands whole, without a warning" not says letter-weight build
sections 30 15 20
check "from 80 kB on its heaviest sections are named" says "heaviest: 'Prov nummer 1' (2" build
check "nothing of it is cut" not says "Läs mer" part html
sections 20 60 40
check "above 95 kB the heaviest section is cut" says "a link: 'Prov nummer 2' [letter-weight]" build
check "its lead stands there" says "42 svar" part html
check "what follows does not" not says "Svar 2001" part html
check "the other sections stand whole" says "Svar 3039" part html
check "a link tells where it stands" says "Läs mer på webben: Prov nummer 2" part html
check "it leads to the heading on the letter's page" leads_to_its_section
check "the plain text is whole" says "Svar 2059" part plain
check "no fact is reported missing" not says same-facts build
sections 20
python3 -c 'print("\n\n## En enda text\n\n" + "ord " * 40000)' >>"$letter"
check "what cannot be cut is told plainly" says "even when its sections are cut" build
python3 -c 'print("\n" + "## a\n\nb c\n\nd e\n\n" * 50000)' >>"$letter"
check "fifty thousand sections take seconds" timeout 60 "$rundbrev" build -q -C "$site" --date 2026-03-01 --only mail
