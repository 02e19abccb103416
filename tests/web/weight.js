// a newsletter's page is at most 60 kB transferred without pictures
'use strict';
const path = require('path');
const { check } = require('./lib/check.js');
const { pages } = require('./lib/pages.js');
const { withServer } = require('./lib/server.js');

const most = 60000;

check(async ({ folder, browser, fault }) => {
    await withServer(path.resolve(folder), async (origin, sent) => {
        for (const page of pages(folder).filter(({ kind }) => kind === 'newsletter')) {
            sent.length = 0;
            const context = await browser.newContext(); // an empty cache
            const tab = await context.newPage();
            await tab.goto(origin + encodeURI(page.name), { waitUntil: 'load' });
            await tab.evaluate(() => document.fonts.ready.then(() => true));
            await context.close();
            const weighed = sent.filter(({ type }) => !type.startsWith('image/'));
            const bytes = weighed.reduce((sum, one) => sum + one.bytes, 0);
            if (bytes > most) {
                fault(`${page.name}: ${bytes} bytes:`, weighed.map((one) => `${one.name} ${one.bytes}`).join(', '));
            }
            if (bytes === 0) fault(`${page.name}: nothing was sent`);
        }
    });
});
