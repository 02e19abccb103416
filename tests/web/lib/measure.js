// What checks measure inside a page. The functions run in the browser (tab.evaluate), so each stands alone.
'use strict';

// Texts that stick out of the window, or that a box without scrolling cuts off. Words for screen readers alone (.vh,
// the skip link) and pictures (aria-hidden) may.
function cutTexts() {
    const width = document.documentElement.clientWidth;
    const found = [];
    // Each element is measured once, however many texts it holds.
    const measured = new Map();
    const measure = (element) => {
        if (!measured.has(element)) {
            const { overflowX, overflowY } = getComputedStyle(element);
            measured.set(element, {
                edges: element.getBoundingClientRect(), scrolls: ['auto', 'scroll'].includes(overflowX),
                cuts: overflowX !== 'visible' || overflowY !== 'visible', name: element.className || element.localName,
            });
        }
        return measured.get(element);
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const parent = node.parentElement;
        if (!node.data.trim() || parent.closest('.vh, .skip, [aria-hidden="true"], script, style, noscript')) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        const box = range.getBoundingClientRect();
        if (box.width === 0 || box.height === 0) continue;
        const words = node.data.trim().slice(0, 60);
        for (let holder = parent; holder; holder = holder.parentElement) {
            const { edges, scrolls, cuts, name } = measure(holder);
            if (scrolls) break; // the reader can scroll there
            if (cuts && (box.right > edges.right + 1 || box.left < edges.left - 1 || box.bottom > edges.bottom + 2)) {
                found.push(`${name} cuts '${words}'`);
                break;
            }
            if (holder === document.body && (box.right > width + 1 || box.left < -1)) {
                found.push(`outside the window: '${words}'`);
            }
        }
    }
    return found;
}

module.exports = { cutTexts };
