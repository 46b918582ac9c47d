/**
 * xds.type.matcher.v3.Matcher ("unified matching"), as far as it can be decided: chains are chosen by one in
 * Listener.filter_chain_matcher, routes by one in VirtualHost.matcher. Source: xds/type/matcher/v3/matcher.proto.
 */
import type { StringMatcher, Unsupported } from './matchers.ts';

/** What a matcher looks at. */
export type MatcherInput =
  | { readonly kind: 'header'; readonly name: string }
  | {
      readonly kind:
        | 'destinationPort'
        | 'destinationIp'
        | 'sourceIp'
        | 'sourcePort'
        | 'directSourceIp'
        | 'serverName'
        | 'transportProtocol';
    }
  | Unsupported;

/** Where a match leads: on to another matcher, or to the action. */
export type OnMatch<Leaf> =
  | { readonly kind: 'matcher'; readonly matcher: MatcherTree<Leaf> }
  | { readonly kind: 'action'; readonly action: Leaf }
  | Unsupported;

export type MatcherCondition =
  | { readonly kind: 'single'; readonly input: MatcherInput; readonly test: StringMatcher }
  | { readonly kind: 'and' | 'or'; readonly conditions: readonly MatcherCondition[] }
  | { readonly kind: 'not'; readonly condition: MatcherCondition }
  | Unsupported;

/** `list`: the first entry that holds. `map`: exact text, or the longest prefix. */
export type MatcherTree<Leaf> =
  | {
      readonly kind: 'list';
      readonly entries: readonly { readonly condition: MatcherCondition; readonly onMatch: OnMatch<Leaf> }[];
      readonly onNoMatch?: OnMatch<Leaf>;
    }
  | {
      readonly kind: 'map';
      readonly how: 'exact' | 'prefix';
      readonly input: MatcherInput;
      readonly map: ReadonlyMap<string, OnMatch<Leaf>>;
      readonly onNoMatch?: OnMatch<Leaf>;
    }
  | Unsupported;
