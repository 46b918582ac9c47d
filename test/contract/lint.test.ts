/** `lint` over every sample: valid, byte-stable, its witnesses true, and the planted mistakes found. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { load as loadYaml } from 'js-yaml';
import type { Envelope, Finding, LintResult, RulesResult, TraceResult } from '../../lib/model/index.ts';
import { runCli } from '../support/run-cli.ts';
import { SAMPLE_NAMES, samplePath } from '../support/samples.ts';
import { expectValid } from './schemas.ts';

function argsOf(sample: string): readonly string[] {
  const resources = samplePath(sample, 'resources');
  return [samplePath(sample), ...(existsSync(resources) ? ['-r', resources] : [])];
}

async function lint(
  args: readonly string[],
): Promise<{ envelope: Envelope<LintResult>; text: string; exitCode: number }> {
  const { stdout, exitCode } = await runCli(['lint', ...args, '-o', 'json']);
  return { envelope: JSON.parse(stdout) as Envelope<LintResult>, text: stdout, exitCode };
}

async function findingsOf(args: readonly string[]): Promise<readonly Finding[]> {
  return (await lint(args)).envelope.result?.findings ?? [];
}

const owners = ({ resources }: Finding): readonly string[] =>
  resources.map(({ namespace, name }) => `${namespace}/${name ?? '?'}`);

describe('lint', () => {
  for (const name of SAMPLE_NAMES) {
    it(`${name}: valid, closed, the same twice, every witness replays`, async function () {
      this.timeout(120_000);
      const { envelope, text, exitCode } = await lint(argsOf(name));
      expectValid('lint', envelope, name);
      const { result } = envelope;
      if (result === null) throw new Error('no result');
      expect((await lint(argsOf(name))).text === text, 'same bytes').to.equal(true);
      expect(exitCode).to.equal(result.counts.error > 0 ? 1 : 0);
      expect(result.counts.error + result.counts.warning + result.counts.info).to.equal(result.findings.length);
      const ranks = result.findings.map(({ severity }) => ['error', 'warning', 'info'].indexOf(severity));
      expect(ranks).to.deep.equal([...ranks].sort((x, y) => x - y));
      const asked = result.findings.filter(({ witness }) => witness.kind === 'request').slice(0, 12);
      for (const { witness, code, subject } of asked) {
        if (witness.kind !== 'request') continue;
        const traced = await runCli(['trace', '--curl', witness.curl, samplePath(name), '-o', 'json']);
        const answer = (JSON.parse(traced.stdout) as Envelope<TraceResult>).result;
        expect(answer?.disposition, `${code} ${subject}: ${witness.curl}`).to.not.equal('connection-closed');
        expect(answer?.request.path).to.equal(witness.request.path);
        const position = /^Route (\d+) /.exec(witness.outcome)?.[1];
        if (position !== undefined) expect(answer?.route?.index, witness.curl).to.equal(Number(position));
        if (witness.outcome.includes('404')) expect(answer?.status, witness.curl).to.equal(404);
      }
    });
  }

  /** samples/incidents/expected.md, row by row: code, a word of the owner, what else the finding must say. */
  const PLANTED: readonly (readonly [code: string, owner: string, says: RegExp])[] = [
    ['cross-vs-shadow', 'shop/demo-api', /prefix \/demo\/api\/.*prefix \/demo\/ of VirtualService shop\/demo-web/],
    ['cross-vs-shadow', 'shop/demo-api', /regex \/demo\/api\/v\[0-9\]\+/],
    ['cross-namespace-host', 'ops/demo-other-ns', /demo\.example\.com/],
    ['cross-namespace-host', 'ops/app-two', /b\.apps\.example\.com/],
    ['duplicate-catchall', 'ops/app-two', /shop\/app-one/],
    ['specific-host-hides-wildcard', 'shop/a', /a\.apps\.example\.com hides \*/],
    ['specific-host-hides-wildcard', 'shop/b', /b\.apps\.example\.com hides \*/],
    ['path-literal-glob', 'shop/a', /\/api\/\*/],
    ['rewrite-bare-prefix-unmatched', 'shop/a', /\/svc/],
    ['rewrite-slash-mismatch', 'shop/a', /\/img/],
    ['cluster-not-found', 'shop/a', /\(subset\).*nosuch/],
    ['regex-query', 'shop/a', /search/],
    ['plaintext-to-tls-port', 'shop/a', /payments/],
    ['cluster-not-found', 'shop/b', /\(host\).*ghost/],
    ['cluster-not-found', 'shop/b', /\(port\).*9999/],
    ['redirect-loop', 'shop/b', /\/loop/],
    ['no-endpoints', 'shop/b', /admin\.ops/],
    ['no-endpoints', 'shop/b', /orders\.shop/],
    ['h2-coalescing-404', 'istio-system/main', /(?=.*a\.apps\.example\.com).*b\.apps\.example\.com/],
    ['secret-missing', 'istio-system/main', /does-not-exist/],
    ['vhost-blackhole', 'ops/empty', /31400/],
    ['vs-not-in-dump', 'shop/orphan', /istio-system\/mian/],
    ['vs-not-in-dump', 'shop/wrong-host', /ops\/empty/],
    ['no-endpoints', 'shop/web', /v7/],
  ];

  it('finds what is planted in the incidents sample, with its owner', async () => {
    const findings = await findingsOf(argsOf('incidents'));
    const missed = PLANTED.filter(
      ([code, owner, says]) =>
        !findings.some((one) => one.code === code && owners(one).includes(owner) && says.test(one.message)),
    );
    expect(missed.map(([code, owner]) => `${code} ${owner}`)).to.deep.equal([]);
    // `POST /` comes first and takes POSTs only.
    expect(findings.filter(({ code }) => code === 'same-vs-shadow')).to.deep.equal([]);
  });

  it('finds the same owners without the resources, as far as the dump names them', async () => {
    const findings = await findingsOf([samplePath('incidents')]);
    const missed = PLANTED.slice(0, 19).filter(
      ([code, owner]) => !findings.some((one) => one.code === code && owners(one).includes(owner)),
    );
    expect(missed.map(([code, owner]) => `${code} ${owner}`)).to.deep.equal([]);
  });

  it('has nothing but information on samples where nothing is wrong', async () => {
    for (const name of ['seed', 'k8s-ingress', 'egress-gateway', 'sidecar', 'synthetic-1']) {
      const findings = await findingsOf(argsOf(name));
      const loud = findings.filter(({ severity }) => severity !== 'info');
      expect(loud.map(({ code, message }) => `${name} ${code} ${message}`)).to.deep.equal([]);
    }
  });
});

describe('lint, silence and thresholds', () => {
  const INCIDENTS = samplePath('incidents');
  let folder = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'whyroute-lint-'));
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };

  it('--fail-on decides the exit code in every format', async () => {
    const cases = [
      ['seed', 'error', 0],
      ['seed', 'info', 1],
      ['incidents', 'never', 0],
      ['incidents', 'error', 1],
    ] as const;
    for (const [sample, level, code] of cases) {
      for (const format of ['table', 'wide', 'json', 'yaml', 'ndjson', 'markdown', 'sarif', 'github']) {
        const { exitCode } = await runCli(['lint', samplePath(sample), '--fail-on', level, '-o', format]);
        expect(exitCode, `${sample} ${level} ${format}`).to.equal(code);
      }
    }
  });

  it('--only and --ignore choose', async () => {
    const only = await findingsOf([INCIDENTS, '--only', 'regex-query,path-literal-glob']);
    expect(new Set(only.map(({ code }) => code))).to.deep.equal(new Set(['path-literal-glob', 'regex-query']));
    const { envelope } = await lint([
      INCIDENTS,
      '--only',
      'cluster-not-found',
      '--ignore',
      'cluster-not-found=shop/b',
      '--ignore',
      'regex-query',
    ]);
    expect(envelope.result?.findings.map((one) => owners(one)[0])).to.deep.equal(['shop/a']);
    expect(envelope.result?.ignores.map(({ used }) => used)).to.deep.equal([2, 0]);
  });

  it('an ignore file demands reasons and reports what it did not need', async () => {
    const good = file(
      'good',
      '# ours\ncluster-not-found=*b.apps.example.com*  # the ghost is planted\nregex-query=nothing # gone\n',
    );
    const { stdout } = await runCli(['lint', INCIDENTS, '--ignore-file', good]);
    expect(stdout).to.include('ignored as asked').and.to.include(`Ignored nothing: regex-query=nothing (${good}:3)`);
    for (const [text, why] of [
      ['regex-query', 'regex-query is ignored without a reason'],
      ['regex-qeury # x', 'there is no rule regex-qeury'],
      ['???', 'no entry: ???'],
    ] as const) {
      const bad = file('bad', text);
      const { exitCode, stderr } = await runCli(['lint', INCIDENTS, '--ignore-file', bad]);
      expect([exitCode, stderr.includes(`${bad}:1: ${why}`)], stderr).to.deep.equal([2, true]);
    }
  });

  it('a baseline hides what was there, and tells what is gone', async () => {
    const { stdout } = await runCli(['lint', INCIDENTS, '-o', 'baseline']);
    const path = file('baseline.json', stdout);
    const same = await lint([INCIDENTS, '--baseline', path]);
    expect([same.exitCode, same.envelope.result?.findings]).to.deep.equal([0, []]);
    expect(same.envelope.result?.baseline?.gone).to.equal(0);
    const known = JSON.parse(stdout) as { whyrouteBaseline: number; findings: readonly string[] };
    const less = file('less.json', JSON.stringify({ ...known, findings: ['gone', ...known.findings.slice(1)] }));
    const fresh = await lint([INCIDENTS, '--baseline', less]);
    expect(fresh.envelope.result?.findings.map(({ fingerprint }) => fingerprint)).to.deep.equal([known.findings[0]]);
    expect(fresh.envelope.result?.baseline?.gone).to.equal(1);
    // An earlier -o json serves as well.
    const json = file('before.json', (await lint([INCIDENTS])).text);
    expect(await findingsOf([INCIDENTS, '--baseline', json])).to.deep.equal([]);
    const { exitCode, stderr } = await runCli(['lint', INCIDENTS, '--baseline', file('no.json', '[]')]);
    expect([exitCode, stderr.includes('is no baseline')]).to.deep.equal([2, true]);
  });

  it('says success in words, with what was not checked', async () => {
    const { stdout } = await runCli(['lint', samplePath('seed', 'routes.json'), '--only', 'regex-query,no-endpoints']);
    expect(stdout)
      .to.include('Not checked, needs clusters, endpoints: no-endpoints')
      .and.to.match(/No findings\n$/);
  });

  it('sarif has rules, levels, files and lines', async () => {
    const { stdout } = await runCli(['lint', ...argsOf('incidents'), '-o', 'sarif']);
    const { version, runs } = JSON.parse(stdout) as {
      version: string;
      runs: readonly [{ tool: { driver: { rules: readonly { id: string }[] } }; results: readonly Sarif[] }];
    };
    interface Sarif {
      ruleId: string;
      ruleIndex: number;
      level: string;
      message: { text: string };
      locations: readonly { physicalLocation?: { artifactLocation: { uri: string }; region: { startLine: number } } }[];
    }
    expect(version).to.equal('2.1.0');
    const { rules } = runs[0].tool.driver;
    for (const { ruleId, ruleIndex, level, message, locations } of runs[0].results) {
      expect(rules[ruleIndex]?.id).to.equal(ruleId);
      expect(['error', 'warning', 'note']).to.include(level);
      expect(message.text.length).to.be.greaterThan(20);
      expect(locations.length).to.be.greaterThan(0);
    }
    const shadow = runs[0].results.find(({ ruleId }) => ruleId === 'cross-vs-shadow')?.locations[0]?.physicalLocation;
    const lines = readFileSync(samplePath('incidents', 'resources/istio.yaml'), 'utf8').split('\n');
    expect(shadow?.artifactLocation.uri).to.match(/istio\.yaml$/);
    expect(lines[(shadow?.region.startLine ?? 0) - 1]).to.include('/demo/api/');
  });

  it('github annotations are one line each, with file and line', async () => {
    const { stdout } = await runCli(['lint', ...argsOf('incidents'), '-o', 'github']);
    const commands = stdout.split('\n').filter((line) => line.startsWith('::'));
    const count = (await findingsOf(argsOf('incidents'))).length;
    expect(commands.length).to.equal(count);
    expect(
      commands.filter((line) =>
        /^::(error|warning|notice) file=[^,]*istio\.yaml,line=\d+,title=[a-z0-9-]+::/.test(line),
      ).length,
    ).to.be.greaterThan(20);
  });

  it('yaml and ndjson hold the same findings', async () => {
    const { envelope } = await lint([INCIDENTS]);
    const yaml = await runCli(['lint', INCIDENTS, '-o', 'yaml']);
    expect(loadYaml(yaml.stdout)).to.deep.equal(envelope);
    const ndjson = await runCli(['lint', INCIDENTS, '-o', 'ndjson']);
    const rows = ndjson.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { kind: string });
    expect(rows.filter(({ kind }) => kind === 'finding').length).to.equal(envelope.result?.findings.length);
  });

  it('rules -o json is valid', async () => {
    const { stdout } = await runCli(['rules', '-o', 'json']);
    const envelope = JSON.parse(stdout) as Envelope<RulesResult>;
    expectValid('rules', envelope, 'rules');
    expect(envelope.result?.rules.every(({ page }) => page.startsWith('# '))).to.equal(true);
  });
});
