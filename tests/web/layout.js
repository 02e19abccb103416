// no page scrolls sideways or cuts a text: 320 px (400 % zoom of 1280) and wider, also with the spacing of WCAG 1.4.12
'use strict';
const { check, inTabs, address } = require('./lib/check.js');
const { cutTexts } = require('./lib/measure.js');
const { pages } = require('./lib/pages.js');

const widths = [320, 720, 1030, 1100, 1280];
const spacing = `* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }`;

// What makes the page too wide: the elements that reach furthest out.
function widest() {
    const limit = document.documentElement.clientWidth;
    const wide = [...document.body.querySelectorAll('*')].filter((one) => one.getBoundingClientRect().right > limit + 1);
    return wide.slice(-3).map((one) => `<${one.localName} class="${one.className}">`).join(' ');
}

async function look(page, tab, where, fault) {
    const wide = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wide > 0) fault(`${page.name} ${where}: ${wide} px too wide:`, await tab.evaluate(widest));
    for (const text of await tab.evaluate(cutTexts)) fault(`${page.name} ${where}: ${text}`);
}

check(async ({ folder, browser, fault }) => {
    await inTabs(browser, pages(folder), { reducedMotion: 'reduce' }, async (page, tab) => {
        await tab.goto(address(page));
        await tab.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open = true; }));
        for (const width of widths) {
            await tab.setViewportSize({ width, height: width === 320 ? 256 : 900 });
            await look(page, tab, `${width} px`, fault);
        }
        await tab.setViewportSize({ width: 320, height: 900 });
        await tab.addStyleTag({ content: spacing });
        await look(page, tab, '320 px, spaced', fault);
    });
});
