import { parseClusterName } from '../../../../provenance/index.ts';
import { clusterUses } from '../../look/cluster-uses.ts';
import { facts } from '../../probe/proof.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';
import { some } from '../../words/source-words.ts';
import { SPECIAL } from './cluster-not-found.ts';

interface Args {
  readonly missing: number;
  readonly all: number;
  /** The namespace that is missing as a whole; null when more than half of everything is. */
  readonly namespace: string | null;
  readonly examples: readonly string[];
}

/** Fewer prove no system. */
const LEAST = 4;
const LEAST_OF_NAMESPACE = 3;

export const clustersMissingSystemic: Rule = defineRule<Args>({
  code: 'clusters-missing-systemic',
  severity: 'error',
  needs: ['clusters', 'routes'],
  absence: ['clusters'],
  summary: 'Most clusters that routes name are missing, or all of one namespace: a visibility setting',
  *check(context) {
    const names = [...clusterUses(context).keys()].filter((name) => !SPECIAL.has(name));
    const missing = names.filter((name) => context.index.cluster(name) === null);
    if (missing.length >= LEAST && missing.length * 2 > names.length) {
      yield {
        subject: 'clusters',
        args: { missing: missing.length, all: names.length, namespace: null, examples: missing.slice(0, LEAST) },
        confidence: 'certain',
        proof: facts(`routes name ${String(names.length)} clusters`, `${String(missing.length)} of them are not there`),
      };
      return;
    }
    const byNamespace = new Map<string, { all: string[]; missing: string[] }>();
    for (const name of names) {
      const namespace = /^[^.]+\.([^.]+)\.svc(?:\.|$)/.exec(parseClusterName(name)?.host ?? '')?.[1];
      if (namespace === undefined) continue;
      const group = byNamespace.get(namespace) ?? { all: [], missing: [] };
      byNamespace.set(namespace, group);
      group.all.push(name);
      if (missing.includes(name)) group.missing.push(name);
    }
    for (const [namespace, { all, missing: lost }] of byNamespace) {
      const hosts = new Set(lost.map((name) => parseClusterName(name)?.host));
      if (lost.length < all.length || hosts.size < LEAST_OF_NAMESPACE) continue;
      yield {
        subject: `namespace ${namespace}`,
        args: { missing: lost.length, all: all.length, namespace, examples: lost.slice(0, LEAST) },
        confidence: 'certain',
        proof: facts(`routes name ${String(all.length)} clusters of namespace ${namespace}`, 'none of them is there'),
      };
    }
  },
  message: ({ missing, all, namespace, examples }) =>
    namespace === null
      ? `${String(missing)} of the ${String(all)} clusters that routes name are missing (${some(examples)}): not one mistake but a setting`
      : `all ${String(all)} clusters of namespace ${namespace} that routes name are missing: this proxy knows nothing of that namespace`,
  fix: () =>
    'look at what hides Services from this proxy: exportTo of Services (or defaultServiceExportTo of the mesh), discoverySelectors, a Sidecar resource',
});
