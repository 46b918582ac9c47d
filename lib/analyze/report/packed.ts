/** A snapshot with its attributions as JSON and back: what the page needs to run the real matching code. */
import type { Attribution, EntityId, ReportResult, Snapshot } from '../../model/index.ts';
import type { Provenance } from '../../provenance/index.ts';

/** Everything that the page embeds, but for the fragments of the dump. */
export interface PackedReport {
  readonly report: ReportResult;
  readonly snapshot: Snapshot;
  readonly provenance: Provenance;
}

interface Body {
  readonly snapshot: Omit<Snapshot, 'sections' | 'proxy'>;
  readonly attributions: readonly (readonly [EntityId, Attribution])[];
  readonly destinationRules: readonly (readonly [EntityId, Attribution])[];
}

/** Small, and the only part that always holds maps: reading marks costs time in a large text. */
interface Head {
  readonly report: ReportResult;
  readonly istioVersion: Provenance['istioVersion'];
  readonly sections: Snapshot['sections'];
  readonly proxy: Snapshot['proxy'];
}

const MAP = '$map';
const SET = '$set';
const OBJECT = '$object';
const HAS_MARK = /"\$(?:map|set|object)"/;

/** JSON has no form for maps and sets; an object of a dump that looks like a mark is marked as well. */
function mark(_: string, value: unknown): unknown {
  if (value instanceof Map) return { [MAP]: [...(value as ReadonlyMap<unknown, unknown>)] };
  if (value instanceof Set) return { [SET]: [...(value as ReadonlySet<unknown>)] };
  const strange = isRecord(value) && [MAP, SET, OBJECT].some((key) => Object.hasOwn(value, key));
  return strange ? { [OBJECT]: Object.entries(value) } : value;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function unmark(_: string, value: unknown): unknown {
  if (!isRecord(value)) return value;
  if (Array.isArray(value[MAP])) return new Map(value[MAP] as [unknown, unknown][]);
  if (Array.isArray(value[SET])) return new Set(value[SET] as unknown[]);
  return Array.isArray(value[OBJECT]) ? Object.fromEntries(value[OBJECT] as [string, unknown][]) : value;
}

function parsed(text: string): unknown {
  return JSON.parse(text, HAS_MARK.test(text) ? unmark : undefined) as unknown;
}

/** The document as two lines of JSON. */
export function packed({ report, snapshot, provenance }: PackedReport): string {
  const { sections, proxy, ...rest } = snapshot;
  const head: Head = { report, istioVersion: provenance.istioVersion, sections, proxy };
  const body: Body = {
    snapshot: rest,
    attributions: [...provenance.attributions],
    destinationRules: [...provenance.destinationRules],
  };
  return `${JSON.stringify(head, mark)}\n${JSON.stringify(body, mark)}`;
}

/** @throws SyntaxError when the text is cut */
export function unpacked(text: string): PackedReport {
  const line = text.indexOf('\n');
  const { report, istioVersion, sections, proxy } = parsed(text.slice(0, line)) as Head;
  const { snapshot, attributions, destinationRules } = parsed(text.slice(line + 1)) as Body;
  const provenance: Provenance = {
    attributions: new Map(attributions),
    destinationRules: new Map(destinationRules),
    istioVersion,
    given: { kind: 'nothing' },
    diagnostics: [],
  };
  return { report, snapshot: { ...snapshot, sections, proxy }, provenance };
}
