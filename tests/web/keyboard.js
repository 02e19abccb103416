// with the keyboard alone: a skip link, every link in the order of the page, each stop seen, on screen, no trap
'use strict';
const { check, inTabs, address } = require('./lib/check.js');
const { pages, onePerKind } = require('./lib/pages.js');

// Where the focus is: its number among all that can be focused, in the order of the document, and what it is called.
function stop() {
    const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
        .filter((one) => one.checkVisibility({ visibilityProperty: true }));
    const here = document.activeElement;
    if (!here || here === document.body) return { index: -1, count: all.length };
    const box = here.getBoundingClientRect();
    const kinds = [`${here.localName}.${here.className}`];
    for (let one = here.parentElement; one !== document.body; one = one.parentElement) {
        if (one.className) kinds.push(one.className);
    }
    const points = [...here.getClientRects()].map((rect) => [rect.left + rect.width / 2, rect.top + rect.height / 2]);
    return {
        index: all.indexOf(here), count: all.length, kind: kinds.join(' '), name: here.textContent.trim().slice(0, 50),
        isUnderSomething: !points.some(([x, y]) => here.contains(document.elementFromPoint(x, y))),
        box: { x: box.x, y: box.y, width: box.width, height: box.height }, scrolled: [scrollX, scrollY],
    };
}

// How many pixels of two pictures differ with a contrast of 3:1 at least (WCAG 1.4.11).
async function changedPixels([before, after]) {
    const pixels = async (base64) => {
        const blob = await (await fetch(`data:image/png;base64,${base64}`)).blob();
        const picture = await createImageBitmap(blob);
        const context = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
        context.drawImage(picture, 0, 0);
        return context.getImageData(0, 0, picture.width, picture.height).data;
    };
    const light = (data, i) => [0.2126, 0.7152, 0.0722].reduce((sum, weight, k) => {
        const value = data[i + k] / 255;
        return sum + weight * (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
    }, 0);
    const [one, other] = [await pixels(before), await pixels(after)];
    let count = 0;
    for (let i = 0; i < one.length; i += 4) {
        const [dark, bright] = [light(one, i), light(other, i)].sort((a, b) => a - b);
        if ((bright + 0.05) / (dark + 0.05) >= 3) count++;
    }
    return count;
}

// The focus is seen when about a line of a pixel round what has it changes.
async function isSeen(tab, { box, scrolled }) {
    const size = tab.viewportSize();
    const left = Math.max(0, box.x - 8), top = Math.max(0, box.y - 8);
    const width = Math.min(size.width, box.x + box.width + 8) - left;
    const height = Math.min(size.height, box.y + box.height + 8) - top;
    if (width <= 0 || height <= 0) return false;
    const clip = { x: left + scrolled[0], y: top + scrolled[1], width, height, scale: 1 };
    const devtools = await tab.context().newCDPSession(tab);
    const shot = async () => (await devtools.send('Page.captureScreenshot', { clip, optimizeForSpeed: true })).data;
    const focused = await shot();
    await tab.evaluate(() => { window.stopped = document.activeElement; window.stopped.blur(); });
    const blurred = await shot();
    await tab.evaluate(() => window.stopped.focus({ preventScroll: true, focusVisible: true }));
    await devtools.detach();
    return (await tab.evaluate(changedPixels, [focused, blurred])) >= width + height;
}

async function skip(page, tab, where, fault) {
    await tab.keyboard.press('Tab');
    const first = await tab.evaluate(stop);
    if (first.index !== 0 || !/^a\.skip/.test(first.kind)) {
        fault(`${where}: the first stop is no skip link: '${first.name}'`);
        return;
    }
    if (!(await isSeen(tab, first)) || first.box.x < 0) fault(`${where}: the skip link is not seen`);
    await tab.keyboard.press('Enter');
    const inMain = () => document.activeElement.closest('main') !== null;
    if (!(await tab.evaluate(inMain))) fault(`${where}: the skip link does not lead to the content`);
    await tab.keyboard.press('Tab');
    const hasStops = await tab.evaluate(() => document.querySelector('main :is(a[href], button, input, summary)') !== null);
    if (hasStops && !(await tab.evaluate(inMain))) fault(`${where}: behind the skip link comes something outside the content`);
}

// Stops of the same kind look the same: each kind is looked at once in a site.
async function walk(page, tab, where, seen, fault) {
    const { count } = await tab.evaluate(stop);
    for (let i = 0; i < count; i++) {
        await tab.keyboard.press('Tab');
        const here = await tab.evaluate(stop);
        if (here.index !== i) {
            fault(`${where}: stop ${i + 1} of ${count} is number ${here.index + 1}: '${here.name}'`);
            return;
        }
        // What the search has found may still be growing when it is first looked at.
        let isUnder = here.isUnderSomething;
        for (let waited = 0; isUnder && waited < 5000; waited += 500) {
            await tab.waitForTimeout(500);
            isUnder = (await tab.evaluate(stop)).isUnderSomething;
        }
        if (isUnder) fault(`${where}: '${here.name}' is covered or outside the window`);
        const key = `${page.look} ${where.split(' ').slice(1).join(' ')} ${here.kind}`;
        if (seen.has(key)) continue;
        seen.add(key);
        const isClear = await isSeen(tab, here) || await isSeen(tab, await tab.evaluate(stop));
        if (!isClear) fault(`${where}: the focus is not seen on '${here.name}' (${here.kind})`);
    }
    await tab.keyboard.press('Tab');
    const { index } = await tab.evaluate(stop);
    if (index > 0) fault(`${where}: the last stop leads back into the page`);
}

check(async ({ folder, browser, fault }) => {
    const seen = new Set();
    await inTabs(browser, onePerKind(pages(folder)), { reducedMotion: 'reduce' }, async (page, tab) => {
        for (const [width, colorScheme] of [[1280, 'light'], [320, 'dark']]) {
            await tab.setViewportSize({ width, height: 900 });
            await tab.emulateMedia({ colorScheme });
            const where = `${page.name} ${width} ${colorScheme}`;
            await tab.goto(address(page));
            await skip(page, tab, where, fault);
            await tab.goto('about:blank');
            await tab.goto(address(page));
            await walk(page, tab, where, seen, fault);
        }
    });
});
