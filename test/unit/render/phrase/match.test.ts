import { expect } from 'chai';
import type { HeaderMatcher, PathMatcher, RouteMatch } from '../../../../lib/model/index.ts';
import { matchWords } from '../../../../lib/render/phrase/index.ts';

const ROOT: PathMatcher = { kind: 'prefix', value: '/' };
const header = (over: Partial<HeaderMatcher>): RouteMatch => ({
  path: ROOT,
  headers: [{ name: 'x-a', test: { kind: 'exact', value: 'v' }, ...over }],
});
const metadata = (over: object): RouteMatch => ({
  path: ROOT,
  dynamicMetadata: [{ filter: 'istio_authn', path: [{ key: 'request.auth.claims' }, { key: 'group' }], ...over }],
});

describe('matchWords', () => {
  const table: readonly (readonly [string, RouteMatch, string])[] = [
    ['prefix', { path: { kind: 'prefix', value: '/x' } }, '/x*'],
    ['empty prefix', { path: { kind: 'prefix', value: '' } }, '*'],
    ['exact', { path: { kind: 'path', value: '/x' } }, '/x'],
    ['exact that looks like a prefix', { path: { kind: 'path', value: '/x*' } }, '"/x*"'],
    ['exact that looks like more', { path: { kind: 'path', value: '/x POST' } }, '"/x POST"'],
    ['empty exact', { path: { kind: 'path', value: '' } }, '""'],
    ['separated prefix', { path: { kind: 'pathSeparatedPrefix', value: '/x' } }, 'PathPrefix:/x'],
    ['regex', { path: { kind: 'regex', regex: '/s/(a|b)' } }, 'regex /s/(a|b)'],
    ['regex with a space', { path: { kind: 'regex', regex: '/a b' } }, 'regex "/a b"'],
    ['CONNECT', { path: { kind: 'connect' } }, 'CONNECT'],
    ['template', { path: { kind: 'uriTemplate', template: '/a/{v}' } }, 'template /a/{v}'],
    ['no path', { path: { kind: 'none' } }, '(no path)'],
    ['unsupported path', { path: { kind: 'unsupported', field: 'path_x', raw: 1 } }, 'unsupported path_x'],
    ['case', { path: { kind: 'prefix', value: '/C' }, caseSensitive: false }, '/C* (ignore case)'],
    ['case said to be sensitive', { path: ROOT, caseSensitive: true }, '/*'],
    [
      'case on a regex',
      { path: { kind: 'regex', regex: 'a' }, caseSensitive: false },
      'regex a (ignore case: no effect on a regex)',
    ],
    ['header exact', header({}), '/* x-a=v'],
    ['header exact, spaces', header({ test: { kind: 'exact', value: 'v, GET' } }), '/* x-a="v, GET"'],
    ['header exact, empty', header({ test: { kind: 'exact', value: '' } }), '/* x-a=""'],
    ['header inverted', header({ invert: true }), '/* x-a!=v'],
    ['header prefix', header({ test: { kind: 'prefix', value: 'p' } }), '/* x-a^=p'],
    ['header suffix', header({ test: { kind: 'suffix', value: 's' }, invert: true }), '/* x-a!$=s'],
    ['header contains', header({ test: { kind: 'contains', value: 'c' } }), '/* x-a*=c'],
    ['header regex', header({ test: { kind: 'regex', regex: 'b.*' } }), '/* x-a=~b.*'],
    ['header regex inverted', header({ test: { kind: 'regex', regex: 'b.*' }, invert: true }), '/* x-a!~b.*'],
    [
      'header ignoring case',
      header({ test: { kind: 'prefix', value: 'p', ignoreCase: true } }),
      '/* x-a^=p (ignore case)',
    ],
    ['header present', header({ test: { kind: 'present', present: true } }), '/* x-a present'],
    ['header absent', header({ test: { kind: 'present', present: false } }), '/* x-a absent'],
    ['present inverted', header({ test: { kind: 'present', present: true }, invert: true }), '/* x-a absent'],
    ['absent inverted', header({ test: { kind: 'present', present: false }, invert: true }), '/* x-a present'],
    ['range', header({ test: { kind: 'range', start: '1', end: '8' } }), '/* x-a in [1,8)'],
    ['range inverted', header({ test: { kind: 'range', start: '1', end: '8' }, invert: true }), '/* x-a not in [1,8)'],
    ['missing = empty', header({ treatMissingAsEmpty: true, invert: true }), '/* x-a!=v (missing = empty)'],
    ['exact_match', header({ test: { kind: 'deprecatedExact', value: 'v' } }), '/* x-a=v'],
    [
      'exact_match, empty',
      header({ test: { kind: 'deprecatedExact', value: '' } }),
      '/* x-a="" (exact_match: any value)',
    ],
    [
      'unsupported header test',
      header({ test: { kind: 'unsupported', field: 'custom_match', raw: {} } }),
      '/* x-a unsupported custom_match',
    ],
    ['a name that is no name', header({ name: 'x=y z' }), '/* "x=y z"=v'],
    ['method', header({ name: ':method', test: { kind: 'exact', value: 'POST' } }), '/* POST'],
    [
      'method inverted',
      header({ name: ':method', test: { kind: 'exact', value: 'POST' }, invert: true }),
      '/* :method!=POST',
    ],
    ['methods', header({ name: ':method', test: { kind: 'regex', regex: 'GET|POST' } }), '/* :method=~GET|POST'],
    [
      'method, authority and the rest in this order',
      {
        path: ROOT,
        headers: [
          { name: 'x-b', test: { kind: 'exact', value: '1' } },
          { name: ':authority', test: { kind: 'prefix', value: 'vip.' } },
          { name: 'x-a', test: { kind: 'exact', value: '2' } },
          { name: ':method', test: { kind: 'exact', value: 'GET' } },
        ],
      },
      '/* GET, :authority^=vip., x-b=1, x-a=2',
    ],
    [
      'query',
      {
        path: ROOT,
        queryParameters: [
          { name: 'lang', test: { kind: 'exact', value: 'ko' } },
          { name: 'q', test: { kind: 'present', present: true } },
          { name: 'r', test: { kind: 'present', present: false } },
        ],
      },
      '/* ?lang=ko, ?q present, ?r absent',
    ],
    [
      'cookies',
      { path: ROOT, cookies: [{ name: 'd', test: { kind: 'prefix', value: 'A', ignoreCase: true }, invert: true }] },
      '/* cookie d!^=A (ignore case)',
    ],
    ['gRPC', { path: ROOT, grpc: true }, '/* gRPC'],
    [
      'client certificate',
      { path: ROOT, tlsContext: { presented: true, validated: false } },
      '/* client certificate presented, client certificate not validated',
    ],
    ['an empty tls_context', { path: ROOT, tlsContext: {} }, '/* tls_context (any)'],
    ['share', { path: ROOT, runtimeFraction: { numerator: 125_000, denominator: 1_000_000 } }, '/* 12.5% of requests'],
    [
      'share with a key',
      { path: ROOT, runtimeFraction: { numerator: 25, denominator: 100, runtimeKey: 'canary.share' } },
      '/* 25% (runtime key canary.share) of requests',
    ],
    [
      'claim',
      metadata({ value: { stringMatch: { exact: 'dev' } } }),
      '/* metadata istio_authn[request.auth.claims][group]=dev',
    ],
    [
      'claim list in snake_case, inverted',
      metadata({ value: { list_match: { one_of: { string_match: { exact: 'dev' } } } }, invert: true }),
      '/* not metadata istio_authn[request.auth.claims][group] has dev',
    ],
    [
      'claim of a shape we have no words for',
      { path: ROOT, dynamicMetadata: [{ filter: 'f', path: [{ key: 'a' }], value: { presentMatch: true } }] },
      '/* metadata {"filter":"f","path":[{"key":"a"}],"value":{"presentMatch":true}}',
    ],
    ['filter state', { path: ROOT, filterState: [{ key: 'k' }] }, '/* filter state {"key":"k"}'],
    [
      'unknown condition',
      { path: ROOT, unsupported: [{ kind: 'unsupported', field: 'new_field', raw: 1 }] },
      '/* unsupported new_field',
    ],
  ];
  for (const [name, match, wanted] of table) it(name, () => expect(matchWords(match)).to.equal(wanted));

  it('gives no two of these the same words unless they mean the same', () => {
    const same = new Set(['case said to be sensitive', 'exact_match', 'present inverted', 'absent inverted']);
    const words = table.filter(([name]) => !same.has(name)).map(([, match]) => matchWords(match));
    expect(new Set(words).size).to.equal(words.length);
  });
});
