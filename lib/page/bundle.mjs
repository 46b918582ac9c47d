/**
 * Bundles the script of the HTML report ahead of time, with the matching code that `whyroute trace` runs, and says the
 * hashes that the page's policy allows. Run by build.mjs. Returns the bundle's inputs, for the license texts.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

async function bundled(entry) {
  const { outputFiles, metafile } = await build({
    entryPoints: [here(entry)],
    bundle: true,
    write: false,
    minify: true,
    metafile: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    charset: 'ascii',
    legalComments: 'none',
    logLevel: 'warning',
    absWorkingDir: here('../..'),
    outfile: 'out',
  });
  return { text: outputFiles[0].text.trim(), inputs: Object.keys(metafile.inputs) };
}

const hash = (text) => `sha256-${createHash('sha256').update(text).digest('base64')}`;

export async function generatePage() {
  const script = await bundled('./index.ts');
  const style = await bundled('./style.css');
  if (/<\/(?:script|style)|<!--/i.test(script.text + style.text))
    throw new Error('the bundle would end its own element');
  const values = {
    SCRIPT: script.text,
    STYLE: style.text,
    SCRIPT_HASH: hash(script.text),
    STYLE_HASH: hash(style.text),
  };
  mkdirSync(here('../render/html/generated/'), { recursive: true });
  const lines = Object.entries(values).map(([name, text]) => `export const ${name} = ${JSON.stringify(text)};`);
  writeFileSync(here('../render/html/generated/page.js'), `${lines.join('\n')}\n`);
  return script.inputs;
}
