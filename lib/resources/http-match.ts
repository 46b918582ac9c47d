/** HTTPMatchRequest of a VirtualService, typed (networking/v1/virtual_service.proto). */
import { fieldOf, numberAt, textAt, textMapOf, textsAt } from '../base/plain.ts';
import { stringMatchMapOf, stringMatchOf, type StringMatch, type StringMatchMap } from './string-match.ts';

export interface HttpMatch {
  readonly name: string;
  readonly uri: StringMatch | undefined;
  readonly scheme: StringMatch | undefined;
  readonly method: StringMatch | undefined;
  readonly authority: StringMatch | undefined;
  readonly headers: StringMatchMap;
  readonly withoutHeaders: StringMatchMap;
  readonly queryParams: StringMatchMap;
  readonly ignoreUriCase: boolean;
  /** 0 when absent. */
  readonly port: number;
  readonly gateways: readonly string[];
  readonly sourceLabels: ReadonlyMap<string, string>;
  readonly sourceNamespace: string;
  readonly statPrefix: string;
}

export function httpMatchOf(value: unknown): HttpMatch {
  return {
    name: textAt(value, 'name') ?? '',
    uri: stringMatchOf(fieldOf(value, 'uri')),
    scheme: stringMatchOf(fieldOf(value, 'scheme')),
    method: stringMatchOf(fieldOf(value, 'method')),
    authority: stringMatchOf(fieldOf(value, 'authority')),
    headers: stringMatchMapOf(fieldOf(value, 'headers')),
    withoutHeaders: stringMatchMapOf(fieldOf(value, 'withoutHeaders')),
    queryParams: stringMatchMapOf(fieldOf(value, 'queryParams')),
    ignoreUriCase: fieldOf(value, 'ignoreUriCase') === true,
    port: numberAt(value, 'port') ?? 0,
    gateways: textsAt(value, 'gateways'),
    sourceLabels: textMapOf(fieldOf(value, 'sourceLabels')),
    sourceNamespace: textAt(value, 'sourceNamespace') ?? '',
    statPrefix: textAt(value, 'statPrefix') ?? '',
  };
}

/** A match that asks for nothing: the start of a match made elsewhere (HTTPRoute, Ingress). */
export const EMPTY_HTTP_MATCH: HttpMatch = httpMatchOf({});
