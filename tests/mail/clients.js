// Letters against what caniemail.com knows of mail programs: clients.js FOLDER… prints what a program of our readers
// does not show, and fails. What is on the list below may be missing there, for the reason beside it.
'use strict';
const fs = require('fs');
const path = require('path');

const clients = ['outlook.windows', 'gmail.*', 'apple-mail.*'];

// [what caniemail calls it, where (a beginning of the client's name), why the letter is fine without it].
const allowed = [
    ['border-radius', 'outlook.windows', 'discs become squares with the same number'],
    ['overflow', 'outlook.windows', 'on the preheader alone, which mso-hide takes away there'],
    ['white-space', 'outlook.windows', 'on code alone, whose lines are then told apart by <pre>'],
    ['display:none', 'gmail.mobile-webmail', 'on the preheader alone, which also has no height and the colour of the ground'],
];

// The HTML part of a message as this program writes it: the only one, in quoted-printable.
function htmlPart(file) {
    const message = fs.readFileSync(file, 'latin1');
    const part = message.slice(message.search(/^Content-Type: text\/html/m));
    const start = part.indexOf('\r\n\r\n') + 4, end = part.indexOf('\r\n--=_', start);
    const bytes = part.slice(start, end < 0 ? undefined : end).replace(/=\r\n/g, '')
        .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
    return Buffer.from(bytes, 'latin1').toString('utf8');
}

const letters = (folder) => fs.readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.eml'))
    .map((name) => path.join(folder, name)).sort();

async function main(folders) {
    const { caniemail } = await import('caniemail');
    const files = folders.flatMap(letters), faults = new Map(), used = new Set();
    for (const file of files) {
        // Of word-wrap nothing is known for Gmail on iOS, and caniemail stops there; word-break always stands beside it.
        const html = htmlPart(file).replaceAll('word-wrap:break-word;', '');
        if (!html.includes('</html>')) throw new Error(`${file}: no HTML part is found`);
        for (const [client, issues] of caniemail({ clients, html }).issues.errors) {
            for (const { title } of issues) {
                const row = allowed.find(([name, where]) => name === title && client.startsWith(where));
                if (row) used.add(row);
                else faults.set(`${title}: ${client}`, (faults.get(`${title}: ${client}`) ?? new Set()).add(file));
            }
        }
    }
    for (const [fault, where] of faults) console.log(`${fault} (${where.size} letters, such as ${[...where][0]})`);
    for (const row of allowed) if (!used.has(row)) console.log(`${row[0]}, ${row[1]}: allowed, but in no letter`);
    console.log(`${files.length} letters, ${faults.size} faults`);
    process.exitCode = faults.size || !files.length || used.size < allowed.length ? 1 : 0;
}

main(process.argv.slice(2));
