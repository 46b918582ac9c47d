/** The conditions of a match, each on one fact of the request, so that facts can be looked at one by one. */
import type { ByteString } from '../bytes.ts';
import type { ByteOrder } from './byte-choices.ts';
import type { Language } from './language.ts';

/**
 * One fact of a request. `one`: a text that is always there. `optional`: one text or none. `many`: any number of texts
 * (repeated headers). `open`: something that the input does not show; conditions on it are only ever equal or not.
 */
export interface Fact {
  readonly key: string;
  readonly shape: 'one' | 'optional' | 'many' | 'random' | 'certificate' | 'open';
  /** The header, parameter or cookie; empty for the rest. */
  readonly name: string;
  /** Texts that it may hold at all. */
  readonly inside: readonly Language[];
  readonly outside: readonly Language[];
  readonly order: ByteOrder;
  readonly guesses: readonly ByteString[];
  /** Texts to prefer once some were refused: they get past many tests for single texts at once. */
  readonly elsewhere?: Language;
}

interface OnFact {
  readonly id: number;
  readonly fact: Fact;
  /** As in RouteReach's `conditions`. */
  readonly label: string;
}

/** Holds when (some text is in `language`) differs from `invert`; `onAbsent` when there is no text. */
export interface TextCondition extends OnFact {
  readonly kind: 'text';
  readonly language: Language;
  readonly invert: boolean;
  readonly onAbsent: boolean;
}

/** Holds when random % denominator < numerator. */
export interface FractionCondition extends OnFact {
  readonly kind: 'fraction';
  readonly numerator: number;
  readonly denominator: number;
}

export interface CertificateCondition extends OnFact {
  readonly kind: 'certificate';
  readonly presented: boolean | null;
  readonly validated: boolean | null;
}

/** Cannot be decided: `field` is its name in the dump. Two with one id always agree. */
interface OpenCondition extends OnFact {
  readonly kind: 'open';
  readonly field: string;
}

export type Condition = TextCondition | FractionCondition | CertificateCondition | OpenCondition;

/** What a fact holds: texts (none: absent), the random number, the client's certificate; null for what is open. */
export type FactValue =
  | { readonly kind: 'texts'; readonly texts: readonly ByteString[] }
  | { readonly kind: 'random'; readonly random: number }
  | { readonly kind: 'certificate'; readonly presented: boolean; readonly validated: boolean }
  | { readonly kind: 'open' };

/** `none`: no value does it. `lost`: too much work, or a test that cannot be turned around. */
export type Solved =
  { readonly kind: 'value'; readonly value: FactValue } | { readonly kind: 'none' } | { readonly kind: 'lost' };
