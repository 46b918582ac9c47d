/**
 * Which listener takes a connection: by the port it is bound to, else by the port that a Gateway declares, which istiod
 * writes into its virtual hosts' names (`host:443`). Reference/envoy-semantics.md 1.1.
 */
import type { Listener, RouteConfiguration, Snapshot } from '../model/index.ts';
import type { MatchGap } from './match-gap.ts';
import { anyDamage, damageOf, isWhole } from './completeness.ts';
import type { Request } from './request.ts';

export type ListenerChoice =
  | { readonly kind: 'chosen'; readonly listener: Listener; readonly how: 'bound' | 'declared' }
  /** Nothing accepts connections there: the client's connection is refused. */
  | { readonly kind: 'none' }
  | { readonly kind: 'indeterminate'; readonly gap: MatchGap };

/** The route configurations of a listener's chains; `open` when it may have more than the input shows. */
export interface ListenerConfigs {
  readonly configs: readonly RouteConfiguration[];
  readonly open: boolean;
}

const WILDCARDS = new Set(['0.0.0.0', '::', '']);

export class ListenerIndex {
  readonly #bound = new Map<number, Listener[]>();
  readonly #declared = new Map<number, Set<Listener>>();
  readonly #complete: boolean;
  readonly #damaged: boolean;
  readonly #snapshot: Snapshot;
  /** Listeners whose virtual hosts are not all known: they may declare any port. */
  readonly #open: Listener[] = [];

  /** `configsOf` gives the route configurations that a listener's chains use. */
  constructor(snapshot: Snapshot, configsOf: (listener: Listener) => ListenerConfigs) {
    this.#complete = isWhole(snapshot, 'listeners');
    this.#damaged = snapshot.damaged.has('listeners') || snapshot.doubts.length > 0;
    this.#snapshot = snapshot;
    for (const listener of snapshot.listeners) {
      if (!accepts(listener) || listener.port === null) continue;
      const same = this.#bound.get(listener.port);
      if (same === undefined) this.#bound.set(listener.port, [listener]);
      else same.push(listener);
      const { configs, open } = configsOf(listener);
      for (const config of configs) this.#declare(config, listener);
      if (open) this.#open.push(listener);
    }
  }

  /** Nothing that stands in a damaged document is chosen, nor found missing because of it. */
  choose(request: Request): ListenerChoice {
    const choice = this.#choose(request);
    if (choice.kind === 'indeterminate' && choice.gap.kind !== 'absent') return choice;
    const damage = choice.kind === 'chosen' ? damageOf(this.#snapshot, choice.listener) : anyDamage(this.#snapshot);
    return damage === null ? choice : { kind: 'indeterminate', gap: damage };
  }

  #choose(request: Request): ListenerChoice {
    const port = request.port ?? (request.scheme === 'https' ? 443 : request.scheme === 'http' ? 80 : null);
    if (port === null) return { kind: 'indeterminate', gap: { kind: 'requestFact', fact: 'port' } };
    const bound = this.#bound.get(port);
    if (bound !== undefined) return oneOf(bound, request, 'bound');
    const declared = this.#declared.get(port);
    const uncertain = this.#damaged || this.#open.some((listener) => declared?.has(listener) !== true);
    if (declared !== undefined && !uncertain) return oneOf([...declared], request, 'declared');
    if (!this.#complete || (uncertain && declared !== undefined)) {
      return { kind: 'indeterminate', gap: { kind: 'absent', resource: 'listener', name: String(port) } };
    }
    // Without a port in the question there is nothing that was refused: the asker has to say which.
    return request.port === null
      ? { kind: 'indeterminate', gap: { kind: 'requestFact', fact: 'port' } }
      : { kind: 'none' };
  }

  #declare(config: RouteConfiguration, listener: Listener): void {
    for (const { name } of config.virtualHosts) {
      const digits = /:(\d{1,5})$/.exec(name)?.[1];
      if (digits === undefined) continue;
      const port = Number(digits);
      const listeners = this.#declared.get(port);
      if (listeners === undefined) this.#declared.set(port, new Set([listener]));
      else listeners.add(listener);
    }
  }
}

/** Warming, draining and rejected listeners accept nothing; null means that the input does not tell states. */
function accepts(listener: Listener): boolean {
  if (listener.protocol !== 'TCP' || !listener.bindToPort) return false;
  return listener.state === null || listener.state === 'static' || listener.state === 'active';
}

/** A specific address beats a wildcard on the same port, as the kernel does it. */
function oneOf(listeners: readonly Listener[], request: Request, how: 'bound' | 'declared'): ListenerChoice {
  const [only, second] = listeners;
  if (only !== undefined && second === undefined) return { kind: 'chosen', listener: only, how };
  const specific = listeners.filter(({ address }) => address !== null && address === request.destinationIp);
  const general = listeners.filter(({ address }) => WILDCARDS.has(address ?? ''));
  const fitting = specific.length > 0 ? specific : request.destinationIp === null ? [] : general;
  const [listener, another] = fitting;
  return listener !== undefined && another === undefined
    ? { kind: 'chosen', listener, how }
    : { kind: 'indeterminate', gap: { kind: 'several', resource: 'listener', name: String(only?.port ?? '') } };
}
