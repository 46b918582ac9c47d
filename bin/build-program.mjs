/**
 * Builds dist/bin/: the command, a small CommonJS file, and the program that it loads as one script, so that Node neither
 * resolves modules nor, with the cache, compiles them. What few runs need and nothing shares stands apart. Run by build.mjs.
 */
import { execFileSync } from 'node:child_process';
import { appendFileSync, chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Files beside the program, each loaded when it is first asked for. No state in them: they are bundled on their own. */
const APART = { yargs: 'yargs', execa: 'execa', page: here('../lib/render/html/generated/page.js') };

const apart = {
  name: 'apart',
  setup(build) {
    const toFile = (name) => ({ path: `./${name}.cjs`, external: true });
    build.onResolve({ filter: /^(?:yargs|execa)$/ }, ({ kind, path }) =>
      kind === 'entry-point' ? undefined : toFile(path),
    );
    build.onResolve({ filter: /^\.\/generated\/page\.js$/ }, () => toFile('page'));
  },
};

/** Returns the inputs of what it built, for the license texts. */
export async function buildProgram(options, outdir) {
  const script = (more) =>
    build({
      ...options,
      outdir,
      format: 'cjs',
      metafile: true,
      plugins: [apart],
      // All of it is in the file already; V8 would ask who compiled the script for a true import().
      supported: { 'dynamic-import': false },
      ...more,
    });
  const built = await Promise.all([
    script({ entryPoints: { whyroute: here('whyroute.ts'), thread: here('thread-main.ts') } }),
    script({
      entryPoints: { program: here('../lib/cli/index.ts') },
      outExtension: { '.js': '.cjs' },
      // createRequire takes a path as well as a URL.
      define: { ...options.define, 'import.meta.url': '__filename' },
      // The function that require() wraps around a file; what is bundled was strict as an ES module.
      banner: { js: '(function(exports,require,module,__filename,__dirname){"use strict";' },
      footer: { js: '})' },
    }),
    script({
      entryPoints: APART,
      outExtension: { '.js': '.cjs' },
      define: { ...options.define, 'import.meta.url': '__url' },
      banner: { js: '"use strict";const __url=require("node:url").pathToFileURL(__filename).href;' },
    }),
  ]);
  // The default import of a CommonJS file is all that it exports.
  appendFileSync(`${outdir}/yargs.cjs`, 'module.exports=module.exports.default;\n');
  chmodSync(`${outdir}/whyroute.js`, 0o755);
  // The package is ES modules; these files are not.
  writeFileSync(`${outdir}/package.json`, '{ "type": "commonjs" }\n');
  toAscii(`${outdir}/program.cjs`);
  for (const depth of ['lists', 'deep']) makeCache(outdir, depth);
  return built.flatMap(({ metafile }) => Object.keys(metafile.inputs));
}

/** esbuild escapes strings and leaves regular expressions, where the same escapes hold: one byte a character is read fastest. */
function toAscii(path) {
  const escaped = (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
  writeFileSync(path, readFileSync(path, 'utf8').replace(/[^\0-\x7f]/g, escaped));
}

/** A process without flags from outside: V8 takes the cache of the same flags only. The program runs without a cache, too. */
function makeCache(outdir, depth) {
  const env = { ...process.env };
  for (const name of ['NODE_OPTIONS', 'NODE_V8_COVERAGE']) delete env[name];
  try {
    execFileSync(process.execPath, [here('make-cache.mjs'), outdir, depth], { cwd: here('..'), env, stdio: 'pipe' });
  } catch (error) {
    console.error(`No code cache for ${depth}, so whyroute starts slower: ${error.stderr || error.message}`);
  }
}
