/** Deep links: `#route=CONFIG/VHOST/INDEX`, `#trace=…`, `#object=SELECTOR`, `#view=resources`. */
import type { Typed } from './request.ts';

export type Target =
  | { readonly kind: 'route'; readonly selector: string }
  | { readonly kind: 'object'; readonly selector: string }
  | { readonly kind: 'trace'; readonly typed: Typed }
  | { readonly kind: 'view'; readonly name: string };

export function readHash(hash: string): Target {
  const fields = new URLSearchParams(hash.replace(/^#/, ''));
  const route = fields.get('route');
  if (route !== null) return { kind: 'route', selector: route };
  const object = fields.get('object');
  if (object !== null) return { kind: 'object', selector: object };
  const url = fields.get('trace');
  if (url !== null) {
    return {
      kind: 'trace',
      typed: { url, method: fields.get('method') ?? 'GET', headers: fields.getAll('header').join('\n') },
    };
  }
  return { kind: 'view', name: fields.get('view') ?? 'summary' };
}

export function hashOf(target: Target): string {
  if (target.kind !== 'trace') {
    return `#${new URLSearchParams([target.kind === 'view' ? ['view', target.name] : [target.kind, target.selector]]).toString()}`;
  }
  const { url, method, headers } = target.typed;
  const fields = new URLSearchParams({ trace: url });
  if (method !== '' && method !== 'GET') fields.set('method', method);
  for (const line of headers.split('\n')) if (line.trim() !== '') fields.append('header', line.trim());
  return `#${fields.toString()}`;
}
