/** Bug reports, must-gather trees and plain archives: built with their real layout, read in memory. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { writeTar } from '../../lib/ingest/tar/write-tar.ts';
import type { ReportResult } from '../../lib/model/index.ts';
import { dumpOf, PODS } from '../support/cluster.ts';
import { runCli } from '../support/run-cli.ts';
import type { Ran } from '../support/run-cli.ts';
import { sampleBytes, samplePath } from '../support/samples.ts';
import { tarOf } from '../unit/ingest/tar-bytes.ts';

const SAMPLE = 'shop';
const [FIRST = '', SECOND = ''] = PODS;
const OTHER = 'web-6b7f5d9c4-abcde';

function resources(): string {
  const folder = samplePath(SAMPLE, 'resources');
  return readdirSync(folder)
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n---\n');
}

/** Path → content, as istioctl bug-report names them (tools/bug-report/pkg). */
function bugReport(): Map<string, string> {
  const proxies = 'bug-report/proxies/istio-system';
  return new Map([
    ['bug-report/versions', 'CLI version: 1.30.3\n'],
    ['bug-report/cluster/crs', resources()],
    [
      'bug-report/cluster/k8s-resources',
      'apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Service\n  metadata: {name: x, namespace: y}\n',
    ],
    ['bug-report/cluster/secrets', 'NAMESPACE NAME TYPE\nx y Opaque\n'],
    ['bug-report/istio/istio-system/istiod-abc/debug/syncz', '[]'],
    ...[FIRST, SECOND].flatMap((pod): [string, string][] => [
      [`${proxies}/${pod}/config_dump?include_eds`, dumpOf(SAMPLE, pod)],
      [`${proxies}/${pod}/clusters`, 'x::y::cx_active::1\n'],
      [`${proxies}/${pod}/certs`, '{"certificates":[]}'],
      [`${proxies}/${pod}/stats/prometheus`, 'envoy_x 1\n'],
      [`${proxies}/${pod}/istio-proxy.log`, '2026-01-01 log\n'],
    ]),
    [`bug-report/proxies/shop/${OTHER}/config_dump`, sampleBytes('sidecar').toString()],
  ]);
}

function packed(files: ReadonlyMap<string, string>): Buffer {
  return gzipSync(Buffer.concat([...writeTar([...files].map(([name, text]) => ({ name, bytes: Buffer.from(text) })))]));
}

describe('archives', () => {
  const folder = mkdtempSync(join(tmpdir(), 'whyroute-archives-'));
  const path = (name: string): string => join(folder, name);
  const write = (name: string, content: string | Buffer): string => {
    mkdirSync(dirname(path(name)), { recursive: true });
    writeFileSync(path(name), content);
    return path(name);
  };
  const routes = (...argv: string[]): Promise<Ran> => runCli(['routes', '-o', 'json', ...argv]);
  const result = ({ stdout }: Ran): unknown => (JSON.parse(stdout) as { result: unknown }).result;
  const plain = write('raw/config_dump.json', dumpOf(SAMPLE, FIRST));
  const given = write('raw-resources.yaml', resources());
  after(() => {
    rmSync(folder, { recursive: true });
  });

  const report = write('report.bin', packed(bugReport()));
  for (const [name, content] of bugReport()) write(`unpacked/${name}`, content);

  for (const [what, input] of [
    ['a .tgz, whatever it is called', report],
    ['a directory', path('unpacked')],
    ['its own folder', path('unpacked/bug-report')],
  ] as const) {
    it(`bug-report as ${what}: the same answer as the raw files`, async () => {
      const ran = await routes(input, '--pod', `${FIRST}.istio-system`);
      const raw = await routes(plain, '-r', given);
      expect(ran.exitCode).to.equal(0);
      const wipe = (value: unknown): string =>
        JSON.stringify(value).replaceAll(
          join(input, input.endsWith('bug-report') ? '' : 'bug-report', 'cluster/crs'),
          given,
        );
      expect(wipe(result(ran))).to.equal(JSON.stringify(result(raw)));
      expect(ran.stdout).to.include('storefront');
    });
  }

  it('several proxies and no --pod: the list and exit code 2', async () => {
    const { stderr, exitCode } = await runCli(['routes', report]);
    expect(exitCode).to.equal(2);
    expect(stderr).to.equal(
      [
        `error[US011]: an istioctl bug-report with 3 proxies: which one? (${report})`,
        `  --pod ${FIRST}.istio-system`,
        `  --pod ${SECOND}.istio-system`,
        `  --pod ${OTHER}.shop`,
        '',
      ].join('\n'),
    );
  });

  it('several proxies on a terminal: asks, and takes the answer', async () => {
    const options = { stdin: '3\n', stdinIsTerminal: true, columns: 100 } as const;
    const { stderr, stdout, exitCode } = await runCli(['routes', report], options);
    expect([exitCode, stderr.includes(`  3  ${OTHER}.shop\n`), stderr.includes('[1-3]')]).to.deep.equal([
      0,
      true,
      true,
    ]);
    expect(stdout).to.include('(sidecar)');
    for (const stdin of ['9\n', 'x\n', '']) {
      expect((await runCli(['routes', report], { ...options, stdin })).exitCode, stdin).to.equal(2);
    }
  });

  it('report of one of several: its routes and findings, those of the raw files; without --pod the list', async () => {
    const ask = async (...argv: string[]): Promise<ReportResult> => {
      const { stdout } = await runCli(['report', '-o', 'json', ...argv]);
      return (JSON.parse(stdout) as { result: ReportResult }).result;
    };
    const wipe = (value: unknown): string =>
      JSON.stringify(value).replaceAll(join(report, 'bug-report', 'cluster/crs'), given);
    const archived = await ask(report, '--pod', `${SECOND}.istio-system`);
    const raw = await ask(write('second.json', dumpOf(SAMPLE, SECOND)), '-r', given);
    for (const part of ['counts', 'resources', 'findings'] as const)
      expect(wipe(archived[part]), part).to.equal(JSON.stringify(raw[part]));
    expect(archived.proxy.name).to.equal(SECOND);
    expect(archived.findings.length).to.be.greaterThan(20);
    const html = path('second.html');
    const { exitCode } = await runCli(['report', report, '--pod', `${SECOND}.istio-system`, '-O', html]);
    expect([exitCode, readFileSync(html, 'utf8').includes(SECOND)]).to.deep.equal([0, true]);
    const unchosen = await runCli(['report', report, '-O', path('none.html')]);
    expect([unchosen.exitCode, existsSync(path('none.html'))]).to.deep.equal([2, false]);
    expect(unchosen.stderr).to.include(`--pod ${FIRST}.istio-system`);
  });

  it('redact of an archive is refused, with what to do, also when it holds one proxy', async () => {
    const one = new Map([...bugReport()].filter(([name]) => !name.includes(SECOND) && !name.includes(OTHER)));
    for (const input of [report, path('unpacked'), write('one.tgz', packed(one))]) {
      const { exitCode, stderr } = await runCli(['redact', input, '-O', path('no.json')]);
      expect([exitCode, existsSync(path('no.json'))], stderr).to.deep.equal([2, false]);
      expect(stderr).to.include(`whyroute report ${input} --pod POD.NAMESPACE`);
    }
  });

  it('--pod of a name that is not there lists what is', async () => {
    const { stderr, exitCode } = await runCli(['routes', report, '--pod', 'nobody']);
    expect(exitCode).to.equal(2);
    expect(stderr).to.include('no proxy in it is the one that --pod names').and.include(FIRST);
  });

  it('--pod on a plain dump is refused: it might be another proxy', async () => {
    const { stderr, exitCode } = await runCli(['routes', plain, '--pod', FIRST]);
    expect([exitCode, stderr.startsWith('error[US012]')]).to.deep.equal([2, true]);
  });

  it('-r takes the resources of a bug-report', async () => {
    const ran = await routes(plain, '-r', report);
    expect(ran.exitCode).to.equal(0);
    expect(JSON.stringify(result(ran))).to.include('report.bin/bug-report/cluster/crs');
  });

  it('a must-gather tree, of Service Mesh 3 and of 2', async () => {
    for (const file of ['config_dump_proxy.json', 'envoyConfiguration']) {
      const root = `must-gather-${file}/quay-io-sha256/namespaces`;
      write(`${root}/istio-system/pods/${FIRST}/${file}`, `200\n${dumpOf(SAMPLE, FIRST)}`);
      write(`${root}/istio-system/pods/${FIRST}/config_dump_istiod.json`, '{"configs":[]}');
      write(`${root}/istio-system/core/secrets.yaml`, 'kind: SecretList\napiVersion: v1\nitems: []\n');
      write(`${root}/shop/networking.istio.io/virtualservices/all.yaml`, `---\n${resources()}`);
      const ran = await routes(path(`must-gather-${file}`));
      expect(ran.exitCode, ran.stderr).to.equal(0);
      expect(JSON.stringify(result(ran))).to.include('virtualservices/all.yaml');
      expect(ran.stderr).to.include(`a must-gather: read as ${FIRST}.istio-system`);
      expect(ran.stderr).to.not.include('secrets.yaml');
    }
  });

  it('an archive of the sections of one proxy is read like the folder', async () => {
    const names = ['routes.json', 'listeners.json', 'clusters.json', 'bootstrap.json'];
    const files = new Map(names.map((name) => [`incident/${name}`, sampleBytes(SAMPLE, name).toString()]));
    for (const [name, text] of files) write(name, text);
    const archive = write(
      'incident.tar',
      Buffer.concat([...writeTar([...files].map(([name, text]) => ({ name, bytes: Buffer.from(text) })))]),
    );
    expect(result(await routes(archive))).to.deep.equal(result(await routes(path('incident'))));
    const { stdout } = await runCli(['routes', '-', '-o', 'json'], { stdin: packed(files) });
    expect((JSON.parse(stdout) as { result: unknown }).result).to.deep.equal(result(await routes(path('incident'))));
  });

  const refusals: readonly (readonly [string, () => Buffer, RegExp, number])[] = [
    [
      'a way out',
      () => tarOf({ name: '../../x', content: 'evil' }, { name: 'd.json', content: dumpOf(SAMPLE, FIRST) }),
      /leads out of the archive/,
      0,
    ],
    [
      'a link',
      () => tarOf({ name: 'l', type: '2', linkTo: '/etc/passwd' }, { name: 'd.json', content: dumpOf(SAMPLE, FIRST) }),
      /not used: a link/,
      0,
    ],
    [
      'a device',
      () => tarOf({ name: 'dev', type: '3' }, { name: 'd.json', content: dumpOf(SAMPLE, FIRST) }),
      /not used: a device/,
      0,
    ],
    [
      'an archive inside',
      () => tarOf({ name: 'in.tgz', content: packed(bugReport()) }, { name: 'd.json', content: dumpOf(SAMPLE, FIRST) }),
      /an archive inside an archive or folder is not opened/,
      4,
    ],
    [
      'a zip inside',
      () => tarOf({ name: 'in.zip', content: 'PK\u0003\u0004xx' }, { name: 'd.json', content: dumpOf(SAMPLE, FIRST) }),
      /this is a zip archive/,
      4,
    ],
    ['nothing', () => tarOf({ name: 'a/', type: '5' }), /no file in this archive/, 3],
    [
      'a cut',
      () =>
        tarOf({ name: 'd.json', content: dumpOf(SAMPLE, FIRST) }, { name: 'x', content: 'y'.repeat(4000) }).subarray(
          0,
          -3000,
        ),
      /the archive is cut/,
      4,
    ],
    [
      'a bomb',
      () => gzipSync(tarOf({ name: 'd.json', content: Buffer.alloc(90_000_000) })),
      /expands more than 200-fold/,
      3,
    ],
    [
      'a gzip of gzips of a bomb',
      () => tarOf({ name: 'd.json.gz', content: gzipSync(Buffer.alloc(90_000_000)) }),
      /expands more than 200-fold/,
      3,
    ],
  ];
  for (const [what, make, words, exitCode] of refusals) {
    it(`refuses in words: ${what}`, async () => {
      const ran = await runCli(['routes', write('hostile.tar', make())]);
      expect(ran.stderr).to.match(words);
      expect(ran.exitCode, ran.stderr).to.equal(exitCode);
      expect(existsSync(join(folder, '..', 'x'))).to.equal(false);
    });
  }

  it('--max-bytes bounds the archive, and all that is packed in it together', async () => {
    expect((await runCli(['routes', report, '--max-bytes', '1000'])).stderr).to.include('larger than 1000 bytes');
    const one = gzipSync(Buffer.from(' '.repeat(400_000)));
    const archive = write(
      'many.tar',
      tarOf(...Array.from({ length: 9 }, (_, at) => ({ name: `${String(at)}.gz`, content: one }))),
    );
    const { stderr } = await runCli(['routes', archive, '--max-bytes', '1000000']);
    expect(stderr.match(/larger than/g)).to.have.length(7);
  });

  it('a bug-report with a kubeconfig in it changes nothing', async () => {
    const files = bugReport().set('bug-report/kubeconfig', 'apiVersion: v1\nkind: Config\n');
    const ran = await routes(write('with-config.tgz', packed(files)), '--pod', FIRST);
    expect(result(ran)).to.deep.equal(
      JSON.parse(
        JSON.stringify(result(await routes(report, '--pod', FIRST))).replaceAll('report.bin', 'with-config.tgz'),
      ),
    );
  });

  it('why-not works with the resources of the archive', async () => {
    cpSync(report, path('copy.tgz'));
    const { stdout, exitCode } = await runCli(['why-not', 'vs/shop/storefront', path('copy.tgz'), '--pod', FIRST]);
    expect([exitCode, stdout.includes('VirtualService shop/storefront')]).to.deep.equal([0, true]);
  });
});
