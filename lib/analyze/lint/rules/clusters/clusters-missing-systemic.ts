import type { EntityId } from '../../../../model/index.ts';
import { parseClusterName } from '../../../../provenance/index.ts';
import { clusterUses, entityOf } from '../../look/cluster-uses.ts';
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
  /** Those that are missing; cluster-not-found says no more of them. */
  readonly clusters: readonly string[];
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
    const uses = clusterUses(context);
    const usersOf = (lost: readonly string[]): readonly EntityId[] =>
      lost.flatMap((name) => (uses.get(name) ?? []).map(entityOf));
    const names = [...uses.keys()].filter((name) => !SPECIAL.has(name));
    const missing = names.filter((name) => context.index.cluster(name) === null);
    if (missing.length >= LEAST && missing.length * 2 > names.length) {
      yield {
        subject: 'clusters',
        args: { missing: missing.length, all: names.length, namespace: null, clusters: missing },
        confidence: 'certain',
        of: usersOf(missing),
        proof: facts(`routes name ${String(names.length)} clusters`, `${String(missing.length)} of them are not there`),
      };
      return;
    }
    const isMissing = new Set(missing);
    const byNamespace = new Map<string, { all: string[]; missing: string[] }>();
    for (const name of names) {
      const namespace = /^[^.]+\.([^.]+)\.svc(?:\.|$)/.exec(parseClusterName(name)?.host ?? '')?.[1];
      if (namespace === undefined) continue;
      const group = byNamespace.get(namespace) ?? { all: [], missing: [] };
      byNamespace.set(namespace, group);
      group.all.push(name);
      if (isMissing.has(name)) group.missing.push(name);
    }
    for (const [namespace, { all, missing: lost }] of byNamespace) {
      const hosts = new Set(lost.map((name) => parseClusterName(name)?.host));
      if (lost.length < all.length || hosts.size < LEAST_OF_NAMESPACE) continue;
      yield {
        subject: `namespace ${namespace}`,
        args: { missing: lost.length, all: all.length, namespace, clusters: lost },
        confidence: 'certain',
        of: usersOf(lost),
        proof: facts(`routes name ${String(all.length)} clusters of namespace ${namespace}`, 'none of them is there'),
      };
    }
  },
  message: ({ missing, all, namespace, clusters }) =>
    namespace === null
      ? `${String(missing)} of the ${String(all)} clusters that routes name are missing (${some(clusters.slice(0, LEAST))}): not one mistake but a setting`
      : `all ${String(all)} clusters of namespace ${namespace} that routes name are missing: this proxy knows nothing of that namespace`,
  fix: () =>
    'look at what hides Services from this proxy: exportTo of Services (or defaultServiceExportTo of the mesh), discoverySelectors, a Sidecar resource',
});
