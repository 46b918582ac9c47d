/** `whyroute report`: one file, computed from redacted input, that holds no secret in any of its forms. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { expect } from 'chai';
import { unpacked } from '../../lib/analyze/report/index.ts';
import { traceLine, tracerOf } from '../../lib/analyze/trace/index.ts';
import { requestOf } from '../../lib/matching/index.ts';
import type { Envelope, LintResult, ReportResult } from '../../lib/model/index.ts';
import { typedRequest } from '../../lib/page/request.ts';
import { typedOf } from '../../lib/page/typed-of.ts';
import { PLANTS, dumpWith } from '../support/planted.ts';
import { runCli } from '../support/run-cli.ts';
import { SAMPLE_NAMES, samplePath } from '../support/samples.ts';
import { expectValid } from './schemas.ts';

const SECRET = 'x7PlantedSecretValue42abcDEF';

/** What a page packs, by the id of its element. */
function blobOf(page: string, id: string): string {
  const [, text = ''] = new RegExp(`id="${id}">([^<]*)</script>`).exec(page) ?? [];
  return inflateRawSync(Buffer.from(text, 'base64')).toString('utf8');
}

describe('report', () => {
  const folder = mkdtempSync(join(tmpdir(), 'whyroute-report-'));
  const out = join(folder, 'out.html');
  after(() => {
    rmSync(folder, { recursive: true });
  });

  for (const sample of SAMPLE_NAMES) {
    it(`${sample}: the document is as promised and counts every route; the page holds the same`, async () => {
      const { stdout } = await runCli(['report', samplePath(sample), '-o', 'json']);
      const document = JSON.parse(stdout) as Envelope<ReportResult>;
      expectValid('report', document, sample);
      const { result, accounting } = document;
      expect(result?.counts.routes.total).to.equal((accounting?.routes.in ?? 0) - (accounting?.routes.skipped ?? 0));
      expect((await runCli(['report', samplePath(sample), '-O', out, '--force'])).exitCode).to.equal(0);
      const page = readFileSync(out, 'utf8');
      const { report, snapshot, provenance } = unpacked(blobOf(page, 'report-data'));
      expect(report).to.deep.equal(result);
      const request = requestOf({ scheme: 'http', authority: 'shop.example.com', path: '/cart' });
      const { stdout: traced } = await runCli([
        'trace',
        'http://shop.example.com/cart',
        samplePath(sample),
        '-o',
        'json',
      ]);
      const line = traceLine(tracerOf(snapshot, provenance), request);
      const { result: wanted } = JSON.parse(traced) as { result: Record<string, unknown> };
      expect(wanted).to.deep.include(JSON.parse(JSON.stringify({ ...line, why: wanted['why'] })) as object);
    });
  }

  for (const sample of SAMPLE_NAMES) {
    it(`${sample}: the findings are those of lint, on the redacted dump and on the original`, async () => {
      const redacted = join(folder, `${sample}.json`);
      expect((await runCli(['redact', samplePath(sample), '-O', redacted])).exitCode).to.equal(0);
      const given = existsSync(samplePath(sample, 'resources')) ? ['-r', samplePath(sample, 'resources')] : [];
      const lintOf = async (dump: string): Promise<LintResult> => {
        const { stdout } = await runCli(['lint', dump, ...given, '-o', 'json']);
        return (JSON.parse(stdout) as { result: LintResult }).result;
      };
      const lint = await lintOf(redacted);
      const { stdout } = await runCli(['report', samplePath(sample), ...given, '-o', 'json']);
      const { findings, lint: looked } = (JSON.parse(stdout) as { result: ReportResult }).result;
      expect(findings).to.deep.equal(lint.findings);
      expect(lint).to.deep.include(looked);
      expect(lint).to.deep.equal(await lintOf(samplePath(sample)));
    });
  }

  it('a witness in the trace box means the same request, with or without a URL that can say it', async () => {
    let plain = 0;
    for (const sample of SAMPLE_NAMES) {
      const { stdout } = await runCli(['report', samplePath(sample), '-o', 'json']);
      const { findings } = (JSON.parse(stdout) as { result: ReportResult }).result;
      for (const { witness } of findings) {
        if (witness.kind !== 'request') continue;
        const typed = typedOf(witness.request);
        const read = typedRequest(typed);
        if (!typed.url.startsWith('{')) plain++;
        if (read.kind === 'problem') throw new Error(read.why);
        const { port, scheme, sni } = witness.request;
        const implied = { port: read.input.port ?? port, sni: scheme === 'http' ? sni : requestOf(read.input).sni };
        expect(requestOf({ ...read.input, ...implied })).to.deep.equal(requestOf(witness.request));
      }
    }
    expect(plain).to.be.greaterThan(30);
  });

  it('Markdown has the findings with who has to act, a request and a fix', async () => {
    const { stdout } = await runCli([
      'report',
      samplePath('shop'),
      '-r',
      samplePath('shop', 'resources'),
      '-o',
      'markdown',
    ]);
    expect(stdout)
      .to.match(/11 errors, 6 warnings, 10 info, worst first/)
      .and.to.match(/- \*\*error\*\* .*cluster-not-found.*VirtualService shop\/storefront-extra/)
      .and.to.match(/ {2}- try: .*curl -i https:\/\/shop\.example\.com\/blog/)
      .and.to.match(/ {2}- fix: /);
  });

  it('the same bytes twice; a policy by hash, no link to anywhere, no handler in the markup', async () => {
    const again = join(folder, 'again.html');
    await runCli(['report', samplePath('shop'), '-O', out, '--force']);
    await runCli(['report', samplePath('shop'), '-O', again]);
    const page = readFileSync(out, 'utf8');
    expect(readFileSync(again, 'utf8')).to.equal(page);
    expect(page).to.match(
      /Content-Security-Policy" content="default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'/,
    );
    const shell = page.replace(/<script>[^]*<\/script>/, '').replace(/<style>[^]*<\/style>/, '');
    expect(shell).to.not.match(/unsafe|\son\w+=|(?:src|href)="(?!#|data:)/);
  });

  it('a planted secret is in no form of it, and neither in what the page has packed', async () => {
    const dump = join(folder, 'planted.json');
    writeFileSync(dump, JSON.stringify(dumpWith(PLANTS.map(({ section }) => section(SECRET)))));
    const resources = join(folder, 'resources.yaml');
    const set = `{request: {set: {authorization: Bearer ${SECRET}}}}`;
    writeFileSync(
      resources,
      `apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: a}\nspec: {hosts: [a.b], http: [{headers: ${set}}]}\n`,
    );
    const html = await runCli(['report', dump, '-r', resources, '-O', out, '--force']);
    const page = readFileSync(out, 'utf8');
    const texts = [page, blobOf(page, 'report-data'), blobOf(page, 'fragment-data'), html.stderr];
    for (const format of ['markdown', 'json', 'yaml']) {
      const { stdout, stderr } = await runCli(['report', dump, '-r', resources, '-o', format]);
      texts.push(stdout, stderr);
    }
    for (const text of texts)
      for (const secret of [SECRET, Buffer.from(SECRET).toString('base64').slice(0, 30)])
        expect(text).to.not.include(secret);
  });

  it('the fragments are the dump’s own words, secrets taken away', async () => {
    const dump = join(folder, 'fragments.json');
    const plants = PLANTS.filter(({ row }) => row === '10 Authorization to add');
    writeFileSync(dump, JSON.stringify(dumpWith(plants.map(({ section }) => section(SECRET)))));
    await runCli(['report', dump, '-O', out, '--force']);
    const [[label, config] = []] = JSON.parse(blobOf(readFileSync(out, 'utf8'), 'fragment-data')) as [string, object][];
    expect([label, JSON.stringify(config)]).to.deep.equal(['http.80', JSON.stringify(config)]);
    expect(JSON.stringify(config)).to.include('"Bearer REDACTED-header-1"').and.to.include('request_headers_to_add');
  });

  it('a dump and its resources without secrets agree as before: the same attributions', async () => {
    const { stdout } = await runCli([
      'report',
      samplePath('shop'),
      '-r',
      samplePath('shop', 'resources'),
      '-o',
      'json',
    ]);
    const plain = await runCli(['routes', samplePath('shop'), '-r', samplePath('shop', 'resources'), '-o', 'json']);
    const { counts } = (JSON.parse(stdout) as Envelope<ReportResult>).result ?? {};
    const { routes } = (JSON.parse(plain.stdout) as { result: { routes: { source: { status: string } }[] } }).result;
    expect(counts?.routes.attributed).to.equal(routes.filter(({ source }) => source.status === 'attributed').length);
  });

  it('--ask names what is missing, with commands that hold no name that is none', async () => {
    const asked = await runCli(['report', samplePath('shop', 'routes.json'), '--ask']);
    expect(asked.exitCode).to.equal(0);
    expect(asked.stdout)
      .to.match(/endpoints POD\.NAMESPACE -o json > endpoints\.json/)
      .and.to.include('kubectl get gateways');
    const bootstrap = JSON.stringify({ bootstrap: { node: { id: 'router~10.0.0.1~a;rm -rf ~.x~y' } } });
    const hostile = await runCli(['report', '-', '--ask'], { stdin: bootstrap });
    expect(hostile.stdout).to.include('POD.NAMESPACE').and.to.not.include('rm -rf');
    const whole = await runCli(['report', samplePath('shop'), '-r', samplePath('shop', 'resources'), '--ask']);
    expect(whole.stdout).to.include('Nothing is missing');
  });

  it('-O has what would be printed, in the format asked for', async () => {
    const dump = samplePath('shop', 'routes.json');
    for (const args of [['--ask'], ['--ask', '-o', 'json'], ['-o', 'markdown'], ['-o', 'yaml'], ['-o', 'json']]) {
      const printed = await runCli(['report', dump, ...args]);
      const written = await runCli(['report', dump, ...args, '-O', out, '--force']);
      expect([printed.exitCode, written.exitCode, written.stdout], args.join(' ')).to.deep.equal([0, 0, '']);
      expect(readFileSync(out, 'utf8'), args.join(' ')).to.equal(printed.stdout);
    }
  });

  it('wants a file for a page, refuses what it cannot make safe, and is partial for what is cut', async () => {
    expect((await runCli(['report', samplePath('seed')])).exitCode).to.equal(2);
    const cut = join(folder, 'cut.json');
    writeFileSync(cut, readFileSync(samplePath('seed')).subarray(0, 150_000));
    expect((await runCli(['report', cut, '-O', out, '--force'])).exitCode).to.equal(4);
    const markdown = await runCli(['report', cut, '-o', 'markdown']);
    expect([markdown.exitCode, /Partial/.test(markdown.stdout)]).to.deep.equal([4, true]);
  });
});
