/** The files that `-r` names, as resources. */
import { textOf } from '../base/source/index.ts';
import { readInputs } from '../ingest/index.ts';
import type { Ingested, IngestedInput } from '../ingest/index.ts';
import type { Diagnostic } from '../model/index.ts';
import { readResources } from '../resources/index.ts';
import type { ResourceSet } from '../resources/index.ts';
import type { Io } from './io.ts';

/** `resources` is null where not a single object was read. `lost`: something that was asked for could not be used. */
export interface ReadGiven {
  readonly resources: ResourceSet | null;
  readonly diagnostics: readonly Diagnostic[];
  readonly lost: boolean;
}

/** What no Kubernetes object lacks; decides about files of a directory, which nobody named. */
const OBJECT = /(?:^|[\s{,])["']?apiVersion["']?\s*:/;

/** `before` are resources that came with the proxies, in a bundle or archive. */
export async function readGiven(
  paths: readonly string[],
  before: readonly IngestedInput[],
  maxBytes: number,
  io: Io,
): Promise<ReadGiven> {
  return givenFrom(await readInputs(paths, { io, maxBytes, purpose: 'resources' }), before, paths);
}

/** The same of what has been read already. */
export function givenFrom(
  ingested: Pick<Ingested, 'inputs' | 'diagnostics'>,
  before: readonly IngestedInput[],
  paths: readonly string[],
): ReadGiven {
  const inputs = [...before, ...ingested.inputs];
  const found = new Set(inputs.filter(({ named }) => !named).map(({ origin }) => origin.name));
  const texts = inputs.map((input) => ({ input, text: textOf(input.source) }));
  const used = texts.filter(({ input, text }) => input.named || OBJECT.test(text));
  const resources = readResources(used.map(({ input, text }) => ({ name: input.origin.name, text })));
  const diagnostics = [
    ...ingested.diagnostics.map((one) => (found.has(one.document ?? '') ? asNote(one) : one)),
    ...texts.filter((one) => !used.includes(one)).map(({ input }) => passedOver(input)),
    ...resources.diagnostics,
    ...unusedKinds(resources),
  ];
  if (resources.all.length === 0 && paths.length > 0) diagnostics.push(nothing(paths));
  const lost = diagnostics.some(({ severity }) => severity === 'error');
  return { resources: resources.all.length === 0 ? null : resources, diagnostics, lost };
}

/** A picture beside the manifests is nobody's mistake. */
function asNote(diagnostic: Diagnostic): Diagnostic {
  return { ...diagnostic, severity: 'note' };
}

function passedOver({ origin }: IngestedInput): Diagnostic {
  return { code: 'RS005', severity: 'note', message: 'no Kubernetes object in it', document: origin.name };
}

function unusedKinds({ ignored }: ResourceSet): readonly Diagnostic[] {
  if (ignored.length === 0) return [];
  const kinds = ignored.map(({ kind, count }) => `${String(count)} ${kind}`).join(', ');
  return [{ code: 'RS006', severity: 'note', message: `resources of kinds that are not used here: ${kinds}` }];
}

function nothing(paths: readonly string[]): Diagnostic {
  return {
    code: 'RS007',
    severity: 'error',
    message: `no Istio or Kubernetes object that is used here in ${paths.join(', ')}`,
    hint: 'kubectl get gateways.networking.istio.io,virtualservices,destinationrules,services -A -o yaml > resources.yaml',
  };
}
