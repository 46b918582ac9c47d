/** A request that a match ought to take. A guess: whoever uses it asks the matching rules. */
import { RecentMap } from '../../../base/recent-map.ts';
import type { HeaderMatcher, RouteMatch, StringMatcher } from '../../../model/index.ts';
import type { Probe } from './proof.ts';

export interface SampleRequest {
  readonly path: string;
  readonly method: string;
  /** Undefined where none is needed. */
  readonly headers: Readonly<Record<string, readonly string[]>> | undefined;
}

/** Routes of one rule share their match, on all hosts and ports. */
const known = new RecentMap<RouteMatch, SampleRequest | null>();

/** Null where no simple request is likely to fit. */
export function sampleRequest(match: RouteMatch): SampleRequest | null {
  let sample = known.get(match);
  if (sample === undefined) known.set(match, (sample = sampleOf(match)));
  return sample;
}

/** The sample, or another path with the rest of it, put to a virtual host. */
export function sampleProbe(
  { config, host }: Pick<Probe, 'config' | 'host'>,
  { path: own, method, headers }: SampleRequest,
  path: string = own,
): Probe {
  return { config, host, path, method, headers };
}

function sampleOf(match: RouteMatch): SampleRequest | null {
  const path = samplePath(match);
  if (path === null) return null;
  const headers = new Map<string, readonly string[]>();
  let method = 'GET';
  for (const header of match.headers ?? []) {
    const value = sampleHeader(header);
    if (value === null) return null;
    if (header.name === ':method') method = value === '' ? method : value;
    else if (header.name.startsWith(':')) return null;
    else if (value !== '') headers.set(header.name, [value]);
  }
  if (match.grpc === true) headers.set('content-type', ['application/grpc']);
  const query: string[] = [];
  for (const { name, test } of match.queryParameters ?? []) {
    const value = test.kind === 'present' ? (test.present ? '1' : null) : sampleText(test);
    if (value === null) return null;
    query.push(`${name}=${value}`);
  }
  const full = query.length === 0 ? path : `${path}?${query.join('&')}`;
  return { path: full, method, headers: headers.size === 0 ? undefined : Object.fromEntries(headers) };
}

function samplePath({ path }: RouteMatch): string | null {
  switch (path.kind) {
    case 'prefix':
    case 'path':
    case 'pathSeparatedPrefix': {
      const text = path.value === '' ? '/' : path.value;
      return text.startsWith('/') ? text : null;
    }
    case 'regex': {
      const text = sampleRegex(path.regex);
      return text?.startsWith('/') === true ? text : null;
    }
    case 'uriTemplate':
      return path.template.replace(/\{[^}]*\}|\*\*?/g, 'x');
    case 'connect':
    case 'none':
    case 'unsupported':
      return null;
  }
}

/** Empty: the header is not sent. */
function sampleHeader({ test, invert }: HeaderMatcher): string | null {
  if (invert === true) return test.kind === 'present' && !test.present ? 'x' : '';
  switch (test.kind) {
    case 'present':
      return test.present ? 'x' : '';
    case 'range':
      return test.start;
    case 'deprecatedExact':
      return test.value;
    case 'exact':
    case 'prefix':
    case 'suffix':
    case 'contains':
    case 'regex':
    case 'unsupported':
      return sampleText(test);
  }
}

function sampleText(test: StringMatcher): string | null {
  switch (test.kind) {
    case 'exact':
    case 'prefix':
    case 'suffix':
    case 'contains':
      return test.value;
    case 'regex':
      return sampleRegex(test.regex);
    case 'unsupported':
      return null;
  }
}

/** Common shapes only: literals, classes, `.*`, one choice of a flat group. */
function sampleRegex(regex: string): string | null {
  const text = regex
    .replace(/^\(\?i\)/, '')
    .replace(/^\^|\$$/g, '')
    .replace(/\((?:\?:)?([^()|]*)(?:\|[^()]*)?\)(?:[?*])?/g, '$1')
    .replace(/\[\^[^\]]*\][+*?]?/g, 'x')
    .replace(/\[(\w)[^\]]*\](?:[+*?]|\{\d+(?:,\d*)?\})?/g, '$1')
    .replace(/\\d[+*?]?/g, '1')
    .replace(/\\w[+*?]?/g, 'a')
    .replace(/\.[+]/g, 'x')
    .replace(/\.[*]/g, '')
    .split('|')[0]
    ?.replace(/\\([./?*+\-_$^|(){}[\]\\])/g, '\u0000$1');
  if (text === undefined || /(?<!\u0000)[*+?()[\]{}\\]/.test(text)) return null;
  return text.replaceAll('\u0000', '');
}
