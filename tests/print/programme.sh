# A meeting's programme: when and where, every item with its time, what to bring and prepare, how to talk with one
# another; a cancelled meeting says so; a usual one is a single page, a very long one runs on and loses nothing.
source tests/tap.sh

meetings=$work/site/content/ashcombe/2026/meetings
pdf=$work/site/public/ashcombe/2026/meeting-2026-05-12.pdf
build() { "$rundbrev" build -q -C "$work/site" --only print --date 2026-03-01 -o "$work/site/public" --cache "$work/cache"; }
pages() { [ "$(pdfinfo "$pdf" | awk '/^Pages:/ { print $2 }')" "$1" "$2" ] || { pdfinfo "$pdf" | grep Pages; return 1; }; }

# holds TEXT…: each text is read aloud, in this order, whatever lines it is broken into.
holds() {
    local text wanted
    text=$(pdfinfo -struct-text "$pdf" | sed -n 's/^ *"\(.*\)"$/\1/p' | tr -d ' \n')
    for wanted; do
        wanted=${wanted// /}
        [[ $text == *"$wanted"* ]] || { echo "not there: $wanted"; return 1; }
        text=${text#*"$wanted"}
    done
}

new_site "$work/site"
check "the town is built" build
check "a usual programme is one page" pages -eq 1
check "all of it stands there, in order" holds "Programme" "What we learned" "Tuesday 12 May 2026" "13:00" "Bring" "Your map" \
    "https://example.org/walk" "13.00–13.20" "Welcome" "Åsa Öst" "A walk round the block" "14.00" \
    "What did the children say?" "How we talk with one another" "Children have no names here." "Speakers" "samordnare" \
    "Teams at the meeting" "Ash Hill Primary" "asa.ost@example.org" "Also on the web:"
check "it does not say that the meeting is cancelled" bash -c "! pdftotext '$pdf' - | grep -qi cancelled"

word=Incomprehensibilitiesincomprehensibilitiesincomprehensibilities
items=$(for i in {1..30}; do printf '  - title: Part %d, %s\\n    who: Maximilian-Alexander of %s\\n' "$i" "$word" "$word"; done)
sed -i "s/^status:.*//; s/^start:/status: cancelled\nstart:/; s/^programme:/programme:\n$items/" "$meetings/2026-05-12.md"
check "a long one is built" build
check "it runs on" pages -ge 2
check "it is marked as cancelled" holds "The meeting has been cancelled." "Tuesday 12 May 2026"
check "none of its items is lost" holds $(printf 'Part%d,Incomprehensibilities ' {1..30}) "What did the children say?"
inside() {
    pdftotext -bbox "$pdf" - | python3 -c '
import re, sys
for x0, x1, word in re.findall(r"xMin=\"(.*?)\" yMin=\".*?\" xMax=\"(.*?)\" yMax=\".*?\">(.*?)<", sys.stdin.read()):
    if (float(x0) < 410 < float(x1) and "ncompre" in word) or float(x1) > 567:
        sys.exit(f"{word} stands at {x0} to {x1}")'
}
check "no long word runs out of its column" inside
