// with script off every page shows the same text, and every page is reached by links from the home page
'use strict';
const fs = require('fs');
const path = require('path');
const { check, inTabs, address } = require('./lib/check.js');
const { pages, onePerKind } = require('./lib/pages.js');

// Only the search page may differ: there the page itself has to say that it needs script, or where else to look.
const needsScript = (page) => page.kind === 'search';

const visibleText = (tab) => tab.locator('body').innerText();

async function sameText(browser, all, fault) {
    const withScript = new Map();
    await inTabs(browser, all.filter(mayRunScript), {}, async (page, tab) => {
        await tab.goto(address(page));
        withScript.set(page.name, await visibleText(tab));
    });
    await inTabs(browser, all, { javaScriptEnabled: false }, async (page, tab) => {
        await tab.goto(address(page));
        const text = await visibleText(tab);
        if (!needsScript(page) && withScript.has(page.name) && withScript.get(page.name) !== text) {
            fault(`${page.name}: shows something else without script`);
        }
        if ((await tab.locator('main h1').count()) !== 1) fault(`${page.name}: not one heading of the page in main`);
        if ((await tab.locator('main').innerText()).trim().length < 40) fault(`${page.name}: hardly any text`);
        if (!(await tab.locator('.masthead a').first().isVisible())) fault(`${page.name}: no way home`);
        if (needsScript(page) && !(await tab.locator('noscript').innerText()).trim()) {
            fault(`${page.name}: does not say that it needs script`);
        }
    });
}

const mayRunScript = (page) => /<script(?! type="application\/ld\+json")|\son[a-z]+=|javascript:/i
    .test(fs.readFileSync(page.file, 'utf8'));

function unreachable(all) {
    const left = new Map(all.map((page) => [page.file, page]));
    const ways = [all.find((page) => page.name === 'index.html')];
    left.delete(ways[0].file);
    for (let page = ways.pop(); page; page = ways.pop()) {
        for (const [, href] of fs.readFileSync(page.file, 'utf8').matchAll(/<a\b[^>]*?\shref="([^"#]*)/g)) {
            const file = path.resolve(path.dirname(page.file), decodeURI(href.replaceAll('&amp;', '&')));
            if (left.has(file)) {
                ways.push(left.get(file));
                left.delete(file);
            }
        }
    }
    // Nothing leads to what stands at a moved meeting's old address, nor to the page for wrong addresses.
    return [...left.values()].filter((page) => page.kind !== 'left' && page.name !== '404.html');
}

check(async ({ folder, browser, fault }) => {
    const all = pages(folder);
    // A page that holds no script is the same without it: of these, one of each kind is enough.
    await sameText(browser, [...new Set([...onePerKind(all), ...all.filter(mayRunScript)])], fault);
    for (const page of unreachable(all)) fault(`${page.name}: no link leads here from the home page`);
});
