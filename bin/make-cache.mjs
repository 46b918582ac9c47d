/**
 * Runs commands over samples, then keeps what V8 compiled for them: `lists` for the commands that list, `deep` for those that
 * explain or have resources to read. The cache is read at every start, so it holds no more than is commonly run. A process of its own for each, started by build-program.mjs.
 *
 *     node make-cache.mjs FOLDER lists|deep
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { Script } from 'node:vm';
import { crc32 } from 'node:zlib';

const DUMP = 'samples/seed/config_dump.json';
/** What else commonly stands in dumps. */
const MORE = ['shop', 'random-1', 'k8s-ingress'].map((name) => `samples/${name}/config_dump.json`);
const RESOURCES = ['-r', 'samples/seed/resources'];
const LISTS = [
  ['routes', DUMP],
  ['clusters', DUMP],
  ['listeners', DUMP],
  ['routes', DUMP, '-o', 'json'],
  ...MORE.map((dump) => ['routes', dump]),
];
const DEEP = [
  ['explain', '--host', 'shop.example.com', DUMP],
  ['trace', 'http://shop.example.com/cart', DUMP],
  ['routes', DUMP, ...RESOURCES],
  ['explain', '--host', 'shop.example.com', DUMP, ...RESOURCES],
  ['trace', 'http://shop.example.com/cart', DUMP, ...RESOURCES],
];

const [given, depth] = process.argv.slice(2);
const folder = resolve(given);
const filename = join(folder, 'program.cjs');
const program = readFileSync(filename);
const script = new Script(program.toString('latin1'), { filename });
const module = { exports: {} };
script.runInThisContext()(module.exports, createRequire(filename), module, filename, folder);

for (const argv of depth === 'deep' ? [...LISTS, ...DEEP] : LISTS) {
  let said = '';
  const stream = { write: (chunk) => (said += chunk) !== '', once() {}, on() {} };
  const code = await module.exports.main(argv, { stdin: process.stdin, stdout: stream, stderr: stream, env: {} });
  if (code !== 0) throw new Error(`whyroute ${argv.join(' ')} ends with ${code}: ${said}`);
}

const cache = script.createCachedData();
const checksum = Buffer.alloc(4);
checksum.writeUInt32LE(crc32(cache, crc32(program)));
writeFileSync(join(folder, `program.${depth}.cache`), Buffer.concat([cache, checksum]));
