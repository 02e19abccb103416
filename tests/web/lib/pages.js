// The pages of a built site, as their files tell: pages(folder) → [{file, name, kind, look, size}], sorted by name.
// A `kind` is what body says (kind-…), a `look` what the page is drawn with: its style sheet and language.
'use strict';
const fs = require('fs');
const path = require('path');

function pages(folder) {
    const names = fs.readdirSync(folder, { recursive: true }).map(String).filter((name) => name.endsWith('.html')).sort();
    if (names.length === 0) throw new Error(`no pages in ${folder}`);
    return names.map((name) => {
        const file = path.resolve(folder, name);
        const html = fs.readFileSync(file, 'utf8');
        const style = path.basename(/<link rel="stylesheet" href="([^"]*)"/.exec(html)?.[1] ?? 'inline');
        const language = /<html lang="([^"]*)"/.exec(html)?.[1];
        return { file, name, kind: /<body class="kind-([\w-]+)/.exec(html)?.[1], look: `${style} ${language}`, size: html.length };
    });
}

// One page of each kind in each look: the longest, which shows most.
function onePerKind(all) {
    const chosen = new Map();
    for (const page of all) {
        const key = `${page.look} ${page.kind}`;
        if (!(chosen.get(key)?.size >= page.size)) chosen.set(key, page);
    }
    return [...chosen.values()];
}

module.exports = { pages, onePerKind };
