/**
 * What istiod does differently from release to release, as data (reference/istio-provenance.md 2.2–2.6, 3.2–3.5, 4).
 * The replay asks the profile; nothing else in this folder compares versions.
 */

/** Control plane release. */
export interface IstioRelease {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
}

/** Beyond every patch of every release: who names only a minor means its latest. */
export const LATEST_PATCH = 99;

/** `1.26.3`, `1.20.8-alpha.1` or `1.16`; undefined for anything else. */
export function parseRelease(text: string): IstioRelease | undefined {
  const found = /^v?(\d+)\.(\d+)(?:\.(\d+))?/.exec(text);
  if (found === null) return undefined;
  return { major: Number(found[1]), minor: Number(found[2]), patch: Number(found[3] ?? LATEST_PATCH) };
}

export interface GenerationProfile {
  readonly release: IstioRelease;
  /** What ends a VirtualService's route list: `match` looks at the VS match (1.8–1.11), `route` at the made route. */
  readonly truncation: 'rule' | 'match' | 'route';
  /** The regex that counts as a catch-all path. */
  readonly catchAllRegex: string;
  readonly pathSeparatedPrefix: boolean;
  /** `match[].statPrefix` is written on the route. */
  readonly routeStatPrefix: boolean;
  /** Roots with delegates come after all other VirtualServices (sort before merge). */
  readonly delegateRootsLast: boolean;
  readonly delegateNamespaceDefaults: boolean;
  /** `http.<port>` carries the port the pod listens on, not the declared one. */
  readonly rdsUsesBoundPort: boolean;
  readonly bindInRouteName: boolean;
  readonly collapsesHosts: boolean;
  /** The hosts of one VirtualService share an array of routes, and overwrite what they append (istio/istio#50343). */
  readonly sharesRoutes: boolean;
  /** Domains `[host]` with ignore_port_in_host_matching, instead of `[host, host:*]`. */
  readonly bareDomains: boolean;
  /** Gateway API VirtualServices of the proxy's own namespace come before other public ones. */
  readonly ownNamespaceRoutesFirst: boolean;
  /** A later TLS match with an SNI that is taken is skipped instead of duplicated. */
  readonly skipsDuplicateSni: boolean;
  /** ExternalName Services are aliases: the cluster is the target's. */
  readonly externalNameAlias: boolean;
  /** Equal creation times compare `name.namespace` as one text (older), or name and then namespace. */
  readonly tieBreak: 'joined' | 'separate';
  readonly gatewayApi: GatewayApiProfile;
}

export interface GatewayApiProfile {
  /** `-`: 1.12–1.27; `~`: 1.28+. */
  readonly separator: '-' | '~';
  /** 1.26.2+: one VirtualService per Gateway listener and host, named after them. Before: after the oldest route. */
  readonly namedByHost: boolean;
  readonly routeNames: boolean;
  /** `rules[].name` takes the place of `ns.route.index`. */
  readonly ruleNames: boolean;
  /** sortHTTPRoutes: `length` ≤1.17, `rank` 1.18–1.19, `method` 1.20+. */
  readonly sort: 'length' | 'rank' | 'method';
}

/** The first minor release in which hosts have copies of their routes. */
export const ROUTES_COPIED_SINCE = 22;

export function profileOf(release: IstioRelease): GenerationProfile {
  const since = (minor: number): boolean => release.major > 1 || release.minor >= minor;
  // Delegates' order and the regex .* were put right in the patches 1.19.8 and 1.20.4 (their release notes).
  const isBefore = (minor: number, patch: number): boolean => release.minor === minor && release.patch < patch;
  const sinceFixes = since(19) && !isBefore(19, 8) && !isBefore(20, 4);
  return {
    release,
    truncation: truncationOf(since),
    catchAllRegex: sinceFixes ? '.*' : '*',
    pathSeparatedPrefix: since(14),
    routeStatPrefix: since(18),
    delegateRootsLast: !sinceFixes,
    delegateNamespaceDefaults: since(11),
    rdsUsesBoundPort: since(11),
    bindInRouteName: since(10),
    collapsesHosts: since(11),
    sharesRoutes: !since(ROUTES_COPIED_SINCE),
    bareDomains: since(15),
    ownNamespaceRoutesFirst: since(20),
    skipsDuplicateSni: since(12),
    externalNameAlias: since(20),
    tieBreak: since(19) ? 'separate' : 'joined',
    gatewayApi: {
      separator: since(28) ? '~' : '-',
      namedByHost: since(27) || (since(26) && release.patch >= 2),
      routeNames: since(17),
      ruleNames: since(24),
      sort: since(20) ? 'method' : rankOrLength(since(18)),
    },
  };
}

function rankOrLength(ranked: boolean): 'rank' | 'length' {
  return ranked ? 'rank' : 'length';
}

function truncationOf(since: (minor: number) => boolean): GenerationProfile['truncation'] {
  if (since(12)) return 'route';
  return since(8) ? 'match' : 'rule';
}
