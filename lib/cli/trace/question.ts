/** What `trace` is asked: one request, by a URL or a curl command, or those of a batch or an access log. */
import { flagArgument, textArgument } from '../arguments.ts';
import type { Arguments } from '../commands/index.ts';
import { usage } from './usage.ts';

export interface Question {
  readonly url?: string;
  readonly batch?: string;
  readonly log?: string;
}

/** Options that describe one request: in a batch or a log each line does that. */
const OF_ONE_REQUEST = ['request', 'header', 'port', 'sni', 'client-cert', 'source-ip'] as const;

/** @throws KnownError (usage) for none, for several at once, and for what would be passed over in silence */
export function questionOf(args: Arguments): Question {
  const given = (['batch', 'log', 'curl'] as const).filter((name) => textArgument(args, name) !== undefined);
  const [alone, another] = given;
  const url = textArgument(args, 'url');
  if (alone === undefined) {
    if (url !== undefined) return { url };
    throw usage('trace which request?', 'whyroute trace https://shop.example.com/cart dump.json');
  }
  if (another !== undefined) throw usage(`--${alone} and --${another} are two questions`, 'one at a time');
  if (url?.includes('://') === true) throw usage(`a URL and --${alone} are two questions`, 'one at a time');
  const value = textArgument(args, alone) ?? '';
  if (alone === 'curl') return {};
  const lost = OF_ONE_REQUEST.find((name) => args[name] !== undefined);
  if (lost !== undefined || flagArgument(args, 'http2')) {
    throw usage(`--${lost ?? 'http2'} describes one request, and --${alone} has many`, 'each line says it for itself');
  }
  if (alone === 'log') {
    if (textArgument(args, 'expect') === undefined) return { log: value };
    throw usage('--expect is for requests, and --log has answers already', 'whyroute trace --batch FILE --expect …');
  }
  const format = textArgument(args, 'output') ?? 'table';
  if (format === 'ndjson' || format === 'table') return { batch: value };
  throw usage(`--batch cannot be printed as ${format}`, 'a batch is answered with -o ndjson');
}
