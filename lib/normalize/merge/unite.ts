/** Unites the resources of several documents of one proxy: repeats count once, contradictions are refused. */
import { canonical, groupBy } from '../../base/index.ts';
import type { Placed } from '../document/parts.ts';

/** A draft with the document it stands in. */
export interface Entry<Draft> extends Placed<Draft> {
  readonly document: number;
}

/** One document's resources of a kind; `damaged` ones never contradict anybody: they may be cut short. */
export interface Source<Draft> {
  readonly document: number;
  readonly damaged: boolean;
  readonly placed: readonly Placed<Draft>[];
}

export interface United<Draft> {
  readonly entries: Entry<Draft>[];
  /** Resources that a second document repeats, by that document. */
  readonly repeats: Map<number, Draft[]>;
  /** First contradiction: the same name, different content, in two documents. */
  readonly conflict: { readonly name: string; readonly documents: readonly [number, number] } | null;
}

/** How two copies of one resource are told: the same key, and content without what only one kind of input knows. */
export interface Identity<Draft> {
  readonly key: (draft: Draft) => string;
  /** Members that depend on the kind of input (via, state, versionInfo, …). */
  readonly ignore: ReadonlySet<string>;
  /** True when `candidate` says more than `kept` about the same resource (a raw dump knows the state). */
  readonly better: (candidate: Draft, kept: Draft) => boolean;
}

export function unite<Draft>(sources: readonly Source<Draft>[], identity: Identity<Draft>): United<Draft> {
  const united: { -readonly [Key in keyof United<Draft>]: United<Draft>[Key] } = {
    entries: [],
    repeats: new Map(),
    conflict: null,
  };
  for (const source of sources) {
    if (source.placed.length > 0) addSource(united, source, sources, identity);
  }
  return united;
}

function addSource<Draft>(
  united: { -readonly [Key in keyof United<Draft>]: United<Draft>[Key] },
  source: Source<Draft>,
  sources: readonly Source<Draft>[],
  identity: Identity<Draft>,
): void {
  const earlier = groupBy(united.entries, ({ draft }) => identity.key(draft));
  const fresh: Entry<Draft>[] = [];
  const repeats: Draft[] = [];
  for (const placed of source.placed) {
    const twins = earlier.get(identity.key(placed.draft)) ?? [];
    const content = twins.length === 0 ? '' : canonical(placed.draft, identity.ignore);
    const same = twins.findIndex(({ draft }) => canonical(draft, identity.ignore) === content);
    const twin = twins[same];
    if (twin !== undefined) {
      twins.splice(same, 1);
      if (identity.better(placed.draft, twin.draft)) twin.draft = placed.draft;
      repeats.push(placed.draft);
      continue;
    }
    const rival = twins.find(({ document }) => !isDamaged(sources, document));
    if (rival !== undefined && !source.damaged && identity.key(placed.draft) !== '') {
      united.conflict ??= { name: identity.key(placed.draft), documents: [rival.document, source.document] };
    }
    const { draft, start, end } = placed;
    fresh.push({ draft, start, end, document: source.document });
  }
  united.entries.push(...fresh);
  if (repeats.length > 0) united.repeats.set(source.document, repeats);
}

function isDamaged<Draft>(sources: readonly Source<Draft>[], document: number): boolean {
  return sources.some((source) => source.document === document && source.damaged);
}
