/** What was removed: one marker for one value, so that "these two routes send the same token" stays visible. */
import { isPlainName } from './shapes.ts';

/** What kind of thing was removed; part of the marker that stands in its place. */
export const SECRET_CLASSES = [
  'key',
  'credential',
  'header',
  'match',
  'token',
  'code',
  'config',
  'details',
  'unknown',
] as const;
export type SecretClass = (typeof SECRET_CLASSES)[number];

export interface Removal {
  readonly value: string;
  readonly class: SecretClass;
  readonly rule: string;
  readonly marker: string;
  count: number;
  /** True when some rule knew it for a secret, and not only its place for an unknown one. */
  certain: boolean;
}

/** Shorter values would be found everywhere. */
const SEARCHABLE_LENGTH = 8;

export class Registry {
  readonly #byValue = new Map<string, Removal>();
  readonly #next = new Map<SecretClass, number>();
  /** Values that Envoy or an earlier run had removed. */
  already = 0;

  /** Numbers that the input already uses stay with their values. */
  reserve(text: string): void {
    for (const [, name, number] of text.matchAll(/REDACTED-([a-z]+)-(\d+)/g)) {
      const known = SECRET_CLASSES.find((one) => one === name);
      if (known !== undefined && number !== undefined && number.length < 10) {
        this.#next.set(known, Math.max(this.#next.get(known) ?? 0, Number(number)));
      }
    }
  }

  /** The marker for a value; numbers count in order of appearance. */
  remove(value: string, kind: SecretClass, rule: string): string {
    const known = this.#byValue.get(value);
    if (known !== undefined) {
      known.count++;
      known.certain ||= isCertain(kind);
      return known.marker;
    }
    const number = (this.#next.get(kind) ?? 0) + 1;
    this.#next.set(kind, number);
    const marker = `REDACTED-${kind}-${String(number)}`;
    this.#byValue.set(value, { value, class: kind, rule, marker, count: 1, certain: isCertain(kind) });
    return marker;
  }

  all(): readonly Removal[] {
    return [...this.#byValue.values()];
  }

  get size(): number {
    return this.#byValue.size;
  }
}

function isCertain(kind: SecretClass): boolean {
  return kind !== 'unknown' && kind !== 'code' && kind !== 'details';
}

/** Certainly a secret wherever it stands: not of an unknown field, long enough, and no name that people give. */
export function isHunted({ value, certain }: Removal): boolean {
  return certain && value.length >= SEARCHABLE_LENGTH && !isPlainName(value);
}
