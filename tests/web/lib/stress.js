// Writes the content of a site that strains the layouts: stress.js FOLDER THEME. Always the same bytes.
// One round of twelve meetings and one of a single meeting, very long words and titles, fifteen teams, a table of
// eight columns, a picture, drivers and small tests without end, a network in English. Everything in it is invented.
'use strict';
const fs = require('fs');
const path = require('path');

const [folder, theme] = process.argv.slice(2);
const longWord = 'Tillgänglighetsredogörelsekommittén';
const longTitle = `${longWord} och arbetsgruppen för gemensamma språkutvecklingsinsatser i förskoleverksamheten`;
const longRole = 'biträdande verksamhetsutvecklingssamordnare för barnhälsovårdens språkfrämjande insatser';
const places = ['Granhult', 'Sjöbolet', 'Norrmyra', 'Västersjötorpsbygden', 'Ås'];

function write(name, text) {
    const file = path.join(folder, 'content', name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text.replace(/^\n/, ''));
}

const range = (count, make) => Array.from({ length: count }, (_, i) => make(i));

function site() {
    write('site.yml', `
title: Påhittade nätverk för provning
subtitle: ${longWord} hälsar välkommen
lead: Allt här är påhittat. Sidorna visar vad som händer när orden är långa, listorna är långa och träffarna är många.
address: https://prov.example.org
language: sv
publisher: Påhittade Regionförvaltningsmyndigheten
email: prov@example.org
theme: ${theme}
sender:
  name: Påhittade nätverk
  email: brev@example.org
accessibility:
  note: En påhittad redogörelse.
  compliance: partial
  shortcomings:
    - situation: Användning utan synförmåga
      problem: ${longWord} har inte granskat diagrammen.
      reason: Ej granskat.
      action: Granskas.
  outside: Inget.
  burden: Inget.
  feedback:
    address: https://example.org/en/mycket/lang/adress/till/ett/formular-utan-mellanslag-eller-avstavningar-alls
    text: Du behöver inte säga vem du är.
  assessed: 2026-02-20
  updated: 2026-03-01
  method: En självskattning.
`);
    write('pages/om.md', `
---
title: Integritetsskyddsmyndighetskontakter
lead: En fri sida med en rubrik som är ett enda ord.
menu: yes
---
## ${longTitle}

Se [${longTitle}](../langa-ord/2025-2026/round.yml), och den [långa adressen](https://example.org/en/mycket/lang/adress/utan/slut).

### Kod och citat

> ${longTitle}

\`\`\`
en_rad_kod_som_är_mycket_längre_än_en_telefon_är_bred = "och som inte går att bryta någonstans alls"
\`\`\`

1. Ett
   1. Ett och ett
   2. \`ett_ord_i_kod_som_är_mycket_längre_än_en_telefon_är_bred_och_inte_går_att_bryta\`
2. Två
`);
    write('people.yml', range(12, i => `
person-${i + 1}:
  name: ${['Ann', 'Maximilian-Alexander', 'Åsa'][i % 3]} ${['Ek', 'von Långnamnsson-Dubbelstierna', 'Öst'][(i >> 1) % 3]} ${'ABCDEFGHIJKL'[i]}
  role: ${i % 2 ? longRole : 'coach'}
  organisation: ${i % 3 ? 'Granhults bibliotek' : 'Utbildningsförvaltningens kompetensförsörjningsenhet'}
  email: ett.mycket.langt.namn.som.inte.bryts.${i + 1}@example.org
  phone: 070-17406${String(10 + i)}
`).join(''));
}

const table = `
| Team | Jan | Feb | Mars | April | Maj | Juni | Utvecklingskommentar |
|------|----:|----:|-----:|------:|----:|-----:|:---------------------|
${range(6, i => `| ${places[i % 5]} | ${i + 10} | ${i * 7} | ${i * 3},5 | ${1000 * i} | ${i} | ${i + 2} | ${i % 2 ? longWord : 'ja'} |`).join('\n')}
`;

// As many as a diagram has, with labels of 200 letters, alone and with all that can hang on them.
const label = `${longTitle} ${longTitle.toLowerCase()}`.slice(0, 200);
const states = ['planned', 'testing', 'kept', 'stopped'];
const drivers = indent => range(8, i => i === 3 ? `${indent}- ${label}` : `${indent}- title: ${i % 2 ? label : 'Tid för läsning'}
${indent}  secondary:
${range(1 + i % 3, j => j === 2 ? `${indent}    - ${longWord}` : `${indent}    - title: ${j ? label : 'Böcker hemma'}
${indent}      ideas:
${range(1 + (i + j) % 4, k => k === 3 ? `${indent}        - ${longWord} utan läge` : `${indent}        - title: ${k % 2 ? label : 'Lapp i facket'}
${indent}          state: ${states[(i + k) % 4]}`).join('\n')}`).join('\n')}`).join('\n');
const cycles = (count, indent) => range(count, i => `${indent}- title: ${i % 2 ? label : 'Sms på fredagar'}
${indent}  start: 2025-0${1 + i % 9}-03${i % 4 ? `
${indent}  decision: ${['adopt', 'adapt', 'abandon'][i % 3]}` : ''}${i % 5 ? `
${indent}  end: 2026-0${1 + i % 9}` : ''}${i % 3 ? `
${indent}  plan: |
${indent}    Vi tror att ${longWord.toLowerCase()} hjälper.

${indent}    | Vecka | Antal |
${indent}    |-------|------:|
${indent}    | 1 | ${i} |
${indent}  do: Vi gjorde det.
${indent}  study: |
${indent}    - ${longWord}
${indent}    - [${longTitle}](https://example.org/lank)
${indent}  act: Vi gör om det.` : ''}`).join('\n');

const allBlocks = `
## ${longTitle}

Ett stycke med **fet** och *betonad* text, en [länk](https://example.org/lank) och ett långt ord: ${longWord.toLowerCase()}${longWord.toLowerCase()}.

![En ritad karta: tre cirklar på en linje.](../../pictures/karta.svg "En bildtext om kartan.")

### En tabell med åtta kolumner
${table}
| Ord | Betydelse |
|-----|-----------|
| ${longWord} | En kommitté som inte finns |

\`\`\`fact ${longWord}
En ruta med fakta.

- Ett
- Två med en [länk](https://example.org/fakta)
\`\`\`

\`\`\`quote ${longRole}
Vi provade något litet, och sedan provade vi ${longWord.toLowerCase()}.
\`\`\`

\`\`\`question Att ta med hem
Vad händer med ett ord som är längre än raden?
\`\`\`

\`\`\`films Filmer
- title: ${longTitle}
  address: https://film.example.org/ett
  note: 4 minuter
  captions: yes
- title: Kort
  address: https://film.example.org/tva
  captions: no
\`\`\`

\`\`\`steps Stegen
- title: ${longTitle}
  text: Det första steget.
- title: Prova
  here: yes
- Mät
- title: ${longWord}
- Sprid
- Behåll
\`\`\`

\`\`\`steps Pilar
- Planera
- title: Studera
  here: yes
- Avstämningsmöten
- Hålla fast vid det som höll
- Mät
- Sprid
- Behåll
\`\`\`

\`\`\`drivers ${longTitle}
${drivers('')}
\`\`\`

\`\`\`drivers
- Ett enda
\`\`\`

\`\`\`cycles ${longWord}
${cycles(3, '')}
\`\`\`

\`\`\`figures
- value: 1 234 567
  text: sidor av ${longWord.toLowerCase()}
- value: 98,5 %
  text: av allt
\`\`\`

\`\`\`contacts Fråga oss
- person-1
- person-2
\`\`\`
`;

function teams(network, count) {
    write(`${network}/teams.yml`, range(count, i => `
team-${i + 1}:
  title: ${i % 4 === 1 ? `${longTitle} ${i + 1}` : `Team ${places[i % 5]} ${i + 1}`}
  municipality: ${places[i % 5]}
  since: våren 2025
  aim: |
    Att **minst 80 procent** provar ${i % 3 ? 'något nytt' : longWord.toLowerCase()} varje vecka.
  text: |
    Ett påhittat team.
  contacts: [person-${i % 12 + 1}]
  measures:
    - title: ${i % 2 ? 'Lässtunder' : 'Språkutvecklingsaktivitetsdeltagarandel'}
      unit: procent av alla som erbjöds en språkutvecklingsaktivitet
      goal: 80
      better: up
      series: measures/serie.csv
${i < 2 ? `  drivers:\n${drivers('    ')}\n  cycles:\n${cycles(i ? 1 : 20, '    ')}\n` : ''}`).join(''));
    write(`${network}/measures/serie.csv`, 'date,value,note\n' + range(14, i =>
        `2025-${String(i % 12 + 1).padStart(2, '0')}-${i < 12 ? '01' : '15'},${(i * 7919) % 1000 / 10},${i % 5 ? '' : longWord}\n`)
        .sort().join(''));
    write(`${network}/pictures/karta.svg`, `
<svg xmlns="http://www.w3.org/2000/svg" width="800" height="300" viewBox="0 0 800 300"><path d="M0 150H800" stroke="#456" stroke-width="12"/><circle cx="150" cy="150" r="60" fill="#264"/><circle cx="400" cy="150" r="60" fill="#264"/><circle cx="650" cy="150" r="60" fill="#c60"/></svg>
`);
}

const profile = `
background: |
  En bakgrund som är påhittad, med en [länk](https://example.org/bakgrund).
purpose: Att prova layouter.
goal: Att inget skjuter ut, inte ens ${longWord.toLowerCase()}.
approach: [Prova i liten skala, Mät ofta, "${longTitle}"]
priorities: ["${longWord}", Hälsa]
coaches:
  - person-1
  - person: person-2
    role: ${longRole}
  - person-3
links:
  - title: ${longTitle}
    address: https://example.org/lank
    note: en anteckning
boxes:
  - title: ${longWord}
    text: |
      En ruta med **text**.
figures:
  - value: +2
    text: procentenheter om året
  - value: 123 456
    text: ${longWord.toLowerCase()}
glossary:
  - term: ${longWord}
    text: En kommitté som inte finns.
  - term: PGSA
    text: Planera, göra, studera, agera.
drivers:
${drivers('  ')}
`;

// Twelve meetings in a month each, of every kind and state, seen from 2026-03-01.
function longRound(network) {
    const all = range(15, i => `team-${i + 1}`);
    write(`${network}/2025-2026/round.yml`, `
title: ${longTitle}
subtitle: ${longWord}
lead: Tolv träffar, femton team och långa ord.
start: 2025-08-01
end: 2026-07-31
teams: [${all.join(', ')}]
text: |
  En text om omgången.
`);
    range(12, i => {
        const month = new Date(Date.UTC(2025, 7 + i, 5)).toISOString().slice(0, 10);
        const held = i < 7;
        write(`${network}/2025-2026/meetings/${i === 11 ? month.slice(0, 7) : month}.md`, `
---
title: ${i % 3 === 1 ? `${longTitle} ${i + 1}` : `Träff ${i + 1} om att prova`}
number: ${i + 1}
kind: ${['meeting', 'digital', 'visit', 'follow-up'][i % 4]}
${i === 11 ? '' : 'start: "13:00"\nend: "16:00"\nplace: Kommunfullmäktigesammanträdeslokalen i Västersjötorpsbygden\n'}${i === 8 ? `changes:\n  - date: 2026-02-20\n    from: 2026-03-30\n    text: ${longWord}\n` : ''}status: ${i === 3 || i === 9 ? 'cancelled' : i === 5 ? 'unconfirmed' : 'planned'}
lead: En träff bland tolv.
${i % 2 ? '' : `between: ${i % 4 ? 'Teamen mäter.' : `${label} ${longWord}`}\n`}speakers: [person-${i + 1}]
teams: [${all.slice(0, i + 1).join(', ')}]
bring: Ett papper och en penna.
prepare: |
  Fundera på ${longWord.toLowerCase()}.
registration: https://example.org/anmal
programme:
  - time: 13.00-13.30
    title: ${longTitle}
    who: ${longRole}
  - time: 13.30
    title: Kaffe
---
${held && i !== 3 && i !== 5 ? allBlocks : ''}${held && i === 1 ? '\n```team team-1\nVi provade en sak.\n```\n\n```team team-2\nVi provade en annan.\n```\n' : ''}`);
    });
    write(`${network}/2025-2026/newsletters/1.md`, `
---
title: ${longTitle}
date: 2026-02-10
lead: Ett brev om två träffar med allt som kan stå i ett brev.
meetings: [2025-08-05, 2025-09-05]
---
Hej!

${allBlocks.replaceAll('## ', '### ').replace('### ', '## ').replaceAll('#### ', '### ')}

\`\`\`road ${longTitle}
${longWord}
\`\`\`

\`\`\`teams
${longWord}
\`\`\`
`);
    write(`${network}/2025-2026/newsletters/2.md`, `
---
title: Kort brev
date: 2026-02-20
lead: Ett kort brev.
meetings: [2025-10-05]
---
Hej!
`);
    write(`${network}/2025-2026/reports/rapport.yml`, `
title: ${longTitle}
subtitle: ${longWord}
date: 2026-02-01
lead: En rapport med fyra mål.
background: |
  En bakgrund.
goals:
${range(4, i => `  - title: ${i % 2 ? longTitle : 'Fler provar'}
    text: |
      Målet är **${i + 1}0** procent.
    done: |
      - ${longWord} provades.
    result: |
      Från **3** till **4**.
    well: |
      - Det mesta
    hard: |
      - ${longWord}
    milestones: |
      - **April:** Start.
      - **Maj:** ${longWord}.
`).join('')}contacts: [person-1, person-2]
`);
}

function swedish() {
    write('langa-ord/network.yml', `
title: Nätverket för ${longWord}
subtitle: ${longTitle}
lead: Ett nätverk med långa ord.
${profile}`);
    teams('langa-ord', 15);
    longRound('langa-ord');
    write('langa-ord/2024/round.yml', `
title: Omgången 2024
lead: En enda träff.
start: 2024-01-01
end: 2024-12-31
teams: [team-1]
`);
    write('langa-ord/2024/meetings/2024-04-16.md', `
---
title: Den enda träffen
place: Ås
---
Vi sågs en gång.
`);
    write('langa-ord/2024/newsletters/1.md', `
---
title: Det enda brevet
date: 2024-05-03
lead: Om den enda träffen.
meetings: [2024-04-16]
---
Hej!
`);
}

function english() {
    write('english/network.yml', `
title: An invented network in English
language: en
lead: The same layouts in another language.
background: |
  Nothing here is real.
purpose: To try the layouts.
goal: That nothing sticks out.
coaches: [person-1]
`);
    write('english/teams.yml', `
readers:
  title: The readers
  aim: |
    To read every day.
`);
    write('english/2026/round.yml', `
title: Spring 2026
lead: Three meetings.
start: 2026-01-01
end: 2026-06-30
teams: [readers]
`);
    ['2026-01-20', '2026-03-17', '2026-05-19'].forEach((date, i) => write(`english/2026/meetings/${date}.md`, `
---
title: Meeting number ${i + 1}
start: "13:00"
end: "16:00"
place: The library
---
${i ? '' : 'We met.\n\n## Notes\n\nThere were many.\n'}`));
    write('english/2026/newsletters/1.md', `
---
title: The first letter
date: 2026-02-02
lead: What happened in January.
meetings: [2026-01-20]
---
Hello!
`);
}

site();
swedish();
english();
