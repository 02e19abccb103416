// The script's words and stems are those of the program, on all words at hand and on very many made up.
'use strict';
const { execFileSync } = require('child_process');
const fs = require('fs');
const path = require('path');
const { WORDS, fold, stemOf } = require('../../assets/search.js');

const root = path.join(__dirname, '../..');
const program = process.env.RUNDBREV_STEMS || path.join(root, 'build/address-undefined/tests/search/test_stems');

function filesBelow(folder) {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const name = path.join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(name) : /\.(md|yml|po|html|js|c)$/.test(name) ? [name] : [];
  });
}

// The lists of Debian's packages wswedish and wamerican; and whatever this project says in any language.
function wordsAtHand() {
  const lists = [['swedish', 'latin1'], ['american-english', 'utf8']].map(([name, encoding]) => [`/usr/share/dict/${name}`, encoding]);
  const own = ['content', 'layouts', 'generator', 'tests/output/town/content'].flatMap((name) => filesBelow(path.join(root, name)));
  return [...lists, ...own.map((name) => [name, 'utf8'])].flatMap(([name, encoding]) => fs.readFileSync(name, encoding).split(/\s+/));
}

// Beginnings and one to three endings of both languages' rules: what no list has.
function wordsMadeUp(count) {
  const begins = ('k sl tr y yy å ö ä by gener commun arsen univ inn out cann herr earr proc exc succ sk dy ly gent ' +
    'barn verk löst full hjärt nät ro beau see fee ow ax pax mix bat hop hoop rann fizz allm dd gått konst').split(' ');
  const ends = ('a arna erna heterna orna ad e ade ande arne are aste en anden aren heten ern ar er heter or as arnas ' +
    'es ades andes ens hetens erns at andet het ast s et ets dd gd nn dt gt kt tt lig ig els löst fullt sses ied ies ' +
    'us ss eed eedly ed edly ing ingly bl iz y Y tional enci anci abli entli izer ization ational ator alism aliti ' +
    'alli fulness ousli ousness iveness iviti biliti bli logi ogi fulli lessli li alize icate iciti ical ful ness ' +
    'ative al ance ence ic able ible ant ement ment ent ism iti ous ive ize sion tion ion l ll').split(' ');
  const words = [];
  let seed = 1;
  const next = (list) => list[(seed = (seed * 48271) % 2147483647) % list.length];
  while (words.length < count) words.push(next(begins) + next(ends) + [next(ends), next([next(ends), '']), ''][words.length % 3]);
  return words;
}

let failed = 0;
function compare(number, language, words) {
  const lines = words.map((word) => word.slice(0, 5000));
  const output = execFileSync(program, [language], { input: lines.join('\n') + '\n', maxBuffer: 1 << 30 }).toString();
  const stems = output.split('\n').map((line) => line.trim());
  const wrong = lines.filter((line, i) =>
    (line.match(WORDS) || []).map((word) => stemOf(fold(word), language)).filter((stem) => stem).join(' ') !== stems[i]);
  failed += wrong.length;
  console.log(`${wrong.length ? 'not ok' : 'ok'} ${number} - ${lines.length} stems in "${language}" are the program's`);
  for (const word of wrong.slice(0, 10))
    console.log(`# ${word}: ${stems[lines.indexOf(word)]}, the script: ${(word.match(WORDS) || []).map((one) => stemOf(fold(one), language)).join(' ')}`);
}

const odd = ['A\u030A', 'ﬁn', 'ΟΔΟΣ', 'İstanbul', 'ẞ', 'x'.repeat(39) + 'a\u0308\u0308', 'ö'.repeat(60), 'e\u0301t\u00ADt', '한국어',
  '𝒜𝒷et', '𐐀𐐨s', '२०२०', 'Ⅷ', '½', 'ǅungla', 'Ångström', 'STRASSE', 'ŉ', 'กำ'];
const words = Array.from(new Set([...odd, ...wordsAtHand(), ...wordsMadeUp(60000)]));
compare(1, 'sv', words);
compare(2, 'en', words);
process.exit(failed ? 1 : 0);
