"""Makes one team of a site long: long_team.py CONTENT THEME. Everything in it is invented.

Its paragraphs begin with "Stycke N" and end with "slut N", so that a paragraph that was cut through is found."""
import pathlib
import re
import sys

content, theme = pathlib.Path(sys.argv[1]), sys.argv[2]
network = content / "provstad"
word = "språkutvecklingsinsatsförskoleverksamhetssamordningskommitté"
title = f"Lilla skolan och {word} i samarbete med biblioteket, barnhälsovården, föreningarna och de boende i hela Provstads norra och södra omland"
counter = 0


def paragraph():
    global counter
    counter += 1
    middle = "Vi provade ett arbetssätt i taget och skrev upp vad som hände. Barnen hjälpte till att räkna. " * 3
    return f"Stycke {counter} börjar här. {middle}Stycket är slut {counter}."


def told():
    table = "\n".join(f"| {week} | {week + 11} | {week * 7 + 10} | {word if week == 2 else 'som vanligt'} |" for week in range(1, 6))
    return "\n\n".join(
        [paragraph() for _ in range(6)]
        + ["Det här räknade vi:", f"| Vecka | Barn | Böcker | Anmärkning |\n|---|---:|---:|---|\n{table}"]
        + ['![En öppen bok.](../../pictures/bok.svg "Boken på hyllan.")', f"- {word}\n- ett till", "## Sedan"]
        + [paragraph() for _ in range(5)]
    )


(network / "network.yml").open("a").write(f"theme: {theme}\n")
people = content / "people.yml"
people.open("a").write("".join(
    f"lang-{i}:\n  name: Maximilian-Alexander Långnamnsson {'ABCDEFGHIJ'[i]}\n"
    f"  role: biträdande verksamhetsutvecklingssamordnare för språk\n  organisation: Provstads kommun\n"
    f"  email: namn.{i}@example.org\n  phone: 070-17406{10 + i}\n" for i in range(10)))
for meeting in sorted((network / "2025-2026/meetings").glob("*.md"))[:3]:
    meeting.write_text(meeting.read_text() + f"\n```team lilla-skolan\n{told()}\n```\n")
indented = "\n\n".join([paragraph() for _ in range(4)]
                       + ['![En öppen bok.](pictures/bok.svg "Boken på hyllan.")', paragraph()]).replace("\n", "\n    ")
# The first is what a chart of the town shows.
measures = "    - title: Högläsning\n      unit: procent\n      goal: 60\n      better: up\n      series: measures/hogt.csv\n" + "".join(
    f"    - title: {'Andel barn som får en ' + word if i == 3 else f'Elever med bok hemma i område {i}'}\n"
    f"      unit: procent av eleverna\n      goal: 95\n      better: up\n      series: measures/bok-hemma.csv\n"
    for i in range(11))
teams = network / "teams.yml"
text = teams.read_text().replace("title: Lilla skolan", f"title: {title}")
text = text.replace("    Vi är fyra klasser.\n", f"    {indented}\n")
text = re.sub(r"  contacts: \[zeb-al\]\n  measures:\n(    .*\n|      .*\n)+",
              "  contacts: [" + ", ".join(f"lang-{i}" for i in range(10)) + f"]\n  measures:\n{measures}", text)
text = text.replace("  cycles:\n", "  cycles:\n" + "".join(
    f"    - title: {'Försök' if i % 2 else word} {i}\n      start: 2025-{i % 12 + 1:02}-{i // 12 + 1:02}\n      decision: adapt\n"
    for i in range(30)), 1)
teams.write_text(text)
