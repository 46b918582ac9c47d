/** One input (a file, stdin) into the documents it holds. */
import { memorySource, pieceOf, wholeUpTo } from '../base/source/index.ts';
import type { ByteSource } from '../base/source/index.ts';
import type { Diagnostic, Origin } from '../model/index.ts';
import { looksLikeYaml, nextDocument, noSkippedLines, repairText, sniffText } from '../validate/index.ts';
import type { Repair } from '../validate/index.ts';
import { diagnoseForeign, diagnoseLines, diagnoseParts } from './diagnose.ts';
import { isRecognized } from './document/parts.ts';
import { readDocument } from './document/read-document.ts';
import type { DocumentRead } from './document/read-document.ts';
import type { Wanted } from './document/resource-readers.ts';
import { doubtAboutYaml, doubtOf } from './doubt.ts';
import type { DocumentDoubt } from './doubt.ts';
import type { ReadDocument } from './merge/merge.ts';
import { readYaml } from './yaml-input.ts';

/** Decoded bytes (UTF-8) with where they came from. */
export interface Input {
  readonly origin: Origin;
  readonly source: ByteSource;
  /** False for files found in a directory that the user named: what is not ours there is no mistake. */
  readonly named: boolean;
}

export interface InputRead {
  readonly documents: ReadDocument[];
  /** Documents that hold nothing of a proxy: in words what they are, and how many. */
  readonly foreign: Map<string, number>;
  readonly diagnostics: Diagnostic[];
  readonly partial: boolean;
  /** What the whole input is and what to do, when nothing in it was recognized. */
  readonly useless: { readonly what: string; readonly hint: string } | null;
}

interface Pass {
  readonly reads: DocumentRead[];
  readonly lines: Diagnostic[];
  readonly damaged: boolean;
  /** 1-based number of the first line outside the documents that seems to be a piece of one, else 0. */
  readonly remains: number;
}

function readAll(source: ByteSource, name: string, wanted: Wanted): Pass {
  const skipped = noSkippedLines();
  const reads: DocumentRead[] = [];
  for (let at = nextDocument(source, 0, skipped); at !== -1;) {
    const read = readDocument(source, at, wanted);
    reads.push(read);
    at = nextDocument(source, read.end, skipped);
  }
  return {
    reads,
    lines: reads.length === 0 ? [] : diagnoseLines(name, skipped),
    damaged: reads.some(({ parts }) => parts.damages.length > 0) || (reads.length > 0 && skipped.firstRemains > 0),
    remains: skipped.firstRemains,
  };
}

function damages({ reads }: Pass): number {
  return reads.reduce((sum, { parts }) => sum + parts.damages.length, 0);
}

/** Reads all documents of an input, repairing what terminals and tickets did to it when that helps. */
export function readInput(input: Input, wanted: Wanted): InputRead {
  const { name } = input.origin;
  let { source } = input;
  let pass = readAll(source, name, wanted);
  const diagnostics: Diagnostic[] = [];
  const repair = pass.damaged || pass.reads.length === 0 ? repaired(source) : null;
  const second = repair === null ? null : readAll(memorySource(repair.bytes), name, wanted);
  if (
    repair !== null &&
    second !== null &&
    second.reads.length > 0 &&
    (!pass.damaged || damages(second) < damages(pass) || (damages(pass) === 0 && !second.damaged))
  ) {
    diagnostics.push({
      code: 'TX002',
      severity: 'warning',
      message: `removed before reading: ${repair.removed.join(', ')}`,
      document: name,
    });
    // A line of which nothing is known may have been one of the document's own, written over.
    pass = { ...second, remains: second.remains || repair.firstUnknown };
    source = memorySource(repair.bytes);
  }
  if (pass.reads.length > 0) {
    const doubt = doubtOf(source, name, pass.reads, pass.remains);
    return finish({ input, source, pass, doubt }, diagnostics, pass.damaged);
  }
  return readOther(input, source, wanted, diagnostics);
}

/** V8 makes no longer string (2^29 - 24 characters): what is larger is read as it is, or not at all. */
const MOST_TEXT = 512 << 20;

function repaired(source: ByteSource): Repair | null {
  const bytes = wholeUpTo(source, MOST_TEXT);
  return bytes === null ? null : repairText(bytes);
}

interface Finished {
  readonly input: Input;
  readonly source: ByteSource;
  readonly pass: Pass;
  readonly doubt: DocumentDoubt | null;
}

function finish({ input, source, pass, doubt }: Finished, diagnostics: Diagnostic[], partial: boolean): InputRead {
  const { name } = input.origin;
  const documents: ReadDocument[] = [];
  const foreign = new Map<string, number>();
  let misfits = false;
  for (const { parts } of pass.reads) {
    if (parts.reading.misfits.length > 0) misfits = true;
    // YAML that was mended does not say where it broke off, nor a misfit which answer hangs on it.
    if (parts.reading.misfits.length > 0 || (partial && parts.damages.length === 0)) {
      for (const section of parts.sections) parts.damaged.add(section);
    }
    diagnostics.push(...diagnoseParts(source, name, parts));
    if (isRecognized(parts)) {
      diagnostics.push(...diagnoseForeign(name, parts));
      documents.push({ source: { origin: input.origin, shape: [...parts.shapes].sort().join(', ') }, parts, doubt });
    } else {
      const what = [...parts.foreign.keys()][0] ?? (parts.emptyList ? 'an empty list' : 'JSON of an unknown shape');
      foreign.set(what, (foreign.get(what) ?? 0) + 1);
    }
  }
  diagnostics.unshift(...pass.lines);
  return {
    documents,
    foreign,
    diagnostics,
    partial: partial || misfits,
    useless: documents.length > 0 ? null : uselessJson(foreign),
  };
}

const DUMP_COMMAND = 'istioctl proxy-config all POD.NAMESPACE -o json > dump.json';

const EMPTY_LIST_HINT =
  'istioctl prints [] when nothing fits its filters, or when the dump it read has no such section (endpoints need ?include_eds)';

/** What recognized strangers are, in a sentence that begins with "this is", and what to do. */
const STRANGERS: Readonly<Partial<Record<string, { readonly what: string; readonly hint: string }>>> = {
  'an empty list': { what: 'an empty list', hint: EMPTY_LIST_HINT },
  'Kubernetes resources': {
    what: 'Kubernetes resources, not what the proxy made of them',
    hint: DUMP_COMMAND,
  },
  'ztunnel configuration': {
    what: 'the configuration of ztunnel, which is not Envoy and has no routes',
    hint: 'ask the waypoint or gateway pod: istioctl proxy-config all POD.NAMESPACE -o json',
  },
  'server info': { what: "Envoy's /server_info", hint: DUMP_COMMAND },
};

function uselessJson(foreign: ReadonlyMap<string, number>): { what: string; hint: string } {
  const known = [...foreign.keys()].sort().map((key) => STRANGERS[key] ?? { what: key, hint: DUMP_COMMAND });
  const hint = known.map((one) => one.hint).find((text) => text !== DUMP_COMMAND);
  return { what: known.map(({ what }) => what).join(', and '), hint: hint ?? DUMP_COMMAND };
}

const HEAD = 4096;
const LINE_FEED = 0x0a;

/** No JSON document in it: YAML, or something to be named. */
function readOther(input: Input, source: ByteSource, wanted: Wanted, diagnostics: Diagnostic[]): InputRead {
  const head = pieceOf(source, 0, HEAD).toString();
  const bytes = looksLikeYaml(head) ? wholeUpTo(source, MOST_TEXT) : null;
  const yaml = bytes === null ? null : readYaml(bytes.toString('utf8'));
  if (bytes !== null && yaml !== null) {
    const openEnd = bytes.at(-1) !== LINE_FEED;
    if (yaml.error !== null) diagnostics.push(yamlCut(input.origin.name, yaml.error));
    else if (openEnd) diagnostics.push(yamlOpenEnd(input.origin.name));
    const partial = yaml.error !== null || openEnd;
    const folded = memorySource(yaml.bytes);
    const pass = readAll(folded, input.origin.name, wanted);
    const doubt = partial ? doubtAboutYaml(input.origin.name, source, yaml, pass.reads) : null;
    return finish({ input, source: folded, pass, doubt }, diagnostics, partial);
  }
  const useless =
    head === ''
      ? { what: 'empty', hint: 'did the command that wrote it fail? its error output says why' }
      : sniffText(head);
  return { documents: [], foreign: new Map([[useless.what, 1]]), diagnostics, partial: false, useless };
}

/** Half an element is whole YAML; only the missing line feed at the end, which every writer of YAML makes, tells. */
function yamlOpenEnd(document: string): Diagnostic {
  return {
    code: 'YA002',
    severity: 'error',
    message: 'the last line has no end: it may be cut, and the last element may be incomplete',
    document,
    hint: 'take the dump again, with -o json, where a cut can always be told',
  };
}

function yamlCut(document: string, { line, column }: { line: number; column: number }): Diagnostic {
  return {
    code: 'YA001',
    severity: 'error',
    message: 'this is not YAML from here on; the list items before it are used',
    document,
    line: line + 1,
    column: column + 1,
    hint: 'take the dump again with -o json, which whyroute reads faster and mends better',
  };
}
