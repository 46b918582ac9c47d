/**
 * Result documents: what an analysis returns and all that a renderer reads. Plain JSON, valid against
 * `schemas/output/`. Field names are Envoy's and Istio's own, in lower camel case as istioctl prints them.
 */
import type { FileLocation, ResourceRef } from './attribution.ts';
import type { Cluster } from './cluster.ts';
import type { Diagnostic, Gap } from './diagnostic.ts';
import type { ChainTarget, FilterChain, HttpConnectionManager, Listener, RouteSource } from './listener.ts';
import type { RouteMatch } from './matchers.ts';
import type { HeaderMutations, RouteAction } from './route-action.ts';
import type { RequireTls } from './route.ts';
import type { Rows } from './rows.ts';
import type { Counted } from './snapshot.ts';
import type { Source } from './source.ts';

/** in = explained + unattributed + skipped, for every kind; `reasons` says why each skipped one was skipped. */
export interface KindAccounting {
  readonly in: number;
  readonly explained: number;
  readonly unattributed: number;
  readonly skipped: number;
  readonly reasons: readonly { readonly reason: string; readonly count: number }[];
}
export type Accounting = Readonly<Record<Counted, KindAccounting>>;

/** The envelope of every JSON answer; printed on failure too, with `result` null. */
export interface Envelope<Result> {
  readonly schemaVersion: string;
  readonly status: 'ok' | 'partial' | 'failed';
  readonly exitCode: number;
  readonly warnings: readonly Diagnostic[];
  readonly errors: readonly Diagnostic[];
  readonly accounting: Accounting | null;
  readonly result: Result | null;
}

/** Facts about the proxy that every answer carries; null where the input cannot tell. */
export interface ProxySummary {
  readonly nodeId: string | null;
  readonly name: string | null;
  readonly namespace: string | null;
  readonly type: string | null;
  readonly envoyVersion: string | null;
  /** The control plane's version as far as it can be told, and how: `given` (--istio-version), `read` (node metadata), … */
  readonly istioVersion: {
    readonly text: string;
    readonly how: 'given' | 'read' | 'inferred' | 'assumed';
    readonly because: string;
  };
}

/** One route as printed. `routeConfig` is never empty; `ports` are the bound ports of the listeners that use it. */
export interface RouteRow {
  readonly routeConfig: string;
  readonly virtualHost: string;
  readonly index: number;
  readonly name: string | null;
  readonly ports: readonly number[];
  readonly domains: readonly string[];
  readonly match: RouteMatch;
  readonly action: RouteAction;
  readonly headers?: HeaderMutations;
  readonly perFilterConfig?: Readonly<Record<string, unknown>>;
  readonly source: Source;
}

/** One virtual host; `outcome` says what a request gets that matches none of its routes. */
export interface VirtualHostRow {
  readonly routeConfig: string;
  readonly virtualHost: string;
  readonly ports: readonly number[];
  readonly domains: readonly string[];
  readonly requireTls: RequireTls;
  readonly routes: number;
  /** Present and true when routes could not be read, or sit in a matcher tree: what else it answers is unknown. */
  readonly incomplete?: true;
  readonly source: Source;
}

export interface RouteConfigRow {
  readonly routeConfig: string;
  readonly name: string;
  readonly via: 'dynamic' | 'static' | 'inline' | null;
  readonly ports: readonly number[];
  readonly listeners: readonly string[];
  readonly virtualHosts: number;
  readonly routes: number;
  readonly source: Source;
}

/** `filtered` counts what the user's filters left out. Routes follow the order of their virtual hosts. */
export interface RoutesResult {
  readonly proxy: ProxySummary;
  readonly gaps: readonly Gap[];
  readonly routeConfigs: readonly RouteConfigRow[];
  readonly virtualHosts: readonly VirtualHostRow[];
  readonly routes: Rows<RouteRow>;
  readonly filtered: number;
}

/** Parts of an Istio cluster name; null for names of another shape. */
export interface ClusterNameParts {
  readonly direction: string;
  readonly port: number;
  readonly subset: string;
  readonly host: string;
}

export interface EndpointSummary {
  readonly total: number;
  readonly healthy: number;
  readonly from: 'eds' | 'clusters' | 'static';
}

/** `source` is the Service, ServiceEntry or DestinationRule subset that made it; `destinationRule` whose policy it carries. */
export interface ClusterRow extends Omit<Cluster, 'id' | 'at' | 'loadAssignment'> {
  readonly parts: ClusterNameParts | null;
  readonly destinationRule: Source | null;
  /** Null when the input holds no endpoints for it: "unknown", not "none". */
  readonly endpoints: EndpointSummary | null;
  readonly source: Source;
}

export interface ClustersResult {
  readonly proxy: ProxySummary;
  readonly gaps: readonly Gap[];
  readonly clusters: readonly ClusterRow[];
  readonly filtered: number;
}

/** A configuration that a chain holds inline is named by its position, `route-config/3`: ids are not for printing. */
export type RouteSourceRow =
  Exclude<RouteSource, { readonly kind: 'inline' }> | { readonly kind: 'inline'; readonly routeConfigId: string };

export type ChainTargetRow =
  | Exclude<ChainTarget, HttpConnectionManager>
  | (Omit<HttpConnectionManager, 'routes'> & { readonly routes: RouteSourceRow });

export interface FilterChainRow extends Omit<FilterChain, 'id' | 'target'> {
  readonly target: ChainTargetRow;
  /** Never empty: the chain's own name, or one made of its match. */
  readonly label: string;
  /** Name of the route configuration it uses, null for TCP. */
  readonly routeConfig: string | null;
  readonly source: Source;
}

export interface ListenerRow extends Omit<Listener, 'id' | 'at' | 'filterChains' | 'name' | 'label'> {
  readonly listener: string;
  readonly name: string;
  readonly filterChains: readonly FilterChainRow[];
  readonly source: Source;
}

export interface ListenersResult {
  readonly proxy: ProxySummary;
  readonly gaps: readonly Gap[];
  readonly listeners: readonly ListenerRow[];
  readonly filtered: number;
}

/** One object in full. */
export interface ExplainedObject {
  readonly kind: 'route' | 'virtualHost' | 'routeConfig' | 'cluster' | 'listener' | 'filterChain' | 'resource';
  /** How to name it again: a SELECTOR. */
  readonly selector: string;
  /** Plain words, one sentence a line. */
  readonly what: readonly string[];
  readonly source: Source | null;
  /** The chain of objects a request goes through, outermost first: Gateway → VirtualService → Service. */
  readonly path: readonly { readonly label: string; readonly detail: string }[];
  /** What else competes with it: earlier and later routes of the host with an overlapping path, and the like. */
  readonly competes: readonly { readonly selector: string; readonly why: string }[];
  readonly raw: RouteRow | VirtualHostRow | RouteConfigRow | ClusterRow | ListenerRow | FilterChainRow | null;
  /** Of a resource that was given: what each of its rules became. */
  readonly rules?: readonly RuleRow[];
}

/** Something that a rule became. `present`: whether the dump has it; null when the input holds no such section. */
export interface RuleProduct {
  readonly kind: 'route' | 'filterChain' | 'routeConfig';
  /** A SELECTOR for what is there; the place it should have for what is not. */
  readonly selector: string;
  readonly present: boolean | null;
}

/** One rule or match of a VirtualService, HTTPRoute, …, or one server of a Gateway. */
export interface RuleRow {
  readonly path: string;
  readonly location: FileLocation;
  readonly became: readonly RuleProduct[];
  /** Why it became nothing, what to look at first first; both empty when not even the replay can tell. */
  readonly reasons: readonly { readonly kind: string; readonly text: string }[];
}

/** A resource that `why-not` was asked about. */
export interface WhyNotResource {
  readonly resource: ResourceRef;
  readonly location: FileLocation;
  /** Plain words, one sentence a line. */
  readonly what: readonly string[];
  readonly rules: readonly RuleRow[];
}

export interface WhyNotResult {
  readonly proxy: ProxySummary;
  readonly gaps: readonly Gap[];
  readonly selector: string;
  readonly resources: readonly WhyNotResource[];
  /** When nothing fits: the nearest names among the resources given. */
  readonly nearest: readonly string[];
}

export interface ExplainResult {
  readonly proxy: ProxySummary;
  readonly gaps: readonly Gap[];
  readonly selector: string;
  readonly objects: readonly ExplainedObject[];
  /** When nothing fits: the nearest names. */
  readonly nearest: readonly string[];
}
