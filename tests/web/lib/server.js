// A small web server for a built site, on this machine alone: withServer(folder, async (origin, sent) => …). What
// compresses is sent compressed, as most servers do; `sent` lists {type, bytes} of each body.
'use strict';
const fs = require('fs');
const http = require('http');
const path = require('path');
const zlib = require('zlib');

const types = {
    '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.json': 'application/json',
    '.svg': 'image/svg+xml', '.png': 'image/png', '.jpg': 'image/jpeg', '.webp': 'image/webp', '.ttf': 'font/ttf',
    '.woff2': 'font/woff2', '.pdf': 'application/pdf', '.ics': 'text/calendar', '.xml': 'application/xml',
};
const compressed = new Set(['.html', '.css', '.js', '.json', '.svg', '.ttf', '.ics', '.xml']);

async function withServer(folder, body) {
    const sent = [];
    const bodies = new Map();
    const server = http.createServer((request, response) => {
        let file = path.join(folder, decodeURIComponent(new URL(request.url, 'http://localhost').pathname));
        if (file.endsWith('/')) file += 'index.html';
        if (!file.startsWith(folder) || !fs.existsSync(file)) {
            response.writeHead(404).end();
            return;
        }
        const ending = path.extname(file);
        const headers = { 'Content-Type': types[ending] ?? 'application/octet-stream', 'Cache-Control': 'max-age=60' };
        if (compressed.has(ending)) headers['Content-Encoding'] = 'gzip';
        if (!bodies.has(file)) {
            const bytes = fs.readFileSync(file);
            bodies.set(file, compressed.has(ending) ? zlib.gzipSync(bytes) : bytes);
        }
        const bytes = bodies.get(file);
        sent.push({ name: path.relative(folder, file), type: headers['Content-Type'], bytes: bytes.length });
        response.writeHead(200, headers).end(bytes);
    });
    await new Promise((ready) => { server.listen(0, '127.0.0.1', ready); });
    try {
        await body(`http://127.0.0.1:${server.address().port}/`, sent);
    } finally {
        server.closeAllConnections();
        server.close();
    }
}

module.exports = { withServer };
