/** A regex as a language: its automaton made deterministic while it is walked, within a work limit. */
import { RecentMap } from '../../../base/recent-map.ts';
import type { ByteString } from '../../bytes.ts';
import { toBytes } from '../../bytes.ts';
import type { CompiledRegex, RegexMode } from '../../regex.ts';
import type { Language } from '../language.ts';
import { ANYTHING, LOST, NEVER } from '../language.ts';
import type { Nondeterministic } from './automaton.ts';
import { automatonOf } from './automaton.ts';
import { parsePattern } from './parse.ts';

/** Deterministic states of one regex, and node visits spent on them. Real ones need some dozens of states. */
const STATE_LIMIT = 3000;
const WORK_LIMIT = 1_500_000;
const UNSET = -4;
/** Automata of our own patterns that are kept; those of virtual hosts' domains are among them. */
const KEPT = 500;

/** Null when the regex cannot be matched by the engine at all: nothing is known of it then. */
export function regexLanguage(regex: CompiledRegex, mode: RegexMode): Language | null {
  if (typeof regex.matches('') !== 'boolean') return null;
  const pattern = parsePattern(mode === 'latin1' ? toBytes(regex.source) : regex.source, mode);
  const automaton = pattern === null ? null : automatonOf(pattern);
  return automaton === null ? askedOnly(regex) : new LazyStates(automaton);
}

const fixed = new RecentMap<string, Language>(KEPT);

/** The language of a pattern of our own, on bytes. */
export function patternLanguage(source: string): Language {
  let language = fixed.get(source);
  if (language === undefined) {
    const pattern = parsePattern(source, 'latin1');
    const automaton = pattern === null ? null : automatonOf(pattern);
    language = automaton === null ? ANYTHING : new LazyStates(automaton);
    fixed.set(source, language);
  }
  return language;
}

/** No automaton: single texts can still be tried. */
function askedOnly(regex: CompiledRegex): Language {
  const ask = (text: ByteString): boolean | null => {
    const truth = regex.matches(text);
    return typeof truth === 'boolean' ? truth : null;
  };
  return { start: LOST, step: () => LOST, accepts: () => false, singles: () => [], classes: null, samples: [], ask };
}

/** In place: there are few, and mostly they are in order. */
function inOrder(numbers: number[]): readonly number[] {
  for (let at = 1; at < numbers.length; at++) {
    const number = numbers[at] as number;
    let before = at - 1;
    for (; before >= 0 && (numbers[before] as number) > number; before--)
      numbers[before + 1] = numbers[before] as number;
    numbers[before + 1] = number;
  }
  return numbers;
}

interface State {
  readonly nodes: readonly number[];
  readonly accepts: boolean;
  readonly next: Int32Array;
}

class LazyStates implements Language {
  readonly start: number;
  readonly classes: Uint8Array;
  readonly samples: readonly ByteString[] = [];
  readonly #automaton: Nondeterministic;
  readonly #classCount: number;
  readonly #states: State[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #marks: Uint32Array;
  #mark = 0;
  #work = 0;

  constructor(automaton: Nondeterministic) {
    this.#automaton = automaton;
    this.#marks = new Uint32Array(automaton.nodes.length);
    const { classes, count } = partition(automaton);
    this.classes = classes;
    this.#classCount = count;
    this.start = this.#intern(this.#closure([automaton.start], true), true);
  }

  readonly accepts = (state: number): boolean => this.#states[state]?.accepts === true;

  readonly singles = (): readonly number[] => [];

  readonly step = (state: number, byte: number): number => {
    const from = this.#states[state];
    if (from === undefined) return LOST;
    const column = this.classes[byte] ?? 0;
    const kept = from.next[column] ?? LOST;
    if (kept !== UNSET) return kept;
    const targets: number[] = [];
    for (const id of from.nodes) {
      const node = this.#automaton.nodes[id];
      if (node?.kind === 'bytes' && node.set[byte] === 1) targets.push(node.next);
    }
    const next = this.#intern(this.#closure(targets, false), false);
    from.next[column] = next;
    return next;
  };

  #intern(nodes: readonly number[], atStart: boolean): number {
    if (nodes.length === 0 && !atStart) return NEVER;
    const name = `${atStart ? '^' : ''}${nodes.join(',')}`;
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    if (this.#states.length >= STATE_LIMIT || this.#work > WORK_LIMIT) return LOST;
    const next = new Int32Array(this.#classCount).fill(UNSET);
    const number = this.#states.push({ nodes, accepts: this.#accepted(nodes, atStart), next }) - 1;
    this.#numbers.set(name, number);
    return number;
  }

  /** Nodes reached without a byte; anchors of the end wait until the end. */
  #closure(from: readonly number[], atStart: boolean, atEnd = false): readonly number[] {
    this.#mark++;
    const stack = [...from];
    const found: number[] = [];
    for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
      if (this.#marks[id] === this.#mark) continue;
      this.#marks[id] = this.#mark;
      this.#work++;
      const node = this.#automaton.nodes[id];
      if (node === undefined) continue;
      if (node.kind === 'split') stack.push(...node.next);
      else if (node.kind === 'begin') {
        if (atStart) stack.push(node.next);
      } else if (node.kind === 'end' && atEnd) stack.push(node.next);
      else found.push(id);
    }
    return inOrder(found);
  }

  #accepted(nodes: readonly number[], atStart: boolean): boolean {
    const isMatch = (id: number): boolean => this.#automaton.nodes[id]?.kind === 'match';
    if (nodes.some(isMatch)) return true;
    if (!nodes.some((id) => this.#automaton.nodes[id]?.kind === 'end')) return false;
    return this.#closure(nodes, atStart, true).some(isMatch);
  }
}

/** Where members and others of an old class go, while one set is looked at: made once, for there are thousands of regexes. */
const MEMBERS = new Int16Array(256);
const OTHERS = new Int16Array(256);

/** Bytes that no set of the automaton tells apart share a class. */
function partition({ nodes }: Nondeterministic): { readonly classes: Uint8Array; readonly count: number } {
  const sets = new Set(nodes.flatMap((node) => (node.kind === 'bytes' ? [node.set] : [])));
  const classes = new Uint8Array(256);
  let count = 1;
  for (const set of sets) {
    MEMBERS.fill(-1);
    OTHERS.fill(-1);
    for (let byte = 0; byte < 256; byte++) {
      const old = classes[byte] ?? 0;
      const isMember = set[byte] === 1;
      const own = isMember ? MEMBERS : OTHERS;
      const rest = isMember ? OTHERS : MEMBERS;
      // Whoever comes first keeps its number.
      if (own[old] === -1) own[old] = rest[old] === -1 ? old : count++;
      classes[byte] = own[old] ?? 0;
    }
  }
  return { classes, count };
}
