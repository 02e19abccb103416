// What the checks measure inside a page: texts() lists every text that a reader sees, with its box and what holds it.
// Runs in the browser (tab.evaluate), so it stands alone.
'use strict';

// Texts that stick out of the window, or that a box without scrolling cuts off. Words for screen readers alone (.vh,
// the skip link) and pictures (aria-hidden) may.
function cutTexts() {
    const width = document.documentElement.clientWidth;
    const found = [];
    const holders = (element) => {
        const all = [];
        for (let one = element; one; one = one.parentElement) all.push(one);
        return all;
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const parent = node.parentElement;
        if (!node.data.trim() || parent.closest('.vh, .skip, [aria-hidden="true"], script, style, noscript')) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        const box = range.getBoundingClientRect();
        if (box.width === 0 || box.height === 0) continue;
        for (const holder of holders(parent)) {
            const style = getComputedStyle(holder);
            const edges = holder.getBoundingClientRect();
            if (['auto', 'scroll'].includes(style.overflowX)) break; // the reader can scroll there
            const cuts = style.overflowX !== 'visible' || style.overflowY !== 'visible';
            if (cuts && (box.right > edges.right + 1 || box.left < edges.left - 1 || box.bottom > edges.bottom + 2)) {
                found.push(`${holder.className || holder.localName} cuts '${node.data.trim().slice(0, 60)}'`);
                break;
            }
            if (holder === document.body && (box.right > width + 1 || box.left < -1)) {
                found.push(`outside the window: '${node.data.trim().slice(0, 60)}'`);
            }
        }
    }
    return found;
}

module.exports = { cutTexts };
