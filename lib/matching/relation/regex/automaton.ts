/** A pattern as a nondeterministic automaton (Thompson's construction), its size bounded. */
import type { ByteSet, Pattern } from './syntax.ts';

type Node =
  | { readonly kind: 'bytes'; readonly set: ByteSet; readonly next: number }
  | { kind: 'split'; next: readonly number[] }
  | { readonly kind: 'begin' | 'end'; readonly next: number }
  | { readonly kind: 'match' };

export interface Nondeterministic {
  readonly nodes: readonly Node[];
  readonly start: number;
}

/** Nodes at most: Istio's own limit for RE2 programs is 32768 instructions, real ones have some dozens. */
const NODE_LIMIT = 6000;

/** Null when the pattern is too big. */
export function automatonOf(pattern: Pattern): Nondeterministic | null {
  const builder = new Builder();
  const start = builder.add(pattern, builder.push({ kind: 'match' }));
  return builder.nodes.length > NODE_LIMIT ? null : { nodes: builder.nodes, start };
}

class Builder {
  readonly nodes: Node[] = [];

  push(node: Node): number {
    return this.nodes.push(node) - 1;
  }

  /** Adds a pattern that goes on to `next`; gives its first node. Depth is bounded by the parser. */
  add(pattern: Pattern, next: number): number {
    if (this.nodes.length > NODE_LIMIT) return next;
    switch (pattern.kind) {
      case 'bytes':
        return this.push({ kind: 'bytes', set: pattern.set, next });
      case 'begin':
      case 'end':
        return this.push({ kind: pattern.kind, next });
      case 'sequence':
        return pattern.parts.reduceRight((after, part) => this.add(part, after), next);
      case 'choice':
        return this.push({ kind: 'split', next: pattern.parts.map((part) => this.add(part, next)) });
      case 'repeat':
        return this.#repeat(pattern, next);
    }
  }

  #repeat({ part, least, most }: Extract<Pattern, { kind: 'repeat' }>, next: number): number {
    let after = next;
    if (most === null) {
      const loop: Node = { kind: 'split', next: [next] };
      after = this.push(loop);
      loop.next = [this.add(part, after), next];
    } else {
      for (let i = least; i < most && this.nodes.length <= NODE_LIMIT; i++) {
        after = this.push({ kind: 'split', next: [this.add(part, after), next] });
      }
    }
    for (let i = 0; i < least && this.nodes.length <= NODE_LIMIT; i++) after = this.add(part, after);
    return after;
  }
}
