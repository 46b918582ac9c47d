import type { Confidence, FileLocation, Source } from '../../model/index.ts';
import { resourceList, resourceWords } from './resource.ts';

/** A word, because meaning must not depend on color. */
const MARK = { certain: '', likely: ' (likely)', possible: ' (possible)' } as const satisfies Record<
  Confidence,
  string
>;

/** The first clause of a reason, for a cell. */
function clause(reason: string): string {
  return /^.*?(?=[.;] |[.;]$)/.exec(reason)?.[0] ?? reason;
}

/** What the resources given say against it: its first words, for the reason has the rest. */
function disputeOf({ evidence }: Source): string | null {
  const against = evidence.find(({ kind }) => kind === 'contradiction');
  return against === undefined ? null : (/^.*?(?=:| \()/.exec(against.detail)?.[0] ?? against.detail);
}

function attributedWords(source: Source, full: boolean): string {
  let words = source.resource === null ? '(attributed, but no resource is named)' : resourceWords(source.resource);
  if (source.path !== null) words += ` ${source.path}`;
  if (source.via !== null) {
    const { namespace, name, path } = source.via;
    words += ` (via ${namespace}/${name ?? '?'}${path === null ? '' : ` ${path}`})`;
  }
  const dispute = disputeOf(source);
  words += dispute === null ? MARK[source.confidence] : ` (${source.confidence}: ${dispute})`;
  if (!full) return words;
  if (source.location !== null) words += ` at ${source.location.file}:${String(source.location.line)}`;
  if (source.candidates.length > 0) words += `; or ${resourceList(source.candidates)}`;
  return source.reason === null ? words : `${words}; ${source.reason}`;
}

function ambiguousWords(source: Source, full: boolean): string {
  const reason = source.reason ?? 'several objects fit';
  if (source.candidates.length === 0) return `? ${full ? reason : clause(reason)}${MARK[source.confidence]}`;
  const place = source.path === null ? '' : ` ${source.path}`;
  const words = `? ${resourceList(source.candidates)}${place}${MARK[source.confidence]}`;
  return full ? `${words}; ${reason}` : words;
}

function unattributedWords(source: Source, full: boolean): string {
  const reason = source.reason ?? 'no trace of a maker';
  if (source.candidates.length === 0) return `(unattributed: ${full ? reason : clause(reason)})`;
  const guess = source.confidence === 'possible' ? 'possibly' : 'likely';
  const words = `unattributed: ${guess} ${resourceList(source.candidates)}`;
  return full ? `(${words}; ${reason})` : `(${words})`;
}

/** Reasons open with who builds it in, which the cell says already. */
function syntheticWords(source: Source, full: boolean): string {
  const reason = (source.reason ?? 'Istio or its bootstrap makes it').replace(/^(?:built in|the proxy's own): /, '');
  return `(built-in: ${full ? reason : clause(reason)})${MARK[source.confidence]}`;
}

/**
 * Who made an object, for one cell. `full` adds where in the given files, other candidates and what the claim leaves
 * open; without it the words are the shortest that are still true.
 */
export function sourceWords(source: Source, full: boolean): string {
  switch (source.status) {
    case 'attributed':
      return attributedWords(source, full);
    case 'ambiguous':
      return ambiguousWords(source, full);
    case 'synthetic':
      return syntheticWords(source, full);
    case 'unattributed':
      return unattributedWords(source, full);
  }
}

/** The file without its folders: what fits into a table. */
export function shortPlace({ file, line }: FileLocation): string {
  return `${file.slice(file.lastIndexOf('/') + 1)}:${String(line)}`;
}

/** How a status is called in counts. */
export const STATUS_WORDS: Readonly<Record<Source['status'], string>> = {
  attributed: 'attributed',
  ambiguous: 'ambiguous',
  synthetic: 'built-in',
  unattributed: 'unattributed',
};
