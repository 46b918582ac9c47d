/** Command lines over the samples, each run once however many tests look at its answer. */
import type { ClustersResult, Envelope, ExplainResult, ListenersResult } from '../../lib/model/index.ts';
import type { RouteRow, RoutesResult } from '../../lib/model/index.ts';
import { runCli } from '../support/run-cli.ts';
import type { RunOptions } from '../support/run-cli.ts';
import { samplePath } from '../support/samples.ts';

/** As JSON has it: an array. */
interface PrintedRoutes extends RoutesResult {
  readonly routes: readonly RouteRow[];
}

export interface Results {
  readonly routes: PrintedRoutes;
  readonly clusters: ClustersResult;
  readonly listeners: ListenersResult;
  readonly explain: ExplainResult;
}
export type CommandName = keyof Results;
export const TABLES = ['routes', 'clusters', 'listeners'] as const;

export interface Printed<Result> {
  readonly text: string;
  readonly exitCode: number;
  readonly stderr: string;
  readonly envelope: Envelope<Result>;
}

/** `-o json` of a command; fails when that is no JSON. */
export async function jsonOf<Name extends CommandName>(
  command: Name,
  args: readonly string[],
  options: RunOptions = {},
): Promise<Printed<Results[Name]>> {
  const { stdout, stderr, exitCode } = await runCli([command, ...args, '-o', 'json'], options);
  if (stdout === '') throw new Error(`${command} ${args.join(' ')}: exit ${String(exitCode)}, ${stderr}`);
  return { text: stdout, stderr, exitCode, envelope: JSON.parse(stdout) as Envelope<Results[Name]> };
}

const known = new Map<string, Promise<Printed<unknown>>>();

/** `-o json` of a command over a sample's dump, from memory when it was asked before. */
export function sampleAnswer<Name extends CommandName>(
  command: Name,
  sample: string,
  ...args: readonly string[]
): Promise<Printed<Results[Name]>> {
  const key = [command, sample, ...args].join(' ');
  const answer = (known.get(key) ?? jsonOf(command, [...args, samplePath(sample)])) as Promise<Printed<Results[Name]>>;
  known.set(key, answer);
  return answer;
}

/** The result of a whole answer. */
export async function sampleResult<Name extends CommandName>(
  command: Name,
  sample: string,
  ...args: readonly string[]
): Promise<Results[Name]> {
  const { envelope } = await sampleAnswer(command, sample, ...args);
  if (envelope.result === null || envelope.status !== 'ok') throw new Error(`${command} ${sample}: ${envelope.status}`);
  return envelope.result;
}
