/** The report in a real Chromium: `npm run test:browser`. Skipped, and said so, where there is none. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import type { TraceLine } from '../../lib/model/index.ts';
import { runCli } from '../support/run-cli.ts';
import { samplePath } from '../support/samples.ts';
import { Chromium, Tab, findChromium } from './chromium.ts';

const WIDE = { width: 1280, height: 860 };
const chromium = findChromium();
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A dump that tries everything: markup, reading direction, control characters, long labels, prototypes. */
const HOSTILE = [
  '<script>window.owned=1</script>',
  '</script><img src=x onerror="window.owned=1">',
  '"><svg onload=window.owned=1>',
  'javascript:window.owned=1',
  '\u202eevil\u2066\u200b',
  '\u0000\u001b[31m\u0007\u0085',
  '__proto__',
  'constructor',
  '{{7*7}}${7*7}',
  'x'.repeat(10_000),
];

function dumpOf(count: number, nameOf: (i: number) => string): string {
  const virtualHosts = [];
  for (let host = 0; host * 40 < count; host++) {
    const routes = [];
    for (let i = host * 40; i < Math.min(count, host * 40 + 40); i++) {
      const cluster = `outbound|80||s${String(i)}.shop.svc.cluster.local`;
      routes.push({ name: nameOf(i), match: { prefix: `/${nameOf(i)}` }, route: { cluster } });
    }
    virtualHosts.push({ name: `h${String(host)}:80`, domains: [`h${String(host)}.example.com`, nameOf(host)], routes });
  }
  return JSON.stringify([{ name: 'http.8080', virtualHosts }]);
}

(chromium === null ? describe.skip : describe)('the report in Chromium', function () {
  this.timeout(120_000);
  const folder = mkdtempSync(join(tmpdir(), 'whyroute-browser-'));
  let browser: Chromium;
  before(() => {
    browser = new Chromium(chromium ?? '');
  });
  after(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function report(name: string, ...args: readonly string[]): Promise<string> {
    const out = join(folder, `${name}.html`);
    const { exitCode, stderr } = await runCli(['report', ...args, '-O', out, '--force']);
    expect([0, 4], stderr).to.include(exitCode);
    return pathToFileURL(out).href;
  }
  const shop = async (): Promise<string> => report('shop', samplePath('shop'), '-r', samplePath('shop', 'resources'));
  const go = async (tab: Tab, hash: string): Promise<void> => {
    await tab.evaluate(`(location.hash = ${JSON.stringify(hash)}, new Promise((done) => setTimeout(done, 300)))`);
  };

  it('opens from file: without a request or a complaint, in every view; search, filters and deep links work', async () => {
    const url = await shop();
    const tab = await Tab.open(browser, WIDE);
    await tab.go(url);
    for (const view of ['routes', 'trace', 'resources', 'summary']) {
      await go(tab, `#view=${view}`);
      expect(await tab.evaluate<boolean>(`!document.getElementById('${view}').hidden`), view).to.equal(true);
    }
    await go(tab, '#view=routes');
    const counts: [string, string, RegExp][] = [
      ['search', 'storefront-extra', /^6 of 40/],
      ['search', '', /^40 routes/],
      ['host', 'shop.example.com', / of 40/],
      ['path', '/cart', / of 40/],
    ];
    for (const [field, text, wanted] of counts) {
      const type = `{ const input = document.getElementById('filter-${field}'); input.value = ${JSON.stringify(text)};
        input.dispatchEvent(new Event('input')); } new Promise((done) => setTimeout(() => done(document.querySelector('.count').textContent), 250))`;
      expect(await tab.evaluate<string>(type), `${field}=${text}`).to.match(wanted);
    }
    await tab.go(`${url}#route=http.8080%2Fshop.example.com%3A80%2F3`);
    await tab.until(`document.querySelector('#pane .selector')?.textContent === 'http.8080/shop.example.com:80/3'`);
    await tab.until(
      `[...document.querySelectorAll('#pane pre')].at(-1)?.textContent.includes('"append_action"') || [...document.querySelectorAll('#pane pre')].at(-1)?.textContent.includes('"decorator"')`,
    );
    await tab.go(`${url}#trace=https%3A%2F%2Fshop.example.com%2Fcart`);
    await tab.until(`document.querySelector('.verdict')?.textContent.startsWith('forwarded')`);
    expect(
      tab.requests.filter((request) => !request.startsWith('file:') && !request.startsWith('data:')),
    ).to.deep.equal([]);
    expect(tab.complaints).to.deep.equal([]);
  });

  it('its policy holds: an inline script that is added does not run, and nothing can be fetched', async () => {
    const tab = await Tab.open(browser, WIDE);
    await tab.go(await shop());
    const ran = `(() => { const script = document.createElement('script'); script.textContent = 'window.owned = 1'; document.body.append(script); return window.owned === 1; })()`;
    expect(await tab.evaluate<boolean>(ran)).to.equal(false);
    expect(await tab.evaluate<string>(`fetch('https://example.com/').then(() => 'fetched', () => 'refused')`)).to.equal(
      'refused',
    );
  });

  it('the trace box says what whyroute trace says, on 500 requests and more', async () => {
    for (const sample of ['shop', 'incidents']) {
      const requests = samplePath(sample, 'envoy-answers/requests.jsonl');
      const lines = readFileSync(requests, 'utf8').trim().split('\n');
      const { stdout } = await runCli(['trace', '--batch', requests, samplePath(sample), '-o', 'ndjson']);
      const tab = await Tab.open(browser, WIDE);
      await tab.go(await report(`trace-${sample}`, samplePath(sample)));
      const answers = await tab.evaluate<TraceLine[]>(`${JSON.stringify(lines)}.map((line) => whyroute.trace(line))`);
      expect(lines.length).to.be.greaterThan(500);
      expect(answers).to.deep.equal(
        stdout
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line) as TraceLine),
      );
    }
  });

  it('a finding leads to its route and its witness into the trace box, which answers as the finding says', async () => {
    const tab = await Tab.open(browser, WIDE);
    await tab.go(`${await shop()}#view=findings`);
    await tab.until(`document.querySelectorAll('#findings .finding').length > 20`);
    const link = (code: string, which: string): string =>
      `[...document.querySelectorAll('#findings .finding')].find((one) => one.textContent.includes('${code}') && one.querySelector('.trace-it') && one.querySelector('a[href^="#route="]')).querySelector('${which}').click()`;
    await tab.evaluate(link('cluster-not-found', '.trace-it'));
    await tab.until(`document.querySelector('.verdict.problem')?.textContent === 'forwarded 503'`);
    await tab.evaluate(`location.hash = '#view=findings'`);
    await tab.evaluate(link('cluster-not-found', 'a[href^="#route="]'));
    await tab.until(`document.querySelector('#pane .selector')?.textContent.includes('shop.example.com:443/')`);
    await tab.until(`document.querySelector('#pane .finding .kind')?.textContent.includes('cluster-not-found')`);
    expect(tab.complaints).to.deep.equal([]);
  });

  it('hostile names do nothing and stay visible', async () => {
    const dump = join(folder, 'hostile.json');
    writeFileSync(
      dump,
      dumpOf(120, (i) => HOSTILE[i % HOSTILE.length] ?? ''),
    );
    const url = await report('hostile', dump);
    const tab = await Tab.open(browser, { width: 420, height: 860 });
    await tab.go(`${url}#view=routes`);
    for (let i = 0; i < HOSTILE.length; i++) {
      await go(tab, `#route=${encodeURIComponent(`http.8080/h0:80/${String(i)}`)}`);
      const shown = await tab.evaluate<string>(`document.getElementById('pane').textContent`);
      expect(shown).to.not.match(/[\u202e\u2066\u200b\u0007]/);
    }
    await go(tab, `#trace=${encodeURIComponent('http://h0.example.com/<script>window.owned=1</script>')}`);
    expect(
      await tab.evaluate<boolean>(
        `window.owned === undefined && document.querySelectorAll('img, svg[onload]').length === 0`,
      ),
    ).to.equal(true);
    expect(await tab.evaluate<boolean>('document.documentElement.scrollWidth <= innerWidth')).to.equal(true);
    expect([tab.complaints, tab.requests.filter((request) => !/^(?:file|data):/.test(request))]).to.deep.equal([
      [],
      [],
    ]);
  });

  it('12,000 routes: the first screen in under 2 seconds, few elements, smooth at the end of the list', async () => {
    const dump = join(folder, 'large.json');
    writeFileSync(
      dump,
      dumpOf(12_000, (i) => `r${String(i)}`),
    );
    const url = await report('large', dump);
    const tab = await Tab.open(browser, WIDE);
    await tab.go(`${url}#view=routes`);
    await tab.until(`document.querySelectorAll('.rows .row').length > 10`);
    const ready = await tab.evaluate<number>('performance.now()');
    expect(ready).to.be.lessThan(2000);
    const last = `(() => { const list = document.querySelector('.scroller'); list.scrollTop = list.scrollHeight; return new Promise((done) => setTimeout(() => done([...document.querySelectorAll('.rows .row')].at(-1).textContent), 200)); })()`;
    expect(await tab.evaluate<string>(last)).to.include('/r11999');
    expect(await tab.evaluate<number>(`document.querySelectorAll('.rows .row').length`)).to.be.lessThan(100);
  });

  it('every field has a label, the keyboard opens a route, and axe finds nothing serious', async () => {
    const tab = await Tab.open(browser, WIDE);
    await tab.go(`${await shop()}#view=routes`);
    const unlabeled = `[...document.querySelectorAll('input, textarea')].filter((field) => field.labels.length === 0).length`;
    expect(await tab.evaluate<number>(unlabeled)).to.equal(0);
    await tab.until(`document.querySelectorAll('.rows .row').length > 5`);
    await tab.evaluate(`document.querySelector('.scroller').focus()`);
    for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) {
      await tab.send('Input.dispatchKeyEvent', { type: 'keyDown', key, ...(key === 'Enter' ? { text: '\r' } : {}) });
      await tab.send('Input.dispatchKeyEvent', { type: 'keyUp', key });
    }
    await tab.until(`location.hash.startsWith('#route=')`);
    for (const hash of [
      '#view=summary',
      '#view=findings',
      '#view=routes',
      '#route=http.8080%2Fshop.example.com%3A80%2F3',
      '#trace=http%3A%2F%2Fshop.example.com%2Fcart',
      '#view=resources',
    ]) {
      for (const theme of ['light', 'dark']) {
        await tab.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: theme }] });
        await go(tab, hash);
        const run = `${AXE};axe.run().then(({ violations }) => violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => id + ': ' + nodes.slice(0, 3).map(({ html }) => html.slice(0, 120)).join(' | ')))`;
        expect(await tab.evaluate<string[]>(run), `${hash} ${theme}`).to.deep.equal([]);
      }
    }
  });
});
