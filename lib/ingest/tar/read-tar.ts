/**
 * The files of a tar archive that is in memory, as slices of it: nothing is copied and nothing is written to disk. What is
 * no plain file is refused in words (reference/reliability-security.md 4.1).
 */
import { nameRefusal, tidyName } from './entry-name.ts';
import { paxRecords } from './pax.ts';
import { BLOCK, readHeader } from './read-header.ts';
import type { TarHeader } from './read-header.ts';

export interface TarEntry {
  readonly name: string;
  readonly bytes: Buffer;
}

export interface TarRead {
  readonly entries: readonly TarEntry[];
  /** Entries that are not used, in archive order, each with the reason. */
  readonly refused: readonly { readonly name: string; readonly why: string }[];
  /** Why reading stopped before the archive's end; null when it was read whole. */
  readonly stopped: 'cut' | 'damaged' | 'tooMany' | null;
}

/** More than any bug report of a large mesh holds (reference 4.1 asks for a cap; a must-gather tree has tens of thousands). */
export const MAX_ENTRIES = 100_000;

const REFUSED_TYPES: Readonly<Partial<Record<string, string>>> = {
  '1': 'a link',
  '2': 'a link',
  '3': 'a device',
  '4': 'a device',
  '6': 'a named pipe',
  S: 'a sparse file',
  M: 'a part of another volume',
  V: 'a volume label',
};

/** Names and sizes that a header before the entry gave it. */
interface Extension {
  name?: string;
  size?: number;
  sparse?: true;
}

class TarReader {
  readonly entries = new Map<string, TarEntry>();
  readonly refused: { name: string; why: string }[] = [];
  #next: Extension = {};

  /** Takes one entry; `content` are its bytes. */
  take({ name, type }: TarHeader, content: Buffer): void {
    if (type === 'x') this.#pax(content);
    else if (type === 'L') this.#next.name = content.toString('utf8').replace(/\0.*$/s, '');
    else if (type !== 'g' && type !== 'K') this.#entry(this.#next.name ?? name, type, content);
  }

  /** The size of the entry that the header begins, when a pax header has set it. */
  sizeOf(header: TarHeader): number {
    return isMeta(header.type) ? header.size : (this.#next.size ?? header.size);
  }

  #pax(content: Buffer): void {
    const records = paxRecords(content);
    const name = records.get('path');
    const size = records.get('size');
    if (name !== undefined) this.#next.name = name;
    if (size !== undefined && /^\d{1,15}$/.test(size)) this.#next.size = Number(size);
    if ([...records.keys()].some((key) => key.startsWith('GNU.sparse.'))) this.#next.sparse = true;
  }

  #entry(raw: string, type: string, bytes: Buffer): void {
    const sparse = this.#next.sparse === true;
    this.#next = {};
    const name = tidyName(raw);
    if (type === '5' || (type === '0' && raw.endsWith('/'))) return;
    const why = sparse ? 'a sparse file' : (REFUSED_TYPES[type] ?? nameRefusal(name));
    if (why !== null) this.refused.push({ name: raw.slice(0, 200), why });
    else if (type !== '0' && type !== '7') this.refused.push({ name, why: 'an entry of an unknown type' });
    else {
      // As tar itself does it: of two entries of one name the later counts.
      if (this.entries.delete(name)) this.refused.push({ name, why: 'it stands twice; the later one is used' });
      this.entries.set(name, { name, bytes });
    }
  }
}

function isMeta(type: string): boolean {
  return type === 'x' || type === 'g' || type === 'L' || type === 'K';
}

function isZero(block: Buffer): boolean {
  return block.every((byte) => byte === 0);
}

/** Reads as far as possible; `maxEntries` bounds entries of every type. */
export function readTar(bytes: Buffer, maxEntries: number = MAX_ENTRIES): TarRead {
  const reader = new TarReader();
  let stopped: TarRead['stopped'] = null;
  let met = 0;
  let at = 0;
  for (;;) {
    const block = bytes.subarray(at, at + BLOCK);
    // Every writer ends with blocks of zeros: without them an archive was cut between two entries.
    if (block.length === BLOCK && isZero(block)) break;
    const header = block.length < BLOCK ? null : readHeader(block);
    if (header === null) stopped = block.length < BLOCK ? 'cut' : 'damaged';
    else if (++met > maxEntries) stopped = 'tooMany';
    if (header === null || stopped !== null) break;
    const size = reader.sizeOf(header);
    const start = at + BLOCK;
    if (start + size > bytes.length) {
      stopped = 'cut';
      break;
    }
    reader.take(header, bytes.subarray(start, start + size));
    at = start + Math.ceil(size / BLOCK) * BLOCK;
  }
  return { entries: [...reader.entries.values()], refused: reader.refused, stopped };
}
