// no page asks another host, sets a cookie, stores anything in the browser, or runs script without being the search
'use strict';
const { check, inTabs } = require('./lib/check.js');
const { pages } = require('./lib/pages.js');
const { withServer } = require('./lib/server.js');
const path = require('path');

const stored = () => [document.cookie, ...Object.keys(localStorage), ...Object.keys(sessionStorage)].filter((name) => name);
const scripts = () => document.querySelectorAll('script:not([type="application/ld+json"])').length;

check(async ({ folder, browser, fault }) => {
    await withServer(path.resolve(folder), async (origin) => {
        await inTabs(browser, pages(folder), {}, async (page, tab) => {
            const asked = [];
            const note = (request) => asked.push(request.url());
            tab.on('request', note);
            await tab.goto(origin + encodeURI(page.name));
            tab.off('request', note);
            // The page for wrong addresses is shown at any depth: it names the site's own address.
            const own = new URL(await tab.locator('link[rel=canonical]').getAttribute('href')).origin;
            for (const url of asked) {
                if (![origin, `${own}/`, 'data:'].some((begin) => url.startsWith(begin))) fault(`${page.name}: asks ${url}`);
            }
            if (asked.length === 0) fault(`${page.name}: was never asked for`);
            for (const name of await tab.evaluate(stored)) fault(`${page.name}: stores '${name}'`);
            for (const cookie of await tab.context().cookies()) fault(`${page.name}: sets the cookie '${cookie.name}'`);
            if (page.kind !== 'search' && (await tab.evaluate(scripts)) > 0) fault(`${page.name}: has script`);
        });
    });
});
