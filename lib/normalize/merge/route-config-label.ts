/** Names for route configurations that Envoy holds without one, and their order. */
import type { RouteConfigDraft } from '../route/index.ts';

/**
 * The name, or for a nameless one `unnamed:<first virtual host>:<path of its first route>`. It is made of the content, not
 * of the listener or file, so that the same route table is called the same in every form of input.
 */
export function labelOf(draft: RouteConfigDraft): string {
  if (draft.name !== '') return draft.name;
  const host = draft.virtualHosts[0];
  const path = host?.routes[0]?.match.path;
  const text = path === undefined ? '' : 'value' in path ? path.value : 'regex' in path ? path.regex : path.kind;
  return ['unnamed', host === undefined ? '' : host.name, text].filter((part) => part !== '').join(':');
}

/** The port in a route configuration name: `http.8080`, `https.443.…`, `80`, `host:80`, `inbound|8080||`; else infinity. */
export function portInName(name: string): number {
  const found = /^https?\.(\d+)(?:\.|$)|^(\d+)$|:(\d+)$|^inbound\|(\d+)\|/.exec(name);
  const digits = found?.slice(1).find((group) => Boolean(group));
  return digits === undefined ? Number.POSITIVE_INFINITY : Number(digits);
}
