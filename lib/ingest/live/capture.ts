/** Everything the other commands need of some proxies, taken from a live cluster into the files of a bundle. */
import { resolve } from 'node:path';
import { compareText, fieldOf, textAt } from '../../base/plain.ts';
import { EXIT, KnownError } from '../../model/index.ts';
import { MANIFEST_KIND, MANIFEST_NAME, MANIFEST_VERSION } from '../bundle/manifest.ts';
import type { CaptureGap, Manifest, ManifestFile } from '../bundle/manifest.ts';
import type { TarEntry } from '../tar/read-tar.ts';
import { podWords } from '../tree/tree.ts';
import type { PodRef } from '../tree/tree.ts';
import { Commands } from './command.ts';
import { fetchProxy } from './fetch-proxy.ts';
import type { FetchedProxy } from './fetch-proxy.ts';
import { fetchResources } from './fetch-resources.ts';
import type { Fetched } from './fetch-resources.ts';
import { findPods, isJson } from './find-pods.ts';
import type { Wanted } from './find-pods.ts';
import type { LiveOptions } from './options.ts';
import { interrupted, runnerOf } from './runner.ts';
import type { Runner } from './runner.ts';

export interface CaptureRequest extends Wanted {
  /** What the user typed, for the manifest. */
  readonly asked: readonly string[];
  /** False when the user gives resources of their own. */
  readonly withResources: boolean;
  readonly whyrouteVersion: string;
  /** Picks from the pods found; capture takes them all. */
  readonly pick: (pods: readonly PodRef[], signal: AbortSignal) => Promise<readonly PodRef[]>;
}

export interface Captured {
  readonly manifest: Manifest;
  /** In code point order of their names, the manifest first. */
  readonly files: readonly TarEntry[];
  /** Pods of which nothing could be read. */
  readonly failed: readonly FetchedProxy[];
}

/** Kept within what a person asks about at once; a fleet of more is captured in parts. */
const MOST_PODS = 100;

export function commandsOf({ context, kubeconfig }: LiveOptions): Commands {
  return new Commands({ context, kubeconfig: kubeconfig === null ? null : resolve(kubeconfig) });
}

async function versionsOf(runner: Runner, commands: Commands): Promise<Manifest['versions']> {
  const read = async (command: Parameters<Runner['run']>[0]): Promise<unknown> => {
    if (!runner.has(command.tool)) return null;
    const outcome = await runner.run(command, isJson);
    return outcome.ok ? JSON.parse(outcome.bytes.toString('utf8')) : null;
  };
  const [istioctl, kubectl] = await Promise.all([read(commands.istioctlVersion()), read(commands.kubectlVersion())]);
  const version = (of: unknown, key: string, name: string): string | null => textAt(fieldOf(of, key), name) ?? null;
  return {
    istioctl: version(istioctl, 'clientVersion', 'version'),
    kubectl: version(kubectl, 'clientVersion', 'gitVersion'),
    kubernetes: version(kubectl, 'serverVersion', 'gitVersion'),
  };
}

async function contextOf(runner: Runner, commands: Commands): Promise<string | null> {
  if (runner.options.context !== null || !runner.has('kubectl')) return runner.options.context;
  const outcome = await runner.run(commands.currentContext(), (bytes) => bytes.length > 0);
  return outcome.ok ? outcome.bytes.toString('utf8').trim() : null;
}

function fileOf({ name, bytes }: TarEntry, command: number): ManifestFile {
  return {
    path: name,
    bytes: bytes.length,
    sha256: process.getBuiltinModule('node:crypto').createHash('sha256').update(bytes).digest('hex'),
    command,
  };
}

function proxyFiles({ pod, documents }: FetchedProxy): { entry: TarEntry; command: number }[] {
  return documents.map(({ name, bytes, command }) => ({
    entry: { name: `pods/${pod.namespace}/${pod.name}/${name}`, bytes },
    command,
  }));
}

/** @throws KnownError (environment) when no pod is found or none could be read; (130, 143) when interrupted. */
export async function capture(request: CaptureRequest, options: LiveOptions): Promise<Captured> {
  const capturedAt = new Date().toISOString();
  const runner = await runnerOf(options);
  const commands = commandsOf(options);
  const context = await contextOf(runner, commands);
  const pods = await picked(request, await findPods(runner, commands, request), options.signal);
  if (pods.length > MOST_PODS) throw tooMany(pods.length);
  const [proxies, resources, versions] = await Promise.all([
    Promise.all(pods.map((pod) => fetchProxy(runner, commands, pod))),
    request.withResources ? fetchResources(runner, commands, pods) : NOT_ASKED,
    versionsOf(runner, commands),
  ]);
  const failed = proxies.filter(({ documents }) => documents.length === 0);
  if (failed.length === proxies.length) throw nothingRead(failed);
  const read = proxies.filter(({ documents }) => documents.length > 0);
  const manifest: Manifest = {
    kind: MANIFEST_KIND,
    schemaVersion: MANIFEST_VERSION,
    whyroute: request.whyrouteVersion,
    capturedAt,
    context,
    targets: request.asked,
    versions,
    pods: read.map((proxy) => ({
      ...proxy.pod,
      documents: proxyFiles(proxy).map(({ entry, command }) => fileOf(entry, command)),
    })),
    resources: resources.resources.map((one) => ({
      kind: one.kind,
      objects: one.objects,
      ...fileOf({ name: resourcePath(one.file), bytes: one.bytes }, one.command),
    })),
    commands: runner.commands,
    gaps: [...proxies.flatMap(({ gaps }) => gaps), ...resources.gaps],
  };
  return { manifest, files: filesOf(manifest, read, resources), failed };
}

/** Who interrupts instead of choosing has not made a mistake. */
async function picked(
  { pick }: CaptureRequest,
  pods: readonly PodRef[],
  signal: AbortSignal,
): Promise<readonly PodRef[]> {
  const chosen = await pick(pods, signal).catch((error: unknown) => {
    throw signal.aborted ? interrupted(signal) : error;
  });
  if (signal.aborted) throw interrupted(signal);
  return chosen;
}

const NOT_ASKED: Fetched = {
  resources: [],
  gaps: [{ what: 'resources', why: 'notAsked', detail: 'others were given' }],
};

function resourcePath(file: string): string {
  return `resources/${file}.json`;
}

function filesOf(manifest: Manifest, proxies: readonly FetchedProxy[], { resources }: Fetched): TarEntry[] {
  const files = [
    ...proxies.flatMap((proxy) => proxyFiles(proxy).map(({ entry }) => entry)),
    ...resources.map(({ file, bytes }) => ({ name: resourcePath(file), bytes })),
  ].sort((a, b) => compareText(a.name, b.name));
  return [{ name: MANIFEST_NAME, bytes: Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`) }, ...files];
}

function tooMany(count: number): KnownError {
  return new KnownError(EXIT.usage, {
    code: 'US013',
    severity: 'error',
    message: `${String(count)} pods: a bundle takes at most ${String(MOST_PODS)}`,
    hint: 'name fewer, or narrow with -n or -l',
  });
}

function nothingRead(failed: readonly FetchedProxy[]): KnownError {
  const problems = failed.flatMap(({ pod, gaps }) =>
    gaps.map((gap: CaptureGap) => ({
      code: 'CP006',
      severity: 'error' as const,
      message: `${podWords(pod)} could not be read: ${gap.detail}`,
    })),
  );
  const last = problems.at(-1) ?? { code: 'CP006', severity: 'error' as const, message: 'no proxy could be read' };
  return new KnownError(
    EXIT.environment,
    { ...last, hint: 'the same with --dry-run prints the commands, to be tried by hand' },
    problems.slice(0, -1),
  );
}
