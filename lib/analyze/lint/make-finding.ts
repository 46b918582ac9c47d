/** From what a rule says it found to a Finding: makers named, the proof replayed. */
import { inOnePiece } from '../../base/index.ts';
import { RecentMap } from '../../base/recent-map.ts';
import type { Finding, FindingResource, ResourceRef, Severity, Source, Witness } from '../../model/index.ts';
import type { LintContext } from './context.ts';
import { curlLine } from './probe/curl.ts';
import type { Proof } from './probe/proof.ts';
import type { Rule, Unclear, Worded } from './rule.ts';
import { refKey } from './words/source-words.ts';

const NOTHING: readonly never[] = [];

/** A witness that the matching rules do not confirm makes an Unclear of the finding. */
export function makeFinding(context: LintContext, rule: Rule, found: Worded): Finding | Unclear {
  const witness = witnessOf(context, found.proof);
  if (witness === null) {
    return { subject: found.subject, unclear: 'no request could be made that shows it' };
  }
  const severity: Severity = found.severity ?? rule.severity;
  const { confidence, fix, args } = found;
  const subject = inOnePiece(found.subject);
  const message = inOnePiece(found.message);
  const resources = resourcesOf(context, found);
  return {
    code: rule.code,
    severity,
    confidence,
    subject,
    resources,
    witness,
    message,
    fix,
    args,
    fingerprint: inOnePiece(fingerprint(rule.code, subject, message, resources)),
    also: NOTHING,
  };
}

/** Positions (route index, file and line) are left out: a new rule above moves them all. */
function fingerprint(code: string, subject: string, message: string, resources: readonly ResourceRef[]): string {
  const [only, second] = resources;
  if (only === undefined) return `${code} | ${subject} | ${message}`;
  if (second === undefined) return `${code} | ${refKey(only)} | ${message}`;
  const makers = [...new Set(resources.map(refKey))].sort();
  return [code, ...makers, message].join(' | ');
}

function witnessOf({ prober }: LintContext, proof: Proof): Witness | null {
  if (proof.kind === 'facts') return { kind: 'facts', facts: proof.facts };
  const probed =
    proof.kind === 'probe' ? prober.ask(proof.probe) : prober.replay(proof.witness, proof.config, proof.host);
  if (probed === null || probed.seen.open) return null;
  const { request } = probed;
  const outcome = proof.holds(probed.seen);
  if (outcome === null) return null;
  // `Accept: */*` is what curl sends by itself.
  const { accept, ...headers } = request.headers;
  const own = accept?.[0] === '*/*' ? headers : request.headers;
  return { kind: 'request', request, curl: curlLine(request, own), outcome: inOnePiece(outcome) };
}

function resourcesOf({ view }: LintContext, { of: entities = [], resources = [] }: Worded): readonly FindingResource[] {
  const [only, second] = entities;
  if (only !== undefined && second === undefined && resources.length === 0) return ofSource(view.sourceOf(only));
  const named: FindingResource[] = [];
  for (const id of entities) named.push(...ofSource(view.sourceOf(id)));
  for (const resource of resources) named.push(plain(resource));
  return distinctPlaces(named);
}

export function distinctPlaces(resources: readonly FindingResource[]): readonly FindingResource[] {
  if (resources.length < 2) return resources;
  const seen = new Set<string>();
  return resources.filter((resource) => {
    const key = `${refKey(resource)} ${resource.path ?? ''}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** A source stands for all routes of a rule, and its resources for all findings about them. */
const known = new RecentMap<Source, readonly FindingResource[]>();

function ofSource(source: Source): readonly FindingResource[] {
  let resources = known.get(source);
  if (resources === undefined) known.set(source, (resources = distinctPlaces(madeBy(source))));
  return resources;
}

function madeBy(source: Source): readonly FindingResource[] {
  const { resource, path, via, location, candidates } = source;
  if (resource === null) return candidates.map(plain);
  const made = at(resource, path, location);
  return via === null ? [made] : [made, at(via, via.path, null)];
}

function plain(resource: ResourceRef | FindingResource): FindingResource {
  const known: Partial<FindingResource> = resource;
  return at(resource, known.path ?? null, known.location ?? null);
}

function at(
  { group, kind, namespace, name }: ResourceRef,
  path: FindingResource['path'],
  location: FindingResource['location'],
): FindingResource {
  return { group, kind, namespace, name, path, location };
}
