/** A tar archive in memory as a tree. What is refused is told, a few by name and the rest by number. */
import type { Problems } from '../problems.ts';
import { MAX_ENTRIES, readTar } from '../tar/read-tar.ts';
import type { TarRead } from '../tar/read-tar.ts';
import type { Tree } from './tree.ts';

/** Refusals that are told one by one: a hostile archive could hold thousands. */
const TOLD = 10;

const STOPPED: Readonly<Record<NonNullable<TarRead['stopped']>, string>> = {
  cut: 'the archive is cut; what was whole before the cut is used',
  damaged: 'the archive is damaged; what stands before the damage is used',
  tooMany: `the archive has more than ${String(MAX_ENTRIES)} entries; those before are used`,
};

export function openArchive(name: string, bytes: Buffer, problems: Problems): Tree {
  const { entries, refused, stopped } = readTar(bytes);
  for (const entry of refused.slice(0, TOLD)) problems.warn(`${name}/${entry.name}`, 'IN007', `not used: ${entry.why}`);
  if (refused.length > TOLD) {
    problems.warn(name, 'IN007', `${String(refused.length - TOLD)} more entries are not used`);
  }
  if (stopped !== null) problems.fail(name, 'IN008', STOPPED[stopped], 'take the archive again');
  return {
    name,
    entries: entries.map((entry) => ({
      path: entry.name,
      size: entry.bytes.length,
      read: () => Promise.resolve(entry.bytes),
    })),
  };
}
