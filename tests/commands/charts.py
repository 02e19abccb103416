"""The rules of run charts and their sentences, once more and in other ways: fractions in place of floating point, limits
summed exactly. Measures at random, always the same, are written for a network; what its built pages claim of them is
compared with this.

    charts.py write FOLDER LANGUAGE    a teams.yml of a network in that language
    charts.py compare FOLDER LANGUAGE  the network's pages below FOLDER; prints what differs
    charts.py letter SITE LANGUAGE     the same for its letter, in all its bodies"""
import bisect
import calendar
import datetime
import email
import email.policy
import html
import math
import pathlib
import random
import re
import sys
from fractions import Fraction

TEAMS, PER_TEAM = 30, 8
LEAST = 10


# Measures: dates are (year, month, day), day 0 for a month; values are fractions, as written.


def shape(chance, count):
    """Values of some kind that rules see or do not see."""
    kind = chance.choice("noise noise shift shift back trend stairs restless ties same drift".split())
    step, half = chance.choice([3, 6, 12]), count // 2
    values = [chance.gauss(40, 4) for _ in range(count)]
    if kind == "shift":
        values = [value + (step if i >= half else 0) for i, value in enumerate(values)]
    elif kind == "back":
        values = [value - (step if count // 4 <= i < 3 * count // 4 else 0) for i, value in enumerate(values)]
    elif kind == "trend":
        at = chance.randrange(count)
        values = [value + 5 * max(0, min(i - at, 7)) for i, value in enumerate(values)]
    elif kind == "stairs":  # that rise, with values that are repeated on the way
        values = [20 + 3 * (i // 2) + (chance.choice([0, 20]) if i < half else 0) for i in range(count)]
    elif kind == "restless":
        values = [40 + abs(value - 40) * (-1) ** i for i, value in enumerate(values)]
    elif kind == "ties":
        values = [float(chance.choice([38, 40, 40, 40, 41, 43])) for _ in values]
    elif kind == "same":
        values = [40.0 if chance.random() < 0.8 else value for value in values]
    elif kind == "drift":
        values = [value + i * step / count for i, value in enumerate(values)]
    if chance.random() < 0.4:
        values = [80 - value for value in values]
    return [Fraction(round(value * 10) if chance.random() < 0.9 else round(value) * 10, 10) for value in values]


def dates(chance, count):
    if chance.random() < 0.5:
        first = 12 * 2015 + chance.randrange(24)
        days = [((first + i) // 12, (first + i) % 12 + 1, 0) for i in range(count)]
    else:
        first, apart = datetime.date(2022, 1, 1) + datetime.timedelta(chance.randrange(200)), chance.choice([1, 3, 7])
        days = [(first + datetime.timedelta(i * apart)).timetuple()[:3] for i in range(count)]
    if chance.random() < 0.2:  # two of one day
        days[1:2] = days[:1] if count > 1 else days[1:2]
    return days


def moving_goal(chance, last):
    per_year = Fraction(chance.choice(["2", "-1.5", "12", "0.7", "-30", "0.25"]))
    start = (last[0] - chance.choice([-1, 0, 1, 4]), chance.randrange(12) + 1, chance.choice([0, 1, 15]))
    return Fraction(chance.randrange(300, 500), 10), start, per_year


def measures_of(language):
    chance = random.Random("charts " + language)
    measures = []
    for number in range(TEAMS * PER_TEAM):
        count = chance.choice([0, 1, 2, 7, 9, 10, 11, 12, 15, 20, 24, 24, 30, 36, 60, 80, 150])
        values, days = (shape(chance, count), dates(chance, count)) if count else ([], [])
        measure = {"title": f"M{number}", "unit": chance.choice(["%", "", "procent av dem", "barn"]), "phases": [],
                   "better": chance.choice(["up", "down", "up", "down", None]), "goal": None, "change": None,
                   "rules": chance.choice(["anhoj", "ihi"]), "values": list(zip(days, values))}
        if chance.random() < 0.5:
            measure["goal"] = Fraction(chance.randrange(300, 500), 10)
        elif count and chance.random() < 0.5:
            measure["change"] = moving_goal(chance, days[-1])
        if count > 9 and chance.random() < 0.4:
            for start in sorted(chance.sample(range(count - 1), chance.choice([1, 2]))):
                until = days[min(count - 1, start + 1 + chance.randrange(15))] if chance.random() < 0.5 else None
                until = until[:2] + (chance.choice([0, until[2]]),) if until else None
                if all(phase[0] != days[start] for phase in measure["phases"]):
                    measure["phases"].append((days[start], f"Fas {start}", until))
        measure["marks"] = [i for i in range(count) if chance.random() < 0.03]
        measures.append(measure)
    return measures


def iso(date):
    return "%d-%02d" % date[:2] + ("-%02d" % date[2] if date[2] else "")


def write(folder, language):
    chance = random.Random("order")
    lines = []
    for number, measure in enumerate(measures_of(language)):
        if number % PER_TEAM == 0:
            lines += [f"team-{number // PER_TEAM}:", f"  title: Team {number // PER_TEAM}", "  measures:"]
        lines.append(f"    - title: {measure['title']}")
        for name in "unit", "better", "rules", "goal":
            if measure[name]:
                value = measure[name]
                lines.append(f"      {name}: {float(value) if name == 'goal' else '%r' % value}")
        if measure["change"]:
            start, day, change = measure["change"]
            lines += ["      goal_change:", f"        from: {float(start)}", f"        start: {iso(day)}",
                      f"        per_year: {float(change)}"]
        if measure["phases"]:
            lines.append("      phases:")
        for start, title, until in measure["phases"]:
            lines += [f"        - start: {iso(start)}", f"          title: {title}"]
            lines += [f"          median_until: {iso(until)}"] if until else []
        lines.append(f"      series: series/{measure['title']}.csv")
        rows = [f"{iso(day)};{float(value)};{'x' if i in measure['marks'] else ''}"
                for i, (day, value) in enumerate(measure["values"])]
        if len({day for day, _ in measure["values"]}) == len(rows):
            chance.shuffle(rows)  # the order of time is the program's matter
        path = folder / "series" / f"{measure['title']}.csv"
        path.parent.mkdir(exist_ok=True)
        path.write_text("datum;värde;markera\n" + "\n".join(rows) + "\n", encoding="utf-8")
    (folder / "teams.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")


# Rules


def median_of(values):
    ordered = sorted(values)
    return (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2


def rare(weights):
    """How many of the first numbers come, together, in at most one of 20 cases."""
    total, summed = sum(weights), 0
    for number, weight in enumerate(weights):
        summed += weight
        if 20 * summed > total:
            return number
    return len(weights)


def wald_wolfowitz(above, below):
    """In how many orders of so many values above and below the median it is crossed 0, 1, 2 … times."""
    ways = [0] * (above + below)
    for runs in range(1, above + below + 1):
        for begins, other in (above, below), (below, above):
            mine, theirs = (runs + 1) // 2, runs // 2
            if theirs == 0:
                ways[runs - 1] += other == 0 and mine == 1
            elif begins and other:
                ways[runs - 1] += math.comb(begins - 1, mine - 1) * math.comb(other - 1, theirs - 1)
    return ways


def runs_beside(values, median):
    """(is above, indexes) of each run; values on the median are in none."""
    runs = []
    for i, value in enumerate(values):
        if value == median:
            continue
        if not runs or runs[-1][0] != (value > median):
            runs.append((value > median, []))
        runs[-1][1].append(i)
    return runs


def trends(values):
    """(is rising, indexes that count, last index) of each row that rises or falls all the way."""
    turns = [i for i, value in enumerate(values) if i == 0 or value != values[i - 1]]
    found = []
    for before, after in zip(turns, turns[1:]):
        is_up = values[after] > values[before]
        if found and found[-1][0] == is_up:
            found[-1][1].append(after)
        else:
            found.append((is_up, [before, after]))
    ends = turns[1:] + [len(values)]
    return [(is_up, row, ends[turns.index(row[-1])] - 1) for is_up, row in found]


def judge(values, baseline, rules):
    median = median_of(values[:baseline] if baseline else values)
    runs = runs_beside(values, median)
    useful = sum(len(run) for _, run in runs)
    found = {"median": median, "useful": useful, "judged": useful >= LEAST, "shift": None, "trend": None,
             "few": False, "many": False, "crossings": len(runs) - 1, "frozen": bool(baseline)}
    if not found["judged"]:
        return found
    above = sum(len(run) for is_up, run in runs if is_up)
    if rules == "anhoj":
        found["shift_least"] = round(math.log2(useful)) + 3 + 1
        found["least"], found["most"] = rare([math.comb(useful - 1, k) for k in range(useful)]), useful
    else:
        ways = wald_wolfowitz(above, useful - above)
        found["shift_least"], found["least"] = 6, rare(ways)
        found["most"] = len(ways) - 1 - rare(ways[::-1])
        rows = [row for row in trends(values) if len(row[1]) >= 5]
        if rows:
            is_up, row, last = rows[-1]
            found["trend"] = (is_up, row[0], last, len(row), last == len(values) - 1)
    long_runs = [run for run in runs if len(run[1]) >= found["shift_least"]]
    if long_runs:
        is_up, run = long_runs[-1]
        found["shift"] = (is_up, run[0], run[-1], len(run), run is runs[-1][1])
    found["few"], found["many"] = found["crossings"] < found["least"], found["crossings"] > found["most"]
    return found


# Sentences


MONTHS = {"sv": "januari februari mars april maj juni juli augusti september oktober november december".split(),
          "en": list(calendar.month_name)[1:]}


def strings_of(language):
    text = pathlib.Path(f"layouts/strings/{language}.yml").read_text(encoding="utf-8")
    return {name: value.strip('"') for name, value in re.findall(r"^(\w+): (.*)$", text, re.M)}


def day_of(date):
    return datetime.date(date[0], date[1], date[2] or 1)


def last_day(date):
    return datetime.date(date[0], date[1], date[2] or calendar.monthrange(*date[:2])[1])


def goal_on(measure, date):
    """None when a goal that moves stands half way between two numbers that are shown."""
    if not measure["change"]:
        return measure["goal"]
    start, begun, per_year = measure["change"]
    months = [12 * year + month + Fraction((day or 1) - 1, calendar.monthrange(year, month)[1])
              for year, month, day in (begun, date)]
    if months[1] <= months[0]:
        return start
    step = Fraction(10) ** (math.floor(math.log10(abs(per_year))) - 1)
    steps = (start + per_year * (months[1] - months[0]) / 12) / step
    return None if abs(steps % 1 - Fraction(1, 2)) < Fraction(1, 10**6) else round(steps) * step


class Teller:
    def __init__(self, measure, language):
        self.measure, self.language, self.strings = measure, language, strings_of(language)
        self.values = sorted(measure["values"], key=lambda value: day_of(value[0]))  # stable
        self.better = {"up": 1, "down": -1, None: 0}[measure["better"]]
        self.words, self.said = {"title": measure["title"]}, []
        if not self.values:
            return
        self.part()
        self.now = self.phases[-1]
        same = self.values[0][0][:2] == self.values[-1][0][:2]
        self.style = "day" if same else "month"
        self.goal = goal_on(measure, self.values[-1][0])
        self.set_progress()

    def part(self):
        starts = [day_of(phase[0]) for phase in self.measure["phases"]]
        parts = {}
        for day, value in self.values:
            parts.setdefault(bisect.bisect_right(starts, day_of(day)), []).append((day, value))
        self.phases = []
        for number, part in parts.items():
            phase = self.measure["phases"][number - 1] if number else None
            baseline = 0
            if phase and phase[2]:
                baseline = sum(day_of(day) <= last_day(phase[2]) for day, _ in part)
            baseline = baseline if baseline < len(part) else 0
            found = judge([value for _, value in part], baseline, self.measure["rules"])
            self.phases.append({"phase": phase, "values": part, "baseline": baseline, **found})

    def set_progress(self):
        now, latest = self.now, self.values[-1]
        signals = [now["shift"], now["trend"]]
        self.direction = sum((1 if run[0] else -1) for run in signals if run and run[4])
        self.direction = (self.direction > 0) - (self.direction < 0)
        self.pointed = now["shift"]
        if not now["shift"] or (now["trend"] and now["trend"][4] and not now["shift"][4]):
            self.pointed = now["trend"]
        change = self.measure["change"]
        self.begun = not change or day_of(latest[0]) > day_of(change[1])
        self.at_goal = self.goal is not None and \
            (self.better * (latest[1] - self.goal) >= 0 if self.better else latest[1] == self.goal)
        if self.begun and self.at_goal and self.better:
            self.progress = "reached"
        elif not now["judged"]:
            self.progress = "few"
        elif not (any(signals) or now["few"] or now["many"]):
            self.progress = "unsure"
        elif not self.better or not self.direction:
            self.progress = "changed"
        else:
            self.progress = "toward" if self.direction == self.better else "away"

    def number(self, value):
        text = f"{float(value):.4f}".rstrip("0").rstrip(".")
        return text.replace(".", "," if self.language == "sv" else ".").replace("-", "\u2212")

    def measured(self, value, unit):
        return self.number(value) + ("\u00a0" if unit == "%" else " " if unit else "") + unit

    def date(self, date, style=None):
        month = f"{MONTHS[self.language][date[1] - 1]} {date[0]}"
        return f"{date[2]} {month}" if date[2] and (style or self.style) == "day" else month

    def counted(self, count, word):
        return f"{count} " + self.strings[f"one_{word}" if count == 1 else f"many_{word}s"]

    def say(self, name, **words):
        self.words |= words
        self.said.append(re.sub(r"\{(\w+)\}", lambda word: str(self.words[word[1]]), self.strings[name]))

    def say_run(self, names, run):
        is_up, first, last, length, is_lasting = run
        since, until = self.now["values"][first][0], self.now["values"][last][0]
        style = "day" if not is_lasting and since[:2] == until[:2] else None
        self.say(names[is_up] + ("" if is_lasting else "_ended"), length=length, since=self.date(since, style),
                 until=self.date(until, style))

    def say_findings(self):
        now, count = self.now, len(self.now["values"])
        if not now["judged"]:
            if count < LEAST:
                self.say("measured_few_phase" if len(self.phases) > 1 else "measured_few")
            else:
                self.say("measured_tied" if now["useful"] else "measured_equal")
            return
        if not (now["shift"] or now["trend"] or now["few"] or now["many"]):
            self.say("measured_none")
            return
        if now["shift"]:
            self.say_run(["measured_below", "measured_above"], now["shift"])
        if now["trend"]:
            self.say_run(["measured_falling", "measured_rising"], now["trend"])
        if now["few"] and now["crossings"]:
            self.say("measured_crossings_too" if self.pointed else "measured_crossings")
        if now["many"]:
            self.say("measured_restless")
        self.say_meaning()

    def say_meaning(self):
        now, is_rare = self.now, self.measure["rules"] == "anhoj" and not self.now["frozen"]
        if self.better and self.direction:
            meaning = "better" if self.direction == self.better else "worse"
        elif self.pointed:
            meaning = "change" if self.pointed[4] or now["few"] else "past"
        else:
            meaning = "unplaced" if now["few"] else "restless"
        self.say(("measured_rare_" if is_rare else "measured_taken_") + meaning)
        if now["frozen"]:
            self.say("measured_chance_frozen")
            return
        # How often is drawn, and tested with the rules; here only that it is said of series of this length.
        self.said.append("CHANCE")

    def say_goal(self):
        measure, latest = self.measure, self.values[-1][1]
        if self.goal is None:
            return
        left = self.number(abs(latest - self.goal))
        if measure["unit"].startswith(("%", "procent")):
            left += " " + self.strings[("one" if left == "1" else "many") + "_percentage_point" +
                                       ("" if left == "1" else "s")]
        # The unit stands once, at the latest value; but percent is said.
        percent = measure["unit"].split()[0] if measure["unit"].startswith(("%", "procent")) else ""
        words = {"left": left, "goal": self.measured(self.goal, percent)}
        if not self.begun:
            self.say("measured_moving_start", **words, goal_start=self.date(measure["change"][1]))
            return
        kind = ("reached" if self.at_goal else "left") if self.better else ("same" if self.at_goal else "off")
        self.say(("measured_moving_" if measure["change"] else "measured_goal_") + kind, **words)

    def sentence(self):
        if not self.values:
            return re.escape(self.strings["chart_none"].replace("{title}", self.measure["title"]))
        values, now = self.values, self.now
        count = len(now["values"])
        self.words |= {
            "number": len(values), "start": self.date(values[0][0]), "end": self.date(values[-1][0]),
            "first": self.number(values[0][1]), "last": self.measured(values[-1][1], self.measure["unit"]), "count": count,
            "values": self.counted(count, "value"), "needed": LEAST, "median": self.number(now["median"]),
            "useful": now["useful"], "baseline": now["baseline"], "times": self.counted(now["crossings"], "time"),
            "least": now.get("least"), "most": now.get("most")}
        same_day = day_of(values[0][0]) == day_of(values[-1][0])
        self.say("chart_one" if len(values) == 1 else "chart_same_day" if same_day else "chart_many")
        told = range(max(len(self.phases) - 3, 1), len(self.phases))
        for i in told:
            before, after = self.phases[i - 1:i + 1]
            frozen = after["frozen"] or before["frozen"]
            self.say("measured_phase_earlier" if i != told[-1] else "measured_phase_frozen" if frozen else "measured_phase",
                     phase=after["phase"][1], phase_start=self.date(after["phase"][0]),
                     before=self.number(before["median"]), now=self.number(after["median"]))
        if told:
            if count >= LEAST:
                self.say("measured_phase_count")
        self.say_findings()
        self.say_goal()
        marks = [values[i][0] for i in range(len(values)) if self.is_marked(i)]
        for date in marks[-3:]:
            self.say("measured_mark", date=self.date(date, "day"))
        chances = "|".join(re.escape(self.strings["measured_chance" + kind].replace("{count}", str(count)))
                           for kind in ("", "_often", "_always")).replace(re.escape("{chance}"), r"\d+")
        return re.escape(" ".join(self.said)).replace("CHANCE", f"(?:{chances})")

    def is_marked(self, index):
        order = sorted(range(len(self.values)), key=lambda i: day_of(self.measure["values"][i][0]))
        return order[index] in self.measure["marks"]

    def signals(self):
        """How many points are drawn as a signal: those of the runs of all phases."""
        return sum(len({i for run in (phase["shift"], phase["trend"]) if run for i in range(run[1], run[2] + 1)})
                   for phase in self.phases)


def plain(text):
    return html.unescape(re.sub(r"<[^>]+>", "", text))


def differences(measure, language, section, row):
    teller = Teller(measure, language)
    expected = teller.sentence()
    said = plain(re.search(r'<p class="says">(.*?)</p>', section, re.S)[1])
    if not re.fullmatch(expected, said):
        yield f"says\n  {said}\n  in place of\n  {expected}"
    for description in re.findall(r"<desc>(.*?)</desc>", section + row, re.S):
        if html.unescape(description) != said:
            yield f"the drawing says '{description}'"
    if not teller.values:
        if row:
            yield "a measure without values stands in the table"
        return
    progress = re.search(r'class="progress (\w+)"', row)[1]
    if progress != teller.progress:
        yield f"the progress is '{progress}'"
    goal = plain(re.search(r'<td class="aim">.*?</span> (.*?)</td>', row, re.S)[1])
    if goal != (teller.number(teller.goal) if teller.goal is not None else "–"):
        yield f"the goal is '{goal}', not {teller.goal}"
    wide = re.search(r'<div class="wide">(.*?)</svg>', section, re.S)[1]
    signals = len(re.findall(r'<path class="signal', wide))
    if signals != teller.signals():
        yield f"{signals} points are signals, not {teller.signals()}"


def compare(folder, language):
    found, seen = 0, {}
    glance = (folder / "index.html").read_text(encoding="utf-8")
    rows = dict(re.findall(r'<tr><th scope="row">[^\n]*? <span>(M\d+)[,<](.*?)</tr>', glance, re.S))
    measures = measures_of(language)
    for number, measure in enumerate(measures):
        page = (folder / f"teams/team-{number // PER_TEAM}/index.html").read_text(encoding="utf-8")
        section = page.split(f"<h3>{measure['title']}</h3>")[1].split("<h3>")[0].split("</section>")[0]
        if measure["change"] and measure["values"] and goal_on(measure, max(measure["values"])[0]) is None:
            continue
        row = rows.get(measure["title"], "")
        for difference in differences(measure, language, section, row):
            print(f"{language} {measure['title']} ({measure['rules']}, {measure['better']}): {difference}")
            found += 1
        for name in re.findall(r'class="progress (\w+)"', row):
            seen[name] = seen.get(name, 0) + 1
    if len(seen) < 6:
        print(f"not all kinds of progress are among the measures: {seen}")
        found += 1
    return found


def letter(site, language):
    path = f"charts-{language}/2090/newsletter-1"
    message = email.message_from_bytes((site / "outbox" / f"{path}.eml").read_bytes(), policy=email.policy.default)
    written = message.get_body(("html",)).get_content()
    bodies = {"page": plain((site / "public" / path / "index.html").read_text(encoding="utf-8")),
              "html": plain(written), "text": message.get_body(("plain",)).get_content(),
              "alternative texts": " ".join(html.unescape(text) for text in re.findall(r' alt="(.*?)"', written))}
    bodies = {name: re.sub(r"\s+", " ", text) for name, text in bodies.items()}
    found = 0
    for measure in measures_of(language)[:16]:
        expected = Teller(measure, language).sentence().replace("\u00a0", " ")
        for name, text in bodies.items():
            if (name != "alternative texts" or measure["values"]) and not re.search(expected, text):
                print(f"{name}: nowhere {expected}")
                found += 1
    return found


if __name__ == "__main__":
    command, folder, language = sys.argv[1:]
    if command == "write":
        write(pathlib.Path(folder), language)
    else:
        sys.exit({"compare": compare, "letter": letter}[command](pathlib.Path(folder), language) > 0)
