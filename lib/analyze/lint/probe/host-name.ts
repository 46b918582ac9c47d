/** A host that a virtual host answers to, for a witness. */
import type { VirtualHost } from '../../../model/index.ts';
import type { RouteTable } from '../../../matching/index.ts';
import { asciiLower, domainKind } from '../../rows/index.ts';

/** Labels put in place of a wildcard: the first that no more specific domain takes away. */
const LABELS = ['www', 'anything', 'whyroute-probe'] as const;
const VALID = /^(?:[\w.-]+|\[[\da-f:]+\])(?::\d+)?$/i;
/** RFC 2606: a name that is nobody's. */
const NOBODY = 'host.invalid';

/** Null when every name tried belongs to another virtual host, or the configuration chooses by another header. */
export function hostNameOf(table: RouteTable, host: VirtualHost): string | null {
  for (const name of candidates(host)) {
    const choice = table.hosts.find(asciiLower(name));
    if (choice.kind === 'chosen' && choice.virtualHost === host) return name;
  }
  return null;
}

function candidates({ domains }: VirtualHost): readonly string[] {
  const exact = domains.filter((domain) => domainKind(domain) === 'exact');
  const plain = exact.filter((domain) => !/:\d+$/.test(domain));
  const rest = domains.flatMap((domain) => {
    switch (domainKind(domain)) {
      case 'exact':
        return [];
      case 'suffix':
        return LABELS.map((label) => `${label}${domain.slice(1)}`);
      case 'prefix':
        return LABELS.map((label) => `${domain.slice(0, -1)}${label}`);
      case 'any':
        return [NOBODY, ...LABELS.map((label) => `${label}.${NOBODY}`)];
    }
  });
  // Istio writes some hosts as NAMESPACE/HOST: no client can ask for them.
  return [...plain, ...exact, ...rest].filter((name) => VALID.test(name));
}

/** True when a TLS server name pattern takes a name; Envoy's wildcard stands for one or more labels. */
export function serverNameCovers(pattern: string, name: string): boolean {
  const lower = asciiLower(pattern);
  if (lower === name) return true;
  return lower.startsWith('*.') && name.endsWith(lower.slice(1)) && name.length > lower.length - 1;
}
