// every text of a chart lies in its drawing, on no other text, and is at least 9 px high on a narrow screen
'use strict';
const fs = require('fs');
const { check, inTabs, address } = require('./lib/check.js');
const { pages } = require('./lib/pages.js');

const widths = [1280, 320];
const least = 9; // px

// The faults of all drawings that are shown, by the real fonts: where the ink of a line of type may stand, in CSS px.
// Runs in the page.
function measure(least) {
    const found = [];
    const pen = document.createElement('canvas').getContext('2d');
    const ink = (text) => {
        const style = getComputedStyle(text), box = text.getBBox(), matrix = text.getScreenCTM();
        pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
        const letters = pen.measureText(text.textContent), line = text.y.baseVal[0].value;
        const from = new DOMPoint(box.x, line - letters.actualBoundingBoxAscent).matrixTransform(matrix);
        const to = new DOMPoint(box.x + box.width, line + letters.actualBoundingBoxDescent).matrixTransform(matrix);
        return { words: text.textContent, left: from.x, top: from.y, right: to.x, bottom: to.y,
            size: parseFloat(style.fontSize) * matrix.a };
    };
    const deep = (a, b) => Math.min(Math.min(a.right, b.right) - Math.max(a.left, b.left),
        Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));
    let count = 0;
    for (const drawing of document.querySelectorAll('svg.chart, svg.bars')) {
        const edges = drawing.getBoundingClientRect();
        if (edges.width === 0 || !drawing.checkVisibility({ visibilityProperty: true })) continue;
        count++;
        const texts = [...drawing.querySelectorAll('text')].filter((text) => getComputedStyle(text).display !== 'none').map(ink);
        texts.forEach((text, i) => {
            const out = Math.max(edges.left - text.left, text.right - edges.right, edges.top - text.top, text.bottom - edges.bottom);
            if (out > 1) found.push(`'${text.words}' is ${out.toFixed(1)} px outside its drawing`);
            if (text.size < least) found.push(`'${text.words}' is set in ${text.size.toFixed(1)} px`);
            for (const other of texts.slice(0, i)) {
                if (deep(text, other) > 1) found.push(`'${text.words}' stands on '${other.words}'`);
            }
        });
    }
    return { found, count };
}

check(async ({ folder, browser, fault }) => {
    let seen = 0;
    const drawn = pages(folder).filter((page) => /<svg class="(chart|bars)\b/.test(fs.readFileSync(page.file, 'utf8')));
    await inTabs(browser, drawn, { reducedMotion: 'reduce' }, async (page, tab) => {
        await tab.goto(address(page));
        await tab.evaluate(() => {
            document.querySelectorAll('details').forEach((details) => { details.open = true; });
            return document.fonts.ready;
        });
        for (const width of widths) {
            await tab.setViewportSize({ width, height: 900 });
            await tab.evaluate(() => document.fonts.ready);
            const { found, count } = await tab.evaluate(measure, width === 320 ? least : 0);
            seen += count;
            for (const text of found) fault(`${page.name} ${width} px: ${text}`);
        }
    });
    console.log(`${seen} drawings seen`);
});
