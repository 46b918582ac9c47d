/** What one more command from whoever has the cluster would settle, most useful first. */
import type { Ask, Section, Snapshot } from '../../model/index.ts';
import type { Provenance } from '../../provenance/index.ts';

/** Names that may stand in a command line: RFC 1123 labels, as Kubernetes has them. */
const NAME = /^[a-z0-9]([a-z0-9.-]{0,250}[a-z0-9])?$/;

function podOf({ proxy }: Snapshot): string {
  const name = proxy?.name ?? '';
  const namespace = proxy?.namespace ?? '';
  return NAME.test(name) && NAME.test(namespace) ? `${name}.${namespace}` : 'POD.NAMESPACE';
}

const SECTION_ASKS: readonly (readonly [Section, string, string])[] = [
  ['routes', 'which routes the proxy has', 'routes'],
  ['listeners', 'which ports, hosts and TLS settings lead to which routes', 'listeners'],
  ['clusters', 'which Services, subsets and DestinationRules the routes lead to', 'clusters'],
  ['endpoints', 'whether the services behind the routes have healthy pods', 'endpoints'],
  ['bootstrap', 'which pod this is, with which labels and which version of Istio and Envoy', 'bootstrap'],
  ['secrets', 'which certificates are served, and until when they are valid', 'secret'],
];

const RESOURCES =
  'kubectl get gateways.networking.istio.io,virtualservices,destinationrules,serviceentries,envoyfilters,httproutes,ingresses,services -A -o yaml > resources.yaml';

/** True when some route or listener has no known maker. */
function hasUnattributed({ attributions }: Provenance): boolean {
  for (const { status } of attributions.values()) if (status === 'unattributed') return true;
  return false;
}

export function asksOf(snapshot: Snapshot, provenance: Provenance): readonly Ask[] {
  const pod = podOf(snapshot);
  const asks: Ask[] = [];
  if (snapshot.partial) {
    asks.push({
      kind: 'again',
      settles: 'what stood in the part of the input that is cut or damaged',
      command: `istioctl proxy-config all ${pod} -o json > dump.json`,
    });
  }
  for (const [section, settles, word] of SECTION_ASKS) {
    if (snapshot.sections.has(section)) continue;
    asks.push({ kind: 'section', settles, command: `istioctl proxy-config ${word} ${pod} -o json > ${word}.json` });
  }
  if (provenance.given.kind !== 'compared') {
    asks.push({
      kind: 'resources',
      settles: 'the exact rule, delegate, file and line of each route, and which rules produced nothing here',
      command: RESOURCES,
    });
    if (hasUnattributed(provenance)) {
      asks.push({
        kind: 'envoyFilters',
        settles: 'whether an EnvoyFilter made what nothing else explains',
        command: 'kubectl get envoyfilters -A -o yaml > envoyfilters.yaml',
      });
    }
  }
  if (provenance.istioVersion.how === 'inferred' || provenance.istioVersion.how === 'assumed') {
    const settles = `the version of the control plane, which is ${provenance.istioVersion.how} here`;
    asks.push({ kind: 'version', settles, command: 'istioctl version -o json > version.json' });
  }
  return asks;
}
