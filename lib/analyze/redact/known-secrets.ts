/** Secrets that were found once are taken away wherever they occur again, in fields that no rule looks at. */
import { scalarEdits } from '../../base/text-tree/index.ts';
import type { Edit, StringNode, TextDocument } from '../../base/text-tree/index.ts';
import type { Registry, Removal } from './registry.ts';
import { isHunted } from './registry.ts';
import { outermost, walk } from './walk.ts';

/** By their first characters, so that a text is passed over once however many secrets there are. */
class Needles {
  readonly #byHead = new Map<string, Removal[]>();

  constructor(removals: readonly Removal[]) {
    for (const removal of removals) {
      const head = removal.value.slice(0, HEAD);
      this.#byHead.set(
        head,
        [...(this.#byHead.get(head) ?? []), removal].sort((a, b) => b.value.length - a.value.length),
      );
    }
  }

  get empty(): boolean {
    return this.#byHead.size === 0;
  }

  edits(text: string): readonly Edit[] {
    const edits: Edit[] = [];
    for (let at = 0; at + HEAD <= text.length; at++) {
      const found = this.#byHead.get(text.slice(at, at + HEAD))?.find(({ value }) => text.startsWith(value, at));
      if (found === undefined) continue;
      found.count++;
      edits.push({ start: at, end: at + found.value.length, text: found.marker });
      at += found.value.length - 1;
    }
    return edits;
  }
}

const HEAD = 8;

export function huntKnown(text: string, document: TextDocument, registry: Registry): readonly Edit[] {
  const needles = new Needles(registry.all().filter(isHunted));
  if (needles.empty) return [];
  const edits: Edit[] = [];
  const look = (node: StringNode): void => {
    edits.push(...scalarEdits(text, node, needles.edits(node.value)));
  };
  walk(document.root, outermost('text'), {
    scalar: (node) => {
      if (node.kind === 'string') look(node);
    },
    key: look,
  });
  return edits;
}
