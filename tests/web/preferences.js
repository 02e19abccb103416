// what readers set in their system holds: forced colours keep every state and control apart, reduced motion stops all
'use strict';
const { check, inTabs, address } = require('./lib/check.js');
const { pages, onePerKind } = require('./lib/pages.js');

// In forced colours backgrounds go: what is drawn by a background alone must have an edge there.
function edgeless() {
    const controls = document.querySelectorAll('.button, button, input, select, .card, .next-band');
    return [...controls].filter((one) => one.checkVisibility()).filter((one) => {
        const style = getComputedStyle(one);
        return style.borderTopStyle === 'none' || parseFloat(style.borderTopWidth) < 1;
    }).map((one) => `${one.localName} class="${one.className}"`);
}

// Texts whose colour is their background's.
function unseen() {
    return [...document.querySelectorAll('body *')].filter((one) => one.checkVisibility()
        && [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim())).filter((one) => {
        const { color } = getComputedStyle(one);
        let under = one;
        while (under && /^(rgba\(0, 0, 0, 0\)|transparent)$/.test(getComputedStyle(under).backgroundColor)) {
            under = under.parentElement;
        }
        return under && getComputedStyle(under).backgroundColor === color;
    }).map((one) => `${one.localName} '${one.textContent.trim().slice(0, 40)}'`);
}

// The discs of a road tell their states by their look too: without numerals, two states never give the same picture.
async function states(page, tab, fault) {
    const looks = new Map();
    for (const state of ['held', 'next', 'coming', 'cancelled']) {
        const item = tab.locator(`.road > .${state}:not(.here)`).first();
        if ((await item.count()) === 0) continue;
        if (!(await item.locator('.state').isVisible())) fault(`${page.name}: '${state}' is not told in words`);
        const disc = item.locator('.disc');
        await disc.evaluate((one) => { one.textContent = ''; });
        const look = (await disc.screenshot()).toString('base64');
        for (const [other, otherLook] of looks) {
            if (look === otherLook) fault(`${page.name}: '${state}' looks as '${other}' in forced colours`);
        }
        looks.set(state, look);
    }
}

const moving = () => [...document.querySelectorAll('*')].filter((one) => [null, '::before', '::after'].some((part) => {
    const style = getComputedStyle(one, part);
    const lasts = (value) => value.split(',').some((time) => parseFloat(time) > 0.01);
    return lasts(style.transitionDuration) || lasts(style.animationDuration) || style.scrollBehavior === 'smooth';
})).map((one) => `${one.localName} class="${one.className}"`);

check(async ({ folder, browser, fault }) => {
    const settings = { forcedColors: 'active', reducedMotion: 'reduce' };
    await inTabs(browser, onePerKind(pages(folder)), settings, async (page, tab) => {
        for (const colorScheme of ['light', 'dark']) {
            await tab.emulateMedia({ colorScheme });
            await tab.goto(address(page));
            for (const one of await tab.evaluate(edgeless)) fault(`${page.name}: no edge in forced colours: ${one}`);
            for (const one of await tab.evaluate(unseen)) fault(`${page.name}: not seen in forced colours: ${one}`);
            await states(page, tab, fault);
        }
        for (const one of await tab.evaluate(moving)) fault(`${page.name}: moves in spite of reduced motion: ${one}`);
    });
});
