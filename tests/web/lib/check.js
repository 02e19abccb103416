// The frame of a check in a browser: check(async ({folder, browser, fault}) => {…}). One browser, closed whatever
// happens; each fault is a line; exit status 1 when there is any. The folder of the built site is the argument.
'use strict';
const fs = require('fs');
const { chromium } = require('playwright-core');

// The headless shell is Chromium without its windows: it starts three times as fast.
const browserPath = process.env.RUNDBREV_BROWSER
    ?? ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'].find((file) => fs.existsSync(file));
const tabs = 3;

function launch() {
    const args = ['--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
    return chromium.launch({ executablePath: browserPath, args, chromiumSandbox: process.getuid() !== 0 });
}

// Calls work(item, tab) for each item, with `tabs` tabs at once, each in a context of its own with these options.
async function inTabs(browser, items, options, work) {
    const left = [...items];
    const worker = async () => {
        const context = await browser.newContext(options);
        // A page asks no other host, and a test never reaches one.
        await context.route((url) => /^https?:$/.test(url.protocol) && url.hostname !== '127.0.0.1', (route) => route.abort());
        const tab = await context.newPage();
        for (let item = left.shift(); item; item = left.shift()) await work(item, tab);
        await context.close();
    };
    await Promise.all(Array.from({ length: Math.min(tabs, items.length) }, worker));
}

async function check(body) {
    const folder = process.argv[2];
    if (!folder || !fs.existsSync(folder)) throw new Error('name the folder of a built site');
    let faults = 0;
    const fault = (...words) => {
        faults++;
        console.log(words.join(' '));
    };
    const browser = await launch();
    try {
        await body({ folder, browser, fault });
    } finally {
        await browser.close();
    }
    console.log(`${faults} faults`);
    process.exitCode = faults ? 1 : 0;
}

// The search is looked at with results: a word that each site has, in each of its languages.
const query = encodeURIComponent('och the');
const address = (page) => require('url').pathToFileURL(page.file).href + (page.kind === 'search' ? `?q=${query}` : '');

module.exports = { check, inTabs, address };
