/** Whether a chain's certificate covers another chain's host, as far as the input shows certificates. */
import type { CoveredBy, FilterChain, Secret } from '../../model/index.ts';

export type SecretsByName = ReadonlyMap<string, Secret>;

/** Null: it does not, or nothing tells. */
export function coverOf(
  first: FilterChain,
  second: FilterChain,
  host: string,
  secrets: SecretsByName,
): CoveredBy | null {
  const served = first.tls?.secrets ?? [];
  for (const secret of served) {
    const name = namesOf(secrets.get(secret))?.find((pattern) => covers(pattern, host));
    if (name !== undefined) return { kind: 'subjectAltName', secret, name };
  }
  // What serves the second site is meant for its name.
  const shared = served.find((secret) => second.tls?.secrets.includes(secret) === true);
  return shared === undefined ? null : { kind: 'sameSecret', secret: shared, names: namesOf(secrets.get(shared)) };
}

/** The leaf's names; null when the input does not hold the certificate. */
function namesOf(secret: Secret | undefined): readonly string[] | null {
  const leaf = secret?.certificates.find(({ isCa }) => !isCa) ?? secret?.certificates[0];
  return leaf === undefined || leaf.subjectAltNames.length === 0 ? null : leaf.subjectAltNames;
}

/** RFC 6125: a wildcard stands for exactly one label. */
function covers(pattern: string, host: string): boolean {
  const name = pattern.toLowerCase();
  if (name === host) return true;
  const dot = host.indexOf('.');
  return name.startsWith('*.') && dot > 0 && host.slice(dot) === name.slice(1);
}
