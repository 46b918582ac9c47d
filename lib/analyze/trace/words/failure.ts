/** Why one condition failed for one request, and what of the request would have to be another. */
import type { AdmittedRequest, RoutePredicate } from '../../../matching/index.ts';
import { toText } from '../../../matching/index.ts';
import { pathFailure } from './path-failure.ts';
import { quote } from './quote.ts';
import { exampleOf, headerText, testText } from './test.ts';

/** `far`: 1 for one header to send, more for a path that is quite another. */
export interface Failure {
  readonly predicate: RoutePredicate;
  readonly words: string;
  readonly change: string | null;
  readonly far: number;
  /** What the path condition would have to say instead. */
  readonly instead?: string;
}

export function failureWords(predicate: RoutePredicate, request: AdmittedRequest): Failure {
  return { predicate, ...tell(predicate, request) };
}

type Told = Omit<Failure, 'predicate'>;

function tell(predicate: RoutePredicate, request: AdmittedRequest): Told {
  switch (predicate.kind) {
    case 'path':
      return pathFailure(predicate.matcher, predicate.caseSensitive, toText(request.file ?? '') ?? request.file ?? '');
    case 'header':
      return headerFailure(predicate.matcher, request);
    case 'query': {
      const { name, test } = predicate.matcher;
      const value = request.query().get(name);
      const example = exampleOf(test);
      const change =
        test.kind === 'present' && !test.present
          ? `leave ?${name} out`
          : example === null
            ? null
            : `ask with ?${name}=${example}`;
      return { words: `the query parameter ${name} must ${testText(test)}; ${has(value)}`, change, far: 1 };
    }
    case 'cookie': {
      const { name, test, invert } = predicate.matcher;
      const example = invert === true ? null : exampleOf(test);
      const words = `the cookie ${name} must${invert === true ? ' not' : ''} ${testText(test)}; ${has(request.cookies().get(name))}`;
      return { words, change: example === null ? null : `send cookie: ${name}=${example}`, far: 1 };
    }
    case 'grpc':
      return { words: 'it takes gRPC only', change: 'send content-type: application/grpc', far: 1 };
    case 'tlsContext':
      return { words: 'it asks for another client certificate', change: 'see --client-cert', far: 1 };
    case 'runtimeFraction':
      return {
        words: `it takes ${String((predicate.matcher.numerator * 100) / predicate.matcher.denominator)} % of requests`,
        change: null,
        far: 2,
      };
    case 'dynamicMetadata':
    case 'filterState':
    case 'unsupported':
      return { words: 'it has a condition that is not decided here', change: null, far: 3 };
    case 'pathless':
      return { words: 'the request has no path, and only a CONNECT route takes it', change: null, far: 4 };
  }
}

function has(value: string | undefined): string {
  return value === undefined ? 'the request has none' : `the request has ${quote(value)}`;
}

/** Up to which share of letters a differing method or header still counts as one change. */
function headerFailure(
  matcher: Extract<RoutePredicate, { readonly kind: 'header' }>['matcher'],
  request: AdmittedRequest,
): Told {
  const { name, test, invert } = matcher;
  const values = request.headers.get(name.toLowerCase());
  const found = Array.isArray(values) ? (values as readonly string[]) : [];
  const words = `${headerText(matcher)} must${invert === true ? ' not' : ''} ${testText(test)}; ${has(found.length === 0 ? undefined : found.join(','))}`;
  const hint = caseHint(test, found, invert === true);
  return { words: `${words}${hint}`, change: headerChange(matcher), far: name.toLowerCase() === ':authority' ? 2 : 1 };
}

function caseHint(
  test: Extract<RoutePredicate, { readonly kind: 'header' }>['matcher']['test'],
  found: readonly string[],
  invert: boolean,
): string {
  if (invert || test.kind !== 'exact') return '';
  return found.some((value) => value !== test.value && value.toLowerCase() === test.value.toLowerCase())
    ? ' (values are compared with their case)'
    : '';
}

function headerChange({
  name,
  test,
  invert,
}: Extract<RoutePredicate, { readonly kind: 'header' }>['matcher']): string | null {
  const away = invert === true || (test.kind === 'present' && !test.present);
  const lower = name.toLowerCase();
  if (away) return lower.startsWith(':') ? null : `leave the header ${name} out`;
  const example = exampleOf(test);
  if (example === null) return null;
  if (lower === ':method') return `use ${example}`;
  if (lower === ':authority') return `ask for host ${example}`;
  return lower.startsWith(':') ? null : `send ${name}: ${example}`;
}
