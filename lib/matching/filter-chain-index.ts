/**
 * Filter chain selection: nine levels, each committing to its most specific key, never going back (Envoy
 * source/common/listener_manager/filter_chain_manager_impl.cc; reference/envoy-semantics.md 1.3).
 */
import type { FilterChain, Listener } from '../model/index.ts';
import { evaluateTree } from './matcher-tree.ts';
import type { ConnectionFacts } from './connection-facts.ts';
import { chainNameTree } from './decode-matcher-tree.ts';
import type { ChainLevel, LevelName } from './filter-chain-levels.ts';
import { CHAIN_LEVELS } from './filter-chain-levels.ts';
import type { MatchGap } from './match-gap.ts';
import type { RegexCache } from './regex.ts';
import { connectionTreeContext } from './tree-inputs.ts';

export type ChainChoice =
  | { readonly kind: 'chosen'; readonly chain: FilterChain }
  /** `failedAt`: the level at which no chain was left; null when a filter_chain_matcher decided. */
  | { readonly kind: 'none'; readonly failedAt: LevelName | null }
  | { readonly kind: 'indeterminate'; readonly gap: MatchGap };

/** One node of the nested index: the chains that share the keys chosen so far. */
class Node {
  readonly #level: number;
  readonly #chains: readonly FilterChain[];
  #children: ReadonlyMap<string, Node> | undefined;
  #found: ChainChoice | undefined;

  /** Where no chain says anything at a level there is nothing to choose: the first level that tells them apart counts. */
  constructor(level: number, chains: readonly FilterChain[]) {
    const first = CHAIN_LEVELS.findIndex(
      ({ keysOf }, at) => at >= level && chains.some(({ match }) => keysOf(match).length > 0),
    );
    this.#level = first === -1 ? CHAIN_LEVELS.length : first;
    this.#chains = chains;
  }

  choose(connection: ConnectionFacts): ChainChoice {
    const level: ChainLevel | undefined = CHAIN_LEVELS[this.#level];
    if (level === undefined) return this.#leaf();
    this.#children ??= this.#split(level);
    const key = level.pick(this.#children, connection);
    if (key === null) return { kind: 'none', failedAt: level.name };
    if (typeof key !== 'string') return { kind: 'indeterminate', gap: key };
    return this.#children.get(key)?.choose(connection) ?? { kind: 'none', failedAt: level.name };
  }

  #split(level: ChainLevel): ReadonlyMap<string, Node> {
    const groups = new Map<string, FilterChain[]>();
    for (const chain of this.#chains) {
      const keys = level.keysOf(chain.match);
      for (const key of keys.length === 0 ? level.unset : keys) {
        const group = groups.get(key);
        if (group === undefined) groups.set(key, [chain]);
        else if (!group.includes(chain)) group.push(chain);
      }
    }
    return new Map([...groups].map(([key, chains]) => [key, new Node(this.#level + 1, chains)]));
  }

  #leaf(): ChainChoice {
    return (this.#found ??= this.#only());
  }

  #only(): ChainChoice {
    const [chain, second] = this.#chains;
    if (chain === undefined) return { kind: 'none', failedAt: null };
    // Envoy refuses two equal matches, so one of them is not what the proxy holds.
    if (second !== undefined) {
      return { kind: 'indeterminate', gap: { kind: 'several', resource: 'filterChain', name: second.name ?? '' } };
    }
    return { kind: 'chosen', chain };
  }
}

/** The chains of one listener, ready to be asked. */
export class FilterChainIndex {
  readonly #listener: Listener;
  readonly #default: FilterChain | null;
  readonly #root: Node;
  readonly #gap: MatchGap | null;
  readonly #regexes: RegexCache;

  constructor(listener: Listener, regexes: RegexCache) {
    this.#listener = listener;
    this.#regexes = regexes;
    this.#default = listener.filterChains.find((chain) => chain.isDefault) ?? null;
    const chains = listener.filterChains.filter((chain) => !chain.isDefault);
    this.#root = new Node(0, chains);
    const field = chains.flatMap(({ match }) => match.unsupported ?? [])[0];
    this.#gap = field === undefined ? null : { kind: 'unsupported', field: field.field, raw: field.raw };
  }

  choose(connection: ConnectionFacts): ChainChoice {
    const choice =
      this.#listener.filterChainMatcher === undefined ? this.#byMatch(connection) : this.#byTree(connection);
    return choice.kind === 'none' && this.#default !== null && choice.failedAt !== 'chainName'
      ? { kind: 'chosen', chain: this.#default }
      : choice;
  }

  #byMatch(connection: ConnectionFacts): ChainChoice {
    if (this.#gap !== null) return { kind: 'indeterminate', gap: this.#gap };
    return this.#listener.filterChains.every((chain) => chain.isDefault)
      ? { kind: 'none', failedAt: null }
      : this.#root.choose(connection);
  }

  /** The tree names a chain; a name that no chain has closes the connection, default chain or not. */
  #byTree(connection: ConnectionFacts): ChainChoice {
    const tree = chainNameTree(this.#listener.filterChainMatcher);
    const outcome = evaluateTree(tree, connectionTreeContext(connection, this.#regexes));
    if (outcome.kind === 'open') return { kind: 'indeterminate', gap: outcome.gap };
    if (outcome.kind === 'none') return { kind: 'none', failedAt: null };
    const chain = this.#listener.filterChains.find(({ name, isDefault }) => !isDefault && name === outcome.action);
    return chain === undefined ? { kind: 'none', failedAt: 'chainName' } : { kind: 'chosen', chain };
  }
}
