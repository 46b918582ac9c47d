/** Random RouteMatch messages in raw JSON, old spellings included; only what Envoy 1.40 loads. */
import type { Raw } from '../support/raw-json.ts';
import type { Random } from './random.ts';

const TEMPLATE = 'type.googleapis.com/envoy.extensions.path.match.uri_template.v3.UriTemplateMatchConfig';
const PREFIXES = [
  '/',
  '/',
  '/',
  '/',
  '',
  '/a',
  '/A',
  '/a/',
  '/aa',
  '/a/b',
  '/b',
  '/a;v',
  '/%61',
  '/a?q',
  '/a%2Fb',
  '//',
  '/é',
  '/..',
];
const EXACTS = ['/', '/a', '/A', '/a/b', '/a/', '/b/a', '/a;v', '//', '/a\\b', '/%C3%A9', '/a?q=a', 'a', '/a/../b'];
const SEPARATED = ['/a', '/A', '/a/b', '/b', '//', '/a;v'].filter((text) => !text.endsWith('/'));
const PATH_REGEXES = [
  '/a.*',
  '/[ab]+',
  '/(a|b)/.*',
  '(?i)/A(/.*)?',
  '.*\\.js',
  '/.',
  '/..',
  '.*;.*',
  '/\\w+/\\w*',
  '/[^a].*',
];
const TEMPLATES = ['/*', '/a/**', '/{x}/b', '/**', '/a/{x=*}', '/{v=a/**}', '/*/*', '/a/*/b'];
const TEXTS = ['a', 'b', 'A', 'ab', 'a,b', '1', '7', '', 'aB', 'é', 'a;b', 'http', 'https', 'GET', '/a'];
const VALUE_REGEXES = [
  'a',
  '.*',
  '.',
  '..',
  '[ab]+',
  '(?i)AB',
  '',
  'a|ab',
  '\\d+',
  '[^a]*',
  'a,b',
  'é',
  '(?i)é',
  '\\xe9',
  '\\pL+',
  '\\W',
].filter((text) => text !== '');
export const HEADER_NAMES: readonly string[] = [
  ...'x-a x-b X-C cookie content-type user-agent accept authorization x-forwarded-proto te connection'.split(' '),
  ...'x-envoy-retry-on x-envoy-foo x_u x-forwarded-host origin cache-control accept-language'.split(' '),
];
const MATCHED_NAMES = [
  ...HEADER_NAMES,
  ':path',
  ':method',
  ':authority',
  ':scheme',
  'host',
  'x-absent',
  'x-a',
  'x-b',
  'x-a',
];

export function randomMatch(random: Random): Raw {
  const match: Record<string, unknown> = { ...randomPath(random) };
  if (random.once(4)) match['case_sensitive'] = random.once(2);
  if (random.once(3)) match['headers'] = random.some(1, 2, () => randomHeader(random));
  if (random.once(4)) match['query_parameters'] = random.some(1, 2, () => randomQuery(random));
  if (random.once(6)) match['cookies'] = random.some(1, 2, () => randomCookie(random));
  if (random.once(30)) match['grpc'] = {};
  if (random.once(30))
    match['tls_context'] = random.pick([{ presented: false }, { validated: false }, { presented: true }]);
  if (random.once(20)) {
    const numerator = random.pick([0, 100]);
    const key = random.pick([
      {},
      { runtime_key: 'oracle.all' },
      { runtime_key: 'oracle.none' },
      { runtime_key: 'oracle.unset' },
    ]);
    match['runtime_fraction'] = { default_value: { numerator }, ...key };
  }
  return match;
}

function randomPath(random: Random): Raw {
  switch (random.below(9)) {
    case 0:
    case 1:
    case 2:
      return { prefix: random.pick(PREFIXES) };
    case 3:
    case 4:
      return { path: random.pick(EXACTS) };
    case 5:
      return { path_separated_prefix: random.pick(SEPARATED) };
    case 6:
    case 7:
      return { safe_regex: { regex: random.pick(PATH_REGEXES) } };
    default:
      return {
        path_match_policy: {
          name: 'envoy.path.match.uri_template.uri_template_matcher',
          typed_config: { '@type': TEMPLATE, path_template: random.pick(TEMPLATES) },
        },
      };
  }
}

function randomString(random: Random): Raw {
  const kind = random.pick(['exact', 'exact', 'prefix', 'suffix', 'contains', 'safe_regex']);
  if (kind === 'safe_regex') return { safe_regex: { regex: random.pick(VALUE_REGEXES) } };
  const text = random.pick(TEXTS);
  const ignoreCase = random.once(4) ? { ignore_case: true } : {};
  return text === '' && kind !== 'exact' ? { exact: '', ...ignoreCase } : { [kind]: text, ...ignoreCase };
}

function randomHeader(random: Random): Raw {
  return {
    name: random.pick(MATCHED_NAMES),
    ...randomHeaderTest(random),
    ...(random.once(4) ? { invert_match: true } : {}),
    ...(random.once(4) ? { treat_missing_header_as_empty: true } : {}),
  };
}

function randomHeaderTest(random: Random): Raw {
  const text = random.pick(TEXTS);
  switch (random.below(12)) {
    case 0:
      return { present_match: random.once(2) };
    case 1:
      return {};
    case 2:
      return {
        range_match: random.pick([
          { end: '8' },
          { start: '-5', end: '5' },
          { start: '7', end: '7' },
          { start: '1', end: '100' },
        ]),
      };
    case 3:
      return { exact_match: text };
    case 4:
      return { [random.pick(['prefix_match', 'suffix_match', 'contains_match'])]: text === '' ? 'a' : text };
    case 5:
      return { safe_regex_match: { regex: random.pick(VALUE_REGEXES) } };
    default:
      return { string_match: randomString(random) };
  }
}

function randomQuery(random: Random): Raw {
  const name = random.pick(['q', 'r', 'Q', 'q[]', '%71']);
  if (random.once(4)) return { name, present_match: random.once(2) };
  return random.once(6) ? { name } : { name, string_match: randomString(random) };
}

function randomCookie(random: Random): Raw {
  return {
    name: random.pick(['c', 'd', 'C']),
    string_match: randomString(random),
    ...(random.once(3) ? { invert_match: true } : {}),
  };
}
