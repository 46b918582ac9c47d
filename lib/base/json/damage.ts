/** Why reading JSON stopped. A control-flow signal inside the reader; it never leaves the normalize room. */
export type DamageKind =
  /** The bytes end inside a value: a cut file. */
  | 'cut'
  /** The grammar is violated at this byte. */
  | 'syntax'
  /** Nesting beyond the depth limit. */
  | 'depth'
  /** One element is larger than anything that can be read at once. */
  | 'size';

/** `byte` is the offset in the document at which reading had to stop; `expected` is for people. */
export class JsonDamage extends Error {
  readonly kind: DamageKind;
  readonly byte: number;
  readonly expected: string;
  /** Where in the document, e.g. `configs[4].dynamic_route_configs[0]`; set by the walk that met it. */
  path?: string;

  constructor(kind: DamageKind, byte: number, expected: string) {
    super(`${kind} at byte ${String(byte)}: expected ${expected}`);
    this.name = 'JsonDamage';
    this.kind = kind;
    this.byte = byte;
    this.expected = expected;
  }
}
