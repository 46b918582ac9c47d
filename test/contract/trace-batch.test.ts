/** `trace --batch` against what a real Envoy did with the same requests (samples/<name>/envoy-answers). */
import { existsSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import type { TraceLine } from '../../lib/model/index.ts';
import { runCli } from '../support/run-cli.ts';
import { SAMPLE_NAMES, samplePath } from '../support/samples.ts';

interface Recorded {
  readonly status?: number;
  readonly location?: string | null;
  readonly routeConfig?: string;
  readonly virtualHost?: string;
  readonly index?: number;
  readonly closed?: boolean;
  readonly tcp?: string;
}

const recorded = SAMPLE_NAMES.filter((name) => existsSync(samplePath(name, 'envoy-answers/envoy.jsonl')));
const ROUTED: ReadonlySet<string> = new Set(['forwarded', 'redirected', 'direct-response']);

function linesOf(text: string): readonly unknown[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown);
}

/** What a recording says; it answers 200 for every route, and knows neither HTTP filters nor clusters. */
function agrees(line: TraceLine, { routeConfig, virtualHost, index, closed, tcp, status }: Recorded): boolean {
  if (closed === true) return line.disposition === 'connection-closed' && line.route === null;
  if (tcp !== undefined)
    return line.disposition === 'tcp-forwarded' && line.clusters.every(({ name }) => tcp.includes(name));
  if (index !== undefined) {
    const { route } = line;
    const same = route?.routeConfig === routeConfig && route?.virtualHost === virtualHost && route?.index === index;
    return same && ROUTED.has(line.disposition);
  }
  const disposition = status === 404 ? 'not-found' : (status ?? 0) < 400 ? 'redirected' : 'bad-request';
  return line.route === null && line.status === status && line.disposition === disposition;
}

describe('trace --batch', () => {
  it('has recorded answers to compare with', () => {
    expect(recorded).to.have.length.greaterThanOrEqual(9);
  });

  for (const name of recorded) {
    it(`${name}: every request ends where Envoy ended`, async () => {
      const requests = samplePath(name, 'envoy-answers/requests.jsonl');
      const { stdout, stderr, exitCode } = await runCli([
        'trace',
        '--batch',
        requests,
        samplePath(name),
        '-o',
        'ndjson',
      ]);
      expect(exitCode, stderr).to.equal(0);
      const answers = linesOf(stdout) as readonly TraceLine[];
      const wanted = linesOf(
        readFileSync(samplePath(name, 'envoy-answers/envoy.jsonl'), 'utf8'),
      ) as readonly Recorded[];
      expect(answers.length).to.equal(wanted.length);
      const different = answers.flatMap((line, at) => {
        const record = wanted[at];
        return record !== undefined && agrees(line, record) ? [] : [{ at, line: { ...line, source: null }, record }];
      });
      expect(different.slice(0, 3), `${String(different.length)} differences`).to.deep.equal([]);
    });
  }

  it('keeps a line for every line, and tells the malformed ones', async () => {
    const stdin = [
      '{"path": "/", "authority": "a"',
      '{"path":"/demo/x","port":8080,"scheme":"http","authority":"demo.example.com"}',
      '[]',
      '{"path": 3}',
      '{"authority":"a"}',
    ].join('\n');
    const { stdout, stderr, exitCode } = await runCli(
      ['trace', '--batch', '-', samplePath('incidents'), '-o', 'ndjson'],
      { stdin },
    );
    const answers = linesOf(stdout) as readonly TraceLine[];
    expect(answers.map(({ disposition }) => disposition)).to.deep.equal([
      'indeterminate',
      'forwarded',
      'indeterminate',
      'indeterminate',
      'indeterminate',
    ]);
    expect(answers[2]?.why).to.equal('Line 3 of the batch is no request: the line is no JSON object.');
    expect(stderr).to.include('`path` is missing');
    expect(exitCode).to.equal(4);
  });

  it('empty lines at the end are no requests; one in between is a line', async () => {
    const line = '{"path":"/demo/x","port":8080,"scheme":"http","authority":"demo.example.com"}';
    for (const [stdin, expected, code] of [
      [`${line}\n`, 1, 0],
      [`${line}\r\n${line}\r\n\r\n`, 2, 0],
      [`${line}\n\n\n`, 1, 0],
      [`${line}\n\n${line}\n`, 3, 4],
      ['\n\n', 0, 0],
    ] as const) {
      const { stdout, exitCode } = await runCli(['trace', '--batch', '-', samplePath('incidents')], { stdin });
      expect([linesOf(stdout).length, exitCode], JSON.stringify(stdin)).to.deep.equal([expected, code]);
    }
  });

  it('what would be passed over in silence is refused', async () => {
    const dump = samplePath('shop');
    for (const [args, message] of [
      [['--batch', 'b', '--port', '80'], '--port describes one request, and --batch has many'],
      [['--batch', 'b', '-H', 'a: b'], '--header describes one request, and --batch has many'],
      [['--batch', 'b', '--http2'], '--http2 describes one request, and --batch has many'],
      [['--log', 'l', '--sni', 'a'], '--sni describes one request, and --log has many'],
      [['--batch', 'b', '--log', 'l'], '--batch and --log are two questions'],
      [['https://a/', '--batch', 'b'], 'a URL and --batch are two questions'],
      [['https://a/', '--curl', 'curl https://b/'], 'a URL and --curl are two questions'],
      [['--log', 'l', '--expect', '404'], '--expect is for requests'],
    ] as const) {
      const { exitCode, stdout, stderr } = await runCli(['trace', ...args, dump]);
      expect([exitCode, stdout], args.join(' ')).to.deep.equal([2, '']);
      expect(stderr).to.include(message);
    }
  });

  it('--expect that is not met is said', async () => {
    const stdin =
      '{"path":"/blog","port":8443,"scheme":"https","authority":"shop.example.com","sni":"shop.example.com"}';
    const { exitCode, stderr } = await runCli(['trace', '--batch', '-', samplePath('shop'), '--expect', '200'], {
      stdin,
    });
    expect([exitCode, stderr.includes('1 answers do not meet --expect 200')]).to.deep.equal([1, true]);
  });
});
