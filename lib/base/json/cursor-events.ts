import type { JsonDamage } from './damage.ts';

/** What a cursor meets on its way. */
export interface CursorEvents {
  /** An element was lost; reading goes on after it. */
  readonly onDamage: (damage: JsonDamage) => void;
  /** A key occurs twice in one object of this range; the last value won. */
  readonly onDuplicateKey: (start: number, end: number) => void;
  /** An integer that a double cannot hold stands in the value that begins here; it arrives as text. */
  readonly onLongInteger: (start: number) => void;
}
