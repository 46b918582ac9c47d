/** Injected faults (envoy.filters.http.fault): shares of requests that are delayed or answered. */
import type { Filter, Route, VirtualHost } from '../../model/index.ts';
import type { FilterAnswer } from './filter-findings.ts';
import { member, percentOf, textOf } from './raw.ts';

export interface Fault {
  readonly answer: Omit<FilterAnswer, 'certain'> | null;
  readonly note: string | null;
}

/** Conditions under which only some requests are meant. */
const CONDITIONS = ['headers', 'upstreamCluster', 'downstreamNodes'] as const;

/** Null when the filter has nothing configured for this route. */
export function faultOf(filter: Filter, route: Route | null, host: VirtualHost | null): Fault | null {
  const config = route?.perFilterConfig?.[filter.name] ?? host?.perFilterConfig?.[filter.name] ?? filter.config;
  const abort = member(config, 'abort');
  const delay = member(config, 'delay');
  if (abort === undefined && delay === undefined) return null;
  const some = CONDITIONS.some((name) => member(config, name) !== undefined);
  const only = some ? ' that also fulfill the conditions of the fault' : '';
  const status = member(abort, 'httpStatus');
  const share = abort === undefined ? 0 : percentOf(member(abort, 'percentage'));
  if (share === 100 && !some && typeof status === 'number') {
    return { answer: { status, by: `an injected fault (${filter.name})`, source: null }, note: null };
  }
  const words = [
    abort === undefined || share === 0 ? '' : `${shareWords(share)} of requests${only} are answered ${aborted(abort)}`,
    delay === undefined || percentOf(member(delay, 'percentage')) === 0 ? '' : delayWords(delay, only),
  ].filter((part) => part !== '');
  return words.length === 0 ? null : { answer: null, note: `Injected fault: ${words.join('; ')}.` };
}

function aborted(abort: unknown): string {
  const grpc = member(abort, 'grpcStatus');
  return grpc === undefined ? `with status ${textOf(member(abort, 'httpStatus'))}` : `with grpc-status ${textOf(grpc)}`;
}

function delayWords(delay: unknown, only: string): string {
  const time = textOf(member(delay, 'fixedDelay'));
  return `${shareWords(percentOf(member(delay, 'percentage')))} of requests${only} wait ${time === '' ? 'a while' : time}`;
}

function shareWords(percent: number | null): string {
  return percent === null ? 'a share' : `${String(percent)} %`;
}
