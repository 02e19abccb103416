// Writes the content of a site of the size that the search must bear: corpus.js FOLDER [LETTERS [OWN [NOTES]]], always
// the same bytes. Each of 1,000 newsletters covers a meeting; a letter's own 300 words and its meeting's notes of 600
// make 900. Networks have six rounds of ten meetings.
//
// The words are those of Debian's wswedish, and compounds of them. How often they come is that of real text: a word in
// two has little meaning of its own; of the others some repeat what the same text said before, some what the round
// said, and the rest are drawn by Zipf's and Mandelbrot's law, all forms of a word together. The numbers were chosen so
// that a text of 850 words has as many stems as this project's own notes (360), and 900,000 words 35,000 forms;
// corpus.js alone prints both.
'use strict';
const fs = require('fs');
const path = require('path');
const { WORDS, fold, stemOf } = require('../../assets/search.js');

const MEETINGS = 10, ROUNDS = 6, TEAMS = 8, PEOPLE = 12; // in a round, in a network …
const REPEATS_TEXT = 0.08, REPEATS_ROUND = 0.3, IS_SMALL = 0.38, IS_COMPOUND = 0.015;
const MANDELBROT = 100, ZIPF = 1.5;
const small = ('och i att det som en på är för av med till den har de inte om ett vi var kan från ska när så hur men vad ' +
    'alla du eller ni man efter under där vid mer här också sig få får mycket finns något nu många ut vill sedan andra ' +
    'mot första över än dem kommer två varje skulle blir varit upp inom år bara tre hade dag ha sin utan flera själva ' +
    'mellan gör ta göra då dessa denna detta någon samma vara blev bli gång nya bra både redan ser in olika allt hos ' +
    'tid genom sina sitt barn team teamen barnen möte mötet nätverk nätverket skola skolan träffen mål mått unga')
    .split(' ');

let seed = 1;
function chance() { // mulberry32
    seed = (seed + 0x6D2B79F5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
const below = (count) => Math.floor(chance() * count);
const between = (least, most) => least + below(most - least + 1);
const oneOf = (list) => list[below(list.length)];
const many = (count, make) => Array.from({ length: count }, (_, i) => make(i));

// Draws numbers from 0, the first ones most often.
function drawer(count, shift, power) {
    const sums = new Float64Array(count);
    for (let i = 0, sum = 0; i < count; i++) sums[i] = sum += 1 / (i + 1 + shift) ** power;
    return () => {
        const wanted = chance() * sums[count - 1];
        let [from, to] = [0, count - 1];
        while (from < to) {
            const middle = (from + to) >> 1;
            if (sums[middle] < wanted) from = middle + 1;
            else to = middle;
        }
        return from;
    };
}

// The forms of each word together, short words earlier, since what is said often is short.
function readWords() {
    const forms = new Map();
    const all = fs.readFileSync('/usr/share/dict/swedish', 'latin1').split('\n').filter((word) => /^[a-zåäöé]{3,}$/.test(word));
    for (const word of all) {
        const stem = stemOf(fold(word), 'sv');
        if (!forms.has(stem)) forms.set(stem, []);
        forms.get(stem).push(word);
    }
    return [...forms.values()].map((list) => [chance() * (6 + list[0].length), list]).sort((a, b) => a[0] - b[0]).map((pair) => pair[1]);
}

const words = readWords();
const drawWord = drawer(words.length, MANDELBROT, ZIPF), drawSmall = drawer(small.length, 2.7, 1), drawForm = drawer(4, 0, 1);
const formOf = (forms) => forms[drawForm() % forms.length];
const compound = () => words[drawWord()][0] + formOf(words[drawWord()]);

// Words of a text, that are remembered by its round.
function writer(round) {
    const own = [];
    const drawn = () => (chance() < IS_COMPOUND ? compound() : formOf(words[drawWord()]));
    return () => {
        if (chance() < IS_SMALL) return small[drawSmall()];
        const kind = chance(), known = kind < REPEATS_TEXT ? own : kind < REPEATS_TEXT + REPEATS_ROUND ? round : [];
        const word = known.length ? oneOf(known) : drawn();
        own.push(word);
        round.push(word);
        return word;
    };
}

const capital = (text) => text[0].toUpperCase() + text.slice(1);
const phrase = (next, least, most) => capital(many(between(least, most), next).join(' '));
const sentences = (next, count) => many(count, () => `${phrase(next, 7, 16)}.`).join(' ');

// About `count` words with headings, lists and quotes.
function text(next, count) {
    const parts = [];
    const size = () => parts.join(' ').split(' ').length;
    while (size() < count) {
        const kind = parts.length % 6;
        if (kind === 2) parts.push(`## ${phrase(next, 2, 6)}`);
        else if (kind === 4) parts.push(many(between(3, 5), () => `- ${phrase(next, 4, 9)}`).join('\n'));
        else if (kind === 5) parts.push(`> ${sentences(next, 2)}`);
        else parts.push(sentences(next, between(3, 5)));
    }
    return parts.join('\n\n');
}

const given = 'Alva Tor Gunvor Leo Siv Nils Maj Elin Bo Ylva Karin Olle Stina Arvid Tuva Ivar Ebba Sixten Rut Ture'.split(' ');
const ends = 'berg ström lund gren kvist holm dahl stedt vik mark'.split(' ');
const places = 'hult torp by sjö ås fors köping bo vik näs'.split(' ');
const name = () => `${oneOf(given)} ${capital(words[below(900)][0])}${oneOf(ends)}`;
const place = () => `${capital(words[below(900)][0])}${oneOf(places)}`;

function main(folder, letters, ownWords, noteWords) {
    const write = (file, lines) => {
        fs.mkdirSync(path.dirname(path.join(folder, 'content', file)), { recursive: true });
        fs.writeFileSync(path.join(folder, 'content', file), lines.join('\n') + '\n');
    };
    const quoted = (words_) => `"${words_}"`;
    const people = [];
    write('site.yml', ['title: Många nätverk', 'address: https://prov.example.org', 'language: sv', 'publisher: Prov',
        'email: prov@example.org', 'theme: vagen', 'sender:', '  name: Prov', '  email: brev@example.org']);
    for (let n = 0, left = letters; left > 0; n++) {
        const network = `n${n + 1}`, next = writer([]);
        const teams = many(TEAMS, (i) => ({ id: `${network}-${i + 1}`, place: place() }));
        const own = many(PEOPLE, (i) => ({ id: `p-${network}-${i + 1}`, name: name(), role: words[below(4000)][0] }));
        people.push(...own);
        write(`${network}/network.yml`, [`title: ${phrase(next, 2, 4)}`, `lead: ${phrase(next, 8, 12)}`, 'language: sv', 'background: |', `  ${sentences(next, 8)}`]);
        write(`${network}/teams.yml`, teams.flatMap((team) => [`${team.id}:`, `  title: ${capital(oneOf(words)[0])} i ${team.place}`,
            `  municipality: ${team.place}`, `  aim: ${sentences(next, 2)}`]));
        for (let r = 0; r < ROUNDS && left > 0; r++) {
            const start = 2012 + 2 * r, round = [], id = `${network}/${start}-${start + 1}`;
            write(`${id}/round.yml`, [`title: Omgången ${start}-${start + 1}`, `lead: ${phrase(writer(round), 8, 12)}`,
                `start: ${start}-08-01`, `end: ${start + 1}-06-10`, 'teams:', ...teams.map((team) => `  - ${team.id}`)]);
            for (let m = 0; m < MEETINGS && left > 0; m++, left--) {
                const month = (7 + m) % 12 + 1, year = start + (m > 4 ? 1 : 0), day = between(10, 27);
                const date = `${year}-${String(month).padStart(2, '0')}-`;
                const meeting = writer(round), letter = writer(round);
                write(`${id}/meetings/${date}${day}.md`, ['---', `title: ${phrase(meeting, 2, 6)}`, `number: ${m + 1}`, 'kind: meeting',
                    'start: "13:00"', 'end: "16:00"', `place: Biblioteket i ${oneOf(teams).place}`, `lead: ${phrase(meeting, 8, 14)}`,
                    'speakers:', `  - ${own[m].id}`, '---', '', text(meeting, noteWords)]);
                write(`${id}/newsletters/${m + 1}.md`, ['---', `title: ${phrase(letter, 2, 6)}`, `date: ${date}${day + 1}`,
                    `lead: ${phrase(letter, 8, 14)}`, 'meetings:', `  - ${date}${day}`, '---', '', text(letter, ownWords)]);
            }
        }
    }
    write('people.yml', people.flatMap((one) => [`${one.id}:`, `  name: ${one.name}`, `  role: ${one.role}`, '  organisation: Provkommunen']));
}

// How the words grow.
function measure() {
    const forms = new Set(), stems = new Set(), growth = [], ofText = [];
    let count = 0;
    for (let r = 0; r < 100; r++) {
        const round = [];
        for (let t = 0; t < 2 * MEETINGS; t++) {
            const text_ = text(writer(round), t % 2 ? 300 : 600).match(WORDS).map(fold), own = new Set();
            for (const word of text_) { forms.add(word); own.add(stemOf(word, 'sv')); }
            own.forEach((stem) => stems.add(stem));
            count += text_.length;
            ofText.push([text_.length, own.size]);
        }
        if ([0, 9, 29, 99].includes(r)) growth.push(`${count} words: ${forms.size} forms, ${stems.size} stems`);
    }
    console.log(growth.join('\n'));
    const mean = (parity) => ofText.filter((_, i) => i % 2 === parity).reduce((a, b) => [a[0] + b[0] / ofText.length * 2, a[1] + b[1] / ofText.length * 2], [0, 0]).map(Math.round);
    console.log(`a text of ${mean(0).join(' words has ')} stems, one of ${mean(1).join(' ')}`);
    const alone = [];
    for (let i = 0; i < 20; i++) alone.push(new Set(text(writer([]), 850).match(WORDS).map((word) => stemOf(fold(word), 'sv'))).size);
    console.log(`850 words: ${alone.reduce((a, b) => a + b) / 20} stems`);
}

if (process.argv.length > 2) main(process.argv[2], ...[1000, 300, 600].map((count, i) => Number(process.argv[3 + i] || count)));
else measure();
