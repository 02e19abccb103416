// printed from the browser, a page has no menus, dark text on white, and all its words: none is cut off
'use strict';
const fs = require('fs');
const os = require('os');
const path = require('path');
const { execFileSync } = require('child_process');
const { check, inTabs, address } = require('./lib/check.js');
const { pages, onePerKind } = require('./lib/pages.js');

// Texts that are too pale for white paper, or stand on a background that is printed (print-color-adjust) and dark.
function pale() {
    const light = (color) => {
        const [red, green, blue] = color.match(/[\d.]+/g).map((part) => {
            const value = part / 255;
            return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const faults = [];
    for (const one of document.querySelectorAll('body *')) {
        const own = [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
        if (!own || !one.checkVisibility() || one.closest('[aria-hidden="true"], .vh')) continue;
        const style = getComputedStyle(one);
        if (1.05 / (light(style.color) + 0.05) < 4.5) faults.push(`${style.color}: '${one.textContent.trim().slice(0, 40)}'`);
        for (let under = one; under; under = under.parentElement) {
            const { backgroundColor, printColorAdjust } = getComputedStyle(under);
            if (printColorAdjust === 'exact' && !/, 0\)$|transparent/.test(backgroundColor) && light(backgroundColor) < 0.7) {
                faults.push(`on ${backgroundColor}: '${one.textContent.trim().slice(0, 40)}'`);
            }
        }
    }
    return faults;
}

const menus = () => [...document.querySelectorAll('nav, .skip, button, input, form')].filter((one) => one.checkVisibility())
    .map((one) => `${one.localName} class="${one.className}"`);

const words = (text) => text.normalize('NFC').replace(/[\u00ad\u200b]/g, '').match(/[\p{L}\p{N}]{2,}/gu) ?? [];
const squeezed = (text) => text.normalize('NFC').replace(/[^\p{L}\p{N}]/gu, '');

async function paper(page, tab, file) {
    await tab.pdf({ path: file, format: 'A4' });
    return squeezed(execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' }));
}

check(async ({ folder, browser, fault }) => {
    const work = fs.mkdtempSync(path.join(os.tmpdir(), 'rundbrev-print-'));
    let number = 0;
    await inTabs(browser, onePerKind(pages(folder)), { colorScheme: 'dark' }, async (page, tab) => {
        await tab.setViewportSize({ width: 718, height: 1000 }); // A4 less margins of 1 cm
        await tab.goto(address(page));
        await tab.emulateMedia({ media: 'print' });
        for (const one of await tab.evaluate(menus)) fault(`${page.name}: printed: ${one}`);
        for (const one of await tab.evaluate(pale)) fault(`${page.name}: pale on paper: ${one}`);
        await tab.evaluate(() => document.querySelectorAll('.vh').forEach((one) => one.remove()));
        const told = words(await tab.locator('main').innerText());
        const printed = await paper(page, tab, path.join(work, `${number++}.pdf`));
        const missing = new Set(told.filter((word) => !printed.includes(word)));
        if (missing.size) fault(`${page.name}: not on paper:`, [...missing].slice(0, 20).join(', '));
    });
    fs.rmSync(work, { recursive: true });
});
