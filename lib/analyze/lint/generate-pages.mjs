/**
 * Gathers the pages that stand beside the rules into one module, so that the bundle holds them. Run by build.mjs.
 */
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';

export function generatePages() {
  const folder = new URL('./rules/', import.meta.url);
  const pages = readdirSync(folder, { recursive: true })
    .map(String)
    .filter((file) => file.endsWith('.md'))
    .map((file) => [
      /([^/\\]+)\.md$/.exec(file)?.[1] ?? file,
      readFileSync(new URL(file.replaceAll('\\', '/'), folder), 'utf8'),
    ])
    .sort(([a], [b]) => (a < b ? -1 : 1));
  mkdirSync(new URL('./generated/', import.meta.url), { recursive: true });
  writeFileSync(
    new URL('./generated/pages.js', import.meta.url),
    `export const PAGES = new Map(${JSON.stringify(pages, null, 1)});\n`,
  );
}
