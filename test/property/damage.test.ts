/** Cut, corrupted and noisy input: no crash, no silence, and never "complete" for what was cut. */
import { expect } from 'chai';
import { memorySource } from '../../lib/base/source/index.ts';
import { KnownError } from '../../lib/model/index.ts';
import type { Snapshot } from '../../lib/model/index.ts';
import { ALL_SECTIONS, normalize } from '../../lib/normalize/index.ts';
import { sampleBytes, snapshotOf } from '../support/samples.ts';

/** A small deterministic generator (mulberry32): the same damage in every run. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** The snapshot, or null when nothing could be read and that was said. */
function read(bytes: Buffer): Snapshot | null {
  try {
    return normalize(
      [{ origin: { name: 'dump.json', kind: 'file' }, source: memorySource(bytes), named: true }],
      ALL_SECTIONS,
    );
  } catch (error) {
    if (error instanceof KnownError) return null;
    throw error;
  }
}

/** Everything about the routes that does not depend on where their bytes stood. */
function routesOf(snapshot: Snapshot): string[] {
  return snapshot.routeConfigs.flatMap(({ label, virtualHosts }) =>
    virtualHosts.flatMap(({ name, routes }) =>
      routes.map(({ index, match, action }) => JSON.stringify([label, name, index, match, action])),
    ),
  );
}

const NOISE = [
  '2026-11-22T14:02:10.123456Z\tinfo\tsome component started',
  'W1122 14:02:10.000000   12345 warnings.go:70] deprecated',
  'Warning: v1beta1 is deprecated',
  'Defaulted container "istio-proxy" out of: istio-proxy, istio-init (init)',
  'error: lost connection to pod',
];

describe('damaged input', () => {
  const dump = sampleBytes('shop');
  const routes = sampleBytes('shop', 'routes.json');
  const whole = new Set(routesOf(snapshotOf('shop')));

  it('cut anywhere: marked partial, and every route it gives is one of the original', () => {
    const next = random(1);
    for (let i = 0; i < 400; i++) {
      const bytes = i % 2 === 0 ? dump : routes;
      const cut = 1 + Math.floor(next() * (bytes.length - 3));
      const snapshot = read(bytes.subarray(0, cut));
      if (snapshot === null) continue;
      expect(snapshot.partial, `cut at ${String(cut)}`).to.equal(true);
      for (const route of routesOf(snapshot))
        expect(whole.has(route), `cut at ${String(cut)}: ${route}`).to.equal(true);
    }
  });

  it('cut at every byte of a small list: nothing is invented', () => {
    const small = Buffer.from(JSON.stringify(JSON.parse(sampleBytes('seed', 'routes.json').toString()), null, 1));
    const original = new Set(routesOf(snapshotOf('seed')));
    for (let cut = 1; cut < small.length - 1; cut += 7) {
      const snapshot = read(small.subarray(0, cut));
      if (snapshot === null) continue;
      expect(snapshot.partial).to.equal(true);
      expect(routesOf(snapshot).every((route) => original.has(route))).to.equal(true);
    }
  });

  it('corrupted bytes: no crash, and what is lost is said', () => {
    const next = random(2);
    for (let i = 0; i < 300; i++) {
      const bytes = Buffer.from(i % 2 === 0 ? dump : routes);
      const hits = 1 + Math.floor(next() * 3);
      for (let hit = 0; hit < hits; hit++) bytes[Math.floor(next() * bytes.length)] = Math.floor(next() * 128);
      const snapshot = read(bytes);
      if (snapshot === null) continue;
      const { routes: counted } = snapshot.counts;
      const skipped = counted.skipped.reduce((sum, { count }) => sum + count, 0);
      expect(counted.in - skipped).to.equal(routesOf(snapshot).length);
      if (routesOf(snapshot).length < whole.size && !snapshot.partial) {
        // Fewer routes without a word would be silence; only a renamed section can explain it.
        expect(snapshot.diagnostics.length + snapshot.gaps.length).to.be.greaterThan(0);
      }
    }
  });

  it('log lines between any two lines: the same snapshot, with a word about them', () => {
    const next = random(3);
    const lines = routes.toString().split('\n');
    for (let i = 0; i < 60; i++) {
      const at = Math.floor(next() * (lines.length + 1));
      const noisy = [...lines.slice(0, at), NOISE[i % NOISE.length], ...lines.slice(at)].join('\n');
      const snapshot = read(Buffer.from(noisy));
      expect(snapshot, `line ${String(at)}`).to.not.equal(null);
      expect(snapshot?.partial, `line ${String(at)}`).to.equal(false);
      expect(new Set(routesOf(snapshot as Snapshot))).to.deep.equal(whole);
      expect(snapshot?.diagnostics.length).to.be.greaterThan(0);
    }
  });

  const wrapped: readonly (readonly [name: string, change: (text: string) => string])[] = [
    ['a Markdown fence', (text) => `\`\`\`json\n${text}\n\`\`\`\n`],
    ['quoting', (text) => text.replace(/^/gm, '> ')],
    ['terminal colors', (text) => text.replace(/"(\w+)":/g, '\u001b[34;1m"$1"\u001b[0m:')],
    ['a shell prompt', (text) => `$ istioctl pc routes x -o json\n${text}`],
    ['a status line', (text) => `200\n${text}`],
    ['carriage returns', (text) => text.replaceAll('\n', '\r\n')],
    ['a byte order mark', (text) => text],
  ];
  for (const [name, change] of wrapped) {
    it(`${name} changes nothing`, () => {
      const snapshot = read(Buffer.from(change(routes.toString())));
      expect(snapshot?.partial).to.equal(false);
      expect(new Set(routesOf(snapshot as Snapshot))).to.deep.equal(whole);
    });
  }

  it('several documents in one stream are all read', () => {
    const stream = ['listeners.json', 'routes.json', 'clusters.json'].map((file) =>
      sampleBytes('shop', file).toString(),
    );
    const snapshot = read(Buffer.from(stream.join('\n2026-11-22T14:02:10Z\tinfo\tnext\n')));
    expect([...(snapshot?.sections ?? [])].sort()).to.deep.equal(['clusters', 'listeners', 'routes']);
    expect(new Set(routesOf(snapshot as Snapshot))).to.deep.equal(whole);
  });
});
