/** Every command on one dump, in turn with jq and istioctl reading the same. */
import { spawnSync } from 'node:child_process';
import { freemem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { comparison, isMeasured, type Figure, type Wanted } from './figures.ts';
import type { Input } from './inputs.ts';
import { measure, type Command, type Outcome } from './measure.ts';
import type { Options } from './options.ts';

export const BIN: string = fileURLToPath(new URL('../../dist/bin/whyroute.js', import.meta.url));

/** The seconds of a command on a dump, for the growth curve. */
export interface Point {
  readonly command: string;
  readonly input: string;
  readonly megabytes: number;
  readonly outcome: Outcome;
}

/** istioctl's word for what a command of ours shows; `--file` reads a dump instead of asking a pod. */
const ISTIOCTL: Readonly<Record<string, string>> = {
  routes: 'routes',
  'routes -o ndjson': 'routes',
  clusters: 'clusters',
  listeners: 'listeners',
};
const READERS = ['jq', 'istioctl'].filter((name) => spawnSync(name, ['--help']).error === undefined);
/** Peak memory for a byte of dump, of the readers as far as measured: what would not fit is not started. */
const appetite = new Map<string, number>();

/** Said once, where a row would be missing. */
export function absent(): readonly string[] {
  return ['jq', 'istioctl']
    .filter((name) => !READERS.includes(name))
    .map((name) => `${name} is not on PATH: not compared`);
}

export async function onDump(input: Input, options: Options): Promise<{ figures: Figure[]; points: Point[] }> {
  const ours = ownCommands(input);
  const readers = readerCommands(input, ours);
  const fitting = readers.filter(({ title }) => !tooLarge(title, input));
  const outcomes = await measure([...ours, ...fitting], options.runs, options.timeout);
  const byTitle = new Map<string, Outcome>(
    readers.map(({ title }) => [title, { failed: 'left out: needs more memory' }]),
  );
  for (const [at, { title }] of [...ours, ...fitting].entries()) {
    const outcome = outcomes[at];
    if (outcome === undefined) continue;
    byTitle.set(title, outcome);
    if (isMeasured(outcome)) appetite.set(title, outcome.megabytes / input.megabytes);
  }
  const label = `${input.name}, ${input.megabytes.toFixed(input.megabytes < 10 ? 1 : 0)} MB`;
  const figures: Figure[] = [];
  for (const { title } of ours) {
    const measured = byTitle.get(title) ?? { failed: 'not run' };
    const compared = readers.filter((reader) => reader.title === 'jq length' || reader.title === istioctlTitle(title));
    for (const reader of compared) {
      const against = { title: reader.title, outcome: byTitle.get(reader.title) ?? { failed: 'not run' } };
      figures.push(comparison(title, label, measured, against, wanted(title, reader.title, input.megabytes)));
    }
    if (compared.length === 0) {
      const nothing = { title: 'nothing', outcome: { failed: 'no reader on PATH' } };
      figures.push(comparison(title, label, measured, nothing, wanted(title, '', input.megabytes)));
    }
  }
  const points = ours.map(({ title }): Point => {
    const outcome = byTitle.get(title) ?? { failed: 'not run' };
    return { command: title, input: input.name, megabytes: input.megabytes, outcome };
  });
  return { figures, points };
}

function ownCommands({ path, megabytes, resources }: Input): Command[] {
  const limit = megabytes > 1000 ? ['--max-bytes', String(2 ** 33)] : [];
  const given = resources.flatMap((resource) => ['-r', resource]);
  const own = (title: string, ...args: string[]): Command => {
    return { title, program: process.execPath, args: [BIN, ...args, path, '-q', ...limit] };
  };
  const routes = own('routes', 'routes');
  if (megabytes > 1800) return [routes];
  const lint = own('lint', 'lint', '--fail-on', 'never');
  return [
    routes,
    own('routes -o ndjson', 'routes', '-o', 'ndjson'),
    own('clusters', 'clusters'),
    own('listeners', 'listeners'),
    lint,
    ...(given.length === 0
      ? []
      : [
          { ...routes, title: 'routes -r' },
          { ...lint, title: 'lint -r' },
        ].map((command) => {
          return { ...command, args: [...command.args, ...given] };
        })),
  ];
}

function readerCommands({ path }: Input, ours: readonly Command[]): Command[] {
  const words = new Set(ours.map(({ title }) => ISTIOCTL[title]).filter((word) => word !== undefined));
  return [
    ...(READERS.includes('jq') ? [{ title: 'jq length', program: 'jq', args: ['length', path] }] : []),
    ...(READERS.includes('istioctl')
      ? [...words].map((word) => {
          return { title: `istioctl ${word}`, program: 'istioctl', args: ['proxy-config', word, '--file', path] };
        })
      : []),
  ];
}

function istioctlTitle(command: string): string | null {
  const word = ISTIOCTL[command];
  return word === undefined ? null : `istioctl ${word}`;
}

function tooLarge(title: string, { megabytes }: Input): boolean {
  return (appetite.get(title) ?? 0) * megabytes * 1e6 > freemem() * 0.8;
}

/** The figures. */
function wanted(command: string, reader: string, megabytes: number): Wanted {
  const large = megabytes >= 200;
  if (!command.startsWith('routes') || command.includes('-r')) return {};
  return {
    ...(megabytes > 1800 && reader !== 'istioctl routes' ? { megabytes: 1000 } : {}),
    ...(reader === 'jq length' && large ? { time: 0.35, memory: 0.25 } : {}),
    ...(reader === 'jq length' && !large && megabytes > 20 && command === 'routes' ? { time: 0.3 } : {}),
    ...(reader === 'istioctl routes' && large ? { time: 0.2, memory: 0.25 } : {}),
  };
}
