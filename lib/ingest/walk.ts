/** Files below a directory, in code point order; links are not followed, so that there are no loops and no way out. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** A plain folder that holds more is no dump folder, but somebody's home. */
export const MAX_FILES = 10_000;
/** A must-gather tree holds this many and is still one. */
const MAX_LISTED = 200_000;
const MAX_DEPTH = 16;

/** `path` is relative to the root. */
interface WalkedFile {
  readonly path: string;
  readonly size: number;
}

export interface Walk {
  readonly files: readonly WalkedFile[];
  /** Entries that were passed over, with the reason; their paths hold the root. */
  readonly passed: readonly { readonly path: string; readonly why: string }[];
}

export function walk(root: string): Walk {
  const files: WalkedFile[] = [];
  const passed: { path: string; why: string }[] = [];
  const todo: { path: string; depth: number }[] = [{ path: '', depth: 0 }];
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    const { path, depth } = next;
    if (depth > MAX_DEPTH) {
      passed.push({ path: join(root, path), why: 'nested too deeply' });
      continue;
    }
    const entries = readdirSync(join(root, path), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
    const folders: typeof todo = [];
    for (const entry of entries) {
      const child = join(path, entry.name);
      const full = join(root, child);
      if (entry.isDirectory()) folders.push({ path: child, depth: depth + 1 });
      else if (!entry.isFile())
        passed.push({ path: full, why: entry.isSymbolicLink() ? 'a link' : 'not a regular file' });
      else if (files.length >= MAX_LISTED) return { files, passed: [...passed, { path: full, why: 'too many files' }] };
      else files.push({ path: child, size: sizeOf(full) });
    }
    todo.push(...folders.reverse());
  }
  return { files, passed };
}

/** A file that went away in the meantime is reported when it is read. */
function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
