/** Random requests, in bytes, for the random tables. */
import type { Request } from '../../lib/matching/index.ts';
import { requestOf } from '../../lib/matching/index.ts';
import type { Random } from './random.ts';
import { HEADER_NAMES } from './random-match.ts';

const HOSTS = [
  ...'a b a.b b.a aa.b A.B.b a-b.b -b.b .b a.a.b xb [::1] [::1]:80 [::1]:9 a:80 b:8080 a.b:80 a.b: a:x a.b. a.b.:80 a.'.split(
    ' ',
  ),
  ...'a.b.c b.a.x 1.2.3.4 u@a.b a.b,c A B AA.B x.y.b a.a.* a* a/b a.b:PORT a:PORT ::1 a..'.split(' '),
];
const SEGMENTS = [
  ...'a a a b A aa .. . %61 %2e%2e %2E %2F %2f %5c %5C a;v b;x=1;y ..;x .;y ; ...  a% %zz % %c3%a9 ~ %7e %7E * {x} a.js'.split(
    ' ',
  ),
  ...['', 'a\\b', '"', '<', '^', '..\\', '%00', '%41', 'a|b', '$1', "'", '(a)', '%25', '.a', 'a..', '..;%2f', 'x;/..'],
];
const QUERIES = 'q q= q=a q=b q=a&q=b q=%61 r=a&q=b Q=a q=a;z q[]=a %71=a q=a=b &q=a q=/../a ?q=a q=a,b q=7'.split(' ');
const VALUES = [
  'a',
  'b',
  'A',
  'ab',
  'a,b',
  '',
  '1',
  '7',
  '+5',
  '007',
  '-3',
  'aB',
  'Ab',
  '\xe9',
  '\xc3\xa9',
  'a;b',
  'http',
  'https',
  'trailers',
  'ftp',
];
const COOKIES = [
  'c=a',
  'c=b',
  'd=a; c=b',
  'c="a"',
  'c',
  'C=a',
  'c=',
  'c=a=b',
  ' c = a',
  'c=a; c=b',
  'd=b;c=a',
  ';c=1',
  'c="',
  'c=7 ',
];
const TYPES = ['application/grpc', 'application/grpc+proto', 'application/grpc; x', 'text/html', 'a'];
const METHODS = ['GET', 'GET', 'GET', 'POST', 'PUT', 'OPTIONS', 'DELETE'];

export function randomRequest(random: Random, port: number): Request {
  const plain = requestOf({ port, scheme: 'http', method: random.pick(METHODS) });
  const headers = random.once(3) ? [] : random.some(1, 4, () => randomHeader(random)).flat();
  if (random.once(60)) headers.push(['connection', 'upgrade'], ['upgrade', random.pick(['websocket', 'foo'])]);
  return {
    ...plain,
    authority: random.pick(HOSTS).replace('PORT', String(port)),
    path: randomTarget(random),
    headers,
    protocol: random.once(4) ? 'http2' : random.once(60) ? 'http1.0' : 'http1',
  };
}

function randomTarget(random: Random): string {
  if (random.once(150))
    return random.pick(['*', 'a', 'http://a.b/a', 'http://a.b', 'https://a.b/a?q=a', 'http://b:80/a', 'ftp://a/a']);
  const file = `/${random.some(0, 4, () => random.pick(SEGMENTS)).join('/')}`;
  const query = random.once(2) ? '' : `?${random.some(1, 2, () => random.pick(QUERIES)).join('&')}`;
  return `${file}${query}${random.once(40) ? '#f' : ''}`;
}

function randomHeader(random: Random): [string, string][] {
  const name = random.pick(HEADER_NAMES);
  const values = random.some(1, random.once(2) ? 3 : 1, () => {
    if (name === 'cookie') return random.pick(COOKIES).trim();
    if (name === 'content-type' && random.once(2)) return random.pick(TYPES);
    return name === 'connection' ? 'x' : random.pick(VALUES);
  });
  return values.map((value) => [name.toLowerCase(), value]);
}
