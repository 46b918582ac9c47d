import { fieldOf, listAt, textAt } from '../../../../base/plain.ts';
import type { LintContext } from '../../context.ts';
import { placeOf, resourceSelector } from '../../look/given-rules.ts';
import { facts } from '../../probe/proof.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';

interface Args {
  readonly path: string;
  readonly filter: string;
}

export const expectedFilterMissing: Rule = defineRule<Args>({
  code: 'expected-filter-missing',
  severity: 'warning',
  needs: ['resources', 'listeners', 'gateway'],
  absence: ['listeners'],
  summary: 'An EnvoyFilter for this gateway would insert a filter, and no listener has it',
  *check(context) {
    const present = filterNames(context);
    const { target, resources } = context.comparison?.replay ?? { target: null, resources: null };
    for (const resource of resources?.ofKind('EnvoyFilter') ?? []) {
      const { namespace } = resource.ref;
      if (target === null || (namespace !== 'istio-system' && namespace !== target.namespace)) continue;
      const labels = fieldOf(fieldOf(resource.spec, 'workloadSelector'), 'labels');
      if (!fits(labels, target.labels)) continue;
      for (const [index, patch] of listAt(resource.spec, 'configPatches').entries()) {
        const filter = insertedFilter(patch);
        if (filter === null || present.has(filter)) continue;
        const path = `configPatches[${String(index)}]`;
        yield {
          subject: `${resourceSelector(resource.ref)} ${path}`,
          args: { path, filter },
          confidence: 'likely',
          resources: [placeOf(resource.ref, path, resource.locate(path))],
          proof: facts(`${path} inserts filter ${filter}`, `no filter chain of this proxy has a filter of that name`),
        };
      }
    }
  },
  message: ({ path, filter }) => `${path} would insert filter ${filter}, which no listener has: the patch did not land`,
  fix: () => "compare the patch's match (context, port, filter names, proxyVersion) with `whyroute listeners -o wide`",
});

function filterNames({ snapshot }: LintContext): ReadonlySet<string> {
  return new Set(
    snapshot.listeners.flatMap(({ listenerFilters, filterChains }) => [
      ...listenerFilters.map(({ name }) => name),
      ...filterChains.flatMap(({ networkFilters, target }) => [
        ...networkFilters.map(({ name }) => name),
        ...(target.kind === 'http' ? target.httpFilters.map(({ name }) => name) : []),
      ]),
    ]),
  );
}

function fits(labels: unknown, pod: ReadonlyMap<string, string>): boolean {
  if (typeof labels !== 'object' || labels === null) return true;
  return Object.entries(labels as Readonly<Record<string, unknown>>).every(([key, value]) => pod.get(key) === value);
}

/** Only what is meant for gateways of any version: the rest may rightly not be here. */
function insertedFilter(patch: unknown): string | null {
  const applyTo = textAt(patch, 'applyTo');
  const match = fieldOf(patch, 'match');
  const context = textAt(match, 'context') ?? 'ANY';
  if (applyTo !== 'HTTP_FILTER' && applyTo !== 'NETWORK_FILTER') return null;
  if ((context !== 'GATEWAY' && context !== 'ANY') || fieldOf(match, 'proxy') !== undefined) return null;
  const change = fieldOf(patch, 'patch');
  const operation = textAt(change, 'operation') ?? '';
  if (operation !== 'ADD' && !operation.startsWith('INSERT')) return null;
  return textAt(fieldOf(change, 'value'), 'name') ?? null;
}
