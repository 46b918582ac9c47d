/** Takes secrets out of texts. One Redactor serves all inputs of a run, so that one value has one marker in all of them. */
import { TextDamage, applyEdits, scalarEdits } from '../../base/text-tree/index.ts';
import type { Edit, StringNode, TextDocument, WordNode } from '../../base/text-tree/index.ts';
import { documentsOf } from './documents-of.ts';
import { huntKnown } from './known-secrets.ts';
import { nestedText } from './nested.ts';
import type { Zone } from './place.ts';
import { Registry } from './registry.ts';
import { RULES, STEPS } from './rules/table.ts';
import type { Rule } from './rules/rule.ts';
import { PATTERN_RULES, redactValue } from './value.ts';
import { outermost, walk } from './walk.ts';
import type { Surroundings } from './walk.ts';

/** Where reading had to stop: what is behind it cannot be judged. */
export interface Unreadable {
  readonly offset: number;
}

/** What one value goes through. */
export interface Engine {
  readonly rules: readonly Rule[];
  /** Those that know places, not forms. */
  readonly placeRules: readonly Rule[];
  readonly registry: Registry;
  readonly steps: ReadonlySet<string>;
  /** Edits inside a text that holds documents; null when it holds none. */
  readonly document: (text: string, zone: Zone, around: Surroundings, depth: number) => readonly Edit[] | null;
}

export class Redactor {
  readonly registry: Registry = new Registry();
  readonly #engine: Engine;

  /** `disabled`: ids of rules and steps that are left out, for the tests of the check. */
  constructor(disabled: ReadonlySet<string> = new Set()) {
    const rules = RULES.filter(({ id }) => !disabled.has(id));
    this.#engine = {
      rules,
      placeRules: rules.filter(({ id }) => !PATTERN_RULES.has(id)),
      registry: this.registry,
      steps: new Set(STEPS.filter((id) => !disabled.has(id))),
      document: (text, zone, around, depth) =>
        nestedText(text, zone, around, (root, from) => this.#edits(text, root, from, depth)),
    };
  }

  /**
   * The text with every secret replaced; every other character is copied. Values that occur again where no rule looks are
   * only known at the end, so several texts of a run are better given to `redactAll`.
   */
  redact(text: string): string | Unreadable {
    return this.redactAll([text])[0] ?? { offset: 0 };
  }

  redactAll(texts: readonly string[]): readonly (string | Unreadable)[] {
    for (const text of texts) this.registry.reserve(text);
    const first = texts.map((text) => this.#once(text));
    if (!this.#engine.steps.has('known-secret')) return first;
    return first.map((text) => (typeof text === 'string' ? this.#hunt(text) : text));
  }

  #once(text: string): string | Unreadable {
    try {
      const documents = documentsOf(text);
      const edits = documents.flatMap((document) => this.#edits(text, document, outermost('message'), 0));
      const outside = this.#engine.steps.has('outside') ? this.#outside(text, documents, edits) : [];
      return applyEdits(text, [...edits, ...outside]);
    } catch (error) {
      if (!(error instanceof TextDamage)) throw error;
      return { offset: error.at };
    }
  }

  #edits(text: string, document: TextDocument, from: Surroundings, depth: number): readonly Edit[] {
    const edits: Edit[] = [];
    const add = (node: StringNode | WordNode, around: Surroundings): void => {
      const found = redactValue(node.value, node, around, this.#engine, depth);
      if (found.length === 0) return;
      if (node.kind === 'string') edits.push(...scalarEdits(text, node, found));
      else edits.push({ start: node.start, end: node.end, text: JSON.stringify(applyEdits(node.value, found)) });
    };
    walk(document.root, from, {
      scalar: add,
      key: (node) => {
        if (KEY_MAY_BE_SECRET.test(node.value)) add(node, outermost('map'));
      },
    });
    return edits;
  }

  /** Log lines around JSON documents, comments in YAML: patterns only. */
  #outside(text: string, documents: readonly TextDocument[], edits: readonly Edit[]): readonly Edit[] {
    const spans = documents.every(({ end }) => end > 0) ? documents : [];
    return outsideSpans(text, spans).flatMap(({ start, end, comment }) => {
      if (comment && edits.some((edit) => edit.start < end && edit.end > start)) return [];
      const found = redactValue(text.slice(start, end), null, outermost('text'), this.#engine, 0);
      return found.map((edit) => ({ start: edit.start + start, end: edit.end + start, text: edit.text }));
    });
  }

  #hunt(text: string): string {
    const documents = documentsOf(text);
    return applyEdits(
      text,
      documents.flatMap((document) => huntKnown(text, document, this.registry)),
    );
  }
}

const KEY_MAY_BE_SECRET = /.{20}|PRIVATE|:\/\/|\$/;

const COMMENT = /(?:^|\s)#[^\n]*/g;

interface Outside {
  readonly start: number;
  readonly end: number;
  readonly comment: boolean;
}

function outsideSpans(text: string, documents: readonly TextDocument[]): readonly Outside[] {
  if (documents.length === 0) {
    return [...text.matchAll(COMMENT)].map(({ 0: line, index }) => ({
      start: index,
      end: index + line.length,
      comment: true,
    }));
  }
  const spans: Outside[] = [];
  let at = 0;
  for (const { start, end } of documents) {
    if (start > at) spans.push({ start: at, end: start, comment: false });
    at = end;
  }
  if (at < text.length) spans.push({ start: at, end: text.length, comment: false });
  return spans;
}
