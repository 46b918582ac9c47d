/**
 * Why a match cannot be decided: data for the tracer to name, never prose. What depends on a gap is indeterminate.
 */

/** A fact about the request that the asker did not give and that decides the answer. */
export type RequestFact =
  | 'alpn'
  | 'authority'
  | 'clientCertificate'
  | 'destinationIp'
  | 'internal'
  | 'path'
  | 'port'
  | 'random'
  | 'sourceIp'
  | 'sourcePort';

export type MatchGap =
  /** A field of the configuration that this version does not model; `field` in snake_case. */
  | { readonly kind: 'unsupported'; readonly field: string; readonly raw: unknown }
  /** The value was replaced before the dump reached us. */
  | { readonly kind: 'redacted'; readonly field: string }
  /** The RE2 engine at hand refuses the pattern, or it is too big to be run. */
  | { readonly kind: 'regex'; readonly regex: string; readonly why: 'syntax' | 'size' | 'subject' | 'folding' }
  /** Decided by filters that run before the route is chosen. */
  | { readonly kind: 'dynamicMetadata'; readonly conditions: readonly unknown[] }
  | { readonly kind: 'filterState'; readonly conditions: readonly unknown[] }
  /** Matches a share of requests; `runtimeKey` when a runtime value that the input lacks may set it. */
  | {
      readonly kind: 'fraction';
      readonly numerator: number;
      readonly denominator: number;
      readonly runtimeKey?: string;
    }
  /** Envoy itself writes this header; its value cannot be told from the request. */
  | { readonly kind: 'headerValue'; readonly name: string }
  | { readonly kind: 'requestFact'; readonly fact: RequestFact }
  /** A resource that the configuration names is not in the input, which may be partial. */
  | {
      readonly kind: 'absent';
      readonly resource:
        'listener' | 'routeConfig' | 'cluster' | 'endpoints' | 'filterChain' | 'routes' | 'virtualHosts';
      readonly name: string;
    }
  /** The document is damaged there: what stands before and after it may belong elsewhere. */
  | { readonly kind: 'damaged'; readonly where: string }
  /** Two of a kind fit and nothing in the input tells them apart. */
  | {
      readonly kind: 'several';
      readonly resource: 'listener' | 'filterChain' | 'routeConfig' | 'virtualHost';
      readonly name: string;
    };

/** Envoy's own mark, and that of `whyroute redact`, which may stand inside a longer text. */
const REDACTED = /^\[redacted\]$|REDACTED-[a-z]+-\d+/;

/** True where a redactor took the value away, or a part of it: what it would match nobody can tell. */
export function isRedactedText(text: string): boolean {
  return REDACTED.test(text);
}
