/** Which bytes a search has to try: one of each kind that the languages tell apart, nice ones first. */
import type { Language } from './language.ts';

/** Rank of each of the 256 bytes; the lowest is tried first. */
export type ByteOrder = Uint8Array;

/** An order that begins with the bytes of `first`. */
export function byteOrder(first: string): ByteOrder {
  const ranks = new Uint8Array(256);
  let rank = 0;
  const bytes = new Set([...Array.from(first, (char) => char.charCodeAt(0)), ...PRINTABLE, ...ranks.keys()]);
  for (const byte of bytes) ranks[byte] = rank++;
  return ranks;
}

const PRINTABLE: readonly number[] = Array.from({ length: 0x7f - 0x21 }, (_, i) => i + 0x21);

/** All bytes in groups that no language's classes tell apart, the nicest byte of each first. */
type Groups = readonly (readonly number[])[];

const keptGroups = new WeakMap<Uint8Array, Map<string, Groups>>();

export function byteChoices(
  languages: readonly Language[],
  order: ByteOrder,
): (states: readonly number[]) => readonly number[] {
  const groups = groupsOf(languages, order);
  return (states) => {
    const singles = new Set<number>();
    for (const [i, language] of languages.entries()) {
      const state = states[i] ?? -1;
      if (state >= 0) for (const byte of language.singles(state)) singles.add(byte);
    }
    const chosen = [...singles];
    for (const group of groups) {
      const other = group.find((byte) => !singles.has(byte));
      if (other !== undefined) chosen.push(other);
    }
    return chosen.sort((a, b) => (order[a] ?? 0) - (order[b] ?? 0));
  };
}

/** Kept by the first table, then by the numbers of the others: few combinations occur. */
function groupsOf(languages: readonly Language[], order: ByteOrder): Groups {
  const tables = [...new Set(languages.flatMap(({ classes }) => (classes === null ? [] : [classes])))];
  const [first] = tables;
  if (first === undefined) return grouped(tables, order);
  let kept = keptGroups.get(first);
  if (kept === undefined) keptGroups.set(first, (kept = new Map<string, Groups>()));
  const key = [order, ...tables].map(numberOf).join();
  let groups = kept.get(key);
  if (groups === undefined) kept.set(key, (groups = grouped(tables, order)));
  return groups;
}

const numbers = new WeakMap<Uint8Array, number>();
let lastNumber = 0;

function numberOf(table: Uint8Array): number {
  let number = numbers.get(table);
  if (number === undefined) numbers.set(table, (number = ++lastNumber));
  return number;
}

function grouped(tables: readonly Uint8Array[], order: ByteOrder): Groups {
  const groups = new Map<string, number[]>();
  for (const byte of nicestFirst(order)) {
    let key = '';
    for (const classes of tables) key += String.fromCharCode(classes[byte] ?? 0);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [byte]);
    else group.push(byte);
  }
  return [...groups.values()];
}

const inOrder = new WeakMap<ByteOrder, Uint8Array>();

function nicestFirst(order: ByteOrder): Uint8Array {
  let bytes = inOrder.get(order);
  if (bytes === undefined) {
    bytes = new Uint8Array(256);
    for (const [byte, rank] of order.entries()) bytes[rank] = byte;
    inOrder.set(order, bytes);
  }
  return bytes;
}
