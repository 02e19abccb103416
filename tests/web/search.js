// The search page in a browser: search.js SITE [BIG] takes the folder of this project's website, built with its search,
// and that of a site with 1,000 newsletters, whose times it prints. Prints TAP; fails when one of the checks does.
// Needs playwright-core, and Chromium (CHROMIUM, or Debian's).
'use strict';
const { chromium } = require('playwright-core');
const fs = require('fs');
const http = require('http');
const os = require('os');
const path = require('path');

const [site, big] = process.argv.slice(2).map((folder) => path.resolve(folder));
const HOSTILE = '<img src=x onerror="window.hurt=1"><script>window.hurt=1</script> & "kommun"';
let number = 0, failed = 0;

function check(what, isTrue, found = '') {
  number++;
  failed += !isTrue;
  console.log(`${isTrue ? 'ok' : 'not ok'} ${number} - ${what}${isTrue ? '' : `\n# found: ${JSON.stringify(found)}`}`);
}

function serve(folder) {
  const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css', '.svg': 'image/svg+xml' };
  const server = http.createServer((request, response) => {
    let name = path.join(folder, decodeURIComponent(new URL(request.url, 'http://x').pathname));
    if (fs.existsSync(name) && fs.statSync(name).isDirectory()) name = path.join(name, 'index.html');
    if (!fs.existsSync(name)) return response.writeHead(404).end();
    response.writeHead(200, { 'content-type': types[path.extname(name)] || 'application/octet-stream' });
    return response.end(fs.readFileSync(name));
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

// A page that remembers every mistake and every request to another host.
async function open(browser, address, options = {}) {
  const page = await (await browser.newContext(options)).newPage();
  page.faults = [];
  page.on('pageerror', (error) => page.faults.push(String(error)));
  page.on('console', (message) => { if (message.type() === 'error') page.faults.push(message.text()); });
  page.on('request', (request) => {
    if (new URL(request.url()).host !== new URL(address).host) page.faults.push(request.url());
  });
  await page.goto(address);
  return page;
}

const titles = (page) => page.$$eval('.found h3', (all) => all.map((one) => one.textContent));
const groups = (page) => page.$$eval('.found h2', (all) => all.map((one) => one.textContent.replace(/\s+/g, ' ')));
const count = (page) => page.textContent('#search_count');
const focused = (page) => page.evaluate(() => document.activeElement.textContent || document.activeElement.id);

// All there is to be found, also what pieces of the index have to tell.
const ended = (page) => page.waitForSelector('#search_results[aria-busy=false]', { state: 'attached' });

async function ask(page, query) {
  await page.fill('#query', query);
  await ended(page);
  return titles(page);
}

async function finding(page, where) {
  check(`${where}: a whole title comes first`, (await ask(page, 'nässjö kommun'))[0] === 'Nässjö kommun', await titles(page));
  check(`${where}: other endings find it too`, (await ask(page, 'Kommunernas')).includes('Nässjö kommun'), await titles(page));
  check(`${where}: and mark it in the title`, (await page.$$eval('.found h3 mark', (all) => all.map((one) => one.textContent))).includes('kommun'));
  await page.waitForSelector('.excerpt mark');
  check(`${where}: and in the excerpt`, /kommun/i.test(await page.textContent('.excerpt mark')), await page.textContent('.excerpt'));
  check(`${where}: the network by its name`, (await ask(page, 'bästa platsen att leva på'))[0] === 'Bästa platsen att leva på', await titles(page));
  check(`${where}: a person by name`, (await ask(page, 'agneta stå'))[0] === 'Agneta Ståhl' && (await groups(page))[0] === 'Personer 1', await groups(page));
  check(`${where}: the definite form of a neuter`, (await ask(page, 'nätverkets möte')).length > 0, await count(page));
  check(`${where}: the year of a round`, (await ask(page, '2026')).includes('Omgången 2026–2027'), await titles(page));
  check(`${where}: å is not a`, !(await ask(page, 'stahl')).includes('Agneta Ståhl'), await titles(page));
  await ask(page, 'kommun');
  const [shown, grouped] = [await count(page), await groups(page)];
  const sum = grouped.reduce((all, one) => all + Number(/\d+$/.exec(one)[0]), 0);
  check(`${where}: the groups tell their numbers, which make the count`, shown === `${sum} sidor` && grouped.length > 3, [shown, grouped]);
  await page.waitForFunction((words) => document.getElementById('search_status').textContent === words, shown);
  check(`${where}: the count is announced`, await page.getAttribute('#search_status', 'role') === 'status');
  await ask(page, 'kommun qqqq');
  check(`${where}: some of the words, when no page has all`, /Några av dem finns på \d+ sidor/.test(await count(page)), await count(page));
  await ask(page, 'qqqq');
  check(`${where}: nothing is told in words`, /Ingen sida/.test(await count(page)) && !(await titles(page)).length, await count(page));
}

async function address(page, where) {
  await page.fill('#query', '');
  await page.type('#query', 'läsning');
  await page.waitForFunction(() => new URLSearchParams(location.search).get('q') === 'läsning');
  await page.press('#query', 'Enter');
  const first = (await titles(page))[0];
  check(`${where}: Enter goes to the first result`, await focused(page) === first, await focused(page));
  await page.fill('#query', 'kommun');
  await page.waitForFunction(() => new URLSearchParams(location.search).get('q') === 'kommun');
  await page.goBack();
  check(`${where}: Back leads to the query before`, await page.inputValue('#query') === 'läsning' && (await titles(page))[0] === first, page.url());
  await page.fill('#query', 'barnen');
  await page.press('#query', 'Enter');
  await page.waitForFunction(() => document.activeElement.closest('.found h3'));
  check(`${where}: so it does when it is pressed before all is found`, await focused(page) === (await titles(page))[0], await focused(page));
  await page.goBack();
  await ended(page);
  const shared = page.url();
  await page.goto('about:blank');
  await page.goto(shared);
  check(`${where}: an address with ?q= can be shared`, await page.inputValue('#query') === 'läsning' && (await titles(page))[0] === first, shared);
  await page.click('.found h3 a');
  check(`${where}: a result leads to its page`, (await page.textContent('h1')).trim() === first.trim(), page.url());
  await page.goBack();
  check(`${where}: Back leads to the results`, (await titles(page))[0] === first, page.url());
  await page.press('#query', 'Escape');
  check(`${where}: Escape clears`, await page.inputValue('#query') === '' && !(await titles(page)).length && !/q=/.test(page.url()), page.url());
}

async function byKeyboard(page, top, where) {
  await page.goto(`${top}index.html`);
  for (let i = 0; i < 20 && await page.evaluate(() => document.activeElement.name) !== 'q'; i++) await page.keyboard.press('Tab');
  await page.keyboard.type('kommun');
  await page.keyboard.press('Enter');
  await page.waitForURL(/search\/index\.html\?q=kommun$/);
  for (let i = 0; i < 30 && !await page.evaluate(() => document.activeElement.closest('.found h3')); i++) await page.keyboard.press('Tab');
  const title = await focused(page);
  await page.keyboard.press('Enter');
  await page.waitForFunction((words) => document.querySelector('h1').textContent.trim() === words, title.trim());
  check(`${where}: keyboard alone from the home page to a result`, true);
}

async function all(page) {
  await ask(page, 'kommun');
  const button = await page.$('.found button');
  const section = await button.evaluateHandle((one) => one.closest('section'));
  await button.click();
  const numbers = await section.evaluate((one) => [one.querySelectorAll('li').length, Number(/\d+/.exec(one.querySelector('h2').textContent)[0])]);
  check('a button shows all of a kind', numbers[0] === numbers[1], numbers);
  check('and leads on where it stood', await section.evaluate((one) => [...one.querySelectorAll('h3 a')].indexOf(document.activeElement)) === 5);
}

// Titles, places and texts that would hurt if they were taken for HTML.
async function hostile(browser) {
  const copy = fs.mkdtempSync(path.join(os.tmpdir(), 'rundbrev-search.'));
  fs.cpSync(site, copy, { recursive: true });
  const script = path.join(copy, 'search/index.js'), quoted = JSON.stringify(HOSTILE).slice(1, -1);
  fs.writeFileSync(script, fs.readFileSync(script, 'utf8').replace(/Nässjö kommun/g, () => quoted));
  const text = fs.readdirSync(path.join(copy, 'search/texts')).find((name) => /teams\.nassjo/.test(name));
  const file = path.join(copy, 'search/texts', text);
  fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace(/","/, () => `","En kommun: ${quoted}\\n`));
  const page = await open(browser, `file://${copy}/search/index.html?q=${encodeURIComponent('kommun <b>"')}`);
  await page.waitForSelector('.excerpt mark');
  await page.waitForTimeout(300);
  check('a hostile title is text', (await titles(page)).includes(HOSTILE), await titles(page));
  const excerpts = await page.$$eval('.excerpt', (every) => every.map((one) => one.textContent));
  check('a hostile text is text', excerpts.some((words) => words.includes('<img src=x')), excerpts.slice(0, 3));
  check('and nothing of it is run', await page.evaluate(() => window.hurt === undefined && !document.querySelector('main img, main script')), page.faults);
  fs.rmSync(copy, { recursive: true });
}

async function withoutScript(browser) {
  const page = await open(browser, `file://${site}/index.html`, { javaScriptEnabled: false });
  await page.click('.menu a:has-text("Sök")');
  await page.waitForURL(/search/);
  check('without script the page says so', await page.isVisible('noscript p') && /behöver Javascript/.test(await page.textContent('noscript p')));
  const links = await page.$$eval('section[aria-labelledby=other_ways] a', (every) => every.map((one) => one.textContent));
  check('and leads on by links', links.includes('Personer') && links.includes('Bästa platsen att leva på'), links);
}

async function withoutIndex(browser) {
  const copy = fs.mkdtempSync(path.join(os.tmpdir(), 'rundbrev-search.'));
  fs.cpSync(site, copy, { recursive: true });
  fs.rmSync(path.join(copy, 'search/index.js'));
  const page = await open(browser, `file://${copy}/search/index.html?q=kommun`);
  check('an index that cannot be read is told', /gick inte/.test(await count(page)), await count(page));
  fs.cpSync(path.join(site, 'search/index.js'), path.join(copy, 'search/index.js'));
  fs.rmSync(path.join(copy, 'search/words'), { recursive: true });
  await page.reload();
  await ended(page);
  check('so is a piece of it, beside what is found without', /gick inte/.test(await count(page)) && (await titles(page)).length > 0, await count(page));
  fs.rmSync(copy, { recursive: true });
}

// From a key to the first result, in the page itself; the best of three, since the machine has other work too.
async function timed(browser) {
  const page = await open(browser, `file://${big}/search/index.html`);
  const start = await page.evaluate(() => performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd);
  console.log(`# ready after ${start.toFixed(0)} ms`);
  for (const query of ['l', 'lä', 'läs', 'läsn', 'läsningen', 'läsningen barnens', 'kommunernas hälsa i skolan', 'qqqq']) {
    const times = await page.evaluate((words) => [1, 2, 3].map(() => {
      const field = document.getElementById('query'), begun = performance.now();
      field.value = words;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      document.body.getBoundingClientRect(); // with its layout
      return performance.now() - begun;
    }), query);
    console.log(`# ${query}: ${Math.min(...times).toFixed(1)} ms, ${await count(page)}`);
  }
  check('the large site is searched', (await ask(page, 'läsning')).length > 0, await count(page));
}

async function main() {
  const executablePath = process.env.CHROMIUM || '/usr/bin/chromium';
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] });
  const server = await serve(site);
  for (const [where, top] of [['file', `file://${site}/`], ['server', `http://127.0.0.1:${server.address().port}/`]]) {
    const page = await open(browser, `${top}search/index.html`);
    await finding(page, where);
    await address(page, where);
    await byKeyboard(page, top, where);
    check(`${where}: no mistake, no request to another host`, !page.faults.length, page.faults);
  }
  await all(await open(browser, `file://${site}/search/index.html`));
  await hostile(browser);
  await withoutScript(browser);
  await withoutIndex(browser);
  if (big) await timed(browser);
  await browser.close();
  server.close();
  process.exitCode = failed ? 1 : 0;
}

main().catch((error) => {
  console.log(`not ok ${number + 1} - the test goes to its end\n# ${error.stack}`);
  process.exit(1);
});
