/** RE2 patterns as trees over bytes: what the automata of containment are built from. */

/** 256 flags, 1 for each member byte. */
export type ByteSet = Uint8Array;

export type Pattern =
  | { readonly kind: 'bytes'; readonly set: ByteSet }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly Pattern[] }
  /** `most` null: without end. */
  | { readonly kind: 'repeat'; readonly part: Pattern; readonly least: number; readonly most: number | null }
  | { readonly kind: 'begin' | 'end' };

export const EMPTY: Pattern = { kind: 'sequence', parts: [] };

export function bytesWhere(test: (byte: number) => boolean): ByteSet {
  const set = new Uint8Array(256);
  for (let byte = 0; byte < 256; byte++) if (test(byte)) set[byte] = 1;
  return set;
}

const SINGLE: readonly Pattern[] = Array.from({ length: 256 }, (_, byte) => ({
  kind: 'bytes',
  set: bytesWhere((other) => other === byte),
}));

export function oneByte(byte: number): Pattern {
  return SINGLE[byte] ?? EMPTY;
}

export function sequence(parts: readonly Pattern[]): Pattern {
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { kind: 'sequence', parts };
}

export function choice(parts: readonly Pattern[]): Pattern {
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { kind: 'choice', parts };
}
