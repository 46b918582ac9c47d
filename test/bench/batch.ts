/** `trace --batch`: 100,000 requests on one dump, without what loading costs (measured with a batch of one). */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Random } from '../oracle/random.ts';
import { bound, isMeasured, told, type Figure } from './figures.ts';
import type { Input } from './inputs.ts';
import { measure, type Command } from './measure.ts';
import { BIN } from './on-dump.ts';
import type { Options } from './options.ts';

const REQUESTS = 100_000;
const PATHS = ['/', '/api', '/api/v1/users', '/a/b/c', '/cart/items', '/img/x.png', '/user/17', '/nothing/here'];

/** What `routes -o ndjson` says of a route, as far as a request needs it. */
interface RouteLine {
  readonly kind: string;
  readonly routeConfig: string;
  readonly ports?: readonly number[];
  readonly domains?: readonly string[];
  readonly match?: { readonly path?: { readonly value?: string } };
}

export async function batch(input: Input, folder: string, options: Options): Promise<Figure> {
  const requests = makeRequests(input);
  const command = (title: string, count: number): Command => {
    const file = join(folder, `${title}.jsonl`);
    writeFileSync(file, requests.slice(0, count).join('\n'));
    // 4: a request that cannot be told, which random ones are allowed to be.
    const args = [BIN, 'trace', '--batch', file, input.path, '-o', 'ndjson', '-q'];
    return { title, program: process.execPath, args, fine: [0, 4] };
  };
  const commands = [command('all', REQUESTS), command('one', 1)];
  const [all = { failed: 'not run' }, one = { failed: 'not run' }] =
    requests.length === 0
      ? commands.map(() => ({ failed: 'no requests: routes failed' }))
      : await measure(commands, options.runs, options.timeout);
  const seconds = isMeasured(all) && isMeasured(one) ? all.seconds - one.seconds : Number.NaN;
  return {
    what: `trace --batch, ${String(REQUESTS)} requests`,
    input: `${input.name}, ${input.megabytes.toFixed(0)} MB`,
    measured: told(all),
    against: `1 request: ${told(one)}`,
    ratio: Number.isNaN(seconds) ? '' : `${seconds.toFixed(2)} s after loading`,
    wanted: bound('s after loading', seconds, 3),
  };
}

/** Requests that reach real hosts, half of them with the path of a real route. */
function makeRequests({ path }: Input): string[] {
  const { stdout } = spawnSync(process.execPath, [BIN, 'routes', path, '-o', 'ndjson', '-q'], {
    encoding: 'utf8',
    maxBuffer: 2 ** 29,
  });
  const lines = (stdout as string | null)?.split('\n').filter((line) => line.startsWith('{"kind":"route"')) ?? [];
  const random = new Random(1);
  if (lines.length === 0) return [];
  const routes = random.some(2000, 2000, () => JSON.parse(random.pick(lines)) as RouteLine);
  return Array.from({ length: REQUESTS }, () => request(random, random.pick(routes)));
}

function request(random: Random, { routeConfig, ports, domains, match }: RouteLine): string {
  const authority = (domains?.[0] ?? '*').replace(/^\*\.?/, 'any.');
  const tls = routeConfig.startsWith('https.');
  const own = match?.path?.value;
  return JSON.stringify({
    port: ports?.[0] ?? (tls ? 443 : 80),
    scheme: tls ? 'https' : 'http',
    authority,
    path: own?.startsWith('/') === true && random.once(2) ? own : random.pick(PATHS),
    method: random.pick(['GET', 'POST', 'PUT']),
    headers: random.once(3) ? { 'x-env': random.pick(['a', 'b', 'true', 'beta']) } : {},
    ...(tls ? { sni: authority } : {}),
  });
}
