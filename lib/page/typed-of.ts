/** A request of a finding as a person would type it into the trace box. */
import { requestOf } from '../matching/index.ts';
import type { RequestInput } from '../matching/index.ts';
import type { FindingRequest } from '../model/index.ts';
import { typedRequest } from './request.ts';
import type { Typed } from './request.ts';

/** What a request means: a port that the scheme implies, and no server name where there is no TLS. */
function meaning(input: RequestInput): string {
  const implied = input.scheme === 'http' ? 80 : 443;
  return JSON.stringify(
    requestOf({ ...input, port: input.port ?? implied, ...(input.scheme === 'http' ? { sni: null } : {}) }),
  );
}

/** A URL with method and headers; where these cannot say it (another server name, for instance) the request as JSON. */
export function typedOf(request: FindingRequest): Typed {
  const { scheme, authority, path, method } = request;
  const headers = Object.entries(request.headers).flatMap(([name, values]) =>
    values.map((value) => `${name}: ${value}`),
  );
  const plain: Typed = { url: `${scheme}://${authority}${path}`, method, headers: headers.join('\n') };
  const read = typedRequest(plain);
  if (read.kind === 'request' && meaning(read.input) === meaning(request)) return plain;
  return { url: JSON.stringify(request), method: 'GET', headers: '' };
}
