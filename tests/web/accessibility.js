// axe-core finds nothing (WCAG 2.1 AA, best practice) in any kind of page, light and dark, wide and narrow
'use strict';
const fs = require('fs');
const { check, inTabs, address } = require('./lib/check.js');
const { pages, onePerKind } = require('./lib/pages.js');

const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'];
// What the colours can change: the only rules that have to be asked again in the dark.
const ofColours = ['color-contrast', 'link-in-text-block'];

check(async ({ folder, browser, fault }) => {
    await inTabs(browser, onePerKind(pages(folder)), { reducedMotion: 'reduce' }, async (page, tab) => {
        await tab.goto(address(page));
        await tab.evaluate(axe);
        await tab.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open = true; }));
        for (const width of [1280, 320]) {
            for (const colorScheme of ['light', 'dark']) {
                await tab.setViewportSize({ width, height: 900 });
                await tab.emulateMedia({ colorScheme });
                const found = await tab.evaluate((runOnly) => window.axe.run(document, { runOnly, resultTypes: ['violations'] }),
                    colorScheme === 'light' ? tags : ofColours);
                if (found.passes.length === 0) fault(page.name, 'axe looked at nothing');
                for (const { id, help, nodes } of found.violations) {
                    fault(`${page.name} ${width} ${colorScheme}: ${id}: ${help}, ${nodes.length} times:`,
                        nodes[0].target.join(' '), nodes[0].html.slice(0, 200));
                }
            }
        }
    });
});
