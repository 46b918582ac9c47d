/**
 * Run by build-program.mjs in a process of its own: runs the program's common commands over the sample that is in the package, then
 * keeps what V8 compiled for them. Lint, report and redact are left out: the cache is read at every start, also by who
 * never asks for them.
 *
 *     node make-cache.mjs FOLDER
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { Script } from 'node:vm';
import { crc32 } from 'node:zlib';

const DUMP = 'samples/seed/config_dump.json';
const RESOURCES = ['-r', 'samples/seed/resources'];
const RUNS = [
  ['routes', DUMP],
  ['clusters', DUMP],
  ['listeners', DUMP],
  ['explain', '--host', 'shop.example.com', DUMP],
  ['trace', 'http://shop.example.com/cart', DUMP],
  ['routes', DUMP, '-o', 'json'],
  ['routes', DUMP, ...RESOURCES],
  ['explain', '--host', 'shop.example.com', DUMP, ...RESOURCES],
  ['trace', 'http://shop.example.com/cart', DUMP, ...RESOURCES],
];

const folder = resolve(process.argv[2]);
const filename = join(folder, 'program.cjs');
const program = readFileSync(filename);
const script = new Script(program.toString('latin1'), { filename });
const module = { exports: {} };
script.runInThisContext()(module.exports, createRequire(filename), module, filename, folder);

for (const argv of RUNS) {
  let said = '';
  const stream = { write: (chunk) => (said += chunk) !== '', once() {}, on() {} };
  const code = await module.exports.main(argv, { stdin: process.stdin, stdout: stream, stderr: stream, env: {} });
  if (code !== 0) throw new Error(`whyroute ${argv.join(' ')} ends with ${code}: ${said}`);
}

const cache = script.createCachedData();
const checksum = Buffer.alloc(4);
checksum.writeUInt32LE(crc32(cache, crc32(program)));
writeFileSync(join(folder, 'program.cache'), Buffer.concat([cache, checksum]));
