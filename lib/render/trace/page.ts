/** A trace as titled blocks of lines: what text and Markdown both draw. */
import type { TraceHop, TraceLoser, TraceResult, TraceStage } from '../../model/index.ts';
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
export function outcomeWords({ disposition, status, flag, grpcStatus }: TraceResult): string {
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

function linesOf({ decided, source, notes, losers }: TraceHop): readonly Line[] {
  const lines: Line[] = [{ mark: '', text: decided, depth: 0 }];
  if (source !== null) lines.push({ mark: 'by', text: sourceWords(source, false), depth: 0 });
  for (const note of notes) lines.push({ mark: 'note:', text: note, depth: 0 });
  for (const loser of losers) lines.push(...loserLines(loser));
  return lines;
}

/** Some sources come in brackets of their own. */
function inBrackets(words: string): string {
  return words.startsWith('(') ? words : `(${words})`;
}

function loserLines({ candidate, source, failed, change, edit }: TraceLoser): readonly Line[] {
  const by = source === null ? '' : ` ${inBrackets(sourceWords(source, false))}`;
  const lines: Line[] = [{ mark: 'not', text: `${candidate}${by}: ${failed}`, depth: 0 }];
  if (change !== null) lines.push({ mark: 'unless you', text: change, depth: 1 });
  if (edit !== null) lines.push({ mark: 'or edit', text: edit, depth: 1 });
  return lines;
}
