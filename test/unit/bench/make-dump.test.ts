/** The dumps of the bench: what is measured must be what Envoy and Istio write. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { foldDump } from '../../bench/dump/fold-dump.ts';
import { makeDump } from '../../bench/dump/make-dump.ts';
import { planGateway } from '../../bench/dump/plan.ts';
import { runCli } from '../../support/run-cli.ts';

interface Counts {
  readonly in: number;
  readonly explained: number;
  readonly unattributed: number;
  readonly skipped: number;
}

interface Answer {
  readonly warnings: readonly unknown[];
  readonly accounting: Readonly<Record<string, Counts>>;
}

interface Row {
  readonly kind: string;
  readonly routeConfig: string;
  readonly domains: readonly string[];
  readonly match: unknown;
  readonly source: { readonly status: string; readonly resource: unknown };
}

describe('the dumps of the bench', () => {
  const folder = mkdtempSync(join(tmpdir(), 'whyroute-dumps-'));
  const path = join(folder, 'dump.json');
  const folded = join(folder, 'folded.json');

  before(() => {
    makeDump(path, 600_000, 7);
    foldDump(path, folded, 3);
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  async function rows(dump: string): Promise<readonly Row[]> {
    const { stdout } = await runCli(['routes', dump, '-o', 'ndjson']);
    const lines = stdout.split('\n').filter((line) => line !== '');
    return lines.map((line) => JSON.parse(line) as Row).filter(({ kind }) => kind === 'route');
  }

  async function answer(command: string, dump: string): Promise<Answer> {
    const { stdout, stderr, exitCode } = await runCli([command, dump, '-o', 'json']);
    expect(exitCode, stderr).to.equal(0);
    expect(stderr).to.equal('');
    return JSON.parse(stdout) as Answer;
  }

  it('are the same bytes for the same seed, and others for another', () => {
    const again = join(folder, 'again.json');
    makeDump(again, 600_000, 7);
    expect(readFileSync(again).equals(readFileSync(path))).to.equal(true);
    makeDump(again, 600_000, 8);
    expect(readFileSync(again).equals(readFileSync(path))).to.equal(false);
  });

  it('have about the size asked for', () => {
    const larger = join(folder, 'larger.json');
    makeDump(larger, 4_000_000);
    expect(readFileSync(larger).length / 4_000_000).to.be.within(0.9, 1.1);
  });

  it('are JSON printed as Envoy prints it', () => {
    for (const file of [path, folded]) {
      const text = readFileSync(file, 'utf8');
      expect(text === `${JSON.stringify(JSON.parse(text), null, 1)}\n`, file).to.equal(true);
    }
  });

  for (const command of ['routes', 'clusters', 'listeners']) {
    it(`are read by ${command} without a warning, and every count closes`, async () => {
      for (const file of [path, folded]) {
        const { warnings, accounting } = await answer(command, file);
        expect(warnings).to.deep.equal([]);
        for (const [kind, counts] of Object.entries(accounting)) {
          expect(counts.explained + counts.unattributed + counts.skipped, kind).to.equal(counts.in);
        }
      }
    });
  }

  it('have routes that all name their VirtualService', async () => {
    const made = (await rows(path)).filter(({ routeConfig }) => /^https?\./.test(routeConfig));
    expect(made.length).to.be.greaterThan(50);
    expect(made.every(({ source }) => source.status === 'attributed')).to.equal(true);
  });

  it('have the same routes on the http and the https server of a host', async () => {
    const all = await rows(path);
    const of = (prefix: string, domain: string) =>
      all
        .filter(({ routeConfig, domains }) => routeConfig.startsWith(prefix) && domains.includes(domain))
        .map(({ match, source }) => ({ match, resource: source.resource }));
    const hosts = [...new Set(all.flatMap(({ domains }) => domains))];
    const both = hosts.filter((domain) => of('http.', domain).length > 0 && of('https.', domain).length > 0);
    expect(both.length).to.be.greaterThan(0).and.below(hosts.length);
    for (const domain of both) expect(of('http.', domain)).to.deep.equal(of('https.', domain));
  });

  it('have a filter chain for each https host', async () => {
    const hosts = (await rows(path)).filter(({ routeConfig }) => routeConfig.startsWith('https.'));
    const requests = [...new Set(hosts.flatMap(({ domains }) => domains))].map((domain) => {
      const authority = domain.replace('*', 'any');
      return JSON.stringify({ port: 8443, scheme: 'https', authority, sni: authority, path: '/', method: 'GET' });
    });
    const { stdout } = await runCli(['trace', '--batch', '-', path, '-o', 'ndjson'], { stdin: requests.join('\n') });
    expect(stdout).to.include('"disposition"');
    expect(stdout).not.to.include('connection-closed');
  });

  it('share no name between gateways', () => {
    const [first, second] = [planGateway(7, 0, 20), planGateway(7, 1, 20)].map(({ teams }) => [
      ...teams.flatMap(({ name, namespace, services, hosts }) => [
        name,
        namespace,
        ...services.map(({ host }) => host),
        ...hosts.flatMap(({ domain, virtualServices }) => [domain, ...virtualServices.map((made) => made.name)]),
      ]),
    ]);
    const names = new Set(first);
    expect(second?.filter((name) => names.has(name))).to.deep.equal([]);
  });

  it('grow n-fold, the copies under names of their own', async () => {
    const [once, thrice] = [await rows(path), await rows(folded)].map((all) =>
      all.filter(({ routeConfig }) => /^https?\./.test(routeConfig)),
    );
    expect(thrice?.length).to.equal(3 * (once?.length ?? Number.NaN));
    const configs = (all: readonly Row[] | undefined) => new Set(all?.map(({ routeConfig }) => routeConfig)).size;
    expect(configs(thrice)).to.equal(3 * configs(once));
  });
});
