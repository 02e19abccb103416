// The index of a built site: index.js FOLDER compares it with the texts and the pages. Each page is found by every word
// of its text, by no other than those and its title, place and date; and each line of a text stands on its page.
'use strict';
const fs = require('fs');
const path = require('path');
const vm = require('vm');
const { WORDS, fold, stemOf, readIndex, readPiece } = require('../../assets/search.js');

const folder = process.argv[2];
const read = (name) => fs.readFileSync(path.join(folder, name), 'utf8');
const taken = { index: null, texts: new Map(), pieces: [] };
const run = (name) => vm.runInNewContext(read(name), {
  rundbrevSearch: { index: (data) => { taken.index = data; }, text: (address, text) => taken.texts.set(address, text),
    piece: (...piece) => taken.pieces.push(piece) } });

run('search/index.js');
const files = fs.readdirSync(path.join(folder, 'search/texts'));
files.forEach((name) => run(`search/texts/${name}`));
const index = readIndex(taken.index);
const pieces = fs.existsSync(path.join(folder, 'search/words')) ? fs.readdirSync(path.join(folder, 'search/words')) : [];
pieces.forEach((name) => run(`search/words/${name}`));
taken.pieces.forEach((piece) => readPiece(index, ...piece));

const faults = [];
const stemsOf = (text, language) => {
  const words = text.match(WORDS) || [];
  const joined = (text.match(/[\p{L}\p{N}\p{M}\u00AD]+(?:[-\u2010\u2011][\p{L}\p{N}][\p{L}\p{N}\p{M}\u00AD]*)+/gu) || []).map((word) => word.replace(/[-\u2010\u2011]/g, ''));
  return new Set([...words, ...joined.filter((word) => !/^\d+$/.test(word))].flatMap((word) => [fold(word), stemOf(fold(word), language)]));
};
const found = index.documents.map(() => new Map());
const told = (term, document, level) => {
  if (found[document].has(term)) faults.push(`${index.documents[document].address}: '${term}' is told twice`);
  found[document].set(term, level);
};
index.terms.forEach((term, i) => {
  for (let at = index.postings.starts[i]; at < index.postings.starts[i + 1]; at++)
    told(term, index.postings.documents[at], index.postings.levels[at]);
  for (const document of index.plain.get(i) || []) told(term, document, 0);
});
if (index.postings.commons.length !== index.plain.size) faults.push(`${index.postings.commons.length} common stems, ${index.plain.size} in pieces`);

const month = (date, language) => !date ? '' : `${date} ${new Intl.DateTimeFormat(language, { year: 'numeric', month: 'long', day: 'numeric', timeZone: 'UTC' }).format(new Date(date))}`;
index.documents.forEach((one, i) => {
  const text = taken.texts.get(one.address) || '';
  if (one.hasText !== taken.texts.has(one.address)) faults.push(`${one.address}: the index is wrong about its text`);
  const own = `${text}\n${one.title}\n${one.where}`;
  for (const word of own.match(WORDS) || [])
    if (fold(word) && !found[i].has(stemOf(fold(word), one.language))) faults.push(`${one.address}: not found by '${word}'`);
  for (const word of one.title.match(WORDS) || [])
    if (fold(word) && found[i].get(stemOf(fold(word), one.language)) !== 2) faults.push(`${one.address}: '${word}' is in its title`);
  const known = stemsOf(`${own}\n${month(one.date, one.language)}`, one.language);
  for (const term of found[i].keys()) if (!known.has(term)) faults.push(`${one.address}: found by '${term}'`);
});

// Words alone: a page may set them in other signs.
const bare = (text) => (text.match(WORDS) || []).map(fold).join('');
const entities = { amp: '&', lt: '<', gt: '>', quot: '"' };
const shown = (html) => html.replace(/<(style|script|head)\b.*?<\/\1>/gs, ' ').replace(/<[^>]*\balt="([^"]*)"[^>]*>/g, ' $1 ').replace(/<[^>]*>/g, ' ')
  .replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (all, hex, decimal, name) => (name ? entities[name] || all : String.fromCodePoint(parseInt(hex || decimal, hex ? 16 : 10))));
for (const [address, text] of taken.texts) {
  const page = bare(shown(read(`${address}index.html`)));
  for (const line of text.split('\n'))
    for (const part of line.split(' · '))
      if (!page.includes(bare(part))) faults.push(`${address}: not on its page: ${part}`);
}
if (taken.texts.size !== files.length) faults.push(`${files.length} files for ${taken.texts.size} texts`);

console.log(faults.slice(0, 40).join('\n'));
console.log(`${index.documents.length} documents, ${taken.texts.size} texts, ${index.terms.length} stems, ${pieces.length} pieces, ${faults.length} faults`);
process.exit(faults.length || !taken.texts.size ? 1 : 0);
