/**
 * The cost curve of the whole lint: one virtual host of 1,000 to 20,000 random routes of ten owners, and the time per route.
 * Run by `npm run bench`.
 */
import { lintDocument } from '../../lib/analyze/lint/index.ts';
import { attribute } from '../../lib/provenance/index.ts';
import { Random } from '../oracle/random.ts';
import { gateway, r, vh } from '../unit/analyze/lint/gateway.ts';
import { randomMatch } from './random-routes.ts';

const OWNERS = 10;

function measure(size: number): string {
  const random = new Random(size);
  const routes = Array.from({ length: size }, (_, at) =>
    r('prefix /', `shop/owner-${String(random.below(OWNERS))}`, {
      match: randomMatch(random, size),
      to: `outbound|80|v${String(at % 7)}|web.shop.svc.cluster.local`,
    }),
  );
  const snapshot = gateway({ hosts: [vh('shop.example.com', routes)] });
  const provenance = attribute(snapshot);
  const start = process.hrtime.bigint();
  const { findings, undecided } = lintDocument(snapshot, provenance);
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const columns = [
    String(size).padStart(7),
    `${seconds.toFixed(2)} s`.padStart(9),
    `${((seconds * 1e6) / size).toFixed(0)} µs`.padStart(9),
    `${(process.memoryUsage().rss / 1e6).toFixed(0)} MB`.padStart(8),
    String(findings.length).padStart(9),
    String(undecided.length).padStart(11),
  ];
  return columns.join('');
}

const lines = [
  ' routes     time per route  memory findings cannot tell',
  ...[1000, 2000, 5000, 10_000, 20_000].map(measure),
];
process.stdout.write(`${lines.join('\n')}\n`);
