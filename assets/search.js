/* The search page. Reads the index that `rundbrev` has written (generator/search/index.h tells its format), looks the
   query's words up in it while the reader types, and shows what was found, grouped by kind. Asks no server: the index
   and the texts for excerpts are scripts, so all of it works from a folder too.

   Words and stems are those of generator/search/words.c and stems.c, to the letter: whoever changes one changes both
   (tests/search/stems.js compares them). No content is ever written as HTML. */
'use strict';

const rundbrevSearch = (() => {
/* ---- words: as in words.c */
const WORD_MOST = 40;
const WORDS = /[\p{L}\p{N}][\p{L}\p{N}\p{M}\u00AD]*/gu;
const MARK = /\p{M}/u, LETTER = /\p{L}/u;
const OTHER_LETTERS = { æ: 'ä', ø: 'ö', ς: 'σ', '\u00AD': '' };
const RING = '\u030A', DIAERESIS = '\u0308';

/* In lower case; å, ä and ö are letters of their own, all other accents are dropped. */
function fold(word) {
  const letters = [];
  for (const character of word.normalize('NFD')) {
    if (letters.length === WORD_MOST && !MARK.test(character)) break;
    const last = letters[letters.length - 1];
    if (!MARK.test(character)) {
      for (const letter of LETTER.test(character) ? character.toLowerCase() : character) {
        const other = OTHER_LETTERS[letter];
        if (other !== '') letters.push(other || letter);
      }
    } else if (character === RING && last === 'a') {
      letters[letters.length - 1] = 'å';
    } else if (character === DIAERESIS && (last === 'a' || last === 'o')) {
      letters[letters.length - 1] = last === 'a' ? 'ä' : 'ö';
    }
  }
  return letters.join('');
}

/* ---- stems: Snowball's algorithms (https://snowballstem.org), and the definite form of neuters */
const longestFirst = (endings) => endings.split(' ').sort((a, b) => b.length - a.length);
/* The longest ending that begins at `from` or later. */
const endingOf = (word, endings, from) =>
  endings.find((ending) => word.endsWith(ending) && word.length - ending.length >= from);
const cut = (word, count) => word.slice(0, word.length - count);

const swedishStem = (() => {
  const VOWELS = 'aeiouyäåö';
  const MAIN = longestFirst('a arna erna heterna orna ad e ade ande arne are aste en anden aren heten ern ar er ' +
    'heter or as arnas ernas ornas es ades andes ens arens hetens erns at andet het ast s');
  const PAIRS = ['dd', 'gd', 'nn', 'dt', 'gt', 'kt', 'tt'];
  const OTHER = longestFirst('lig ig els löst fullt');
  const BEFORE_S = 'bcdfghjklmnoprtvy';

  /* Where the endings may begin: after the first consonant that follows a vowel, and at least three letters in. */
  function regionOf(word) {
    const third = Array.from(word).slice(0, 3);
    if (third.length < 3) return word.length;
    let at = 0;
    while (at < word.length && !VOWELS.includes(word[at])) at++;
    while (at < word.length && VOWELS.includes(word[at])) at++;
    return at < word.length ? Math.max(at + 1, third.join('').length) : word.length;
  }

  function withoutMain(word, region) {
    const ending = endingOf(word, MAIN, region);
    if (!ending) return word;
    const rest = cut(word, ending.length);
    return ending !== 's' || BEFORE_S.includes(rest.slice(-1)) ? rest : word;
  }

  function withoutOther(word, region) {
    const ending = endingOf(word, OTHER, region);
    if (!ending) return word;
    return cut(word, ending === 'löst' || ending === 'fullt' ? 1 : ending.length);
  }

  function withoutNeuter(word) {
    const rest = cut(word, 2);
    const isLong = Array.from(rest).length >= 2 && Array.from(rest).some((letter) => VOWELS.includes(letter));
    return word.endsWith('et') && isLong ? rest : word;
  }

  return (word) => {
    const region = regionOf(word);
    let stem = withoutMain(word, region);
    if (endingOf(stem, PAIRS, region)) stem = cut(stem, 1);
    return withoutNeuter(withoutOther(stem, region));
  };
})();

const englishStem = (() => {
  const WHOLE = { skis: 'ski', skies: 'sky', dying: 'die', lying: 'lie', tying: 'tie', idly: 'idl', gently: 'gentl',
    ugly: 'ugli', early: 'earli', only: 'onli', singly: 'singl', sky: 'sky', news: 'news', howe: 'howe',
    atlas: 'atlas', cosmos: 'cosmos', bias: 'bias', andes: 'andes' };
  const KEPT = ['inning', 'outing', 'canning', 'herring', 'earring', 'proceed', 'exceed', 'succeed'];
  const SECOND = { tional: 'tion', enci: 'ence', anci: 'ance', abli: 'able', entli: 'ent', izer: 'ize',
    ization: 'ize', ational: 'ate', ation: 'ate', ator: 'ate', alism: 'al', aliti: 'al', alli: 'al', fulness: 'ful',
    ousli: 'ous', ousness: 'ous', iveness: 'ive', iviti: 'ive', biliti: 'ble', bli: 'ble', ogi: 'og', fulli: 'ful',
    lessli: 'less', li: '' };
  const THIRD = { tional: 'tion', ational: 'ate', alize: 'al', icate: 'ic', iciti: 'ic', ical: 'ic', ful: '', ness: '',
    ative: '' };
  const FOURTH = longestFirst('al ance ence er ic able ible ant ement ment ent ism ate iti ous ive ize ion');
  const FIRST_A = longestFirst('sses ied ies s us ss');
  const FIRST_B = longestFirst('eed eedly ed edly ing ingly');
  const SECOND_ENDINGS = longestFirst(Object.keys(SECOND).join(' '));
  const THIRD_ENDINGS = longestFirst(Object.keys(THIRD).join(' '));
  const isVowel = (letter) => letter !== undefined && 'aeiouy'.includes(letter);
  const hasVowel = (word) => Array.from(word).some(isVowel);

  /* A y that is a consonant becomes Y. */
  function withConsonants(word) {
    let marked = '';
    for (const letter of word)
      marked += letter === 'y' && (marked === '' || isVowel(marked.slice(-1))) ? 'Y' : letter;
    return marked;
  }

  /* After the first consonant that follows a vowel, from `from` on. */
  function regionAfter(word, from) {
    let at = from;
    while (at < word.length && !isVowel(word[at])) at++;
    while (at < word.length && isVowel(word[at])) at++;
    return Math.min(at + 1, word.length);
  }

  function isShortSyllable(word) {
    const [before, vowel, after] = [word[word.length - 3], word[word.length - 2], word[word.length - 1]];
    if (!isVowel(vowel) || isVowel(after)) return false;
    return word.length === 2 || (!isVowel(before) && word.length > 2 && !'wxY'.includes(after));
  }

  function first(word) {
    const ending = endingOf(word, FIRST_A, 0);
    if (ending === 'sses') return cut(word, 2);
    if (ending === 'ied' || ending === 'ies') return cut(word, word.length > 4 ? 2 : 1);
    return ending === 's' && hasVowel(cut(word, 2)) ? cut(word, 1) : word;
  }

  function firstVerb(word, region) {
    const ending = endingOf(word, FIRST_B, 0);
    if (!ending) return word;
    const rest = cut(word, ending.length);
    if (ending.startsWith('eed')) return rest.length >= region ? rest + 'ee' : word;
    if (!hasVowel(rest)) return word;
    if (/(?:at|bl|iz)$/.test(rest)) return rest + 'e';
    if (/(?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(rest)) return cut(rest, 1);
    return rest.length === region && isShortSyllable(rest) ? rest + 'e' : rest;
  }

  function firstY(word) {
    const before = word[word.length - 2];
    return /[yY]$/.test(word) && word.length > 2 && !isVowel(before) ? cut(word, 1) + 'i' : word;
  }

  function second(word, region) {
    const ending = endingOf(word, SECOND_ENDINGS, 0);
    const rest = ending ? cut(word, ending.length) : '';
    if (!ending || rest.length < region) return word;
    if (ending === 'ogi' && !rest.endsWith('l')) return word;
    if (ending === 'li' && !/[cdeghkmnrt]$/.test(rest)) return word;
    return rest + SECOND[ending];
  }

  function third(word, region, region2) {
    const ending = endingOf(word, THIRD_ENDINGS, 0);
    const rest = ending ? cut(word, ending.length) : '';
    if (!ending || rest.length < region || (ending === 'ative' && rest.length < region2)) return word;
    return rest + THIRD[ending];
  }

  function fourth(word, region2) {
    const ending = endingOf(word, FOURTH, 0);
    const rest = ending ? cut(word, ending.length) : '';
    if (!ending || rest.length < region2 || (ending === 'ion' && !/[st]$/.test(rest))) return word;
    return rest;
  }

  function fifth(word, region, region2) {
    const rest = cut(word, 1);
    if (word.endsWith('e') && (rest.length >= region2 || (rest.length >= region && !isShortSyllable(rest)))) return rest;
    return word.endsWith('ll') && rest.length >= region2 ? rest : word;
  }

  return (word) => {
    if (Object.prototype.hasOwnProperty.call(WHOLE, word)) return WHOLE[word];
    if (Array.from(word).length < 3) return word;
    const marked = withConsonants(word);
    const known = /^(?:gener|commun|arsen)/.exec(marked);
    const region = known ? known[0].length : regionAfter(marked, 0);
    const region2 = regionAfter(marked, region);
    let stem = first(marked);
    if (!KEPT.includes(stem)) {
      stem = firstY(firstVerb(stem, region));
      stem = fourth(third(second(stem, region), region, region2), region2);
      stem = fifth(stem, region, region2);
    }
    return stem.replace(/Y/g, 'y');
  };
})();

const STEMMERS = { sv: swedishStem, en: englishStem };
const stemOf = (word, language) => (STEMMERS[language] ? STEMMERS[language](word) : word);

/* ---- the index: as in index.h */
const BASE = 46, DIGIT_BITS = 6, RARE_MOST = 5, HEADING = 1, TITLE = 2;

function digitOf(coded, at) {
  const code = coded.charCodeAt(at);
  return (code === 33 ? 92 : code) - 35;
}

/* All numbers of a coded text. */
function numbersOf(coded) {
  const numbers = [];
  let number = 0;
  for (let at = 0; at < coded.length; at++) {
    const digit = digitOf(coded, at);
    number = number * BASE + (digit % BASE);
    if (digit >= BASE) continue;
    numbers.push(number);
    number = 0;
  }
  return numbers;
}

const ASTRAL = /[\uD800-\uDFFF]/; // characters of two units
/* Texts that tell with a capital how much of the one before they begin with. */
function textsOf(coded) {
  let before = '';
  return (coded.match(/[A-Z][^A-Z]*/g) || []).map((part) => {
    const shared = part.charCodeAt(0) - 65;
    before = (ASTRAL.test(before) ? Array.from(before).slice(0, shared).join('') : before.slice(0, shared)) + part.slice(1);
    return before;
  });
}

/* Reads sets of numbers from a string of bits. */
class Sets {
  constructor(coded) {
    Object.assign(this, { coded, at: 0, waiting: 0, count: 0 });
  }

  bits(width) {
    while (this.count < width) {
      this.waiting = this.waiting << DIGIT_BITS | digitOf(this.coded, this.at++);
      this.count += DIGIT_BITS;
    }
    this.count -= width;
    const value = this.waiting >>> this.count;
    this.waiting &= (1 << this.count) - 1;
    return value;
  }

  /* From 0 to `most`. */
  value(most) {
    if (most === 0) return 0;
    const width = 32 - Math.clz32(most), spare = 2 ** width - 1 - most;
    const value = this.bits(width - 1);
    return value < spare ? value : (value << 1 | this.bits(1)) - spare;
  }

  /* `count` rising numbers from `least` to `most`, into `numbers` from `at` on. */
  read(numbers, at, count, least, most) {
    if (count === 0) return;
    const below = count >> 1, above = count - 1 - below;
    const middle = least + below + this.value(most - least - below - above);
    numbers[at + below] = middle;
    this.read(numbers, at, below, least, middle - 1);
    this.read(numbers, at + below + 1, above, middle + 1, most);
  }
}

/* What the index itself tells: the documents of stem i and its levels there stand in `documents` and `levels` from
   starts[i] to starts[i + 1]; `commons` are the stems of which the pieces tell more. */
function readPostings(data, termCount, documentCount) {
  const counts = numbersOf(data.counts), told = numbersOf(data.levels), starts = new Uint32Array(termCount + 1);
  const headings = new Uint32Array(termCount), titles = new Uint32Array(termCount), commons = [];
  for (let i = 0, at = 0; i < termCount; i++) {
    headings[i] = told[at++];
    titles[i] = headings[i] ? told[at++] : 0;
    if (counts[i] === RARE_MOST) commons.push(i);
    starts[i + 1] = starts[i] + (counts[i] === RARE_MOST ? headings[i] : counts[i] + 1);
  }
  const documents = new Uint32Array(starts[termCount]), levels = new Uint8Array(starts[termCount]);
  const which = new Uint32Array(documentCount), whichTitles = new Uint32Array(documentCount);
  const sets = new Sets(data.postings);
  for (let i = 0; i < termCount; i++) {
    const start = starts[i], count = starts[i + 1] - start, isCommon = counts[i] === RARE_MOST;
    sets.read(documents, start, count, 0, documentCount - 1);
    if (!isCommon) sets.read(which, 0, headings[i], 0, count - 1);
    sets.read(whichTitles, 0, titles[i], 0, headings[i] - 1);
    const place = (n) => start + (isCommon ? n : which[n]);
    for (let n = 0; n < headings[i]; n++) levels[place(n)] = HEADING;
    for (let n = 0; n < titles[i]; n++) levels[place(whichTitles[n])] = TITLE;
  }
  return { starts, documents, levels, commons };
}

/* The piece that tells more of a stem: a Map from its number. */
function piecesOf(sizes, commons) {
  const pieces = new Map();
  let at = 0;
  sizes.forEach((size, piece) => commons.slice(at, at += size).forEach((term) => pieces.set(term, piece)));
  return pieces;
}

function readIndex(data) {
  const places = numbersOf(data.places), dates = data.dates.split(' '), wheres = data.wheres.split('\n');
  const titles = data.titles.split('\n');
  const documents = textsOf(data.addresses).map((address, i) => {
    const where = wheres[places[3 * i + 1]];
    return { address, title: titles[i], date: dates[i], group: places[3 * i], where: where.slice(2),
      language: where.slice(0, 2), hasText: places[3 * i + 2] === 1 };
  });
  const terms = textsOf(data.terms), postings = readPostings(data, terms.length, documents.length);
  return { groups: data.groups, documents, terms, postings, pieces: piecesOf(numbersOf(data.pieces), postings.commons),
    plain: new Map(), // common stem → the documents that have it in plain text alone, once its piece is there
    languages: Array.from(new Set(wheres.map((where) => where.slice(0, 2)))) };
}

function readPiece(to, piece, counts, coded) {
  const numbers = numbersOf(counts), sets = new Sets(coded);
  to.postings.commons.filter((term) => to.pieces.get(term) === piece).forEach((term, i) => {
    const documents = new Uint32Array(numbers[i]);
    sets.read(documents, 0, numbers[i], 0, to.documents.length - 1);
    to.plain.set(term, documents);
  });
}

/* ---- looking words up */
const LEVEL_WEIGHTS = [1, 4, 10]; // in the text, in a heading, in the title
const WHOLE_TITLE = 10; // more, when the query is the title
const EXACT = 1, BEGINNING = 0.7, WITHIN = 0.3, UNFINISHED = 0.3;
const PREFIX_LEAST = 2, WITHIN_LEAST = 4, UNFINISHED_REST = 5, UNFINISHED_LEAST = 3;

/* The words of a query: as written, and their stems in all languages of the site. The last may be unfinished. */
function queryWords(query, languages) {
  const words = (query.match(WORDS) || []).map(fold).filter((word) => word);
  return words.map((word, i) => ({
    word,
    stems: new Set([word, ...languages.map((language) => stemOf(word, language))]),
    isLast: i === words.length - 1,
  }));
}

/* How well a stem of the index answers a word, from 0 to 1. Swedish writes words together: "rapport" is to find
   "förbättringsrapport", but below what has the word itself. */
function quality(term, { word, stems, isLast }, part) {
  if (stems.has(term)) return EXACT;
  if (isLast && word.length >= PREFIX_LEAST && term.startsWith(word)) return BEGINNING;
  return part && term.includes(part) ? WITHIN : 0;
}

/* The longest stem that an unfinished word begins with: "verksamhete" is on its way to "verksamheter". */
function beginningOf(word, terms) {
  let longest = -1;
  terms.forEach((term, i) => {
    const isBeginning = term.length >= UNFINISHED_LEAST && word.length - term.length <= UNFINISHED_REST &&
      word.startsWith(term);
    if (isBeginning && (longest < 0 || term.length > terms[longest].length)) longest = i;
  });
  return longest;
}

/* The numbers of the stems that answer a word, and how well. */
function termsFor(index, queryWord) {
  const found = new Map();
  const part = Array.from(queryWord.stems).filter((stem) => stem.length >= WITHIN_LEAST)
    .sort((a, b) => a.length - b.length)[0];
  index.terms.forEach((term, i) => {
    const how = quality(term, queryWord, part);
    if (how) found.set(i, how);
  });
  if (!found.size && queryWord.isLast) {
    const beginning = beginningOf(queryWord.word, index.terms);
    if (beginning >= 0) found.set(beginning, UNFINISHED);
  }
  return found;
}

/* Adds what a word is worth in each document. `atTitle` counts words that stand in its title. */
function weigh(index, terms, worth, atTitle) {
  const best = new Float64Array(index.documents.length);
  const inTitle = new Uint8Array(index.documents.length);
  const { starts, documents, levels } = index.postings;
  for (const [i, how] of terms) {
    for (let at = starts[i]; at < starts[i + 1]; at++) {
      best[documents[at]] = Math.max(best[documents[at]], LEVEL_WEIGHTS[levels[at]] * how);
      if (levels[at] === TITLE && how >= BEGINNING) inTitle[documents[at]] = 1;
    }
    for (const document of index.plain.get(i) || [])
      best[document] = Math.max(best[document], LEVEL_WEIGHTS[0] * how);
  }
  best.forEach((value, i) => {
    if (!value) return;
    worth.sum[i] += value;
    worth.words[i]++;
    atTitle[i] += inTitle[i];
  });
}

/* { hits: numbers of documents, the best first; isWhole: they have all words; worth: of a hit; marks: stem → words
   it answers; hasWords: there is something to look for; missing: pieces of the index that would tell more } */
function search(index, query) {
  const words = queryWords(query, index.languages);
  const count = index.documents.length;
  const worth = { sum: new Float64Array(count), words: new Uint8Array(count) };
  const atTitle = new Uint8Array(count), marks = new Map(), missing = new Set();
  words.forEach((word, n) => {
    const terms = termsFor(index, word);
    for (const i of terms.keys()) {
      marks.set(index.terms[i], (marks.get(index.terms[i]) || new Set()).add(n));
      if (index.pieces.has(i) && !index.plain.has(i)) missing.add(index.pieces.get(i));
    }
    weigh(index, terms, worth, atTitle);
  });
  let hits = [];
  for (let i = 0; i < count; i++) {
    if (!worth.words[i]) continue;
    if (atTitle[i] === words.length)
      worth.sum[i] += WHOLE_TITLE * words.length / Math.max(words.length, index.documents[i].title.match(WORDS).length);
    hits.push(i);
  }
  const whole = hits.filter((i) => worth.words[i] === words.length);
  if (whole.length) hits = whole;
  const date = (i) => index.documents[i].date;
  hits.sort((a, b) => worth.words[b] - worth.words[a] || worth.sum[b] - worth.sum[a] ||
    (date(a) < date(b) ? 1 : date(a) > date(b) ? -1 : a - b));
  return { hits, isWhole: whole.length > 0, worth: (i) => worth.sum[i], marks, missing,
    hasWords: words.length > 0 };
}

/* ---- excerpts */
const EXCERPT_SIZE = 190, BEFORE_MARK = 45;

/* Where words of the query stand in a text: { from, to, words }. */
function marksIn(text, language, marks) {
  const found = [];
  for (const match of matches(text)) {
    const folded = fold(match[0]);
    const words = marks.get(stemOf(folded, language)) || marks.get(folded);
    if (words) found.push({ from: match.index, to: match.index + match[0].length, words });
  }
  return found;
}

function* matches(text) {
  const words = new RegExp(WORDS.source, WORDS.flags);
  for (let match; (match = words.exec(text));) yield match;
}

/* The first mark of the piece that holds most words of the query. */
function bestStart(found) {
  let best = found[0], most = 0;
  found.forEach((mark, i) => {
    const words = new Set();
    for (let j = i; j < found.length && found[j].to - mark.from < EXCERPT_SIZE - BEFORE_MARK; j++)
      found[j].words.forEach((word) => words.add(word));
    if (words.size > most) [best, most] = [mark, words.size];
  });
  return best;
}

const isSpace = (text, at) => /\s/.test(text[at] || ' ');

/* Where the piece begins: at a paragraph that is near, else at a word; near the end of the text further before. */
function excerptStart(text, start) {
  const near = Math.max(0, Math.min(start - BEFORE_MARK, text.length - EXCERPT_SIZE));
  const paragraph = text.lastIndexOf('\n', start) + 1;
  if (paragraph >= near && text.length - paragraph >= EXCERPT_SIZE / 2) return paragraph;
  let from = near;
  while (from > 0 && from < start && !isSpace(text, from - 1)) from++;
  return from;
}

/* A piece of the text round what was found, from and to whole words. */
function excerptOf(text, found) {
  const start = found.length ? bestStart(found).from : 0;
  const from = excerptStart(text, start), most = Math.min(text.length, from + EXCERPT_SIZE);
  let to = most;
  while (to > start && !isSpace(text, to)) to--;
  if (to <= start) to = most; // a word longer than the excerpt
  return { from, to, isCutBefore: from > 0 && text[from - 1] !== '\n', isCutAfter: to < text.length };
}

/* A text with its marks, as nodes of the page. */
function markedNodes(text, found, from, to) {
  const nodes = [];
  let at = from;
  const shown = (a, b) => text.slice(a, b).replace(/\n/g, ' · ');
  for (const mark of found) {
    if (mark.from < from || mark.to > to) continue;
    if (mark.from > at) nodes.push(shown(at, mark.from));
    nodes.push(element('mark', {}, shown(mark.from, mark.to)));
    at = mark.to;
  }
  return nodes.concat(at < to ? shown(at, to) : []);
}

/* ---- the page */
const SHOWN_FIRST = 5; // of each kind
const TELL_DELAY = 700, TEXT_DELAY = 120, ADDRESS_DELAY = 250; // ms after the last key
const page = {}; // its elements, and what was found last
let index = null;
const texts = new Map(); // address → text, or the elements that wait for it

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const attribute of Object.keys(attributes)) made.setAttribute(attribute, attributes[attribute]);
  made.append(...children);
  return made;
}

const filled = (words, number) => words.replace('{number}', number.toLocaleString(document.documentElement.lang));
const linkOf = (address) => page.results.dataset.root + address.replace(/(#.*)?$/, 'index.html$1');

/* Made once each: making one takes longer than all the rest of a result. */
const dateFormats = new Map();

function dateFormat(language, day) {
  const key = `${language} ${day}`;
  if (!dateFormats.has(key))
    dateFormats.set(key, new Intl.DateTimeFormat(language, { year: 'numeric', month: 'long', day, timeZone: 'UTC' }));
  return dateFormats.get(key);
}

function dateOf({ date, language }) {
  if (!date) return '';
  const [year, month, day] = date.split('-').map(Number);
  return dateFormat(language, day ? 'numeric' : undefined).format(new Date(Date.UTC(year, month - 1, day || 1)));
}

/* Texts and pieces of the index are scripts of their own, which call rundbrevSearch. */
function loadScript(name, failed) {
  const script = element('script', { src: `${name}?${page.results.dataset.version}` });
  script.addEventListener('load', () => script.remove());
  script.addEventListener('error', () => {
    script.remove();
    failed();
  });
  document.head.append(script);
}

/* Calls show(text), or show() when there is none to be had. */
function wantText(address, show) {
  const known = texts.get(address);
  if (typeof known === 'string') return show(known);
  if (known) return known.push(show);
  texts.set(address, [show]);
  return loadScript(`texts/${address.replace(/\//g, '.')}js`, () => takeText(address));
}

function takeText(address, text) {
  const waiting = texts.get(address) || [];
  if (text === undefined) texts.delete(address);
  else texts.set(address, text);
  if (Array.isArray(waiting)) waiting.forEach((show) => show(text));
}

function fillExcerpt(item, marks) {
  const { shown, excerpt } = item;
  wantText(shown.address, (text) => {
    excerpt.hidden = text === undefined;
    if (excerpt.hidden) return;
    const found = marksIn(text, shown.language, marks);
    const { from, to, isCutBefore, isCutAfter } = excerptOf(text, found);
    excerpt.replaceChildren(isCutBefore ? '… ' : '', ...markedNodes(text, found, from, to), isCutAfter ? ' …' : '');
  });
}

/* Only what the reader sees is fetched, and not while keys are being pressed. */
function watchExcerpts(items, marks) {
  const byElement = new Map(items.map((item) => [item.excerpt, item]));
  const observer = new IntersectionObserver((entries) => {
    for (const entry of entries.filter((one) => one.isIntersecting)) {
      observer.unobserve(entry.target);
      fillExcerpt(byElement.get(entry.target), marks);
    }
  }, { rootMargin: '400px' });
  page.observers.push(observer);
  byElement.forEach((item, excerpt) => observer.observe(excerpt));
}

function resultItem(shown, marks, excerpts) {
  const found = marksIn(shown.title, shown.language, marks);
  const link = element('a', { href: linkOf(shown.address) }, ...markedNodes(shown.title, found, 0, shown.title.length));
  const item = element('li', {}, element('h3', {}, link));
  if (shown.language !== document.documentElement.lang) item.lang = shown.language;
  const label = [shown.where, dateOf(shown)].filter((part) => part).join(' · ');
  if (label) item.append(element('p', { class: 'label' }, label));
  if (shown.hasText) {
    const excerpt = element('p', { class: 'excerpt' });
    item.append(excerpt);
    excerpts.push({ shown, excerpt });
  }
  return item;
}

/* Those of one kind: the first few, and a button for all. */
function groupSection(name, number, hits, marks, excerpts) {
  const heading = element('h2', { id: `found_${number}` }, `${name} `, element('span', {}, filled('{number}', hits.length)));
  const list = element('ol', {}, ...hits.slice(0, SHOWN_FIRST).map((i) => resultItem(index.documents[i], marks, excerpts)));
  const section = element('section', { 'aria-labelledby': heading.id }, heading, list);
  if (hits.length > SHOWN_FIRST) {
    const button = element('button', { type: 'button', class: 'button' }, filled(page.results.dataset.all, hits.length),
      element('span', { class: 'vh' }, `: ${name}`));
    button.addEventListener('click', () => showRest(list, button, hits.slice(SHOWN_FIRST), marks));
    section.append(button);
  }
  return section;
}

function showRest(list, button, hits, marks) {
  const excerpts = [];
  const items = hits.map((i) => resultItem(index.documents[i], marks, excerpts));
  list.append(...items);
  button.remove();
  items[0].querySelector('a').focus();
  watchExcerpts(excerpts, marks);
}

/* The kind of the best result first; of equals, in the order of the index. */
function showGroups(found) {
  const groups = new Map(), excerpts = [];
  for (const i of found.hits) {
    const group = index.documents[i].group;
    if (!groups.has(group)) groups.set(group, []);
    groups.get(group).push(i);
  }
  const first = (hits) => found.worth(hits[0]);
  const ordered = Array.from(groups).sort((a, b) => first(b[1]) - first(a[1]) || a[0] - b[0]);
  const sections = ordered.map(([group, hits]) =>
    groupSection(index.groups[group], group, hits, found.marks, excerpts));
  page.observers.splice(0).forEach((observer) => observer.disconnect());
  page.groups.replaceChildren(...sections);
  clearTimeout(page.textTimer);
  page.textTimer = setTimeout(() => watchExcerpts(excerpts, found.marks), TEXT_DELAY);
}

function countText({ hits, isWhole, hasWords }) {
  const words = page.results.dataset;
  if (!hasWords) return '';
  if (!hits.length) return words.none;
  const count = hits.length === 1 ? words.one : filled(words.many, hits.length);
  return isWhole ? count : `${words.some} ${count}`;
}

/* Said aloud when the reader pauses: not at every key. */
function tell(words) {
  clearTimeout(page.tellTimer);
  page.tellTimer = setTimeout(() => { page.status.textContent = words; }, TELL_DELAY);
}

/* Pieces on their way, each once. One that does not come is asked for again at the next key. */
const awaited = new Set();
const isAwaited = () => Array.from(page.missing).some((piece) => awaited.has(piece));

function endPiece(piece, hasFailed) {
  awaited.delete(piece);
  page.hasFailed = page.hasFailed || hasFailed;
  if (!isAwaited()) showFound(search(index, page.field.value));
}

function wantPiece(piece) {
  if (awaited.has(piece)) return;
  awaited.add(piece);
  loadScript(`words/${piece}.js`, () => endPiece(piece, true));
}

function takePiece(piece, counts, coded) {
  readPiece(index, piece, counts, coded);
  endPiece(piece, false);
}

/* Whoever has gone on to a result stays there; whoever was quicker than the results comes to the first. */
function keepFocus(show) {
  const at = document.activeElement, isWithin = page.groups.contains(at);
  show();
  const links = Array.from(page.groups.querySelectorAll('a'));
  const link = links.find((one) => isWithin && one.href === at.href) || links[0];
  if (link && (isWithin || page.isHurried)) link.focus();
  page.isHurried = false;
}

function showFound(found) {
  const words = page.hasFailed ? page.results.dataset.failed : countText(found);
  page.count.textContent = words;
  page.results.setAttribute('aria-busy', 'false');
  page.results.hidden = !found.hasWords;
  keepFocus(() => showGroups(found));
  tell(words);
}

/* What is known at once is shown at once: the best. What pieces add comes when all of them are there. As long as no
   page is known to have all the words, the results before stay. */
function show() {
  if (!index) return;
  const found = search(index, page.field.value);
  page.missing = found.missing;
  page.hasFailed = page.isHurried = false;
  if (!found.missing.size) return showFound(found);
  page.results.setAttribute('aria-busy', 'true');
  if (found.isWhole) {
    page.count.textContent = '\u00A0';
    page.results.hidden = false;
    showGroups(found);
  }
  return found.missing.forEach(wantPiece);
}

/* The query stands in the address: to be shared, and so that Back leads to it. A new query is a new entry of the
   history once the one before it was used. */
function setAddress(isUsed) {
  clearTimeout(page.addressTimer);
  const query = page.field.value.trim();
  const address = query ? `?q=${encodeURIComponent(query)}` : location.pathname;
  if (address !== (location.search || location.pathname)) {
    try {
      if (page.isUsed && location.search) history.pushState(null, '', address);
      else history.replaceState(null, '', address);
    } catch (error) {
      return; // the browser has had enough of it: only the address stays as it is
    }
    page.isUsed = false;
  }
  page.isUsed = page.isUsed || isUsed;
}

function takeQuery() {
  page.field.value = new URLSearchParams(location.search).get('q') || '';
  page.isUsed = true;
  show();
}

function clear() {
  page.field.value = '';
  page.field.focus();
  setAddress(false);
  show();
}

function start() {
  const find = (id) => document.getElementById(id);
  Object.assign(page, { field: find('query'), results: find('search_results'), count: find('search_count'),
    status: find('search_status'), observers: [] });
  page.groups = page.results.querySelector('.groups');
  page.field.addEventListener('input', () => {
    clearTimeout(page.addressTimer);
    page.addressTimer = setTimeout(() => setAddress(false), ADDRESS_DELAY);
    show();
  });
  page.field.form.addEventListener('submit', (event) => {
    event.preventDefault();
    setAddress(true);
    const link = page.groups.querySelector('a');
    page.isHurried = page.results.getAttribute('aria-busy') === 'true';
    if (link && !page.isHurried) link.focus();
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && page.field.value) clear();
  });
  document.addEventListener('click', (event) => {
    if (event.target.closest('.groups a')) setAddress(true);
  });
  window.addEventListener('popstate', takeQuery);
  /* Scripts that are deferred have run by now, or could not be loaded. */
  document.addEventListener('DOMContentLoaded', () => {
    if (index) return;
    page.results.hidden = false;
    page.count.textContent = page.results.dataset.failed;
    page.status.textContent = page.results.dataset.failed;
  });
}

function takeIndex(data) {
  index = readIndex(data);
  if (location.search || !page.field.value) takeQuery();
  else show();
  if (!location.search) page.field.focus();
  setTimeout(() => dateFormat(document.documentElement.lang, 'numeric')); // before the first key: it takes long
}

if (typeof document === 'object') start();
return { index: takeIndex, piece: takePiece, text: takeText, fold, stemOf, readIndex, readPiece, search, marksIn, excerptOf, WORDS };
})();

if (typeof module === 'object') module.exports = rundbrevSearch;
