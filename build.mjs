/**
 * Builds what `npm start`, the bins and the package need into dist/: the command bundled with its libraries and compiled
 * ahead (bin/build-program.mjs), the library face unbundled as far as chunks go, and type declarations.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { build } from 'esbuild';
import { buildProgram } from './bin/build-program.mjs';
import { generateScanner } from './lib/base/json/scanner/generate.mjs';
import { generatePage } from './lib/page/bundle.mjs';
import { generatePages } from './lib/analyze/lint/generate-pages.mjs';
import { generateValidators } from './lib/validate/generate.mjs';

const require = createRequire(import.meta.url);
rmSync('dist', { recursive: true, force: true });
await generateScanner();
generateValidators();
const pageInputs = await generatePage();
generatePages();

const options = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  legalComments: 'none',
  // Names stay, for stack traces; white space and comments are half of what Node has to read at every start.
  minifyWhitespace: true,
  minifySyntax: true,
  define: { __WHYROUTE_VERSION__: JSON.stringify(JSON.parse(readFileSync('package.json', 'utf8')).version) },
};
const library = await build({
  ...options,
  entryPoints: { 'lib/index': 'lib/index.ts' },
  outdir: 'dist',
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  format: 'esm',
  metafile: true,
  // CommonJS libraries inside an ES module bundle call require() for Node's own modules.
  banner: {
    js: "import { createRequire as bundleRequire } from 'node:module'; const require = bundleRequire(import.meta.url);",
  },
});
const programInputs = await buildProgram(options, 'dist/bin');
writeFileSync(
  'dist/THIRD-PARTY-NOTICES.txt',
  notices([...Object.keys(library.metafile.inputs), ...programInputs, ...pageInputs]),
);
execFileSync(process.execPath, [require.resolve('typescript/bin/tsc'), '-p', 'tsconfig.build.json'], {
  stdio: 'inherit',
});

/** The license texts of the packages that ended up in the bundle, in name order. */
function notices(inputs) {
  const packages = new Set(inputs.flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []));
  const texts = [...packages].sort().map((name) => {
    const folder = `node_modules/${name}`;
    const { version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
    const text = ['LICENSE', 'LICENSE.md', 'LICENSE.txt', 'license', 'License'].flatMap((file) => {
      try {
        return [readFileSync(`${folder}/${file}`, 'utf8').trim()];
      } catch {
        return [];
      }
    })[0];
    return `${name} ${version} (${license})\n\n${text ?? ''}\n`;
  });
  return `whyroute contains these packages:\n\n${texts.join(`\n${'-'.repeat(80)}\n\n`)}`;
}
