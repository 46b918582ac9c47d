/** A pasted curl command: the parts of it that a gateway can tell apart. */
import { usage } from './usage.ts';
import { shellWords } from './shell-words.ts';

/** `headers` are `name: value` lines. `port` is that of --resolve or --connect-to. */
export interface CurlRequest {
  readonly url: string;
  readonly method: string | null;
  readonly headers: readonly string[];
  readonly http: 'http1.0' | 'http1' | 'http2' | null;
  readonly certificate: boolean;
  readonly port: number | null;
}

/** Options of curl that take a value; what they say does not matter unless it is handled below. */
const SHORT_WITH_VALUE = 'ACDEFHKPQTUXYbcdehmortuwxyz';
const LONG_WITH_VALUE: ReadonlySet<string> = new Set(
  (
    'abstract-unix-socket alt-svc aws-sigv4 cacert capath cert cert-type ciphers config connect-timeout connect-to ' +
    'continue-at cookie cookie-jar crlfile curves data data-ascii data-binary data-raw data-urlencode dns-servers ' +
    'dump-header expect100-timeout form form-string header interface json keepalive-time key key-type limit-rate ' +
    'local-port max-filesize max-redirs max-time noproxy oauth2-bearer output pass pinnedpubkey preproxy proto proxy ' +
    'proxy-header proxy-user range rate referer request request-target resolve retry retry-delay retry-max-time ' +
    'socks5 socks5-hostname speed-limit speed-time stderr time-cond tls-max trace trace-ascii tls13-ciphers ' +
    'unix-socket upload-file url url-query user user-agent write-out'
  ).split(' '),
);
const LONG_OF_SHORT: Readonly<Partial<Record<string, string>>> = {
  A: 'user-agent',
  E: 'cert',
  H: 'header',
  X: 'request',
  b: 'cookie',
  d: 'data',
  e: 'referer',
  u: 'user',
  F: 'form',
  T: 'upload-file',
  I: 'head',
  G: 'get',
  '0': 'http1.0',
};

/** @throws KnownError (usage) when there is no URL in it */
export function parseCurl(command: string): CurlRequest {
  const words = shellWords(command);
  if (words[0] === 'curl') words.shift();
  const options = optionsOf(words);
  const valueOf = (name: string): string | undefined => options.findLast(([option]) => option === name)?.[1];
  const has = (name: string): boolean => options.some(([option]) => option === name);
  const url = valueOf('url');
  if (url === undefined)
    throw usage('there is no URL in the curl command', "--curl 'curl https://shop.example.com/cart'");
  const posts = DATA.some(has) && !has('get');
  const method = valueOf('request') ?? (has('head') ? 'HEAD' : has('upload-file') ? 'PUT' : posts ? 'POST' : null);
  return {
    // curl's own default is http
    url: url.includes('://') ? url : `http://${url}`,
    method,
    headers: headersOf(options, posts),
    http: has('http2') || has('http2-prior-knowledge') ? 'http2' : has('http1.0') ? 'http1.0' : null,
    certificate: has('cert'),
    port: portOf(valueOf('connect-to')),
  };
}

const DATA = [
  'data',
  'data-ascii',
  'data-binary',
  'data-raw',
  'data-urlencode',
  'json',
  'form',
  'form-string',
] as const;

type Option = readonly [name: string, value: string];

function optionsOf(words: readonly string[]): readonly Option[] {
  const options: Option[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (word.startsWith('--')) {
      const name = word.slice(2);
      options.push([name, LONG_WITH_VALUE.has(name) ? (words[++at] ?? '') : '']);
    } else if (word.startsWith('-') && word.length > 1) {
      const cluster = word.slice(1).split('');
      for (const [i, letter] of cluster.entries()) {
        const name = LONG_OF_SHORT[letter] ?? letter;
        if (!SHORT_WITH_VALUE.includes(letter)) {
          options.push([name, '']);
          continue;
        }
        const glued = cluster.slice(i + 1).join('');
        options.push([name, glued === '' ? (words[++at] ?? '') : glued]);
        break;
      }
    } else {
      options.push(['url', word]);
    }
  }
  return options;
}

function headersOf(options: readonly Option[], posts: boolean): readonly string[] {
  const headers: string[] = [];
  for (const [name, value] of options) {
    if (name === 'header' && !value.startsWith('@')) headers.push(value);
    if (name === 'user-agent') headers.push(`user-agent: ${value}`);
    if (name === 'referer') headers.push(`referer: ${value}`);
    if (name === 'cookie' && value.includes('=')) headers.push(`cookie: ${value}`);
    if (name === 'oauth2-bearer') headers.push(`authorization: Bearer ${value}`);
    if (name === 'user') headers.push(`authorization: Basic ${Buffer.from(value).toString('base64')}`);
  }
  const named = (name: string): boolean => headers.some((line) => line.toLowerCase().startsWith(`${name}:`));
  const json = options.some(([name]) => name === 'json');
  const form = options.some(([name]) => name === 'form' || name === 'form-string');
  if (!named('accept')) headers.push(json ? 'accept: application/json' : 'accept: */*');
  if (posts && !form && !named('content-type')) {
    headers.push(`content-type: application/${json ? 'json' : 'x-www-form-urlencoded'}`);
  }
  return headers;
}

/** HOST1:PORT1:HOST2:PORT2; --resolve changes the address only. */
function portOf(connectTo: string | undefined): number | null {
  const digits = /:(\d+)$/.exec(connectTo ?? '')?.[1];
  return digits === undefined ? null : Number(digits);
}
