// the search finds, tells and leads on: from a folder and from a server, by keyboard, without script, with hostile texts
//
// search.js SITE BIG prints the times of a large site's search, too: a site of 1,000 newsletters, say.
'use strict';
const fs = require('fs');
const os = require('os');
const path = require('path');
const { check } = require('./lib/check.js');
const { pages } = require('./lib/pages.js');
const { withServer } = require('./lib/server.js');

// Every site has a meeting, so every site has these.
const word = 'träff', otherForm = 'Träffarnas', otherWord = 'och';
const hostileText = `<img src=x onerror="window.hurt=1"><script>window.hurt=1</script> & "${word}"`;

// What only the project's own content can show: [a page it has, a query, a title that is found, whether first].
const known = [
    ['basta-platsen/teams/nassjo', 'nässjö kommun', 'Nässjö kommun', true],
    ['basta-platsen/teams/nassjo', 'Kommunernas', 'Nässjö kommun', false],
    ['people/agneta-stahl', 'agneta stå', 'Agneta Ståhl', true],
    ['laslust/2026-2027', '2026', 'Omgången 2026–2027', false],
];
const unknown = [['people/agneta-stahl', 'stahl', 'Agneta Ståhl']]; // å is not a

// A tab that remembers every mistake and every request to another host.
async function open(browser, address, options = {}) {
    const tab = await (await browser.newContext(options)).newPage();
    tab.faults = [];
    tab.on('pageerror', (error) => tab.faults.push(String(error)));
    tab.on('console', (message) => { if (message.type() === 'error') tab.faults.push(message.text()); });
    tab.on('request', (request) => {
        if (new URL(request.url()).host !== new URL(address).host) tab.faults.push(request.url());
    });
    await tab.goto(address);
    return tab;
}

const texts = (tab, selector) => tab.$$eval(selector, (all) => all.map((one) => one.textContent.replace(/\s+/g, ' ').trim()));
const titles = (tab) => texts(tab, '.found h3');
const groups = (tab) => texts(tab, '.found h2');
const count = (tab) => tab.textContent('#search_count');
const focused = (tab) => tab.evaluate(() => document.activeElement.textContent || document.activeElement.id);
const asked = (tab) => new URL(tab.url()).searchParams.get('q');

// All there is to be found, also what pieces of the index have to tell.
const ended = (tab) => tab.waitForSelector('#search_results[aria-busy=false]', { state: 'attached' });

async function ask(tab, query) {
    await tab.fill('#query', query);
    await ended(tab);
    return titles(tab);
}

async function finding(tab, site, expect) {
    for (const network of site.networks) expect('a whole title comes first', (await ask(tab, network))[0] === network, await titles(tab));
    expect('other endings are found', (await ask(tab, otherForm)).length > 0);
    for (const selector of ['.found h3 mark', '.excerpt mark']) {
        await tab.waitForSelector(selector);
        const marked = await texts(tab, selector);
        expect(`and marked: ${selector}`, marked.every((one) => one.toLowerCase().startsWith(word)), marked);
    }
    for (const [page, query, title, isFirst] of known.filter(([name]) => site.has(name))) {
        const found = await ask(tab, query);
        expect(`'${query}' finds ${page}`, isFirst ? found[0] === title : found.includes(title), found);
    }
    for (const [page, query, title] of unknown.filter(([name]) => site.has(name))) {
        expect(`'${query}' does not find ${page}`, !(await ask(tab, query)).includes(title));
    }
}

async function telling(tab, expect) {
    await ask(tab, word);
    const [shown, grouped] = [await count(tab), await groups(tab)];
    const sum = grouped.reduce((all, one) => all + Number(/\d+$/.exec(one)[0]), 0);
    expect('the groups tell their numbers, which make the count', shown === `${sum} sidor` && grouped.length > 1, [shown, grouped]);
    await tab.waitForFunction((words) => document.getElementById('search_status').textContent === words, shown);
    expect('the count is announced', await tab.getAttribute('#search_status', 'role') === 'status');
    await ask(tab, `${word} qqqq`);
    expect('some of the words, when no page has all', /Några av dem finns på \d+ sidor/.test(await count(tab)), await count(tab));
    const none = await ask(tab, 'qqqq');
    expect('nothing is told in words', /Ingen sida/.test(await count(tab)) && none.length === 0, await count(tab));
}

async function addresses(tab, expect) {
    const stands = async (query, first) => asked(tab) === query && await tab.inputValue('#query') === query && (await titles(tab))[0] === first;
    await tab.fill('#query', '');
    await tab.type('#query', word);
    await tab.waitForFunction((query) => new URLSearchParams(location.search).get('q') === query, word);
    await tab.press('#query', 'Enter');
    const first = (await titles(tab))[0];
    expect('Enter goes to the first result', (await focused(tab)).trim() === first, await focused(tab));
    await tab.fill('#query', otherWord);
    await tab.waitForFunction((query) => new URLSearchParams(location.search).get('q') === query, otherWord);
    await tab.goBack();
    expect('Back leads to the query before', await stands(word, first), tab.url());
    await tab.fill('#query', otherForm);
    await tab.press('#query', 'Enter');
    await tab.waitForFunction(() => document.activeElement.closest('.found h3'));
    expect('Enter does so before all is found, too', (await focused(tab)).trim() === (await titles(tab))[0], await focused(tab));
    await tab.goBack();
    await ended(tab);
    const shared = tab.url();
    await tab.goto('about:blank');
    await tab.goto(shared);
    expect('an address with ?q= can be shared', await stands(word, first), shared);
    await tab.click('.found h3 a');
    expect('a result leads to its page', (await texts(tab, 'h1'))[0] === first, tab.url());
    await tab.goBack();
    expect('Back leads to the results', await stands(word, first), tab.url());
    await tab.press('#query', 'Escape');
    expect('Escape clears', await tab.inputValue('#query') === '' && (await titles(tab)).length === 0 && asked(tab) === null, tab.url());
}

async function byKeyboard(tab, top) {
    const tabTo = async (isThere) => {
        for (let i = 0; i < 60 && !await tab.evaluate(isThere); i++) await tab.keyboard.press('Tab');
    };
    await tab.goto(`${top}index.html`);
    await tabTo(() => document.activeElement.name === 'q');
    await tab.keyboard.type(word);
    await tab.keyboard.press('Enter');
    await tab.waitForURL((url) => /search\/index\.html$/.test(url.pathname) && url.searchParams.get('q') === word);
    await tabTo(() => document.activeElement.closest('.found h3') !== null);
    const title = (await focused(tab)).trim();
    await tab.keyboard.press('Enter');
    await tab.waitForFunction((words) => document.querySelector('h1').textContent.trim() === words, title);
}

// Of a kind with many results all are shown by a button; the focus stays where the reader was.
async function whole(tab, expect) {
    await ask(tab, word);
    const button = await tab.$('.found button');
    if (!button) return;
    const section = await button.evaluateHandle((one) => one.closest('section'));
    await button.click();
    const numbers = await section.evaluate((one) => [one.querySelectorAll('li').length, Number(/\d+/.exec(one.querySelector('h2').textContent)[0])]);
    expect('a button shows all of a kind', numbers[0] === numbers[1], numbers);
    const at = await section.evaluate((one) => [...one.querySelectorAll('h3 a')].indexOf(document.activeElement));
    expect('and leads on where it stood', at === 5, at);
}

async function inCopy(folder, body) {
    const copy = fs.mkdtempSync(path.join(os.tmpdir(), 'rundbrev-search.'));
    for (const name of ['search', 'assets']) fs.cpSync(path.join(folder, name), path.join(copy, name), { recursive: true });
    try {
        await body(copy);
    } finally {
        fs.rmSync(copy, { recursive: true });
    }
}

// Titles and texts that would hurt if they were taken for HTML.
async function hostile(browser, folder, tab, expect) {
    const title = (await ask(tab, word))[0], href = await tab.getAttribute('.found h3 a', 'href');
    const quoted = JSON.stringify(hostileText).slice(1, -1);
    await inCopy(folder, async (copy) => {
        const replace = (name, what, by) => {
            const before = fs.readFileSync(path.join(copy, name), 'utf8'), after = before.replaceAll(what, () => by);
            if (before === after) throw new Error(`${name} has no ${what}`);
            fs.writeFileSync(path.join(copy, name), after);
        };
        replace('search/index.js', title, quoted);
        const name = href.replace(/^(\.\.\/)*/, '').replace(/index\.html.*$/, '').replaceAll('/', '.');
        replace(`search/texts/${name}js`, '","', `","En ${word}: ${quoted}\\n`);
        const query = encodeURIComponent(`"<>" ${word}`);
        const hurt = await open(browser, `file://${copy}/search/index.html?q=${query}`, { viewport: { width: 1280, height: 9000 } });
        for (const button of await hurt.$$('.found button')) await button.click();
        await hurt.waitForFunction(() => /<img src=x/.test([...document.querySelectorAll('.excerpt')].map((one) => one.textContent)));
        expect('a hostile title is text', (await titles(hurt)).includes(hostileText), await titles(hurt));
        expect('and nothing of it is run', await hurt.evaluate(() => window.hurt === undefined && !document.querySelector('main img, main script')));
    });
}

async function withoutScript(browser, folder, site, expect) {
    const tab = await open(browser, `file://${folder}/index.html`, { javaScriptEnabled: false });
    await tab.click('.menu a:has-text("Sök")');
    await tab.waitForURL(/search/);
    expect('without script the page says so', /behöver Javascript/.test(await tab.innerText('noscript')));
    const links = await texts(tab, 'section[aria-labelledby=other_ways] a');
    expect('and leads on by links', ['Personer', ...site.networks].every((one) => links.includes(one)), links);
}

async function withoutIndex(browser, folder, expect) {
    await inCopy(folder, async (copy) => {
        fs.rmSync(path.join(copy, 'search/index.js'));
        const tab = await open(browser, `file://${copy}/search/index.html?q=${word}`);
        expect('an index that cannot be read is told', /gick inte/.test(await count(tab)), await count(tab));
        const words = path.join(copy, 'search/words');
        if (!fs.existsSync(words)) return;
        fs.cpSync(path.join(folder, 'search/index.js'), path.join(copy, 'search/index.js'));
        fs.rmSync(words, { recursive: true });
        let asks = 0; // a small site's index may hold all that is asked
        tab.on('requestfailed', () => { asks++; });
        await tab.reload();
        await ended(tab);
        if (asks) expect('so is a piece of it, beside what is found without', /gick inte/.test(await count(tab)) && (await titles(tab)).length > 0, await count(tab));
    });
}

// From a key to the first result, in the page itself; the best of three, since the machine has other work too.
async function timed(browser, big) {
    const tab = await open(browser, `file://${path.resolve(big)}/search/index.html`);
    const start = await tab.evaluate(() => performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd);
    console.log(`ready after ${start.toFixed(0)} ms`);
    for (const query of ['l', 'lä', 'läs', 'läsn', 'läsningen', 'läsningen barnens', 'kommunernas hälsa i skolan', 'qqqq']) {
        const times = await tab.evaluate((words) => [1, 2, 3].map(() => {
            const field = document.getElementById('query'), begun = performance.now();
            field.value = words;
            field.dispatchEvent(new Event('input', { bubbles: true }));
            document.body.getBoundingClientRect(); // with its layout
            return performance.now() - begun;
        }), query);
        console.log(`${query}: ${Math.min(...times).toFixed(1)} ms, ${await count(tab)}`);
    }
}

function siteOf(folder) {
    const heading = (page) => /<h1[^>]*>([^<]*)/.exec(fs.readFileSync(page.file, 'utf8'))[1];
    return {
        networks: pages(folder).filter(({ kind }) => kind === 'network').map(heading),
        has: (name) => fs.existsSync(path.join(folder, name, 'index.html')),
    };
}

check(async ({ folder: given, browser, fault }) => {
    const folder = path.resolve(given);
    const site = siteOf(folder);
    if (!site.has('search')) {
        console.log('a site without search');
        return;
    }
    await withServer(folder, async (origin) => {
        for (const top of [`file://${folder}/`, origin]) {
            const expect = (what, isTrue, found) => {
                if (!isTrue) fault(`${new URL(top).protocol} ${what}:`, JSON.stringify(found));
            };
            const tab = await open(browser, `${top}search/index.html`);
            await finding(tab, site, expect);
            await telling(tab, expect);
            await addresses(tab, expect);
            await byKeyboard(tab, top);
            expect('no mistake, no request to another host', tab.faults.length === 0, tab.faults);
        }
    });
    const expect = (what, isTrue, found) => { if (!isTrue) fault(`${what}:`, JSON.stringify(found)); };
    const tab = await open(browser, `file://${folder}/search/index.html`);
    await whole(tab, expect);
    await hostile(browser, folder, tab, expect);
    await withoutScript(browser, folder, site, expect);
    await withoutIndex(browser, folder, expect);
    if (process.argv[3]) await timed(browser, process.argv[3]);
});
