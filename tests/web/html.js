// the Nu HTML checker finds neither error nor warning in pages, styles and drawings
'use strict';
const fs = require('fs');
const path = require('path');
const { spawnSync } = require('child_process');

const folder = process.argv[2];
const files = fs.readdirSync(folder, { recursive: true }).map(String)
    .filter((name) => /\.(html|css|svg)$/.test(name)).map((name) => path.join(folder, name)).sort();
if (files.length === 0) throw new Error(`no pages in ${folder}`);
const jar = require.resolve('vnu-jar/build/dist/vnu.jar');
const found = spawnSync('java', ['-Xss4m', '-jar', jar, '--also-check-css', '--also-check-svg', '--stdout', '--format',
    'gnu', '--exit-zero-always', ...files], { encoding: 'utf8', maxBuffer: 1 << 28 });
// SVG 2 has this property, CSS containment the others, and browsers have had them for long; the checker has not.
const unknown = ['Property “vector-effect” doesn\'t exist.', 'Property “container-type” doesn\'t exist.',
    'Unrecognized at-rule “@container”'];
const lines = (found.stdout ?? '').split('\n').filter((line) => line && !unknown.some((end) => line.endsWith(end)));
// When the checker itself failed, what it said is the fault.
if (found.status !== 0) lines.push(`java ended with ${found.status ?? found.error}: ${found.stderr}`);
for (const line of lines.slice(0, 100)) console.log(line.replace(`file:${folder}/`, ''));
console.log(`${files.length} files, ${lines.length} faults`);
process.exitCode = lines.length ? 1 : 0;
