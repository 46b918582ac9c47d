/** A trace as titled blocks of lines: what text and Markdown both draw. */
import type { Source, TraceHop, TraceLoser, TraceResult, TraceStage } from '../../model/index.ts';
import { sourceWords } from '../phrase/index.ts';

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
  return hops.map((hop) => ({ title: STAGES[hop.stage], name: hop.chosen ?? '', lines: linesOf(hop) }));
}

function linesOf({ stage, decided, source, notes, losers }: TraceHop): readonly Line[] {
  const lines: Line[] = [{ mark: '', text: decided, depth: 0 }];
  if (source !== null) lines.push({ mark: 'by', text: `${sourceWords(source, false)}${placeWords(source)}`, depth: 0 });
  for (const note of notes) lines.push({ mark: 'note:', text: note, depth: 0 });
  for (const loser of losers) lines.push(...loserLines(loser, stage));
  return lines;
}

/** ` at FILE:LINE`, where resources were given. */
function placeWords({ location }: Source): string {
  return location === null ? '' : ` at ${location.file}:${String(location.line)}`;
}

/** Some sources come in brackets of their own. */
function inBrackets(words: string): string {
  return words.startsWith('(') ? words : `(${words})`;
}

/** Routes stand below the virtual host they are of: their owner says more than the long name of that. */
function loserName({ candidate, source }: TraceLoser, stage: TraceStage): string {
  if (source === null) return stage === 'route' ? `route ${lastPart(candidate)}` : candidate;
  const owner = sourceWords(source, false);
  return stage === 'route' ? `route ${lastPart(candidate)} ${inBrackets(owner)}` : `${candidate} ${inBrackets(owner)}`;
}

function lastPart(candidate: string): string {
  return candidate.slice(candidate.lastIndexOf('/') + 1);
}

function loserLines(loser: TraceLoser, stage: TraceStage): readonly Line[] {
  const { source, failed, change, edit } = loser;
  const lines: Line[] = [{ mark: 'not', text: `${loserName(loser, stage)}: ${failed}`, depth: 0 }];
  if (change !== null) lines.push({ mark: 'to win:', text: change, depth: 1 });
  if (edit !== null) {
    const place = source === null ? '' : placeWords(source);
    lines.push({
      mark: change === null ? 'to win: edit' : 'or edit',
      text: `${edit}${place === '' ? '' : ` (${place.slice(4)})`}`,
      depth: 1,
    });
  }
  return lines;
}
