/** `npx tsx test/browser/pictures.ts REPORT.html FOLDER`: each view, light and dark, wide and narrow, to be looked at. */
import { writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Chromium, Tab, findChromium } from './chromium.ts';

const [report = '', folder = '.', ...only] = process.argv.slice(2);
const path = findChromium();
if (path === null) throw new Error('there is no Chromium');
const browser = new Chromium(path);
const url = pathToFileURL(resolve(report)).href;

for (const { width, height, dark } of [
  { width: 1280, height: 860, dark: false },
  { width: 1280, height: 860, dark: true },
  { width: 420, height: 860, dark: false },
  { width: 420, height: 860, dark: true },
]) {
  const tab = await Tab.open(browser, { width, height, dark });
  await tab.go(url);
  const first = await tab.evaluate<string>(
    `(location.hash = '#view=routes', new Promise((done) => setTimeout(() => done(''), 300)))`,
  );
  const selector = await tab.evaluate<string>(
    `(document.querySelectorAll('.rows .row')[2].click(), new Promise((done) => setTimeout(() => done(location.hash), 300)))`,
  );
  const hashes = {
    summary: '#view=summary',
    findings: '#view=findings',
    routes: '#view=routes',
    route: selector,
    trace: `#trace=${process.env['TRACE'] ?? 'http://shop.example.com/cart'}`,
    resources: '#view=resources',
  };
  for (const [name, hash] of Object.entries(hashes)) {
    if (only.length > 0 && !only.includes(name)) continue;
    await tab.evaluate(`(location.hash = ${JSON.stringify(hash)}, new Promise((done) => setTimeout(done, 400)))`);
    const file = `${basename(report, '.html')}-${name}-${String(width)}-${dark ? 'dark' : 'light'}.png`;
    writeFileSync(join(folder, file), await tab.picture());
  }
  if (first !== '' || tab.complaints.length > 0) process.stdout.write(`${tab.complaints.join('\n')}\n`);
}
await browser.close();
