/** One cause is said once: what follows from a finding is left out beside it. */
import type { Finding } from '../../model/index.ts';

/** A whole namespace (or most of everything) that is missing says it for each of its clusters. */
export function foldConsequences(findings: readonly Finding[]): readonly Finding[] {
  const missing = new Set(
    findings.flatMap(({ code, args }) => (code === 'clusters-missing-systemic' ? textsOf(args['clusters']) : [])),
  );
  if (missing.size === 0) return findings;
  return findings.filter(({ code, args }) => code !== 'cluster-not-found' || !missing.has(String(args['cluster'])));
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
