/** A trace as titled blocks of lines: what text and Markdown both draw. */
import type { TraceHop, TraceLoser, TraceResult, TraceStage } from '../../model/index.ts';
import { resourceWords } from '../phrase/index.ts';
import { ownerInBrackets, ownerLine, placeWords } from './owner.ts';

export interface Block {
  readonly title: string;
  /** What was chosen; empty when nothing was. */
  readonly name: string;
  readonly lines: readonly Line[];
}

/** `mark` stands before the text: where a claim comes from, or why a candidate lost. */
export interface Line {
  readonly mark: string;
  readonly text: string;
  readonly depth: 0 | 1;
}

const STAGES = {
  listener: 'Listener',
  filterChain: 'Filter chain',
  connectionManager: 'HTTP connection manager',
  virtualHost: 'Virtual host',
  route: 'Route',
  filters: 'HTTP filters',
  rewrite: 'Upstream request',
  cluster: 'Cluster',
  subset: 'Subset',
  endpoints: 'Endpoints',
} as const satisfies Record<TraceStage, string>;

/** `GET https://shop.example.com/cart`, as the client would say it. */
export function requestWords({ request }: TraceResult): string {
  const { scheme, authority, method, path, port, sni } = request;
  if (scheme === 'tcp') return `TCP to port ${String(port)}${sni === null ? '' : ` with SNI ${sni}`}`;
  const url = `${scheme === null ? '' : `${scheme}://`}${authority ?? ''}${path ?? ''}`;
  const headers = request.headers.map(([name, value]) => `, ${name}: ${value}`).join('');
  return `${method} ${url}${headers}`;
}

/** `404 (NR)`, `forwarded`: the outcome in two words. */
export function outcomeWords({ disposition, status, flag, grpcStatus, hops }: TraceResult): string {
  // A network filter denies what the chain would have forwarded.
  if (disposition === 'tcp-forwarded' && hops.at(-1)?.outcome === 'answered') return 'Connection closed';
  const refused = disposition === 'forwarded' && status !== null;
  const words = refused ? 'Answered by the proxy' : WORDS[disposition];
  const grpc = grpcStatus === null ? '' : `, grpc-status ${String(grpcStatus)}`;
  const code = status === null ? '' : ` with ${String(status)}${grpc}`;
  return `${words}${code}${flag === null ? '' : ` (flag ${flag})`}`;
}

const WORDS = {
  forwarded: 'Forwarded',
  redirected: 'Redirected',
  'direct-response': 'Answered by the proxy',
  'tcp-forwarded': 'Forwarded as TCP',
  'not-found': 'Not found',
  'connection-closed': 'Connection closed',
  'bad-request': 'Refused',
  indeterminate: 'Cannot be told',
} as const satisfies Record<TraceResult['disposition'], string>;

export function blocksOf({ hops }: TraceResult): readonly Block[] {
  const quiet = hops.filter(isQuiet).map(({ stage }) => stage);
  return hops.flatMap((hop, at) => {
    if (hop.stage === 'connectionManager' && quiet.includes('connectionManager')) return [];
    if (hop.stage === 'filters' && quiet.includes('filters')) {
      return [{ title: STAGES.filters, name: 'change nothing', lines: [] }];
    }
    if (hop.stage === 'subset' && repeatsCluster(hop, hops[at - 1])) return [];
    const lines = linesOf(hop);
    const before = hops[at - 1];
    // A listener and its only filter chain have one maker.
    const known = hop.stage === 'filterChain' && before !== undefined ? linesOf(before).filter(isOwner) : [];
    const told = (line: Line): boolean => isOwner(line) && known.some(({ text }) => text === line.text);
    return [{ title: STAGES[hop.stage], name: nameOf(hop), lines: lines.filter((line) => !told(line)) }];
  });
}

function isOwner({ mark }: Line): boolean {
  return mark === 'by';
}

/** Says that nothing happens: not worth a block of its own. */
function isQuiet({ stage, outcome, notes, losers, decided }: TraceHop): boolean {
  if (outcome !== 'taken' || notes.length > 0 || losers.length > 0) return false;
  return stage === 'filters' || (stage === 'connectionManager' && /^Host and path stay as they are[;.]/.test(decided));
}

/** The DestinationRule of the subset made the cluster, which says it already. */
function repeatsCluster({ outcome, source }: TraceHop, cluster: TraceHop | undefined): boolean {
  const maker = source?.resource ?? null;
  const same = cluster?.source?.resource ?? null;
  return (
    outcome === 'taken' &&
    cluster?.stage === 'cluster' &&
    maker !== null &&
    same !== null &&
    resourceWords(maker) === resourceWords(same)
  );
}

/** What a person calls it: the selectors of the JSON are longer, and repeat what the hops before have said. */
function nameOf({ stage, chosen }: TraceHop): string {
  if (chosen === null) return '';
  if (stage === 'filterChain') return chosen.slice(chosen.lastIndexOf('#') + 1);
  if (stage === 'virtualHost') return chosen.slice(chosen.indexOf('/') + 1);
  if (stage === 'route') return lastPart(chosen);
  return stage === 'endpoints' ? '' : chosen;
}

function linesOf({ stage, decided, source, notes, losers }: TraceHop): readonly Line[] {
  const lines: Line[] = [{ mark: '', text: decided, depth: 0 }];
  if (source !== null) lines.push({ ...ownerLine(source), depth: 0 });
  for (const note of notes) lines.push({ mark: 'note:', text: note, depth: 0 });
  for (const loser of losers) lines.push(...loserLines(loser, stage));
  return lines;
}

function loserName({ candidate, source }: TraceLoser, stage: TraceStage): string {
  const owner = ownerInBrackets(source);
  if (stage === 'route') return `route ${lastPart(candidate)}${owner}`;
  if (stage === 'virtualHost') return `${candidate.slice(candidate.indexOf('/') + 1)}${owner}`;
  const chain = stage === 'filterChain' ? candidate.lastIndexOf('#') : -1;
  return chain === -1 ? `${candidate}${owner}` : `filter chain ${candidate.slice(chain + 1)}${owner}`;
}

function lastPart(candidate: string): string {
  return candidate.slice(candidate.lastIndexOf('/') + 1);
}

function loserLines(loser: TraceLoser, stage: TraceStage): readonly Line[] {
  const { source, failed, change, edit } = loser;
  const lines: Line[] = [{ mark: 'not', text: `${loserName(loser, stage)}: ${failed}`, depth: 0 }];
  if (change !== null) lines.push({ mark: 'to win:', text: change, depth: 1 });
  if (edit !== null) {
    // Where it stands is said behind its owner, unless that is another kind of source.
    const place = source === null || source.status === 'attributed' ? '' : placeWords(source);
    lines.push({ mark: change === null ? 'to win: edit' : 'or edit', text: `${edit}${place}`, depth: 1 });
  }
  return lines;
}
