# Odd content: titles that mean something to a style sheet, pictures that are higher than the page.
source tests/tap.sh

site=$work/site
round=$site/content/provstad/2025-2026
build() { "$rundbrev" build -q -C "$site" --only print --date 2026-03-01 --print-html "$work/html" --cache "$work/cache"; }
fine() { /usr/bin/python3 tests/print/pdfua.py "$site/public/$1.pdf" "$work/html/$1.html"; }
foot() { pdftotext -f 2 -l 2 -layout "$site/public/$1.pdf" - | grep 'Sida 2' | tr -s ' '; }

new_site "$site"
sed -i "s/^title: .*/title: 'En \\\\ å \\\\22 <\/style> {;}'/" "$site/content/provstad/network.yml"
sed -i "s/^title: .*/title: 'Rot \\\\'/" "$round/round.yml"
python3 - "$round/newsletters" <<'PYTHON'
import struct, sys, zlib
def part(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
open(sys.argv[1] + "/tower.png", "wb").write(b"\x89PNG\r\n\x1a\n" + part(b"IHDR", struct.pack(">IIBBBBB", 100, 9000, 8, 0, 0, 0, 0))
    + part(b"IDAT", zlib.compress((b"\0" + b"\x80" * 100) * 9000)) + part(b"IEND", b""))
PYTHON
printf '\n![Ett torn.](tower.png)\n\n- Ett ![torn](tower.png)\n\n| Torn | Namn |\n|-|-|\n| ![Ett högt torn.](tower.png) | Sist |\n' \
    >>"$round/newsletters/1.md"
check "it is built" build
check "a backslash in a title stands in the foot of the page" says 'En \ å \22 </style> {;} · Rot \ Sida 2 av' foot provstad/2025-2026/booklet
few_pages() { [ "$(pdfinfo "$site/public/provstad/2025-2026/newsletter-1.pdf" | sed -n 's/^Pages: *//p')" -le 6 ]; }
check "no picture is higher than the page, in a table or a list either" few_pages
for document in provstad/2025-2026/{newsletter-1,booklet} provstad/teams/lilla-skolan ashcombe/2026/newsletter-1; do
    check "$document is whole" fine $document
done

# Numbers of two digits before the goals of a report.
for goal in {1..12}; do printf '  - title: Mål\n    done: Något.\n'; done >>"$round/reports/lasning.yml"
sed -i '/^teams:/d; /^contacts:/d' "$round/reports/lasning.yml"
check "a report of many goals is built" build
apart() {
    pdftotext -bbox "$site/public/provstad/2025-2026/report-lasning.pdf" - | python3 -c '
import re, sys
words = [(word, float(x0), float(x1)) for x0, x1, word in re.findall(r"xMin=\"(.*?)\".*?xMax=\"(.*?)\".*?>(.*?)<", sys.stdin.read())]
title = min(x0 for word, x0, x1 in words if word == "Mål")
numbers = [(word, x1) for word, x0, x1 in words if word in ("10", "11", "12") and x0 < title]
sys.exit(len(numbers) != 3 or any(x1 > title for word, x1 in numbers))'
}
check "no number stands upon its goal" apart

# Wider letters: the same facts are still found in the PDF.
site=$work/wide
new_site "$site"
sed -i 's/^theme: vagen/theme:\n  name: vagen\n  fonts: {text: "Finns Inte"}/' "$site/content/site.yml"
wide() { "$rundbrev" build -q -C "$site" --only print --date 2026-03-01 --cache "$work/cache"; }
check "a font that is not installed stops nothing" wide
