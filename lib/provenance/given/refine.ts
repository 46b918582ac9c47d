/** What the given resources change about the claims that the dump alone allows. One entity of the dump at a time. */
import { isSameResource } from '../../model/index.ts';
import type {
  Attribution,
  Cluster,
  FilterChain,
  Listener,
  ResourceRef,
  Route,
  RouteConfiguration,
  VirtualHost,
} from '../../model/index.ts';
import { ambiguous, attributed, placed, replayed, synthetic, weighed } from '../claim.ts';
import { gatewayRefs } from '../replay/index.ts';
import type { ReplayClaim, ReplayFinding } from '../replay/index.ts';
import type { RouteClaim } from '../route/route-claim.ts';
import { distinct, resourceOf, wordsOf } from '../resource-ref.ts';
import { byEnvoyFilter } from './by-envoy-filter.ts';
import { locator } from './given.ts';
import type { AbsentPart, Comparison } from './given.ts';
import {
  absentPartWords,
  absentWords,
  causeWords,
  changeWords,
  insertedWords,
  NOT_EXPLAINED,
  unexpectedWords,
} from './words.ts';

/** `known` is always what the dump alone says; it stays, weaker, where the resources do not account for the entity. */
export class Refiner {
  readonly #comparison: Comparison;
  readonly #locate: ReturnType<typeof locator>;

  constructor(comparison: Comparison) {
    this.#comparison = comparison;
    this.#locate = locator(comparison);
  }

  route(route: Route, known: RouteClaim): RouteClaim {
    const claim = this.#comparison.alignment.claims.get(route.id);
    if (claim === undefined) {
      const attribution = this.#disputed(known.attribution, this.#comparison.findingsOf(route.id));
      return { attribution, owners: attribution === known.attribution ? known.owners : ownersOf(attribution, known) };
    }
    const findings = this.#comparison.findingsOf(route.id);
    const missing = this.#comparison.missing.ofRoute(route);
    const changes = findings.flatMap((finding) => {
      return finding.kind === 'route-changed' ? [changeWords(finding.fields, finding.envoyFilters)] : [];
    });
    const caveats = changes.length === 0 ? missing : [...changes, ...missing];
    const attribution = this.#exact(claim, known.attribution, caveats);
    return {
      attribution,
      owners: attribution.status === 'attributed' ? [resourceOf(claim.via ?? claim.resource)] : [],
    };
  }

  virtualHost(config: RouteConfiguration, host: VirtualHost, known: Attribution): Attribution {
    const { alignment, findingsOf, absentAt } = this.#comparison;
    const expected = alignment.virtualHosts.get(host.id);
    const findings = findingsOf(host.id);
    if (expected === undefined) return this.#disputed(known, findings);
    const gateways = gatewayRefs(expected.servers);
    const [server, another] = expected.servers;
    let claim = placed(known, this.#locate, gateways);
    const isRivaled = this.#comparison.replay.lostServers.some(
      ({ winner, isOrderKnown }) => winner === server && !isOrderKnown,
    );
    if (isRivaled) claim = placed(known, this.#locate);
    else if (host.routes.length === 0 && server !== undefined && another === undefined) {
      const { source } = server.gateway;
      const evidence = [{ kind: 'replay', detail: 'istiod makes it of this server' } as const, ...known.evidence];
      claim = attributed(source.ref, {
        evidence,
        gateways,
        path: server.path,
        location: () => source.locate(server.path),
      });
    }
    for (const finding of findings) {
      if (finding.kind !== 'virtual-host-changed') continue;
      claim = against(claim, changeWords(finding.fields, finding.envoyFilters));
    }
    const stale = absentAt(config.label, host.name).map(({ origin, envoyFilters }) =>
      absentWords(origin, envoyFilters),
    );
    return stale.length === 0 ? claim : against(claim, stale.join('; '));
  }

  routeConfig(config: RouteConfiguration, known: Attribution): Attribution {
    const claim = this.#servedBy(config, known);
    return this.#stale(claim, this.#comparison.absentIn({ routeConfig: config.label }));
  }

  #servedBy(config: RouteConfiguration, known: Attribution): Attribution {
    const expected = this.#comparison.alignment.routeConfigs.get(config.id);
    if (expected === undefined) return this.#disputed(known, this.#comparison.findingsOf(config.id));
    const gateways = gatewayRefs(expected.servers);
    const [only, another] = distinct(gateways.map(resourceOf));
    if (only === undefined || gateways.length === 0) return placed(known, this.#locate);
    const detail = `istiod makes it of ${gateways.map((ref) => `${wordsOf(ref)} ${ref.server ?? ''}`).join(', ')}`;
    const evidence = [{ kind: 'replay', detail } as const, ...known.evidence];
    if (another !== undefined) {
      const by = `Istio unites the plain-HTTP servers of several Gateways on port ${String(expected.boundPort)}`;
      return synthetic(by, { evidence, gateways });
    }
    // Plain HTTP is united by port: a virtual host that nothing given makes may be of a Gateway that was not given.
    const isWhole = config.virtualHosts.every(({ id }) => this.#comparison.alignment.virtualHosts.has(id));
    if (!isWhole && config.name.startsWith('http.')) return placed(known, this.#locate, known.gateways);
    const [server] = expected.servers;
    const path = expected.servers.length === 1 ? server?.path : undefined;
    const source = server?.gateway.source;
    return attributed(only, {
      evidence,
      gateways,
      ...(path === undefined ? {} : { path }),
      ...(source === undefined ? {} : { location: () => (path === undefined ? source.location : source.locate(path)) }),
    });
  }

  /** A chain that several Gateways share is their route configuration's, which names them all. */
  chain(chain: FilterChain, known: Attribution): Attribution {
    const findings = this.#comparison.findingsOf(chain.id);
    const claim = this.#comparison.alignment.claims.get(chain.id);
    if (claim === undefined) return this.#disputed(known, findings);
    const caveats = findings.flatMap((finding) => {
      if (finding.kind === 'filter-inserted') return [insertedWords(finding.filter, finding.envoyFilter)];
      return finding.kind === 'chain-changed' ? [changeWords(finding.fields, [])] : [];
    });
    caveats.push(...this.#comparison.missing.ofChain(chain));
    if (claim.sharedWith.length === 0) return this.#exact(claim, known, caveats);
    const [evidence] = claim.evidence;
    return evidence === undefined ? known : weighed(known, evidence, caveats.length === 0 ? null : caveats.join('; '));
  }

  cluster(cluster: Cluster, known: Attribution): Attribution {
    const claim = this.#comparison.alignment.claims.get(cluster.id);
    if (claim === undefined) return this.#disputed(known, this.#comparison.findingsOf(cluster.id));
    const owners = distinct([claim.resource, ...claim.sharedWith].map(resourceOf));
    if (owners.length < 2) return this.#exact(claim, known, []);
    const why = 'several objects have this host and port, and no name of theirs reaches the proxy';
    return ambiguous(owners, why, { evidence: [...claim.evidence, ...known.evidence] });
  }

  destinationRule(cluster: Cluster, known: Attribution): Attribution {
    const rule = this.#comparison.alignment.clusters.get(cluster.id)?.destinationRule ?? null;
    const same = known.status === 'attributed' && rule !== null && isSameResource(rule.ref, known.resource);
    if (!same) {
      const differs = this.#comparison.findingsOf(cluster.id).some(({ kind }) => kind === 'cluster-changed');
      return placed(
        differs ? against(known, `${NOT_EXPLAINED}: they apply ${ruleWords(rule)} here`) : known,
        this.#locate,
      );
    }
    const evidence = [{ kind: 'replay', detail: 'istiod applies it to this cluster' } as const, ...known.evidence];
    return attributed(rule.ref, { evidence, location: () => rule.location });
  }

  /** What hangs on its chains; those that it should have and has not are said. */
  listener({ port }: Listener, known: Attribution): Attribution {
    const claim = placed(known, this.#locate);
    return port === null ? claim : this.#stale(claim, this.#comparison.absentIn({ port }));
  }

  #stale(claim: Attribution, absent: readonly AbsentPart[]): Attribution {
    return absent.length === 0 ? claim : against(claim, [...new Set(absent.map(absentPartWords))].join('; '));
  }

  /** What Istio makes by itself stays built in: the replay only confirms it. */
  #exact(claim: ReplayClaim, known: Attribution, caveats: readonly string[]): Attribution {
    const { kind } = claim.resource;
    if (known.status === 'synthetic' && (kind === 'Service' || kind === 'ServiceEntry')) {
      const [evidence] = claim.evidence;
      return evidence === undefined ? known : weighed(known, evidence);
    }
    return replayed(claim, known, caveats.length === 0 ? undefined : caveats.join('; '));
  }

  #disputed(known: Attribution, findings: readonly ReplayFinding[]): Attribution {
    const finding = findings.find(({ kind }) => kind.endsWith('-not-expected'));
    if (finding === undefined) return placed(known, this.#locate);
    const filters = 'envoyFilters' in finding ? finding.envoyFilters : [];
    if (known.status === 'unattributed') {
      const made = byEnvoyFilter(filters, known);
      if (made !== null) return made;
    }
    const why =
      finding.kind === 'route-not-expected' && finding.owner !== null
        ? causeWords(finding.cause, finding.owner)
        : unexpectedWords(filters);
    return against(placed(known, this.#locate), why);
  }
}

function against(known: Attribution, why: string): Attribution {
  return weighed(known, { kind: 'contradiction', detail: why }, why);
}

function ruleWords(rule: { readonly ref: ResourceRef } | null): string {
  return rule === null ? 'no DestinationRule' : wordsOf(rule.ref);
}

/** An EnvoyFilter brings a route, but a virtual host does not exist for it. */
function ownersOf(attribution: Attribution, known: RouteClaim): RouteClaim['owners'] {
  const byFilter = attribution.status === 'attributed' && attribution.resource.kind === 'EnvoyFilter';
  return byFilter ? [] : known.owners;
}
