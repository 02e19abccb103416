/* What runs in the page that is printed: a script of ours, for the documents themselves have none. For browser.c, and
 * for pdf.c, which makes cached documents anew when it changes.
 *
 * A very long word in a cell of a table may break, where nothing else would: a column cannot be narrower than its
 * longest word, and paper does not scroll.
 *
 * What a document can ask for by its attributes, so that a layout decides it:
 *     <html data-sheets="1"> … <div data-fit="1.2">
 *         All of it is to stand in that box, whose height the style sets. The custom property --fit gets the highest
 *         value with which it does, from 1.2 (or what is written, else 1) to 0.8; sizes and spaces are written as
 *         calc(… * var(--fit)). When even 0.8 is too much, parts are taken away, and what is left gets its best --fit:
 *     <section data-shed="2">
 *         Loses its last child, then the one before; with it a heading or a line with a colon that leads to nothing any
 *         more, and itself and what it stands in with the last that is no heading. The highest number first, among
 *         equals the last. The root gets data-shed then: a line can say that there is more elsewhere.
 *         When all that is not enough the root gets data-overfull, so that a style can let the box grow.
 *     <aside data-beside> … … <div data-rest></div>
 *         What floats beside a text: the children, but the first, for which there is no room above the end of the
 *         element before data-rest move there, so that a style can give them the whole width. Pages that end early
 *         take a tenth of that room.
 *     <a href="#id"> … <span data-page></span></a>
 *         Gets the number of the page on which the element stands; printed twice for that. */
#ifndef DELIVER_BROWSER_SCRIPT_H
#define DELIVER_BROWSER_SCRIPT_H

/* Defines the object `rundbrev` with:
 *     prepare()      a promise: waits for fonts and pictures, fits the document, and tells
 *                    {links: [[address, words], …], headings: [words, …], references: [name, …], is_overfull: …}
 *     number(pages)  writes page numbers where `references` stand
 *     fit(reserve)   fits once more into a box that many pixels lower; tells like prepare() */
extern const char browser_script[];

#endif
