// the preview of each letter shows what its captions say, readable in the dark and on a telephone, and asks no host
'use strict';
const fs = require('fs');
const path = require('path');
const { pathToFileURL } = require('url');
const { check, inTabs } = require('./lib/check.js');

const previews = (outbox) => fs.readdirSync(outbox, { recursive: true }).filter((name) => name.endsWith('.html'))
    .map((name) => ({ name, file: path.join(outbox, name) }));

// What one frame shows, as the browser has drawn it.
function look() {
    const channel = (part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    const colour = (text) => (text.match(/[\d.]+/g) ?? []).map(Number);
    const light = ([r, g, b]) => 0.2126 * channel(r / 255) + 0.7152 * channel(g / 255) + 0.0722 * channel(b / 255);
    const ground = (element) => {
        for (let at = element; at; at = at.parentElement) {
            const [r, g, b, alpha = 1] = colour(getComputedStyle(at).backgroundColor);
            if (alpha) return [r, g, b];
        }
        return [255, 255, 255];
    };
    const contrast = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
    const faint = new Set(), round = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const element = texts.currentNode.parentElement, style = getComputedStyle(element);
        if (!texts.currentNode.data.trim() || !element.checkVisibility() || parseFloat(style.fontSize) < 2) continue;
        const ratio = contrast(colour(style.color), ground(element));
        if (ratio < 4.5) faint.add(`${style.color} on ${ground(element)}: ${ratio.toFixed(2)}`);
    }
    const all = [...document.body.querySelectorAll('*')];
    for (const element of all) if (parseFloat(getComputedStyle(element).borderTopLeftRadius)) round.push(element.tagName);
    return {
        faint: [...faint],
        round: round.length,
        wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        pictures: [...document.images].map((image) => ({ words: image.alt, isDrawn: image.naturalWidth > 0 })),
        text: document.body.innerText,
        grounds: light(ground(document.body)),
        headings: document.querySelectorAll('h1').length,
        semantic: all.filter((element) => /^(article|section|main|nav|header|footer)$/i.test(element.tagName)).length,
    };
}

async function frames(tab) {
    const seen = {};
    for (const handle of await tab.$$('iframe')) {
        const id = await handle.evaluate((frame) => frame.closest('section').id);
        seen[id] = await (await handle.contentFrame()).evaluate(look);
    }
    return seen;
}

function compare(name, seen, fault) {
    const { wide, narrow, outlook, dark, no_pictures: bare } = seen;
    const faultless = (is, words) => is || fault(`${name}: ${words}`);
    for (const [id, view] of Object.entries(seen)) {
        faultless(view.wide <= 0, `${id} scrolls sideways by ${view.wide}`);
        faultless(view.headings === 1, `${id} has ${view.headings} headings of the first level`);
        for (const pair of view.faint) fault(`${name}: ${id} is hard to read: ${pair}`);
        if (view !== bare) faultless(view.pictures.every((picture) => picture.isDrawn), `${id} lacks a picture`);
    }
    faultless(bare.pictures.length === 0, 'without pictures it has some');
    for (const { words } of wide.pictures) faultless(bare.text.includes(words), `without pictures '${words}' is missing`);
    faultless(outlook.round === 0 && outlook.semantic === 0, 'Word shows what it cannot');
    faultless(outlook.pictures.length === wide.pictures.length, 'Word shows other pictures');
    faultless(wide.grounds > 0.7 && dark.grounds < 0.1, 'the dark one is not dark');
    faultless(dark.text === wide.text && narrow.text.length > 200, 'the views tell different things');
    return wide.round + wide.pictures.length;
}

check(async ({ folder, browser, fault }) => {
    const all = previews(path.join(folder, '../outbox'));
    let tellingViews = 0;
    if (!all.length) fault('there is no preview');
    for (const width of [1440, 360]) {
        await inTabs(browser, all, { viewport: { width, height: 900 }, colorScheme: width > 400 ? 'light' : 'dark' },
            async ({ name, file }, tab) => {
                const asked = [];
                tab.on('request', (request) => /^(file|data|about):/.test(request.url()) || asked.push(request.url()));
                await tab.goto(pathToFileURL(file).href);
                const over = await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);
                if (over > 0) fault(`${name}: the page scrolls sideways at ${width} pixels by ${over}`);
                if (await tab.locator('script').count()) fault(`${name}: holds a script`);
                if ((await tab.locator('h1').count()) !== 1) fault(`${name}: not one heading`);
                tellingViews += compare(name, await frames(tab), fault);
                for (const address of asked) fault(`${name}: asks ${address}`);
                tab.removeAllListeners('request');
            });
    }
    if (!tellingViews) fault('no letter has a round corner or picture: nothing was compared');
});
