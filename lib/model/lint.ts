/** What `whyroute lint` and `whyroute rules` answer. */
import type { Confidence, FileLocation, ResourceRef } from './attribution.ts';
import type { Gap, Section } from './diagnostic.ts';
import type { ProxySummary } from './result.ts';

/** Worst first. */
export const SEVERITIES = ['error', 'warning', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

/**
 * What a rule has to see: sections of the dump, the resources of `-r`, a gateway (others are proxies of another kind), or
 * the states of objects, which only Envoy's own /config_dump holds.
 */
export type LintInput = Section | 'resources' | 'gateway' | 'states';

/** An object to edit, with the place in it as far as known. */
export interface FindingResource extends ResourceRef {
  readonly path: string | null;
  readonly location: FileLocation | null;
}

/** A request as in a line of `trace --batch`. */
export interface FindingRequest {
  readonly scheme: 'http' | 'https';
  readonly port: number | null;
  readonly authority: string;
  readonly path: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly sni: string | null;
}

/** Either a concrete request that was put to the matching rules, or the facts of the input that conflict. */
export type Witness =
  | {
      readonly kind: 'request';
      readonly request: FindingRequest;
      readonly curl: string;
      /** What the proxy does with it, in one sentence. */
      readonly outcome: string;
    }
  | { readonly kind: 'facts'; readonly facts: readonly string[] };

/** `args` are the rule's own facts; `message` and `fix` are made from them. `also`: other places with the same finding. */
export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** A SELECTOR where the subject is an object of the dump. */
  readonly subject: string;
  readonly resources: readonly FindingResource[];
  readonly witness: Witness;
  readonly message: string;
  readonly fix: string;
  readonly args: Readonly<Record<string, unknown>>;
  /** The same in the next dump, as long as rule, objects and sentence are: what a baseline holds. */
  readonly fingerprint: string;
  readonly also: readonly string[];
}

/** A rule that could not be applied, and what it needs. */
export interface NotChecked {
  readonly code: string;
  readonly needs: readonly LintInput[];
  readonly why: string;
}

/** A place where a rule was applied and could not tell. */
export interface Undecided {
  readonly code: string;
  readonly subject: string;
  readonly why: string;
}

/** An entry that asked for silence. `used` counts the findings it hid. */
export interface IgnoreUse {
  readonly code: string;
  readonly subject: string | null;
  readonly reason: string | null;
  readonly from: string;
  readonly used: number;
}

/** Findings are worst first, in a total order. `looked` counts what was looked at. */
export interface LintResult {
  readonly proxy: ProxySummary;
  readonly gaps: readonly Gap[];
  readonly failOn: Severity | 'never';
  readonly findings: readonly Finding[];
  /** The rules of the findings. */
  readonly rules: readonly { readonly code: string; readonly severity: Severity; readonly summary: string }[];
  readonly counts: Readonly<Record<Severity, number>>;
  readonly looked: { readonly routes: number; readonly clusters: number; readonly filterChains: number };
  readonly checked: readonly string[];
  readonly notChecked: readonly NotChecked[];
  readonly undecided: readonly Undecided[];
  readonly ignores: readonly IgnoreUse[];
  /** Null without `--baseline`; `known` findings of it are hidden, `gone` ones do not occur any more. */
  readonly baseline: { readonly known: number; readonly gone: number } | null;
}

/** One entry of the catalogue; `page` is its Markdown. */
export interface RuleEntry {
  readonly code: string;
  readonly severity: Severity;
  readonly needs: readonly LintInput[];
  readonly summary: string;
  readonly page: string;
}

/** `asked` is the CODE of the command line, null for the whole catalogue; `nearest` where it is none. */
export interface RulesResult {
  readonly asked: string | null;
  readonly rules: readonly RuleEntry[];
  readonly nearest: readonly string[];
}
