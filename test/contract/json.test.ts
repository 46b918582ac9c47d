/** Every sample, in every form it was recorded in, through every table command: nothing lost, nothing nameless, one truth. */
import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { load as loadYaml } from 'js-yaml';
import type { Accounting, Source } from '../../lib/model/index.ts';
import { runCli } from '../support/run-cli.ts';
import type { RunOptions } from '../support/run-cli.ts';
import { SAMPLES, SAMPLE_NAMES, samplePath } from '../support/samples.ts';
import { spanText, splitRow } from '../unit/render/markdown-reading.ts';
import { TABLES, jsonOf } from './answers.ts';
import type { Printed, Results } from './answers.ts';
import { rawCount } from './raw-count.ts';
import type { RawCount } from './raw-count.ts';
import { expectValid } from './schemas.ts';
import { spokenSource } from './spoken-source.ts';

type Table = (typeof TABLES)[number];

/** One way to hand a sample in; `counts` is what must come out. */
interface Form {
  readonly title: string;
  readonly args: readonly string[];
  readonly options: RunOptions;
  readonly counts: RawCount;
  /** A form that is asked twice, and in all formats; the others are cheaper without. */
  readonly thorough: boolean;
}

const JSON_FILES = [
  'config_dump.json',
  'routes.json',
  'clusters.json',
  'listeners.json',
  'endpoints.json',
  'secret.json',
  'bootstrap.json',
  'envoy_clusters.json',
];

function countOf(sample: string, file: string): RawCount {
  return rawCount(file, JSON.parse(readFileSync(samplePath(sample, file), 'utf8')));
}

function formsOf(sample: string): Form[] {
  const dump = readFileSync(samplePath(sample));
  const counts = countOf(sample, 'config_dump.json');
  const files = JSON_FILES.filter((file) => existsSync(samplePath(sample, file))).map((file) => ({
    title: file,
    args: [samplePath(sample, file)],
    options: {},
    counts: countOf(sample, file),
    thorough: file === 'config_dump.json',
  }));
  const resources = samplePath(sample, 'resources');
  const yaml = ['routes', 'listeners', 'clusters'].filter((name) => existsSync(samplePath(sample, `${name}.yaml`)));
  return [
    ...files,
    ...yaml.map((name) => ({
      title: `${name}.yaml`,
      args: [samplePath(sample, `${name}.yaml`)],
      options: {},
      counts: countOf(sample, `${name}.json`),
      thorough: false,
    })),
    { title: 'the directory', args: [`${SAMPLES}/${sample}`], options: {}, counts, thorough: sample === 'shop' },
    ...(existsSync(resources)
      ? [
          {
            title: 'with its resources',
            args: [samplePath(sample), '-r', resources],
            options: {},
            counts,
            thorough: false,
          },
        ]
      : []),
    { title: 'stdin', args: [], options: { stdin: dump }, counts, thorough: false },
    { title: 'gzip on stdin', args: ['-'], options: { stdin: gzipSync(dump) }, counts, thorough: false },
  ];
}

function expectClosed(accounting: Accounting | null, about: string): void {
  expect(accounting, about).to.not.equal(null);
  for (const [kind, { in: met, explained, unattributed, skipped, reasons }] of Object.entries(accounting ?? {})) {
    expect(explained + unattributed + skipped, `${about}: ${kind}`).to.equal(met);
    expect(reasons.reduce((sum, { count }) => sum + count, 0)).to.equal(skipped);
  }
}

function expectNamed(names: readonly string[], about: string): void {
  expect(names.filter((name) => name.trim() === '')).to.deep.equal([], about);
}

/** Rows are as many as the raw JSON holds, and all have names. */
function expectComplete(command: Table, result: unknown, counts: RawCount, about: string): void {
  if (command === 'routes') {
    const { routes, virtualHosts, routeConfigs } = result as Results['routes'];
    expect([routes.length, virtualHosts.length, routeConfigs.length], about).to.deep.equal([
      counts.routes,
      counts.virtualHosts,
      counts.routeConfigs,
    ]);
    expectNamed(
      [...routes, ...virtualHosts].flatMap((row) => [row.routeConfig, row.virtualHost]),
      about,
    );
  } else if (command === 'clusters') {
    const { clusters } = result as Results['clusters'];
    expect(clusters.length, about).to.equal(counts.clusters);
    expectNamed(
      clusters.map(({ name }) => name),
      about,
    );
  } else {
    const { listeners } = result as Results['listeners'];
    const chains = listeners.flatMap(({ filterChains }) => filterChains);
    expect([listeners.length, chains.length], about).to.deep.equal([counts.listeners, counts.filterChains]);
    expectNamed([...listeners.map(({ listener }) => listener), ...chains.map(({ label }) => label)], about);
  }
}

/** The sources of a table's lines, in its order. Routes: the virtual hosts' own answers are lines too. */
function sourcesOf(command: Table, result: unknown): Source[] {
  if (command === 'clusters') return (result as Results['clusters']).clusters.map(({ source }) => source);
  if (command === 'listeners') {
    return (result as Results['listeners']).listeners.flatMap(({ filterChains, source }) =>
      filterChains.length === 0 ? [source] : filterChains.map((chain) => chain.source),
    );
  }
  const { virtualHosts, routes } = result as Results['routes'];
  const seen = new Set<string>();
  return virtualHosts.flatMap((host) => {
    // Two chains of one listener may hold route tables of one name (inbound, with and without TLS): one group of lines.
    const name = `${host.routeConfig}\n${host.virtualHost}`;
    if (seen.has(name)) return [];
    seen.add(name);
    const mine = routes.filter((row) => row.routeConfig === host.routeConfig && row.virtualHost === host.virtualHost);
    const silent = mine.length === 0 && host.requireTls !== 'ALL';
    return [
      ...(host.requireTls === 'NONE' ? [] : [host.source]),
      ...mine.map(({ source }) => source),
      ...(silent ? [host.source] : []),
    ];
  });
}

/** SOURCE cells of a table that is not cut. A cell wider than its column pushes the others, so cells are told by gaps. */
function sourcesOfTable(text: string): string[] {
  const [head = [], ...rows] = text.split('\n').map((line) => line.split(/ {2,}/));
  // A table without rows has no head either, only its last lines.
  if (!head.includes('SOURCE')) return [];
  const end = rows.findIndex((row) => row.join('') === '');
  return rows.slice(0, end).map((row) => row[head.indexOf('SOURCE')] ?? '');
}

function sourcesOfMarkdown(text: string): string[] {
  const [head, , ...rows] = text.split('\n').filter((line) => line.startsWith('|'));
  const at = splitRow(head ?? '').indexOf('SOURCE');
  return rows.map((row) => spanText(splitRow(row)[at] ?? ''));
}

function expectSources(cells: readonly string[], sources: readonly Source[], about: string): void {
  expect(cells.length, about).to.equal(sources.length);
  for (const [i, source] of sources.entries()) {
    expect(cells[i]?.slice(0, spokenSource(source).length), `${about} row ${String(i)}`).to.equal(spokenSource(source));
  }
}

const ROW_KINDS = {
  routes: ['routeConfigs', 'virtualHosts', 'routes'],
  clusters: ['clusters'],
  listeners: ['listeners'],
} as const satisfies Record<Table, readonly string[]>;

function withoutKind(row: Record<string, unknown>): object {
  return Object.fromEntries(Object.entries(row).filter(([key]) => key !== 'kind'));
}

function expectSameNdjson(command: Table, text: string, envelope: Printed<unknown>['envelope'], about: string): void {
  const lines = text.trimEnd().split('\n');
  const parsed = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  const { kind, result: rest, ...summary } = parsed.pop() as Record<string, unknown>;
  expect(kind).to.equal('summary');
  const rows = Object.fromEntries(
    ROW_KINDS[command].map((name) => {
      const mine = parsed.filter((row) => `${String(row['kind'])}s` === name);
      return [name, mine.map((row) => withoutKind(row))];
    }),
  );
  expect({ ...summary, result: { ...(rest as object), ...rows } }, about).to.deep.equal(envelope);
}

async function expectOneTruth(command: Table, form: Form, printed: Printed<unknown>, about: string): Promise<void> {
  const sources = sourcesOf(command, printed.envelope.result);
  const as = async (format: string): Promise<string> => {
    const ran = await runCli([command, ...form.args, '-o', format], form.options);
    expect(ran.exitCode, `${about} -o ${format}`).to.equal(printed.exitCode);
    return ran.stdout;
  };
  expectSources(sourcesOfTable(await as('table')), sources, `${about} table`);
  expectSources(sourcesOfTable(await as('wide')), sources, `${about} wide`);
  expectSources(sourcesOfMarkdown(await as('markdown')), sources, `${about} markdown`);
  expectSameNdjson(command, await as('ndjson'), printed.envelope, about);
  expect(loadYaml(await as('yaml')), `${about} yaml`).to.deep.equal(printed.envelope);
}

describe('every sample in every form', () => {
  for (const sample of SAMPLE_NAMES) {
    for (const form of formsOf(sample)) {
      it(`${sample}: ${form.title}`, async () => {
        for (const command of TABLES) {
          const about = `${command} of ${sample}, ${form.title}`;
          const printed = await jsonOf(command, form.args, form.options);
          expect([printed.exitCode, printed.envelope.status], about).to.deep.equal([0, 'ok']);
          expectValid(command, printed.envelope, about);
          expectClosed(printed.envelope.accounting, about);
          expectComplete(command, printed.envelope.result, form.counts, about);
          if (!form.thorough) continue;
          const again = await jsonOf(command, form.args, form.options);
          expect(again.text === printed.text, `${about}: same bytes`).to.equal(true);
          await expectOneTruth(command, form, printed, about);
        }
      });
    }
  }
});
