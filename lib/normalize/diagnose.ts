/** Damage and oddities of a document as diagnostics with line, column and JSON path. Never quotes the input. */
import { findDuplicateKeys } from '../base/json/index.ts';
import type { JsonDamage } from '../base/json/index.ts';
import { findIn, pieceOf, placeOf } from '../base/source/index.ts';
import type { ByteSource } from '../base/source/index.ts';
import type { Diagnostic } from '../model/index.ts';
import type { Checked, SkippedLines } from '../validate/index.ts';
import type { Parts } from './document/parts.ts';

const MOST = 20;

function position(source: ByteSource, byte: number): { byte: number; line: number; column: number } {
  return { byte, ...placeOf(source, byte) };
}

const DAMAGE = {
  cut: {
    code: 'JS001',
    message: 'the input ends inside a value: it is cut; what was complete before is used',
    hint: 'kubectl exec can cut output and still exit with 0: take the dump again and compare sizes',
  },
  syntax: {
    code: 'JS002',
    message: 'this is not JSON; the element around it is left out',
    hint: 'take the dump again, or mend this place by hand',
  },
  depth: {
    code: 'JS003',
    message: 'nested too deeply for a proxy configuration; the element around it is left out',
    hint: 'real dumps nest about 25 levels: this is no dump, or a hostile one',
  },
  size: {
    code: 'JS007',
    message: 'one element is larger than 512 MiB, which no proxy configuration has; it is left out',
    hint: 'this is no dump, or a hostile one',
  },
} as const satisfies Record<JsonDamage['kind'], unknown>;

function ofDamage(source: ByteSource, document: string, damage: JsonDamage): Diagnostic {
  const { code, message, hint } = DAMAGE[damage.kind];
  return {
    code,
    severity: 'error',
    message: damage.kind === 'syntax' ? `${message} (expected ${damage.expected})` : message,
    document,
    ...position(source, damage.byte),
    ...(damage.path === undefined ? {} : { path: damage.path }),
    hint,
  };
}

/** All diagnostics of one document that was read from `source`. */
export function diagnoseParts(source: ByteSource, document: string, parts: Parts): Diagnostic[] {
  const found = parts.damages.slice(0, MOST).map((damage) => ofDamage(source, document, damage));
  if (parts.damages.length > MOST) {
    const count = parts.damages.length - MOST;
    found.push({
      code: 'JS002',
      severity: 'error',
      message: `${String(count)} more damaged elements`,
      document,
      count,
    });
  }
  for (const { start, end } of parts.duplicateKeys.slice(0, MOST)) {
    const repeats = start === end ? [keyAt(source, start)] : repeatedIn(source, start, end);
    for (const { key, byte } of repeats) {
      found.push({
        code: 'JS004',
        severity: 'warning',
        message: `the key ${JSON.stringify(key)} stands twice in one object; the last one counts`,
        document,
        ...position(source, byte),
      });
    }
  }
  for (const at of parts.longIntegers.slice(0, MOST)) {
    found.push({
      code: 'JS006',
      severity: 'warning',
      message:
        'an integer beyond 2^53 stands in the value that begins here; no field of Envoy that decides a route holds one',
      document,
      ...position(source, at),
    });
  }
  return [...found, ...ofMisfits(source, document, parts)];
}

/** The key that begins at or after `start`, as it is written. */
function keyAt(source: ByteSource, start: number): Repeated {
  const quote = findIn(source, '"', start);
  return { key: pieceOf(source, quote + 1, findIn(source, '"', quote + 1)).toString(), byte: quote };
}

interface Repeated {
  readonly key: string;
  readonly byte: number;
}

/** The first key that stands twice in one object of the range. */
function repeatedIn(source: ByteSource, start: number, end: number): readonly Repeated[] {
  const found = findDuplicateKeys(pieceOf(source, start, end), 0, end - start, 1);
  return found.map(({ key, byte }) => ({ key, byte: start + byte }));
}

const ELEMENT_WORDS = {
  route: 'route',
  virtualHost: 'virtual host',
  routeConfiguration: 'route configuration',
  listener: 'listener',
  cluster: 'cluster',
  loadAssignment: 'load assignment',
  clusterStatus: 'cluster status',
  secret: 'secret',
} as const satisfies Record<Checked, string>;

/** Fields whose type is not Envoy's: they count as absent, so the answer is partial. */
function ofMisfits(source: ByteSource, document: string, parts: Parts): Diagnostic[] {
  const { misfits } = parts.reading;
  const found: Diagnostic[] = misfits.slice(0, MOST).map(({ element, path, problem, byte }) => ({
    code: 'JS005',
    severity: 'error',
    message: `${path === '' ? `a ${ELEMENT_WORDS[element]}` : `${path} of a ${ELEMENT_WORDS[element]}`} ${problem}; do not rely on what is said of it`,
    document,
    ...position(source, byte),
  }));
  const more = misfits.length - MOST;
  if (more > 0)
    found.push({ code: 'JS005', severity: 'error', message: `${String(more)} more fields of a wrong type`, document });
  return found;
}

/** What stood among a proxy's resources and is none of them, or none that the model has a place for. */
export function diagnoseForeign(document: string, parts: Parts): Diagnostic[] {
  return [...parts.foreign].map(([what, count]) => ({
    code: 'SH003',
    severity: 'warning',
    message: `passed over ${String(count)} × ${what.replaceAll('_', ' ')}`,
    document,
  }));
}

/** Lines around the documents: known noise is a note, other lines are a warning. */
export function diagnoseLines(document: string, skipped: SkippedLines): Diagnostic[] {
  const found: Diagnostic[] = [...skipped.known].map(([what, count]) => ({
    code: 'TX003',
    severity: 'note',
    message: `passed over ${String(count)} line${count === 1 ? '' : 's'} that ${count === 1 ? 'is' : 'are'} no JSON (${what})`,
    document,
  }));
  if (skipped.unknown > 0) {
    const count = skipped.unknown;
    found.push({
      code: 'TX004',
      severity: 'warning',
      message: `passed over ${String(count)} line${count === 1 ? '' : 's'} that look${count === 1 ? 's' : ''} like nothing known`,
      document,
      line: skipped.firstUnknown,
    });
  }
  return found;
}
